"""The funnel: bars from the same side, so that lengths can be compared."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.figure import Figure

from salesplan_nb.report.drawing import (
    AXIS,
    BLUE,
    GROUND,
    INK,
    LEFT_OF,
    MUTE,
    ORANGE,
    ORANGE_TEXT,
    SMALL,
    bare,
    canvas,
    chart,
    put,
)
from salesplan_nb.report.numbers import number


@chart
def funnel(stages: Sequence[tuple[str, int, int, int, str]], last: tuple[str, int], emphasis: int | None) -> Figure:
    """Deals that entered each stage: gone on (solid), lost (grey), still there (outlined).

    Parameters
    ----------
    stages : sequence of (name, entered, moved on, lost, rate)
        From the first to the last; the rest of `entered` is still there.
    last : (str, int)
        What the last stage leads to, and how many came so far.
    emphasis : int or None
        The stage of the claim.
    """
    rows = len(stages) + 1
    figure, ax = canvas(40 * rows + 4, left=118, right=52, top=2, bottom=2)
    bare(ax)
    most = max(stages[0][1], 1)
    ax.set(xlim=(0, most), ylim=(rows - 0.5, -0.5))
    for y, (name, entered, on, lost, rate) in enumerate(stages):
        lead = y == emphasis
        color, words = (ORANGE, ORANGE_TEXT) if lead else (BLUE, INK)
        ax.barh(y, entered, height=0.5, facecolor=GROUND, edgecolor=AXIS, linewidth=1.2)
        ax.barh(y, on, height=0.5, facecolor=color, linewidth=0)
        ax.barh(y, lost, left=on, height=0.5, facecolor=AXIS, edgecolor=GROUND, linewidth=1)
        put(ax, 0, y, name, dx=-118, dy=7, at=LEFT_OF, room=112, bold=lead, color=words)
        put(ax, 0, y, f"{number(entered)} in", dx=-118, dy=-8, at=LEFT_OF, size=SMALL, color=MUTE)
        put(ax, 1, y, rate, dx=52, ha="right", at=LEFT_OF, bold=True, color=words)
    ax.barh(rows - 1, last[1], height=0.5, facecolor=BLUE, linewidth=0)
    put(ax, 0, rows - 1, last[0], dx=-118, at=LEFT_OF, bold=True)
    put(ax, last[1], rows - 1, number(last[1]), dx=6, bold=True)
    return figure
