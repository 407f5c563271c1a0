"""What is said beside every chance of a goal whose past ranges did not hold, or could not be tested."""

from __future__ import annotations

import math

from salesplan_nb.goals.calibration import NOMINAL, NOT_CALIBRATED


def beside(calibrated: bool, *chances: float) -> str:
    """', not calibrated'; '' where it is, or where none of the chances [fractions] is shown as a number.

    Examples
    --------
    >>> beside(False, 0.28), beside(True, 0.28), beside(False, math.nan)
    (', not calibrated', '', '')
    """
    return "" if calibrated or not any(map(math.isfinite, chances)) else f", {NOT_CALIBRATED}"


def too_wide(hits: int, trials: int) -> bool:
    """Whether ranges that did not hold as they should held too often: 21 of 21, where 8 in 10 would be 17."""
    return hits > NOMINAL * trials
