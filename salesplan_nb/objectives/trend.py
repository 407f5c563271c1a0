"""Trend and season of a monthly series, each with an interval that holds its rate when months hang together.

The series is taken as line x season x (1 + noise). Season: level of each calendar month against the line, on average;
line: Theil-Sen's. The noise is resampled in moving blocks after its autocorrelation is taken out, and gets it back
after (post-blackening): plain blocks are too short in three years of months to carry it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from salesplan_nb.intervals import block_indices
from salesplan_nb.objectives.autocorrelation import Noise, coloured, noise_of
from salesplan_nb.objectives.result import Objectives
from salesplan_nb.objectives.series import member_series
from salesplan_nb.objectives.several import stand_out
from salesplan_nb.results import framed

Floats = NDArray[np.float64]
YEAR, SHORTEST = 12, 24
DRAWS, BLOCK, RUN_UP = 1000, 3, 24
"""Resamples; block [months]; months drawn before the first that counts: measured in benchmarks/trend_intervals.py."""
PASSES = 3
"""Times that line and season are taken off each other: strong months grow by more, so the first line is off."""
LEAST = 0.02
"""Lowest index of a month and lowest line, as a share of the mean: a month without orders must not divide by zero."""
PLACES = 6
"""Decimals that are kept: the last bits of a float depend on the machine's BLAS."""
AT_ONCE = 4_000_000
"""Pairs of months looked at in one go [numbers of 8 bytes]."""


@dataclass(frozen=True)
class Shape:
    """What a series, or each row of many, is made of."""

    index: Floats
    """Level of each calendar month, in the order of the series' first twelve; mean 1."""
    adjusted: Floats
    slope: Floats
    """Per month."""
    level: Floats
    """Of the line at month 0."""


@dataclass(frozen=True)
class Trend:
    """A series' shape with the resampled ones beside it."""

    shape: Shape
    slopes: Floats
    indices: Floats

    def slope_interval(self) -> tuple[float, float]:
        """95% interval of the slope [per month]: the errors of the resamples taken off the estimate."""
        low, high = np.quantile(self.slopes, [0.025, 0.975])
        return float(2 * self.shape.slope - high), float(2 * self.shape.slope - low)

    def index_interval(self) -> tuple[Floats, Floats]:
        """95% interval of each month's index."""
        low, high = np.quantile(self.indices, [0.025, 0.975], axis=0)
        return low, high


