"""Sentences of part 1: objectives and market. Each is a function of result values; none is about one company."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from salesplan_nb.report.names import claim, clean, listed, shortened
from salesplan_nb.report.numbers import (
    Scale,
    agree,
    change,
    count,
    counted,
    interval,
    nothing,
    number,
    part,
    percent,
    points,
    printed,
)
from salesplan_nb.report.numbers import rate as size

POINT = 0.005
"""A share moved where it rounds to a point or more."""
ALL = -1.0
"""A straight line through months that jump can fall by more than all in a year, which says nothing about a company."""
QUOTED = 140
"""Characters of a statement that a sentence quotes."""


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
    moved = (
        "grew"
        if number(abs(one.growth) * 100) != "0" and one.growth > 0
        else "shrank"
        if one.growth < 0
        else "held level"
    )
    size = (
        f"{moved} {percent(abs(one.growth))}"
        if moved != "held level" and number(abs(one.growth) * 100) != "0"
        else "held level"
    )
    if one.shift > 0 and largest and len(members) > 1:
        return claim(f"{{}} {size} and {'stays' if was_largest else 'is now'} our largest {dimension}", one.name)
    step = points(abs(one.shift)).lstrip("+")
    turn = "gained" if one.shift > 0 else "lost"
    joint = "but" if (one.shift > 0) != (one.growth > 0) else "and"
    return claim(f"{{}} {size} {joint} {turn} {step} {'point' if step == '1' else 'points'} of share", one.name)


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
    pieces += (
        [
            f"{listed(below)} {'lies' if len(below) == 1 else 'lie'} surely below it"
            if above
            else f"{listed(below)} {'lies' if len(below) == 1 else 'lie'} surely below the average"
        ]
        if below
        else []
    )
    return "; ".join(pieces) + "."


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


def swot_claim(kinds: dict[str, int], stale: int, outside: int) -> str:
    """How many opportunities and challenges there are, and whether their evidence holds or comes from outside."""
    order = [
        ("opportunity", "opportunities"),
        ("challenge", "challenges"),
        ("strength", "strengths"),
        ("weakness", "weaknesses"),
    ]
    told = [(kinds[one], one if kinds[one] == 1 else many) for one, many in order if kinds.get(one)]
    first = [
        f"{counted(n, word, word)}" if i == 0 else counted(n, word, word).lower()
        for i, (n, word) in enumerate(told[:2])
    ]
    if not told:
        return "No opportunity and no challenge is named"
    text = " and ".join(first)
    if stale:
        return f"{text}; the evidence for {counted(stale, 'no', 'no').split()[0].lower()} has gone"
    if outside == sum(kinds.values()):
        return f"{text}, {'on' if outside == 1 else 'each on'} a source of its own"
    if outside:
        own = agree(outside, "rests on a source of its own", "rest on own sources")
        return f"{text}; {number(outside)} {own}"
    return f"{text}, each with evidence that holds"


def swot_reading(statement: str, evidence: str, stale: list[str], outside: int) -> str:
    """What the first item stands on, or which items no longer stand; what the data cannot check."""
    own = agree(outside, "A statement on a source of its own is", "Statements on own sources are")
    unchecked = f" {own} not checked by this run."
    if stale:
        are = "is" if len(stale) == 1 else "are"
        return (
            f"“{shortened(stale[0], QUOTED)}” {'and others are' if len(stale) > 1 else are} "
            "stale: set right or taken out before the plan is signed."
        )
    return f"“{shortened(statement, QUOTED)}”: {clean(evidence)}.{unchecked if outside else ''}"


def heard_claim(heard: int, departments: int) -> str:
    """'3 of 4 departments were heard'."""
    if not departments:
        return "No department is named"
    if departments == 1:
        return f"The one department was {'heard' if heard else 'not heard'}"
    if heard == departments:
        return f"All {count(departments, 'department')} {agree(departments, 'was', 'were')} heard"
    return f"{number(heard)} of {count(departments, 'department')} {agree(heard, 'was', 'were')} heard"


def heard_reading(missing: list[str], close: list[str]) -> str:
    """Who is still to be asked, and who is to be worked with closely."""
    ask = f"Still to be asked: {listed(missing)}." if missing else "Nobody is left to ask."
    return f"{ask} Manage closely: {listed(close)}." if close else ask


def raci_claim(objectives: int, orphans: int) -> str:
    """Whether each objective has its Accountable."""
    if orphans:
        return (
            f"{number(orphans)} of {count(objectives, 'objective')} "
            f"{agree(orphans, 'has', 'have')} no single Accountable"
        )
    return (
        "The objective has exactly one Accountable"
        if objectives == 1
        else f"{counted(objectives, 'objective')}, each with exactly one Accountable"
    )


def lineage_claim(chains: int, orphans: int) -> str:
    """Whether objectives, goals and KPIs hang together."""
    if orphans:
        return (
            f"{number(orphans)} of {count(chains, 'link')} from objective to owner {agree(orphans, 'is', 'are')} broken"
        )
    return "Every objective leads to a goal, a KPI and an owner"


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
