"""Triggers written before the period, with their false-alarm rate, and the days on which the plan is reviewed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import timedelta

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from salesplan_nb.calendars import Period, shift
from salesplan_nb.fiscal import PlanYear
from salesplan_nb.intervals import block_indices
from salesplan_nb.kpis import LIBRARY
from salesplan_nb.measures.result import Measures
from salesplan_nb.measures.scorecard import target_value
from salesplan_nb.results import framed
from salesplan_nb.workspace.plan import Reviews, Trigger

DRAWS, BLOCK = 4000, 3
"""Simulated futures; block of months that are drawn together [months]."""
PLACES = 4
Paths = NDArray[np.float64]
"""A row per draw, a column per month to come."""


def triggers(
    declared: Sequence[Trigger],
    series: pd.DataFrame,
    paths: pd.DataFrame,
    plan_year: PlanYear,
    as_of: str,
    rng: np.random.Generator,
) -> pd.DataFrame:
    """The table `triggers`: one row per trigger of the plan.

    Parameters
    ----------
    declared : sequence of Trigger
        The plan's section.
    series : DataFrame
        The table `series`: kpi, month, value, n.
    paths : DataFrame
        The goals' simulated months, nothing changed: draw, month, amount_cents; may be empty.
    plan_year : PlanYear
        The year for which the triggers are written.
    as_of : str
        Last month: a trigger looks at the months up to it.
    rng : numpy.random.Generator
        Every trigger is simulated with the same draws, so that none moves another's rate.
    """
    seed = int(rng.integers(2**62))
    ahead = months_ahead(paths, plan_year, as_of)
    rows = [_row(one, series[series["kpi"] == one.kpi], ahead, as_of, np.random.default_rng(seed)) for one in declared]
    return framed(Measures, "triggers", rows)


def months_ahead(paths: pd.DataFrame, plan_year: PlanYear, as_of: str) -> Paths:
    """Simulated amounts [cents] of the plan year's months after as_of, a row per draw; none where one lacks."""
    wanted = [month for month in plan_year.months if month > as_of]
    table = paths[paths["month"].isin(wanted)].pivot(index="draw", columns="month", values="amount_cents")
    amounts = table.reindex(columns=wanted).to_numpy(dtype="float64")
    return np.asarray(amounts[~np.isnan(amounts).any(axis=1)])


def _row(one: Trigger, months: pd.DataFrame, ahead: Paths, as_of: str, rng: np.random.Generator) -> tuple[object, ...]:
    told = (one.kpi, one.when, one.months, one.action, one.owner)
    latest = dict(zip(months["month"], months["value"], strict=True))
    asked = [shift(as_of, -back) for back in range(one.months)]
    if any(month not in latest for month in asked):
        return *told, "cannot tell", "", math.nan
    since = _since(one, latest, as_of)
    alarms = false_alarm(one, months, ahead, rng)
    return *told, "fired" if since else "quiet", since, round(alarms, PLACES)


def _since(one: Trigger, latest: dict[str, float], as_of: str) -> str:
    """The first of the months in a row up to as_of that are as the trigger says; '' where they are too few."""
    first, length = as_of, 0
    while first in latest and _is_so(one, np.array(latest[first])):
        first, length = shift(first, -1), length + 1
    return shift(first, 1) if length >= one.months else ""


def _is_so(one: Trigger, values: NDArray[np.float64]) -> NDArray[np.bool_]:
    side, text = one.when.split()
    limit = target_value(text, LIBRARY[one.kpi])
    return np.asarray(values < limit if side == "below" else values > limit)


def false_alarm(one: Trigger, months: pd.DataFrame, ahead: Paths, rng: np.random.Generator) -> float:
    """Chance that a trigger fires in the months to come though nothing changes; NaN where it is untold.

    Parameters
    ----------
    one : Trigger
        The rule.
    months : DataFrame
        The KPI's past months: value, n.
    ahead : array (draws, months to come)
        Simulated months [cents], nothing changed; without a row where there are none.
    rng : numpy.random.Generator
        The source of chance.

    Notes
    -----
    Money: the plan's own paths, which hold its trend and its season; past months drawn anew would hold neither. A rate:
    as many past months drawn anew in blocks, each month's hits then from a binomial with its n and the rate of all
    months together. Else: the past months drawn anew, which tells nothing of a threshold that none of them met. Nothing
    is told either where fewer months are to come than the rule must hold for.
    """
    if ahead.shape[1] < one.months:
        return math.nan
    drawn = ahead if LIBRARY[one.kpi].unit == "cents" else _drawn_anew(one, months, ahead.shape[1], rng)
    if not len(drawn):
        return math.nan
    so = _is_so(one, drawn)
    runs = [so[:, first : first + one.months].all(axis=1) for first in range(so.shape[1] - one.months + 1)]
    return float(np.any(runs, axis=0).mean())


def _drawn_anew(one: Trigger, months: pd.DataFrame, length: int, rng: np.random.Generator) -> Paths:
    rows = block_indices(len(months), DRAWS, BLOCK, rng)
    while rows.shape[1] < length:
        rows = np.concatenate([rows, block_indices(len(months), DRAWS, BLOCK, rng)], axis=1)
    rows = rows[:, :length]
    values = months["value"].to_numpy(dtype="float64")
    if LIBRARY[one.kpi].kind == "rate":
        cases = months["n"].to_numpy(dtype="int64")
        overall = float((values * cases).sum() / cases.sum())
        return np.asarray(rng.binomial(cases[rows], overall) / cases[rows])
    drawn = values[rows]
    return drawn if _is_so(one, values).any() else drawn[:0]


def reviews(declared: Reviews | None, plan_year: PlanYear, as_of: str) -> pd.DataFrame:
    """The table `reviews`: one row per review from as_of to the one that closes the plan year, none where not planned.

    Notes
    -----
    A month is looked at so many days after its end as declared, which in the calendar's months is that day of the next;
    a quarter of the plan likewise.
    """
    if declared is None:
        return framed(Measures, "reviews", [])
    found = []
    for month in Period(as_of, max(as_of, plan_year.last)).months:
        period = Period(month, month) if declared.every == "month" else plan_year.quarter(month)
        if period.last == month:
            day = plan_year.calendar.last_day(month) + timedelta(days=declared.day)
            found.append((day.isoformat(), f"{period.name} against plan"))
    return framed(Measures, "reviews", found)
