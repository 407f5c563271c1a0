"""Delimited text as cells: one strict parser that knows the physical line of every record, so that none can vanish."""

from __future__ import annotations

import csv
from collections.abc import Collection
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import pyarrow as pa

from salesplan_nb.errors import PlanError, Problems, counted, cut
from salesplan_nb.files.diagnosis import LOOKED_AT, preamble, wrong_delimiter
from salesplan_nb.files.encodings import first_lines, text_lines
from salesplan_nb.files.headings import doubled, headings, no_rows
from salesplan_nb.files.layout import Cells, Layout
from salesplan_nb.files.records import Numbered, joined, some_records, swallows, unreadable

CHUNK = 5_000
"""Records that are Python's at one time; with ten times as many, its garbage collection costs more than the parser."""
SHOWN = 5
"""Offending rows that an error shows."""


@dataclass
class _Faults:
    """Rows that cannot be taken: how many, and the first of them as they are shown."""

    count: int = 0
    shown: list[str] = field(default_factory=list)

    def add(self, line: str) -> None:
        self.count += 1
        if len(self.shown) < SHOWN:
            self.shown.append(line)


class _Text:
    """A file of text being read: its names, the columns so far, what is wrong with it."""

    def __init__(self, path: Path, layout: Layout, name: str, columns: Collection[str] | None) -> None:
        self.path, self.layout, self.name, self.columns = path, layout, name, columns
        self.names: list[str] = list(layout.names)
        self.header_line = 0
        self.uneven, self.swallowed = _Faults(), _Faults()
        self.problems = Problems()
        self._records: list[list[str]] = []
        self._lines: list[int] = []
        self._line_chunks: list[pa.Array] = []
        self._chunks: dict[str, list[pa.Array]] = {}

    @property
    def count(self) -> int:
        """Rows of the file, the faulty ones among them."""
        return sum(map(len, self._line_chunks)) + len(self._records) + self.uneven.count + self.swallowed.count

    def read(self) -> None:
        """Take all records, and note what is wrong with them."""
        with text_lines(self.path, self.layout.encoding, self.name) as lines:
            skipped = 0 if self.names else sum(1 for _ in islice(lines, self.layout.header - 1))
            numbered = Numbered(lines, self.layout.delimiter, skipped)
            try:
                self._take(numbered)
            except csv.Error as cause:
                broken = self._raw(numbered.line, numbered.last)
                self.problems.errors.append(unreadable(cause, broken, numbered.line, self.layout.delimiter, self.name))

    def _take(self, numbered: Numbered) -> None:
        rows, records, lines = iter(numbered), self._records, self._lines
        if not self.names:
            self.header_line, header = next(rows, (0, []))
            self.names = headings(header)
        width, delimiter = len(self.names), self.layout.delimiter
        for line, record in rows:
            if len(record) != width:
                self.uneven.add(f"{self.name}:{line}: {counted(len(record), 'cell')}: {cut(joined(record, delimiter))}")
            elif numbered.last > line and swallows(record, delimiter):
                self.swallowed.add(f"{self.name}:{line}: {cut(joined(record, delimiter))!r}")
            else:
                records.append(record)
                lines.append(line)
                if len(records) >= CHUNK:
                    self._flush()
        self._flush()

    def _flush(self) -> None:
        """Turn the records so far into columns; after a fault they are only counted."""
        if self._records and not self.uneven.count:
            for name, cells in zip(self.names, zip(*self._records, strict=True), strict=True):
                if self.columns is None or name in self.columns:
                    self._chunks.setdefault(name, []).append(pa.array(cells, pa.string()))
        self._line_chunks.append(pa.array(self._lines, pa.int64()))
        self._records.clear()
        self._lines.clear()

    def cells(self) -> Cells:
        """What was read, where nothing is wrong with it."""
        self._explain()
        self.problems.raise_all()
        rows = pa.concat_arrays(self._line_chunks)
        columns = {name: pa.chunked_array(chunks) for name, chunks in self._chunks.items()}
        table = pa.table(columns) if columns else pa.table({"": rows}).select([])
        return Cells(self.path, table, rows)

    def _explain(self) -> None:
        """Say what is wrong in the words that mend it: a wrong layout explains thousands of uneven rows."""
        if (twice := doubled(self.names, self.name, self.header_line)) and not self.layout.names:
            self.problems.errors.append(twice)
        if layout := self._wrong_layout():
            self.problems.errors = [layout]
        elif self.uneven.count:
            self._add_uneven()
        if self.swallowed.count:
            self._add_swallowed()
        if not self.count and not self.problems.errors:
            self.problems.errors.append(no_rows(self.name))

    def _wrong_layout(self) -> PlanError | None:
        if self.layout.names or not self.names:
            return None
        lines = self._raw(self.header_line, self.header_line + LOOKED_AT)
        delimiter, line = self.layout.delimiter, self.header_line
        if len(self.names) == 1 and (found := wrong_delimiter(lines, delimiter, self.name, line)):
            return found
        unnamed = sum(name == f"column {number}" for number, name in enumerate(self.names, 1))
        if not self.uneven.count and unnamed * 2 < len(self.names):
            return None
        return preamble(some_records(lines, delimiter, line), self.name)

    def _raw(self, first: int, last: int) -> list[str]:
        """Physical lines of the file, from one to another."""
        with text_lines(self.path, self.layout.encoding, self.name) as lines:
            return list(islice(lines, first - 1, last))

    def _add_uneven(self) -> None:
        width = len(self.names)
        cells = f"the {width} cells that names gives" if self.layout.names else f"the header's {width} cells"
        self.problems.add(
            "uneven-rows",
            message=f"{self.name}: {self.uneven.count} of {self.count} rows have not {cells}",
            context=self.uneven.shown,
            hint="mend the rows, or write the file's delimiter in sources.yml",
            kind="data",
        )

    def _add_swallowed(self) -> None:
        self.problems.add(
            "swallowed-rows",
            message=f"{self.name}: {counted(self.swallowed.count, 'row has', 'rows have')} a quoted cell "
            "that looks like rows of its own",
            context=self.swallowed.shown,
            hint="close or double the lone quotes; where it is text, export it without line breaks",
            note="the rows within the cell would vanish",
            kind="data",
        )


