"""Aggregates of the cube against sums written here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from salesplan_nb import intake
from salesplan_nb.workspace import Workspace
from tests.intake.conftest import PLAN

SOURCES = """tables:
  orders:
    file: orders.csv
    columns: {order_id: id, order_date: day, amount: net, customer_id: customer, product_id: product, quantity: pieces}
  customers:
    file: customers.csv
    columns: {customer_id: id, industry: industry, employees: employees, region: region}
  products:
    file: products.csv
    columns: {product_id: id, family: family, unit_cost: cost}
"""
ORDERS = """id,day,net,customer,product,pieces
1,2025-11-05,10,x,p,1
2,2026-01-05,20,x,p,2
2,2026-01-05,5,x,q,1
3,2026-03-31,40,y,q,4
4,2026-03-31,1,,q,1
"""
CUSTOMERS = "id,industry,employees,region\nx,Food,100,North\ny,Water,10,South\n"
PRODUCTS = "id,family,cost\np,Level,3\nq,Flow,0.50\n"
SEGMENTS = """segments:
  - {id: large, where: "industry in ('Food', 'Water') and employees >= 50"}
"""


@pytest.fixture
def cube(workspace: Callable[..., Workspace], tmp_path: Path) -> intake.Cube:
    made = workspace(SOURCES, PLAN + SEGMENTS, orders=ORDERS, customers=CUSTOMERS, products=PRODUCTS)
    taken = intake.read(made)
    taken.write(tmp_path / "canonical")
    return intake.Cube.open(tmp_path / "canonical", made.plan, taken.quality.facts)


def test_months_without_orders_are_zero(cube: intake.Cube) -> None:
    assert cube.months == ["2025-11", "2025-12", "2026-01", "2026-02", "2026-03"]
    assert cube.history().tolist() == [1000, 0, 2500, 0, 4100]
    assert cube.history("region: North").tolist() == [1000, 0, 2500, 0, 0]


def test_cells_may_tell_a_further_dimension_apart_and_name_what_is_missing(cube: intake.Cube) -> None:
    frame = cube.cells("channel")
    assert list(frame.columns) == ["month", "region", "product_family", "channel", "amount_cents"]
    assert set(frame.channel) == {"unassigned"}
    assert frame.amount_cents.sum() == cube.cells().amount_cents.sum() == 7600


def test_accounts_are_all_that_the_table_customers_lists(
    workspace: Callable[..., Workspace], tmp_path: Path, cube: intake.Cube
) -> None:
    # x bought 10 + 25 in the twelve months to March 2026, y 40; z never did
    assert cube.accounts()[["customer_id", "amount_cents"]].values.tolist() == [["x", 3500], ["y", 4000]]
    more = CUSTOMERS + "z,Food,60,\n"
    made = workspace(SOURCES, PLAN + SEGMENTS, orders=ORDERS, customers=more, products=PRODUCTS)
    taken = intake.read(made)
    taken.write(tmp_path / "more")
    found = intake.Cube.open(tmp_path / "more", made.plan, taken.quality.facts).accounts()
    assert found.values.tolist() == [
        ["x", "North", "large", 3500],
        ["y", "South", "other", 4000],
        ["z", "unassigned", "large", 0],
    ]


def test_without_regions_of_customers_there_are_no_accounts(
    workspace: Callable[..., Workspace], tmp_path: Path
) -> None:
    bare = SOURCES.replace(", region: region", "")
    made = workspace(bare, PLAN, orders=ORDERS, customers=CUSTOMERS, products=PRODUCTS)
    taken = intake.read(made)
    taken.write(tmp_path / "bare")
    assert intake.Cube.open(tmp_path / "bare", made.plan, taken.quality.facts).accounts().empty


def test_region_family_and_cost_come_from_customers_and_products(cube: intake.Cube) -> None:
    frame = cube.monthly("region", "product_family")
    assert frame.values.tolist() == [
        ["2025-11", "North", "Level", 1000, 300, 1.0, 1],
        ["2026-01", "North", "Flow", 500, 50, 1.0, 1],
        ["2026-01", "North", "Level", 2000, 600, 2.0, 1],
        ["2026-03", "South", "Flow", 4000, 200, 4.0, 1],
        ["2026-03", "unassigned", "Flow", 100, 50, 1.0, 1],
    ]


def test_a_segment_is_the_first_rule_that_holds_and_else_other(cube: intake.Cube) -> None:
    sums = cube.monthly("segment").groupby("segment")["amount_cents"].sum()
    assert sums.to_dict() == {"large": 3500, "other": 4000, "unassigned": 100}


def test_customers_are_summed_over_the_latest_twelve_months(cube: intake.Cube) -> None:
    found = cube.customers().set_index("customer_id")
    assert found.loc["x", ["segment", "orders", "amount_cents", "cost_cents"]].tolist() == ["large", 2, 3500, 950]
    assert found.loc["y", ["segment", "orders", "before_cents"]].tolist() == ["other", 1, 0]
    assert list(found.index) == ["x", "y"]


def test_a_dimension_that_the_data_lacks_has_no_rows(cube: intake.Cube) -> None:
    assert cube.monthly("channel").empty
    assert "channel" not in cube.dimensions()
    assert cube.rows("skills").empty
    assert set(cube.frames()) == {"total", "segment", "product_family"}


def test_the_cells_add_up_to_the_total(cube: intake.Cube) -> None:
    assert int(cube.cells()["amount_cents"].sum()) == 7600
