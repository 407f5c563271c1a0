"""Rows that a plan cannot be made with, told together: how many, the first of them with their cells, what to do."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from salesplan_nb.errors import Problems, cut
from salesplan_nb.intake.coded import Coded
from salesplan_nb.intake.mapping import Mapped
from salesplan_nb.intake.reading import Failed, Value, written
from salesplan_nb.intake.records import SHOWN

MOST_SEEN = 500
"""Rows that are looked through for different lines to show: a line of months has a row for each of them."""


def add_rows(
    table: Mapped,
    reference: str,
    rows: npt.NDArray[np.int64],
    name: str,
    cells: Coded,
    what: str,
    hint: str,
    problems: Problems,
    note: str | None = None,
) -> None:
    """Keep one problem of some rows, the first of them shown."""
    if not len(rows):
        return
    shown = dict.fromkeys(
        f"{table.records.place(row)}, column {_column(table, name, row)}: {_cell(cells[row])}"
        for row in rows[:MOST_SEEN].tolist()
    )
    files = len(table.records.labels)
    whose = table.records.labels[0] if files == 1 else f"{table.name}, {files} files"
    message = f"{whose}: {len(rows)} of {len(table.records)} {what}"
    problems.add(reference, message=message, context=list(shown)[:SHOWN], hint=hint, note=note, kind="data")


def _column(table: Mapped, name: str, row: int) -> str:
    """What the file calls a cell's column: of one that was a month's, the month."""
    source = next(part.source for part in table.parts if part.rows[row])
    unpivot = source.unpivot
    if unpivot is not None and unpivot.value in (name, *source.columns.get(name, ())):
        # As the file has it: nothing else may read the name, and another source may fill the contract's of that name.
        return f"{table.records.table.column(unpivot.name)[row].as_py()}"
    return name


def _cell(cell: Value) -> str:
    return cut(str(cell) if isinstance(cell, Failed) else repr(written(cell)))
