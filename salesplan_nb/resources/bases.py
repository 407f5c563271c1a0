"""Bases on which quotas are shared over people, and who takes part."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from statistics import median
from typing import Any

import pandas as pd

from salesplan_nb.calendars import Period, month_index, shift
from salesplan_nb.errors import PlanError
from salesplan_nb.goals.result import Goals
from salesplan_nb.workspace.plan import Role

Person = Mapping[Any, Any]
Weights = dict[str, float]


def carrying(team: pd.DataFrame, plan_roles: Sequence[Role], monthly: pd.DataFrame, as_of: str) -> list[Person]:
    """People who carry a quota, in the team's order: those whose role has one; where none has, who booked lately."""
    roles = {role.id for role in plan_roles if role.annual_quota}
    if roles:
        return [person for person in team.to_dict("records") if person["role"] in roles]
    booked = _booked(monthly, _trailing(as_of))
    return [person for person in team.to_dict("records") if booked.get(person["rep_id"], 0) > 0]


def weights(
    basis: str, people: Sequence[Person], plan_roles: Sequence[Role], monthly: pd.DataFrame, goals: Goals
) -> Weights:
    """Weight of each person by a named basis [any unit], before ramp.

    Raises
    ------
    PlanError
        For a basis that does not tell people apart, or `potential` where targets have no region of theirs.
    """
    if basis not in BASES:
        raise PlanError(
            "no-basis-for-people",
            message=f"plan.yml: breakdown.rep.basis: {basis} tells months apart, not people",
            context=None,
            hint=f"write one of {', '.join(BASES)}; months follow the targets in any case",
        )
    return BASES[basis](people, {role.id: role for role in plan_roles}, monthly, goals)


def _even(people: Sequence[Person], roles: Mapping[str, Role], monthly: pd.DataFrame, goals: Goals) -> Weights:  # noqa: ARG001 -- one signature for all bases
    return {person["rep_id"]: 1.0 for person in people}


def _past(period: Period, people: Sequence[Person], roles: Mapping[str, Role], monthly: pd.DataFrame) -> Weights:
    """Bookings of a period; who was not fully ramped all that time counts as the median of their role."""
    booked = _booked(monthly, period)
    full = {p["rep_id"]: max(0.0, booked.get(p["rep_id"], 0.0)) for p in people if _was_full(p, roles, period)}
    of_role: dict[str, list[float]] = {}
    for person in people:
        if person["rep_id"] in full:
            of_role.setdefault(person["role"], []).append(full[person["rep_id"]])
    everybody = list(full.values()) or [1.0]
    found = {p["rep_id"]: full.get(p["rep_id"], median(of_role.get(p["role"], everybody))) for p in people}
    return found if any(found.values()) else dict.fromkeys(found, 1.0)


def _trailing_12(people: Sequence[Person], roles: Mapping[str, Role], monthly: pd.DataFrame, goals: Goals) -> Weights:
    return _past(_trailing(last_month(goals)), people, roles, monthly)


def _prior_year(people: Sequence[Person], roles: Mapping[str, Role], monthly: pd.DataFrame, goals: Goals) -> Weights:
    as_of = last_month(goals)
    year = int(as_of[:4]) - (0 if as_of.endswith("-12") else 1)
    return _past(Period.parse(str(year)), people, roles, monthly)


def _potential(people: Sequence[Person], roles: Mapping[str, Role], monthly: pd.DataFrame, goals: Goals) -> Weights:  # noqa: ARG001 -- one signature for all bases
    targets = goals.targets[goals.targets["goal_id"] == goals.facts.main_goal].groupby("region")["target"].sum()
    size = {p["rep_id"]: float(roles[p["role"]].annual_quota or 1 if p["role"] in roles else 1) for p in people}
    together: dict[str, float] = {}
    for person in people:
        together[person["region"]] = together.get(person["region"], 0.0) + size[person["rep_id"]]
    found = {
        p["rep_id"]: float(targets.get(p["region"], 0)) * size[p["rep_id"]] / together[p["region"]] for p in people
    }
    if people and not any(found.values()):
        raise PlanError(
            "no-basis-for-people",
            message="plan.yml: breakdown.rep.basis: potential needs targets by region, and none has people",
            context=[f"regions of the targets: {', '.join(map(str, targets.index))}"],
            hint="write trailing_12 or even, or correct the region of the reps",
        )
    return found


BASES: dict[str, Callable[[Sequence[Person], Mapping[str, Role], pd.DataFrame, Goals], Weights]] = {
    "even": _even,
    "trailing_12": _trailing_12,
    "prior_year": _prior_year,
    "potential": _potential,
}
"""Bases that tell people apart; `seasonal` tells months apart."""


def last_month(goals: Goals) -> str:
    """The last month of data."""
    return str(goals.history["month"].max())


def _trailing(as_of: str) -> Period:
    return Period(shift(as_of, -11), as_of)


def _booked(monthly: pd.DataFrame, period: Period) -> dict[str, float]:
    inside = monthly[monthly["month"].isin(period.months)]
    return {str(rep): float(cents) for rep, cents in inside.groupby("rep_id")["amount_cents"].sum().items()}


def _was_full(person: Person, roles: Mapping[str, Role], period: Period) -> bool:
    ramp = roles[person["role"]].ramp if person["role"] in roles else []
    return not person["first_month"] or month_index(person["first_month"]) + len(ramp) <= month_index(period.first)
