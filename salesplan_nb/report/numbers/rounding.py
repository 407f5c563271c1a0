"""Parts of a total, rounded so that what is printed sums to what is printed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal

from salesplan_nb.allocate import shares
from salesplan_nb.report.numbers.figures import printed


def parts(values: Sequence[float], total: float, step: float) -> list[float]:
    """Parts moved to multiples of `step` so that, printed, they sum to the printed total.

    Each part moves by less than one step where the parts sum to the total; the largest remainders are moved up.

    Parameters
    ----------
    values : sequence of float
        Any sign.
    total : float
        What they are to sum to; itself moved to a multiple of `step` first.
    step : float
        Smallest amount that is printed.

    Examples
    --------
    >>> parts([0.34, 0.33, 0.33], 1.0, 0.1)
    [0.4, 0.3, 0.3]
    """
    scaled = [Decimal(str(v)) / Decimal(str(step)) for v in values]
    whole = int(printed(Decimal(str(total)) / Decimal(str(step))))
    down = [math.floor(v) for v in scaled]
    missing = whole - sum(down)
    order = sorted(range(len(down)), key=lambda i: (down[i] - scaled[i], i))
    if down and (missing < 0 or missing > len(down)):  # the parts do not sum to the total: the first of them carries it
        down[0] += missing
        missing = 0
    for i in order[:missing]:
        down[i] += 1
    return [float(d * Decimal(str(step))) for d in down]


def grid(rows: Sequence[Sequence[float]], step: float) -> list[list[int]]:
    """Cells in whole steps whose rows and columns both sum to whole totals, and these to the rounded grand total.

    Rows are shared by largest remainder; then single steps are moved within rows until each column fits too. A cell
    that is zero stays zero where that is possible.

    Parameters
    ----------
    rows : sequence of sequence of float
        Not negative; at least one row and column.
    step : float
        Smallest amount that is printed, in the unit of the cells.
    """
    columns = [sum(column) for column in zip(*rows, strict=True)]
    total = int(printed(Decimal(str(sum(columns))) / Decimal(str(step))))
    if not sum(columns):
        return [[0 for _ in row] for row in rows]
    wanted = shares(total, columns)
    cells = [
        shares(part, row) if sum(row) else [0 for _ in row]
        for part, row in zip(shares(total, [sum(row) for row in rows]), rows, strict=True)
    ]
    while True:
        over = [sum(column) - want for column, want in zip(zip(*cells, strict=True), wanted, strict=True)]
        if not any(over):
            return cells
        give, take = max(range(len(over)), key=over.__getitem__), min(range(len(over)), key=over.__getitem__)
        best = max(
            range(len(rows)),
            key=lambda i: (cells[i][give] > 0 and rows[i][take] > 0, cells[i][give] - rows[i][give] / step),
        )
        cells[best][give] -= 1
        cells[best][take] += 1
