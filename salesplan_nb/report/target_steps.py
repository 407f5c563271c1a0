"""Targets in the steps that are printed: a member's figure is the same in every table that shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from salesplan_nb.allocate import rounded, shares
from salesplan_nb.allocate.rounding import FAR, Range
from salesplan_nb.report.quarters import quarters


def member_steps(amounts: Mapping[str, int], step: int) -> dict[str, int]:
    """All members of a dimension in whole steps, by largest remainder: they sum to the rounded goal.

    Parameters
    ----------
    amounts : mapping of str to int
        The target of every member, not only of those that a table shows [cents].
    step : int
        Smallest amount that is printed [cents].

    Examples
    --------
    >>> member_steps({"A": 140, "B": 140, "C": 120}, 100)
    {'A': 2, 'B': 1, 'C': 1}
    """
    total = sum(amounts.values())
    return _shared((2 * total + step) // (2 * step), amounts)


def month_steps(amounts: Mapping[str, int], step: int) -> dict[str, int]:
    """All months of a goal in whole steps: quarters by largest remainder, and each quarter's over its months.

    Examples
    --------
    >>> month_steps({"2027-01": 140, "2027-02": 140, "2027-03": 140, "2027-04": 180}, 100)
    {'2027-01': 2, '2027-02': 1, '2027-03': 1, '2027-04': 2}
    """
    label = quarters(amounts)
    sums = {name: sum(amount for month, amount in amounts.items() if label[month] == name) for name in label.values()}
    found: dict[str, int] = {}
    for name, steps in member_steps(sums, step).items():
        found |= _shared(steps, {month: amount for month, amount in amounts.items() if label[month] == name})
    return {month: found[month] for month in amounts}


def cell_steps(
    cells: Sequence[Sequence[int]], rows: Sequence[int], columns: Sequence[int], step: int
) -> list[list[int]]:
    """Cells in whole steps between margins that are printed elsewhere too, nearest their amounts.

    Parameters
    ----------
    cells : sequence of sequence of int
        Not negative [cents].
    rows, columns : sequence of int
        Their sums as printed [steps], with the same total.
    step : int
        Smallest amount that is printed [cents].

    Examples
    --------
    >>> cell_steps([[150, 50], [50, 150]], [2, 2], [2, 2], 100)
    [[2, 0], [0, 2]]
    """
    table = np.array(cells, dtype=float) / step
    free = Range(np.zeros(table.shape, dtype=np.int64), np.full(table.shape, FAR))
    ends = Range.exactly(np.array(rows, dtype=np.int64)), Range.exactly(np.array(columns, dtype=np.int64))
    found: list[list[int]] = rounded(table, *ends, free).tolist()
    return found


def _shared(steps: int, amounts: Mapping[str, int]) -> dict[str, int]:
    """Steps by amount; of equals the first by name has the larger figure, in whatever order a table has them."""
    order = sorted(amounts, key=lambda name: (-amounts[name], name))
    if not any(amounts.values()):
        return dict.fromkeys(amounts, 0)
    by = dict(zip(order, shares(steps, [amounts[name] for name in order]), strict=True))
    return {name: by[name] for name in amounts}
