"""A sheet: cells of a kind, tables with formulas in them, notes, and widths by what is written."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell

from salesplan_nb.calendars import month_name
from salesplan_nb.report.names import clean, drawn_width
from salesplan_nb.report.numbers import number
from salesplan_nb.report.workbook.formats import DATES, FONT, MONEY, WORDS, Formats

LONGEST = 32_000
"""Characters of a cell; a workbook with more than 32,767 in one does not open."""
OPERATORS = ("=", "+", "-", "@")
"""What a text begins with that a program would take for a formula once it is edited."""
NARROW, WIDE, PROSE = 7.0, 38.0, 46.0
"""Widths [characters of the default font]: of any column, of names and figures at most, of a column of sentences."""
ARROW = 2.5
"""Room of a filter's arrow in a heading."""
DIGIT = 7 / (FONT["font_size"] * 96 / 72)
"""Width of a character that widths are counted in [em]."""


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Parameters
    ----------
    key : str
        How the table's formulas call it.
    title : str
        Its heading, with the unit; a month, '2027-01', where `heading` says so.
    kind : str or sequence of str
        Of `formats.KINDS`; one for all rows, or one a row.
    values : sequence
        One a row; money in cents, months and dates as text. None, NaN and '' are left empty. Of a formula: its results.
    formula : str
        '' or what each row computes: `{actual}/{quota}` with the cells of its own row; `{actual^}` is the first of the
        column, `{actual$}` its total.
    total : str
        'sum' for a sum in the last row, 'same' for the formula of the rows, over the totals.
    result : float
        Of the last row's formula where that is not a sum.
    heading : str
        Kind of the heading: text or month.
    """

    key: str
    title: str
    kind: str | Sequence[str]
    values: Sequence[Any]
    formula: str = ""
    total: Literal["", "sum", "same"] = ""
    result: float = math.nan
    heading: str = "text"

    def kind_of(self, row: int) -> str:
        """The kind of a row's value."""
        return self.kind if isinstance(self.kind, str) else self.kind[row]


@dataclass(frozen=True)
class Placed:
    """Where a table came to stand.

    Parameters
    ----------
    sheet : str
        Quoted for formulas.
    first, last : int
        Rows of its body, from 0.
    columns : mapping
        Key to column, from 0.
    """

    sheet: str
    first: int
    last: int
    columns: Mapping[str, int]

    def range(self, key: str) -> str:
        """The body of a column: 'Target cells'!$F$6:$F$389."""
        at = self.columns[key]
        return f"{self.sheet}!{absolute(self.first, at)}:{absolute(self.last, at)}"

    def total(self, key: str) -> str:
        """The cell under a column: Quotas!$P$21."""
        return f"{self.sheet}!{absolute(self.last + 1, self.columns[key])}"

    def heading(self, key: str) -> str:
        """The cell over a column, the same from every row: D$5."""
        return held(self.first - 1, self.columns[key])

    def cells(self, row: int) -> dict[str, str]:
        """What a formula of that row may name."""
        own = {key: xl_rowcol_to_cell(row, at) for key, at in self.columns.items()}
        first = {f"{key}^": held(self.first, at) for key, at in self.columns.items()}
        return own | first | {f"{key}$": held(self.last + 1, at) for key, at in self.columns.items()}


def held(row: int, at: int) -> str:
    """A cell whose row stays where its formula is copied downwards: D$5."""
    text: str = xl_rowcol_to_cell(row, at, row_abs=True)
    return text


def absolute(row: int, at: int) -> str:
    """A cell that stays what it is wherever its formula is copied: $B$7."""
    text: str = xl_rowcol_to_cell(row, at, row_abs=True, col_abs=True)
    return text


