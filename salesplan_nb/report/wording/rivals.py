"""Sentences of rivals: whom we lose to, and what says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from salesplan_nb.report.names import claim, listed, shortened
from salesplan_nb.report.numbers import count, interval, number, percent


@dataclass(frozen=True)
class Rival:
    """Closed deals that name a competitor; rates as fractions, NaN where there were none."""

    name: str
    won: int
    closed: int
    rate: float
    low: float
    high: float
    won_before: int
    closed_before: int
    rate_before: float
    verdict: str


def rival_lead(rivals: Sequence[Rival]) -> int | None:
    """The rival that the claim is about: the lowest surely below all deals, else the highest surely above."""
    below = [i for i, r in enumerate(rivals) if r.verdict == "below"]
    above = [i for i, r in enumerate(rivals) if r.verdict == "above"]
    if below:
        return min(below, key=lambda i: rivals[i].rate)
    return max(above, key=lambda i: rivals[i].rate) if above else None


def rivals_claim(rivals: Sequence[Rival], every: Rival) -> str:
    """'Against Corvex we win 20% of deals; a year before it was 30%'."""
    at = rival_lead(rivals)
    if at is None:
        return f"No rival stands out: we win {percent(every.rate)} of {count(every.closed, 'closed deal')}"
    one = rivals[at]
    told = f"we win {percent(one.rate)} of deals"
    if one.closed_before and percent(one.rate) != percent(one.rate_before):
        return _against(one.name, f"{told}; a year before it was {percent(one.rate_before)}")
    just = "just " if percent(one.rate) == percent(every.rate) else ""
    side = "under" if one.verdict == "below" else "above"
    return _against(one.name, f"{told}, {just}{side} our {percent(every.rate)}")


def _against(name: str, told: str) -> str:
    unnamed = name.lower() in ("none named", "no competitor", "none")
    return f"With no rival named {told}" if unnamed else claim(f"Against {{}} {told}", name)


def rivals_reading(rivals: Sequence[Rival], every: Rival) -> str:
    """Which intervals leave out the rate of all deals."""
    below = [r for r in rivals if r.verdict == "below"]
    above = [r for r in rivals if r.verdict == "above"]
    overall = percent(every.rate)
    if len(below) == 1:
        one = below[0]
        finer = int(percent(one.high) == overall)  # printed alike, they would not be told apart
        overall = percent(every.rate, finer)
        span = interval(percent(one.low, finer), percent(one.high, finer))
        return f"{shortened(one.name)} is the only rival whose whole interval ({span}) lies under our {overall}."
    if below:
        return f"The whole intervals of {listed([r.name for r in below])} lie under our {overall}."
    if above:
        verb_ = "lies" if len(above) == 1 else "lie"
        return f"The whole interval of {listed([r.name for r in above])} {verb_} above our {overall}."
    return f"Every interval holds our {overall}: the differences may be chance."


def rivals_desc(rivals: Sequence[Rival], every: Rival) -> str:
    """Each rate with its interval and the year before."""
    told = [f"All deals: {percent(every.rate)}, {number(every.won)} of {number(every.closed)}"]
    for r in rivals:
        before = f", a year before {percent(r.rate_before)}" if r.closed_before else ""
        told.append(f"{shortened(r.name)}: {percent(r.rate)}, {interval(percent(r.low), percent(r.high))}{before}")
    return "; ".join(told) + "."
