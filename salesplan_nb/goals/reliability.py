"""Whether the chances that were given in the past came true: reliability by fifths, Brier score and its skill."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from salesplan_nb.goals.result import Goals
from salesplan_nb.results import framed

FIFTHS = 5
DRAWS = 2000
"""Pasts simulated for the band."""


def reliability(chances: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """The table `reliability` of the result: a row per fifth of the chances that were given.

    Parameters
    ----------
    chances : DataFrame
        `Goals.chances`: origin, horizon, change, chance, reached.
    rng : numpy.random.Generator
        The source of chance.

    Notes
    -----
    The band holds the share reached in 95 of 100 pasts in which every chance is right. The four goals of one sum stand
    or fall together, and so do sums that share a month: one uniform number per quarter of the calendar decides all
    that start in it, which leaves the band wide, as it must be.

    References
    ----------
    J. Broecker and L. A. Smith (2007), Increasing the reliability of reliability diagrams, Weather and Forecasting 22,
    651-661: the band about the diagonal; here whole quarters are drawn, not single forecasts.
    """
    if chances.empty:
        return framed(Goals, "reliability", [])
    chance, reached = chances["chance"].to_numpy(float), chances["reached"].to_numpy(float)
    fifth = np.minimum((chance * FIFTHS).astype(int), FIFTHS - 1)
    same = pd.PeriodIndex(chances["origin"], freq="M").asfreq("Q").astype(str)
    _, of = np.unique(same, return_inverse=True)
    came = rng.random((DRAWS, int(of.max()) + 1))[:, of] < chance
    rows = []
    for k in range(FIFTHS):
        inside = fifth == k
        if inside.any():
            low, high = np.quantile(came[:, inside].mean(axis=1), [0.025, 0.975])
            told = (int(inside.sum()), float(chance[inside].mean()), float(reached[inside].mean()))
            rows.append((k / FIFTHS, (k + 1) / FIFTHS, *told, float(low), float(high)))
    return framed(Goals, "reliability", rows)


def brier(chances: pd.DataFrame) -> tuple[float, float]:
    """Brier score of the chances [-] and its skill over always naming the share that was reached; NaN without any.

    Notes
    -----
    Mean (p - o)^2 over chances p and outcomes o of 0 or 1; skill = 1 - score / mean q (1 - q) with q the share reached
    of each goal (0, 5, 10, 20% over last year) by itself: knowing that low goals are reached more often earns nothing.
    The reference knows these shares beforehand, which no forecast does. Where all came out alike it is NaN.

    References
    ----------
    G. W. Brier (1950), Verification of forecasts expressed in terms of probability, Monthly Weather Review 78, 1-3.

    Examples
    --------
    >>> brier(pd.DataFrame({"change": [0.0, 0.0], "chance": [0.8, 0.4], "reached": [True, False]}))
    (0.1, 0.6)
    """
    if chances.empty:
        return float("nan"), float("nan")
    chance, reached = chances["chance"].to_numpy(float), chances["reached"].to_numpy(float)
    share = chances.assign(reached=reached).groupby("change")["reached"].transform("mean").to_numpy(float)
    score, spread = float(((chance - reached) ** 2).mean()), float((share * (1 - share)).mean())
    return round(score, 9), round(1 - score / spread, 9) if spread > 0 else float("nan")


def outside(table: pd.DataFrame) -> NDArray[np.bool_]:
    """Which rows of `reliability` lie outside their band."""
    return np.asarray((table["reached"] < table["band_low"] - 1e-9) | (table["reached"] > table["band_high"] + 1e-9))
