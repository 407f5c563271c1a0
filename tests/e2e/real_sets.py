"""A real set taken in by its template, and the SQL that counts the same rows from the raw files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from salesplan_nb import intake
from salesplan_nb.workspace import load
from salesplan_nb.workspace.scaffold import init

ROUNDED = (
    "({0} // {1} + case when {0} % {1} * 2 > {1} or ({0} % {1} * 2 = {1} and {0} // {1} % 2 = 1) then 1 else 0 end)"
)
"""Whole cents, half-even, of an amount of at least 0 that is held as {0} whole parts, {1} of them to the cent."""


def taken(template: str, data: Path, folder: Path) -> intake.Intake:
    """The set as a workspace of the template takes it in."""
    return intake.read(load(init(folder / "workspace", template, data)))


def counted(found: intake.Intake, table: str) -> dict[str, tuple[int, int]]:
    """Accounting of a table as {rule: (rows, cents)}."""
    frame = found.quality.accounting
    return _pairs(frame.loc[frame["table"] == table, ["rule", "rows", "amount_cents"]])


def years(found: intake.Intake) -> dict[str, tuple[int, int]]:
    """Used orders by year as {year: (rows, cents)}."""
    return _pairs(found.quality.years[["year", "rows", "amount_cents"]])


def sums(found: intake.Intake, column: str) -> dict[str, tuple[int, int]]:
    """Used orders by a column as {member: (rows, cents)}."""
    grouped = found.tables["orders"].to_pandas().groupby(column)["amount_cents"]
    return _pairs(grouped.agg(["size", "sum"]).reset_index())


def _pairs(frame: pd.DataFrame) -> dict[str, tuple[int, int]]:
    names, rows, cents = (frame[column].tolist() for column in frame.columns)
    return {str(name): (int(n), int(c)) for name, n, c in zip(names, rows, cents, strict=True)}


class Raw:
    """The raw files as tables of text columns, asked in plain SQL."""

    def __init__(self, **files: Path) -> None:
        self.connection = duckdb.connect()
        for name, file in files.items():
            self.connection.sql(f"create table {name} as from read_csv('{file}', all_varchar = true, header = true)")

    def keep(self, name: str, query: str) -> None:
        """Keep what a query finds as a table, for those that follow."""
        self.connection.sql(f"create table {name} as {query}")

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        return self.connection.sql(query).fetchall()

    def one(self, query: str) -> tuple[Any, ...]:
        """Its only row."""
        (row,) = self.rows(query)
        return row

    def pairs(self, query: str) -> dict[str, tuple[int, int]]:
        """{member: (rows, cents)} of a query of those three columns."""
        return {str(member): (int(rows), int(cents)) for member, rows, cents in self.rows(query)}
