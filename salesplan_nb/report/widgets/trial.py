"""A breakdown that is tried: what may be asked of it, what comes of it, and why it cannot be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd
from pydantic import ValidationError

from salesplan_nb.calendars import Period
from salesplan_nb.errors import PlanError
from salesplan_nb.goals import Ground, offers, rebased
from salesplan_nb.goals.result import period_of
from salesplan_nb.workspace.lock_faults import Fault, by_hand_faults, lock_faults
from salesplan_nb.workspace.plan import DIMENSIONS, Breakdown, Lock

LEVELS = ("month", *DIMENSIONS)
"""Whose basis may be tried."""
REASON = "tried in 02_goals"
"""Of a lock that is tried, until somebody writes a better one into plan.yml."""


@dataclass(frozen=True)
class Trial:
    """What breakdowns are tried on: the goals, the plan's own breakdown and the data, as `goals.rebased` takes them."""

    goals: pd.DataFrame
    breakdown: Breakdown
    ground: Ground

    @property
    def period(self) -> Period:
        """The months of the goal that is broken down."""
        goal = self.goals[self.goals["goal_id"] == self.breakdown.goal].iloc[0]
        return period_of(goal)

    @cached_property
    def members(self) -> list[tuple[str, str]]:
        """What can be locked: dimension and member, those with most sales first."""
        known = [name for name in DIMENSIONS if name in set(self.offers(self.breakdown)["level"])]
        found: list[tuple[str, str]] = []
        for name in known:
            sums = self.ground.cells.groupby(name)["amount_cents"].sum().sort_index()
            sums = sums.sort_values(ascending=False, kind="stable")
            found += [(name, str(member)) for member in sums.index]
        return found

    @cached_property
    def spans(self) -> list[Period]:
        """When it can be locked: quarters that are parts of the goal's period, and its months."""
        months = self.period.months
        quarters = dict.fromkeys(self.ground.year.quarter(month) for month in months)
        parts = [Period(max(q.first, months[0]), min(q.last, months[-1])) for q in quarters]
        return [part for part in parts if 1 < len(part) < len(months)] + [Period(month, month) for month in months]

    def offers(self, tried: Breakdown) -> pd.DataFrame:
        """The bases of each level, as `goals.offers` tells them."""
        return offers(self.period, tried, self.ground)

    def targets(self, tried: Breakdown) -> pd.DataFrame:
        """The targets that come of a breakdown.

        Raises
        ------
        PlanError
            Where a lock makes no sense, a level by hand has no cells, or as `goals.rebased`.
        """
        for lock in tried.locks:
            _refuse(lock_faults(lock, tried))
        _refuse(by_hand_faults(tried))
        return rebased(
            self.goals,
            self.breakdown.model_copy(update={"locks": []}),
            self.ground,
            bases={level: tried.basis_of(level) for level in LEVELS},
            locks=tried.locks,
        )

    def asked(self, tried: Breakdown, what: Mapping[str, str]) -> Breakdown:
        """A breakdown after something more is asked of it.

        Parameters
        ----------
        tried : Breakdown
            As it was.
        what : mapping of str to str
            `do` is basis (with `level` and `basis`, '' for none), lock (with `member` and `span`, places in `members`
            and `spans` or '' for all, `hold`: amount, floor or cap, and the amount as `units`), free (with `at`, the
            place among `locks_shown`) or plan.

        Raises
        ------
        PlanError
            `unreadable-lock` where an amount is none, and for a lock that makes no sense by itself.
        """
        if what["do"] == "basis":
            return tried.model_copy(update={what["level"]: what["basis"] or None})
        if what["do"] == "lock":
            lock = self._lock(what)
            _refuse(lock_faults(lock, tried))
            return tried.model_copy(update={"locks": [*tried.locks, lock]})
        if what["do"] == "free":
            gone = locks_shown(tried)[int(what["at"])]
            return tried.model_copy(update={"locks": [lock for lock in tried.locks if lock is not gone]})
        return self.breakdown

    def _lock(self, what: Mapping[str, str]) -> Lock:
        keys: dict[str, object] = {what["hold"]: what["units"], "reason": REASON}
        if what["member"]:
            dimension, member = self.members[int(what["member"])]
            keys[dimension] = member
        if what["span"]:
            span = self.spans[int(what["span"])]
            keys |= {"month": span.first} if len(span) == 1 else {"period": span}
        try:
            return Lock.model_validate(keys)
        except ValidationError as cause:
            message = cause.errors()[0]["msg"].removeprefix("Value error, ")
            raise PlanError("unreadable-lock", message=message, context=None, hint=None) from cause


def _refuse(faults: Iterable[Fault]) -> None:
    for fault in faults:
        raise PlanError(fault.reference, message=fault.problem, context=None, hint=fault.hint)


def locks_shown(tried: Breakdown) -> list[Lock]:
    """Locks on targets; those of people belong to their quotas, and their reasons are nobody's business here."""
    return [lock for lock in tried.locks if lock.rep is None]
