"""The funnel on the page: what is named, what is drawn, what is refused."""

from __future__ import annotations

import math
import re

import pandas as pd
import pytest

from salesplan_nb.measures import Measures
from salesplan_nb.report.funnel import funnel, funnel_table, label, weakest
from salesplan_nb.report.objects import Cell, Chart, Refusal
from salesplan_nb.results import framed

NAN = math.nan


def stages(*rows: tuple[str, int, int, int, float, float]) -> pd.DataFrame:
    """Rows of (stage, moved on, lost, open, low, high)."""
    return framed(
        Measures,
        "funnel",
        [
            (
                name,
                "2025-11..2026-10",
                on + lost + there,
                on,
                lost,
                there,
                on / (on + lost) if on + lost else NAN,
                low,
                high,
                NAN,
            )
            for name, on, lost, there, low, high in rows
        ],
    )


TWO = stages(("1 Lead", 330, 50, 20, 0.83, 0.90), ("2 Proposal", 174, 126, 30, 0.52, 0.63))


@pytest.mark.parametrize(
    ("low", "high", "at"),
    [(0.52, 0.63, 1), (0.52, 0.8299, 1), (0.52, 0.83, None), (0.52, 0.95, None)],
)
def test_a_stage_is_the_narrowest_only_where_its_whole_interval_is_under_the_others(
    low: float, high: float, at: int | None
) -> None:
    assert weakest(stages(("1 Lead", 330, 50, 20, 0.83, 0.90), ("2 Proposal", 174, 126, 30, low, high))) == at


def test_one_stage_or_one_without_an_answer_has_no_narrowest() -> None:
    assert weakest(TWO.iloc[:1]) is None
    assert weakest(stages(("1 Lead", 330, 50, 20, 0.83, 0.90), ("2 Proposal", 0, 0, 30, NAN, NAN))) is None


def test_the_drawing_says_the_counts_and_marks_the_narrowest_stage() -> None:
    """174 of 300 that left Proposal are won: 58%; 330/380 x 174/300 = 50.4%; 50 are still open."""
    made = funnel(TWO)
    assert isinstance(made, Chart)
    assert made.claim == "174 of 400 deals are won so far; fewest pass Proposal (58%)"
    assert made.reading.endswith("At these rates 50% of all will be won.")
    words = re.findall(r"<text[^>]*>([^<]*)</text>", made.svg)
    assert [w for w in words if w.endswith(" in")] == ["400 in", "330 in"]
    assert {"Lead", "Proposal", "Won", "87%", "58%", "174"} <= set(words)
    assert "Proposal: 330 in, 174 went on, 126 lost, 30 still there (58%; 52 to 63%)" in made.desc
    assert "--orange" in made.svg
    calm = funnel(stages(("1 Lead", 330, 50, 20, 0.83, 0.90), ("2 Proposal", 260, 40, 30, 0.82, 0.90)))
    assert isinstance(calm, Chart)
    assert "--orange" not in calm.svg


def test_a_table_row_holds_what_the_stage_counted() -> None:
    row = funnel_table(TWO).rows[1]
    texts = [(one.text, one.note) if isinstance(one, Cell) else one for one in row]
    assert texts == [("Proposal", ""), "330", "126", "30", ("58%", "52 to 63%"), "–"]


@pytest.mark.parametrize(
    ("found", "figure"),
    [
        (stages(), "No deal of the last twelve months is known."),
        (stages(("all", 0, 0, 1, NAN, NAN)), "1 deal was created in twelve months; none is won or lost."),
        (stages(("all", 0, 0, 26, NAN, NAN)), "26 deals were created in twelve months; none is won or lost."),
    ],
)
def test_without_an_answer_the_refusal_says_what_is_known(found: pd.DataFrame, figure: str) -> None:
    made = funnel(found)
    assert isinstance(made, Refusal)
    assert (made.figure, "opportunities" in made.lift) == (figure, True)


def test_stages_lose_the_number_that_orders_them_only() -> None:
    assert [label(name) for name in ("3 Proposal", "10) Demo", "all", "2", "Lead 2")] == [
        "Proposal", "Demo", "Created", "2", "Lead 2",
    ]  # fmt: skip
