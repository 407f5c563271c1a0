"""What each person carries in each month: quota of a fully ramped rep x month share x ramp x expected attainment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from salesplan_nb.calendars import month_index
from salesplan_nb.resources.people import HIRE
from salesplan_nb.workspace.plan import Attrition, Role

YEAR = 12


@dataclass(frozen=True)
class Carriers:
    """People who carry a quota and what each month would be if they stayed.

    Parameters
    ----------
    rep_ids : tuple of str
        Those who are there first, then those who would join.
    carried : array (reps, months)
        Capacity of each month [cents], before survival.
    at_risk : array (reps, months)
        Months that a person has had the chance to leave in, this one included; 0 before they start.
    """

    rep_ids: tuple[str, ...]
    carried: NDArray[np.int64]
    at_risk: NDArray[np.int64]

    @property
    def joining(self) -> NDArray[np.bool_]:
        """Who is not there yet."""
        return np.array([rep.startswith(HIRE) for rep in self.rep_ids], dtype=bool)


def missing(team: pd.DataFrame, plan_roles: Sequence[Role], attrition: Attrition | None) -> str:
    """What must be added before capacity can be planned, '' where nothing is missing."""
    with_quota = [role for role in plan_roles if role.annual_quota]
    wanted = []
    if team.empty:
        wanted.append("the table reps (who sells, since when) in sources.yml")
    if not with_quota:
        wanted.append("annual_quota of a role")
    elif not team.empty and not team["role"].isin([role.id for role in with_quota]).any():
        wanted.append(f"people in the role {' or '.join(role.id for role in with_quota)}")
    wanted += [f"expected_attainment of role {role.id}" for role in with_quota if role.expected_attainment is None]
    if attrition is None:
        wanted.append("attrition: annual and source")
    return ", ".join(wanted)


def productive(ramp: Sequence[float], first: str, last: str, months: Sequence[str]) -> list[float]:
    """Share of full productivity of each month [fraction]: 0 before the start and after the end, 1 once ramped.

    Parameters
    ----------
    ramp : sequence of float
        Share by months since the month of the start.
    first, last : str
        The month of the start, and the last one worked to its end; '' where not known: then there since long ago, and
        staying. The month in which somebody leaves before its last day carries nothing.
    months : sequence of str
        Which months.

    Examples
    --------
    >>> productive([0.0, 0.5], "2027-02", "2027-04", ["2027-01", "2027-02", "2027-03", "2027-04", "2027-05"])
    [0.0, 0.0, 0.5, 1.0, 0.0]
    """
    shares = []
    for month in months:
        since = month_index(month) - month_index(first) if first else len(ramp)
        gone = bool(last) and month > last
        shares.append(0.0 if gone or since < 0 else ramp[since] if since < len(ramp) else 1.0)
    return shares


def carriers(
    team: pd.DataFrame, plan_roles: Sequence[Role], months: Sequence[str], targets: Sequence[int], as_of: str
) -> Carriers:
    """Everybody whose role has a quota, with what they carry in each month.

    Parameters
    ----------
    team : DataFrame
        Of the plan year.
    plan_roles : sequence of Role
        Annual quota of a fully ramped rep [cents], ramp, expected attainment; a role without quota carries nothing.
    months, targets : sequences
        The goal's months and their targets [cents]: a month's share is its part of their sum.
    as_of : str
        Last month of data; people who are there run the risk of leaving from the month after it.

    Notes
    -----
    The quota is for a year; where the goal's period is shorter, its months share that part of it.
    """
    by_id = {role.id: role for role in plan_roles if role.annual_quota}
    people = [p for p in team.to_dict("records") if p["role"] in by_id]
    people.sort(key=lambda p: (p["rep_id"].startswith(HIRE), p["rep_id"]))
    total = sum(targets)
    weights = [Decimal(target) / total if total else Decimal(1) / len(months) for target in targets]
    carried = np.zeros((len(people), len(months)), dtype=np.int64)
    at_risk = np.zeros((len(people), len(months)), dtype=np.int64)
    for i, person in enumerate(people):
        role = by_id[person["role"]]
        attained = Decimal(role.annual_quota or 0) * Decimal(str(role.expected_attainment or 0)) * len(months) / YEAR
        shares = productive(role.ramp, person["first_month"], person["last_month"], months)
        carried[i] = [round(attained * w * Decimal(str(s))) for w, s in zip(weights, shares, strict=True)]
        since = max(month_index(as_of) + 1, month_index(person["first_month"]) if person["first_month"] else 0)
        at_risk[i] = [max(0, month_index(month) - since + 1) for month in months]
    return Carriers(tuple(p["rep_id"] for p in people), carried, at_risk)


def staying(carriers: Carriers, annual: float, uniforms: NDArray[np.float64]) -> NDArray[np.int64]:
    """Capacity of each path and month [cents], (draws, months), as people leave at random.

    Parameters
    ----------
    carriers : Carriers
        Who carries what.
    annual : float
        Share of people who leave in a year [fraction].
    uniforms : array (reps, draws)
        Uniform random numbers, one for each person and path.

    Notes
    -----
    The month of leaving is geometric with the monthly rate 1 - (1 - annual)^(1/12) and carries nothing any more, so the
    chance to carry the k-th month at risk is (1 - annual)^(k/12). Nobody is replaced.
    """
    stays = (1 - annual) ** (carriers.at_risk / YEAR)
    reached = np.zeros((uniforms.shape[1], carriers.carried.shape[1]), dtype=np.int64)
    for chance, amounts, drawn in zip(stays, carriers.carried, uniforms, strict=True):
        # Whole cents are added, so that the sum is the same on every machine.
        reached += np.where(drawn[:, None] < chance, amounts, 0)
    return reached
