"""Where we land: the range on the first screen, the fan, the bridge, the price of ambition."""

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
    GREEN,
    GREEN_TEXT,
    GROUND,
    HATCHED,
    INK,
    LEFT_OF,
    MUTE,
    ORANGE,
    ORANGE_TEXT,
    OUTLINED,
    SMALL,
    SOLID,
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
from salesplan_nb.report.numbers import tick


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


@dataclass(frozen=True)
class Step:
    """A step of the bridge: a label, its kind, its amount [scale of the chart] as printed."""

    label: str
    kind: Literal["base", "change", "total", "gap", "goal"]
    value: float
    text: str
    actual: float = 0.0
    """Of a base, how much of it is already booked."""


@chart
def bridge(steps: Sequence[Step]) -> Figure:
    """From base to goal. Long bars are cut where the steps would else be too small to see."""
    figure, ax = canvas(25 * len(steps) + 8, left=156, right=6)
    bare(ax)
    levels, at = [], 0.0
    for step in steps:
        at = at + step.value if step.kind in ("change", "gap") else step.value
        levels.append(at)
    cut = bridge_start(steps)
    spread = (max(levels) - cut) or 1
    ax.set(xlim=(cut, max(levels) + 0.2 * spread), ylim=(len(steps) - 0.5, -0.5))
    at = 0.0
    for y, (step, level) in enumerate(zip(steps, levels, strict=True)):
        whole = step.kind in ("base", "total", "goal")
        start = cut if whole else at
        rises = step.value >= 0
        looks = {
            "base": HATCHED if step.actual < step.value else SOLID,
            "total": HATCHED,
            "goal": OUTLINED,
            "gap": OUTLINED | {"edgecolor": ORANGE if rises else GREEN, "linestyle": (0, (2.5, 1.8))},
            "change": HATCHED | {"edgecolor": GREEN if rises else ORANGE},
        }[step.kind]
        good = rises != (step.kind == "gap")
        color = INK if whole else GREEN_TEXT if good else ORANGE_TEXT
        ax.barh(y, level - start, left=start, height=0.62, **looks)
        if step.kind == "base" and step.actual < step.value:  # what is booked, to scale or up to the part cut away
            booked = max(step.actual - cut, 0.038 * spread * 1.2 if cut and step.actual else 0)
            ax.barh(y, booked, left=cut, height=0.62, **SOLID)
        if whole and cut:  # two slanted cuts: these bars do not start at 0
            for shift in (0.028, 0.048):
                ax.plot(
                    [shift - 0.008, shift + 0.008],
                    [y + 0.42, y - 0.42],
                    color=GROUND,
                    linewidth=2.6,
                    transform=ax.get_yaxis_transform(),
                    solid_capstyle="butt",
                )
        if y < len(steps) - 1:
            ax.plot([level, level], [y + 0.31, y + 0.69], color=AXIS, linewidth=1)
        put(ax, 0, y, step.label, dx=-156, bold=whole, at=LEFT_OF, room=150)
        put(ax, max(start, level), y, step.text, dx=6, color=color, bold=True)
        at = level
    return figure


def bridge_start(steps: Sequence[Step]) -> float:
    """Where the bridge's scale starts: 0, or a round figure where the steps are small beside the base."""
    levels, at = [], 0.0
    for step in steps:
        at = at + step.value if step.kind in ("change", "gap") else step.value
        levels.append(at)
    low, high = min(levels), max(levels)
    start = low - 0.35 * (high - low or abs(high))
    if low <= 0 or start < 0.4 * high:
        return min(0.0, low)
    marks = [mark for mark in ticks(start - (high - low), low, 12) if mark <= start]
    return marks[-1] if marks else start


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
