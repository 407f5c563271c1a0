"""Whether the last months lie at another level than those before, or one month far above all others.

A forecast learns from the past and is tested on it. Where the level has just changed, both speak of another company;
where one month is many times a usual one, everything that is measured from it speaks of that month.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from salesplan_nb.goals.season import YEAR, Values

FAR = 4.0
"""Spreads [-] from the months before beyond which a month lies apart: of a normal spread 1 in 16,000 does."""
LEVEL = 1.5
"""Ratio to the months before, and to the same months a year before, from which a level has changed: at times sales grow
so much in a year, but not from one month to the next."""
BEFORE = 2 * YEAR
"""Months before that are looked at, and at least half of them."""
ONCE = 4.0
"""Ratio to a usual month from which one month is named: it then brings as much as a quarter of a year does else, and
one more month."""
MAD = 1.4826
"""Spread of a normal distribution in median absolute deviations."""


@dataclass(frozen=True)
class LevelChange:
    """The month from which on the level is another, how many have seen it, and the middle month before and since."""

    month: str
    months: int
    before: float
    since: float


@dataclass(frozen=True)
class Apart:
    """A month far above the others, with its amount and that of a usual one [cents]."""

    month: str
    amount: float
    usual: float


def level_change(history: pd.Series) -> LevelChange | None:
    """The change of level that the last 2 to 11 months have seen; None where they have seen none.

    Parameters
    ----------
    history : Series
        Monthly totals [cents], without one-offs, month text or periods as index, no gaps.

    Notes
    -----
    Definition of this product. The level changed k months ago where each of the last k months lies more than FAR robust
    spreads (1.4826 median absolute deviations, in logs) to the same side of the median of the up to 24 months before,
    and where the median month since is LEVEL times that before, or less than 1 / LEVEL of it, and is so too against the
    same months a year before (so that no season is taken for it). The longest such run counts; one month is none. From
    twelve months on the forecast has seen a year of it, and none is found; nor where months without sales have no logs.
    """
    values = history.to_numpy(dtype=float)
    for months in range(YEAR, 1, -1):
        before, since = values[:-months][-BEFORE:], values[-months:]
        if len(before) < YEAR or min(before.min(), since.min()) <= 0:
            continue
        distances = _distances(np.log(since), np.log(before))
        year_before = values[-months - YEAR :][:months]
        ratios = np.median(since) / np.median(before), float(np.median(since / year_before))
        up = (distances > FAR).all() and min(ratios) >= LEVEL
        down = (distances < -FAR).all() and max(ratios) <= 1 / LEVEL
        if up or down:
            if months == YEAR:
                return None
            return LevelChange(str(history.index[-months]), months, float(np.median(before)), float(np.median(since)))
    return None


def month_apart(history: pd.Series) -> Apart | None:
    """The month of the last 24 that lies furthest above a usual one; None where none lies far.

    Parameters
    ----------
    history : Series
        As `level_change` takes it.

    Notes
    -----
    Definition of this product. A usual month is the median of the other months with sales among the last 24. A month
    lies apart where it is ONCE times that, or more, and more than FAR robust spreads above it in logs, and where the
    same month of no other year has half as much: a season comes again. With less than a year of history none is named.
    """
    values = history.to_numpy(dtype=float)
    if len(values) < YEAR:
        return None
    first = max(0, len(values) - BEFORE)
    at = first + int(values[first:].argmax())
    others = np.delete(values[first:], at - first)
    others = others[others > 0]
    if values[at] <= 0 or len(others) < YEAR / 2:
        return None
    usual = float(np.median(others))
    same = np.delete(values[at % YEAR :: YEAR], at // YEAR)
    far = _distances(np.log(values[[at]]), np.log(others))[0] > FAR
    if values[at] < ONCE * usual or not far or (same >= values[at] / 2).any():
        return None
    return Apart(str(history.index[at]), float(values[at]), usual)


def _distances(of: Values, others: Values) -> Values:
    """How far values lie from the median of others, in robust spreads of these; any distance where they have none."""
    middle = np.median(others)
    spread = MAD * float(np.median(np.abs(others - middle)))
    return np.asarray((of - middle) / max(spread, 1e-9))
