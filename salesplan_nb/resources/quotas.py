"""Quotas: the target of each month with its margin, shared over people to the cent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

import pandas as pd

from salesplan_nb.allocate import shares
from salesplan_nb.errors import Problems
from salesplan_nb.goals.result import Goals
from salesplan_nb.money import CENTS_PER_UNIT, scaled
from salesplan_nb.resources.bases import Person, carrying, last_month, weights
from salesplan_nb.resources.carriers import productive
from salesplan_nb.resources.result import Resources
from salesplan_nb.results import framed
from salesplan_nb.strategies.goal_months import goal_months
from salesplan_nb.workspace.plan import Breakdown, Lock, Role


def quotas_missing(over_assignment: float | None, breakdown: Breakdown | None, team: pd.DataFrame) -> str:
    """What must be added before quotas can be planned, '' where nothing is missing."""
    wanted = [] if over_assignment is not None else ["over_assignment, such as 5%"]
    if breakdown is None or breakdown.rep is None:
        wanted.append("breakdown.rep: {basis: trailing_12}")
    if team.empty:
        wanted.append("the table reps (who sells, since when) in sources.yml")
    return ", ".join(wanted)


def margins(
    goals: Goals, over_assignment: float | None, breakdown: Breakdown | None, team: pd.DataFrame
) -> pd.DataFrame:
    """One row per month of the main goal: target, over-assignment [fraction], quotas together [cents]; may be empty.

    Notes
    -----
    Quota = target x (1 + over-assignment), rounded half-even to the cent in each month. Empty where quotas are not
    planned yet (`quotas_missing`).
    """
    if over_assignment is None or quotas_missing(over_assignment, breakdown, team):
        return framed(Resources, "margins", [])
    factor = 1 + Decimal(str(over_assignment))
    rows = [(m, int(t), over_assignment, scaled(int(t), factor)) for m, t in goal_months(goals).items()]
    return framed(Resources, "margins", rows)


def quotas(
    margins: pd.DataFrame,
    team: pd.DataFrame,
    plan_roles: Sequence[Role],
    breakdown: Breakdown | None,
    monthly: pd.DataFrame,
    goals: Goals,
) -> pd.DataFrame:
    """One row per person and month, the house line last: the quota [cents]; every month sums to its margin to the cent.

    Parameters
    ----------
    margins : DataFrame
        As `margins` gives it; empty where quotas are not planned yet, and so are the quotas then.
    team : DataFrame
        Of the plan year.
    plan_roles : sequence of Role
        Annual quota (who carries one) and ramp.
    breakdown : Breakdown or None
        Basis, round figures, house line and locks.
    monthly : DataFrame
        `Cube.monthly("rep_id")`: month, rep_id, amount_cents.
    goals : Goals
        Last month of data, and targets by region for the basis `potential`.

    Raises
    ------
    PlanError
        For a basis that does not tell people apart.
    PlanErrors
        For locks that name nobody on the team, or hold more than their month has.

    Notes
    -----
    A month is shared by basis x ramp. `trailing_12` and `prior_year`: bookings of the last 12 months, of the last whole
    calendar year; who was not fully ramped all that time counts as the median of those of their role who were.
    `potential`: the region's target, shared by annual quota among its people. Each share is a multiple of `round_to`;
    what that leaves of a month goes to the house line, as does a month in which nobody can carry.
    """
    if margins.empty or breakdown is None or breakdown.rep is None:
        return framed(Resources, "quotas", [])
    people = carrying(team, plan_roles, monthly, last_month(goals))
    basis = weights(breakdown.rep.basis, people, plan_roles, monthly, goals)
    months = [str(month) for month in margins["month"]]
    ramps = {role.id: role.ramp for role in plan_roles}
    ready = {
        p["rep_id"]: productive(ramps.get(p["role"], []), p["first_month"], p["last_month"], months) for p in people
    }
    held = _held(breakdown.locks, people, margins)
    found: dict[str, list[int]] = {rep: [] for rep in [*basis, breakdown.rep.remainder]}
    for place, amount in enumerate(margins["quota_cents"]):
        wanted = {rep: basis[rep] * ready[rep][place] for rep in basis}
        step = breakdown.rep.round_to * CENTS_PER_UNIT
        parts = _month(int(amount), wanted, held.get(months[place], {}), step)
        for rep, line in found.items():
            line.append(parts.get(rep, 0))
        found[breakdown.rep.remainder][-1] += int(amount) - sum(parts.values())
    rows = [(rep, month, cents) for rep, line in found.items() for month, cents in zip(months, line, strict=True)]
    return framed(Resources, "quotas", rows)


def _month(amount: int, wanted: Mapping[str, float], held: Mapping[str, int], step: int) -> dict[str, int]:
    """Shares of a month [cents]: locked ones first, the others by weight in whole steps."""
    free = {rep: weight for rep, weight in wanted.items() if rep not in held}
    rest = amount - sum(held.values())
    if not any(free.values()):
        return dict(held)
    return {**held, **dict(zip(free, shares(rest - rest % step, list(free.values()), step=step), strict=True))}


def _held(locks: Sequence[Lock], people: Sequence[Person], margins: pd.DataFrame) -> dict[str, dict[str, int]]:
    """Locked cells by month [cents]."""
    problems, known = Problems(), {person["rep_id"] for person in people}
    held: dict[str, dict[str, int]] = {}
    for lock in locks:
        if lock.rep is None:
            continue
        if lock.rep in known:
            held.setdefault(lock.month, {})[lock.rep] = lock.amount
        else:
            problems.add(
                "lock-without-rep",
                message=f"plan.yml: breakdown.locks: {lock.rep} carries no quota in the plan year",
                context=None,
                hint=f"name one of {', '.join(sorted(known))}, or take the lock out",
            )
    for month, amount in zip(margins["month"], margins["quota_cents"], strict=True):
        over = sum(held.get(month, {}).values()) - amount
        if over > 0:
            problems.add(
                "locks-cannot-hold",
                message=f"plan.yml: breakdown.locks: {month} has {amount / CENTS_PER_UNIT:,.2f} to share",
                context=[f"{rep}, {month}: {cents / CENTS_PER_UNIT:,.2f}" for rep, cents in held[month].items()],
                hint=f"lower them by {over / CENTS_PER_UNIT:,.2f}",
            )
    problems.raise_all()
    return held
