"""The chance of a goal from demand alone, and how sure that chance is."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from salesplan_nb.goals.backtest import HORIZONS, Backtest
from salesplan_nb.goals.calibration import ranges_held, within_tests
from salesplan_nb.goals.level import LevelChange, level_change
from salesplan_nb.goals.momentum import Momentum
from salesplan_nb.goals.outlook import Outlook
from salesplan_nb.goals.result import Goals, Row, period_of
from salesplan_nb.goals.width import FAR, UPPER
from salesplan_nb.intervals import block_indices
from salesplan_nb.results import framed

RESAMPLES = 1000
"""Bootstrapped sets of backtest errors."""
FEWEST = 12
"""Overlapping quarters, four of them by themselves, from which the backtest's own errors are resampled."""
NORMAL_WIDTH = 2 * UPPER
"""Width of the 80% range of a standard normal distribution: twice its 90% quantile."""

UNDER, OVER = 0.3, 0.7
"""A chance is open where its range holds chances under the one and over the other: that is ten points beyond where
the words of the first screen turn to 'will probably miss' (40%) and to 'will probably reach' (60%)."""

PAST = ("past_changes", "past_reached", "past_best")
CHANCES = ("p_demand", "p_low", "p_high", "demand_p10", "demand_p50", "demand_p90")


def chance(sums: NDArray[np.int64], target: float) -> float:
    """Share of the paths' sums that reach a target.

    Examples
    --------
    >>> chance(np.array([1, 2, 3, 4]), 3)
    0.5
    """
    return float((sums >= target).mean())


def undecided(low: float, high: float) -> bool:
    """Whether the 80% range of a chance, in whole percent, holds both that a goal is missed and that it is reached.

    Examples
    --------
    >>> undecided(0.01, 0.99), undecided(0.19, 0.39), undecided(0.3, 0.99), undecided(0.2949, 0.705)
    (True, False, False, True)
    """
    half = 0.005
    return low < UNDER - half and high >= OVER + half


def standardised_errors(errors: pd.DataFrame) -> NDArray[np.float64]:
    """Backtest errors of quarter sums in units of the forecast's own spread [-].

    Parameters
    ----------
    errors : DataFrame
        `Goals.errors`, in the order of the origins.

    Notes
    -----
    z = log(outcome / p50) / s with s = log(p90 / p10) / 2.563: mean 0 and spread 1 where ranges are right; at most
    `FAR` from their median, as where widths are learnt: one quarter far off must not say that every chance could be
    anything. From the median, so that a lasting bias is cut nowhere. Quarters with a figure that is not positive have
    none.
    """
    figures = ["outcome_cents", "p10_cents", "p50_cents", "p90_cents"]
    quarters = errors.loc[errors["horizon"] == "quarter", figures].to_numpy(dtype=float)
    outcome, low, middle, high = quarters[(quarters > 0).all(axis=1) & (quarters[:, 3] > quarters[:, 1])].T
    z = np.log(outcome / middle) / (np.log(high / low) / NORMAL_WIDTH)
    return np.asarray(np.clip(z, np.median(z) - FAR, np.median(z) + FAR) if len(z) else z)


def since_level(errors: pd.DataFrame, months: int, level: LevelChange | None) -> tuple[pd.DataFrame, int]:
    """Past errors and months of history that speak about the months to come: those since a change of level alone.

    Parameters
    ----------
    errors : DataFrame
        `Goals.errors`.
    months : int
        Length of the history.
    level : LevelChange or None
        Of `level_change`. How near forecasts came at another level does not say how long the new one lasts.
    """
    return (errors, months) if level is None else (errors[errors["origin"] >= level.month], level.months)


