"""Locks as boxes of the table that a goal is shared over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from salesplan_nb.allocate import Box
from salesplan_nb.calendars import Period
from salesplan_nb.workspace.plan import Lock


def box(lock: Lock, period: Period, members: Mapping[str, Sequence[str]]) -> Box:
    """The cells of a lock, and how much they may hold.

    Parameters
    ----------
    lock : Lock
        One on targets.
    period : Period
        The goal's months, the first dimension.
    members : mapping
        The names of each further dimension, in order; those that the lock names are there.
    """
    of = period.months
    months = None if lock.month is None and lock.period is None else tuple(of.index(m) for m in lock.months(period))
    named = {dimension: getattr(lock, dimension) for dimension in members}
    places = [None if named[d] is None else (list(names).index(named[d]),) for d, names in members.items()]
    return Box((months, *places), lock.low, lock.high)
