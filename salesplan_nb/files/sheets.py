"""A sheet of a workbook as text cells."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import pyarrow as pa
from python_calamine import CalamineSheet

from salesplan_nb.errors import Problems, counted, cut
from salesplan_nb.files.cell_text import Value, cell_texts
from salesplan_nb.files.diagnosis import LOOKED_AT, preamble
from salesplan_nb.files.headings import doubled, headings, no_rows
from salesplan_nb.files.layout import Cells, Layout
from salesplan_nb.files.merged import MergedCells
from salesplan_nb.files.places import Area, area_of, cell_place
from salesplan_nb.files.scans import Scan
from salesplan_nb.files.workbook import opened

CHUNK = 5_000
SHOWN = 5
MARKED = re.compile(r"\W*\d{1,3}(?:[.,'\s]\d+)+\W*")
"""Text that reads as a number with marks: 1.234,56."""


def read_workbook(path: Path, layout: Layout, name: str, columns: Collection[str] | None) -> Cells:
    """Every filled row of a sheet; the arguments are those of `read_cells`.

    A column is native if any of its cells is a number, a date, a time or a yes or no.

    Raises
    ------
    PlanError, PlanErrors
        Of kind "data": what `opened` and `Workbook.meant` refuse; no rows, title rows above the header, cells that hold
        an error or a formula that was not worked out, merged cells that `MergedCells` cannot tell, text among numbers
        that reads as a number with marks. Of kind "input": a doubled column.
    """
    with opened(path, name) as workbook:
        title = workbook.meant(layout.sheet)
        place = workbook.place(title)
        sheet = workbook.sheet(title)
        header = _header(sheet, layout, place)
        wanted = {column: i for i, column in enumerate(header.names) if columns is None or column in columns}
        table = _Table(wanted)
        merged = MergedCells(sheet.merged_cell_ranges or [], header.area)
        for number, row in merged.filled(filled_rows(sheet, header.area)):
            table.add(number, row)
        table.flush()
        problems = Problems()
        _find_faults(workbook.scan(title), header, table, place, problems)
        merged.find(wanted.values(), place, problems)
        _find_marked(header, table, place, problems)
        problems.raise_all()
        if not table.count:
            raise no_rows(place)
        return replace(table.cells(path), sheet=title)


def workbook_names(path: Path, layout: Layout, name: str) -> list[str]:
    """The column names of a sheet; the errors are those of `read_workbook`, so far as the header shows them."""
    with opened(path, name) as workbook:
        title = workbook.meant(layout.sheet)
        return _header(workbook.sheet(title), layout, workbook.place(title)).names


@dataclass(frozen=True)
class _Header:
    names: list[str]
    line: int
    """Row of the names; 0 where the layout gives them."""
    area: Area
    """The table below it."""

    def within(self, row: int, column: int, table: _Table) -> bool:
        """Whether a cell is of the header or the table, and of a column that is wanted."""
        rows = row == self.line or self.area.top <= row <= (self.area.bottom or row)
        return rows and column - self.area.left in table.wanted.values()


class _Table:
    """The wanted columns so far."""

    def __init__(self, wanted: dict[str, int]) -> None:
        self.wanted = wanted
        self.last = 0
        """Number of the last row taken."""
        self.marked: dict[str, list[tuple[int, str]]] = {name: [] for name in wanted}
        """Texts that read as numbers with marks, by column, with their row."""
        self.numbers: set[str] = set()
        self._native: set[str] = set()
        self._texts: dict[str, list[pa.Array]] = {name: [] for name in wanted}
        self._lines: list[int] = []
        self._rows: list[list[Value]] = []

    @property
    def count(self) -> int:
        """Rows taken."""
        return len(self._lines)

    def add(self, number: int, row: list[Value]) -> None:
        """Take a row."""
        self._lines.append(number)
        self._rows.append(row)
        self.last = number
        if len(self._rows) == CHUNK:
            self.flush()

    def flush(self) -> None:
        """Turn the rows so far into columns."""
        lines = self._lines[len(self._lines) - len(self._rows) :]
        for name, i in self.wanted.items():
            values: list[Value] = [row[i] if i < len(row) else "" for row in self._rows]
            kinds = set(map(type, values))
            if kinds - {str}:
                self._native.add(name)
            if kinds & {int, float}:
                self.numbers.add(name)
            if str in kinds and any(map(_is_marked, set(values))):
                marked = [(line, str(text)) for line, text in zip(lines, values, strict=True) if _is_marked(text)]
                self.marked[name] += marked[:SHOWN]
            self._texts[name].append(pa.array(cell_texts(values), pa.string()))
        self._rows.clear()

    def cells(self, path: Path) -> Cells:
        """What was taken."""
        rows = pa.array(self._lines, pa.int64())
        columns = {name: pa.chunked_array(chunks) for name, chunks in self._texts.items()}
        table = pa.table(columns) if columns else pa.table({"": rows}).select([])
        return Cells(path, table, rows, frozenset(self._native))


def _is_marked(value: Value) -> bool:
    return isinstance(value, str) and MARKED.fullmatch(value) is not None


def filled_rows(sheet: CalamineSheet, area: Area) -> Iterator[tuple[int, list[Value]]]:
    """The filled rows of an area, each with its number and its cells from the area's left side on."""
    if sheet.start is None:
        return
    first = sheet.start[1] + 1  # column of the first cell that calamine gives
    before, skipped = [""] * (first - area.left), max(0, area.left - first)
    last = None if area.right is None else area.right - area.left + 1
    for number, row in enumerate(sheet.iter_rows(), 1):
        if number < area.top:
            continue
        if area.bottom is not None and number > area.bottom:
            return
        cells = [*before, *row[skipped:]][:last]
        if any(cell != "" for cell in cells):
            yield number, cells


