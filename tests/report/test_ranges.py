"""The first screen's drawing: no label is crossed by the line of the goal."""

from __future__ import annotations

import re

import pytest

from salesplan_nb.report.charts_landing import Range, ranges
from salesplan_nb.report.names import drawn_width


@pytest.mark.parametrize("high", [29.0, 28.9, 28.5, 29.19, 29.2, 29.3, 26.0, 30.0])
def test_the_line_of_the_goal_crosses_no_end_of_a_range(high: float) -> None:
    rows = [
        Range("With this plan", 25.8, 28.1, 30.1, "25.8", "30.1"),
        Range("Nothing", 23.5, 26.0, high, "23.5", "HIGH"),
    ]
    svg = ranges("r", "t", "d", rows, 29.2, "Goal 29.2M")
    # The line is the only path that goes straight up over the whole drawing.
    uprights = re.findall(r'd="M ([\d.]+) ([\d.]+) L \1 ([\d.]+)"', svg)
    (line,) = {float(x) for x, top, bottom in uprights if abs(float(top) - float(bottom)) > 50}
    (start,) = map(float, re.findall(r'x="([\d.]+)"[^>]*>HIGH<', svg))
    assert not start - 1 < line < start + drawn_width("HIGH", 13.3)
