"""Sentences of the funnel: how many deals are won, and where they stop."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from salesplan_nb.report.names import claim, shortened
from salesplan_nb.report.numbers import agree, count, interval, number, percent

HOW = (
    "Solid = went on, grey = lost, outlined = still there; right, the share that went on of those that left the stage."
)
CANNOT = "No funnel can be shown yet."
LIFT = "Map an opportunity table with status and created in sources.yml; reached tells at which stage deals stop."


@dataclass(frozen=True)
class Step:
    """A stage of the funnel: deals, and the share that went on with its 95% interval."""

    name: str
    entered: int
    moved_on: int
    lost: int
    open: int
    rate: float
    low: float
    high: float
    before: float


def unanswered(created: int) -> str:
    """What can be said where no deal has left a stage."""
    if not created:
        return "No deal of the last twelve months is known."
    return f"{count(created, 'deal')} {agree(created, 'was', 'were')} created in twelve months; none is won or lost."


def claim_of(steps: Sequence[Step], won: float, weak: int | None) -> str:
    """'Of 634 deals created 30% are won; fewest pass Proposal (59%)'; `won` is the product over the stages."""
    made = steps[0].entered
    head = f"Of {count(made, 'deal')} created"
    if not math.isfinite(won):
        return f"{head} some are still in a stage that none has left"
    share = f"{percent(won)} {agree(made, 'is', 'are')} won"
    if weak is None:
        return f"{head} {share}"
    return claim(f"{head} {share}; fewest pass {{}} ({percent(steps[weak].rate)})", steps[weak].name)


def reading(steps: Sequence[Step], weak: int | None) -> str:
    """Where deals stop, for sure or not, and the same a year before."""
    known = [step for step in steps if math.isfinite(step.rate)]
    if len(steps) == 1:
        one = steps[0]
        left = (
            f"; {number(one.open)} still open {agree(one.open, 'is', 'are')} left out of the rate" if one.open else ""
        )
        return f"{number(one.moved_on)} won, {number(one.lost)} lost{left}. The data does not say at which stage."
    if weak is not None:
        one = steps[weak]
        before = f"; a year before {percent(one.before)}" if math.isfinite(one.before) else ""
        return (
            f"Of the deals that left {shortened(one.name)} {percent(one.rate)} went on "
            f"({interval(percent(one.low), percent(one.high))}), surely fewer than at any other stage{before}."
        )
    rates = [step.rate for step in known]
    return (
        f"No stage is surely the narrowest: {interval(percent(min(rates)), percent(max(rates)))} go on, stage by stage."
    )


def desc(steps: Sequence[Step], won: int) -> str:
    """The drawing in words."""
    told = [
        f"{shortened(step.name)}: {number(step.entered)} in, {number(step.moved_on)} went on, "
        f"{number(step.lost)} lost, {number(step.open)} still there"
        + (
            f" ({percent(step.rate)}; {interval(percent(step.low), percent(step.high))})"
            if step.rate == step.rate
            else ""
        )
        for step in steps
    ]
    return f"{'; '.join(told)}. Won so far {number(won)}."
