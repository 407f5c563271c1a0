"""What the market does: shares then and now, rates with intervals, a series with its season."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from salesplan_nb.report.drawing import (
    ABOVE,
    AXIS,
    BLUE,
    BLUE_TEXT,
    GROUND,
    INK,
    LEFT_OF,
    MONTHS,
    MUTE,
    ORANGE,
    ORANGE_TEXT,
    OUTLINED,
    RULE,
    SMALL,
    SOLID,
    apart,
    bare,
    canvas,
    chart,
    figures,
    put,
    ticks,
)
from salesplan_nb.report.numbers import percent


@dataclass(frozen=True)
class Share:
    """A member's share then and now [%], a note beside it, and whether the claim is about it."""

    label: str
    before: float
    after: float
    note: str
    lead: bool


@chart
def slope(rows: Sequence[Share], columns: tuple[str, str]) -> Figure:
    """Shares then and now."""
    height = max(190, 44 + 34 * len(rows))
    figure, ax = canvas(height, left=158, right=104, top=30, bottom=10)
    bare(ax)
    levels = [v for row in rows for v in (row.before, row.after)]
    pad = 0.05 * (max(levels) - min(levels)) or 1
    span = (min(levels) - pad, max(levels) + pad)
    ax.set(xlim=(0, 1), ylim=span)
    for x, column in enumerate(columns):
        ax.plot([x, x], span, color=RULE, linewidth=1.2)
        put(
            ax,
            x,
            1,
            column,
            dy=14,
            dx=-10 if x == 0 else 11,
            ha="right" if x == 0 else "left",
            color=MUTE,
            size=SMALL,
            at=ABOVE,
            room=150 if x == 0 else 100,
        )
    gap = 17 * (span[1] - span[0]) / (height - 40)
    lefts = apart([row.before for row in rows], gap, *span)
    rights = apart([row.after for row in rows], gap, *span)
    for row, left, right in zip(rows, lefts, rights, strict=True):
        color, text = (BLUE, BLUE_TEXT) if row.lead else (AXIS, MUTE)
        z = 3 if row.lead else 2
        ax.plot([0, 1], [row.before, row.after], color=color, linewidth=3.4 if row.lead else 2, zorder=z)
        ax.plot(
            [0, 1],
            [row.before, row.after],
            "o",
            color=color,
            markersize=9 if row.lead else 7,
            zorder=z + 2,
            clip_on=False,
            markeredgecolor=GROUND,
            markeredgewidth=1.5,
        )
        put(ax, 0, left, percent(round(row.before / 100, 12)), dx=-10, ha="right", color=text, bold=row.lead)
        put(ax, 0, left, row.label, dx=-48, ha="right", color=text, bold=row.lead, room=108)
        put(ax, 1, right, percent(round(row.after / 100, 12)), dx=11, color=text, bold=True)
        put(ax, 1, right, row.note, dx=50, color=text, room=54)
    return figure


@dataclass(frozen=True)
class Rate:
    """A rate with its interval [%], the same a year before (None where unknown), and whether the claim is about it."""

    label: str
    note: str
    rate: float
    low: float
    high: float
    before: float | None
    lead: bool


