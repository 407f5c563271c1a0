"""Sentences of the reverse funnel: how many deals must be created so that the goal can be met."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from salesplan_nb.goals.calibration import ENOUGH
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


def reading(p: Pipeline, in_time: Sequence[tuple[str, float]], records: str, scale: Scale) -> str:
    """How it comes about; `in_time` has the months ahead with the share of created deals won in the goal's period."""
    wins = count(round_(p.wins), "deal")
    told = (
        f"{wins} must be won: of all created that are old enough to tell {percent(p.rate)} are, half of them within "
        f"{count(round_(p.days), 'day')}, at {Scale.of(p.value).money(p.value)} each; open deals are expected to bring "
        f"{scale.money(p.open)}"
    )
    share = f"Deals brought {percent(p.share)} of {clean(records)} in the last twelve months and are asked for as much"
    first, last = (percent(in_time[at][1]) for at in (0, -1))
    if first == last:
        return f"{told}. {share}."
    ends = f"{first} of those of {month(in_time[0][0])}, {last} of {month(in_time[-1][0])}"
    return f"{told}. {share}. Each month counts by the deals that are won in the goal’s period: {ends}."


def supports(made: tuple[float, float], supported: float, forecast: float, scale: Scale, *, apart: bool) -> str:
    """What is created supports, beside the forecast [cents]; `made` a month: middle of twelve, mean of last three.

    Examples
    --------
    >>> supports((770, 388.3), 1.3e8, 3.0e8, Scale(10**6, "M"), apart=False)
    'At 770 deals a month (388 in the last three) the pipeline supports about 1.3M, the forecast says 3.0M.'
    """
    pace = f"{count(round_(made[0]), 'deal')} a month ({number(made[1])} in the last three)"
    text = f"At {pace} the pipeline supports about {scale.money(supported)}, the forecast says {scale.money(forecast)}"
    return f"{text}: they disagree." if apart else f"{text}."


def disagrees(supported: float, forecast: float, scale: Scale) -> str:
    """The same in short, for the first screen: 'today’s deals support about 1.3M, the forecast says 3.0M'."""
    return f"today’s deals support about {scale.money(supported)}, the forecast says {scale.money(forecast)}"


def looking_back(quarters: int, deals: float, history: float) -> str:
    """How far both lay from what deals won in past quarters [misses / amount won]; '' without any.

    Examples
    --------
    >>> looking_back(10, 0.214, 0.226)
    'In 10 past quarters the deals of the day missed what deals then won by 21%, their history alone by 23%.'
    >>> looking_back(2, 0.07, 0.09)
    'Only 2 past quarters can be looked at: too few to say whether deals or their history tell more.'
    """
    if quarters >= ENOUGH:
        both = f"by {percent(deals)}, their history alone by {percent(history)}"
        return f"In {count(quarters, 'past quarter')} the deals of the day missed what deals then won {both}."
    looked = f"Only {count(quarters, 'past quarter')} can be looked at"
    return f"{looked}: too few to say whether deals or their history tell more." if quarters else ""


def caption(unit: str) -> str:
    """What the columns of the table by member count, and why part 5 counts otherwise."""
    rule = f"won of closed among those created long enough ago (part 5: closed in its period), {percent(0.95)} interval"
    return f"New deals a month; {rule}; a won deal in {unit}"


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
