"""The forecasts to beat: last year's month again, and, for short histories, the recent level."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from salesplan_nb.goals.season import YEAR, Values

WINDOW = 3
"""Months of a window: any three in a row hold each position of a quarter once."""
SHORT = 6
"""Months from which windows of three are used; single months below."""


def seasonal_naive(values: Values, horizon: int, draws: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Sample paths (draws, horizon) of the seasonal naive forecast: last year's month plus a past error.

    Parameters
    ----------
    values : array
        Monthly history without gaps, more than 12 values.
    horizon : int
        Months ahead.
    draws : int
        Paths.
    rng : numpy.random.Generator
        The source of chance.

    Notes
    -----
    Errors y_t - y_{t-12} are centred and resampled in circular blocks of a year, at most half as long as there are
    errors, and widened by sqrt(n / (n - 1)) for the centring: the textbook resamples them one by one, which makes
    ranges of sums too narrow, since errors against last year hang together. Beyond twelve months the path itself is
    last year. A shift is drawn per path, normal around zero with the mean error's own size and uncertainty, mean^2 +
    s^2 min(1, 12 / n): how far this year as a whole lies from last year is what history tells least about. On half of
    M3 cut to its last 24 to 36 months this moved the hit rate of 80% ranges of quarter and year sums from 54 and 37 to
    82 and 82 in 100, and lowered their CRPS.

    References
    ----------
    R. J. Hyndman and G. Athanasopoulos (2021), Forecasting: principles and practice, 3rd ed., sections 5.2 and 5.5.
    """
    errors = values[YEAR:] - values[:-YEAR]
    n = len(errors)
    change = float(errors.mean())
    errors = (errors - change) * np.sqrt(n / max(n - 1, 1))
    unsure = np.sqrt(change**2 + (errors**2).mean() * min(1.0, YEAR / n))
    shift = unsure * rng.standard_normal(draws)
    length = max(1, min(YEAR, n // 2))
    starts = rng.integers(0, n, size=(draws, -(-horizon // length)))
    steps = (starts[:, :, None] + np.arange(length)).reshape(draws, -1)[:, :horizon] % n
    drawn = errors[steps]
    paths = np.empty((draws, horizon))
    for h in range(horizon):
        before = paths[:, h - YEAR] if h >= YEAR else values[len(values) - YEAR + h]
        paths[:, h] = before + shift + drawn[:, h]
    return paths


def recent_level(values: Values, horizon: int, draws: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Sample paths (draws, horizon) about the level of the last twelve months or fewer: no trend, no season claimed.

    Parameters
    ----------
    values : array
        Monthly history without gaps, at least one value; the last twelve are used.
    horizon : int
        Months ahead.
    draws : int
        Paths.
    rng : numpy.random.Generator
        The source of chance.

    Notes
    -----
    Future quarters are built from past windows of three months in a row. Such a window holds each position of a
    quarter once, so months heavy at quarter ends stay so without being modelled, and its sum has the spread of
    quarter sums, not of months. The windows' means wander from the level: their deviations from it add up from window
    to window. The deviations are scaled for the few independent windows there are, k = months / 3, by sqrt((k + 1) /
    (k - 1)) and by a Student t's fat tails with k - 1 degrees of freedom (at least 2), one factor a path. One or two
    months have no usable spread: half the level is assumed. The result is wide on purpose, and must be labelled as
    resting on little.
    """
    recent = values[-YEAR:]
    n, width = len(recent), WINDOW if len(recent) >= SHORT else 1
    windows = np.lib.stride_tricks.sliding_window_view(recent, width)
    means, level = windows.mean(axis=1), float(recent.mean())
    if n < WINDOW:
        means = level + abs(level) * np.array([-0.5, 0.0, 0.5])
        windows = means[:, None]
    # The mean of the windows, not of the months: ten months may hold four quarter ends.
    level = float(means.mean())
    deviations = means - level
    independent = max(n / width, 2.0)
    freedom = max(independent - 1, 2.0)
    wide = np.sqrt((independent + 1) / (independent - 1))
    tails = np.sqrt(freedom / rng.chisquare(freedom, size=(draws, 1)))
    count = -(-horizon // width)
    chosen = rng.integers(0, len(means), size=(draws, count))
    wander = rng.integers(0, len(means), size=(draws, count))
    levels = level + wide * tails * np.cumsum(deviations[wander], axis=1)
    # Position p of a window that starts at s is month s + j with (s + j) % width == p.
    ahead = np.arange(horizon)
    position = (n + ahead) % width
    start = chosen[:, ahead // width]
    inside = (position - start) % width
    shape = windows[start, inside] - means[start]
    return np.asarray(levels[:, ahead // width] + shape)
