"""What each goal is measured from, and the amount that reaches it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from salesplan_nb.calendars import Period, shift
from salesplan_nb.goals.momentum import Momentum
from salesplan_nb.goals.season import YEAR
from salesplan_nb.goals.statement import statement
from salesplan_nb.money import cents, scaled
from salesplan_nb.workspace.fields import fraction
from salesplan_nb.workspace.plan import ADDITIVE, Goal

if TYPE_CHECKING:
    from salesplan_nb.kpis import Tables

UNITS = {
    "bookings": "cents", "revenue": "cents", "new_customers": "count", "win_rate": "fraction", "conversion": "fraction",
    "sales_cycle": "days", "pipeline_coverage": "ratio", "csat": "fraction", "attainment": "fraction",
    "revenue_growth": "fraction",
}  # fmt: skip
NOTHING = float("nan")


@dataclass(frozen=True)
class Base:
    """The value of a metric that a goal starts from: of which months, and whether they are all closed."""

    value: float
    period: Period
    still_open: bool


def target_value(text: str, unit: str) -> float:
    """A target as it is written, in the unit of its metric; NaN where it cannot be read in it.

    Examples
    --------
    >>> target_value("88%", "fraction"), target_value("28800000", "cents"), target_value("60 days", "days")
    (0.88, 2880000000.0, 60.0)
    """
    try:
        if unit == "cents":
            return float(cents(text.strip()))
        return fraction(text.removesuffix(unit).strip())
    except ValueError:
        return NOTHING


def measured(cube: Tables, goals: Sequence[Goal], as_of: str) -> dict[str, Base]:
    """The base of every goal that is not in money, by goal: its metric over the base period.

    Parameters
    ----------
    cube : Tables
        The canonical tables.
    goals : sequence of Goal
        The plan's.
    as_of : str
        Last complete month.

    Notes
    -----
    A base period that is partly closed counts to as_of; one that has not begun is stood in for by the twelve months
    to as_of, since a rate has no forecast here. Both are flagged as open. A metric that the data does not give has
    NaN.
    """
    # Brings Ibis, which the later stages that only read our result do without.
    from salesplan_nb import kpis

    found = {}
    for goal in goals:
        period = goal.base
        if goal.metric in ADDITIVE or period is None:
            continue
        still_open = period.last > as_of
        if still_open:
            period = Period(period.first, as_of) if period.first <= as_of else Period(shift(as_of, 1 - YEAR), as_of)
        value = kpis.measure(cube, goal.metric, period)
        found[goal.id] = Base(value.value if value.known else NOTHING, period, still_open)
    return found


def baselines(goals: Sequence[Goal], forecast: Momentum, bases: Mapping[str, Base], *, currency: str) -> pd.DataFrame:
    """The goals with base and target: one row per goal, the columns of `Goals.goals` up to the base.

    Parameters
    ----------
    goals : sequence of Goal
        The plan's.
    forecast : Momentum
        History and paths of the total.
    bases : mapping of str to Base
        Of goals that are not in money, by goal; see `measured`.
    currency : str
        For the statement.

    Returns
    -------
    DataFrame
        goal_id, statement, metric, unit, baseline, target, objective, owner, baseline_kind, baseline_period, change
        [fraction], first, last, baseline_actual, baseline_forecast, baseline_open. Money in cents. NaN and '' where
        it cannot be told.

    Notes
    -----
    A base that is still open is actual to date plus the median, over paths, of the sum of its months to come. The
    target, base x (1 + change), is thereby a fixed amount, rounded half-even to the cent. A base period that begins
    before the history has no value.
    """
    return pd.DataFrame([_row(goal, forecast, bases.get(goal.id), currency) for goal in goals])


def _row(goal: Goal, forecast: Momentum, base: Base | None, currency: str) -> dict[str, object]:
    unit, period = UNITS[goal.metric], goal.base
    actual, expected, still_open = NOTHING, 0.0, False
    if unit == "cents" and period is not None and forecast.covers(period):
        actual, still_open = float(forecast.known(period)), period.last > forecast.as_of
        expected = float(np.rint(np.median(forecast.ahead(period))))
    elif unit != "cents" and base is not None:
        actual, period, still_open = base.value, base.period, base.still_open
    baseline = actual + expected
    target = _target(goal, baseline, unit)
    relative = target / baseline - 1 if baseline > 0 else NOTHING
    row: dict[str, object] = {
        "goal_id": goal.id,
        "metric": goal.metric,
        "unit": unit,
        "baseline": baseline,
        "target": target,
        "objective": goal.objective or "",
        "owner": goal.owner or "",
        "baseline_kind": goal.baseline if goal.baseline in ("yoy", "qoq") else "period" if period else "",
        "baseline_period": period.label if period else "",
        "change": float(goal.change) if goal.change is not None else relative,
        "first": goal.period.first if goal.period else "",
        "last": goal.period.last if goal.period else "",
        "baseline_actual": actual,
        "baseline_forecast": expected if baseline == baseline else NOTHING,
        "baseline_open": still_open,
    }
    return {**row, "statement": statement(row, currency)}


def _target(goal: Goal, baseline: float, unit: str) -> float:
    if goal.target is not None:
        return target_value(goal.target, unit)
    if goal.change is None or baseline != baseline:
        return NOTHING
    factor = 1 + goal.change
    return float(scaled(int(baseline), factor)) if unit == "cents" else float(Decimal(repr(baseline)) * factor)
