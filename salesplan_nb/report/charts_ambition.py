"""The price of ambition, drawn: chance of a goal against its height."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.figure import Figure

from salesplan_nb.report.drawing import (
    AXIS,
    BLUE,
    BLUE_TEXT,
    GROUND,
    INK,
    SMALL,
    canvas,
    chart,
    put,
    ticks,
)
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
    figure, ax = canvas(250, left=64, right=24, top=26, bottom=44)
    low, high = min(*targets, goal), max(*targets, goal)
    ax.set(xlim=(low, high if high > low else low + 1), ylim=(0, 1.02))
    ax.set_yticks([0, 0.2, 0.5, 0.8, 1], ["0", "2 in 10", "5 in 10", "8 in 10", "10"])
    ax.tick_params(axis="y", labelsize=SMALL)
    marks = ticks(low, high, 5)
    ax.set_xticks(marks, [tick(m, 1) for m in marks])
    ax.grid(axis="y")
    if len(plus):
        ax.plot(targets, plus, color=AXIS, linewidth=2.2, linestyle=(0, (5, 2.4)))
    ax.plot(targets, chances, color=BLUE, linewidth=3)
    ax.plot([goal, goal], [0, chance], color=INK, linewidth=1.4, linestyle=(0, (3, 2)))
    ax.plot([goal], [chance], "s", markersize=10, markerfacecolor=GROUND, markeredgecolor=INK, markeredgewidth=1.8)
    right = (goal - low) / ((high - low) or 1) > 0.72  # the curve falls, so there is room to its right
    top = 4 + LINE * (len(label) - 1) if chance < 0.8 else -LINE
    for i, line in enumerate(label):
        put(
            ax,
            goal,
            chance,
            line,
            dx=-12 if right else 12,
            dy=top - LINE * i,
            ha="right" if right else "left",
            color=BLUE_TEXT if i else INK,
            bold=not i,
            halo=True,
        )
    return figure
