"""Targets: a goal shared over months, regions and product families, exact to the cent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from salesplan_nb.allocate import InfeasibleError, bounded_shares, shares
from salesplan_nb.calendars import Period, month_index, months_between, shift
from salesplan_nb.errors import PlanError
from salesplan_nb.goals.momentum import recent_by_member
from salesplan_nb.goals.result import Goals
from salesplan_nb.goals.season import YEAR, month_weights
from salesplan_nb.results import framed
from salesplan_nb.workspace.plan import TOTAL, Breakdown, Lock

Weights = NDArray[np.float64]


def targets(goals: pd.DataFrame, breakdown: Breakdown | None, history: pd.Series, cells: pd.DataFrame) -> pd.DataFrame:
    """The table `targets` of the result: a row per money goal, month, region and product family.

    Parameters
    ----------
    goals : DataFrame
        `Goals.goals`.
    breakdown : Breakdown or None
        The plan's bases and locks; None: not planned yet, and the table is empty.
    history : Series
        Monthly total [cents] with a period index; ends at as_of.
    cells : DataFrame
        month, region, product_family, amount_cents, in any order.

    Raises
    ------
    PlanError
        `basis-unavailable` where the data cannot give a basis, `unknown-region` and `infeasible-locks` for locks.

    Notes
    -----
    Downwards: goal to months, month to regions, region to families, each step by largest remainders; quarters are the
    sums of their months, and every other margin is the sum of its cells. Bases of months: `seasonal` = ratio to
    moving average, `even`, `prior_year`. Of regions, and of families within a region: `trailing_12` = the last twelve
    months, `even`, `prior_year` = the same month of the latest year in which it has closed, `seasonal` = the same
    calendar month in all years. Amounts below zero count as nothing. Members without sales in the last twelve months
    get no row, unless locked. A lock holds a region's month; the other regions of that month make up for it. Locks
    apply to the goal that the section names; the bases to every goal in money. Locks of people belong to their
    quotas.
    """
    if breakdown is None:
        return framed(Goals, "targets", [])
    rows: list[tuple[str, str, str, str, int]] = []
    for goal in goals.to_dict("records"):
        if goal["unit"] != "cents" or goal.get("scope", TOTAL) != TOTAL or not goal["target"] >= 0 or not goal["first"]:
            continue
        locks = breakdown.locks if goal["goal_id"] == breakdown.goal else []
        locks = [lock for lock in locks if lock.region is not None]
        period = Period(str(goal["first"]), str(goal["last"]))
        leaves = _leaves(round(goal["target"]), period, breakdown, locks, history, cells)
        rows.extend((str(goal["goal_id"]), *leaf) for leaf in leaves)
    return framed(Goals, "targets", rows)


@dataclass(frozen=True)
class _Cells:
    """Amounts [cents] by month, region and family to as_of, none below zero once summed up for a share."""

    months: list[str]
    regions: list[str]
    families: list[str]
    amounts: NDArray[np.float64]

    @property
    def as_of(self) -> str:
        return self.months[-1]

    def recent(self) -> Weights:
        """Of the last twelve months, by region and family."""
        return np.asarray(self.amounts[-YEAR:].sum(axis=0))

    def based(self, basis: str, month: str) -> Weights:
        """What a basis gives for a month to come, by region and family."""
        if basis == "prior_year":
            rows = [self.months.index(m) for m in [_latest_closed(month, self.as_of)] if m in self.months]
        elif basis == "seasonal":
            rows = [i for i, m in enumerate(self.months) if m[5:] == month[5:]]
        else:
            return self.recent()
        return np.asarray(self.amounts[rows].sum(axis=0))


def _cells(cells: pd.DataFrame, as_of: str, locked: Sequence[str]) -> _Cells:
    known = sorted({str(region) for region in cells["region"]})
    for region in locked:
        if region not in known:
            raise PlanError(
                "unknown-region",
                message=f"plan.yml, breakdown.locks: region {region!r} has no orders",
                context=[f"known: {', '.join(known)}"],
                hint="correct the name, or take the lock out",
            )
    regions, families = (_active(cells, dimension, as_of) for dimension in ("region", "product_family"))
    regions += sorted({*locked} - {*regions})
    keys = ["month", "region", "product_family"]
    months = months_between(str(cells["month"].min()), as_of)
    every = pd.MultiIndex.from_product([months, regions, families], names=keys)
    sums = cells.groupby(keys)["amount_cents"].sum().reindex(every, fill_value=0)
    amounts = sums.to_numpy(dtype=float).reshape(len(months), len(regions), len(families))
    return _Cells(months, regions, families, amounts)


def _active(cells: pd.DataFrame, dimension: str, as_of: str) -> list[str]:
    recent = recent_by_member(cells, dimension, as_of)
    active = [str(member) for member in recent.columns if recent[member].sum() > 0]
    if not active:
        why = f"no sales in the twelve months to {as_of} to share a goal by"
        raise _unavailable(dimension, why, "take breakdown: out until there are some")
    return active


def _leaves(
    total: int, period: Period, breakdown: Breakdown, locks: Sequence[Lock], history: pd.Series, cells: pd.DataFrame
) -> list[tuple[str, str, str, int]]:
    known = _cells(cells, str(history.index[-1]), [lock.region or "" for lock in locks])
    wanted = {month: _region_weights(known, breakdown.region, month) for month in period.months}
    held = _held(locks, known.regions, period)
    by_month = _month_targets(total, period, breakdown, history, wanted, held)
    rows: list[tuple[str, str, str, int]] = []
    for month, amount in zip(period.months, by_month, strict=True):
        parts = _bounded(amount, wanted[month], held[month], locks)
        weights = _family_weights(known, breakdown.product_family, month)
        for region, part, own in zip(known.regions, parts, weights, strict=True):
            leaves = shares(part, own)
            rows.extend((month, region, family, leaf) for family, leaf in zip(known.families, leaves, strict=True))
    return rows


def _held(locks: Sequence[Lock], regions: list[str], period: Period) -> dict[str, dict[int, int]]:
    held: dict[str, dict[int, int]] = {month: {} for month in period.months}
    for lock in locks:
        if lock.month in held and lock.region is not None:
            held[lock.month][regions.index(lock.region)] = lock.amount
    return held


def _month_targets(
    total: int,
    period: Period,
    breakdown: Breakdown,
    history: pd.Series,
    wanted: dict[str, Weights],
    held: dict[str, dict[int, int]],
) -> list[int]:
    weights = _month_weights(breakdown.month, history, period)
    floors = {i: sum(held[month].values()) for i, month in enumerate(period.months) if held[month]}
    # Where no region is left to make up for the locks, they are the month.
    full = {
        i: floors[i]
        for i, month in enumerate(period.months)
        if i in floors and not any(w > 0 and k not in held[month] for k, w in enumerate(wanted[month]))
    }
    free = {i: floor for i, floor in floors.items() if i not in full}
    return _bounded(total, weights, full, breakdown.locks, floors=free)


def _bounded(
    total: int, weights: Weights, fixed: dict[int, int], locks: Sequence[Lock], *, floors: dict[int, int] | None = None
) -> list[int]:
    try:
        return bounded_shares(total, weights, locks=fixed, floors=floors)
    except InfeasibleError as cause:
        raise PlanError(
            "infeasible-locks",
            message=f"plan.yml, breakdown.locks: {cause}",
            context=[
                f"{lock.region} {lock.month}: {lock.amount / 100:,.2f} ({lock.reason})" for lock in locks if lock.region
            ],
            hint="lower a lock, or take one out, so that what is left of the goal fits the other cells",
        ) from cause


def _month_weights(basis: str, history: pd.Series, period: Period) -> Weights:
    values = np.asarray(history, dtype=float)
    first, as_of = str(history.index[0]), str(history.index[-1])
    if basis == "even":
        return np.ones(len(period))
    if basis == "seasonal":
        try:
            weights = month_weights(values)
        except ValueError as cause:
            raise _unavailable("month: seasonal", f"{cause}; there are {len(values)}", "write month: even") from cause
        start = month_index(first)
        found = [weights[(month_index(month) - start) % YEAR] for month in period.months]
    else:
        known = dict(zip(history.index.astype(str), values, strict=True))
        found = [known.get(_latest_closed(month, as_of), float("nan")) for month in period.months]
    weights = np.maximum(np.asarray(found, dtype=float), 0.0)
    if np.isnan(weights).any() or not weights.sum():
        reason = f"the data, from {first}, does not hold every month of the year before"
        raise _unavailable(f"month: {basis}", reason, "write month: even")
    return np.asarray(weights)


def _latest_closed(month: str, as_of: str) -> str:
    before = shift(month, -YEAR)
    while before > as_of:
        before = shift(before, -YEAR)
    return before


def _region_weights(cells: _Cells, basis: str, month: str) -> Weights:
    _available("region", basis)
    recent = np.maximum(cells.recent().sum(axis=1), 0.0)
    if basis == "even":
        return np.asarray(recent > 0, dtype=float)
    # A month in which nothing was sold says nothing about who would sell.
    found = np.maximum(cells.based(basis, month).sum(axis=1), 0.0)
    return np.asarray(found if found.sum() else recent)


def _family_weights(cells: _Cells, basis: str, month: str) -> Weights:
    """By region and family; a region that the basis leaves empty takes its own last twelve months, else all."""
    _available("product_family", basis)
    recent = np.maximum(cells.recent(), 0.0)
    everywhere = np.maximum(cells.recent().sum(axis=0), 0.0)
    recent = np.where(recent.sum(axis=1, keepdims=True) > 0, recent, everywhere)
    if basis == "even":
        return np.asarray(recent > 0, dtype=float)
    found = np.maximum(cells.based(basis, month), 0.0)
    return np.asarray(np.where(found.sum(axis=1, keepdims=True) > 0, found, recent))


def _available(dimension: str, basis: str) -> None:
    if basis == "potential":
        hint = f"write {dimension}: trailing_12, prior_year or even"
        raise _unavailable(f"{dimension}: potential", "the potential of regions is not worked out yet", hint)


def _unavailable(what: str, why: str, hint: str) -> PlanError:
    return PlanError("basis-unavailable", message=f"plan.yml, breakdown, {what}: {why}", context=None, hint=hint)
