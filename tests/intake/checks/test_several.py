"""Orders that two sources of one table hold."""

from __future__ import annotations

import pytest

from salesplan_nb.calendars import month_end
from salesplan_nb.errors import PlanErrors
from tests.intake.checks.told import Found

NUMBERED = """
    orders:
      file: erp.csv
      columns: {order_id: no, order_date: date, amount: net}
      also: [{file: shop.csv, columns: {order_id: no, order_date: date, amount: net}}]
"""
DAYS = NUMBERED.replace("order_id: no, ", "")
ERP = [f"A{i},2026-10-{i:02},{100 + i}.50" for i in range(1, 31)]


def lines(rows: list[str]) -> str:
    return "no,date,net\n" + "\n".join(rows) + "\n"


def stopped(found, tables: str, shop: list[str]) -> str:  # type: ignore[no-untyped-def]
    with pytest.raises(PlanErrors) as caught:
        found(tables, {"erp.csv": lines(ERP), "shop.csv": lines(shop)})
    (error,) = caught.value.errors
    assert error.reference == "orders-in-two-sources"
    assert error.kind == "gate"
    return str(error)


def told(found, tables: str, shop: list[str]) -> Found:  # type: ignore[no-untyped-def]
    return {
        check: row
        for check, row in found(tables, {"erp.csv": lines(ERP), "shop.csv": lines(shop)}).items()
        if check == "orders-in-two-sources"
    }


def test_an_order_in_both_with_the_same_number_and_amount_stops_the_plan(found) -> None:  # type: ignore[no-untyped-def]
    text = stopped(found, NUMBERED, ["A3,2026-10-03,103.50", "W1,2026-10-04,7", "A5,2026-10-06,105.50"])
    assert "2 orders are in erp.csv and shop.csv" in text
    assert "'A3': 209.00 count twice" in text  # 103.50 + 105.50


def test_the_lines_of_an_order_count_together(found) -> None:  # type: ignore[no-untyped-def]
    text = stopped(found, NUMBERED, ["A3,2026-10-03,100", "A3,2026-10-03,3.50", "W1,2026-10-04,7"])
    assert "1 order is in erp.csv and shop.csv" in text
    assert "103.50 count twice" in text


def test_one_number_for_two_orders_is_told(found) -> None:  # type: ignore[no-untyped-def]
    row = told(found, NUMBERED, ["A3,2026-10-03,40", "W1,2026-10-04,7"])["orders-in-two-sources"]
    assert (row["weight"], row["rows"], row["amount_cents"]) == ("must", 1, 40_00)
    assert "'A3'" in row["text"]


def test_numbers_that_begin_anew_in_each_source_stop_nothing_though_some_meet_in_a_price(found) -> None:  # type: ignore[no-untyped-def]
    # A1 and A2 of a later year: 101.50 again, as both are sold at that price, and 40 where it was 102.50; so A3.
    shop = ["A1,2026-11-06,101.50", "A2,2026-11-07,40", "A3,2026-11-09,41", "W1,2026-11-30,7"]
    files = {"erp.csv": lines(ERP), "shop.csv": lines(shop)}
    row = found(NUMBERED, files)["orders-in-two-sources"]
    assert (row["weight"], row["rows"], row["amount_cents"]) == ("must", 2, 81_00)
    assert "2 order numbers are in erp.csv and shop.csv with other amounts, such as 'A2'" in row["text"]


def test_the_same_sales_without_numbers_stop_the_plan(found) -> None:  # type: ignore[no-untyped-def]
    # 6 of the 8 are the ERP's: 101.50 .. 106.50 come to 624 of 644
    shop = [f"W{i},2026-10-{i:02},{100 + i}.50" for i in range(1, 7)] + ["W7,2026-10-09,11", "W8,2026-10-10,9"]
    for tables in (DAYS, NUMBERED):  # the shop's own numbers hide nothing
        text = stopped(found, tables, shop)
        assert "6 sales of erp.csv and shop.csv" in text
        assert "624.00 of the 644.00 in shop.csv" in text


@pytest.mark.parametrize(
    "shop",
    [
        [f"W{i},2026-10-{i:02},{100 + i}.50" for i in range(1, 5)],  # four may meet by chance
        [f"W{i},2026-10-{i:02},{100 + i}.50" for i in range(1, 7)] + ["W7,2026-10-09,900"],  # less than half its money
        [f"W{i},2026-10-{i:02},{300 + i}" for i in range(1, 31)],  # nothing in common
    ],
)
def test_sales_that_meet_by_chance_are_not_told(found, shop: list[str]) -> None:  # type: ignore[no-untyped-def]
    assert not told(found, DAYS, shop)


