"""Files of a table that lack a column which others have: every row of theirs gets the default."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from salesplan_nb.errors import counted
from salesplan_nb.intake.checks.evidence import Evidence, first, money
from salesplan_nb.intake.findings import Finding
from salesplan_nb.intake.mapping import Mapped, Part


def lacking(evidence: Evidence) -> Iterator[Finding]:
    """Findings about columns that some files of a table do not have."""
    for table in evidence.tables.values():
        for part in table.parts:
            for column in part.source.default:
                yield from _lacking(table, part, column)


def _lacking(table: Mapped, part: Part, column: str) -> Iterator[Finding]:
    """A new column is no fault; one that lost its name in the newest export would be filled in silence."""
    names = part.source.columns.get(column, [])
    if not names:
        return
    # Under any of its names in a file, it has the first in the table.
    rows = np.flatnonzero(np.asarray(table.records.table.column(names[0]).is_null()) & part.rows & table.kept)
    if not len(rows):
        return
    files = [table.records.labels[number] for number in np.unique(table.records.file[rows])]
    amount = int(table.amounts[rows].sum())
    worth = f", {money(amount)}" if amount else ""
    default = part.source.default[column]
    yield Finding(
        check="file-without-column", weight="must", table=table.name, column=column, rows=len(rows),
        amount_cents=amount,
        text=f"{first(files)} {'has' if len(files) == 1 else 'have'} no column {' or '.join(map(repr, names))}: "
        f"{counted(len(rows), 'row')}{worth}, {'gets' if len(rows) == 1 else 'get'} the {column} {default!r}",
        hint="look whether the column has another name there and write both: [one, other]; if it was never there, "
        "accept it",
    )  # fmt: skip
