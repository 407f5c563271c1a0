"""Which of several estimates may be spoken of, when the more are looked at, the more differ by chance."""

from __future__ import annotations

import math
from collections.abc import Sequence

from salesplan_nb.intervals import Z95

ERROR = 0.05
"""Share of sets without any difference in which one is said to be there."""


def stand_out(found: Sequence[float], low: Sequence[float], high: Sequence[float], value: float) -> list[bool]:
    """Which estimates differ from a value so surely that in 95 of 100 such sets no finding is chance.

    Parameters
    ----------
    found, low, high : sequence of float
        Estimates of one set, each with its own 95% interval.
    value : float
        What they are set against: 0 for slopes, 1 for indices of months.

    Notes
    -----
    Of seven series that do not move, one of the seven 95% intervals leaves out zero in 1 - 0.95^7 = 30% of such sets.
    Holm's step-down rule: the smallest of k probabilities must not pass 0.05 / k, the next 0.05 / (k - 1), and so on;
    at the first that does, the rest is chance too. Probabilities are those of a normal error whose 95% interval is the
    one given, so what stands out has an interval that leaves the value out.

    References
    ----------
    S. Holm (1979), A simple sequentially rejective multiple test procedure, Scand. J. Statistics 6, 65-70.

    Examples
    --------
    >>> stand_out([0.2, 0.1], [0.1, 0.0], [0.3, 0.2], 0.0)
    [True, False]
    """
    chances = [_chance(*one, value) for one in zip(found, low, high, strict=True)]
    surely = [False] * len(chances)
    for left, place in zip(
        range(len(chances), 0, -1), sorted(range(len(chances)), key=chances.__getitem__), strict=True
    ):
        if chances[place] > ERROR / left:
            break
        surely[place] = True
    return surely


def _chance(found: float, low: float, high: float, value: float) -> float:
    """Probability of an estimate so far from the value or farther, if the value were true."""
    away, reach = (found - value, found - low) if found > value else (value - found, high - found)
    if reach <= 0:
        return 0.0 if away > 0 else 1.0
    return math.erfc(Z95 * away / reach / math.sqrt(2))
