"""The bounded proportional fit: the fractional table that is nearest its weights and within its margins."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from salesplan_nb.allocate.boxes import Limits

Values = NDArray[np.float64]
ROUNDS = 500
CLOSE = 1e-12
"""Rounds stop once no factor moves by more than this share."""


def fitted(seeds: Values, rows: Values, limits: Sequence[Limits]) -> Values:
    """A table whose rows sum to given amounts, within limits, as nearly proportional to its seeds as can be.

    Parameters
    ----------
    seeds : array (rows, columns)
        What each cell would hold [any unit], not negative; a cell of 0 stays 0.
    rows : array (rows,)
        Amount of each row, its margin [the unit of the result].
    limits : sequence of Limits
        Least and most of sums of cells.

    Notes
    -----
    Iterative proportional fitting with inequalities: sums are scaled to their margin in turn; a sum with a floor (cap)
    keeps a factor of its own that is never below (above) one, and is scaled only as far as the limit asks. This is
    coordinate ascent in the dual of the least information divergence, so it converges to the table of least
    sum x ln(x / seed) where the limits can be met. At the edge (a table that can only be met with zeros) it does so
    slowly, and after `ROUNDS` rounds the rest is left to the rounding, which is exact.

    References
    ----------
    I. Csiszár (1975), I-divergence geometry of probability distributions, Annals of Probability 3, 146-158; Y. Censor
    and S. A. Zenios (1997), Parallel Optimization, ch. 6 (Bregman's method with interval constraints).

    Examples
    --------
    >>> fitted(np.ones((2, 2)), np.array([4.0, 4.0]), [Limits(np.array([0, 2]), 6, 6)]).round(6).tolist()
    [[3.0, 1.0], [3.0, 1.0]]
    """
    table = np.array(seeds, dtype=float)
    flat = table.reshape(-1)
    for limit in limits:
        if limit.high == 0:
            flat[limit.cells] = 0.0
    factors = np.ones(len(limits))
    for _ in range(ROUNDS):
        sums = table.sum(axis=1)
        scale = np.divide(rows, sums, out=np.ones_like(sums), where=sums > 0)
        table *= scale[:, None]
        moved = float(np.abs(scale - 1).max(initial=0.0))
        for place, limit in enumerate(limits):
            held = float(flat[limit.cells].sum()) / factors[place]
            if held <= 0:
                continue
            high = np.inf if limit.high is None else limit.high
            factor = min(max(held, limit.low), high) / held or factors[place]
            change = factor / factors[place]
            flat[limit.cells] *= change
            factors[place] = factor
            moved = max(moved, abs(change - 1))
        if moved <= CLOSE:
            break
    return table
