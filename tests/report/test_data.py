"""What the page says of the data: totals by year, findings, earlier targets."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from salesplan_nb.intake.result import Quality
from salesplan_nb.report import behind, data
from salesplan_nb.report.objects import Cell, Notes, Table
from salesplan_nb.report.wording import data as say
from salesplan_nb.results import framed
from salesplan_nb.workspace.plan import Plan
from tests.report import fakes


def with_(**tables: object) -> Quality:
    """The quality of the fakes with other rows in some of its tables."""
    return replace(fakes.quality(), **{name: framed(Quality, name, rows) for name, rows in tables.items()})


def finding(weight: str, text: str = "no orders in Feb 2026", rows: int = 0, cents: int = 0) -> tuple[object, ...]:
    return ("gap", weight, "orders", "month", rows, cents, text, "ask for the export")


def test_years_sum_to_their_total_and_the_open_one_is_named() -> None:
    # 18 + 20 + 20 million in 12 + 12 + 10 months.
    table = data.years(fakes.quality(), currency="EUR")
    assert table.claim == "Bookings used: EUR 58.00M from 2024 to 2026"
    assert table.rows[-1] == ("All years", "34", "59,120", "58.00")
    assert table.reading == "2026 is not whole, so not to be compared with the others."


def test_of_what_is_set_aside_the_money_of_the_orders_is_told_in_each_currency_and_never_added_across() -> None:
    # Orders: 100.00 - 30.00 in euros, and 5,000.00 + 500.00 dollars that no rate converts; targets are no sales.
    some = with_(
        accounting=[
            ("orders", "a.csv", "used", 90, 900_00),
            ("orders", "a.csv", "test orders", 2, 100_00),
            ("orders", "a.csv", "voided", 1, -30_00),
            ("orders", "a.csv", "mixed currency", 3, 0),
            ("targets", "t.csv", "total", 4, 777_00),
        ],
        unrated=[
            ("orders", "mixed currency", "USD", 5_000_00),
            ("orders", "voided", "USD", 500_00),
            ("opportunities", "mixed currency", "CHF", 9_00),
        ],
    )
    assert behind.accounting(some, currency="EUR").reading == (
        "10 rows were set aside by rules; the orders among them come to EUR 70.00 and USD 5.50k without a rate; each "
        "rule is below."
    )


def test_no_sum_is_told_where_none_of_the_rows_has_money() -> None:
    some = with_(accounting=[("orders", "a.csv", "used", 90, 900_00), ("orders", "a.csv", "empty", 1, 0)])
    assert behind.accounting(some, currency="EUR").reading == "1 row was set aside by rules; each rule is below."


@pytest.mark.parametrize(
    ("partial", "words"),
    [
        ([], "Every year is whole."),
        (["2024"], "2024 is not whole, so not to be compared with the others."),
        (["2022", "2023", "2026"], "2022, 2023 and 2026 are not whole, so not to be compared with the others."),
    ],
)
def test_which_years_are_not_whole_is_said_for_none_one_and_many(partial: list[str], words: str) -> None:
    assert say.years_reading(partial) == words


def test_one_year_has_no_span() -> None:
    one = with_(years=[("2026", 10, 5, 7_00)])
    assert data.years(one, currency="USD").claim.endswith(" in 2026")


def test_nothing_found_is_said_in_one_line_and_not_on_the_first_screen() -> None:
    found = data.findings(fakes.quality(), currency="EUR")
    assert isinstance(found, Notes)
    assert found.items == (("Checks", say.NOTHING_FOUND),)
    assert data.warning(fakes.quality()) == ""


def test_what_must_be_settled_is_counted_marked_and_on_the_first_screen() -> None:
    some = with_(
        findings=[finding("must"), finding("must", "two years are 31 times as high", 2, 900_00), finding("note")]
    )
    table = data.findings(some, currency="EUR")
    assert isinstance(table, Table)
    assert table.claim == "Two points of the data must be settled before signing"
    assert [row[1] if isinstance(row[1], str) else row[1].text for row in table.rows] == ["must", "must", "note"]
    assert isinstance(table.rows[0][1], Cell)
    assert data.warning(some) == "Data to settle first: no orders in Feb 2026 (1 more under Data)."


@pytest.mark.parametrize(("notes", "words"), [(1, "1 point; it does not stand in"), (2, "2 points; none stands in")])
def test_notes_alone_do_not_stand_in_the_way(notes: int, words: str) -> None:
    some = with_(findings=[finding("note")] * notes)
    table = data.findings(some, currency="EUR")
    assert isinstance(table, Table)
    assert table.claim == f"The data checks noted {words} the way of signing"
    assert data.warning(some) == ""


def test_a_long_finding_is_cut_on_the_first_screen() -> None:
    words = data.warning(with_(findings=[finding("must", "x" * 300)]))
    assert len(words) < 160
    assert words.endswith("….")


def test_attainment_is_orders_over_targets_by_what_they_are_for() -> None:
    # Flow: 90 + 60 of 100 + 50; Level: 30 of 40. Together 180 of 190 = 94.7%; reached in one of three.
    rows = [
        ("2026-01", "Flow", "", 100_00, 90_00),
        ("2026-02", "Flow", "", 50_00, 60_00),
        ("2026-02", "Level", "", 40_00, 30_00),
    ]
    table = data.targets(with_(targets=rows), currency="EUR")
    assert table is not None
    assert table.claim == "Orders came to 95% of the targets that were set before"
    assert [row[0] for row in table.rows] == ["Flow", "Level", "Together"]
    assert [row[3] for row in table.rows] == ["100%", "75%", "95%"]
    assert table.reading == "1 of 3 monthly targets was reached."
    assert "Jan 2026 to Feb 2026" in table.caption


def test_without_earlier_targets_there_is_no_such_table() -> None:
    assert data.targets(fakes.quality(), currency="EUR") is None


def test_targets_of_nothing_give_no_share() -> None:
    table = data.targets(with_(targets=[("2026-01", "", "", 0, 5_00)]), currency="EUR")
    assert table is not None
    assert "no attainment can be said" in table.claim
    assert table.rows[0][0] == "all orders"
    assert not pd.isna(table.rows[0][3])


def test_what_was_assumed_is_counted_on_the_first_screen() -> None:
    some = fakes.quality()
    for assumed, words in ((0, ""), (1, "One thing was assumed"), (3, "Three things were assumed")):
        found = data.warning(replace(some, facts=replace(some.facts, assumed=assumed)))
        assert found == (f"{words} and must be confirmed." if words else "")


def test_the_working_days_of_the_plan_are_told_where_it_is_shared_by_them() -> None:
    # 2027 has 52 weeks and a Friday: 261 Mondays to Fridays; Saturday 1 May takes none
    plan = {
        "company": "Halden", "currency": "EUR", "goals": [{"id": "g", "metric": "bookings"}],
        "year": {"starts": "2027-01", "holidays": ["2027-01-01", "2027-03-26", "2027-05-01"]},
    }  # fmt: skip
    for basis, told in (("working_days", "259 in the plan. 2 more are holidays"), ("even", "")):
        own = Plan.model_validate(plan | {"breakdown": {"goal": "g", "month": basis}})
        said = dict(behind.assumptions(own, 1).items).get("Working days", "")
        assert told in said if told else not said
