"""Where we land, drawn: the ranges on the first screen, and the fan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from matplotlib.figure import Figure

from salesplan_nb.report.drawing import (
    ABOVE,
    AXIS,
    BLUE,
    BLUE_TEXT,
    GROUND,
    HATCHED,
    INK,
    LEFT_OF,
    MUTE,
    SMALL,
    WIDTH,
    apart,
    bare,
    canvas,
    chart,
    figures,
    put,
    ticks,
)
from salesplan_nb.report.names import drawn_width


@dataclass(frozen=True)
class Range:
    """One line of the first screen's drawing: a label, and low, middle and high end with their words."""

    label: str
    low: float
    middle: float
    high: float
    low_text: str
    high_text: str


@chart
def ranges(rows: Sequence[Range], goal: float, goal_label: str) -> Figure:
    """Where we may land against the goal."""
    left, right = 176, 48
    figure, ax = canvas(24 + 30 * len(rows), left=left, right=right, top=22)
    bare(ax)
    ends = [goal, *(row.low for row in rows), *(row.high for row in rows)]
    span = max(ends) - min(ends) or abs(goal) or 1
    ax.set(xlim=(min(ends) - 0.02 * span, max(ends) + 0.02 * span), ylim=(len(rows) - 0.5, -0.5))
    for y, row in enumerate(rows):
        ax.barh(y, row.high - row.low, left=row.low, height=0.46, **HATCHED | {"linewidth": 1})
        put(ax, 0, y, row.label, color=MUTE, at=LEFT_OF, dx=-176, room=132)
        put(ax, row.low, y, row.low_text, dx=-5, ha="right", color=MUTE, size=SMALL)
    ax.axvline(goal, color=INK, linewidth=1.8)
    for y, row in enumerate(rows):
        ax.plot([row.middle], [y], "o", color=BLUE, markersize=9, markeredgecolor=GROUND, markeredgewidth=1.5)
        beyond = (goal - row.high) / (1.04 * span) * (WIDTH - left - right)
        crossed = 0 <= beyond < drawn_width(row.high_text, SMALL) + 8  # then the label stands behind the line
        put(ax, goal if crossed else row.high, y, row.high_text, dx=5, color=MUTE, size=SMALL, halo=True)
    at = (goal - ax.get_xlim()[0]) / (ax.get_xlim()[1] - ax.get_xlim()[0])
    put(
        ax,
        goal,
        1,
        goal_label,
        dy=10,
        ha="right" if at > 0.85 else "left" if at < 0.15 else "center",
        bold=True,
        at=ABOVE,
        dx=48 if at > 0.85 else 0,
    )
    return figure


@dataclass(frozen=True)
class End:
    """What stands at the end of a fan: a level with its label, a smaller note, and its kind."""

    level: float
    label: str
    note: str
    kind: Literal["goal", "plan", "nothing"]
    low: float = 0.0
    high: float = 0.0


@chart
def fan(
    actual: Sequence[float],
    low: Sequence[float],
    middle: Sequence[float],
    high: Sequence[float],
    plan: Sequence[float],
    ends: Sequence[End],
    years: Sequence[tuple[int, str]],
    actual_label: str,
) -> Figure:
    """Sums over the goal's length: actual, then what may come if nothing changes; goal and plan at the end.

    Parameters
    ----------
    actual : sequence of float
        To the last known month.
    low, middle, high : sequence of float
        Range and middle if nothing changes; the first is the last actual.
    plan : sequence of float
        Middle with the plan, likewise; empty where there is none.
    ends : sequence of End
        Goal, plan, nothing.
    years : sequence of (int, str)
        Positions and labels of the axis.
    actual_label : str
        At the last actual.
    """
    figure, ax = canvas(300, left=40, right=134, top=12, bottom=28)
    now = len(actual) - 1
    ahead = list(range(now, now + len(middle)))
    end = ahead[-1]
    seen = [
        *actual,
        *low,
        *high,
        *plan,
        *(e.level for e in ends),
        *(v for e in ends if e.kind == "plan" for v in (e.low, e.high)),
    ]
    pad = 0.06 * (max(seen) - min(seen) or 1)
    bottom, top = min(seen) - pad, max(seen) + pad
    if min(seen) >= 0:
        bottom = max(0.0, bottom)
    width = max(0.35, end * 0.028)
    ax.set(xlim=(0, end + 1.6 * width), ylim=(bottom, top))
    marks = ticks(bottom, top, 7)
    ax.set_yticks(marks, figures(marks))
    ax.set_xticks([at for at, _ in years], [label for _, label in years])
    ax.grid(axis="y")
    ax.fill_between(ahead, low, high, **HATCHED | {"linewidth": 0, "edgecolor": AXIS})
    ax.plot(ahead, low, ahead, high, color=AXIS, linewidth=0.9)
    ax.plot(range(now + 1), actual, color=BLUE, linewidth=3)
    ax.plot(ahead, middle, color=GROUND, linewidth=5)
    ax.plot(ahead, middle, color=MUTE, linewidth=1.8, linestyle=(0, (1.2, 2.2)), dash_capstyle="round")
    if plan:
        ax.plot(ahead, plan, color=GROUND, linewidth=6)
        ax.plot(ahead, plan, color=BLUE, linewidth=3, linestyle=(0, (5, 2.4)))
    ax.plot([now], [actual[-1]], "o", color=BLUE, markersize=8, markeredgecolor=GROUND)
    for e in ends:
        if e.kind == "plan":  # the range with the plan stands beside the end, as it is known for the whole period only
            ax.bar([end + width], [e.high - e.low], bottom=[e.low], width=width, **HATCHED | {"linewidth": 1})
            ax.plot([end + width], [e.level], "o", color=BLUE, markersize=8, markeredgecolor=GROUND)
        elif e.kind == "goal":
            ax.plot([now, end + width], [e.level, e.level], color=INK, linewidth=2)
            ax.plot(
                [end + width],
                [e.level],
                "s",
                markersize=9,
                markerfacecolor=GROUND,
                markeredgecolor=INK,
                markeredgewidth=1.8,
            )
    unit = (top - bottom) / (300 - 40)
    places = apart([e.level for e in ends], 36 * unit, bottom + 17 * unit, top - 7 * unit)
    for e, place in zip(ends, places, strict=True):
        color = {"goal": INK, "plan": BLUE_TEXT, "nothing": MUTE}[e.kind]
        put(ax, 1, place, e.label, dx=5, dy=7, bold=True, color=color, at=LEFT_OF, room=128)
        put(ax, 1, place, e.note, dx=5, dy=-9, size=SMALL, color=color, at=LEFT_OF, room=128)
    put(
        ax,
        now,
        actual[-1],
        actual_label,
        dx=-4,
        dy=22,
        ha="right" if now > 4 else "left",
        color=BLUE_TEXT,
        bold=True,
        halo=True,
    )
    return figure