def _header(sheet: CalamineSheet, layout: Layout, place: str) -> _Header:
    left = 1 if sheet.start is None else sheet.start[1] + 1
    area = area_of(layout.range) if layout.range else Area(1 if layout.names else layout.header, left)
    if layout.names:
        return _Header(list(layout.names), 0, area)
    upper = [] if layout.range else [area.top - 1]  # a range says where the table begins
    begin = Area(max(1, area.top - len(upper)), area.left, area.bottom, area.right)
    some = [(number, cell_texts(row)) for number, row in islice(filled_rows(sheet, begin), LOOKED_AT)]
    over = some.pop(0)[1] if some and some[0][0] in upper else []
    if not some:
        raise no_rows(place)
    line, cells = some[0]
    above = [(area.top, [""])] if line != area.top else []
    unnamed = sum(not cell.strip() for cell in cells) * 2 >= len(cells)
    if (above or unnamed) and (found := preamble([*above, *some], place)):
        raise found
    names = headings(cells, area.left, over if line == area.top else [])
    if twice := doubled(names, place, line):
        raise twice
    return _Header(names, line, Area(line + 1, area.left, area.bottom, area.right))


def _find_faults(scan: Scan, header: _Header, table: _Table, place: str, problems: Problems) -> None:
    """Cells that hold an error or nothing yet: their reader leaves them empty and says nothing."""
    faults = [fault for fault in scan.faults if header.within(fault.row, fault.column, table)]
    if faults:
        problems.add(
            "cells-without-value",
            message=f"{place}: {counted(len(faults), 'cell has', 'cells have')} no value to take",
            context=[f"{place}:{cell_place(row, column)}: {what}" for row, column, what in faults[:SHOWN]],
            hint="mend the formulas, or open the workbook in Excel, let it work them out, and save it",
            kind="data",
        )


def _find_marked(header: _Header, table: _Table, place: str, problems: Problems) -> None:
    """Numbers beside text that reads as numbers with marks: the marks could mean two things."""
    for name in sorted(table.numbers):
        if shown := table.marked[name]:
            column = header.area.left + table.wanted[name]
            problems.add(
                "numbers-as-text",
                message=f"{place}: column {name!r} has numbers, and text that reads as numbers",
                context=[f"{place}:{cell_place(line, column)}: {cut(text)!r}" for line, text in shown[:SHOWN]],
                hint="turn the text into numbers in the workbook (Data, Text to Columns)",
                kind="data",
            )
