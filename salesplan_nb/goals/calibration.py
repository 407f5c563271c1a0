"""Whether past ranges and chances came true: the rule by which a chance may be called calibrated."""

from __future__ import annotations

import math

import pandas as pd

from salesplan_nb.calendars import Period, month_index
from salesplan_nb.goals.reliability import outside

NOMINAL = 0.8
"""Share of outcomes that an 80% range should hold."""
ENOUGH = 10
"""Held-out outcomes from which calibration may be claimed."""
LEVEL = 0.1
"""Probability of so few or so many hits below which they do not agree with 80%. Of right forecasts at most one in
ten is marked, and of ranges that hold 60% only, 56 in 100 are found out in twelve trials; at 0.05 it would be 33."""
TESTED = 12
"""Months ahead that past tests reach."""
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


def ranges_held(hits: int, trials: int) -> bool:
    """Whether hits of 80% ranges agree with 80%, in enough trials to tell.

    Examples
    --------
    >>> ranges_held(8, 10), ranges_held(7, 9), ranges_held(12, 24)
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


def came_true(table: pd.DataFrame, reliability: pd.DataFrame) -> bool:
    """Whether the chances of this history may be called calibrated, as far ahead as tests reach.

    Parameters
    ----------
    table : DataFrame
        `Goals.backtest`: its months must have held 80%.
    reliability : DataFrame
        `Goals.reliability`: no fifth of the chances may lie outside its band.
    """
    return ranges_held(*held(table)) and not outside(reliability).any()


def within_tests(period: Period, as_of: str) -> bool:
    """Whether at least half of a period's months ahead of as_of lie in the year that past tests reach.

    Examples
    --------
    >>> within_tests(Period.parse("2027"), "2026-10"), within_tests(Period.parse("2028"), "2026-10")
    (True, False)

    Of what is under way only the months to come count.

    >>> within_tests(Period.parse("2026"), "2026-10"), within_tests(Period.parse("2026-01..2028-12"), "2026-10")
    (True, False)
    """
    now = month_index(as_of)
    first, last = max(month_index(period.first), now + 1), month_index(period.last)
    return (first + last) / 2 - now <= TESTED
