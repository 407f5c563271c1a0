"""Tables of part 2 about goals: SMART, sentences, conflicts, what goals are measured from."""

from __future__ import annotations

import math
from dataclasses import replace

import pandas as pd

from salesplan_nb.goals.result import Goals
from salesplan_nb.report import goals as show
from salesplan_nb.report.objects import Notes, Table
from salesplan_nb.report.page import page
from salesplan_nb.results import framed
from salesplan_nb.workspace.plan import Goal
from tests.report import fakes

NO = "a target"


def csat(results: Goals) -> pd.DataFrame:
    """The fake's goal, and a rate from 77% to 88% beside it."""
    own = {"goal_id": "csat27", "name": "CSAT Q4 2027", "statement": "Raise CSAT", "unit": "fraction"}
    own |= {"baseline": 0.77, "target": 0.88, "change": 0.143, "baseline_kind": "period", "baseline_period": "2026-Q3"}
    return pd.concat([results.goals, results.goals.assign(**own)], ignore_index=True)


def smart_of(results: Goals) -> pd.DataFrame:
    bad = results.smart.assign(
        goal_id="csat27", write_instead=results.smart.write_instead.where(results.smart.passed, NO)
    )
    return pd.concat([results.smart, bad], ignore_index=True)


def test_every_goal_that_fails_is_named_by_what_it_is_with_what_to_write() -> None:
    made = fakes.goals()
    table = show.smart_table(smart_of(made), csat(made))
    assert table.claim == "None of 2 goals is SMART; Bookings 2027 and CSAT Q4 2027 fail A"
    assert "Bookings 2027, A: a goal of 27.9M or less; CSAT Q4 2027, A: a target" in table.reading
    assert "sales27" not in table._repr_html_()
    mends = show.smart_mends(smart_of(made), csat(made))
    assert [key for key, _ in mends.items] == ["Bookings 2027, A", "CSAT Q4 2027, A"]
    assert mends.items[1][1] == "3 in 10 with this plan; the rule asks for 4 in 10. Write a target."


def test_a_letter_that_cannot_be_told_is_no_letter_that_fails() -> None:
    made = fakes.goals()
    smart = smart_of(made)
    rate = (smart.goal_id == "csat27") & (smart.letter == "A")
    open_ = smart.assign(verdict=smart.verdict.where(~rate, "cannot tell"), reason=smart.reason.where(~rate, "no past"))
    table = show.smart_table(open_, csat(made))
    assert table.claim == "None of 2 goals is SMART; Bookings 2027 fails A; 1 cannot be told"
    assert [getattr(row[3], "text", row[3]) for row in table.rows] == ["no", "cannot tell"]
    assert [getattr(row[3], "mark", "") for row in table.rows] == ["bad", ""]
    assert dict(show.smart_notes(open_, "csat27").items)["Achievable"] == "Cannot tell: no past."
    only = show.smart_table(open_[open_.goal_id == "csat27"], csat(made))
    assert only.claim == "Whether the goal is SMART cannot be told: A is open"
    assert "A: a target" in only.reading
    # Letters that fail are told first, whatever the order of the goals.
    turned = show.smart_mends(open_.iloc[::-1], csat(made))
    assert [key for key, _ in turned.items] == ["Bookings 2027, A", "CSAT Q4 2027, A"]


def test_rates_change_in_points_and_money_in_percent() -> None:
    table = show.baselines_table(csat(fakes.goals()), currency="EUR")
    money, rate = ([getattr(cell, "text", cell) for cell in row] for row in table.rows)
    assert money == ["Bookings 2027", "24.0M", "+20%", "28.8M", "2027"]
    assert rate == ["CSAT Q4 2027", "77%", "+11 points", "88%", "2027"]


def test_each_goal_reads_back_from_its_sentence() -> None:
    whole = Goal(id="a", metric="csat", baseline="yoy", target="88%", period="2027", owner="cro")
    table = show.sentences([whole, whole.model_copy(update={"period": None})], currency="EUR", names={"cro": "Chief"})
    assert table.claim == "One of 2 goals does not read back from a sentence"
    assert [row[1].text for row in table.rows] == ["yes", "no"]  # type: ignore[union-attr]
    assert "Bring CSAT to 88% in 2027 year on year (owner Chief)" in table._repr_html_()


CONFLICT = [
    ("sales27", "csat27", "parts exceed", 1_000_000_00.0, "a sums to more than b", True),
    ("sales27", "csat27", "overlap", math.nan, "both count May", False),
]


def test_goals_that_do_not_fit_are_a_table_and_goals_that_do_are_a_line() -> None:
    made = fakes.goals()
    conflicts = framed(Goals, "conflicts", CONFLICT)
    table = show.conflicts_table(conflicts, csat(made).assign(unit="cents"))
    assert isinstance(table, Table)
    assert table.claim == "2 pairs of goals do not fit; 1 must be set right"
    assert table.reading == "A sums to more than b. Both count May."
    gaps = [getattr(row[2], "text", row[2]) for row in table.rows]
    assert gaps == ["1.0M", "–"]
    assert isinstance(show.conflicts_table(conflicts[:0], made.goals), Notes)


def test_the_page_shows_conflicts_only_where_there_are_some() -> None:
    results = fakes.complete()
    without = str(page(results, fakes.IDENTITY).html)
    assert "do not fit each other" not in without
    assert "contradict" not in without
    own = replace(results.goals, goals=csat(results.goals), conflicts=framed(Goals, "conflicts", CONFLICT))
    assert "Goals that do not fit each other" in str(page(replace(results, goals=own), fakes.IDENTITY).html)
