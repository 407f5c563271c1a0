"""Earlier targets of what no order was of."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from salesplan_nb.errors import PlanErrors
from tests.intake.checks.told import Found
from tests.intake.making import Maker

TABLES = """
orders: {file: o.csv, columns: {order_date: date, amount: net, region: region}}
targets: {file: t.csv, columns: {month: month, region: region, amount: target}}
"""
ORDERS = "date,net,region\n2026-09-30,5,North\n2026-10-29,7,South\n2026-10-30,3,North\n"


def test_targets_of_what_was_sold_need_no_word(found: Callable[..., Found]) -> None:
    targets = (
        "month,region,target\n2026-09,North,4\n2026-10,South,8\n2026-10,,1\n2026-11,Nord,9\n"  # November is to come
    )
    assert found(TABLES, {"o.csv": ORDERS, "t.csv": targets}) == {}


def test_targets_under_a_name_that_no_order_has_are_a_must_with_their_money(found: Callable[..., Found]) -> None:
    # Nord: 4.00 + 2.50; East: 8.00. Nothing was sold against 14.50.
    targets = "month,region,target\n2026-09,Nord,4\n2026-10,Nord,2.50\n2026-10,East,8\n2026-10,South,1\n"
    told = found(TABLES, {"o.csv": ORDERS, "t.csv": targets})
    assert set(told) == {"targets-without-orders"}
    one = told["targets-without-orders"]
    assert (one["weight"], one["column"], one["rows"], one["amount_cents"]) == ("must", "region", 3, 14_50)
    assert one["text"] == (
        "no order is of 'East' (8.00), 'Nord' (6.50): 2 members of region have targets of 14.50 that nothing was sold "
        "against"
    )
    assert "(North, South)" in one["hint"]


def test_targets_by_what_the_orders_do_not_have_are_compared_as_a_whole(maker: Maker) -> None:
    # October: targets 8.00 + 2.00; orders 7.00 + 3.00.
    tables = TABLES.replace(", region: region}}\ntargets", "}}\ntargets")
    targets = "month,region,target\n2026-10,South,8\n2026-10,North,2\n"
    quality = maker.read(tables, {"o.csv": ORDERS, "t.csv": targets}).quality
    rows = quality.targets[["month", "region", "target_cents", "orders_cents"]].to_numpy().tolist()
    assert rows == [["2026-10", "", 10_00, 10_00]]
    (one,) = quality.findings.to_dict("records")
    assert (one["check"], one["weight"], one["amount_cents"]) == ("targets-without-orders", "note", 10_00)
    assert "compared without it" in one["text"]


GRAINS = TABLES.replace("region: region", "region: region, product_family: family")
BY_REGION = [f"2026-{month:02d},North,,40\n2026-{month:02d},South,,60\n" for month in (9, 10)]


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("2026-09,,,100\n2026-10,,,100\n", "as a whole (200.00) and by region (200.00)"),
        ("2026-09,,Tea,45\n2026-09,,Tin,55\n2026-10,,Tea,110\n", "by region (200.00) and by product_family (210.00)"),
        ("2026-10,North,Tea,70\n", "by product_family and region (70.00) and by region (100.00)"),
    ],
)
def test_targets_that_are_set_once_more_in_another_way_stop_the_plan(maker: Maker, more: str, told: str) -> None:
    orders = (
        ORDERS.replace("region\n", "region,family\n")
        .replace("North\n", "North,Tea\n")
        .replace("South\n", "South,Tin\n")
    )
    targets = "month,region,family,target\n" + "".join(BY_REGION) + more
    with pytest.raises(PlanErrors) as caught:
        maker.read(GRAINS, {"o.csv": orders, "t.csv": targets})
    (error,) = caught.value.errors
    assert error.reference == "targets-set-twice"
    assert told in str(error)


@pytest.mark.parametrize("whole", ["2026-08,,,100\n", "2026-08,,,100\n2026-09,,,10\n"])
def test_targets_of_other_months_and_a_small_one_for_what_has_no_region_are_none_once_more(
    found: Callable[..., Found], whole: str
) -> None:
    targets = "month,region,family,target\n" + "".join(BY_REGION) + whole
    assert found(TABLES, {"o.csv": ORDERS, "t.csv": targets}) == {}
