"""Sharing an amount over cells so that the cells sum to it exactly."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from operator import index

import numpy as np

from salesplan_nb.allocate.conflict import Conflicts

Weights = Sequence[float] | np.ndarray


class InfeasibleError(ValueError):
    """Locks, floors or caps that no allocation can meet; `cells` names them by position.

    `conflicts` has all that were looked for, of which `cells` is the first, where more than one was.
    """

    def __init__(self, message: str, cells: Sequence[int], conflicts: Conflicts | None = None) -> None:
        super().__init__(message)
        self.cells = tuple(cells)
        self.conflicts = Conflicts((self.cells,)) if conflicts is None else conflicts


def shares(total: int, weights: Weights, *, step: int = 1) -> list[int]:
    """Whole multiples of `step` that follow the weights and sum to the total: largest remainders get the rest.

    Parameters
    ----------
    total : int
        Amount to share [cents], a multiple of `step`; may be negative.
    weights : sequence of float
        Finite, not negative, at least one above zero; equal weights differ by at most one step, first come first.
    step : int
        Smallest amount that is moved [cents], above zero.

    Raises
    ------
    ValueError
        For weights that cannot be shares, or a total that is no multiple of the step.

    Notes
    -----
    Hamilton's method in exact fractions: every cell is less than one step from its ideal share, a cell of weight zero
    gets nothing, and the rounding of floats never decides. Of equal remainders that of the larger weight comes first,
    so the order of cells matters among equal weights only.

    References
    ----------
    M. L. Balinski and H. P. Young (1982), Fair Representation, ch. 3 and 10 (a largest remainder stays within quota).

    Examples
    --------
    >>> shares(100, [1, 1, 1])
    [34, 33, 33]
    """
    exact = _fractions(weights)
    if sum(exact) == 0:
        raise ValueError("at least one weight must be above zero")
    # A numpy integer would overflow in the fractions' numerators, silently.
    total, step = index(total), index(step)
    if step < 1:
        raise ValueError(f"a step must be above zero, not {step}")
    if total % step:
        raise ValueError(f"{total} is no multiple of {step}")
    steps, whole = abs(total) // step, sum(exact)
    ideal = [steps * w / whole for w in exact]
    floor = [int(share) for share in ideal]
    rest = steps - sum(floor)
    order = sorted(range(len(exact)), key=lambda i: (floor[i] - ideal[i], -exact[i], i))
    for i in order[:rest]:
        floor[i] += 1
    sign = 1 if total >= 0 else -1
    return [sign * step * part for part in floor]


def _fractions(weights: Weights) -> list[Fraction]:
    """The weights, exact."""
    values = [float(w) for w in weights]
    if not values:
        raise ValueError("without cells there is nothing to share over")
    if any(not math.isfinite(w) or w < 0 for w in values):
        raise ValueError("weights must be finite and not negative")
    return [Fraction(w) for w in values]


def bounded_shares(
    total: int,
    weights: Weights,
    *,
    locks: Mapping[int, int] | None = None,
    floors: Mapping[int, int] | None = None,
    caps: Mapping[int, int] | None = None,
) -> list[int]:
    """Shares of a total [cents] with some cells held fixed, not below or not above an amount.

    Parameters
    ----------
    total : int
        Amount to share [cents], not negative.
    weights : sequence of float
        As in `shares`. A cell of weight zero takes its lock or floor and no more.
    locks, floors, caps : mapping of int to int, optional
        Amount [cents] by position of the cell. Without a floor a cell is not below zero.

    Raises
    ------
    InfeasibleError
        When no allocation meets the bounds; names the cells whose bounds clash.
    ValueError
        For weights that cannot be shares, a negative total, or a bound for a cell that is not there.

    Notes
    -----
    Locks are taken off first; the rest follows the weights. Cells that break a floor or a cap are held at that bound
    and the others share what remains, until none breaks. The side that breaks by more, in sum, is held: what it gives
    or takes may mend the other side, and the cells still free can always take what is left, so bounds that can be met
    are never refused. Each round holds at least one cell more, so there are at most as many rounds as cells.

    Examples
    --------
    >>> bounded_shares(100, [1, 1, 2], locks={0: 40}, caps={2: 30})
    [40, 30, 30]
    """
    total = index(total)
    if total < 0:
        raise ValueError(f"bounds hold for amounts that are not negative, not for {total}")
    exact = _fractions(weights)
    low, high = _bounds(total, exact, locks or {}, floors or {}, caps or {})
    # Who can take one amount only is settled: locked cells, and those of weight zero.
    fixed = {i: low[i] for i in range(len(exact)) if low[i] == high[i]}
    while len(fixed) < len(exact):
        free = [i for i in range(len(exact)) if i not in fixed]
        parts = dict(zip(free, shares(total - sum(fixed.values()), [weights[i] for i in free]), strict=True))
        below = {i: low[i] for i in free if parts[i] < low[i]}
        above = {i: high[i] for i in free if parts[i] > high[i]}
        if not below and not above:
            fixed |= parts
        elif sum(low[i] - parts[i] for i in below) >= sum(parts[i] - high[i] for i in above):
            fixed |= below
        else:
            fixed |= above
    return [fixed[i] for i in range(len(exact))]


def _bounds(
    total: int,
    weights: Sequence[Fraction],
    locks: Mapping[int, int],
    floors: Mapping[int, int],
    caps: Mapping[int, int],
) -> tuple[list[int], list[int]]:
    """Least and most [cents] that each cell can take, once it is sure that the total fits between them."""
    cells = range(len(weights))
    if unknown := {*locks, *floors, *caps} - set(cells):
        raise ValueError(f"bounds for cells {sorted(unknown)}, but there are {len(weights)} cells")
    low = [max(0, index(floors.get(i, 0))) for i in cells]
    high = [index(caps.get(i, max(total, low[i]))) for i in cells]
    fixed = {i: index(amount) for i, amount in locks.items()}
    clash = [i for i in cells if not low[i] <= fixed.get(i, low[i]) <= high[i]]
    if clash:
        raise InfeasibleError("a lock or floor lies above the cap, or a lock below the floor, of the same cell", clash)
    low = [fixed.get(i, low[i]) for i in cells]
    high = [fixed.get(i, high[i] if weights[i] else low[i]) for i in cells]
    if sum(low) > total:
        raise InfeasibleError(
            f"locks and floors take {sum(low)}, more than the {total} to share", [i for i in cells if low[i]]
        )
    if sum(high) < total:
        raise InfeasibleError(
            f"locks, caps and weights of zero leave room for {sum(high)} of the {total} to share",
            [i for i in cells if high[i] < total],
        )
    return low, high