@chart
def dots(rows: Sequence[Rate], average: float, average_label: str) -> Figure:
    """Rates with their 95% intervals, and the year before as a ring."""
    figure, ax = canvas(44 * len(rows) + 52, left=136, right=46, top=28, bottom=24)
    seen = [average, *(r.low for r in rows), *(r.high for r in rows), *(r.before for r in rows if r.before is not None)]
    step = 10 if max(seen) - min(seen) <= 55 else 20
    low, high = int(min(seen) // step * step), int(-(-max(seen) // step) * step)
    low = 0 if low <= 20 else low
    ax.set(xlim=(low, max(high, low + step)), ylim=(len(rows) - 0.5, -0.5), yticks=[])
    marks = list(range(low, high + 1, step))
    ax.set_xticks(marks, [percent(mark / 100) for mark in marks])
    ax.grid(axis="x")
    ax.axvline(average, color=INK, linewidth=1.4)
    put(ax, average, 1, average_label, dy=12, ha="center", at=ABOVE)
    for y, row in enumerate(rows):
        color, text = (
            (ORANGE, ORANGE_TEXT) if row.lead and row.rate < average else (BLUE, BLUE_TEXT if row.lead else INK)
        )
        ax.plot([row.low, row.high], [y, y], color=color, linewidth=3)
        if row.before is not None:
            ax.plot(
                [row.before],
                [y + 0.25],
                "o",
                markersize=7,
                markerfacecolor="none",
                markeredgecolor=color,
                markeredgewidth=1.7,
            )
        ax.plot([row.rate], [y], "o", color=color, markersize=11, markeredgecolor=GROUND, markeredgewidth=1.5)
        put(ax, 0, y, row.label, dx=-136, dy=8, bold=row.lead, color=text, at=LEFT_OF, room=126)
        put(ax, 0, y, row.note, dx=-136, dy=-9, size=SMALL, color=MUTE, at=LEFT_OF, room=126)
        put(ax, 1, y, percent(round(row.rate / 100, 12)), dx=46, ha="right", color=text, bold=True, at=LEFT_OF)
    return figure


@chart
def series(actual: Sequence[float], adjusted: Sequence[float], years: Sequence[tuple[int, str]], last: str) -> Figure:
    """Months as they were (grey) and without their season (blue), with the last level named."""
    figure, ax = canvas(230, left=40, right=66, top=12, bottom=28)
    end = len(actual) - 1
    top = 1.06 * max(*actual, *adjusted, 0) or 1
    bottom = min(0, *actual, *adjusted)
    ax.set(xlim=(-0.5, end + 0.5), ylim=(bottom, top))
    marks = ticks(bottom, top, 5)
    ax.set_yticks(marks, figures(marks))
    ax.set_xticks([at for at, _ in years], [label for _, label in years])
    ax.grid(axis="y")
    ax.plot(actual, color=AXIS, linewidth=1.8)
    ax.plot(adjusted, color=BLUE, linewidth=3)
    ax.plot([end], [adjusted[-1]], "o", color=BLUE, markersize=8, markeredgecolor=GROUND)
    put(ax, 1, adjusted[-1], last, dx=2, color=BLUE_TEXT, bold=True, at=LEFT_OF, room=64)
    return figure


@chart
def season(index: Sequence[float], low: Sequence[float], high: Sequence[float]) -> Figure:
    """Each calendar month against an average month [%], with its 95% interval."""
    figure, ax = canvas(190, left=46, right=2, top=10, bottom=28)
    seen = [*low, *high, *index, 100]
    pad = 0.06 * (max(seen) - min(seen)) or 1
    ax.set(xlim=(-0.6, 11.6), ylim=(min(seen) - pad, max(seen) + pad))
    marks = ticks(min(seen) - pad, max(seen) + pad, 5)
    ax.set_yticks(marks, [percent(m / 100) for m in marks])
    ax.set_xticks(range(12), list(MONTHS))
    ax.grid(axis="y")
    ax.axhline(100, color=INK, linewidth=1.4)
    for x, (level, bottom, top) in enumerate(zip(index, low, high, strict=True)):
        ax.plot([x, x], [bottom, top], color=BLUE, linewidth=3)
        ax.plot([x], [level], "o", color=BLUE, markersize=10, markeredgecolor=GROUND, markeredgewidth=1.5)
    return figure


@dataclass(frozen=True)
class Pair:
    """A member now and as planned [scale of the chart], with their words."""

    label: str
    now: float
    planned: float | None
    text: str
    planned_text: str


@chart
def pairs(rows: Sequence[Pair]) -> Figure:
    """What each member brings now (solid) and is planned to bring (outlined)."""
    figure, ax = canvas(46 * len(rows) + 8, left=126, right=86)
    bare(ax)
    seen = [0.0, *(r.now for r in rows), *(r.planned for r in rows if r.planned is not None)]
    ax.set(xlim=(min(seen), max(seen) or 1), ylim=(len(rows) - 0.5, -0.5))
    ax.plot([0, 0], [-0.4, len(rows) - 0.6], color=AXIS, linewidth=1, clip_on=False)
    for y, row in enumerate(rows):
        thick = 0.26 if row.planned is not None else 0.4
        up = 0.18 if row.planned is not None else 0
        ax.barh(y - up, row.now, height=thick, **SOLID)
        put(ax, 0, y, row.label, dx=-126, at=LEFT_OF, room=120)
        put(ax, max(row.now, 0), y - up, row.text, dx=7, bold=True, color=BLUE_TEXT, room=84)
        if row.planned is not None:
            ax.barh(y + up, row.planned, height=thick, **OUTLINED)
            put(ax, max(row.planned, 0), y + up, row.planned_text, dx=7, bold=True, room=84)
    return figure
