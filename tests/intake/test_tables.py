from __future__ import annotations

from datetime import date

import pytest

from salesplan_nb.errors import PlanError, PlanErrors
from salesplan_nb.fiscal import CalendarMonths
from salesplan_nb.intake.tables import last_business_day

TEAM = """
    orders:
      file: orders.csv
      columns:
        {order_date: date, amount: net, customer_id: customer, rep_id: rep, product_id: product, quantity: pieces}
    customers:
      file: customers.csv
      columns: {customer_id: id, region: region, industry: industry}
    products:
      file: products.csv
      columns: {product_id: id, family: family, unit_cost: cost}
    reps:
      file: reps.csv
      columns: {rep_id: id, region: region}
"""
FILES = {
    "customers.csv": "id,region,industry\nc1,DACH,Food\nc2,,Water\n",
    "products.csv": "id,family,cost\np1,Flow,2.50\np2,,1.00\n",
    "reps.csv": "id,region\nr1,UK\nr2,Iberia\n",
}


def team(rows: str) -> dict[str, str]:
    return FILES | {"orders.csv": "date,net,customer,rep,product,pieces\n" + rows}


@pytest.mark.parametrize(
    ("month", "day"),
    [
        ("2026-10", date(2026, 10, 30)),
        ("2026-01", date(2026, 1, 30)),
        ("2026-07", date(2026, 7, 31)),
        ("2026-02", date(2026, 2, 27)),
    ],
)
def test_the_last_business_day_is_no_weekend(month: str, day: date) -> None:
    assert last_business_day(month, CalendarMonths()) == day


@pytest.mark.parametrize(
    ("last", "as_of"), [("2026-10-30", "2026-10"), ("2026-10-31", "2026-10"), ("2026-10-29", "2026-09")]
)
def test_a_month_is_complete_from_its_last_business_day_on(maker, last: str, as_of: str) -> None:  # type: ignore[no-untyped-def]
    taken = maker.orders(f"order,date,net\nA,2026-09-01,5\nB,{last},7\n", as_of=None)
    assert taken.quality.facts.as_of == as_of


def test_rows_after_the_last_complete_month_are_set_aside_by_name(maker, counted) -> None:  # type: ignore[no-untyped-def]
    taken = maker.orders("order,date,net\nA,2026-09-01,5\nB,2026-10-29,7\n", as_of=None)
    assert counted(taken, "orders") == {"used": (1, 500), "after as_of": (1, 700)}
    assert taken.quality.rejects["row"].tolist() == [3]


def test_the_asked_month_goes_before_that_of_the_data(maker, counted) -> None:  # type: ignore[no-untyped-def]
    taken = maker.orders("order,date,net\nA,2026-08-03,5\nB,2026-10-30,7\n", as_of="2026-08")
    assert taken.quality.facts.as_of == "2026-08"
    assert counted(taken, "orders")["used"] == (1, 500)


def test_orders_by_month_alone_are_whole_months(maker) -> None:  # type: ignore[no-untyped-def]
    tables = "orders:\n  file: o.csv\n  columns: {month: month, amount: net}"
    taken = maker.read(tables, {"o.csv": "month,net\n2026-01,5\n2026-02,7\n"}, as_of=None)
    assert taken.quality.facts.as_of == "2026-02"


def test_no_orders_up_to_the_asked_month_is_an_error(maker) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises((PlanError, PlanErrors), match="no-orders"):
        maker.orders("order,date,net\nA,2026-10-30,7\n", as_of="2020-01")


def test_deals_closed_later_are_open_again_and_those_made_later_are_set_aside(maker, counted) -> None:  # type: ignore[no-untyped-def]
    tables = """
        orders:
          file: orders.csv
          columns: {order_date: date, amount: net}
        opportunities:
          file: deals.csv
          columns: {opportunity_id: id, status: status, created: made, closed: done, amount: worth}
    """
    deals = (
        "id,status,made,done,worth\n1,won,2026-09-01,2026-10-31,1\n"
        "2,won,2026-09-01,2026-11-01,2\n3,open,2026-11-02,,4\n"
    )
    taken = maker.read(tables, {"orders.csv": "date,net\n2026-10-30,5\n", "deals.csv": deals}, as_of="2026-10")
    assert taken.tables["opportunities"].to_pandas()["status"].tolist() == ["won", "open"]
    assert counted(taken, "opportunities") == {"used": (2, 300), "after as_of": (1, 400)}


