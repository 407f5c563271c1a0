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


ONE_COLUMN = """
orders: {file: orders.csv, columns: {order_date: date, amount: net}}
opportunities:
  file: deals.csv
  columns: {opportunity_id: id, created: created, closed: closed, status: status, amount: net}
"""
COMING = ("1,2026-10-01,2027-03-31,,open,100", "2,2026-10-02,2026-10-20,,won,250", "3,2026-09-02,2026-09-20,,open,40")


def test_an_open_deal_s_day_is_no_close_whatever_it_is(found: Callable[..., Found]) -> None:
    # Deals 1 and 3 are open, 100.00 + 40.00: one is dated after everything else, one before it was too late.
    told = found(ONE_COLUMN, files(*COMING))
    assert set(told) == {"open-with-close-date"}
    one = told["open-with-close-date"]
    assert (one["weight"], one["rows"], one["amount_cents"]) == ("note", 2, 140_00)
    assert "2 deals are open, with a day in closed" in one["text"]
    assert one["text"].endswith("deals.csv:2, deals.csv:4")
    assert "at expected_close too" in one["hint"]


def test_one_column_of_days_named_twice_is_as_it_should_be(found: Callable[..., Found]) -> None:
    twice = ONE_COLUMN.replace("closed: closed", "closed: closed, expected_close: closed")
    assert found(twice, files(*COMING[:2])) == {}


def test_open_deals_with_a_close_date_beside_an_expected_one_contradict_themselves(found: Callable[..., Found]) -> None:
    told = found(TABLES, files("1,2026-10-01,2026-10-20,2026-11-15,open,100"))
    assert set(told) == {"open-with-close-date"}
    assert told["open-with-close-date"]["hint"] == "correct their status or the day"


def test_deals_without_a_column_of_closing_days_give_no_finding(found: Callable[..., Found]) -> None:
    assert found(ONE_COLUMN.replace("closed: closed, ", ""), files("1,2026-10-01,,,open,100")) == {}
