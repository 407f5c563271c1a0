"""Labels of the bridge, the price of ambition and the deals needed: whole, apart, and off the curves."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from salesplan_nb.report import charts_ambition, charts_bridge, charts_pipeline
from salesplan_nb.report.charts_bridge import Step
from salesplan_nb.report.names import drawn_width

TEXTS = re.compile(r'<text[^>]*?\bx="([-\d.]+)" y="([-\d.]+)"[^>]*>([^<]*)</text>')


def labels(svg: str) -> list[tuple[float, float, str]]:
    """Left end or middle, base line and words of each text of a drawing."""
    return [(float(x), float(y), text) for x, y, text in TEXTS.findall(svg)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Goal 2027", ["Goal 2027"]),
        ("Partner launch in Iberia", ["Partner launch in", "Iberia"]),
        ("Reorders in the web shop", ["Reorders in the web", "shop"]),
        ("W" * 40, ["W" * 9 + "…"]),  # no place to break
        ("A " + "W" * 40, ["A", "W" * 9 + "…"]),
    ],
)
def test_a_label_is_broken_between_words_and_cut_only_beyond_two_lines(text: str, told: list[str]) -> None:
    found = charts_bridge.lines(text, 150, bold=False)
    assert found == told
    assert all(drawn_width(line, 14) <= 150 for line in found)


def test_every_word_of_a_step_stands_in_the_drawing_and_no_line_upon_another() -> None:
    names = ["Base 2026", "Partner launch in Iberia", "Reorders in the web shop", "Answer to Corvex", "Goal 2027"]
    kinds = ["base", "change", "change", "change", "goal"]
    values = [24.0, 0.8, 0.5, 0.9, 26.2]
    steps = [
        Step(name, kind, value, str(value))  # type: ignore[arg-type]
        for name, kind, value in zip(names, kinds, values, strict=True)
    ]
    shown = labels(charts_bridge.bridge("b", "t", "d", steps))
    left = [(y, text) for x, y, text in shown if x < 1]
    assert " ".join(text for _, text in sorted(left)).split() == " ".join(names).split()
    heights = sorted(y for y, _ in left)
    assert all(after - before > 14 for before, after in pairwise(heights))
    assert len(shown) == 5 + 2 + 5  # a label each, two of two lines, an amount each


@pytest.mark.parametrize("goal", [22.0, 24.0, 28.7, 33.5, 34.0])
@pytest.mark.parametrize("lines", [["Goal 28.7M", "about 1 in 10"], ["Goal 28.7M", "about 1 in 10", "not calibrated"]])
def test_the_words_at_the_goal_stand_above_all_curves_and_inside_the_drawing(goal: float, lines: list[str]) -> None:
    targets = [22.0, 26.0, 30.0, 34.0]
    svg = charts_ambition.ambition("a", "t", "d", targets, [1.0, 0.5, 0.1, 0.0], goal, 0.1, lines, [1.0, 1.0, 0.5, 0.1])
    lowest = max(y for _, y, text in labels(svg) if text in lines)
    curves = [piece for piece in re.findall(r'd="(M [^"]*)"', svg) if piece.count("L") == 3 and "z" not in piece]
    assert len(curves) == 2
    highest = min(float(y) for curve in curves for y in re.findall(r"[ML] [-\d.]+ ([-\d.]+)", curve))
    assert lowest + 3 < highest  # below the base line hang three units of a letter
    for x, _, text in labels(svg):
        if text in lines:
            half = drawn_width(text, 14, bold=text == lines[0]) / 2
            assert x - half + 0.5 >= 0
            assert x + half - 0.5 <= 432


@pytest.mark.parametrize(
    "amounts", [["235.2k", "+11.1", "258.7k"], ["24.0M", "+0.8", "28.7M"], ["1.0M", "+999.9", "9"]]
)
@pytest.mark.parametrize("values", [(235.2, 23.5, 258.7), (1.0, 50.0, 51.0), (5.0, -4.0, 1.0)])
def test_no_amount_of_the_bridge_leaves_the_drawing(values: tuple[float, ...], amounts: list[str]) -> None:
    kinds = ("base", "change", "goal")
    steps = [
        Step("Step", kind, value, text)  # type: ignore[arg-type]
        for kind, value, text in zip(kinds, values, amounts, strict=True)
    ]
    shown = [(x, text) for x, _, text in labels(charts_bridge.bridge("b", "t", "d", steps)) if text in amounts]
    assert len(shown) == 3
    assert all(x + drawn_width(text, 14, bold=True) <= 432 for x, text in shown)


@pytest.mark.parametrize("ahead", [1, 3, 12, 14])
@pytest.mark.parametrize("created", ["770 a month created", "1,123,770 a month created"])
def test_what_is_needed_stands_whole_and_not_upon_what_was_created(ahead: int, created: str) -> None:
    needed = "2,013 (1,900 to 2,130) needed"
    months = [f"2026-{1 + i % 12:02d}" for i in range(12 + ahead)]
    svg = charts_pipeline.pipeline(
        "p", "t", "d", months, [700.0] * 12, [2013.0] * ahead, (1900.0, 2130.0), 770.0, (created, needed, "too late")
    )
    found = {text: (x, y) for x, y, text in labels(svg) if text in (created, needed)}
    anchor = next(side for side, text in re.findall(r"text-anchor:(\w+)[^>]*>([^<]*)</text>", svg) if text == needed)
    wide = drawn_width(needed, 14, bold=True)
    start = found[needed][0] - (wide if anchor == "end" else 0)
    assert start >= 0
    assert start + wide <= 432
    other = found[created][0] + drawn_width(created, 14, bold=True)
    assert other < start or abs(found[created][1] - found[needed][1]) >= 14
