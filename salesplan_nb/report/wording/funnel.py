"""Sentences of the funnel: how many deals are won so far, and where they stop."""

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
LIFT = "Map opportunities with status and created in sources.yml; reached tells at which stage deals stop."


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


def claim_of(steps: Sequence[Step], won: int, weak: int | None) -> str:
    """'134 of 634 deals are won so far; fewest pass Proposal (58%)'; `won` counts those that came through."""
    made, waiting = steps[0].entered, sum(step.open for step in steps)
    head = f"{number(won)} of {count(made, 'deal')} {agree(won, 'is', 'are')} won{' so far' if waiting else ''}"
    if weak is None:
        return head
    return claim(f"{head}; fewest pass {{}} ({percent(steps[weak].rate)})", steps[weak].name)


def reading(steps: Sequence[Step], share: float, weak: int | None) -> str:
    """Where deals stop, for sure or not, and what comes of it; `share` [fraction] is the product over the stages."""
    waiting = sum(step.open for step in steps)
    whole = f" At these rates {percent(share)} of all will be won." if waiting and math.isfinite(share) else ""
    known = [step for step in steps if math.isfinite(step.rate)]
    if len(steps) == 1:
        one = steps[0]
        left = f", {number(one.open)} still open" if one.open else ""
        return (
            f"{number(one.moved_on)} won, {number(one.lost)} lost{left}; the data does not say at which stage.{whole}"
        )
    if weak is not None:
        one = steps[weak]
        before = f"; a year before {percent(one.before)}" if math.isfinite(one.before) else ""
        return (
            f"Of the deals that left {shortened(one.name)} {percent(one.rate)} went on "
            f"({interval(percent(one.low), percent(one.high))}), surely fewer than at any other stage{before}.{whole}"
        )
    rates = [step.rate for step in known]
    span = interval(percent(min(rates)), percent(max(rates)))
    return f"No stage is surely the narrowest: {span} go on, stage by stage.{whole}"


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
