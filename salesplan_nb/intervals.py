"""Intervals that the stages share: Wilson for rates, moving blocks for what hangs together in time."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

Z95 = 1.959963984540054
"""Two-sided 95% quantile of the standard normal distribution."""


def wilson(hits: int, trials: int, z: float = Z95) -> tuple[float, float]:
    """Low and high end [fraction] of the Wilson score interval of a rate.

    Raises
    ------
    ValueError
        Without trials, or with hits outside 0..trials.

    References
    ----------
    E. B. Wilson (1927), Probable inference, the law of succession, and statistical inference, JASA 22, 209-212.

    Examples
    --------
    >>> low, high = wilson(30, 150)
    >>> round(low, 3), round(high, 3)
    (0.144, 0.271)
    """
    if trials <= 0 or not 0 <= hits <= trials:
        raise ValueError(f"a rate needs 0 <= hits <= trials and trials > 0, not {hits} of {trials}")
    rate, k = hits / trials, z * z / trials
    half = z * math.sqrt(rate * (1 - rate) / trials + k / (4 * trials))
    low, high = (rate + k / 2 - half) / (1 + k), (rate + k / 2 + half) / (1 + k)
    return (0.0 if hits == 0 else low), (1.0 if hits == trials else high)


def block_indices(n: int, draws: int, block: int, rng: np.random.Generator) -> NDArray[np.int64]:
    """Row numbers (draws, n) of a circular moving-block bootstrap.

    Parameters
    ----------
    n : int
        Length of the series.
    draws : int
        Number of resamples.
    block : int
        Length of a block [steps of the series]; capped at n.
    rng : numpy.random.Generator
        The source of chance.

    References
    ----------
    D. N. Politis and J. P. Romano (1992), A circular block-resampling procedure for stationary data.
    """
    block = max(1, min(block, n))
    starts = rng.integers(0, n, size=(draws, -(-n // block)))
    steps = starts[:, :, None] + np.arange(block)
    return (steps.reshape(draws, -1)[:, :n] % n).astype(np.int64)
