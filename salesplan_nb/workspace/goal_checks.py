"""Checks of what a goal, a KPI target and a segment say: measurable, and in columns and units that exist."""

from __future__ import annotations

from collections.abc import Collection

from salesplan_nb.calendars import Period
from salesplan_nb.errors import counted
from salesplan_nb.money import cents
from salesplan_nb.workspace.checks import PlanCheck
from salesplan_nb.workspace.fields import fraction
from salesplan_nb.workspace.plan import ADDITIVE, Goal
from salesplan_nb.workspace.validate import suggestion
from salesplan_nb.workspace.where import conditions

QUARTER = Period("2000-01", "2000-03")
"""In place of a period that is missing or wrong, which is told elsewhere."""
SHARES = ("win_rate", "conversion", "csat")
"""Metrics between 0% and 100%."""
UNMEASURABLE = {
    "baseline": (
        "add baseline: yoy (the same period a year before) or qoq (the quarter just before), or a period such as 2026"
    ),
    "target": "add change: +20% (against the baseline) or target: and the value to be reached",
    "period": "add period: 2027, 2027-Q1 or 2027-01..2027-06",
}


def check_goals(check: PlanCheck) -> None:
    """Find goals that cannot be measured, and targets that are no value of their metric."""
    for i, goal in enumerate(check.plan.goals):
        if check.written("goals", i, "id"):  # not the filler
            _measurable(check, i, goal)
    for i, kpi in enumerate(check.plan.kpis):
        if (found := unreadable(kpi.kpi, kpi.target)) is not None:
            check.add("bad-target", ("kpis", i, "target"), f"kpi {kpi.kpi}: {found[0]}", found[1])
    breakdown = check.plan.breakdown
    metric = next((goal.metric for goal in check.plan.goals if breakdown and goal.id == breakdown.goal), "bookings")
    if metric not in ADDITIVE:
        check.add(
            "not-additive",
            ("breakdown", "goal"),
            f"breakdown: {metric} does not add up over months and regions",
            f"name a goal in {' or '.join(ADDITIVE)}",
        )


def check_segments(check: PlanCheck, columns: Collection[str]) -> None:
    """Find segment rules over columns that customers do not have.

    Parameters
    ----------
    check : PlanCheck
        The plan.
    columns : collection of str
        Those of the table customers in the data contract.
    """
    for i, segment in enumerate(check.plan.segments):
        for condition in conditions(segment.where):
            if condition.column not in columns:
                hint = suggestion(condition.column, columns, "use a column of the table customers")
                check.add(
                    "unknown-column",
                    ("segments", i, "where"),
                    f"segment {segment.id!r} asks for {condition.column!r}, which customers do not have",
                    hint,
                )


def _measurable(check: PlanCheck, i: int, goal: Goal) -> None:
    at = ("goals", i)
    has = {
        "baseline": check.written(*at, "baseline"),
        "target": check.written(*at, "target") or check.written(*at, "change"),
        "period": check.written(*at, "period"),
    }
    for part, there in has.items():
        if not there:
            letter = "time-bound (T of SMART)" if part == "period" else "measurable (M of SMART)"
            check.add("not-smart", at, f"goal {goal.id!r} has no {part}, so it is not {letter}", UNMEASURABLE[part])
    if check.written(*at, "target") and check.written(*at, "change"):
        problem = f"goal {goal.id!r} has both a target and a change"
        check.add("two-targets", (*at, "change"), problem, "keep one of them")
    if goal.target is not None and (found := unreadable(goal.metric, goal.target)) is not None:
        check.add("bad-target", (*at, "target"), f"goal {goal.id!r}: {found[0]}", found[1])
    if goal.baseline is not None:
        _baseline(check, i, goal, goal.baseline)


def _baseline(check: PlanCheck, i: int, goal: Goal, text: str) -> None:
    at = ("goals", i, "baseline")
    try:
        base = (goal.period or QUARTER).baseline(text) if text in ("yoy", "qoq") else Period.parse(text)
    except ValueError as cause:
        problem = f"goal {goal.id!r}: {str(cause).partition(';')[0]}"
        check.add("bad-baseline", at, problem, UNMEASURABLE["baseline"].replace("add", "write", 1))
        return
    if goal.period is None:
        return
    if base.last >= goal.period.first:
        check.add(
            "bad-baseline",
            at,
            f"goal {goal.id!r}: its baseline ({base.name}) does not end before it begins ({goal.period.name})",
            "write a baseline before the goal's period",
        )
    elif goal.metric in ADDITIVE and len(base) != len(goal.period):
        check.add(
            "bad-baseline",
            at,
            f"goal {goal.id!r} has {counted(len(goal.period), 'month')} and its baseline {len(base)}: no change can be "
            "told",
            "write a baseline as long as the goal's period",
        )


def unreadable(metric: str, target: str) -> tuple[str, str] | None:
    """What is wrong with a target, and what to write; None where nothing is."""
    if metric in ADDITIVE:
        try:
            amount = cents(target)
        except ValueError:
            return f"{target!r} is no amount", "write whole currency units, such as 2400000"
        return None if amount > 0 else (f"{target!r} leaves nothing to reach", "write an amount above 0")
    try:
        value = fraction(target)
    except ValueError:
        return f"{target!r} is no value of {metric}", "write a number, or a share such as 32%"
    if metric in SHARES and not 0 <= value <= 1:
        return f"{metric} {target} is not between 0% and 100%", "write a share such as 32%"
    return None
