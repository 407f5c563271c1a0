"""What the data cannot give as a whole: a baseline with orders to change from, managers without a circle."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from salesplan_nb.calendars import months_between, shift
from salesplan_nb.contract import UNASSIGNED
from salesplan_nb.errors import Problems
from salesplan_nb.intake.mapping import Mapped
from salesplan_nb.intake.monthly import monthly_cents
from salesplan_nb.workspace import Workspace
from salesplan_nb.workspace.plan import ADDITIVE, UNITS, Goal

YEAR = 12
"""Months at the start of the orders in which nobody can be told to be new."""


def cross_check(workspace: Workspace, tables: Mapping[str, Mapped], as_of: str) -> None:
    """Find what the plan asks of the data that they cannot give.

    Raises
    ------
    PlanErrors
        Of kind "input", all in one go.
    """
    problems = Problems()
    _zero_baselines(workspace, tables["orders"], as_of, problems)
    if "reps" in tables and "manager_id" in tables["reps"].typed:
        _circles(tables["reps"], problems)
    problems.raise_all()


def _zero_baselines(workspace: Workspace, orders: Mapped, as_of: str, problems: Problems) -> None:
    sums = {month: cents for (month,), cents in monthly_cents(orders).items()}
    for i, goal in enumerate(workspace.plan.goals):
        base = goal.base
        if goal.metric not in ADDITIVE or goal.change is None or base is None:
            continue
        if base.first < min(sums):
            problems.add(
                "baseline-before-data",
                message=f"{workspace.place('goals', i, 'baseline')}: goal {goal.id!r}: "
                f"its baseline ({base.name}) begins in {base.first}, the orders in {min(sums)}",
                context=None,
                hint="keep baseline: and write target: with an amount in place of change:"
                f"{_other(goal, min(sums), as_of)}",
            )
        elif base.last <= as_of and sum(sums.get(month, 0) for month in months_between(base.first, base.last)) == 0:
            problems.add(
                "zero-baseline",
                message=f"{workspace.place('goals', i, 'baseline')}: goal {goal.id!r}: "
                f"its baseline ({base.name}) is zero, so no change can be told",
                context=None,
                hint="write target: and an amount in place of change:, or name a baseline with orders",
            )


def check_new_customers(workspace: Workspace, orders: pa.Table, as_of: str) -> None:
    """Find goals that ask for a share more of new customers than a baseline in which there was none.

    Parameters
    ----------
    workspace : Workspace
        Its goals.
    orders : Table
        The canonical orders: month, customer_id.
    as_of : str
        Last complete month.

    Raises
    ------
    PlanErrors
        `zero-baseline`, of kind "input", all in one go.

    Notes
    -----
    A base that is still open needs the forecast, and one in the first year of the orders has no new customers to be
    told: both are left to the stage goals.
    """
    problems = Problems()
    if "customer_id" not in orders.column_names:
        return
    named = orders.filter(pc.invert(pc.is_in(orders["customer_id"], pa.array(["", UNASSIGNED, None], pa.string()))))
    firsts = named.group_by("customer_id").aggregate([("month", "min")])["month_min"].to_pylist()
    told_from = shift(str(pc.min(orders["month"]).as_py()), YEAR)
    for i, goal in enumerate(workspace.plan.goals):
        base = goal.base
        if UNITS[goal.metric] != "count" or goal.change is None or not goal.change.relative or base is None:
            continue
        if told_from <= base.first and base.last <= as_of and not any(month in base for month in firsts):
            problems.add(
                "zero-baseline",
                message=f"{workspace.place('goals', i, 'baseline')}: goal {goal.id!r}: "
                f"its baseline ({base.name}) has no new customer, so {goal.change} of it asks for nothing",
                context=None,
                hint="write target: and the number of new customers, such as 20, in place of change:, "
                "or name a baseline that has some",
            )
    problems.raise_all()


def _other(goal: Goal, first: str, as_of: str) -> str:
    """A baseline as long as the goal that the orders from a first month on cover; '' where there is none."""
    if goal.period is None:
        return ""
    last = min(as_of, shift(goal.period.first, -1))
    start = shift(last, 1 - len(goal.period))
    return f", or name a baseline that the orders cover, such as {start}..{last}" if start >= first else ""


def _circles(reps: Mapped, problems: Problems) -> None:
    rows = {str(reps.typed["rep_id"][row]): row for row in np.flatnonzero(reps.kept).tolist()}
    circle = circle_of({rep: str(reps.typed["manager_id"][row] or "") for rep, row in rows.items()})
    if circle:
        problems.add(
            "manager-circle",
            message=f"{reps.records.place(rows[circle[0]])}: {' reports to '.join(circle)}",
            context=None,
            hint="correct manager_id of one of them; whoever leads all others has none",
        )


def circle_of(managers: Mapping[str, str]) -> list[str]:
    """People who are above themselves, the first of them again last; empty where there is no such circle.

    Parameters
    ----------
    managers : mapping of str to str
        By person the manager, '' where there is none.

    Examples
    --------
    >>> circle_of({"A": "", "B": "C", "C": "B"})
    ['B', 'C', 'B']
    """
    for rep in sorted(managers):
        path = [rep]
        while managers.get(path[-1], ""):
            path.append(managers[path[-1]])
            if path[-1] in path[:-1]:
                return path[path.index(path[-1]) :]
    return []
