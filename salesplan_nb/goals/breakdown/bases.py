"""By what a goal is shared: the weights of each level, by its named basis."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from salesplan_nb.calendars import month_index
from salesplan_nb.fiscal import PlanYear
from salesplan_nb.goals.breakdown.known import Amounts, Known, latest_closed, unavailable
from salesplan_nb.goals.breakdown.potential import potential
from salesplan_nb.goals.season import YEAR, month_weights
from salesplan_nb.workspace.plan import Breakdown

Weights = NDArray[np.float64]


def time_weights(breakdown: Breakdown, history: pd.Series, months: Sequence[str], year: PlanYear) -> Weights:
    """Weight of each month.

    Parameters
    ----------
    breakdown : Breakdown
        The bases of months and, where it has one, of quarters.
    history : Series
        Monthly total [cents] with a period index; ends at as_of.
    months : sequence of str
        Those to share over, without gaps.
    year : PlanYear
        Where quarters begin, which days a month has, and which of them are holidays.

    Raises
    ------
    PlanError
        `basis-unavailable` where the history is too short for a basis, or holidays leave no working day.

    Notes
    -----
    `seasonal` = ratio to moving average; `even`; `working_days` = Mondays to Fridays in the company's months, without
    holidays; `prior_year` = the same month of the latest year in which it has closed; `manual` = even, under the locks.
    With a basis of quarters the goal is shared over them first, by that basis' weights of their months that are in
    the goal's period, and each quarter over its months by that of months.
    """
    found = _months("month", breakdown.month, history, months, year)
    if breakdown.quarter is None:
        return found
    above = _months("quarter", breakdown.quarter, history, months, year)
    quarter = np.array([year.quarter(month).first for month in months])
    for one in dict.fromkeys(quarter):
        inside = quarter == one
        own = found[inside] if found[inside].sum() else np.ones(inside.sum())
        found[inside] = own / own.sum() * above[inside].sum()
    return found


def _months(level: str, basis: str, history: pd.Series, months: Sequence[str], year: PlanYear) -> Weights:
    values = np.asarray(history, dtype=float)
    first, as_of = str(history.index[0]), str(history.index[-1])
    if basis in ("even", "manual"):
        return np.ones(len(months))
    if basis == "working_days":
        calendar = year.calendar
        days = np.array([float(year.working_days(calendar.first_day(m), calendar.last_day(m))) for m in months])
        if not days.any():
            why, hint = "every working day of the goal is under year.holidays", f"correct them, or write {level}: even"
            raise unavailable(f"{level}: working_days", why, hint)
        return days
    if basis == "seasonal":
        try:
            weights = month_weights(values)
        except ValueError as cause:
            why, hint = f"{cause}; there are {len(values)}", f"write {level}: even"
            raise unavailable(f"{level}: seasonal", why, hint) from cause
        start = month_index(first)
        found = [weights[(month_index(month) - start) % YEAR] for month in months]
    else:
        known = dict(zip(history.index.astype(str), values, strict=True))
        found = [known.get(latest_closed(month, as_of), float("nan")) for month in months]
    weights = np.maximum(np.asarray(found, dtype=float), 0.0)
    if np.isnan(weights).any() or not weights.sum():
        reason = f"the data, from {first}, does not hold every month of the year before"
        raise unavailable(f"{level}: {basis}", reason, f"write {level}: even")
    return np.asarray(weights)


def member_weights(known: Known, breakdown: Breakdown, months: Sequence[str], accounts: pd.DataFrame) -> list[Weights]:
    """For each dimension the weights of its members, given the month and the members of the dimensions before it.

    Parameters
    ----------
    known : Known
        What was sold.
    breakdown : Breakdown
        The bases.
    months : sequence of str
        Those to share over.
    accounts : DataFrame
        As `potential` takes them; only looked at for that basis.

    Notes
    -----
    `trailing_12` = the last twelve months; `even` = whoever sold something in them; `prior_year` = the same month of
    the latest year in which it has closed; `seasonal` = the same calendar month in all years; `potential` of regions;
    `manual` = even, under the locks. Amounts below zero count as nothing. A month in which nothing was sold says
    nothing about who would sell: there, and where a region has none of a basis, its last twelve months stand in, else
    those of all regions.
    """
    found = []
    for depth, name in enumerate(known.dimensions, 1):
        basis = str(breakdown.basis_of(name))
        # Only these two tell months apart.
        own = months if basis in ("prior_year", "seasonal") else months[:1]
        weights = np.array([_members(known, depth, basis, month, accounts) for month in own])
        found.append(np.asarray(np.broadcast_to(weights, (len(months), *weights.shape[1:]))))
    return found


def _members(known: Known, depth: int, basis: str, month: str, accounts: pd.DataFrame) -> Amounts:
    recent = known.recent(depth)
    everywhere = np.maximum(recent.sum(axis=tuple(range(depth - 1))), 0.0)
    recent = np.where(recent.sum(axis=-1, keepdims=True) > 0, recent, everywhere)
    if basis == "potential":
        name = known.dimensions[depth - 1]
        if name != "region":
            hint = f"write {name}: trailing_12, prior_year or even"
            raise unavailable(f"{name}: potential", "only regions have one, from their accounts", hint)
        return potential(known.members[name], recent, accounts)
    if basis in ("even", "manual"):
        return np.asarray(recent > 0, dtype=float)
    if basis == "trailing_12":
        return recent
    found = known.prior_year(month, depth) if basis == "prior_year" else known.seasonal(month, depth)
    return np.where(found.sum(axis=-1, keepdims=True) > 0, found, recent)
