"""How good a forecast was: CRPS, MASE and whether a range held."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Draws = NDArray[np.float64]


def crps(draws: Draws, outcome: float) -> float:
    """Continuous ranked probability score of a sample [unit of the outcome]; 0 is a sure and right forecast.

    Parameters
    ----------
    draws : array
        Sample of the forecast distribution.
    outcome : float
        What came.

    Notes
    -----
    mean |x - y| - 1/2 mean |x - x'| over all pairs, the second term from the sorted sample:
    sum_i (2 i - m - 1) x_(i) / m^2.

    References
    ----------
    T. Gneiting and A. E. Raftery (2007), Strictly proper scoring rules, JASA 102, 359-378, eq. 21.

    Examples
    --------
    >>> crps(np.array([1.0, 3.0]), 2.0)
    0.5
    """
    ordered, m = np.sort(draws), len(draws)
    pairs = ((2 * np.arange(1, m + 1) - m - 1) * ordered).sum() / m**2
    return float(np.abs(draws - outcome).mean() - pairs)


def seasonal_scale(values: Draws, period: int) -> float:
    """Mean absolute change against `period` months before [unit of the values]: the denominator of MASE.

    References
    ----------
    R. J. Hyndman and A. B. Koehler (2006), Another look at measures of forecast accuracy, Int. J. Forecasting 22,
    679-688.

    Examples
    --------
    >>> seasonal_scale(np.array([1.0, 3.0, 2.0]), 1)
    1.5
    """
    return float(np.abs(values[period:] - values[:-period]).mean()) if len(values) > period else float("nan")


def skill(score: float, reference: float) -> float:
    """1 - score / reference [-]; 0 where both are 0, NaN where only the reference is or either is unknown."""
    if score == reference:
        return 0.0
    return 1 - score / reference if reference else float("nan")
