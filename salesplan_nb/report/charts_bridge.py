"""The way from base to goal, drawn step by step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from matplotlib.figure import Figure

from salesplan_nb.report.drawing import (
    AXIS,
    GREEN,
    GREEN_TEXT,
    GROUND,
    HATCHED,
    INK,
    LEFT_OF,
    ORANGE,
    ORANGE_TEXT,
    OUTLINED,
    SOLID,
    bare,
    canvas,
    chart,
    put,
    ticks,
)


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
