"""What each goal is measured from, and the amount that reaches it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from salesplan_nb.calendars import Period, shift
from salesplan_nb.errors import PlanError
from salesplan_nb.goals.momentum import Momentum
from salesplan_nb.goals.season import YEAR
from salesplan_nb.goals.statement import goal_name, statement
from salesplan_nb.money import cents
from salesplan_nb.workspace.fields import fraction
from salesplan_nb.workspace.goal_amounts import amount_of, payable
from salesplan_nb.workspace.plan import ADDITIVE, UNITS, Goal, Role, Stakeholder
from salesplan_nb.workspace.validate import suggestion

if TYPE_CHECKING:
    from salesplan_nb.kpis import Tables

NOTHING = float("nan")


@dataclass(frozen=True)
class Base:
    """The value of a metric that a goal starts from: of which months, and whether they are all closed.

    `expected` is the part of a count that is forecast, of months still to come.
    """

    value: float
    period: Period
    still_open: bool
    expected: float = 0.0


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


def measured(cube: Tables, goals: Sequence[Goal], as_of: str, counts: Momentum | None = None) -> dict[str, Base]:
    """The base of every goal that is not in money, by goal: its metric over the base period.

    Parameters
    ----------
    cube : Tables
        The canonical tables.
    goals : sequence of Goal
        The plan's.
    as_of : str
        Last complete month.
    counts : Momentum, optional
        New customers by month, see `customer_paths`; without it an open base of theirs cannot be told.

    Notes
    -----
    A base period of a rate that is partly closed counts to as_of; one that has not begun is stood in for by the twelve
    months to as_of, since a rate has no forecast here. A count is a sum: its open base is actual to date plus the
    median, over paths, of its months to come, as that of money is. All are flagged as open. A metric that the data does
    not give has NaN.
    """
    # Brings Ibis, which the later stages that only read our result do without.
    from salesplan_nb import kpis

    found = {}
    for goal in goals:
        period = goal.base
        if goal.metric in ADDITIVE or period is None:
            continue
        still_open = period.last > as_of
        if UNITS[goal.metric] == "count" and still_open:
            known = counts is not None and len(counts.history) >= YEAR and counts.covers(period)
            expected = float(np.rint(np.median(counts.ahead(period)))) if known and counts is not None else NOTHING
            value = counts.known(period) + expected if counts is not None else NOTHING
            found[goal.id] = Base(value, period, True, expected)
            continue
        if still_open:
            period = Period(period.first, as_of) if period.first <= as_of else Period(shift(as_of, 1 - YEAR), as_of)
        told = kpis.measure(cube, goal.metric, period)
        found[goal.id] = Base(told.value if told.known else NOTHING, period, still_open)
    return found


def baselines(
    goals: Sequence[Goal],
    forecast: Momentum,
    bases: Mapping[str, Base],
    *,
    currency: str,
    names: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """The goals with base and target: one row per goal, the columns of `Goals.goals` up to the base.

    Parameters
    ----------
    goals : sequence of Goal
        The plan's.
    forecast : Momentum
        History and paths of the total and of its parts.
    bases : mapping of str to Base
        Of goals that are not in money, by goal; see `measured`.
    currency : str
        Of money, and for the statement.
    names : mapping of str to str, optional
        What people are called, by the ids that the plan has for them; see `people`.

    Returns
    -------
    DataFrame
        goal_id, statement, metric, unit, baseline, target, objective, owner, baseline_kind, baseline_period, change
        [fraction], first, last, baseline_actual, baseline_forecast, baseline_open, name, scope, to_date. Money in
        cents. NaN and '' where it cannot be told.

    Raises
    ------
    PlanError
        `unknown-member` where a goal's scope has no forecast: it sold nothing in the twelve months to as_of.

    Notes
    -----
    A base that is still open is actual to date plus the median, over paths, of the sum of its months to come. The
    target, base x (1 + change), is thereby a fixed amount, rounded half-even to the cent, or to
    the unit where the currency has no cents. A base period that begins
    before the history has no value. A goal for a part of the company has that part's base and paths.
    """
    frame = pd.DataFrame(
        [_row(goal, part_of(forecast, goal), bases.get(goal.id), currency, names or {}) for goal in goals]
    )
    twice = frame["name"].duplicated(keep=False)
    frame.loc[twice, "name"] = frame["name"] + " (" + frame["goal_id"] + ")"
    return frame


def asks_for_nothing(goal: Goal, baseline: float) -> bool:
    """Whether a goal asks for a share of a baseline that is zero, which every outcome reaches."""
    return goal.change is not None and goal.change.relative and baseline == 0


def people(roles: Sequence[Role], stakeholders: Sequence[Stakeholder], reps: pd.DataFrame) -> dict[str, str]:
    """What people are called, by the ids that the plan has for them: reps by name, roles by title, others by role.

    Parameters
    ----------
    roles, stakeholders : sequence of Role, Stakeholder
        The plan's.
    reps : DataFrame
        The canonical table, with rep_id and name where the data has them.
    """
    found: dict[str, str] = {}
    if {"rep_id", "name"} <= set(reps.columns):
        found = {str(rep): str(name) for rep, name in zip(reps["rep_id"], reps["name"], strict=True) if name}
    return found | {role.id: role.title for role in roles} | {who.id: who.role for who in stakeholders}


def part_of(forecast: Momentum, goal: Goal) -> Momentum:
    """The forecast of a goal's scope."""
    try:
        return forecast.of(goal.scope_name)
    except KeyError as cause:
        dimension, _, member = goal.scope_name.partition(": ")
        known = [name.partition(": ")[2] for name in forecast.members if name.startswith(f"{dimension}: ")]
        what = dimension.replace("_", " ")
        raise PlanError(
            "unknown-member",
            message=f"plan.yml, goals: goal {goal.id!r}: {what} {member!r} sold nothing in the twelve months to "
            f"{forecast.as_of}",
            context=None,
            hint=suggestion(member, known, f"name a {what} with sales, or remove scope:"),
        ) from cause


