"""Merged cells of a sheet: the first holds the value, all others are stored empty."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from typing import NamedTuple

from salesplan_nb.errors import Problems, counted, cut
from salesplan_nb.files.cell_text import Value, cell_text
from salesplan_nb.files.header_rows import cell_kind
from salesplan_nb.files.places import Area, cell_place

SHOWN = 5
Range = tuple[tuple[int, int], tuple[int, int]]
"""First and last cell, each by row and column from 0, as calamine gives them."""


class _Merged(NamedTuple):
    top: int
    left: int
    bottom: int
    right: int

    @property
    def name(self) -> str:
        return f"{cell_place(self.top, self.left)}:{cell_place(self.bottom, self.right)}"


class MergedCells:
    """The merged cells that reach into a table's rows; those above it and in its header are titles and names.

    A text or a day that is merged downwards is that of each row: a country beside the lines of its regions. A text that
    is merged across stays in its first column, as the workbook stores it: the label of a total. Whatever else is merged
    could be read in two ways: a number counts once, or once for each cell; and of a cell that begins in the header
    nobody knows whether it is a name or a value.
    """

    def __init__(self, ranges: Collection[Range], table: Area) -> None:
        found = [_Merged(top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in ranges]
        last, end = table.bottom or max((one.bottom for one in found), default=0), table.right
        self._table = table
        self._within = [
            one
            for one in found
            if table.top <= one.bottom
            and one.top <= last
            and table.left <= one.right
            and one.left <= (end or one.right)
        ]
        self._values: dict[_Merged, Value] = {}

    def filled(self, rows: Iterator[tuple[int, list[Value]]]) -> Iterator[tuple[int, list[Value]]]:
        """Rows of the table, texts and days in each row for which they are merged; these are noted on the way."""
        begin: dict[int, list[_Merged]] = {}
        for one in self._within:
            begin.setdefault(one.top, []).append(one)
        open_: list[_Merged] = []
        for number, row in rows:
            open_ = [one for one in open_ if number <= one.bottom]
            cells = list(row) if open_ else row
            for one in open_:
                cells[one.left - self._table.left] = self._values[one]
            for one in begin.get(number, []):
                column = one.left - self._table.left
                self._values[one] = cells[column] if 0 <= column < len(cells) else ""
                if one.bottom > number and self._values[one] != "" and not _doubtful(one, self._values[one]):
                    open_.append(one)
            yield number, cells

    def find(self, columns: Collection[int], place: str, problems: Problems) -> None:
        """Add those that could be read in two ways, once all rows were read; columns that are wanted, from 0."""
        wanted = {self._table.left + column for column in columns}
        found = [one for one in self._within if wanted & set(range(one.left, one.right + 1)) and self._is_doubtful(one)]
        if found:
            values = [
                cell_text(self._values[one]) if one in self._values else "begins above the table" for one in found
            ]
            problems.add(
                "merged-cells",
                message=f"{place}: {counted(len(found), 'merged cell')} in the table could be read in two ways",
                context=[f"{place}:{one.name}: {cut(text)}" for one, text in zip(found, values, strict=True)][:SHOWN],
                hint="unmerge them and write each cell's own value, or leave them out by header: or range:",
                note="a text or a day merged downwards is taken for each row; a number could count once or often",
                kind="data",
            )

    def _is_doubtful(self, one: _Merged) -> bool:
        if one.top < self._table.top or one.left < self._table.left:
            return True
        return _doubtful(one, self._values.get(one, ""))


def _doubtful(one: _Merged, value: Value) -> bool:
    """Whether nobody can tell for which cells a value was meant."""
    if isinstance(value, str):
        return cell_kind(value) == "number"
    return not (isinstance(value, dt.date) and one.left == one.right)