@dataclass(eq=False)
class Sheet:
    """A sheet of a workbook, written from the top down; `row` is the next free one."""

    file: Any
    formats: Formats
    page: Any
    name: str
    row: int = 0
    _widths: dict[int, float] = field(default_factory=dict)
    _last: int = 0
    _line: float = 0.0
    """The last row that holds something, and the widest line over the tables [characters]."""

    @property
    def quoted(self) -> str:
        """Its name as formulas have it."""
        text: str = quote_sheetname(self.name)
        return text

    def opening(self, title: str, reading: str) -> None:
        """The title, the sentence that says what stands below, and the way back to the cover."""
        self.page.set_row(0, 26)
        self.page.write_string(0, 0, clean(title), self.formats.of("text", "title"))
        self.page.write_string(1, 0, clean(reading), self.formats.of("text", "note"))
        self._line = max(1.6 * characters(clean(title), bold=True), characters(clean(reading), bold=False))
        self.link(2, 0, "Cover")
        self.row = 4

    def put(self, row: int, at: int, value: Any, kind: str = "text", role: str = "") -> None:
        """Write a value as what it is: text as text, money in units, a month as its first day; nothing for none."""
        shown = told(value, kind)
        self._fit(row, at, shown, kind, role)
        how = self.formats.of("quoted" if kind in WORDS and shown.startswith(OPERATORS) else kind, role)
        if not shown:
            self.page.write_blank(row, at, None, how)
        elif kind in WORDS:
            self.page.write_string(row, at, shown, how)
        elif kind in DATES:
            day = date.fromisoformat(f"{value}-01" if kind == "month" else str(value)[:10])
            self.page.write_datetime(row, at, datetime(day.year, day.month, day.day), how)  # noqa: DTZ001
        else:
            self.page.write_number(row, at, amount(value, kind), how)

    def formula(self, row: int, at: int, text: str, result: Any, kind: str, role: str = "") -> None:
        """Write a formula and its result, which is what a program shows that does not compute; money in cents."""
        shown = told(result, kind)
        self._fit(row, at, shown, kind, role)
        cached = shown if kind in WORDS else amount(result, kind)
        self.page.write_formula(row, at, f"={text}", self.formats.of(kind, role), cached)

    def heading(self, row: int, at: int, title: str, *, words: bool, room: float = 0.0) -> None:
        """Write a column's heading, to the left over words and to the right over figures."""
        self.page.write_string(row, at, clean(title), self.formats.of("text" if words else "count", "head"))
        longest = max((characters(word, bold=True) for word in clean(title).split()), default=0.0)
        self.widen(at, longest + room)

    def define(self, name: str, reference: str) -> None:
        """Give a range of any sheet a name that all formulas may use."""
        self.file.define_name(name, f"={reference}")

    def name_cell(self, name: str, row: int, at: int) -> None:
        """Give a cell of this sheet such a name."""
        self.define(name, f"{self.quoted}!{absolute(row, at)}")

    def part(self, title: str) -> None:
        """A heading over a table, where a sheet has several."""
        self.page.set_row(self.row, 20)
        self.page.write_string(self.row, 0, clean(title), self.formats.of("text", "part"))
        self.row += 1

    def table(self, columns: Sequence[Column], *, total: str = "", main: bool = False) -> Placed:
        """Write a table at the next free row, and leave one free below it.

        Parameters
        ----------
        columns : sequence of Column
            All as long.
        total : str
            '' or what the last row is called.
        main : bool
            Whether this is what the sheet is about: its headings stay in sight, repeat on every page and can filter.
        """
        rows, head = len(columns[0].values), self.row
        placed = Placed(
            self.quoted, head + 1, head + max(rows, 1), {column.key: at for at, column in enumerate(columns)}
        )
        for at, column in enumerate(columns):
            self._head(head, at, column, arrow=main)
            for i in range(rows):
                self._value(head + 1 + i, at, column, i, placed)
            if total:
                self._total(placed, at, column, total if at == 0 else "")
        if main:
            self.page.freeze_panes(head + 1, 1)
            self.page.repeat_rows(head)
            if rows:
                self.page.autofilter(head, 0, head + rows, len(columns) - 1)
        self.row = placed.last + (2 if total else 1) + 1
        return placed

    def sentence(self, text: str, role: str = "", *, at: int = 0, across: Sequence[float]) -> None:
        """Write words of any length over several columns of the widths given, and go to the next row."""
        how, shown = self.formats.of("prose", role), clean(text)[:LONGEST]
        size = how.font_size
        lines = math.ceil(characters(shown, bold=bool(how.bold)) * size / FONT["font_size"] / (0.97 * sum(across)))
        self.page.set_row(self.row, min(1.35 * size * max(lines, 1) + 4, 400))
        self.page.merge_range(self.row, at, self.row, at + len(across) - 1, "", how)
        self.page.write_string(self.row, at, shown, how)
        self._last = max(self._last, self.row)
        self.row += 1

    def link(self, row: int, at: int, sheet: str) -> None:
        """A link to another sheet of the book."""
        text = self.formats.of("text", "link")
        self.page.write_url(row, at, f"internal:{quote_sheetname(sheet)}!A1", text, sheet)
        self._last = max(self._last, row)

    def drawing(self, chart: Any, description: str, rows: int) -> None:
        """Put a chart at the next free row, with words for who does not see it."""
        self.page.insert_chart(self.row, 0, chart, {"description": description, "x_offset": 4, "y_offset": 4})
        self.row += rows
        self._last = max(self._last, self.row)

    def status(self, cells: str, good: Sequence[str], bad: Sequence[str]) -> None:
        """Colour a range's words by what they say."""
        for role, words in (("good", good), ("bad", bad)):
            for word in words:
                rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": self.formats.laid_over(role)}
                self.page.conditional_format(cells.rsplit("!", maxsplit=1)[-1], rule)

    def finish(self) -> None:
        """Set the widths and what is printed: all that is written, a line that runs over its cell as a whole."""
        columns = max(self._widths, default=0) + 1
        for at in range(columns):
            self.page.set_column(at, at, round(max(self._widths.get(at, 0.0), NARROW), 1))
        wide = sum(max(self._widths.get(at, 0.0), NARROW) for at in range(columns))
        columns += max(0, math.ceil((self._line - wide) / NARROW))
        self.page.print_area(0, 0, self._last, columns - 1)
        self.page.ignore_errors({"number_stored_as_text": f"A1:{xl_rowcol_to_cell(self._last, columns)}"})

    def widen(self, at: int, width: float) -> None:
        """Give a column that width at least [characters]."""
        self._widths[at] = max(self._widths.get(at, 0.0), width)

    def _head(self, row: int, at: int, column: Column, *, arrow: bool) -> None:
        room = ARROW if arrow else 0.0
        if column.heading == "month":
            self.put(row, at, column.title, "month", "head")
            self.widen(at, characters(month_name(column.title), bold=True) + room)
            return
        words = not len(column.values) or column.kind_of(0) in WORDS | DATES
        self.heading(row, at, column.title, words=words, room=room)

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
        if kind == "line":
            self.widen(at, NARROW)
        elif kind == "prose":
            self.widen(at, min(characters(shown, bold=False), PROSE))
        else:
            self.widen(at, min(characters(shown, bold=role in ("total", "strong", "head")), WIDE))
        self._last = max(self._last, row)


def told(value: Any, kind: str) -> str:
    """A value as its cell shows it, near enough to measure; '' where there is none."""
    if kind in WORDS:
        return clean(str(value))[:LONGEST] if value is not None else ""
    if kind in DATES:
        return ("Mmm 2027" if kind == "month" else "30 Mmm 2027") if value else ""
    if value is None or not math.isfinite(float(value)):
        return ""
    known = amount(value, kind)
    if kind in ("share", "gap"):
        return f"+{number(100 * known, 1)}%"
    return f"+{number(known, 2 if kind in ('exact', 'number', 'step') else 0)}"


def amount(value: Any, kind: str) -> float:
    """The number that a cell holds: money in units."""
    return float(value) / 100 if kind in MONEY else float(value)


def summed(values: Sequence[Any], kind: str) -> float:
    """The sum of those values that are there; of money exact."""
    there = [v for v in values if told(v, kind)]
    return sum(int(v) for v in there) if kind in MONEY else math.fsum(float(v) for v in there)


def characters(text: str, *, bold: bool) -> float:
    """Width of a text [characters of the default font], in the widest font that may stand in for it."""
    return float(drawn_width(text, 1.0, bold=bold) / DIGIT + 1.5)
