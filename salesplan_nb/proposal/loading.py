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
    name: str
    """The file as sources.yml names it: relative to the folder of all files."""
    layout: Layout
    table: pa.Table = field(repr=False)
    """One row per record, cells as text."""
    native: frozenset[str]
    """Columns that the file itself types."""
    above: tuple[str, ...] = ()
    """Title lines above the names, each once: a title may be written into every column."""
    tab: str = ""
    """The sheet's name in the workbook, even where it is the only one and sources.yml need not name it."""

    @property
    def label(self) -> str:
        """File, and sheet where the file has several, as messages name them; no two are alike."""
        return _label(self.name, self.layout.sheet)

    @property
    def rows(self) -> int:
        """Records."""
        return int(self.table.num_rows)


@dataclass(frozen=True)
class Unread:
    """A file or sheet that cannot be read as it is."""

    label: str
    errors: tuple[PlanError, ...]

    @property
    def empty(self) -> bool:
        """Whether it only has no rows: no orders are lost with it."""
        return all(error.reference == "no-rows" for error in self.errors)


def loaded(path: Path, folder: Path) -> Iterator[Sheet | Unread]:
    """The tables of a file, hidden sheets apart; in place of one that cannot be read, what is wrong with it.

    Parameters
    ----------
    path, folder : Path
        The file, and the folder of all files, which it is named after.
    """
    name = path.relative_to(folder).as_posix()
    try:
        found = sniffed(path, name)
    except (PlanError, PlanErrors) as cause:
        yield Unread(name, _errors(cause))
        return
    for one in found.tables:
        if not one.hidden:
            yield _read(path, name, one, found.kind)


def _label(name: str, sheet: str) -> str:
    return name + (f" [{sheet}]" if sheet else "")


def _read(path: Path, name: str, one: SniffedTable, kind: str) -> Sheet | Unread:
    try:
        cells = read_cells(path, one.layout, name)
        above = _titles(path, one, kind) if one.layout.header > 1 else ()
    except (PlanError, PlanErrors) as cause:
        return Unread(_label(name, one.layout.sheet), _errors(cause))
    return Sheet(path, name, one.layout, cells.table, cells.native, above, one.sheet)


def _titles(path: Path, one: SniffedTable, kind: str) -> tuple[str, ...]:
    last = one.layout.header - 1
    if kind == "text":
        lines = first_lines(path, one.layout.encoding, path.name, last)
        return tuple(text for line in lines if (text := line.strip(f" \r\n\t{one.layout.delimiter[:1]}")))
    with opened(path, path.name) as workbook:
        rows = takewhile(lambda row: row[0] <= last, filled_rows(workbook.sheet(one.sheet), Area(1, 1)))
        texts = (" ".join(text.split()) for _number, row in rows for text in cell_texts(row))
        return tuple(dict.fromkeys(text for text in texts if text and text not in one.names))


def _errors(found: PlanError | PlanErrors) -> tuple[PlanError, ...]:
    return found.errors if isinstance(found, PlanErrors) else (found,)
