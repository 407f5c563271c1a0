"""Checks of what is locked: cells that the breakdown has, amounts that can be held, and all of them together."""

from __future__ import annotations

from salesplan_nb.allocate import conflicts
from salesplan_nb.calendars import Period
from salesplan_nb.money import CENTS_PER_UNIT, cents
from salesplan_nb.workspace.checks import PlanCheck
from salesplan_nb.workspace.goal_checks import unreadable
from salesplan_nb.workspace.lock_boxes import box
from salesplan_nb.workspace.lock_words import conflicts_told
from salesplan_nb.workspace.plan import ADDITIVE, Breakdown, Goal, Lock

DIMENSIONS = ("region", "product_family", "channel")
NAMED = {"month": ("month",), "quarter": ("period",)} | {name: (name,) for name in DIMENSIONS}
"""What a lock says of a level."""


def check_locks(check: PlanCheck) -> None:
    """Find locks that are about nothing or too much, levels by hand that no lock fills, and locks in conflict."""
    breakdown = check.plan.breakdown
    if breakdown is None:
        return
    goal = next((goal for goal in check.plan.goals if goal.id == breakdown.goal), None)
    before = len(check.problems.errors)
    for i, lock in enumerate(breakdown.locks):
        _cells(check, i, lock, breakdown)
        _amounts(check, i, lock, breakdown)
        _months(check, i, lock, breakdown, goal)
    _by_hand(check, breakdown)
    if goal is not None and goal.period is not None and len(check.problems.errors) == before:
        _together(check, breakdown, goal, goal.period)


def _cells(check: PlanCheck, i: int, lock: Lock, breakdown: Breakdown) -> None:
    location = ("breakdown", "locks", i)
    named = [name for name in DIMENSIONS if getattr(lock, name) is not None]
    when = [name for name in ("month", "period") if getattr(lock, name) is not None]
    if lock.rep is not None and named:
        hint = "write rep: and an id for a quota, or region:, product_family:, channel: for targets"
        check.add("unclear-lock", location, "a lock is about the quota of one person or about targets, not both", hint)
    elif not (lock.rep or named or when):
        hint = "write at least one of rep, region, product_family, channel, month, period"
        check.add("unclear-lock", location, "a lock on everything is the goal itself", hint)
    if len(when) == 2:
        check.add("unclear-lock", location, "a lock has both a month and a period", "keep one of them")
    if lock.channel is not None and breakdown.channel is None:
        hint = "add channel: trailing_12 to breakdown, or lock a region or a family"
        check.add("lock-without-level", (*location, "channel"), "the breakdown has no routes to market", hint)


def _amounts(check: PlanCheck, i: int, lock: Lock, breakdown: Breakdown) -> None:
    location = ("breakdown", "locks", i)
    ends = {key: value for key in ("amount", "floor", "cap") if (value := getattr(lock, key)) is not None}
    if not ends or ("amount" in ends and len(ends) > 1):
        hint = "write amount: for a fixed one, or floor:, cap: or both"
        check.add("unclear-lock", location, f"lock on {lock.cell}: it needs an amount, or a floor, a cap or both", hint)
    for key, value in ends.items():
        if value < 0:
            problem = f"lock on {lock.cell}: {value / CENTS_PER_UNIT:,.2f} is below 0"
            check.add("negative-lock", (*location, key), problem, "write an amount of 0 or more")
    if lock.floor is not None and lock.cap is not None and lock.floor > lock.cap:
        problem = f"lock on {lock.cell}: its floor is above its cap"
        check.add("infeasible-locks", location, problem, "exchange them, or take one out")
    step = breakdown.round_to * CENTS_PER_UNIT
    if lock.rep is None and breakdown.round_to > 1 and (lock.amount or 0) % step:
        problem = f"lock on {lock.cell}: {lock.low / CENTS_PER_UNIT:,.2f} is no multiple of round_to"
        check.add("lock-not-round", (*location, "amount"), problem, f"write a multiple of {breakdown.round_to:,}")


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


def _by_hand(check: PlanCheck, breakdown: Breakdown) -> None:
    """A level whose basis is manual takes its cells from the locks."""
    cells = [lock for lock in breakdown.locks if lock.rep is None]
    for level, keys in NAMED.items():
        filled = any(getattr(lock, key) is not None for lock in cells for key in keys)
        if breakdown.basis_of(level) == "manual" and not filled:
            check.add(
                "manual-without-cells",
                ("breakdown", level),
                f"breakdown: {level}: manual, and no lock says what a {level.replace('_', ' ')} holds",
                f"add locks: with {' or '.join(keys)} and amount, or write another basis",
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
