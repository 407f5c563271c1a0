"""Sharing an amount over cells so that the cells sum to it exactly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import numpy as np


class InfeasibleError(ValueError):
    """Locks, floors or caps that no allocation can meet; `cells` names them by position."""

    def __init__(self, message: str, cells: Sequence[int]) -> None:
        super().__init__(message)
        self.cells = tuple(cells)


def shares(total: int, weights: Sequence[float] | np.ndarray, *, step: int = 1) -> list[int]:
    """Whole multiples of `step` that follow the weights and sum to the total: largest remainders get the rest.

    Parameters
    ----------
    total : int
        Amount to share [cents], a multiple of `step`; may be negative.
    weights : sequence of float
        Finite, not negative, at least one above zero; equal weights differ by at most one step, first come first.
    step : int
        Smallest amount that is moved [cents].

    Raises
    ------
    ValueError
        For weights that cannot be shares, or a total that is no multiple of the step.

    Examples
    --------
    >>> shares(100, [1, 1, 1])
    [34, 33, 33]
    """
    exact = [Fraction(float(w)) for w in weights]
    if not exact or any(w < 0 for w in exact) or sum(exact) == 0:
        raise ValueError("weights must not be negative and one must be above zero")
    if total % step:
        raise ValueError(f"{total} is no multiple of {step}")
    steps, whole = abs(total) // step, sum(exact)
    ideal = [steps * w / whole for w in exact]
    floor = [int(share) for share in ideal]
    rest = steps - sum(floor)
    order = sorted(range(len(exact)), key=lambda i: (floor[i] - ideal[i], i))
    for i in order[:rest]:
        floor[i] += 1
    sign = 1 if total >= 0 else -1
    return [sign * step * part for part in floor]


def bounded_shares(
    total: int,
    weights: Sequence[float] | np.ndarray,
    *,
    locks: Mapping[int, int] | None = None,
    floors: Mapping[int, int] | None = None,
    caps: Mapping[int, int] | None = None,
) -> list[int]:
    """Shares of a total [cents, not negative] with some cells held fixed, not below or not above an amount.

    Locks are taken off first; the rest follows the weights. A cell that would break its floor or cap is held at that
    bound and the others share what remains, until none breaks.

    Raises
    ------
    InfeasibleError
        When no allocation meets the bounds; names the cells.
    ValueError
        For weights that cannot be shares.
    """
    fixed = dict(locks or {})
    floors, caps = dict(floors or {}), dict(caps or {})
    while True:
        free = [i for i in range(len(weights)) if i not in fixed]
        rest = total - sum(fixed.values())
        if rest < 0 or (rest and not any(weights[i] > 0 for i in free)):
            raise InfeasibleError(f"cells held fixed leave {rest} of {total} to share", sorted(fixed))
        if not rest and not any(floors.get(i, 0) > 0 for i in free):
            return [fixed.get(i, 0) for i in range(len(weights))]
        parts = dict(zip(free, shares(rest, [weights[i] for i in free]), strict=True))
        low = {i: floors[i] - part for i, part in parts.items() if i in floors and part < floors[i]}
        high = {i: part - caps[i] for i, part in parts.items() if i in caps and part > caps[i]}
        if not low and not high:
            return [fixed.get(i, parts.get(i, 0)) for i in range(len(weights))]
        # Hold the side that breaks by more: what it gives or takes may mend the other side.
        if sum(low.values()) >= sum(high.values()):
            fixed |= {i: floors[i] for i in low}
        else:
            fixed |= {i: caps[i] for i in high}
