"""Numbers of a table as integers of one unit, for arithmetic."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from salesplan_nb.proposal.figures import Figures, read

MOST_DIGITS = 13
"""Digits of a number that are kept: the sum of some hundred thousand stays exact."""
Amounts = npt.NDArray[np.int64]


def grid(table: pa.Table, columns: Mapping[str, Figures | None]) -> tuple[Amounts, npt.NDArray[np.bool_]]:
    """Numbers of some columns, rows x columns, as integers of one unit; and whether a cell has one.

    Parameters
    ----------
    table : Table
        Texts.
    columns : mapping of str to Figures
        How each column writes its numbers; None where it has none.

    Examples
    --------
    >>> from salesplan_nb.proposal.figures import figures
    >>> grid(pa.table({"net": ["1.25", "-", "3"]}), {"net": figures([("1.25", 1), ("3", 1)])})[0].tolist()
    [[125], [0], [300]]
    """
    cells = [[read(text, figures) for text in table.column(name).to_pylist()] for name, figures in columns.items()]
    known = [figures for figures in columns.values() if figures is not None]
    largest = max((abs(end) for figures in known for end in (figures.low, figures.high)), default=Decimal(0))
    places = min(max((figures.decimals for figures in known), default=0), MOST_DIGITS - 1 - largest.adjusted())
    whole = [[0 if one is None else round(one.scaleb(places)) for one in column] for column in cells]
    filled = [[one is not None for one in column] for column in cells]
    return np.array(whole, dtype="int64").T, np.array(filled, dtype="bool").T
