"""Exponential smoothing averaged over its forms: what is not known about a series is drawn, not chosen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from salesplan_nb.goals.scales import Scale, scales
from salesplan_nb.goals.season import YEAR, Values, shrunk_effects

WINDOW = 96
"""Most months used [months]: on half of M3, eight years beat the whole history and five years."""
LEVELS = (0.02, 0.06, 0.12, 0.2, 0.3, 0.42, 0.56, 0.72, 0.9)
"""Smoothing weights of the level [-]."""
SEASONS = (0.0, 0.06, 0.15)
"""Smoothing weights of the season [-]."""
DAMPED = ((0.03, 0.85), (0.03, 0.95), (0.1, 0.85), (0.1, 0.95))
"""Smoothing weight and damping of a trend [-]."""
ODDS = {"level": 1.0, "half drift": 1.0, "damped trend": 0.3}
"""Prior odds of the three kinds of form."""
CALM = 0.2
"""Mean of the exponential prior of the level's weight [-]: most series move less than their last month does."""
PENALTY = 1.2
"""Log-likelihood that each of a season's eleven effects must bring to be believed [nats]; 1 is Akaike's."""
UNSURE_DRIFT = 1.6
"""Standard deviation of a drift, in drifts [-]: half a line's slope may turn round, or be the whole of it."""
UNSURE_SEASON = 1.5
"""Standard deviation of a season's effect, in units of an average's own error [-]."""
OUTLIER = 3.5
"""Robust standard deviations of a month's change beyond which a surprise moves the level no further [-]."""
DIGITS = 10
"""Decimals kept of what was fitted, on a scale where the average month is 1: paths then do not depend on the last bits
of a logarithm."""


@dataclass(frozen=True)
class Forms:
    """Ways to smooth, one an entry: weights of level, trend and season, damping, share of the line's slope that is
    drift, log prior.
    """

    level: Values
    trend: Values
    damping: Values
    season: Values
    drift: Values
    prior: Values


@dataclass(frozen=True)
class _Fitted:
    """Forms run through a series on one scale: errors (months, forms) after the first ones, and where each ended."""

    scale: Scale
    forms: Forms
    errors: Values
    level: Values
    trend: Values
    drift: Values
    effects: Values
    seasonal: float
    months: int
    weight: Values


def forms(*, seasonal: bool) -> Forms:
    """All ways to smooth; with a season that may move where there is one."""
    rows: list[tuple[float, ...]] = []
    for kind, odds in ODDS.items():
        trends = DAMPED if kind == "damped trend" else ((0.0, 1.0),)
        drift = 0.5 if kind == "half drift" else 0.0
        own = [
            (level, trend, damping, season, drift, -level / CALM)
            for level in LEVELS
            for season in (SEASONS if seasonal else (0.0,))
            for trend, damping in trends
            if season <= 1 - level + 1e-9 and trend <= level
        ]
        whole = np.log(sum(np.exp(row[-1]) for row in own))
        rows.extend((*row[:-1], row[-1] - whole + np.log(odds)) for row in own)
    return Forms(*np.array(rows).T)


ALL = {seasonal: forms(seasonal=seasonal) for seasonal in (False, True)}


