from __future__ import annotations

from collections.abc import Callable

from tests.intake.checks.told import Found

TABLES = """
orders: {file: orders.csv, columns: {order_date: date, amount: net}}
opportunities:
  file: deals.csv
  columns: {opportunity_id: id, created: created, closed: closed, expected_close: due, status: status, amount: net}
"""


def files(*deals: str) -> dict[str, str | bytes]:
    return {
        "orders.csv": "date,net\n2026-10-30,10\n",
        "deals.csv": "\n".join(["id,created,closed,due,status,net", *deals]) + "\n",
    }


def test_deals_as_they_should_be_give_no_finding(found: Callable[..., Found]) -> None:
    won = "1,2026-10-01,2026-10-20,2026-10-15,won,100"
    still_open = "2,2026-10-02,,2026-11-15,open,100"
    closed_since = (
        "3,2026-10-03,2026-11-05,2026-11-01,won,100"  # six days after the newest order: an export of that day
    )
    assert found(TABLES, files(won, still_open, closed_since)) == {}


def test_deals_closed_in_the_future_are_a_must_with_their_lines(found: Callable[..., Found]) -> None:
    told = found(TABLES, files("1,2026-10-01,2026-10-20,,won,100", "2,2026-10-02,2027-03-31,2027-03-31,won,250"))
    assert set(told) == {"closed-in-future"}
    one = told["closed-in-future"]
    assert (one["weight"], one["rows"], one["amount_cents"]) == ("must", 1, 250_00)
    assert "1 deal is closed after 2026-10-30, the newest day of anything else" in one["text"]
    assert one["text"].endswith("deals.csv:3")


def test_a_deal_closed_before_it_was_created_is_told(found: Callable[..., Found]) -> None:
    told = found(TABLES, files("1,2026-10-20,2026-10-01,,lost,100", "2,2026-10-20,2026-10-20,,won,100"))
    assert {check: (row["rows"], row["text"][-11:]) for check, row in told.items()} == {
        "closed-before-created": (1, "deals.csv:2")
    }


def test_open_deals_that_should_have_closed_are_told(found: Callable[..., Found]) -> None:
    told = found(TABLES, files("1,2026-09-20,,2026-10-31,open,100", "2,2026-10-20,,2026-11-01,open,100"))
    assert {check: row["amount_cents"] for check, row in told.items()} == {"overdue-deals": 100_00}
