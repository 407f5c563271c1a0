"""People and money: quotas by rep and month, capacity against target, budget by category."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from salesplan_nb.report.drawing import (
    ABOVE,
    AXIS,
    BLUE,
    HATCHED,
    HEAT,
    INK,
    LEFT_OF,
    MUTE,
    ORANGE,
    ORANGE_TEXT,
    OUTLINED,
    SMALL,
    bare,
    canvas,
    chart,
    put,
    ticks,
)

SHORT = 0.98
"""Cover below which a month is called short."""


@chart
def heat(
    names: Sequence[str],
    values: Sequence[Sequence[float]],
    totals: Sequence[str],
    column_totals: Sequence[str],
    months: Sequence[str],
    steps: Sequence[float],
    boxed: set[tuple[int, int]],
    key: tuple[str, str],
) -> Figure:
    """Quota by rep and month in five steps of one hue; a cell without quota is boxed.

    Parameters
    ----------
    names, totals : sequence of str
        A row each: who, and the year's sum.
    values : sequence of sequence of float
        A row each, a figure a month.
    column_totals : sequence of str
        A figure a month, and the sum of all.
    months : sequence of str
        One letter each.
    steps : sequence of float
        The four bounds between the five shades.
    boxed : set of (row, column)
        Cells that are outlined with a 0.
    key : (str, str)
        Words for the least and the most.
    """
    n = len(months)
    figure, ax = canvas(21 * len(names) + 78, left=80, right=50, top=52, bottom=26)
    bare(ax)
    ax.set(xlim=(-0.5, n - 0.5), ylim=(len(names) - 0.5, -0.5))
    for y, row in enumerate(values):
        for x, value in enumerate(row):
            if (y, x) in boxed:
                ax.add_patch(Rectangle((x - 0.42, y - 0.4), 0.84, 0.8, facecolor="none", edgecolor=INK, linewidth=1.4))
                put(ax, x, y, "0", ha="center", size=SMALL)
                continue
            shade = HEAT[sum(value >= step for step in steps)]
            ax.add_patch(Rectangle((x - 0.47, y - 0.45), 0.94, 0.9, facecolor=shade, linewidth=0))
        put(ax, 0, y, names[y], dx=-80, at=LEFT_OF, room=77)
        put(ax, 1, y, totals[y], dx=50, ha="right", at=LEFT_OF, bold=True)
    for x, month in enumerate(months):
        put(ax, x, 1, month, dy=9, ha="center", color=MUTE, at=ABOVE)
        put(
            ax,
            x,
            0,
            column_totals[x],
            dy=-13,
            ha="center",
            size=SMALL,
            at=ABOVE,
        )
    put(ax, 0, 0, "All", dx=-80, dy=-13, bold=True, at="axes fraction")
    put(ax, 1, 0, column_totals[-1], dx=50, dy=-13, ha="right", bold=True, at="axes fraction")
    put(ax, 1, 1, "Year", dx=50, dy=9, ha="right", color=MUTE, at="axes fraction")
    side = 302 / 12  # the key: the five steps, named at both ends
    for i, shade in enumerate(HEAT):
        left, width = (3.5 + i) * side / 302, 0.92 * side / 302
        ax.add_patch(
            Rectangle(
                (left, 1 + 30 / (21 * len(names))),
                width,
                15 / (21 * len(names)),
                facecolor=shade,
                linewidth=0,
                clip_on=False,
                transform=ax.transAxes,
            )
        )
    put(ax, 3.4 * side / 302, 1, key[0], dx=-2, dy=37, ha="right", size=SMALL, color=MUTE, at="axes fraction")
    put(ax, 8.5 * side / 302, 1, key[1], dx=4, dy=37, size=SMALL, color=MUTE, at="axes fraction")
    return figure


@chart
def capacity(target: Sequence[float], able: Sequence[float], months: Sequence[str], suffix: str) -> Figure:
    """Target a month (outlined), what the team can carry (hatched), and the cover in % under each month."""
    figure, ax = canvas(262, left=52, right=2, top=10, bottom=54)
    places = range(len(target))
    top = 1.06 * max(*target, *able, 0) or 1
    ax.set(xlim=(-0.55, len(target) - 0.45), ylim=(0, top))
    marks = ticks(0, top, 5)
    digits = 0 if all(float(m).is_integer() for m in marks) else 1
    ax.set_yticks(marks, [f"{m:,.{digits}f}{suffix if m else ''}" for m in marks])
    ax.set_xticks(list(places), list(months))
    ax.grid(axis="y")
    cover = [a / t if t > 0 else None for a, t in zip(able, target, strict=True)]
    colors = [ORANGE if c is not None and c < SHORT else BLUE for c in cover]
    for color in (BLUE, ORANGE):
        heights = [a if c == color else 0 for a, c in zip(able, colors, strict=True)]
        ax.bar(places, heights, width=0.52, **HATCHED | {"edgecolor": color})
    ax.bar(places, target, width=0.8, **OUTLINED | {"linewidth": 1.3})
    for x, share in enumerate(cover):
        short = share is not None and share < SHORT
        put(
            ax,
            x,
            0,
            "–" if share is None else f"{100 * share:.0f}",
            dy=-41,
            ha="center",
            size=SMALL,
            bold=short,
            color=ORANGE_TEXT if short else MUTE,
            at=ABOVE,
        )
    put(ax, 0, 0, "Cover %", dx=-52, dy=-41, size=SMALL, color=MUTE, at="axes fraction")
    return figure


@dataclass(frozen=True)
class Line:
    """A category of the budget [scale of the chart], its words, and whether it is the total."""

    label: str
    planned: float
    text: str
    total: bool = False


@chart
def budget(rows: Sequence[Line], limit: float, limit_label: str) -> Figure:
    """Budget by category, outlined; the limit stands at the total. A limit of 0 is none."""
    figure, ax = canvas(38 * len(rows) + 8, left=112, right=124)
    bare(ax)
    ax.set(xlim=(0, max(limit, *(row.planned for row in rows)) or 1), ylim=(len(rows) - 0.5, -0.5))
    ax.plot([0, 0], [-0.4, len(rows) - 0.6], color=AXIS, linewidth=1, clip_on=False)
    for y, row in enumerate(rows):
        ax.barh(y, row.planned, height=0.46, clip_on=False, **OUTLINED | {"edgecolor": INK if row.total else BLUE})
        put(ax, 0, y, row.label, dx=-112, bold=row.total, at=LEFT_OF, room=106)
        inside = row.total and limit > 0
        put(ax, row.planned, y, row.text, dx=-8 if inside else 7, ha="right" if inside else "left", bold=True)
    if limit > 0:
        last = len(rows) - 1
        ax.plot(
            [limit, limit],
            [last - 0.36, last + 0.36],
            color=ORANGE,
            linewidth=2.4,
            solid_capstyle="butt",
            clip_on=False,
        )
        put(ax, max(limit, rows[-1].planned), last, limit_label, dx=8, color=ORANGE_TEXT, bold=True, room=116)
    return figure
