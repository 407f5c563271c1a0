"""Files on their way to being looked at: every sheet of them as text cells, with the layout that reads it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path

import pyarrow as pa

from salesplan_nb.errors import PlanError, PlanErrors
from salesplan_nb.files import Layout, SniffedTable, read_cells, sniffed
from salesplan_nb.files.cell_text import cell_texts
from salesplan_nb.files.encodings import first_lines
from salesplan_nb.files.places import Area
from salesplan_nb.files.sheets import filled_rows
from salesplan_nb.files.workbook import opened


@dataclass(frozen=True)
class Sheet:
    """One table of a file."""

    path: Path
    layout: Layout
    table: pa.Table = field(repr=False)
    """One row per record, cells as text."""
    native: frozenset[str]
    """Columns that the file itself types."""
    above: tuple[str, ...] = ()
    """Title lines above the names."""

    @property
    def label(self) -> str:
        """File, and sheet where the file has several, as messages name them."""
        return self.path.name + (f" [{self.layout.sheet}]" if self.layout.sheet else "")

    @property
    def rows(self) -> int:
        """Records."""
        return int(self.table.num_rows)


@dataclass(frozen=True)
class Unread:
    """A file or sheet that cannot be read as it is."""

    label: str
    errors: tuple[PlanError, ...]


def loaded(path: Path) -> Iterator[Sheet | Unread]:
    """The tables of a file, hidden sheets apart; in place of one that cannot be read, what is wrong with it."""
    try:
        found = sniffed(path, path.name)
    except (PlanError, PlanErrors) as cause:
        yield Unread(path.name, _errors(cause))
        return
    for one in found.tables:
        if not one.hidden:
            yield _read(path, one, found.kind)


def _read(path: Path, one: SniffedTable, kind: str) -> Sheet | Unread:
    label = path.name + (f" [{one.layout.sheet}]" if one.layout.sheet else "")
    try:
        cells = read_cells(path, one.layout, path.name)
        above = _titles(path, one, kind) if one.layout.header > 1 else ()
    except (PlanError, PlanErrors) as cause:
        return Unread(label, _errors(cause))
    return Sheet(path, one.layout, cells.table, cells.native, above)


def _titles(path: Path, one: SniffedTable, kind: str) -> tuple[str, ...]:
    last = one.layout.header - 1
    if kind == "text":
        lines = first_lines(path, one.layout.encoding, path.name, last)
        return tuple(text for line in lines if (text := line.strip(f" \r\n\t{one.layout.delimiter[:1]}")))
    with opened(path, path.name) as workbook:
        rows = takewhile(lambda row: row[0] <= last, filled_rows(workbook.sheet(one.sheet), Area(1, 1)))
        return tuple(text for _number, row in rows for text in cell_texts(row) if text)


def _errors(found: PlanError | PlanErrors) -> tuple[PlanError, ...]:
    return found.errors if isinstance(found, PlanErrors) else (found,)