def smoothing(values: Values, horizon: int, draws: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Sample paths (draws, horizon) of exponential smoothing, averaged over forms and scales [unit of the values].

    Parameters
    ----------
    values : array
        Monthly history without gaps, at least 3 values; the last `WINDOW` are used.
    horizon : int
        Months ahead.
    draws : int
        Paths.
    rng : numpy.random.Generator
        The source of chance.

    Notes
    -----
    A form is: a scale (logs, roots, or the values themselves), no season or one shrunk by `shrunk_effects` that stays
    or moves, a smoothing weight, and no trend, half the least-squares slope as drift (which is the Theta method), or a
    damped trend. y_t = l_{t-1} + d + f b_{t-1} + s_{t-12} + e_t; l_t = l_{t-1} + d + f b_{t-1} + a e_t, b_t =
    f b_{t-1} + b e_t, s_t = s_{t-12} + c e_t, where a surprise beyond `OUTLIER` moves them no further. Each form is
    weighted by its likelihood, (mean e^2)^(-m/2) times the scale's Jacobian, a prior that favours calm levels, and
    `PENALTY` for a season; a path first draws its form, then resampled one-step errors are run through it. So what
    the data cannot tell (log or not, season or not, trend or not, how fast a level moves) widens the range instead of
    being chosen. Errors are widened by sqrt((m + p) / (m - p)) with p = 2 and half a season's parameters over its
    years; drifts and effects are drawn about their estimates.

    The form is that of Hyndman et al., averaged as in Bayesian model averaging on a grid; the constants above were
    tuned on one half of M3 and the Census series, and are tested on the other (benchmarks/calibration).

    References
    ----------
    R. J. Hyndman, A. B. Koehler, J. K. Ord and R. D. Snyder (2008), Forecasting with exponential smoothing, ch. 2 and
    6. J. A. Hoeting et al. (1999), Bayesian model averaging: a tutorial, Statistical Science 14, 382-417.
    R. J. Hyndman and B. Billah (2003), Unmasking the Theta method, Int. J. Forecasting 19, 287-290.
    """
    unit = float(np.abs(values).mean()) or 1.0
    recent = np.round(values[-WINDOW:] / unit, DIGITS)
    fits = list(_fits(recent))
    weights = np.exp(np.concatenate([fit.weight for fit in fits]) - max(fit.weight.max() for fit in fits))
    edges = np.cumsum(np.round(weights, DIGITS))
    drawn = np.searchsorted(edges, rng.random(draws) * edges[-1], side="right")
    paths, first = np.empty((draws, horizon)), 0
    for fit in fits:
        mine = np.flatnonzero((drawn >= first) & (drawn < first + len(fit.weight)))
        if len(mine):
            ahead = _ahead(fit, drawn[mine] - first, horizon, rng)
            paths[mine] = fit.scale.back(ahead, recent)
        first += len(fit.weight)
    return np.asarray(paths * unit)


def _fits(recent: Values) -> Iterator[_Fitted]:
    for scale in scales(recent):
        y = np.round(scale.there(recent), DIGITS)
        effects, kept = shrunk_effects(y)
        for seasonal in (False, True) if kept else (False,):
            yield _fitted(scale, y, effects if seasonal else np.zeros(YEAR), kept if seasonal else 0.0, recent)


def _fitted(scale: Scale, y: Values, effects: Values, kept: float, recent: Values) -> _Fitted:
    """All forms in one pass: arrays over forms, a loop over months."""
    n, own = len(y), ALL[kept > 0]
    adjusted = y - effects[np.arange(n) % YEAR]
    drift, trend = own.drift * slope(adjusted), np.where(own.trend > 0, slope(adjusted[: 2 * YEAR]) / 2, 0.0)
    start = adjusted[:YEAR]
    level = start.mean() - (drift + trend) * (len(start) + 1) / 2
    season = np.repeat(effects[:, None], len(own.level), axis=1)
    errors, most = np.empty((n, len(own.level))), _surprise(adjusted)
    for t in range(n):
        trend = own.damping * trend
        level = level + drift + trend
        error = y[t] - level - season[t % YEAR]
        errors[t] = error
        held = np.clip(error, -most, most)
        level = level + own.level * held
        trend = trend + own.trend * held
        season[t % YEAR] += own.season * held
    late = errors[min(YEAR, n // 4) :]
    fit = np.log((late**2).mean(axis=0) + 1e-12)
    weight = own.prior - len(late) / 2 * fit + scale.jacobian(recent)[-len(late) :].sum() - PENALTY * (YEAR - 1) * kept
    errors, level, trend, drift, season = (
        np.round(a, DIGITS) for a in (late - late.mean(axis=0), level, trend, drift, season)
    )
    return _Fitted(scale, own, errors, level, trend, drift, season, kept, n, weight)


def slope(values: Values) -> float:
    """Least-squares slope per month; 0 of a single month."""
    time = np.arange(len(values)) - (len(values) - 1) / 2
    return float((time * (values - values.mean())).sum() / max(float((time**2).sum()), 1.0))


def _surprise(adjusted: Values) -> float:
    """How far a month's error may move the level: changes of noisy months are 1.3 to 1.4 times their errors."""
    changes = np.abs(np.diff(adjusted))
    middle = float(np.median(changes)) if len(changes) else 0.0
    return OUTLIER * 1.4826 * middle / 1.3 or np.inf


def _ahead(fit: _Fitted, which: NDArray[np.int64], horizon: int, rng: np.random.Generator) -> Values:
    draws, m = len(which), len(fit.errors)
    used = min(2 + (YEAR - 1) * fit.seasonal / 2 / max(1.0, fit.months / YEAR), m / 3)
    # A Student t's tails for a spread known from m errors only; one factor a path.
    wide = np.sqrt((m + used) / (m - used)) * np.sqrt(m / rng.chisquare(m, size=(draws, 1)))
    errors = fit.errors[rng.integers(0, m, size=(draws, horizon)), which[:, None]] * wide
    drift = fit.drift[which] * (1 + UNSURE_DRIFT * rng.standard_normal(draws))
    level, trend, season = fit.level[which], fit.trend[which], fit.effects[:, which]
    if fit.seasonal:
        noise = rng.standard_normal((YEAR, draws))
        own = np.sqrt((fit.errors**2).mean(axis=0) * fit.seasonal * YEAR / fit.months)[which]
        season = season + UNSURE_SEASON * own * (noise - noise.mean(axis=0))
    forms, paths = fit.forms, np.empty((draws, horizon))
    for h in range(horizon):
        at, error = (fit.months + h) % YEAR, errors[:, h]
        trend = forms.damping[which] * trend
        level = level + drift + trend
        paths[:, h] = level + season[at] + error
        level = level + forms.level[which] * error
        trend = trend + forms.trend[which] * error
        season[at] += forms.season[which] * error
    return paths
