"""A sheet: cells of a kind, tables with formulas in them, sentences, drawings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell

from salesplan_nb.report.names import clean
from salesplan_nb.report.workbook.columns import Column, Placed, absolute
from salesplan_nb.report.workbook.formats import DATES, WORDS, Formats
from salesplan_nb.report.workbook.layout import NARROW, PAD, PROSE, ROW, WIDE, Layout, Wrapped, characters
from salesplan_nb.report.workbook.values import amount, summed, told

INSET = WORDS | {"month", "date"}
"""What stands to the left of its cell, so apart from a figure in the cell before."""
LONGEST = 32_000
"""Characters of a cell; a workbook with more than 32,767 in one does not open."""
OPERATORS = ("=", "+", "-", "@")
"""What a text begins with that a program would take for a formula once it is edited."""
ARROW = 2.5
"""Room of a filter's arrow in a heading [characters]."""
SHORT = 16.0
"""Width up to which a heading gets by with two lines [characters]."""


@dataclass(eq=False)
class Sheet:
    """A sheet of a workbook, written from the top down; `row` is the next free one."""

    file: Any
    formats: Formats
    page: Any
    name: str
    row: int = 0
    layout: Layout = field(default_factory=Layout)
    breaks: list[int] = field(default_factory=list)
    _repeated: int = -1
    """The row of headings that every page begins with; -1 where there is none, or several tables."""

    @property
    def quoted(self) -> str:
        """Its name as formulas have it."""
        text: str = quote_sheetname(self.name)
        return text

    def opening(self, title: str, reading: str) -> None:
        """The title, the sentence that says what stands below, and the way back to the cover."""
        self.layout.heights[0] = 2 * ROW
        self._words(0, 0, title, "text", "title")
        self._words(1, 0, reading, "text", "note")
        self.layout.running.append((0, 1.6 * characters(clean(title), bold=True)))
        self.layout.running.append((0, characters(clean(reading), bold=False)))
        self.link(2, 0, "Cover")
        self.row = 4

    def put(self, row: int, at: int, value: Any, kind: str = "text", role: str = "") -> None:
        """Write a value as what it is: text as text, money in units, a month as its first day; nothing for none."""
        shown = told(value, kind)
        self._fit(row, at, shown, kind, role)
        how = self.formats.of(kind, role, inset=at > 0 and kind in INSET)
        if not shown:
            self.page.write_blank(row, at, None, how)
        elif kind in WORDS:
            self._words(row, at, shown, kind, role)
        elif kind in DATES:
            day = date.fromisoformat(str(value)[:10] if kind == "date" else f"{value}-01")
            self.page.write_datetime(row, at, datetime(day.year, day.month, day.day), how)  # noqa: DTZ001
        else:
            self.page.write_number(row, at, amount(value, kind), how)

    def formula(self, row: int, at: int, text: str, result: Any, kind: str, role: str = "") -> None:
        """Write a formula and its result, which is what a program shows that does not compute; money in cents."""
        shown = told(result, kind)
        self._fit(row, at, shown, kind, role)
        cached = shown if kind in WORDS else amount(result, kind)
        how = self.formats.of(kind, role, inset=at > 0 and kind in WORDS)
        self.page.write_formula(row, at, f"={text}", how, cached)

    def heading(self, row: int, at: int, title: str, *, words: bool, room: float = 0.0) -> None:
        """Write a column's heading, to the left over words and to the right over figures."""
        self._words(row, at, title, "text" if words else "count", "head")
        longest = max((characters(word, bold=True) for word in clean(title).split()), default=0.0)
        halves = min(characters(clean(title), bold=True) / 2 + 2, SHORT)
        self.widen(at, max(longest, halves) + PAD + room)
        self.layout.wrapped.append(Wrapped(row, at, 1, clean(title), bold=True))

    def define(self, name: str, reference: str) -> None:
        """Give a range of any sheet a name that all formulas may use."""
        self.file.define_name(name, f"={reference}")

    def name_cell(self, name: str, row: int, at: int) -> None:
        """Give a cell of this sheet such a name."""
        self.define(name, f"{self.quoted}!{absolute(row, at)}")

    def part(self, title: str) -> None:
        """A heading over a table, where a sheet has several."""
        self.layout.heights[self.row] = 1.5 * ROW
        self._words(self.row, 0, title, "text", "part")
        self._repeated = -1
        self.row += 1

    def table(self, columns: Sequence[Column], *, total: str = "", main: bool = False) -> Placed:
        """Write a table at the next free row, without columns that hold nothing, and leave one row free below.

        Parameters
        ----------
        columns : sequence of Column
            All as long.
        total : str
            '' or what the last row is called.
        main : bool
            Whether this is what the sheet is about: its headings stay in sight, those before the months can filter,
            and all repeat on every page where it is the only table.
        """
        columns = [column for at, column in enumerate(columns) if at == 0 or not empty(column, columns)]
        rows, head = len(columns[0].values), self.row
        placed = Placed(
            self.quoted, head + 1, head + max(rows, 1), {column.key: at for at, column in enumerate(columns)}
        )
        filtered = next((at for at, column in enumerate(columns) if column.heading != "text"), len(columns))
        for at, column in enumerate(columns):
            self._head(head, at, column, ARROW if main and at < filtered else 0.0)
            for i in range(rows):
                self._value(head + 1 + i, at, column, i, placed)
            if total:
                self._total(placed, at, column, total if at == 0 else "")
        if main:
            self.page.freeze_panes(head + 1, 1)
            self._repeated = head
            if rows:
                self.page.autofilter(head, 0, head + rows, filtered - 1)
        self.row = placed.last + (2 if total else 1) + 1
        return placed

    def sentence(self, text: str, role: str = "", *, at: int = 0, across: int) -> None:
        """Write words of any length over several columns, and go to the next row."""
        how, shown = self.formats.of("prose", role, inset=at > 0), clean(text)
        self.page.merge_range(self.row, at, self.row, at + across - 1, "", how)
        self._words(self.row, at, shown, "prose", role)
        self.layout.wrapped.append(Wrapped(self.row, at, across, shown, bool(how.bold), how.font_size))
        self.layout.last = max(self.layout.last, self.row)
        self.row += 1

    def new_page(self) -> None:
        """Let the next row be the first of a page, where the sheet takes several."""
        self.breaks.append(self.row)

    def link(self, row: int, at: int, sheet: str) -> None:
        """A link to another sheet of the book."""
        text = self.formats.of("text", "link")
        self.page.write_url(row, at, f"internal:{quote_sheetname(sheet)}!A1", text, sheet)
        self.layout.last = max(self.layout.last, row)

    def drawing(self, chart: Any, description: str, *, width: int, height: int) -> None:
        """Put a chart of that size [pixels] at the next free row, with words for who does not see it."""
        chart.set_size({"width": width, "height": height})
        self.page.insert_chart(self.row, 0, chart, {"description": description, "x_offset": 4, "y_offset": 4})
        self.row += round(height / (ROW * 96 / 72)) + 1
        self.layout.last = max(self.layout.last, self.row)
        self.layout.running.append((0, width / 7 + PAD))

    def status(self, cells: str, good: Sequence[str], bad: Sequence[str]) -> None:
        """Colour a range's words by what they say."""
        for role, words in (("good", good), ("bad", bad)):
            for word in words:
                rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": self.formats.laid_over(role)}
                self.page.conditional_format(cells.rsplit("!", maxsplit=1)[-1], rule)

    def widen(self, at: int, width: float) -> None:
        """Give a column that width at least [characters]."""
        self.layout.widen(at, width)

    def finish(self) -> None:
        """Set what depends on all that is written."""
        if self._repeated >= 0:
            self.page.repeat_rows(self._repeated)
        self.page.set_h_pagebreaks(self.breaks)
        self.layout.settle(self.page)
        self.page.ignore_errors({"number_stored_as_text": f"A1:{xl_rowcol_to_cell(self.layout.last, 40)}"})

    def _words(self, row: int, at: int, text: str, kind: str, role: str) -> None:
        shown = clean(text)[:LONGEST]
        inset, quoted = at > 0 and kind in INSET, shown.startswith(OPERATORS)
        self.page.write_string(row, at, shown, self.formats.of(kind, role, inset=inset, quoted=quoted))

    def _head(self, row: int, at: int, column: Column, room: float) -> None:
        if column.heading == "text":
            words = not len(column.values) or column.kind_of(0) in WORDS | DATES
            self.heading(row, at, column.title, words=words, room=room)
        else:
            self.put(row, at, column.title, column.heading, "head")

    def _value(self, row: int, at: int, column: Column, i: int, placed: Placed) -> None:
        kind, value = column.kind_of(i), column.values[i]
        if column.formula and told(value, kind):
            self.formula(row, at, column.formula.format_map(placed.cells(row)), value, kind)
        else:
            self.put(row, at, value, kind)

    def _total(self, placed: Placed, at: int, column: Column, label: str) -> None:
        row, kind = placed.last + 1, column.kind_of(0) if len(column.values) else "text"
        if column.total == "sum":
            body = f"{xl_rowcol_to_cell(placed.first, at)}:{xl_rowcol_to_cell(placed.last, at)}"
            self.formula(row, at, f"SUM({body})", summed(column.values, kind), kind, "total")
        elif column.total == "same" and told(column.result, kind):
            self.formula(row, at, column.formula.format_map(placed.cells(row)), column.result, kind, "total")
        else:
            self.put(row, at, label, "text", "total")

    def _fit(self, row: int, at: int, shown: str, kind: str, role: str) -> None:
        bold = role in ("total", "strong", "head")
        wide = characters(shown, bold=bold) + PAD
        if kind == "line":
            self.layout.running.append((at, wide))
        self.widen(at, NARROW if kind == "line" else min(wide, PROSE if kind == "prose" else WIDE))
        if kind == "prose":
            self.layout.wrapped.append(Wrapped(row, at, 1, shown))
        self.layout.last = max(self.layout.last, row)


def empty(column: Column, columns: Sequence[Column]) -> bool:
    """Whether a column holds nothing, and nothing is made of it."""
    used = bool(column.formula or column.total) or any(f"{{{column.key}" in other.formula for other in columns)
    cells = [told(value, column.kind_of(i)) for i, value in enumerate(column.values)]
    return bool(cells) and not used and not any(cells)