def _row(
    goal: Goal, forecast: Momentum, base: Base | None, currency: str, names: Mapping[str, str]
) -> dict[str, object]:
    unit, period = UNITS[goal.metric], goal.base
    actual, expected, still_open, to_date = NOTHING, 0.0, False, NOTHING
    if unit == "cents" and goal.period is not None:
        to_date = float(forecast.known(goal.period))
    if unit == "cents" and period is not None and forecast.covers(period):
        actual, still_open = float(forecast.known(period)), period.last > forecast.as_of
        expected = float(payable(float(np.median(forecast.ahead(period))), currency))
    elif unit != "cents" and base is not None:
        actual, expected, period, still_open = base.value - base.expected, base.expected, base.period, base.still_open
    baseline = actual + expected
    target = _target(goal, baseline, unit, currency)
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
        "change": float(goal.change.amount / 100) if goal.change is not None and goal.change.relative else relative,
        "first": goal.period.first if goal.period else "",
        "last": goal.period.last if goal.period else "",
        "baseline_actual": actual,
        "baseline_forecast": expected if baseline == baseline else NOTHING,
        "baseline_open": still_open,
        "name": goal_name(goal),
        "scope": goal.scope_name,
        "to_date": to_date,
    }
    return {**row, "statement": statement(goal, row, currency, names)}


def _target(goal: Goal, baseline: float, unit: str, currency: str) -> float:
    if unit == "cents":
        amount = amount_of(goal, int(baseline) if baseline == baseline else None, currency)
        return NOTHING if amount is None else float(amount)
    if goal.target is not None:
        return target_value(goal.target, unit)
    if goal.change is None or baseline != baseline or asks_for_nothing(goal, baseline):
        return NOTHING
    value = goal.change.on(Decimal(repr(baseline)))
    # A tenth of a customer is none: the goal is met by the next whole one.
    return float(math.ceil(value)) if unit == "count" else float(value)
