"""How it goes: a word-sized line, actual against target to date, signal or noise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from salesplan_nb.report.drawing import (
    AXIS,
    BLUE,
    BLUE_TEXT,
    GROUND,
    INK,
    LEFT_OF,
    MUTE,
    ORANGE,
    ORANGE_TEXT,
    OUTLINED,
    SOLID,
    TEXT,
    apart,
    bare,
    canvas,
    chart,
    figures,
    put,
    ticks,
)
from salesplan_nb.report.names import drawn_width


@chart
def spark(values: Sequence[float], target: float | None, good: bool) -> Figure:
    """A word-sized line with its last value and, dashed, its target."""
    figure, ax = canvas(40, left=1, right=6, top=6, bottom=6, width=150)
    bare(ax)
    ax.margins(x=0.01, y=0.08)
    if target is not None:
        ax.axhline(target, color=AXIS, linewidth=1.2, linestyle=(0, (3, 2.5)))
    ax.plot(values, color=BLUE, linewidth=2)
    ax.plot([len(values) - 1], [values[-1]], "o", color=BLUE if good else ORANGE, markersize=6.5, clip_on=False)
    return figure


@dataclass(frozen=True)
class Level:
    """A level of a control chart, with its words left and right."""

    value: float
    text: str
    label: str


@chart
def control(
    values: Sequence[float],
    months: Sequence[tuple[int, str]],
    mean: Level,
    low: Level,
    high: Level,
    trigger: Level | None,
    signal: Sequence[int],
    note: tuple[str, str],
) -> Figure:
    """An XmR chart: mean, natural limits, the trigger written before the year, and the points of the signal."""
    levels = [low, mean, high, *([trigger] if trigger else [])]
    room = min(110.0, max(84.0, *(drawn_width(level.label, TEXT) for level in levels)))
    figure, ax = canvas(262, left=52, right=room + 8, top=4, bottom=28)
    end = len(values) - 1
    seen = [*values, low.value, high.value, *([trigger.value] if trigger else [])]
    span = (max(seen) - min(seen)) or 1
    bottom, top = min(seen) - 0.06 * span, max(seen) + (0.3 if signal else 0.06) * span
    ax.set(xlim=(-0.4, end + 0.4), ylim=(bottom, top), yticks=[])
    ax.set_xticks([at for at, _ in months], [label for _, label in months])
    ax.axhspan(low.value, high.value, facecolor=AXIS, alpha=0.12, linewidth=0)
    unit = (top - bottom) / 230
    for level, line in ((low, (0, (4, 3))), (high, (0, (4, 3))), (mean, "-")):
        ax.axhline(level.value, color=AXIS, linewidth=1.2, linestyle=line)
    if trigger:
        ax.plot([0, end], [trigger.value, trigger.value], color=ORANGE, linewidth=1.4, linestyle=(0, (2, 2)))
    ax.plot(values, color=BLUE, linewidth=1.8)
    ax.plot(values, "o", color=BLUE, markersize=6.5, markeredgecolor=GROUND, markeredgewidth=1)
    places = apart([level.value for level in levels], 17 * unit, bottom, top)
    for level, place in zip(levels, places, strict=True):
        color = ORANGE_TEXT if level is trigger else MUTE
        put(ax, 1, place, level.label, dx=8, color=color, at=LEFT_OF, room=room)
        if level is not trigger:
            put(ax, 0, place, level.text, dx=-52, color=MUTE, at=LEFT_OF, room=48)
    if signal:
        ax.plot(
            signal,
            [values[i] for i in signal],
            "o",
            color=ORANGE,
            markersize=10,
            markeredgecolor=GROUND,
            markeredgewidth=1,
        )
        over = max(*(values[i] for i in range(signal[0], signal[-1] + 1)), mean.value, high.value) + 9 * unit
        left, right = signal[0] - 0.3, signal[-1] + 0.3
        ax.plot([left, left, right, right], [over - 4 * unit, over, over, over - 4 * unit], color=ORANGE, linewidth=1.6)
        side = "right" if right > end / 2 else "left"
        at = right if side == "right" else left
        put(ax, at, over, note[0], dy=27, ha=side, color=ORANGE_TEXT, bold=True)
        put(ax, at, over, note[1], dy=11, ha=side, color=ORANGE_TEXT, bold=True)
    return figure


@chart
def tracking(
    actual: Sequence[float], target: Sequence[float], months: Sequence[str], labels: tuple[str, str]
) -> Figure:
    """Actual (solid) in the months gone by, against the target of every month (outlined)."""
    figure, ax = canvas(236, left=46, right=2, top=32, bottom=28)
    seen = [0.0, *actual, *target]
    ax.set(xlim=(-0.55, len(target) - 0.45), ylim=(min(seen), 1.06 * max(seen) or 1))
    marks = ticks(min(seen), 1.06 * max(seen) or 1, 5)
    ax.set_yticks(marks, figures(marks))
    ax.set_xticks(range(len(target)), list(months))
    ax.grid(axis="y")
    ax.bar(range(len(actual)), actual, width=0.52, **SOLID)
    ax.bar(range(len(target)), target, width=0.8, **OUTLINED | {"linewidth": 1.3})
    put(ax, 0, 1, labels[0], dx=-46, dy=20, color=BLUE_TEXT, bold=True, at="axes fraction")
    put(ax, 1, 1, labels[1], dx=0, dy=20, ha="right", color=INK, bold=True, at="axes fraction")
    return figure