def read_text(path: Path, layout: Layout, name: str, columns: Collection[str] | None) -> Cells:
    """Every record of a delimited file; the arguments are those of `read_cells`.

    Raises
    ------
    PlanErrors
        Of kind "data": rows with more or fewer cells than the header, an unclosed quote, another delimiter, title
        lines above the header, no rows. Of kind "input": a doubled column.
    PlanError
        Of kind "data": what `text_lines` finds.
    """
    text = _Text(path, layout, name, columns)
    text.read()
    return text.cells()


def text_names(path: Path, layout: Layout, name: str) -> list[str]:
    """The column names of a delimited file; what is below them is not read.

    Raises
    ------
    PlanError
        As `read_text`, so far as the header shows it.
    """
    if layout.names:
        return list(layout.names)
    lines = first_lines(path, layout.encoding, name, layout.header - 1 + LOOKED_AT)[layout.header - 1 :]
    rows = some_records(lines, layout.delimiter, layout.header)
    if not rows:
        read_text(path, layout, name, None)  # says what is wrong
        raise no_rows(name)
    line, header = rows[0]
    names = headings(header)
    if len(names) == 1 and (found := wrong_delimiter(lines, layout.delimiter, name, line)):
        raise found
    wider = sum(len(cells) > len(names) for _, cells in rows) * 2 > len(rows)
    unnamed = sum(not cell.strip() for cell in header) * 2 >= len(header)
    if (wider or unnamed) and (found := preamble(rows, name)):
        raise found
    if twice := doubled(names, name, line):
        raise twice
    return names