def resampled_errors(
    errors: pd.DataFrame, rng: np.random.Generator, *, months: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Centre and spread [-] of each bootstrapped set of backtest errors; `chance_range` says how they are made.

    Parameters
    ----------
    errors : DataFrame
        `Goals.errors` of the method used.
    rng : numpy.random.Generator
        The source of chance.
    months : int
        Length of the history, for where there are fewer than `FEWEST` tested quarters.
    """
    z = standardised_errors(errors)
    if len(z) >= FEWEST:
        drawn = (z - z.mean())[block_indices(len(z), RESAMPLES, HORIZONS["quarter"], rng)]
        return drawn.mean(axis=1), drawn.std(axis=1) / (z.std() or 1.0)
    k = max(1.0, months / 3)
    return rng.standard_normal(RESAMPLES) / np.sqrt(k), np.sqrt(rng.chisquare(k, RESAMPLES) / k)


def chance_range(
    ahead: NDArray[np.int64], missing: float, errors: pd.DataFrame, rng: np.random.Generator, *, months: int
) -> tuple[float, float]:
    """The 80% range of a chance over bootstrapped backtest errors; it always holds the chance itself.

    Parameters
    ----------
    ahead : array
        Sums [cents] of the paths over the months to come.
    missing : float
        What they must reach [cents]: the target less actual to date.
    errors : DataFrame
        `Goals.errors` of the method used.
    rng : numpy.random.Generator
        The source of chance.
    months : int
        Length of the history, for where there are fewer than `FEWEST` tested quarters.

    Notes
    -----
    Definition of this product. The standardised errors z of quarter sums are centred and resampled in circular blocks
    of three (quarters that start in neighbouring months overlap). Each resample has a centre m = mean(z) and a spread
    r, its standard deviation over that of all z; the paths' sums x are moved and stretched by them, log x' = log M +
    m s + r (log x - log M), with M their median and s = log(p90 / p10) / 2.563, and the chance is counted anew. The
    range is from the 10 to the 90% point of these chances: how much the chance could move had the tested quarters
    been others. A bias of the past is not carried forward; the page says where most tested quarters lay to one side.
    With fewer than `FEWEST` tested quarters, m ~ N(0, 1 / k) and r^2 ~ chi2_k / k with k = max(1, months / 3) stand in:
    what k independent quarters could tell. Where sums are not positive, differences take the place of logs. A goal that
    actuals have reached already, and that no path takes back, is no forecast: the range is 1 to 1.
    """
    here = chance(ahead, missing)
    if missing <= 0 and here == 1:
        return here, here
    centre, spread = resampled_errors(errors, rng, months=months)
    logs = bool((ahead > 0).all()) and missing > 0
    x = np.sort(np.log(ahead) if logs else ahead.astype(float))
    aim = np.log(missing) if logs else missing
    p10, middle, p90 = np.quantile(x, [0.1, 0.5, 0.9])
    if p90 <= p10:
        return here, here
    # Counting x' >= aim is counting x against the aim carried back; a resample without any spread asks the centre
    # alone.
    back = middle + (aim - middle - centre * (p90 - p10) / NORMAL_WIDTH) / np.maximum(spread, 1e-9)
    chances = 1 - np.searchsorted(x, back, side="left") / len(x)
    low, high = np.quantile(chances, [0.1, 0.9])
    return min(float(low), here), max(float(high), here)


def attainment(
    goals: pd.DataFrame,
    forecast: Momentum,
    backtest: Backtest,
    *,
    came_true: bool,
    records: str,
    rng: np.random.Generator,
    outlooks: Mapping[str, Outlook] | None = None,
) -> pd.DataFrame:
    """The table `goals` of the result: the goals of `baselines` with their chance from demand alone.

    Parameters
    ----------
    goals : DataFrame
        Of `baselines`.
    forecast : Momentum
        History and joint paths of the total.
    backtest : Backtest
        For the range of the chance.
    came_true : bool
        `GoalsFacts.calibrated`: whether past chances of the company's paths came true.
    records : str
        What the data records, 'bookings' or 'revenue': a goal in the other has no chance here.
    rng : numpy.random.Generator
        The source of chance.
    outlooks : mapping of str to Outlook, optional
        Of goals that are not in money, by goal; see `outlooks`.

    Notes
    -----
    p_demand = share of paths of the goal's scope whose sum over its period, actual to date included, reaches the
    target. It is NaN where the target or a month of the period is unknown. The range of the chance of a part of the
    company takes the errors of the total's backtest, in units of the part's own spread. Goals in other units have the
    chance of their outlook. A chance is calibrated where what it rests on came true in the past: for money, also of a
    part of the company, by `came_true`, and only as far ahead as tests reach (`calibration.within_tests`); for others
    by the outlook's own tests and the rule of `calibration.ranges_held`.
    """
    rows = []
    for goal in goals.to_dict("records"):
        told: dict[str, object] = dict.fromkeys((*CHANCES, *PAST), float("nan")) | {"evidence": ""}
        if (outlook := (outlooks or {}).get(str(goal["goal_id"]))) is not None:
            told |= outlook.columns
        elif has_sums(goal, forecast, records):
            sums = sums_of(goal, forecast)
            told |= zip(CHANCES[3:], np.rint(np.quantile(sums, [0.1, 0.5, 0.9])).tolist(), strict=True)
            if goal["target"] == goal["target"]:
                known = forecast.of(str(goal["scope"])).known(period_of(goal))
                errors, months = since_level(backtest.errors, len(forecast.history), level_change(backtest.history))
                low, high = chance_range(sums - known, goal["target"] - known, errors, rng, months=months)
                told |= {"p_demand": chance(sums, goal["target"]), "p_low": low, "p_high": high}
        if outlook is None or outlook.tested is None:
            held = came_true and bool(goal["first"]) and within_tests(period_of(goal), forecast.as_of)
        else:
            held = ranges_held(*outlook.tested)
        told["calibrated"] = told["p_demand"] == told["p_demand"] and held
        rows.append(dict(goal) | told)
    return framed(Goals, "goals", pd.DataFrame(rows))


def has_sums(goal: Row, forecast: Momentum, records: str) -> bool:
    """Whether the paths speak about a goal: in the money that the data records, all its months covered."""
    return goal["metric"] == records and bool(goal["first"]) and forecast.covers(period_of(goal))


def sums_of(goal: Row, forecast: Momentum) -> NDArray[np.int64]:
    """Sums [cents] of the paths of a goal's scope over its period, actual to date included."""
    period, part = period_of(goal), forecast.of(str(goal["scope"]))
    return part.known(period) + part.ahead(period)
