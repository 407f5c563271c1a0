"""The tables of the goal's parts: what they print sums as printed, and the sentence is theirs."""

from __future__ import annotations

import pandas as pd
import pytest

from salesplan_nb.goals.result import Goals
from salesplan_nb.report import breakdown
from salesplan_nb.report.objects import Refusal, Table
from salesplan_nb.results import framed

M = 100_000_000


def parts(*rows: tuple[str, str, float, float, float]) -> pd.DataFrame:
    """Rows of dimension, member, target, forecast and basis [M]; the ambition is what is left."""
    made = [
        ("g", d, m, round(t * M), round(f * M), round((t - f) * M) - round(b * M), round(b * M))
        for d, m, t, f, b in rows
    ]
    return framed(Goals, "bottom_up", made)


MONTHS = (
    ("total", "total", 3.083, 2.99, 0.0), ("month", "2018-01", 1.028, 0.72, 0.28),
    ("month", "2018-02", 1.028, 1.02, -0.02), ("month", "2018-03", 1.027, 1.25, -0.26),
)  # fmt: skip


def cells(table: Table) -> list[list[str]]:
    return [[str(getattr(cell, "text", cell)) for cell in row] for row in table.rows]


def test_an_even_split_against_an_uneven_forecast_is_said() -> None:
    table = breakdown.bottom_up(parts(*MONTHS), "g", currency="USD")
    assert isinstance(table, Table)
    assert table.claim == "Jan 2018 is asked most beyond its own forecast: 1.03M against 0.72M"
    assert table.head == ("Month", "Own forecast", "Goal", "Beyond it")
    assert cells(table)[0] == ["Jan 2018", "720", "1,028", "308"]
    assert cells(table)[-1] == ["All", "2,990", "3,083", "93"]
    assert not table.reading


def test_regions_are_shown_where_there_are_some_and_the_rest_is_folded_into_the_sums() -> None:
    regions = [("region", f"R{k:02d}", 1.0 + k / 10, 0.9, 0.0) for k in range(14)]
    table = breakdown.bottom_up(parts(*MONTHS, *regions), "g", currency="USD")
    assert isinstance(table, Table)
    rows = cells(table)
    assert len(rows) == 13
    assert rows[0][0] == "R13"
    assert rows[-2][0] == "others"
    for column in (1, 2, 3):
        amounts = [int(row[column].replace(",", "").replace("\u2212", "-")) for row in rows]
        assert sum(amounts[:-1]) == amounts[-1]
    assert table.reading.startswith("Among regions it is R13: 1.4M beyond")


def test_months_that_are_asked_alike_are_said_to_be() -> None:
    months = [("month", f"2018-0{k}", 1.1, 1.0, basis) for k, basis in ((1, 0.01), (2, -0.01))]
    alike = parts(("total", "total", 2.2, 2.0, 0), *months)
    table = breakdown.bottom_up(alike, "g", currency="USD")
    assert isinstance(table, Table)
    assert table.claim == "All months are asked alike: 10% beyond their own forecasts"


def test_without_a_comparison_that_is_said() -> None:
    assert isinstance(breakdown.bottom_up(parts(*MONTHS), "other", currency="USD"), Refusal)
    empty = framed(Goals, "replan", [])
    assert isinstance(breakdown.replan(empty, empty, empty, "g", currency="USD"), Refusal)


@pytest.mark.parametrize("goal_id", ["g", "later"])
def test_what_is_left_stands_beside_what_was_asked(goal_id: str) -> None:
    rows = [("g", "2026-10", "A", "x", "", True, 700_000_00, True)]
    rows += [
        ("g", month, "A", "x", "", False, cents, True)
        for month, cents in (("2026-11", 200_000_00), ("2026-12", 300_000_00))
    ]
    targets = pd.DataFrame(
        {"goal_id": "g", "month": ["2026-10", "2026-11", "2026-12"], "target": [400_000_00] * 3, "region": "A"}
    )
    goals = pd.DataFrame([{"goal_id": "g", "name": "Bookings 2026", "target": 1_200_000_00.0}])
    table = breakdown.replan(framed(Goals, "replan", rows), targets, goals, goal_id, currency="EUR")
    assert isinstance(table, Table)
    assert table.claim == "0.5M of Bookings 2026 is left for Nov to Dec 2026"
    assert table.caption.startswith("Bookings 2026, months to come")
    assert table.reading == "The targets of these 2 months were 0.8M, so 0.3M less is asked now."
    assert cells(table) == [["Nov 2026", "400", "200"], ["Dec 2026", "400", "300"], ["All", "800", "500"]]


def test_a_goal_that_is_passed_says_by_how_much() -> None:
    rows = [("g", "2026-11", "A", "x", "", True, 2_000_000_00, False), ("g", "2026-12", "A", "x", "", False, 0, False)]
    targets = pd.DataFrame({"goal_id": "g", "month": ["2026-11", "2026-12"], "target": [600_000_00] * 2})
    goals = pd.DataFrame([{"goal_id": "g", "name": "Bookings 2026", "target": 1_200_000_00.0}])
    table = breakdown.replan(framed(Goals, "replan", rows), targets, goals, "g", currency="EUR")
    assert isinstance(table, Table)
    assert table.claim == "Bookings 2026 is reached with 0.8M to spare; no more is asked"
    assert "spread without them" in table.reading
