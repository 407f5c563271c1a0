"""Quotas: the target of each month with its margin, shared over people to the cent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

import numpy as np
import pandas as pd

from salesplan_nb.allocate import Box, InfeasibleError, shares, spread
from salesplan_nb.calendars import Period
from salesplan_nb.errors import PlanError, Problems
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
        For a basis that does not tell people apart, and a step that is larger than any month.
    PlanErrors
        For locks that name nobody on the team, or hold more than their month has.

    Notes
    -----
    A month is shared by basis x ramp. `trailing_12` and `prior_year`: bookings of the last 12 months, of the last whole
    calendar year; who was not fully ramped all that time counts as the median of those of their role who were.
    `potential`: the region's target, shared by annual quota among its people. Each share is a multiple of `round_to`;
    what that leaves of a month goes to the house line, as does a month in which nobody can carry. A locked cell keeps
    its amount as it is. Floors, caps and locks of several months are held by `allocate.spread`, months exact: what one
    person may not carry the others of that month do.
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
    step = breakdown.rep.round_to * CENTS_PER_UNIT
    wanted = [{rep: basis[rep] * ready[rep][place] for rep in basis} for place in range(len(months))]
    limits = [lock for lock in breakdown.locks if lock.rep is not None and not _one_cell(lock)]
    amounts = [int(amount) for amount in margins["quota_cents"]]
    if breakdown.rep.round_to > 1 and 0 < max(amounts) < step:
        raise _too_coarse(breakdown.rep.round_to, max(amounts))
    parts = (
        _limited(amounts, months, wanted, held, limits, step)
        if limits
        else [_month(a, w, held.get(m, {}), step) for m, a, w in zip(months, amounts, wanted, strict=True)]
    )
    found: dict[str, list[int]] = {rep: [part.get(rep, 0) for part in parts] for rep in basis}
    rest = [amount - sum(part.values()) for amount, part in zip(amounts, parts, strict=True)]
    found[breakdown.rep.remainder] = rest
    rows = [(rep, month, cents) for rep, line in found.items() for month, cents in zip(months, line, strict=True)]
    return framed(Resources, "quotas", rows)


def _too_coarse(round_to: int, most: int) -> PlanError:
    """Round figures of which no month has one: nobody would carry a quota."""
    return PlanError(
        "step-too-coarse",
        message=f"plan.yml, breakdown.rep.round_to: {round_to:,} is more than the quotas of any month, "
        f"{most / CENTS_PER_UNIT:,.2f} at most",
        context=None,
        hint="write a step that each person's month holds several times, or take round_to: out",
    )


def _month(amount: int, wanted: Mapping[str, float], held: Mapping[str, int], step: int) -> dict[str, int]:
    """Shares of a month [cents]: locked ones first, the others by weight in whole steps."""
    free = {rep: weight for rep, weight in wanted.items() if rep not in held}
    rest = amount - sum(held.values())
    if not any(free.values()):
        return dict(held)
    return {**held, **dict(zip(free, shares(rest - rest % step, list(free.values()), step=step), strict=True))}


def _one_cell(lock: Lock) -> bool:
    """Whether a lock fixes one person's month."""
    return lock.amount is not None and lock.month is not None


def _limited(
    amounts: Sequence[int],
    months: Sequence[str],
    wanted: Sequence[Mapping[str, float]],
    held: Mapping[str, Mapping[str, int]],
    limits: Sequence[Lock],
    step: int,
) -> list[dict[str, int]]:
    """Shares of all months at once [cents]: locked cells first, others in whole steps, within everybody's limits."""
    people = list(wanted[0])
    fixed = [held.get(month, {}) for month in months]
    weights = np.array([[0.0 if p in off else w[p] for p in people] for w, off in zip(wanted, fixed, strict=True)])
    free = [a - sum(off.values()) if row.any() else 0 for a, off, row in zip(amounts, fixed, weights, strict=True)]
    free = [amount - amount % step for amount in free]
    boxes = [Box(((place,),), amount, amount) for place, amount in enumerate(free)]
    period = Period(months[0], months[-1])
    for lock in limits:
        inside = [months.index(month) for month in lock.months(period)]
        taken = sum(fixed[place].get(str(lock.rep), 0) for place in inside)
        high = None if lock.high is None else max(0, lock.high - taken)
        boxes.append(Box((tuple(inside), (people.index(str(lock.rep)),)), max(0, lock.low - taken), high))
    for place, off in enumerate(fixed):
        boxes += [Box(((place,), (people.index(rep),)), 0, 0) for rep in off]
    try:
        found = spread(sum(free), [np.array(free, dtype=float), weights], boxes, step=step) if sum(free) else None
    except InfeasibleError as cause:
        named = [limits[i - len(free)] for i in cause.cells if len(free) <= i < len(free) + len(limits)]
        raise PlanError(
            "infeasible-locks",
            message="plan.yml: breakdown.locks: no quotas keep these limits and the months' sums",
            context=[lock.told for lock in named],
            hint=f"change one of them; amounts of several months are multiples of {step // CENTS_PER_UNIT:,}",
        ) from cause
    shared = np.zeros(weights.shape, dtype=np.int64) if found is None else found
    return [{**dict(zip(people, map(int, row), strict=True)), **off} for row, off in zip(shared, fixed, strict=True)]


def _held(locks: Sequence[Lock], people: Sequence[Person], margins: pd.DataFrame) -> dict[str, dict[str, int]]:
    """Locked cells by month [cents]."""
    problems, known = Problems(), {person["rep_id"] for person in people}
    held: dict[str, dict[str, int]] = {}
    for lock in locks:
        if lock.rep is None:
            continue
        if lock.rep in known and _one_cell(lock):
            held.setdefault(str(lock.month), {})[lock.rep] = lock.low
        elif lock.rep not in known:
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