def test_the_day_of_an_open_deal_is_no_close_and_only_deals_that_closed_are_opened_again(maker) -> None:  # type: ignore[no-untyped-def]
    tables = """
        orders:
          file: orders.csv
          columns: {order_date: date, amount: net}
        opportunities:
          file: deals.csv
          columns: {opportunity_id: id, status: state, created: made, closed: done, expected_close: done, amount: net}
    """
    deals = (
        "id,state,made,done,net\n1,won,2026-09-01,2026-11-03,1\n"
        "2,open,2026-09-01,2026-12-01,2\n3,open,2026-09-02,2026-09-30,4\n"
    )
    taken = maker.read(tables, {"orders.csv": "date,net\n2026-10-30,5\n", "deals.csv": deals}, as_of="2026-10")
    found = taken.tables["opportunities"].to_pandas()
    assert found["status"].tolist() == ["open", "open", "open"]
    assert found["closed"].isna().all()
    assert [str(day) for day in found["expected_close"]] == ["2026-11-03", "2026-12-01", "2026-09-30"]
    corrections = taken.quality.corrections
    assert corrections[corrections["rule"] == "closed after as_of"][["rows", "amount_cents"]].values.tolist() == [
        [1, 100]
    ]


def test_unknown_ids_stay_in_the_totals_and_are_listed(maker, counted) -> None:  # type: ignore[no-untyped-def]
    rows = "2026-10-01,5,c1,r1,p1,1\n2026-10-01,7,c9,r9,p9,1\n2026-10-02,11,c9,r1,p1,1\n"
    taken = maker.read(TEAM, team(rows))
    assert counted(taken, "orders") == {"used": (3, 2300)}
    frame = taken.quality.corrections
    listed = (
        frame[frame["replacement"] == "unassigned"][["column", "value", "rows", "amount_cents"]].to_numpy().tolist()
    )
    assert sorted(listed) == [["customer_id", "c9", 2, 1800], ["product_id", "p9", 1, 700], ["rep_id", "r9", 1, 700]]
    assert maker.cube(taken).monthly("rep_id")[["rep_id", "amount_cents"]].to_numpy().tolist() == [
        ["r1", 1600], ["unassigned", 700],
    ]  # fmt: skip


def test_region_is_the_customers_else_the_reps_and_family_the_products(maker) -> None:  # type: ignore[no-untyped-def]
    taken = maker.read(TEAM, team("2026-10-01,5,c1,r1,p1,1\n2026-10-01,6,c2,r2,p2,1\n2026-10-01,7,c9,r9,p9,1\n"))
    frame = maker.cube(taken).monthly("region", "product_family")
    assert frame[["region", "product_family", "amount_cents"]].to_numpy().tolist() == [
        ["DACH", "Flow", 500], ["Iberia", "unassigned", 600], ["unassigned", "unassigned", 700],
    ]  # fmt: skip


def test_cost_is_pieces_times_the_unit_cost_and_nothing_where_unknown(maker) -> None:  # type: ignore[no-untyped-def]
    taken = maker.read(TEAM, team("2026-10-01,50,c1,r1,p1,3\n2026-10-01,-20,c1,r1,p1,-2\n2026-10-01,7,c1,r1,p9,4\n"))
    frame = maker.cube(taken).monthly()
    assert frame["cost_cents"].tolist() == [3 * 250 - 2 * 250]


def test_what_is_absent_is_said_with_what_it_switches_off(maker) -> None:  # type: ignore[no-untyped-def]
    frame = maker.orders("order,date,net\nA,2026-10-30,7\n").quality.inventory.set_index("table")
    assert frame["present"].to_dict() == {name: name == "orders" for name in frame.index}
    assert frame.loc["orders", ["rows", "first", "last"]].tolist() == [1, "2026-10-30", "2026-10-30"]
    assert (frame["switches_off"] == "").to_dict() == frame["present"].to_dict()


def test_controls_stand_beside_the_orders_of_their_month(maker) -> None:  # type: ignore[no-untyped-def]
    tables = """
        orders:
          file: orders.csv
          columns: {order_date: date, amount: net}
        controls:
          file: controls.csv
          columns: {month: month, amount: total}
    """
    files = {
        "orders.csv": "date,net\n2026-09-01,5\n2026-09-02,6\n2026-10-30,7\n",
        "controls.csv": "month,total\n2026-08,1\n2026-09,10.50\n",
    }
    assert maker.read(tables, files).quality.controls.drop(columns="tolerance").to_numpy().tolist() == [
        ["2026-08", 0, 100, -100],
        ["2026-09", 1100, 1050, 50],
    ]
