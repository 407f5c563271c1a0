"""Whether a forecast's ranges held what they promise: the rule by which a chance may be called calibrated."""

from __future__ import annotations

import math

import pandas as pd

NOMINAL = 0.8
"""Share of outcomes that an 80% range should hold."""
ENOUGH = 10
"""Held-out outcomes from which calibration may be claimed."""
LEVEL = 0.05
"""Probability of so few or so many hits below which they do not agree with 80%."""
NOT_CALIBRATED = "not calibrated"
"""What is said beside every chance that is not."""


def agrees(hits: int, trials: int, rate: float = NOMINAL) -> float:
    """Two-sided exact binomial p [fraction] of so many hits: the probability of counts no likelier than this one.

    Examples
    --------
    >>> round(agrees(7, 12), 4), agrees(8, 10)
    (0.0726, 1.0)
    """
    odds = [math.comb(trials, k) * rate**k * (1 - rate) ** (trials - k) for k in range(trials + 1)]
    return min(1.0, sum(p for p in odds if p <= odds[hits] * (1 + 1e-9)))


def calibrated(hits: int, trials: int) -> bool:
    """Whether hits of 80% ranges agree with 80%, in enough trials to tell.

    Examples
    --------
    >>> calibrated(8, 10), calibrated(7, 9), calibrated(12, 24)
    (True, False, False)
    """
    return trials >= ENOUGH and agrees(hits, trials) >= LEVEL


def held(table: pd.DataFrame) -> tuple[int, int]:
    """Hits and trials of the method that is used, one month ahead.

    Parameters
    ----------
    table : DataFrame
        `Goals.backtest`.

    Notes
    -----
    Sums of quarters and years overlap from origin to origin, and are no independent trials.
    """
    months = table[table["used"].astype(bool) & (table["horizon"] == "month")]
    return int(months["hits"].sum()), int(months["trials"].sum())
