"""Checks of what is locked: cells that the breakdown has, amounts that can be held, and all of them together."""

from __future__ import annotations

from salesplan_nb.allocate import conflicts
from salesplan_nb.calendars import Period
from salesplan_nb.money import CENTS_PER_UNIT, cents
from salesplan_nb.workspace.checks import PlanCheck
from salesplan_nb.workspace.goal_checks import unreadable
from salesplan_nb.workspace.lock_boxes import box
from salesplan_nb.workspace.lock_faults import by_hand_faults, lock_faults
from salesplan_nb.workspace.lock_words import conflicts_told
from salesplan_nb.workspace.plan import ADDITIVE, DIMENSIONS, Breakdown, Goal, Lock
from salesplan_nb.workspace.yamlfile import Location


def check_locks(check: PlanCheck) -> None:
    """Find locks that are about nothing or too much, levels by hand that no lock fills, and locks in conflict."""
    breakdown = check.plan.breakdown
    if breakdown is None:
        return
    goal = next((goal for goal in check.plan.goals if goal.id == breakdown.goal), None)
    before = len(check.problems.errors)
    for i, lock in enumerate(breakdown.locks):
        for fault in lock_faults(lock, breakdown):
            place: Location = ("breakdown", "locks", i)
            check.add(fault.reference, (*place, fault.key) if fault.key else place, fault.problem, fault.hint)
        _months(check, i, lock, breakdown, goal)
    for fault in by_hand_faults(breakdown):
        check.add(fault.reference, ("breakdown", fault.key), fault.problem, fault.hint)
    if goal is not None and goal.period is not None and len(check.problems.errors) == before:
        _together(check, breakdown, goal, goal.period)


def _months(check: PlanCheck, i: int, lock: Lock, breakdown: Breakdown, goal: Goal | None) -> None:
    period = goal.period if goal is not None else None
    own = Period(lock.month, lock.month) if lock.month is not None else lock.period
    if period is None or own is None or (own.first in period and own.last in period):
        return
    check.add(
        "lock-outside-goal",
        ("breakdown", "locks", i, "month" if lock.month is not None else "period"),
        f"lock on {', '.join(n for n in (lock.rep, lock.region, lock.product_family, lock.channel) if n) or 'all'}: "
        f"{own.label} is outside goal {breakdown.goal!r} ({period.name})",
        f"write {'a month' if lock.month is not None else 'months'} within {period.first}..{period.last}",
    )


def _together(check: PlanCheck, breakdown: Breakdown, goal: Goal, period: Period) -> None:
    """Locks that no targets can keep, whatever the data; its members and a rest stand for those of the data."""
    places = [i for i, lock in enumerate(breakdown.locks) if lock.rep is None]
    locks = [breakdown.locks[i] for i in places]
    names = {d: sorted({name for lock in locks if (name := getattr(lock, d)) is not None}) for d in DIMENSIONS}
    total = None
    if goal.target is not None and goal.metric in ADDITIVE and unreadable(goal.metric, goal.target) is None:
        step = breakdown.round_to * CENTS_PER_UNIT if breakdown.round_to > 1 else 1
        total = cents(goal.target) // step * step
    import numpy as np  # `check` of a plan without locks does without

    shape = (len(period), *(len(of) + 1 for of in names.values()))
    boxes = [box(lock, period, names) for lock in locks]
    found = conflicts(boxes, np.ones(shape, dtype=bool), total) if locks else None
    if found is None or not found.sets:
        return
    where = f" in goal {goal.id!r}, whose target is {total / CENTS_PER_UNIT:,.2f}" if total is not None else ""
    named = [f"{check.rest.place('breakdown', 'locks', i)}, {breakdown.locks[i].told}" for i in places]
    told = conflicts_told(found, named)
    check.problems.add(
        "infeasible-locks",
        message=f"{check.rest.place('breakdown', 'locks')}: {told.what}{where}",
        context=told.context,
        hint=told.hint,
    )
