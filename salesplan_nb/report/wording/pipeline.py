"""Sentences of the reverse funnel: how many deals must be created so that the goal can be met."""

from __future__ import annotations

import math
from dataclasses import dataclass

from salesplan_nb.report.names import begun, clean
from salesplan_nb.report.numbers import Scale, agree, count, interval, month, nothing, number, percent

LIFT = "Map created, closed, status and amount of the opportunities in sources.yml."
OLDER = "It will be told once more deals of the opportunities are old enough."


@dataclass(frozen=True)
class Pipeline:
    """What the reverse funnel says of all deals; money in cents, rates as fractions, deals a month."""

    needed: float
    low: float
    high: float
    created: float
    wins: float
    rate: float
    value: float
    days: float
    open: float
    share: float
    only: str = ""
    """The month in which all must be created, where no other is early enough: '2027-01'."""


def how() -> str:
    """How the marks are to be read."""
    needed = f"outlined = needed with its {percent(0.95)} interval"
    return f"Solid = created, {needed}; dashed = middle of the last twelve months."


def claim_of(p: Pipeline) -> str:
    """'60 new deals a month are needed; 50 are created'."""
    needed, created = number(p.needed), number(p.created)
    if nothing(needed):
        return "Open deals are expected to bring all that is asked of deals"
    when = f"in {month(p.only)}" if p.only else "a month"
    head = f"{count(round_(p.needed), 'new deal')} {when} {agree(round_(p.needed), 'is', 'are')} needed"
    created = f"{created} a month" if p.only else created
    if needed == created and not p.only:
        return f"{head}, as many as are created"
    join = "; " if p.needed > p.created else ", and "
    return f"{head}{join}{created} {agree(round_(p.created), 'is', 'are')} created"


def round_(value: float) -> int:
    """A count as it is printed, half up."""
    return math.floor(value + 0.5)


def reading(p: Pipeline, late: str, last: str, records: str, scale: Scale) -> str:
    """How it comes about; `late` is the first month that is too late, '2027-11' or '', `last` the goal's last."""
    wins = count(round_(p.wins), "deal")
    told = (
        f"{wins} must be won: of those old enough to tell {percent(p.rate)} are, half of them within "
        f"{count(round_(p.days), 'day')}, at {Scale.of(p.value).money(p.value)} each; open deals are expected to bring "
        f"{scale.money(p.open)}"
    )
    share = f"Deals brought {percent(p.share)} of {clean(records)} in the last twelve months and are asked for as much"
    if not late:
        return f"{told}. {share}."
    when = month(late) if late == last else f"{month(late)} or later"
    return f"{told}. {share}. Most of what is created in {when} is won too late."


def needed_words(p: Pipeline) -> str:
    """'60 (52 to 68)'."""
    if nothing(number(p.needed)) or not math.isfinite(p.low):
        return number(p.needed)
    return f"{number(p.needed)} ({interval(number(p.low), number(p.high))})"


def desc(p: Pipeline, made: list[tuple[str, float]]) -> str:
    """The drawing in words."""
    past = ", ".join(f"{month(m)} {number(v)}" for m, v in made)
    when = f"in {month(p.only)}" if p.only else "a month"
    return f"Created: {past}; {number(p.created)} a month in the middle. Needed: {needed_words(p)} {when}."


def refused(reason: str) -> tuple[str, str, str]:
    """What cannot be said, why, and what would lift it."""
    cannot = "How many deals must be created cannot be told."
    if not reason:
        return cannot, "No deal with a day of creation is known.", LIFT
    waits = reason[:1].isdigit()
    lift = OLDER if waits else "Open opportunities have to bring it." if "too late" in reason else LIFT
    return cannot, f"{begun(clean(reason))}.", lift
