"""How wide columns are, how high rows, and how a sheet comes on paper: known once everything is written."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

from salesplan_nb.report.names import drawn_width
from salesplan_nb.report.workbook.formats import FONT

NARROW, WIDE, PROSE = 6.5, 34.0, 40.0
"""Widths [characters]: of any column, of names and figures at most, of a column of sentences at most."""
PAD = 1.5
"""Room beside a text [characters]."""
DIGIT = 7 / (FONT["font_size"] * 96 / 72)
"""Width of a character that widths are counted in [em]."""
ROW = 12.75
"""Height of a row of one line [points]."""
HIGHEST = 400.0
"""Height that a row may have; 409 is the most that a workbook takes [points]."""
MARGINS = {"left": 0.4, "right": 0.4, "top": 0.75, "bottom": 0.7}
"""Of a page [inches]."""
PAPER = (595.0, 842.0)
"""A4, upright [points]."""
LEAST = 0.6
"""A sheet that goes on one page at this scale is printed on one."""
UPRIGHT = 0.75
"""A longer one stands upright where its columns then keep this scale."""


def characters(text: str, *, bold: bool) -> float:
    """Width of a text [characters of the default font], in the widest font that may stand in for it."""
    return float(drawn_width(text, 1.0, bold=bold) / DIGIT)


@dataclass(frozen=True)
class Wrapped:
    """Words that go over several lines of a row: where, over how many columns, in which size."""

    row: int
    at: int
    across: int
    text: str
    bold: bool = False
    size: float = FONT["font_size"]


@dataclass
class Layout:
    """What a sheet needs of room.

    `running` holds the texts that run over their cells, column and width; `last` is the last row that holds something.
    """

    widths: dict[int, float] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)
    wrapped: list[Wrapped] = field(default_factory=list)
    running: list[tuple[int, float]] = field(default_factory=list)
    last: int = 0

    def widen(self, at: int, width: float) -> None:
        """Give a column that width at least."""
        self.widths[at] = max(self.widths.get(at, NARROW), width)

    def settle(self, page: Any) -> None:
        """Set columns, rows and print: all that is written, one page wide, on one page where that can be read."""
        columns = max(self.widths, default=0) + 1
        widths = [round(self.widths.get(at, NARROW), 1) for at in range(columns)]
        for at, width in enumerate(widths):
            page.set_column(at, at, width)
        for one in self.wrapped:
            room = sum(widths[one.at : one.at + one.across]) - PAD
            high = lines(one, room) * ROW * one.size / FONT["font_size"] + (3 if one.across > 1 else 0)
            self.heights[one.row] = min(max(self.heights.get(one.row, ROW), high), HIGHEST)
        for row, height in sorted(self.heights.items()):
            page.set_row(row, height)
        line = max((sum(widths[:at]) + width for at, width in self.running), default=0.0)
        missing = max(0, math.ceil((line - sum(widths)) / NARROW))
        page.print_area(0, 0, self.last, columns + missing - 1)
        self._paper(page, [*widths, *[NARROW] * missing])

    def _paper(self, page: Any, widths: list[float]) -> None:
        wide = sum(5.25 * width + 3.75 for width in widths)
        high = sum(self.heights.get(row, ROW) for row in range(self.last + 1))
        across, down = 72 * (MARGINS["left"] + MARGINS["right"]), 72 * (MARGINS["top"] + MARGINS["bottom"])
        upright, lying = (((width - across) / wide, (height - down) / high) for width, height in (PAPER, PAPER[::-1]))
        one = max(min(upright), min(lying)) >= LEAST
        if min(1, *lying) > min(1, *upright) if one else upright[0] < UPRIGHT:
            page.set_landscape()
        page.fit_to_pages(1, 1 if one else 0)


def lines(one: Wrapped, room: float) -> int:
    """Over how many lines words go in that room [characters]."""
    scale = one.size / FONT["font_size"]
    found, used = 1, 0.0
    space = characters(" ", bold=one.bold) * scale
    for word in one.text.split():
        width = characters(word, bold=one.bold) * scale
        if used and used + width > room:
            found, used = found + 1, 0.0
        found += int(width // room) if width > room else 0
        used += width + space
    return found
