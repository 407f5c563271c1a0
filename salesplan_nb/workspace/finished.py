"""The goal that the plan is about must end after the data: nothing can be planned for months gone by."""

from __future__ import annotations

from salesplan_nb.calendars import month_name, shift
from salesplan_nb.errors import PlanError
from salesplan_nb.workspace.load import Workspace
from salesplan_nb.workspace.plan import UNITS, Plan


def main_goal_at(plan: Plan) -> int | None:
    """Where in `goals` the goal is that the plan is about; None without a goal in money for the whole company.

    Notes
    -----
    The rule of `goals.main_goal`, told from the plan alone: the goal broken down, else the one that ends last.
    """
    money = {goal.id: i for i, goal in enumerate(plan.goals) if UNITS[goal.metric] == "cents" and goal.scope is None}
    if plan.breakdown is not None and plan.breakdown.goal in money:
        return money[plan.breakdown.goal]
    ends = {i: (period.last, period.first) for i in money.values() if (period := plan.goals[i].period) is not None}
    return max(ends, key=lambda i: ends[i]) if ends else None


def check_main_goal_ahead(workspace: Workspace, as_of: str) -> None:
    """Refuse a main goal whose last month the data already hold.

    Parameters
    ----------
    workspace : Workspace
        The plan, and the lines of its file.
    as_of : str
        Last month of the data.

    Raises
    ------
    PlanError
        `goal-over`.
    """
    at = main_goal_at(workspace.plan)
    period = None if at is None else workspace.plan.goals[at].period
    if at is None or period is None or period.last > as_of:
        return
    goal_id = workspace.plan.goals[at].id
    raise PlanError(
        "goal-over",
        message=f"{workspace.place('goals', at, 'period')}: goal {goal_id!r} is what the plan is about, "
        f"and its period, {period.name}, is over: the data reach to {month_name(as_of)}",
        context=None,
        hint="set a period that ends later, or name a goal that is still ahead under breakdown: goal; the plan as it "
        f"stood: salesplan run --as-of {shift(period.last, -1)}",
    )
