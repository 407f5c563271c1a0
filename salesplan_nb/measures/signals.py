"""Signal or noise: the monthly series of the KPIs and their XmR control limits."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from salesplan_nb.kpis import LIBRARY, Tables, monthly
from salesplan_nb.measures.result import Measures
from salesplan_nb.results import framed

SHOWN, SHORTEST = 24, 8
"""Months shown at most; months below which no limits are drawn."""
LIMIT = 2.66
"""3 / d2 with d2 = 1.128 for a range of two."""
RUN = 8
YEAR = 12
RATES = ("win_rate", "csat")


def series(cube: Tables, months: Sequence[str], records: str) -> pd.DataFrame:
    """The table `series`: one row per KPI and month that has a figure, at most the last 24 months.

    Parameters
    ----------
    cube : Tables
        The canonical tables.
    months : sequence of str
        All months of the history, in order.
    records : str
        What the orders are, bookings or revenue; the other has no series.
    """
    other = {"bookings": "revenue", "revenue": "bookings"}[records]
    frames = [monthly(cube, name, months[-SHOWN:]).assign(kpi=name) for name in LIBRARY if name != other]
    return framed(Measures, "series", pd.concat(frames, ignore_index=True))


def xmr(values: Sequence[float]) -> tuple[float, float, float, np.ndarray]:
    """Mean, lower and upper limit of a series, and which of its points are signals.

    Notes
    -----
    Limits: mean +- 2.66 x the mean moving range. A signal lies outside them, or belongs to 8 or more in a row on one
    side of the mean. On rates of few cases the limits are rough: the moving range carries the chance of each month.

    References
    ----------
    D. J. Wheeler (1993), Understanding Variation, chapter 3.

    Examples
    --------
    >>> mean, low, high, signal = xmr([1.0, 2.0, 1.0, 2.0, 1.0, 2.0, 1.0, 9.0])
    >>> round(high, 3), bool(signal[-1])
    (7.695, True)
    """
    points = np.asarray(values, dtype="float64")
    mean = float(points.mean())
    reach = LIMIT * float(np.abs(np.diff(points)).mean())
    outside = np.abs(points - mean) > reach
    return mean, mean - reach, mean + reach, outside | _in_a_row(np.sign(points - mean))


def _in_a_row(sides: np.ndarray) -> np.ndarray:
    """Which points belong to a run of at least 8 on one side; a point on the mean ends a run."""
    marked = np.zeros(len(sides), dtype=bool)
    start = 0
    for place in range(1, len(sides) + 1):
        if place == len(sides) or sides[place] != sides[start]:
            if sides[start] != 0 and place - start >= RUN:
                marked[start:place] = True
            start = place
    return marked


def signals(series: pd.DataFrame, history: pd.DataFrame, records: str) -> pd.DataFrame:
    """The table `signals`: one row per month of each rate, and of the orders against their season and level.

    Parameters
    ----------
    series : DataFrame
        The table `series`.
    history : DataFrame
        The objectives' table: month, adjusted_cents.
    records : str
        What the orders are, bookings or revenue: the KPI that their months belong to.

    Notes
    -----
    Orders: the seasonally adjusted month / the mean of the twelve adjusted months before it, so that neither season
    nor a steady trend is a signal; n is those twelve.
    """
    frames = [*(series[series["kpi"] == name] for name in RATES), against_level(history, records)]
    rows = []
    for frame in frames:
        if len(frame) < SHORTEST:
            continue
        mean, low, high, marks = xmr(frame["value"].tolist())
        if frame["kpi"].iloc[0] in RATES:
            # A rate cannot leave 0 to 1, whatever its limits.
            low, high = max(low, 0.0), min(high, 1.0)
        for point, mark in zip(frame.itertuples(), marks, strict=True):
            rows.append((point.kpi, point.month, point.value, point.n, mean, low, high, bool(mark)))
    return framed(Measures, "signals", rows)


def against_level(history: pd.DataFrame, records: str) -> pd.DataFrame:
    """Adjusted orders / the mean of the twelve months before: kpi, month, value, n; the last 24 months at most."""
    adjusted = history["adjusted_cents"].astype("float64")
    level = adjusted.rolling(YEAR).mean().shift(1)
    frame = pd.DataFrame(
        {"kpi": records, "month": history["month"], "value": adjusted / level.where(level > 0), "n": YEAR}
    )
    return frame.dropna(subset=["value"]).tail(SHOWN)
