"""The Theta method as simple exponential smoothing with half the linear drift, and sample paths of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from salesplan_nb.goals.season import FULL_HISTORY, YEAR, Values, is_seasonal, seasonal_effects

ALPHAS = np.round(np.arange(0.02, 1.0, 0.02), 2)
"""Smoothing weights tried [-]: a grid, so that the one chosen is the same number on every machine."""
BLOCK = 3
"""Length of the residuals' blocks [months]: what hangs together within a quarter stays together."""
DIGITS = 6
"""Significant digits kept of what was fitted, so that paths do not depend on the last bits of a sum."""

LOG_RANGE = 1e6
"""Largest over smallest month [-] up to which logs are taken: beyond it the small ones would rule the fit."""


@dataclass(frozen=True)
class Fit:
    """A fitted Theta model, on the scale of the fit (logs or the values themselves)."""

    alpha: float
    drift: float
    drift_error: float
    level: float
    effects: Values
    """Of the year's positions, position 0 that of the first value; zeros without a season."""
    residuals: Values
    months: int
    parameters: int


def significant(values: Values | float, digits: int = DIGITS) -> Values:
    """Values rounded to so many significant digits."""
    array = np.asarray(values, dtype=float)
    size = np.where(array == 0, 1.0, np.abs(array))
    scale = 10.0 ** (digits - 1 - np.floor(np.log10(size)))
    return np.asarray(np.round(array * scale) / scale)


def fit(values: Values) -> Fit:
    """The Theta model of a series: season out, half the line's slope as drift, level by exponential smoothing.

    Parameters
    ----------
    values : array
        Months without gaps, at least 3; logs for a multiplicative model.

    Notes
    -----
    y_t = l_{t-1} + b + e_t, l_t = l_{t-1} + b + a e_t with b half the least-squares slope: the standard Theta method
    is this model (Hyndman and Billah, section 3). The weight a is the one of `ALPHAS` with the least squared one-step
    errors after the first year (after a quarter of the series where it is shorter). A season is taken out only where
    24 months are there and the test of `is_seasonal` finds one.

    References
    ----------
    V. Assimakopoulos and K. Nikolopoulos (2000), The theta model: a decomposition approach to forecasting,
    Int. J. Forecasting 16, 521-530. R. J. Hyndman and B. Billah (2003), Unmasking the Theta method,
    Int. J. Forecasting 19, 287-290.
    """
    n = len(values)
    seasonal = n >= FULL_HISTORY and is_seasonal(values)
    effects = seasonal_effects(values) if seasonal else np.zeros(YEAR)
    adjusted = values - effects[np.arange(n) % YEAR]
    time = np.arange(n) - (n - 1) / 2
    centred = adjusted - adjusted.mean()
    squares = float((time**2).sum())
    slope = float((time * centred).sum()) / squares
    drift = slope / 2
    level = np.full(len(ALPHAS), adjusted[: min(n, 6)].mean() - drift * (min(n, 6) + 1) / 2)
    errors = np.empty((n, len(ALPHAS)))
    for t in range(n):
        errors[t] = adjusted[t] - level - drift
        level = level + drift + ALPHAS * errors[t]
    warm = min(YEAR, n // 4)
    best = int(np.argmin(significant((errors[warm:] ** 2).mean(axis=0))))
    residuals = errors[warm:, best]
    # The slope of a line through noise, through a wandering level, and the half that the method takes of it: between
    # none and all.
    noise = float((residuals**2).mean())
    unsure = (noise * (12 / n**3 + 1.2 * ALPHAS[best] ** 2 / n)) / 4 + slope**2 / 12
    return Fit(
        alpha=float(ALPHAS[best]),
        drift=float(significant(drift)),
        drift_error=float(significant(np.sqrt(unsure))),
        level=float(significant(level[best], 9)),
        effects=significant(effects),
        residuals=significant(residuals - residuals.mean()),
        months=n,
        parameters=3 + (YEAR - 1 if seasonal else 0),
    )


def theta(values: Values, horizon: int, draws: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Sample paths (draws, horizon) of the Theta model [unit of the values].

    Parameters
    ----------
    values : array
        Monthly history without gaps, at least 3 values. In logs where all are positive and within a factor of a
        million, else as they are.
    horizon : int
        Months ahead.
    draws : int
        Paths.
    rng : numpy.random.Generator
        The source of chance.

    Notes
    -----
    One-step errors are resampled in blocks of three months and run through the model, so that a bad month lowers the
    following ones by the smoothing weight. They are widened for what was estimated: by sqrt((n + p) / (n - p)) with n
    errors and p parameters, a season counting for eleven divided by the years that it was averaged over. The drift is
    drawn per path: its variance is a quarter of a fitted slope's, in noise and in a wandering level, s^2 (12 / n^3 +
    1.2 a^2 / n), plus slope^2 / 12, since the method's half lies between no drift and all of it.
    """
    logs = bool(values.min() > 0 and values.max() < LOG_RANGE * values.min())
    model = fit(np.log(values) if logs else values)
    n = len(model.residuals)
    seasons = (model.parameters - 3) / max(1.0, model.months / YEAR)
    used = min(3 + seasons, n - 1.0)
    wide = np.sqrt((n + used) / max(n - used, n / 4))
    blocks = -(-horizon // BLOCK)
    starts = rng.integers(0, n, size=(draws, blocks))
    steps = (starts[:, :, None] + np.arange(BLOCK)).reshape(draws, -1)[:, :horizon] % n
    errors = wide * model.residuals[steps]
    drift = model.drift + model.drift_error * rng.standard_normal((draws, 1))
    ahead = np.arange(1, horizon + 1)
    carried = model.alpha * (np.cumsum(errors, axis=1) - errors)
    season = model.effects[(model.months + ahead - 1) % YEAR]
    paths = model.level + drift * ahead + carried + errors + season
    if not logs:
        return np.asarray(paths)
    seen = np.log(values)
    bound = seen.max() - seen.min() + np.log(10.0)
    return np.asarray(np.exp(np.clip(paths, seen.min() - bound, seen.max() + bound)))
