"""The records of a table's files together: text cells, each row with its file and physical line."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from salesplan_nb.errors import PlanError
from salesplan_nb.files import Cells, Layout, listed, read_cells
from salesplan_nb.intake.coded import Coded, Mask, repeated
from salesplan_nb.workspace.source_layouts import Join, Unpivot, in_sheet, run_of
from salesplan_nb.workspace.sources import Source

SHOWN = 5
"""Offending rows that an error shows."""


@dataclass(frozen=True)
class Records:
    """Rows of one or several files."""

    files: tuple[str, ...]
    """Names, in the data folder."""
    labels: tuple[str, ...]
    """What messages call each: with its sheet where sources.yml names one."""
    sheets: tuple[str, ...]
    """Of each that is a workbook the sheet that was read, whether sources.yml names it or not; '' of others."""
    file: npt.NDArray[np.int32]
    """Per row, a position in `files`."""
    row: npt.NDArray[np.int64]
    """Per row, its physical line."""
    table: pa.Table
    """The cells as read; null where a row's file has no such column."""
    headings: tuple[tuple[str, ...], ...]
    """Of each file its columns, in their order there."""
    native: frozenset[str]
    """Columns that the files themselves type."""
    partly: dict[str, Mask]
    """Columns that some of the files type, and others do not: the rows of those that do."""

    def __len__(self) -> int:
        return len(self.row)

    def place(self, row: int) -> str:
        """`orders.csv:17`, `book.xlsx!2026:17`."""
        return f"{self.labels[self.file[row]]}:{self.row[row]}"

    def column(self, name: str) -> Coded:
        """A column of the files."""
        return Coded.of(self.table.column(name).fill_null(""))

    def typed(self, name: str) -> Mask:
        """The rows whose cell in a column their file types."""
        found = self.partly.get(name)
        return np.full(len(self), name in self.native) if found is None else found

    @property
    def named(self) -> Coded:
        """The name of each row's file."""
        return Coded(self.file, list(self.files))

    def repeats(self, rows: Mask) -> Mask:
        """Which of some rows repeat an earlier one of them in every cell."""
        found = np.zeros(len(self), dtype="bool")
        found[rows] = repeated([self.column(name).take(rows) for name in self.table.column_names])
        return found

    def texts(self, rows: Sequence[int], delimiter: str) -> list[str]:
        """Some rows as a file writes them, quotes and all."""
        mark = delimiter if len(delimiter) == 1 else " "
        taken = self.table.take(pa.array(rows, pa.int64()))
        cells = {name: taken.column(name).to_pylist() for name in taken.column_names}
        own = [self.headings[self.file[row]] for row in rows]
        return [_written([cells[name][i] for name in names], mark) for i, names in enumerate(own)]


def _written(record: Sequence[str], delimiter: str) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="").writerow(record)
    return text.getvalue()


def records(source: Source, folder: Path) -> Records:
    """All rows of a source's files.

    Raises
    ------
    PlanError, PlanErrors
        Of kind "data", as the readers raise; of kind "input" where no file matches.
    """
    read = [_renamed(cells, source.first_names) for cells in _read(source.file, source.layout(), folder)]
    if source.unpivot is not None:
        read = [_unpivoted(cells, source.unpivot) for cells in read]
    return _together([name for name, _ in _listed(source.file, folder)], read, source.sheet)


def joined_records(several: Sequence[Records]) -> Records:
    """The rows of several sources of one table: the order of the sources, and of the rows in each, stays."""
    firsts = np.cumsum([0, *(len(records.files) for records in several)])[:-1].tolist()
    files = [records.file + first for records, first in zip(several, firsts, strict=True)]
    typed = frozenset[str]().union(*(records.native | records.partly.keys() for records in several))
    texts = frozenset(name for records in several for name in records.table.column_names if name not in records.native)
    return Records(
        tuple(name for records in several for name in records.files),
        tuple(label for records in several for label in records.labels),
        tuple(sheet for records in several for sheet in records.sheets),
        np.concatenate(files).astype("int32"),
        np.concatenate([records.row for records in several]),
        _encoded(pa.concat_tables([records.table for records in several], promote_options="default")),
        tuple(names for records in several for names in records.headings),
        typed - texts,
        {name: np.concatenate([records.typed(name) for records in several]) for name in sorted(typed & texts)},
    )


def looked_up(join: Join, source: Source, folder: Path) -> Records:
    """The rows of the file that those of a source are looked up in; raises as `records` does."""
    return _together([join.file], _read([join.file], join.layout(source), folder), join.sheet)


def source_files(names: Collection[str], folder: Path) -> list[Path]:
    """The files that names, folders and patterns of sources.yml stand for."""
    return [path for _, path in _listed(list(names), folder)]


def _listed(names: Sequence[str], folder: Path) -> list[tuple[str, Path]]:
    found = listed(folder, names)
    if not found:
        raise PlanError(
            "file-not-found",
            message=f"there is no file {', '.join(names)} in {folder.name}",
            context=None,
            hint="name a file, a folder or a pattern such as orders-*.csv",
        )
    return found


def _read(names: Sequence[str], layout: Layout, folder: Path) -> list[Cells]:
    return [read_cells(path, layout, name) for name, path in _listed(names, folder)]


def _renamed(cells: Cells, same: dict[str, str]) -> Cells:
    """Columns under the first of the names that they have in one file or another."""
    own = cells.table.column_names
    names = [same[name] if name in same and same[name] not in own else name for name in own]
    native = frozenset(name for before, name in zip(own, names, strict=True) if before in cells.native)
    return replace(cells, table=cells.table.rename_columns(names), native=native)


def _unpivoted(cells: Cells, unpivot: Unpivot) -> Cells:
    """Each cell of some columns in a row of its own, in the order of the rows, then of the columns."""
    wide = run_of(unpivot.columns, cells.table.column_names)
    rest = cells.table.drop_columns(wide)
    pieces = [
        rest.append_column(unpivot.name, pa.array([name] * len(rest), pa.string())).append_column(
            unpivot.value, cells.table.column(name)
        )
        for name in wide
    ]
    order = pa.array(np.arange(len(wide) * len(rest)).reshape(len(wide), len(rest)).T.ravel())
    table = pa.concat_tables(pieces).take(order)
    native = cells.native - set(wide) | ({unpivot.value} if set(wide) <= cells.native else frozenset())
    return replace(cells, table=table, rows=pa.array(np.repeat(cells.rows.to_numpy(), len(wide))), native=native)


def _together(names: Sequence[str], read: Sequence[Cells], asked: str | None) -> Records:
    sizes = [len(cells.table) for cells in read]
    file = np.repeat(np.arange(len(read), dtype="int32"), sizes)
    typed = frozenset.union(*(cells.native for cells in read))
    texts = frozenset(name for cells in read for name in cells.table.column_names if name not in cells.native)
    return Records(
        tuple(names),
        tuple(in_sheet(name, asked) for name in names),
        tuple(cells.sheet for cells in read),
        file,
        np.concatenate([cells.rows.to_numpy() for cells in read]).astype("int64"),
        _encoded(pa.concat_tables([cells.table for cells in read], promote_options="default")),
        tuple(tuple(cells.table.column_names) for cells in read),
        typed - texts,
        {name: np.array([name in cells.native for cells in read])[file] for name in sorted(typed & texts)},
    )


def _encoded(table: pa.Table) -> pa.Table:
    """The cells with each different one kept once: a fifth of the memory of a million order lines."""
    return pa.table({name: table.column(name).combine_chunks().dictionary_encode() for name in table.column_names})
