"""What is wrong with a lock, or with a level by hand, whatever the file and the data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from salesplan_nb.money import CENTS_PER_UNIT
from salesplan_nb.workspace.plan import DIMENSIONS, Breakdown, Lock

NAMED = {"month": ("month",), "quarter": ("period",)} | {name: (name,) for name in DIMENSIONS}
"""What a lock says of a level."""


@dataclass(frozen=True)
class Fault:
    """A problem and what to write instead; `key` is that of the lock or of the breakdown, '' for all of it."""

    reference: str
    key: str
    problem: str
    hint: str


def lock_faults(lock: Lock, breakdown: Breakdown) -> Iterator[Fault]:
    """What is wrong with one lock: cells that there are not, amounts that no cell can hold."""
    yield from _cells(lock, breakdown)
    yield from _amounts(lock, breakdown)


def by_hand_faults(breakdown: Breakdown) -> Iterator[Fault]:
    """Levels whose basis is manual, and no lock states a cell of theirs."""
    for level in NAMED:
        if breakdown.basis_of(level) == "manual" and not states(breakdown, level):
            yield Fault(
                "manual-without-cells",
                level,
                f"breakdown: {level}: manual, and no lock says what a {level.replace('_', ' ')} holds",
                f"add locks: with {' or '.join(NAMED[level])} and amount, or write another basis",
            )


def states(breakdown: Breakdown, level: str) -> bool:
    """Whether a lock on targets names a cell of a level."""
    return any(getattr(lock, key) is not None for lock in breakdown.locks if lock.rep is None for key in NAMED[level])


def _cells(lock: Lock, breakdown: Breakdown) -> Iterator[Fault]:
    named = [name for name in DIMENSIONS if getattr(lock, name) is not None]
    when = [name for name in ("month", "period") if getattr(lock, name) is not None]
    if lock.rep is not None and named:
        hint = "write rep: and an id for a quota, or region:, product_family:, channel: for targets"
        yield Fault("unclear-lock", "", "a lock is about the quota of one person or about targets, not both", hint)
    elif not (lock.rep or named or when):
        hint = "write at least one of rep, region, product_family, channel, month, period"
        yield Fault("unclear-lock", "", "a lock on everything is the goal itself", hint)
    if len(when) == 2:
        yield Fault("unclear-lock", "", "a lock has both a month and a period", "keep one of them")
    if lock.channel is not None and breakdown.channel is None:
        hint = "add channel: trailing_12 to breakdown, or lock a region or a family"
        yield Fault("lock-without-level", "channel", "the breakdown has no routes to market", hint)


def _amounts(lock: Lock, breakdown: Breakdown) -> Iterator[Fault]:
    ends = {key: value for key in ("amount", "floor", "cap") if (value := getattr(lock, key)) is not None}
    if not ends or ("amount" in ends and len(ends) > 1):
        hint = "write amount: for a fixed one, or floor:, cap: or both"
        yield Fault("unclear-lock", "", f"lock on {lock.cell}: it needs an amount, or a floor, a cap or both", hint)
    for key, value in ends.items():
        if value < 0:
            problem = f"lock on {lock.cell}: {value / CENTS_PER_UNIT:,.2f} is below 0"
            yield Fault("negative-lock", key, problem, "write an amount of 0 or more")
    if lock.floor is not None and lock.cap is not None and lock.floor > lock.cap:
        problem = f"lock on {lock.cell}: its floor is above its cap"
        yield Fault("infeasible-locks", "", problem, "exchange them, or take one out")
    step = breakdown.round_to * CENTS_PER_UNIT
    if lock.rep is None and breakdown.round_to > 1 and (lock.amount or 0) % step:
        problem = f"lock on {lock.cell}: {lock.low / CENTS_PER_UNIT:,.2f} is no multiple of round_to"
        yield Fault("lock-not-round", "amount", problem, f"write a multiple of {breakdown.round_to:,}")
