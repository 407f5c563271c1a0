"""What a table is made of, and where its cells come to stand, for formulas to name."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from xlsxwriter.utility import xl_rowcol_to_cell


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
        Kind of the heading: text, or heading where it is a month.
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
