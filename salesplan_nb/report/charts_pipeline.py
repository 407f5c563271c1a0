"""Deals created month by month, and what must be created: bars from zero, so that lengths can be compared."""

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
    MONTHS,
    MUTE,
    OUTLINED,
    SMALL,
    TEXT,
    WIDTH,
    bare,
    canvas,
    chart,
    put,
)
from salesplan_nb.report.names import drawn_width

LINE, GAP = 17.0, 14.0
"""From a line of words to the next, and between two of one line [units]."""


@chart
def pipeline(
    months: Sequence[str],
    created: Sequence[float],
    needed: Sequence[float],
    ends: tuple[float, float],
    middle: float,
    words: tuple[str, str, str],
) -> Figure:
    """Created (solid) and, from the month after them, needed (outlined); months that are too late stay empty.

    Parameters
    ----------
    months : sequence of str
        '2026-11', those of `created` first.
    created, needed : sequence of float
        Deals a month; 0 in `needed` where it is too late.
    ends : (float, float)
        Interval of what is needed; NaN where there is none.
    middle : float
        Of what was created.
    words : (str, str, str)
        Of the middle, of what is needed, and over the months that are too late.
    """
    now, n = len(created), len(months)
    ahead = [x for x, value in enumerate(needed, now) if value]
    # What is needed stands over its bars; where these are few, it ends with them, over what was created if need be.
    wide, room = drawn_width(words[1], TEXT, bold=True), WIDTH - 8
    ends_there = bool(ahead) and (ahead[0] + 0.2) / (n + 0.2) * room + wide > room
    above = LINE if ends_there and drawn_width(words[0], TEXT, bold=True) + GAP + wide > room else 0
    figure, ax = canvas(200 + above, left=4, right=4, top=30 + above, bottom=24)
    bare(ax)
    top = max([*created, *needed, middle, *(end for end in ends if end == end), 1.0])
    ax.set(xlim=(-0.6, n - 0.4), ylim=(0, 1.04 * top))
    ax.axhline(0, color=AXIS, linewidth=1.4)
    ax.bar(range(now), created, width=0.72, facecolor=BLUE, linewidth=0)
    for x, value in enumerate(needed, now):
        if value:
            ax.bar([x], [value], width=0.66, **OUTLINED)
            if ends[0] == ends[0]:
                ax.plot([x, x], list(ends), color=MUTE, linewidth=1.4)
    ax.plot([-0.5, now - 0.5], [middle, middle], color=GROUND, linewidth=3.4)
    ax.plot([-0.5, now - 0.5], [middle, middle], color=INK, linewidth=1.6, linestyle=(0, (4, 2.4)))
    put(ax, -0.5, 1, words[0], dy=16 + above, at=ABOVE, bold=True, color=BLUE_TEXT)
    if ahead:
        at, side = (n - 0.4, "right") if ends_there else (ahead[0] - 0.4, "left")
        put(ax, at, 1, words[1], dy=16, ha=side, at=ABOVE, bold=True)
    late = [x for x, value in enumerate(needed, now) if not value]
    if late and ahead:
        put(ax, n - 0.5, 1, words[2], dy=3, ha="right", at=ABOVE, size=SMALL, color=MUTE)
    for x, month in enumerate(months):
        put(ax, x, 0, MONTHS[int(month[5:]) - 1], dy=-12, ha="center", size=SMALL, color=MUTE)
    return figure
