from __future__ import annotations

from collections.abc import Callable

import pytest

from salesplan_nb.calendars import months_between
from salesplan_nb.intake.checks.history import apart
from tests.intake.checks.told import Found, Months

ORDERS = "orders: {file: orders.csv, columns: {order_date: date, amount: net}}"


def daily(*days: str) -> dict[str, str | bytes]:
    return {"orders.csv": "\n".join(["date,net", *(f"{day},10.00" for day in days)]) + "\n"}


def test_months_without_orders_are_named(of_months: Months) -> None:
    months = months_between("2026-01", "2026-10")
    told = of_months({month: ["10"] for month in months if month not in ("2026-03", "2026-06", "2026-07")})
    assert set(told) == {"empty-months"}
    assert told["empty-months"]["text"] == "3 months of 10 up to 2026-10 have no orders: 2026-03, 2026-06 to 2026-07"
    assert told["empty-months"]["weight"] == "must"


def test_orders_apart_from_all_others_are_told_by_line_and_make_no_gap(found: Callable[..., Found]) -> None:
    # 200 orders in October, one in March: less than a hundredth, and six empty months between.
    told = found(ORDERS, daily("2026-03-10", *["2026-10-30"] * 200))
    assert set(told) == {"dates-apart"}
    assert told["dates-apart"]["text"].endswith("in 2026-03, 10.00 together: orders.csv:2")


def test_a_quiet_beginning_is_not_apart() -> None:
    assert apart({"2025-01": 1, "2025-02": 2, "2026-01": 90, "2026-02": 90}) == []  # 3 of 183 is 1.6%
    assert apart({"2026-01": 1, "2026-02": 300}) == []
    assert apart({}) == []


def test_a_month_that_has_only_begun_is_said_not_to_be_used(found: Callable[..., Found]) -> None:
    told = found(ORDERS, daily("2026-10-30", "2026-11-02", "2026-11-02", "2026-11-09"))
    assert set(told) == {"month-not-used"}
    assert (told["month-not-used"]["rows"], told["month-not-used"]["amount_cents"]) == (3, 30_00)
    assert told["month-not-used"]["text"].startswith(
        "2026-11 has orders of 2 days, up to 2026-11-09: it is not complete"
    )


def test_an_as_of_within_the_data_is_said(found: Callable[..., Found]) -> None:
    told = found(ORDERS, daily("2026-08-28", "2026-09-30", "2026-10-30"), as_of="2026-08")
    text = "2026-09 to 2026-10 lies after 2026-08 and is not used (2 rows, 20.00)"
    assert {check: row["text"] for check, row in told.items()} == {"month-not-used": text}


def test_a_last_month_that_is_asked_for_but_not_complete_is_a_must(found: Callable[..., Found]) -> None:
    # Orders come every day or every third day; from 9 to 30 October are 21 days.
    days = [f"2026-09-{day:02d}" for day in range(1, 31)] + ["2026-10-01", "2026-10-02", "2026-10-05", "2026-10-09"]
    told = found(ORDERS, daily(*days), as_of="2026-10")
    assert set(told) == {"month-incomplete"}
    assert "2026-10, has orders up to 2026-10-09 only" in told["month-incomplete"]["text"]


def test_where_weeks_without_an_order_are_usual_a_month_may_end_early(found: Callable[..., Found]) -> None:
    assert found(ORDERS, daily("2026-08-03", "2026-09-01", "2026-10-09"), as_of="2026-10") == {}  # 38 days without


def test_a_table_that_ends_before_the_orders_is_out_of_date(found: Callable[..., Found]) -> None:
    tables = (
        ORDERS
        + """
opportunities:
  file: deals.csv
  columns: {opportunity_id: id, created: created, status: status}
spend:
  file: spend.csv
  columns: {month: month, amount: spent}
"""
    )
    files = daily("2026-10-30") | {
        "deals.csv": "id,created,status\n1,2026-06-10,open\n2,2026-07-01,open\n",
        "spend.csv": "month,spent\n2026-10,5.00\n",
    }
    told = found(tables, files)
    assert set(told) == {"old-export"}
    text = "ends in 2026-07, 3 months before the orders in use, which go to 2026-10"
    assert (told["old-export"]["table"], told["old-export"]["weight"], told["old-export"]["text"]) == (
        "opportunities", "must", text,
    )  # fmt: skip


SOURCES = """
    orders:
      file: erp.csv
      columns: {order_date: date, amount: net}
      also: [{file: shop.csv, columns: {order_date: date, amount: net}}]
"""


def by_month(first: int, last: int, amount: int) -> str:
    return "date,net\n" + "".join(f"2026-{month:02}-28,{amount + month}\n" for month in range(first, last + 1))


def test_a_source_that_ends_before_the_others_is_told(found: Callable[..., Found]) -> None:
    erp = by_month(1, 10, 1000) + "2026-10-30,5\n"
    told = found(SOURCES, {"erp.csv": erp, "shop.csv": by_month(1, 8, 300)})["old-export"]
    assert (told["weight"], told["rows"], told["amount_cents"]) == ("must", 2, 307_00 + 308_00)  # July and August
    assert "shop.csv ends in 2026-08, 2 months before the other orders, which go to 2026-10" in told["text"]


@pytest.mark.parametrize(
    ("erp", "shop"),
    [
        (by_month(1, 10, 1000), by_month(1, 10, 300)),
        (by_month(7, 10, 1000), by_month(1, 7, 300)),  # the one took the other's place
        (by_month(1, 10, 1000), by_month(3, 7, 300)),  # five months make no rule
        (by_month(1, 10, 1000), by_month(1, 4, 300) + by_month(7, 8, 300).partition("\n")[2]),  # a pause as before
    ],
)
def test_a_source_that_is_followed_or_pauses_now_and_then_is_not(
    found: Callable[..., Found], erp: str, shop: str
) -> None:
    assert "old-export" not in found(SOURCES, {"erp.csv": erp + "2026-10-30,5\n", "shop.csv": shop})
