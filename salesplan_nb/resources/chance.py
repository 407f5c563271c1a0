"""The chance of the main goal with this plan, its range, and what holds us back."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from salesplan_nb.goals.attainment import NORMAL_WIDTH, resampled_errors, since_level
from salesplan_nb.goals.result import Goals
from salesplan_nb.resources.result import ResourcesFacts
from salesplan_nb.resources.simulation import Paths, Simulation
from salesplan_nb.workspace.plan import Budget

NOTHING = (0, 0, 0)


def facts(
    simulation: Simulation,
    goals: Goals,
    budget: pd.DataFrame,
    plan_budget: Budget | None,
    quotas_missing: str,
    rng: np.random.Generator,
) -> ResourcesFacts:
    """The chance of the goal and its range, where the plan lands, what holds it back, and the budget [cents].

    Parameters
    ----------
    simulation : Simulation
        Demand and capacity.
    goals : Goals
        Stage 2: backtest errors, for the range.
    budget : DataFrame
        By line and month.
    plan_budget : Budget or None
        For the limit.
    quotas_missing : str
        What must be added before quotas can be planned.
    rng : numpy.random.Generator
        For the bootstrap of the errors.

    Notes
    -----
    chance = share of paths whose booked sum reaches the target (p_plan); p_tactics = the same of demand with tactics.
    binds = share of paths whose capacity falls short of demand over the months to come. Months gone by count as booked,
    in demand and in capacity alike.
    """
    booked = simulation.booked()
    low, high = chance_range(simulation, goals, rng)
    carried = simulation.capacity
    if carried is not None:
        carried = np.where(simulation.ahead, carried, simulation.demand)
    return ResourcesFacts(
        main_goal=simulation.goal_id,
        has_capacity=carried is not None,
        missing=simulation.missing,
        quotas_missing=quotas_missing,
        chance=chance_of(booked, simulation.target),
        chance_low=low,
        chance_high=high,
        p_tactics=chance_of(simulation.demand, simulation.target),
        binds=float((carried.sum(axis=1) < simulation.demand.sum(axis=1)).mean()) if carried is not None else math.nan,
        capacity_chance=chance_of(carried, simulation.target) if carried is not None else math.nan,
        **_points("plan", booked),
        **_points("momentum", simulation.momentum),
        level_80_cents=reached_by(booked, 0.8),
        budget_total_cents=int(budget["amount_cents"].sum()),
        budget_limit_cents=(plan_budget.limit or 0) if plan_budget else 0,
    )


def chance_of(paths: Paths, target: int) -> float:
    """Share of paths whose sum reaches the target [fraction]; NaN without paths."""
    return float((paths.sum(axis=1) >= target).mean()) if len(paths) else math.nan


def reached_by(paths: Paths, share: float) -> int:
    """The largest amount [cents] that at least this share of the paths reaches; 0 without paths.

    Examples
    --------
    >>> reached_by(np.array([[10], [20], [30], [40], [50]]), 0.8)
    20
    """
    if not len(paths):
        return 0
    sums = np.sort(paths.sum(axis=1))[::-1]
    return int(sums[math.ceil(share * len(sums) - 1e-9) - 1])


def chance_range(simulation: Simulation, goals: Goals, rng: np.random.Generator) -> tuple[float, float]:
    """80% interval of the chance [fractions] over block-bootstrapped backtest errors; NaN without paths.

    Parameters
    ----------
    simulation : Simulation
        Demand and capacity.
    goals : Goals
        Backtest errors and length of the history.
    rng : numpy.random.Generator
        The source of chance.

    Notes
    -----
    As for demand alone (`goals.attainment.chance_range`): each resample moves and stretches what is wanted if nothing
    changes over the months to come. Tactics and capacity stay as they are, and the chance is counted anew, so an error
    of the forecast counts only as far as people can carry it. The range always holds the chance itself.
    """
    here = chance_of(simulation.booked(), simulation.target)
    ahead = simulation.momentum[:, simulation.ahead].sum(axis=1)
    if not simulation.draws or np.quantile(ahead, 0.1) <= 0:
        return here, here
    # The rare path that books nothing stays there: a cent times any factor is far below every target.
    logs = np.log(np.maximum(ahead, 1))
    p10, middle, p90 = np.quantile(logs, [0.1, 0.5, 0.9])
    errors, months = since_level(goals.errors, len(goals.history), goals.facts.level)
    centres, spreads = resampled_errors(errors, rng, months=months)
    chances = []
    for centre, spread in zip(centres, spreads, strict=True):
        moved = middle + centre * (p90 - p10) / NORMAL_WIDTH + spread * (logs - middle)
        booked = simulation.booked(_scaled(simulation, np.exp(moved - logs)))
        chances.append(chance_of(booked, simulation.target))
    low, high = np.quantile(chances, [0.1, 0.9])
    return min(float(low), here), max(float(high), here)


def _scaled(simulation: Simulation, factors: NDArray[np.float64]) -> Paths:
    """Demand with what is wanted if nothing changes times a factor for each path, in the months to come."""
    change = np.rint(simulation.momentum * (factors - 1)[:, None]).astype(np.int64)
    return simulation.demand + np.where(simulation.ahead, change, 0)


def _points(name: str, paths: Paths) -> dict[str, int]:
    sums = paths.sum(axis=1)
    points = [round(float(q)) for q in np.quantile(sums, [0.1, 0.5, 0.9])] if len(sums) else NOTHING
    return {f"{name}_p{p}_cents": value for p, value in zip((10, 50, 90), points, strict=True)}
