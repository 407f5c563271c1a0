"""Tables of part 2 about goals: SMART, sentences, conflicts, what goals are measured from."""

from __future__ import annotations

import io
import math
import re
from dataclasses import replace

import openpyxl
import pandas as pd

from salesplan_nb.goals.result import Goals
from salesplan_nb.report import goals as show
from salesplan_nb.report import objectives, workbook
from salesplan_nb.report.objects import Block, Notes, Table
from salesplan_nb.report.page import page
from salesplan_nb.results import framed
from salesplan_nb.workspace.plan import Goal
from tests.report import fakes

NO = "a target"
EVEN = "target: 25.6M EUR, an even chance from demand alone"


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
    assert f"Bookings 2027, A: {EVEN}; CSAT Q4 2027, A: a target" in table.reading
    assert "sales27" not in table._repr_html_()
    mends = show.smart_mends(smart_of(made), csat(made))
    assert [key for key, _ in mends.items] == ["Bookings 2027, A", "CSAT Q4 2027, A"]
    assert mends.items[1][1] == "Demand alone reaches it in 3% of simulated paths. Write a target."


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


def test_a_reader_meets_goals_by_what_they_are_and_not_by_their_ids() -> None:
    results = fakes.complete()
    made = page(results, fakes.IDENTITY)
    parts = {part.id: part for _, one in made.shown if isinstance(one, Block) for part in (*one.parts, *one.details)}
    lineage, budget = parts["lineage"], parts["budget-table"]
    assert isinstance(lineage, Table)
    assert isinstance(budget, Table)
    assert [row[1] for row in lineage.rows] == ["Bookings 2027", "–"]
    assert [row[1] for row in budget.rows][:2] == ["Bookings 2027", "partner-launch; Bookings 2027"]
    shown = re.sub(r' (?:id|href|aria-labelledby)="[^"]*"', "", made.html)
    assert "sales27" not in shown
    unknown = objectives.lineage(results.objectives.lineage, goals=[])
    assert isinstance(unknown, Table)
    assert unknown.rows[0][1] == "sales27"


def test_in_the_workbook_an_id_stands_only_where_formulas_look_for_it() -> None:
    data = workbook.workbook(fakes.complete(), fakes.IDENTITY)
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    found = {
        (sheet.title, str(sheet.cell(cell.row, 1).value))
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and "sales27" in cell.value
    }
    # the name goal_id, the key above the sums of a goal, and the column that they sum over
    assert found == {("Cover", "Main goal"), ("Targets", "Goal"), ("Target cells", "sales27")}
    serves = {row[0].value: row[-1].value for row in book["Budget"].iter_rows()}
    assert serves["partner-fund"] == "Bookings 2027; partner-launch"
