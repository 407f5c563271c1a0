"""For the reader to decide: people who could be hired, and goals that this plan would reach."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from salesplan_nb.fiscal import PlanYear
from salesplan_nb.resources.budget import all_lines, hire_cost
from salesplan_nb.resources.carriers import carriers
from salesplan_nb.resources.chance import chance_of, reached_by
from salesplan_nb.resources.people import team
from salesplan_nb.resources.result import Resources
from salesplan_nb.resources.simulation import Paths, Simulation
from salesplan_nb.results import framed
from salesplan_nb.workspace.plan import Budget, Role, Scenario

LEVELS = {"goal-5-in-10": 0.5, "goal-8-in-10": 0.8}


def options(
    simulation: Simulation,
    scenarios: Sequence[Scenario],
    plan_roles: Sequence[Role],
    plan_budget: Budget | None,
    year: PlanYear,
    running: Scenario | None = None,
) -> pd.DataFrame:
    """One row per scenario of the plan and per goal that could be set instead: cost and gain [cents], chance.

    Parameters
    ----------
    simulation : Simulation
        As run: options have the same draws, so that what differs is the option alone.
    scenarios : sequence of Scenario
        People who could be hired; those whose role has no quota add nothing.
    plan_roles, plan_budget, year
        For the cost, and for what it would take the budget over its limit.
    running : Scenario, optional
        The scenario being run, which is no option any more.

    Notes
    -----
    Gain = median of what is booked in the goal's period with the hires, less that without. Cost = OTE x months / 12 x
    count; 0 with a `note` where a role has no OTE. Goals are the largest amounts that 5 and 8 in 10 simulated plans
    reach, to the cent: they are rounded where they are printed, like all that stands beside them. Without capacity
    hires cannot be told apart from none, so only goals are proposed.
    """
    if not simulation.draws:
        return framed(Resources, "options", [])
    spent = sum(line.amount for line in all_lines(plan_budget, plan_roles, year, running))
    limit = plan_budget.limit if plan_budget else None
    rows = []
    if simulation.capacity is not None:
        before = _median(simulation.booked())
        for scenario in scenarios:
            if running is None or scenario.id != running.id:
                booked = simulation.booked(more=_added(simulation, scenario, plan_roles, year))
                row = _hires(scenario, plan_roles, year)
                over = max(0, spent + int(row["cost_cents"]) - limit) if limit is not None else 0
                gain, chance = _median(booked) - before, chance_of(booked, simulation.target)
                row |= {
                    "gain_cents": gain,
                    "target_cents": simulation.target,
                    "chance": chance,
                    "over_limit_cents": over,
                }
                rows.append(row)
    booked = simulation.booked()
    for option, level in LEVELS.items():
        target = reached_by(booked, level)
        rows.append(
            {**_EMPTY, "option": option, "kind": "goal", "target_cents": target, "chance": chance_of(booked, target)}
        )
    return framed(Resources, "options", rows)


_EMPTY: dict[str, Any] = {
    "count": 0, "role": "", "region": "", "starts": "", "cost_cents": 0, "gain_cents": 0, "over_limit_cents": 0,
    "note": "",
}  # fmt: skip


def _hires(scenario: Scenario, plan_roles: Sequence[Role], year: PlanYear) -> dict[str, Any]:
    costs = {hire.role: hire_cost(hire, plan_roles, year) for hire in scenario.hires}
    unknown = [role for role, cost in costs.items() if cost is None]
    return {
        "option": scenario.id,
        "kind": "hires",
        "count": sum(hire.count for hire in scenario.hires),
        "role": ", ".join(dict.fromkeys(hire.role for hire in scenario.hires)),
        "region": ", ".join(dict.fromkeys(hire.region for hire in scenario.hires)),
        "starts": min(hire.starts for hire in scenario.hires),
        "cost_cents": sum(hire_cost(hire, plan_roles, year) or 0 for hire in scenario.hires),
        "note": f"without the pay of {', '.join(unknown)}: no ote in plan.yml" if unknown else "",
    }


def _added(simulation: Simulation, scenario: Scenario, plan_roles: Sequence[Role], year: PlanYear) -> Paths:
    """Capacity that a scenario's people add [cents]."""
    joining = team(pd.DataFrame(), plan_roles, year, scenario)
    return simulation.joining(carriers(joining, plan_roles, simulation.months, simulation.targets, simulation.as_of))


def _median(paths: Paths) -> int:
    return round(float(np.median(paths.sum(axis=1))))
