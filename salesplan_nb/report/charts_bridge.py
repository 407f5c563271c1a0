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
    TEXT,
    WIDTH,
    bare,
    canvas,
    chart,
    put,
    ticks,
)
from salesplan_nb.report.names import clean, drawn_width, fitted


@dataclass(frozen=True)
class Step:
    """A step of the bridge: a label, its kind, its amount [scale of the chart] as printed."""

    label: str
    kind: Literal["base", "change", "total", "gap", "goal"]
    value: float
    text: str
    actual: float = 0.0
    """Of a base, how much of it is already booked."""


WHOLE = ("base", "total", "goal")
"""Kinds of steps that stand on the ground."""
LEFT, RIGHT = 156.0, 6.0
ROW, LINE, ROOM = 25.0, 16.0, 150.0
"""A step, a further line of its label, and the width of labels [units]."""


def lines(text: str, room: float, *, bold: bool) -> list[str]:
    """A label on one line or two, broken between words; only what is longer than two lines is cut."""
    text = clean(text)
    if drawn_width(text, TEXT, bold=bold) <= room:
        return [text]
    words = text.split(" ")
    fits = (n for n in range(len(words) - 1, 0, -1) if drawn_width(" ".join(words[:n]), TEXT, bold=bold) <= room)
    if not (first := next(fits, 0)):
        return [fitted(text, room, TEXT, bold=bold)]
    return [" ".join(words[:first]), fitted(" ".join(words[first:]), room, TEXT, bold=bold)]


def rows(counts: Sequence[int]) -> tuple[list[float], float]:
    """Middles of steps whose labels have so many lines, and the height of all [steps of one line].

    Examples
    --------
    >>> rows([1, 2, 1])
    ([0.0, 1.32, 2.64], 3.64)
    """
    places, end = [], -0.5
    for count in counts:
        tall = 1 + (count - 1) * LINE / ROW
        places.append(round(end + tall / 2, 6))
        end += tall
    return places, round(end + 0.5, 6)


@chart
def bridge(steps: Sequence[Step]) -> Figure:
    """From base to goal. Long bars are cut where the steps would else be too small to see."""
    labels = [lines(step.label, ROOM, bold=step.kind in WHOLE) for step in steps]
    places, height = rows([len(label) for label in labels])
    figure, ax = canvas(ROW * height + 8, left=LEFT, right=RIGHT)
    bare(ax)
    levels, at = [], 0.0
    for step in steps:
        at = at + step.value if step.kind in ("change", "gap") else step.value
        levels.append(at)
    cut = bridge_start(steps)
    spread = (max(levels) - cut) or 1
    width = WIDTH - LEFT - RIGHT
    beside = max(drawn_width(step.text, TEXT, bold=True) for step in steps) + 6  # an amount right of the longest bar
    ax.set(xlim=(cut, cut + spread * width / (width - beside)), ylim=(height - 0.5, -0.5))
    at = 0.0
    for i, (step, level) in enumerate(zip(steps, levels, strict=True)):
        y, whole = places[i], step.kind in WHOLE
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
        if i < len(steps) - 1:
            ax.plot([level, level], [y + 0.31, places[i + 1] - 0.31], color=AXIS, linewidth=1)
        for k, line in enumerate(labels[i]):
            put(ax, 0, y, line, dx=-LEFT, dy=LINE * ((len(labels[i]) - 1) / 2 - k), bold=whole, at=LEFT_OF)
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
