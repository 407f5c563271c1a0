"""How months of the year differ: the ratio-to-moving-average method."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

YEAR = 12
FULL_HISTORY = 24
"""Months from which a season may be claimed: each calendar month was seen twice."""

Values = NDArray[np.float64]


def centred_average(values: Values) -> Values:
    """Centred 2x12 moving average [unit of the values], NaN for the six months at either end."""
    weights = np.r_[0.5, np.ones(YEAR - 1), 0.5] / YEAR
    windows = np.lib.stride_tricks.sliding_window_view(values, YEAR + 1)
    ends = np.full(YEAR // 2, np.nan)
    return np.concatenate([ends, (windows * weights).sum(axis=1), ends])


def seasonal_effects(values: Values) -> Values:
    """What each position of the year adds to an average month [unit of the values]; the first value has position 0.

    Parameters
    ----------
    values : array
        At least 24 months without gaps. Logs give multiplicative indices.

    Notes
    -----
    Differences to the centred moving average, averaged by position and centred on zero. In logs this is the classical
    ratio-to-moving-average method. Positions are averaged over one or two years where the history has two or three.

    References
    ----------
    F. R. Macaulay (1931), The smoothing of time series, NBER, ch. 1; R. J. Hyndman and G. Athanasopoulos (2021),
    Forecasting: principles and practice, 3rd ed., section 3.4.
    """
    gaps = values - centred_average(values)
    padded = np.full(-(-len(gaps) // YEAR) * YEAR, np.nan)
    padded[: len(gaps)] = gaps
    effects = np.nanmean(padded.reshape(-1, YEAR), axis=0)
    return np.asarray(effects - effects.mean())


def shrunk_effects(values: Values) -> tuple[Values, float]:
    """Effects of the positions of the year, drawn in towards none as far as noise could have made them, and the share
    [0 to 1] of them that is kept; zeros and 0 under 24 months.

    Notes
    -----
    The positive-part James-Stein estimator: kept = max(0, 1 - 9 v / sum s^2) for twelve effects s that sum to zero,
    each with error variance v = the variance of what they leave over the number of its years.

    References
    ----------
    W. James and C. Stein (1961), Estimation with quadratic loss; for seasonal effects D. M. Miller and D. Williams
    (2003), Shrinkage estimators of time series seasonal factors, Int. J. Forecasting 19, 669-684.
    """
    if len(values) < FULL_HISTORY:
        return np.zeros(YEAR), 0.0
    effects, gaps = seasonal_effects(values), values - centred_average(values)
    known = np.flatnonzero(~np.isnan(gaps))
    rest = gaps[known] - effects[known % YEAR]
    variance = float((rest**2).sum()) / max(len(known) - YEAR, 1)
    error = variance * float((1 / np.bincount(known % YEAR, minlength=YEAR)).mean())
    kept = max(0.0, 1 - (YEAR - 3) * error / max(float((effects**2).sum()), 1e-18))
    return effects * kept, kept


def month_weights(values: Values) -> Values:
    """Share-like weight of each position of the year, not negative, mean 1; position 0 is that of the first value.

    Parameters
    ----------
    values : array
        At least 24 months without gaps; zeros and negatives allowed as long as every year's sum is positive.

    Raises
    ------
    ValueError
        With less than 24 months, or where a moving year sums to nothing.
    """
    if len(values) < FULL_HISTORY:
        raise ValueError("a season needs 24 months")
    middle = centred_average(values)
    known = ~np.isnan(middle)
    if (middle[known] <= 0).any():
        raise ValueError("a year without sales has no season")
    ratios = np.where(known, values / np.where(known, middle, 1.0), np.nan)
    padded = np.full(-(-len(ratios) // YEAR) * YEAR, np.nan)
    padded[: len(ratios)] = ratios
    weights = np.maximum(np.nanmean(padded.reshape(-1, YEAR), axis=0), 0.0)
    return np.asarray(weights / weights.mean())
