"""Whether chances came true: what was given against what was reached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from salesplan_nb.report.drawing import AXIS, BLUE, GROUND, HATCHED, INK, MUTE, SMALL, canvas, chart, put


@dataclass(frozen=True)
class Fifth:
    """Chances of one fifth: their mean, the share reached, the band of a right forecast, and the label at the mark."""

    chance: float
    reached: float
    low: float
    high: float
    label: str


@chart
def reliability(fifths: Sequence[Fifth]) -> Figure:
    """A mark a fifth, over the band in which a right forecast's would lie; on the line chance and share agree."""
    figure, ax = canvas(300, left=56, right=24, top=14, bottom=48)
    ax.set(xlim=(0, 1), ylim=(0, 1))
    marks, words = [0, 0.2, 0.4, 0.6, 0.8, 1], ["0", "2", "4", "6", "8", "10"]
    ax.set_xticks(marks, words)
    ax.set_yticks(marks, words)
    ax.grid(axis="y")
    ax.plot([0, 1], [0, 1], color=AXIS, linewidth=1.4, linestyle=(0, (3, 2)))
    put(ax, 0.5, 0, "chance given, in 10", dy=-38, ha="center", color=MUTE, size=SMALL)
    for fifth in fifths:
        ax.bar(fifth.chance, fifth.high - fifth.low, bottom=fifth.low, width=0.07, **HATCHED | {"linewidth": 1})
    for fifth in fifths:
        ax.plot([fifth.chance], [fifth.reached], "o", color=BLUE, markersize=10, markeredgecolor=GROUND)
        left = fifth.chance > 0.8
        put(
            ax, fifth.chance, fifth.reached, fifth.label, dx=-12 if left else 12, ha="right" if left else "left",
            color=INK, size=SMALL, halo=True,
        )  # fmt: skip
    return figure
