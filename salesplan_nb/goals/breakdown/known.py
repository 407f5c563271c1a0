"""What was sold so far in each cell: the ground of every basis."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from salesplan_nb.calendars import months_between, shift
from salesplan_nb.errors import PlanError
from salesplan_nb.goals.season import YEAR
from salesplan_nb.workspace.plan import DIMENSIONS, Breakdown, Lock

Amounts = NDArray[np.float64]
NAMES = {"region": "region", "product_family": "product family", "channel": "channel"}


def dimensions_of(breakdown: Breakdown) -> tuple[str, ...]:
    """Over what a month is shared, in order."""
    return tuple(name for name in DIMENSIONS if breakdown.basis_of(name) is not None)


@dataclass(frozen=True)
class Known:
    """Amounts [cents] by month to as_of and by member of each dimension, as they are: returns may make some negative.

    `members` are those that sold something in the last twelve months, largest first, then others that a lock names.
    """

    months: list[str]
    members: Mapping[str, list[str]]
    amounts: Amounts

    @property
    def dimensions(self) -> tuple[str, ...]:
        """In order."""
        return tuple(self.members)

    @property
    def as_of(self) -> str:
        """Last month."""
        return self.months[-1]

    def recent(self, depth: int) -> Amounts:
        """Sums of the last twelve months over the first so many dimensions; nothing is below zero."""
        return self._positive(self.amounts[-YEAR:].sum(axis=0), depth)

    def prior_year(self, month: str, depth: int) -> Amounts:
        """The same month of the latest year in which it has closed."""
        at = latest_closed(month, self.as_of)
        rows = [self.months.index(at)] if at in self.months else []
        return self._positive(self.amounts[rows].sum(axis=0), depth)

    def seasonal(self, month: str, depth: int) -> Amounts:
        """The same calendar month in all years."""
        rows = [i for i, known in enumerate(self.months) if known[5:] == month[5:]]
        return self._positive(self.amounts[rows].sum(axis=0), depth)

    @staticmethod
    def _positive(sums: Amounts, depth: int) -> Amounts:
        return np.asarray(np.maximum(sums.sum(axis=tuple(range(depth, sums.ndim))), 0.0))


def known_cells(cells: pd.DataFrame, as_of: str, breakdown: Breakdown, locks: Sequence[Lock]) -> Known:
    """The amounts of a company's cells.

    Raises
    ------
    PlanError
        `unknown-region` and the like for a lock on a member without orders; `basis-unavailable` without sales.
    """
    dimensions = dimensions_of(breakdown)
    members = {}
    for dimension in dimensions:
        if dimension not in cells:
            raise unavailable(dimension, "the orders do not tell it", f"take {dimension}: out of breakdown")
        named = {name for lock in locks if (name := getattr(lock, dimension)) is not None}
        _known_names(cells, dimension, named)
        active = _active(cells, dimension, as_of)
        members[dimension] = active + sorted(named - {*active})
    keys = ["month", *dimensions]
    months = months_between(str(cells["month"].min()), as_of)
    every = pd.MultiIndex.from_product([months, *members.values()], names=keys)
    sums = cells.groupby(keys)["amount_cents"].sum().reindex(every, fill_value=0)
    amounts = sums.to_numpy(dtype=float).reshape(len(months), *(len(names) for names in members.values()))
    return Known(months, members, amounts)


def _known_names(cells: pd.DataFrame, dimension: str, named: Collection[str]) -> None:
    there = sorted({str(name) for name in cells[dimension]})
    for name in sorted(named):
        if name not in there:
            raise PlanError(
                f"unknown-{dimension.replace('_', '-')}",
                message=f"plan.yml, breakdown.locks: {NAMES[dimension]} {name!r} has no orders",
                context=[f"known: {', '.join(there)}"],
                hint="correct the name, or take the lock out",
            )


def _active(cells: pd.DataFrame, dimension: str, as_of: str) -> list[str]:
    recent = cells[(cells["month"] > shift(as_of, -YEAR)) & (cells["month"] <= as_of)]
    sums = recent.groupby(dimension)["amount_cents"].sum()
    sold = {str(member): int(amount) for member, amount in sums.items() if amount > 0}
    active = sorted(sold, key=lambda member: (-sold[member], member))
    if not active:
        why = f"no sales in the twelve months to {as_of} to share a goal by"
        raise unavailable(dimension, why, "take breakdown: out until there are some")
    return active


def latest_closed(month: str, as_of: str) -> str:
    """The same month of the latest year in which it has closed."""
    before = shift(month, -YEAR)
    while before > as_of:
        before = shift(before, -YEAR)
    return before


def unavailable(what: str, why: str, hint: str) -> PlanError:
    """A basis that the data cannot give."""
    return PlanError("basis-unavailable", message=f"plan.yml, breakdown, {what}: {why}", context=None, hint=hint)
