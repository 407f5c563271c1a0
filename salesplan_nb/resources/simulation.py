"""One simulation of demand and capacity: what is booked is what is wanted and can be carried, month by month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from salesplan_nb.goals.effects import on_top
from salesplan_nb.goals.result import Goals
from salesplan_nb.resources.carriers import Carriers, carriers, missing, staying
from salesplan_nb.resources.result import Resources
from salesplan_nb.results import framed
from salesplan_nb.strategies.goal_months import goal_months, has_paths
from salesplan_nb.workspace.plan import Attrition, Role

Paths = NDArray[np.int64]
"""(draws, months) [cents]."""


@dataclass(frozen=True)
class Simulation:
    """Joint paths of the main goal's period.

    Parameters
    ----------
    goal_id : str
        The main goal.
    months : tuple of str
        Of its period.
    targets : tuple of int
        Of each month [cents].
    target : int
        Of the period [cents].
    as_of : str
        Last month of data.
    momentum, demand : arrays
        What is wanted if nothing changes, and with the tactics; months gone by hold what was booked.
    capacity : array or None
        What people can carry, for the months to come; None where capacity is not planned yet.
    ahead : array of bool
        Which months are to come.
    missing : str
        What must be added before capacity can be planned.
    attrition : float
        Annual share of people who leave.
    spare : int
        Seed of the draws for people who would join, the same for every option.
    """

    goal_id: str
    months: tuple[str, ...]
    targets: tuple[int, ...]
    target: int
    as_of: str
    momentum: Paths = field(repr=False)
    demand: Paths = field(repr=False)
    capacity: Paths | None = field(repr=False)
    ahead: NDArray[np.bool_] = field(repr=False)
    missing: str
    attrition: float
    spare: int

    @property
    def draws(self) -> int:
        """Number of paths; 0 where there is no forecast."""
        return len(self.demand)

    def booked(self, demand: Paths | None = None, more: Paths | None = None) -> Paths:
        """min(demand, capacity) by path and month; demand that finds no capacity is lost.

        Parameters
        ----------
        demand : array, optional
            Instead of the simulation's own.
        more : array, optional
            Capacity on top of the team's [cents].
        """
        wanted = self.demand if demand is None else demand
        if self.capacity is None:
            return wanted
        carried = self.capacity if more is None else self.capacity + more
        return np.where(self.ahead, np.minimum(wanted, carried), wanted)

    def joining(self, extra: Carriers) -> Paths:
        """Capacity that people who would join add [cents]."""
        uniforms = np.random.default_rng(self.spare).random((len(extra.rep_ids), self.draws))
        return staying(extra, self.attrition, uniforms)


def simulate(
    goals: Goals,
    effects: pd.DataFrame,
    team: pd.DataFrame,
    plan_roles: Sequence[Role],
    attrition: Attrition | None,
    rng: np.random.Generator,
) -> Simulation:
    """Joint paths of demand, tactics and capacity for the main goal.

    Parameters
    ----------
    goals : Goals
        Stage 2: paths of demand, targets, history.
    effects : DataFrame
        Stage 3: what the tactics add by draw and month [cents]; may be empty.
    team, plan_roles, attrition
        Who carries what, and how many leave.
    rng : numpy.random.Generator
        The source of chance.

    Notes
    -----
    Without people, quotas, expected attainment or attrition there is no capacity: booked is then demand with tactics.
    """
    monthly = goal_months(goals)
    months, targets = tuple(str(m) for m in monthly.index), tuple(int(t) for t in monthly)
    as_of, momentum = str(goals.history["month"].max()), _momentum(goals, months)
    added = _matrix(effects, months) if len(effects) and len(momentum) else np.zeros_like(momentum)
    ahead = np.array([month > as_of for month in months], dtype=bool)
    spare = int(rng.integers(2**62))
    lacking = missing(team, plan_roles, attrition) or (
        "" if len(momentum) else "a goal in the money that the data records"
    )
    capacity, annual = None, attrition.annual if attrition else 0.0
    if not lacking and len(momentum):
        people = carriers(team, plan_roles, months, targets, as_of)
        uniforms = rng.random((len(people.rep_ids), len(momentum)))
        # Those who would join have the same draws here as when they are only an option.
        count = int(people.joining.sum())
        uniforms[people.joining] = np.random.default_rng(spare).random((count, len(momentum)))
        capacity = staying(people, annual, uniforms)
    return Simulation(
        goal_id=goals.facts.main_goal,
        months=months,
        targets=targets,
        target=sum(targets),
        as_of=as_of,
        momentum=momentum,
        demand=on_top(momentum, np.where(ahead, added, 0)),
        capacity=capacity,
        ahead=ahead,
        missing=lacking,
        attrition=annual,
        spare=spare,
    )


def _momentum(goals: Goals, months: Sequence[str]) -> Paths:
    """Paths of the goal's months; those gone by hold what was booked, the same in every path."""
    if not has_paths(goals):
        return np.zeros((0, len(months)), dtype=np.int64)
    paths = _matrix(goals.paths, months)
    gone = goals.history.set_index("month")["amount_cents"]
    for place, month in enumerate(months):
        if month in gone.index:
            paths[:, place] = int(gone[month])
    return paths


def _matrix(rows: pd.DataFrame, months: Sequence[str]) -> Paths:
    """Rows of draw, month and amount as (draws, months); 0 where a month has none."""
    draws, places = np.unique(rows["draw"].to_numpy(), return_inverse=True)
    columns = pd.Index(list(months)).get_indexer(pd.Index(rows["month"]))
    inside = columns >= 0
    matrix = np.zeros((len(draws), len(months)), dtype=np.int64)
    np.add.at(matrix, (places[inside], columns[inside]), rows["amount_cents"].to_numpy()[inside])
    return matrix


def capacity(simulation: Simulation) -> pd.DataFrame:
    """One row per month: target and what people can carry [cents], 10%, 50%, 90% points, median / target."""
    if simulation.capacity is None:
        return framed(Resources, "capacity", [])
    low, middle, high = quantiles(simulation.capacity)
    rows = [
        (month, target, *points, points[1] / target if target else float("nan"))
        for month, target, *points in zip(simulation.months, simulation.targets, low, middle, high, strict=True)
    ]
    return framed(Resources, "capacity", rows)


def landing(simulation: Simulation) -> pd.DataFrame:
    """One row per month: booked if nothing changes, demand with the tactics, booked with this plan [cents]."""
    if not simulation.draws:
        return framed(Resources, "landing", [])
    rows = {
        "month": simulation.months,
        "momentum_p50": quantiles(simulation.momentum)[1],
        "demand_p50": quantiles(simulation.demand)[1],
    }
    plan = quantiles(simulation.booked())
    return framed(Resources, "landing", pd.DataFrame({**rows, **dict(zip(PLAN, plan, strict=True))}))


PLAN = ("plan_p10", "plan_p50", "plan_p90")


def quantiles(paths: Paths) -> list[list[int]]:
    """10%, 50% and 90% points over the draws [whole cents], by month."""
    return [[round(float(v)) for v in points] for points in np.quantile(paths, [0.1, 0.5, 0.9], axis=0)]
