"""The blocks of part 2 that say what past chances were worth, how parts add up, and what the forecast leaves out."""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd
import pytest

from salesplan_nb.goals.result import Goals
from salesplan_nb.report import reliability as past
from salesplan_nb.report.objects import Block, Chart, Notes, Refusal, Table
from salesplan_nb.report.sections import Results, goals_part
from salesplan_nb.results import framed
from salesplan_nb.workspace.plan import OneOff
from tests.report import fakes


def fifths(*rows: tuple[float, float, int, float, float, float, float]) -> pd.DataFrame:
    return framed(Goals, "reliability", list(rows))


def text_of(row: tuple[object, ...]) -> list[str]:
    return [str(getattr(cell, "text", cell)) for cell in row]


def test_chances_within_their_bands_came_true_about_as_often_as_they_said(results: Results) -> None:
    chart = past.reliability(results.goals.reliability, results.goals.facts)
    assert isinstance(chart, Chart)
    assert chart.claim == "96 past chances came true about as often as they said"  # 30 + 20 + 14 + 12 + 20
    assert chart.reading == "Brier score 0.12: 40% better than always naming each goal’s share that was reached."


@pytest.mark.parametrize(
    ("reached", "low", "claim"),
    [
        (0.4, 0.7, "Past chances of 85% came true 40% of the time: not calibrated"),
        (0.7, 0.7, "12 past chances came true about as often as they said"),  # the edge is in the band
    ],
)
def test_the_fifth_furthest_from_what_it_said_is_named(reached: float, low: float, claim: str) -> None:
    table = fifths((0.0, 0.2, 4, 0.1, 0.1, 0.0, 0.2), (0.8, 1.0, 8, 0.85, reached, low, 1.0))
    chart = past.reliability(table, fakes.goals().facts)
    assert isinstance(chart, Chart)
    assert chart.claim == claim


def test_the_drawing_is_told_in_words_with_each_fifths_figures(results: Results) -> None:
    chart = past.reliability(results.goals.reliability, results.goals.facts)
    assert isinstance(chart, Chart)
    assert chart.desc.split("; ") == [
        "9% given, 10% reached (30)",
        "30% given, 35% reached (20)",
        "50% given, 43% reached (14)",
        "70% given, 75% reached (12)",
        "93% given, 95% reached (20).",
    ]
    assert f">{chart.title}</title>" in chart.svg
    assert chart.desc in chart.svg
    assert 'role="img"' in chart.svg


def test_no_word_of_the_drawing_leaves_it_and_each_count_stands_at_its_mark() -> None:
    """At the edges: chances of 1 and 99%, with counts of many digits."""
    table = fifths(
        (0.0, 0.2, 123_456, 0.01, 0.0, 0.0, 0.1),
        (0.4, 0.6, 7, 0.5, 1.0, 0.1, 1.0),
        (0.8, 1.0, 123_456, 0.99, 1.0, 0.9, 1.0),
    )
    chart = past.reliability(table, fakes.goals().facts)
    assert isinstance(chart, Chart)
    box = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', chart.svg)
    assert box
    words = re.findall(r"<text([^>]*)>([^<]*)</text>", chart.svg)
    assert [text for _, text in words].count("123,456") == 2
    assert [text for _, text in words].count("7") == 1
    for attributes, text in words:
        x = float(re.search(r'\bx="([-\d.]+)"', attributes)[1])  # type: ignore[index]
        wide = 0.62 * 16 * len(text)  # a wide letter is 0.62 of its size, which is at most 16 px
        left = x - wide * (1.0 if "end" in attributes else 0.5 if "middle" in attributes else 0.0)
        assert left >= -1, text
        assert left + wide <= float(box[1]) + 1, text


def test_the_table_has_the_figures_of_the_drawing(results: Results) -> None:
    table = past.reliability_table(results.goals.reliability)
    assert table.head == ("Chance", "Given", "Mean", "Reached", "Band")
    assert text_of(table.rows[0]) == ["0 to 2 in 10", "30", "9%", "10%", "0% to 30%"]
    assert text_of(table.rows[-1]) == ["8 to 10 in 10", "20", "93%", "95%", "75% to 100%"]
    assert len(table.rows) == 5


def test_where_ranges_failed_the_reading_says_that_chances_are_not_calibrated() -> None:
    made = fakes.goals(calibrated=False)
    chart = past.reliability(made.reliability, made.facts)
    assert isinstance(chart, Chart)
    assert chart.reading.endswith("Ranges are not calibrated, so neither are chances.")


def test_each_dimension_has_the_way_that_is_used_and_both_errors(results: Results) -> None:
    table = past.coherence_table(results.goals.coherence)
    assert isinstance(table, Table)
    # regions gain 1 - 182/191, families 1 - 171/175
    assert table.claim == "Regions are forecast alone; product families as shares of the total"
    assert [text_of(row) for row in table.rows] == [
        ["regions", "6", "182.0", "191.0"],
        ["product families", "6", "175.0", "171.0"],
    ]
    notes = [row[0].note for row in table.rows]  # type: ignore[union-attr]
    assert notes == ["own forecasts", "shares of the total"]
    assert "up to 6 origins" in table.reading


def test_ways_that_could_not_be_compared_have_no_error() -> None:
    alone = framed(Goals, "coherence", [("region", "own forecasts", 0, float("nan"), True)])
    table = past.coherence_table(alone)
    assert isinstance(table, Table)
    assert text_of(table.rows[0]) == ["regions", "0", "", ""]
    assert table.reading.startswith("The two ways could not be compared")


def test_each_one_off_is_a_note_with_its_month_amount_place_and_reason(results: Results) -> None:
    notes = past.one_offs_notes(results.plan.one_offs)
    assert notes.items == (
        ("Mar 2026", "Left out of the forecast, not out of the base: 400,000 in DACH (one ministry)."),
        ("Dec 2025", "Put back into the forecast, not out of the base: 150,000 (two weeks of strike)."),
    )


def test_the_reason_of_a_one_off_is_shown_as_text() -> None:
    one = OneOff(month="2026-03", amount=1_000_00, reason="<script>alert(1)</script>")
    html = past.one_offs_notes([one])._repr_html_()
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_without_a_past_that_could_be_tested_that_is_said() -> None:
    none = fakes.goals()
    for told, figure in (
        (past.reliability(none.reliability[:0], none.facts), "No month of the history could be held out"),
        (past.coherence_table(none.coherence[:0]), "The orders tell no region"),
    ):
        assert isinstance(told, Refusal)
        assert told.figure.startswith(figure)


def test_part_2_shows_past_chances_with_methods_and_parts_a_fold_away(results: Results) -> None:
    blocks = {one.id: one for one in goals_part(results).blocks if isinstance(one, Block)}
    block = blocks["claim-reliability"]
    assert [one.id for one in block.details] == ["reliability-table", "backtest", "coherence"]
    assert "claim-backtest" not in blocks
    assert [one.id for one in blocks["claim-forecast"].details if isinstance(one, Notes)] == ["verdict", "one-offs"]
    bare = replace(results.goals, reliability=results.goals.reliability[:0])
    left = {one.id for one in goals_part(fakes.complete(goals=bare, plan=fakes.plan())).blocks}
    assert "claim-backtest" in left
    assert "claim-reliability" not in left
