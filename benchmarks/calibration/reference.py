"""What ours is compared with: the plain NumPy Theta of the issue, and the textbook's seasonal naive."""

from __future__ import annotations

import numpy as np

from salesplan_nb.goals.season import YEAR, seasonal_effects

ALPHAS = np.arange(0.02, 1.0, 0.02)


def is_seasonal(values: np.ndarray) -> bool:
    """Whether months a year apart, less the straight line, hang together beyond chance (one-sided 90%).

    Notes
    -----
    The test of the Theta method, with the line taken off so that a trend alone is no season:
    r12 > 1.2816 sqrt((1 + 2 sum r_i^2) / n), i = 1..11.

    References
    ----------
    V. Assimakopoulos and K. Nikolopoulos (2000), The theta model, Int. J. Forecasting 16, 521-530; the test as in
    J. A. Fiorucci et al. (2016), Models for optimising the theta method, Int. J. Forecasting 32, 1151-1161.
    """
    n = len(values)
    if n < 2 * YEAR:
        return False
    time = np.arange(n) - (n - 1) / 2
    rest = values - values.mean()
    rest = rest - time * ((time * rest).sum() / (time**2).sum())
    power = float((rest**2).sum())
    if power <= 1e-18 * max(1.0, float((values**2).sum())):
        return False
    r = np.array([(rest[lag:] * rest[:-lag]).sum() / power for lag in range(1, YEAR + 1)])
    return bool(r[-1] > 1.2816 * np.sqrt((1 + 2 * (r[:-1] ** 2).sum()) / n))


def plain_theta(values: np.ndarray, horizon: int, draws: int, rng: np.random.Generator) -> np.ndarray:
    """Logs, ratio-to-moving-average season, simple exponential smoothing plus half the drift, residuals resampled one
    by one and widened by sqrt((n + p) / (n - p)).
    """
    logs = bool(values.min() > 0)
    y = np.log(values) if logs else values
    n = len(y)
    seasonal = is_seasonal(y)
    effects = seasonal_effects(y) if seasonal else np.zeros(YEAR)
    adjusted, time = y - effects[np.arange(n) % YEAR], np.arange(n) - (n - 1) / 2
    drift = float((time * (adjusted - adjusted.mean())).sum() / (time**2).sum()) / 2
    start = min(n, 6)
    level, errors = np.full(len(ALPHAS), adjusted[:start].mean() - drift * (start + 1) / 2), np.empty((n, len(ALPHAS)))
    for t in range(n):
        errors[t] = adjusted[t] - level - drift
        level = level + drift + ALPHAS * errors[t]
    late = errors[min(YEAR, n // 4) :]
    best = int(np.argmin((late**2).mean(axis=0)))
    rest = late[:, best] - late[:, best].mean()
    used = min(3 + (YEAR - 1 if seasonal else 0), len(rest) - 2)
    drawn = rng.choice(rest * np.sqrt((len(rest) + used) / (len(rest) - used)), size=(draws, horizon))
    ahead = np.arange(1, horizon + 1)
    carried = ALPHAS[best] * (np.cumsum(drawn, axis=1) - drawn)
    paths = level[best] + drift * ahead + carried + drawn + effects[(n + ahead - 1) % YEAR]
    if logs:
        span = y.max() - y.min() + np.log(10.0)
        return np.asarray(np.exp(np.clip(paths, y.min() - span, y.max() + span)))
    return np.asarray(np.maximum(paths, 0.0) if (values >= 0).all() else paths)


def textbook_naive(values: np.ndarray, horizon: int, draws: int, rng: np.random.Generator) -> np.ndarray:
    """Last year's month plus a seasonal error, each drawn by itself; of a year or less, plus a change of neighbours."""
    period = YEAR if len(values) > YEAR + 1 else 1
    errors = values[period:] - values[:-period]
    last = values[-period:][np.arange(horizon) % period]
    paths = last + rng.choice(errors - errors.mean(), size=(draws, horizon))
    return np.asarray(np.maximum(paths, 0.0) if (values >= 0).all() else paths)