def test_one_price_sold_every_day_is_no_sign(found) -> None:  # type: ignore[no-untyped-def]
    same = [f"A{i},2026-10-{i:02},20" for i in range(1, 31)]
    files = {"erp.csv": lines(same), "shop.csv": lines([row.replace("A", "W") for row in same])}
    assert "orders-in-two-sources" not in found(DAYS, files)


@pytest.mark.parametrize("day", ["01", "last"])
def test_subscribers_that_are_billed_alike_every_month_are_a_question_not_a_gate(found, day: str) -> None:  # type: ignore[no-untyped-def]
    months = [f"2026-{month:02}" for month in range(1, 11)]
    days = [str(month_end(month)) if day == "last" else f"{month}-01" for month in months]
    erp = [f"A,{day},{price}" for day in days for price in (49, 99, 199)] + ["A,2026-10-30,5"]
    shop = [f"W,{day},{price}" for day in days for price in (49, 99)]
    row = found(DAYS, {"erp.csv": lines(erp), "shop.csv": lines(shop)})["orders-in-two-sources"]
    assert (row["weight"], row["rows"], row["amount_cents"]) == ("must", 20, 1480_00)  # 10 x (49 + 99)
    assert "count twice unless both sell the same every month" in row["text"]
    # Of one month alone nobody knows how the next one is billed.
    few = [f"W,2026-10-01,{price}" for price in range(10, 16)]
    with pytest.raises(PlanErrors, match="seem to count twice"):
        found(DAYS, {"erp.csv": lines([*few, "A,2026-10-30,5"]), "shop.csv": lines(few)})


NORTH, SOUTH, BEER = [120, 90, 150, 70], [60, 95, 30, 88], [100, 20, 111, 33]
WINE = [north + south - beer for north, south, beer in zip(NORTH, SOUTH, BEER, strict=True)]  # the same sales
VIEWS = """
    orders:
      file: region.csv
      unpivot: {columns: 2026-07..2026-10, name: m, value: v}
      columns: {month: m, amount: v, region: what}
      also:
        - file: product.csv
          unpivot: {columns: 2026-07..2026-10, name: m, value: v}
          columns: {month: m, amount: v, product_family: what}
"""


def wide(*rows: tuple[str, list[int]]) -> str:
    lines_ = ["what,2026-07,2026-08,2026-09,2026-10", *(f"{what},{','.join(map(str, row))}" for what, row in rows)]
    return "\n".join(lines_) + "\n"


def test_two_views_of_the_same_sales_stop_the_plan(found) -> None:  # type: ignore[no-untyped-def]
    files = {
        "region.csv": wide(("North", NORTH), ("South", SOUTH)),
        "product.csv": wide(("Beer", BEER), ("Wine", WINE)),
    }
    with pytest.raises(PlanErrors) as caught:
        found(VIEWS, files)
    (error,) = caught.value.errors
    assert error.reference == "orders-in-two-sources"
    assert "region.csv comes to what product.csv comes to in 4 of 4 months, 703.00 together" in str(error)
    # One month of another sum, and they are two businesses.
    files["product.csv"] = wide(("Beer", BEER), ("Wine", [*WINE[:3], WINE[3] + 1]))
    assert "orders-in-two-sources" not in found(VIEWS, files)


def test_so_do_the_sums_of_the_other_sources(found) -> None:  # type: ignore[no-untyped-def]
    more = VIEWS + VIEWS[VIEWS.index("        - file") :].replace("product.csv", "all.csv").replace(
        "product_family", "channel"
    )
    files = {"region.csv": wide(("North", NORTH)), "product.csv": wide(("Beer", BEER))}
    sums = [north + beer for north, beer in zip(NORTH, BEER, strict=True)]
    with pytest.raises(PlanErrors) as caught:
        found(more, files | {"all.csv": wide(("Shop", sums))})
    (error,) = caught.value.errors
    assert "all.csv comes to what region.csv and product.csv come to in 4 of 4 months, 694.00 together" in str(error)


@pytest.mark.parametrize("sums", [[100, 100, 100, 100], [100, 101, 100, 101]])
def test_sources_that_sell_the_same_every_month_are_no_views_of_each_other(found, sums: list[int]) -> None:  # type: ignore[no-untyped-def]
    files = {"region.csv": wide(("North", sums)), "product.csv": wide(("Beer", sums))}
    assert "orders-in-two-sources" not in found(VIEWS, files)
