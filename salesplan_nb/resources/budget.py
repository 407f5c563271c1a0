"""Budget: what is spent, on what, in which month; every line's months sum to its amount."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pandas as pd

from salesplan_nb.allocate import shares
from salesplan_nb.calendars import Period, months_between
from salesplan_nb.errors import PlanError
from salesplan_nb.resources.result import Resources
from salesplan_nb.results import framed
from salesplan_nb.workspace.plan import Budget, BudgetLine, Hire, Role, Scenario, Tactic

YEAR = 12


def all_lines(
    budget: Budget | None, plan_roles: Sequence[Role], year: Period, scenario: Scenario | None = None
) -> list[BudgetLine]:
    """The plan's lines, and where a scenario is run one line for the pay of each of its hires.

    Parameters
    ----------
    budget : Budget or None
        Of the plan.
    plan_roles : sequence of Role
        On-target earnings of those who would join.
    year : Period
        The planning year.
    scenario : Scenario, optional
        The scenario being run.
    """
    lines = list(budget.lines) if budget else []
    for number, hire in enumerate(scenario.hires if scenario else [], start=1):
        cost = hire_cost(hire, plan_roles, year)
        if cost and scenario:
            lines.append(
                BudgetLine.model_construct(
                    id=f"{scenario.id}-{number}",
                    category="headcount",
                    amount=cost,
                    owner="",
                    goal=None,
                    closes=None,
                    period=Period(max(hire.starts, year.first), year.last),
                )
            )
    return lines


def hire_cost(hire: Hire, plan_roles: Sequence[Role], year: Period) -> int | None:
    """On-target earnings of people who would join, for their months in the year [cents]; None where the role has none.

    Notes
    -----
    OTE x months / 12 x count, rounded half-even.
    """
    ote = next((role.ote for role in plan_roles if role.id == hire.role), None)
    if ote is None:
        return None
    months = len(months_between(max(hire.starts, year.first), year.last))
    return round(Decimal(ote * hire.count * months) / YEAR)


def budget(lines: Sequence[BudgetLine], year: Period) -> pd.DataFrame:
    """One row per line and month: category and amount [cents]; each line's months sum to its amount to the cent.

    Parameters
    ----------
    lines : sequence of BudgetLine
        As `all_lines` gives them.
    year : Period
        The planning year.

    Raises
    ------
    PlanError
        For a line whose period lies outside the year.

    Notes
    -----
    Even over the months of the line's period that lie in the planning year; the whole year where it has no period.
    """
    rows = []
    for line in lines:
        months = [month for month in (line.period or year).months if month in year]
        if not months:
            raise PlanError(
                "outside-year",
                message=f"plan.yml, budget.lines: {line.id!r} has no month in {year.name}",
                context=None,
                hint=f"write a period within {year.first}..{year.last}",
            )
        parts = shares(line.amount, [1] * len(months))
        rows += [(line.id, line.category, month, part) for month, part in zip(months, parts, strict=True)]
    return framed(Resources, "budget", rows)


def lines(lines: Sequence[BudgetLine], tactics: Sequence[Tactic]) -> pd.DataFrame:
    """One row per line: category, amount [cents], owner, goal, the skill it closes, the tactics that it pays for."""
    rows = [
        {
            "line": line.id,
            "category": line.category,
            "amount_cents": line.amount,
            "owner": line.owner,
            "goal": line.goal or "",
            "closes": line.closes or "",
            "tactics": ", ".join(tactic.id for tactic in tactics if tactic.budget == line.id),
        }
        for line in lines
    ]
    return framed(Resources, "lines", rows)
