"""The price of ambition, drawn: chance of a goal against its height."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.figure import Figure

from salesplan_nb.report.drawing import (
    ABOVE,
    AXIS,
    BLUE,
    BLUE_TEXT,
    GROUND,
    INK,
    SMALL,
    TEXT,
    WIDTH,
    canvas,
    chart,
    put,
    ticks,
)
from salesplan_nb.report.names import drawn_width
from salesplan_nb.report.numbers import tick

LINE = 16.0
"""From a line of a label to the next [px]."""


@chart
def ambition(
    targets: Sequence[float],
    chances: Sequence[float],
    goal: float,
    chance: float,
    label: Sequence[str],
    plus: Sequence[float] = (),
) -> Figure:
    """Chance of a goal against its height: the curve, where the goal lies on it, and dashed the curve with tactics.

    `label` has the lines at the goal: what it is, then its chance.
    """
    left, right, top, bottom = 64, 24, 12 + LINE * len(label), 44
    figure, ax = canvas(top + 180 + bottom, left=left, right=right, top=top, bottom=bottom)
    low, high = min(*targets, goal), max(*targets, goal)
    high = high if high > low else low + 1
    ax.set(xlim=(low, high), ylim=(0, 1.02))
    ax.set_yticks([0, 0.2, 0.5, 0.8, 1], ["0", "2 in 10", "5 in 10", "8 in 10", "10"])
    ax.tick_params(axis="y", labelsize=SMALL)
    marks = ticks(low, high, 5)
    ax.set_xticks(marks, [tick(m, 1) for m in marks])
    ax.grid(axis="y")
    if len(plus):
        ax.plot(targets, plus, color=AXIS, linewidth=2.2, linestyle=(0, (5, 2.4)))
    ax.plot(targets, chances, color=BLUE, linewidth=3)
    ax.plot([goal, goal], [0, 1.02], color=INK, linewidth=1.4, linestyle=(0, (3, 2)))
    ax.plot([goal], [chance], "s", markersize=10, markerfacecolor=GROUND, markeredgecolor=INK, markeredgewidth=1.8)
    # Above the drawing, where no curve can cross it; moved aside where it would leave the drawing.
    place = left + (goal - low) / (high - low) * (WIDTH - left - right)
    half = max(drawn_width(line, TEXT, bold=not i) for i, line in enumerate(label)) / 2
    aside = min(max(place, half), WIDTH - half) - place
    for i, line in enumerate(reversed(label)):
        last = i == len(label) - 1
        color = INK if last else BLUE_TEXT
        put(ax, goal, 1, line, dx=aside, dy=12 + LINE * i, ha="center", color=color, bold=last, at=ABOVE)
    return figure