def theil_sen(values: Floats, lag: int = 1) -> Floats:
    """Median slope per step over all pairs of points that lie a multiple of `lag` apart.

    Parameters
    ----------
    values : array (..., n)
        One or more series.
    lag : int
        12 compares each calendar month with itself only, so that the season cancels.

    References
    ----------
    P. K. Sen (1968), Estimates of the regression coefficient based on Kendall's tau, JASA 63, 1379-1389; for lag 12
    R. M. Hirsch, J. R. Slack and R. A. Smith (1982), Water Resources Research 18, 107-121.

    Examples
    --------
    >>> float(theil_sen(np.array([1.0, 3.0, 5.0, 7.0, 99.0])))
    2.0
    """
    first, second = np.triu_indices(values.shape[-1], lag)
    near = (second - first) % lag == 0
    first, second = first[near], second[near]
    rows = values.reshape(-1, values.shape[-1])
    step = max(1, AT_ONCE // max(1, len(first)))
    parts = [
        np.median((rows[i : i + step, second] - rows[i : i + step, first]) / (second - first), axis=1)
        for i in range(0, len(rows), step)
    ]
    return np.concatenate(parts).reshape(values.shape[:-1])


def shape(values: Floats) -> Shape:
    """Season, adjusted series and line of one or more series (..., n) of at least 24 months with a positive mean."""
    steps = np.arange(values.shape[-1])
    mean = values.mean(axis=-1)[..., None]
    adjusted = values
    for _ in range(PASSES):
        rough = theil_sen(adjusted, YEAR)[..., None]
        line = np.maximum(mean + rough * (steps - steps.mean()), LEAST * mean)
        relative = values / line
        index = np.stack([relative[..., month::YEAR].mean(axis=-1) for month in range(YEAR)], axis=-1)
        index = np.maximum(index / index.mean(axis=-1, keepdims=True), LEAST)
        adjusted = values / index[..., steps % YEAR]
    slope = theil_sen(adjusted)
    level = np.median(adjusted - slope[..., None] * steps, axis=-1)
    return Shape(index, adjusted, slope, level)


def trend(values: Floats, rng: np.random.Generator) -> Trend:
    """The shape of a series and of its resamples.

    Parameters
    ----------
    values : array (n,)
        At least 24 months, mean above 0.
    rng : numpy.random.Generator
        The source of chance.

    References
    ----------
    A. C. Davison and D. V. Hinkley (1997), Bootstrap Methods and their Application, section 8.2.3 (post-blackening).
    """
    found = shape(values)
    n = len(values)
    line = np.maximum(found.level + found.slope * np.arange(n), LEAST * values.mean())
    noise = noise_of(found.adjusted / line - 1)
    rows = block_indices(len(noise.white), DRAWS * (1 + (n + RUN_UP) // len(noise.white)), BLOCK, rng)
    shocks = noise.white[rows].reshape(DRAWS, -1)[:, : n + RUN_UP]
    resampled = line * (1 + _noise(noise, shocks, rng)) * found.index[np.arange(n) % YEAR]
    drawn = shape(resampled)
    return Trend(found, drawn.slope, drawn.index)


def _noise(noise: Noise, shocks: Floats, rng: np.random.Generator) -> Floats:
    memory, spread = noise.draws(len(shocks), rng)
    return coloured(shocks, memory)[:, RUN_UP:] * spread[:, None]


def trends(frames: Mapping[str, pd.DataFrame], as_of: str, rng: np.random.Generator) -> pd.DataFrame:
    """The table `trend`: one row for the total and for each member, the largest first.

    Parameters
    ----------
    frames : mapping of str to DataFrame
        Monthly amounts by dimension, as `member_series` takes them.
    as_of : str
        Last month.
    rng : numpy.random.Generator
        Every member is resampled with the same draws, so that none moves another's interval.

    Notes
    -----
    Each interval is a 95% one by itself. A member is called growing or shrinking only where it stands out among all
    those of its dimension (`stand_out`), the total by its own interval.
    """
    seed = int(rng.integers(2**62))
    rows = [
        (dimension, member, *_slope(series.to_numpy(dtype="float64"), np.random.default_rng(seed)))
        for (dimension, member), series in member_series(frames, as_of).items()
    ]
    table = framed(Objectives, "trend", rows)
    for _, told in table[table["verdict"] == ""].groupby("dimension"):
        surely = stand_out(told["rate"].tolist(), told["low"].tolist(), told["high"].tolist(), 0.0)
        table.loc[told.index, "verdict"] = [
            ("growing" if rate > 0 else "shrinking") if so else "unclear"
            for rate, so in zip(told["rate"], surely, strict=True)
        ]
    return table


def _slope(values: Floats, rng: np.random.Generator) -> tuple[int, float, float, float, str, int]:
    """slope [cents a year], rate, low, high [fraction of the mean year], why there is none, months since the first."""
    used = values[np.flatnonzero(values)[0] :] if values.any() else values[:0]
    if len(used) < SHORTEST:
        return 0, np.nan, np.nan, np.nan, "too short", len(used)
    if used.mean() <= 0:
        return 0, np.nan, np.nan, np.nan, "unclear", len(used)
    found = trend(used, rng)
    yearly = YEAR / found.shape.adjusted.mean()
    rate, low, high = (round(float(slope * yearly), PLACES) for slope in (found.shape.slope, *found.slope_interval()))
    return round(float(found.shape.slope) * YEAR * YEAR), rate, low, high, "", len(used)


def seasonality(history: pd.Series, rng: np.random.Generator) -> pd.DataFrame:
    """The table `seasonality`: one row per calendar month; none with less than 24 months.

    Parameters
    ----------
    history : Series
        Total by month [cents], month text or periods as index, no gaps.
    rng : numpy.random.Generator
        The source of chance.
    """
    values = history.to_numpy(dtype="float64")
    if len(values) < SHORTEST or values.mean() <= 0:
        return framed(Objectives, "seasonality", [])
    found = trend(values, rng)
    low, high = found.index_interval()
    numbers = [int(str(month)[5:7]) for month in history.index[:YEAR]]
    index, low, high = (np.round(part, PLACES) for part in (found.shape.index, low, high))
    surely = stand_out(index.tolist(), low.tolist(), high.tolist(), 1.0)
    sides = [("above" if level > 1 else "below") if so else "" for level, so in zip(index, surely, strict=True)]
    rows = sorted(zip(numbers, index, low, high, sides, strict=True))
    return framed(Objectives, "seasonality", rows)


def adjusted_history(history: pd.Series) -> pd.DataFrame:
    """The table `history`: one row per month; the adjusted figure is the same where no season can be told."""
    values = history.to_numpy(dtype="float64")
    enough = len(values) >= SHORTEST and values.mean() > 0
    adjusted = shape(values).adjusted if enough else values
    rows = {
        "month": [str(month) for month in history.index],
        "amount_cents": values,
        "adjusted_cents": adjusted.round(),
    }
    return framed(Objectives, "history", pd.DataFrame(rows))
