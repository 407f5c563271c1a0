"""Sentences of the market: the mix of our sales, its trend and season, our share of the whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from salesplan_nb.report.names import claim, listed, shortened
from salesplan_nb.report.numbers import Scale, change, count, interval, nothing, number, part, percent, points, printed
from salesplan_nb.report.numbers import rate as size

POINT = 0.005
"""A share moved where it rounds to a point or more."""
ALL = -1.0
"""A straight line through months that jump can fall by more than all in a year, which says nothing about a company."""


def verb(records: str, plural: str, singular: str) -> str:
    """The verb that goes with 'bookings' or with 'revenue'."""
    return plural if records == "bookings" else singular


@dataclass(frozen=True)
class Member:
    """A segment or family: cents now and before, growth and shares as fractions (growth NaN from zero)."""

    name: str
    before: int
    now: int
    growth: float
    share_before: float
    share_now: float

    @property
    def shift(self) -> float:
        """Change of the share as its printed shares have it."""
        return float(printed(Decimal(str(self.share_now)), 2) - printed(Decimal(str(self.share_before)), 2))


def lead(members: Sequence[Member]) -> int:
    """The member that the claim is about: whose share moved most; of two alike, who gained, then the larger."""

    def weight(i: int) -> tuple[float, bool, int]:
        moved = members[i].share_now - members[i].share_before
        return round(abs(moved), 6), moved > 0, members[i].now

    return max(range(len(members)), key=weight)


def _still(one: Member) -> bool:
    """Whether a share has not moved by a point, in truth or as it is printed."""
    return abs(one.share_now - one.share_before) < POINT or not one.shift


def mix_claim(members: Sequence[Member], records: str, dimension: str) -> str:
    """Who gained or lost: 'Food grew 31% and is now our largest segment'."""
    one = members[lead(members)]
    largest = max(members, key=lambda m: m.now) is one
    was_largest = max(members, key=lambda m: m.before) is one
    if _still(one):
        return f"The mix held still: no {dimension} moved by a point of share"
    if one.before <= 0:
        return claim(f"{{}} is new and brings {part(one.share_now)} of {records}", one.name)
    pace = percent(abs(one.growth))
    moved = "held level" if nothing(pace) else f"{'grew' if one.growth > 0 else 'shrank'} {pace}"
    if one.shift > 0 and largest and len(members) > 1:
        return claim(f"{{}} {moved} and {'stays' if was_largest else 'is now'} our largest {dimension}", one.name)
    turn = "gained" if one.shift > 0 else "lost"
    joint = "but" if (one.shift > 0) != (one.growth > 0) else "and"
    return claim(f"{{}} {moved} {joint} {turn} {_points(one.shift)} of share", one.name)


def mix_reading(members: Sequence[Member], records: str) -> str:
    """Who gave, who took, and what the year would have been without the one that moved most."""
    one = members[lead(members)]
    if _still(one):
        top = max(members, key=lambda m: m.now)
        return f"{shortened(top.name)} stays at {percent(top.share_now)} of {records}."
    gains = max(members, key=lambda m: (m.shift, m.share_now - m.share_before))
    losses = min(members, key=lambda m: (m.shift, m.share_now - m.share_before))
    told = [f"{shortened(gains.name)} gained {_points(gains.shift)}"] if gains.shift > 0 else []
    told += [f"{shortened(losses.name)} lost {_points(losses.shift)}"] if losses.shift < 0 else []
    text = " of share and ".join(told) if len(told) > 1 else f"{told[0]} of share"
    rest = sum(m.now - m.before for m in members if m is not one)
    without = Scale.of(sum(m.now for m in members)).money(abs(rest))
    if nothing(without):
        return f"{text}; without {shortened(one.name)} we would stand where we stood."
    return f"{text}; without {shortened(one.name)} we would have {'grown' if rest > 0 else 'shrunk'} by {without}."


def _points(shift: float) -> str:
    text = points(abs(shift)).lstrip("+")
    return f"{text} point" if text == "1" else f"{text} points"


def mix_desc(members: Sequence[Member]) -> str:
    """Each share before and now."""
    return (
        "; ".join(f"{shortened(m.name)} from {percent(m.share_before)} to {percent(m.share_now)}" for m in members)
        + "."
    )


def trend_claim(verdict: str, rate: float, low: float, high: float, records: str) -> str:
    """'Bookings grow 9% a year', only where the interval says so."""
    what = records.capitalize()
    if verdict == "growing":
        return f"{what} {verb(records, 'grow', 'grows')} {size(rate)} a year"
    if verdict == "shrinking":
        return f"{what} {verb(records, 'shrink', 'shrinks')} {size(rate)} a year"
    if verdict == "too short":
        return f"{what} {verb(records, 'have', 'has')} too short a history for a trend"
    if low <= ALL:
        return f"{what} {verb(records, 'move', 'moves')} too much from month to month for a trend"
    return f"{what} {verb(records, 'show', 'shows')} no sure trend: {interval(change(low), change(high))} a year"


def trend_reading(
    verdict: str, rate: float, low: float, high: float, months: int, growing: list[str], shrinking: list[str]
) -> str:
    """How sure the trend is, and whose trends are sure."""
    if verdict == "too short":
        return f"{count(months, 'month')} of history cannot tell a trend from a season."
    tail = [f"{listed(growing)} surely {'grows' if len(growing) == 1 else 'grow'}"] if growing else []
    tail += [f"{listed(shrinking)} surely {'shrinks' if len(shrinking) == 1 else 'shrink'}"] if shrinking else []
    if verdict == "unclear" and low <= ALL:
        sure = f"{count(months, 'month')} agree with losing all within a year as with growing by {percent(high)}"
    else:
        middle = f", around {change(rate)}" if verdict == "unclear" else ""
        finer = verdict != "unclear" and any(nothing(change(end)) for end in (low, high))  # it leaves out zero
        ends = interval(change(low, int(finer)), change(high, int(finer)))
        sure = f"The {percent(0.95)} interval is {ends} a year{middle}"
    return f"{sure}; {', '.join(tail)}." if tail else f"{sure}."


def season_claim(strongest: str, top: float, weakest: str, bottom: float) -> str:
    """'December brings 140% of an average month, August 70%'."""
    return f"{strongest} brings {percent(top)} of an average month, {weakest} {percent(bottom)}"


def season_reading(above: list[str], below: list[str]) -> str:
    """Which months surely differ from the average."""
    if not above and not below:
        return "No month surely differs from the average."
    pieces = [f"{listed(above)} {'lies' if len(above) == 1 else 'lie'} surely above the average"] if above else []
    average = "it" if above else "the average"
    pieces += [f"{listed(below)} {'lies' if len(below) == 1 else 'lie'} surely below {average}"] if below else []
    return "; ".join(pieces) + "."


def market_claim(segment: str, share: float, growth: float, market_growth: float) -> str:
    """'In food we hold 2% of the market and grow faster than it'."""
    few = percent(share, 1) if share < 0.1 else percent(share)
    held = f"we hold {f'under {percent(0.001, 1)}' if share > 0 and nothing(few) else few} of the market"
    if growth == growth and market_growth == market_growth:
        gap = printed(Decimal(str(growth)) * 100) - printed(Decimal(str(market_growth)) * 100)
        pace = (
            "grow with it"
            if gap == 0
            else (
                f"grow {number(abs(gap))} {'point' if abs(gap) == 1 else 'points'} {'faster' if gap > 0 else 'slower'}"
            )
        )
        return claim(f"In {{}} {held} and {pace}", segment)
    return claim(f"In {{}} {held}", segment)
