"""The months that orders cover, and what can be planned from them: the year, the goal's period and baseline."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import pyarrow.compute as pc

from salesplan_nb.calendars import Period, month_end, months_between, shift
from salesplan_nb.intake.tables import GAP
from salesplan_nb.proposal.counted import Counted, few
from salesplan_nb.proposal.days import read
from salesplan_nb.proposal.drafts import NOT_WON, Draft
from salesplan_nb.proposal.words import said

YEAR, QUARTER = 12, 3
"""Complete months from which a year, a quarter can be compared with."""


@dataclass(frozen=True)
class Span:
    """What a history of orders lets one plan."""

    last: str
    """Last complete month."""
    year: str
    """First month of the plan year: the one that follows."""
    period: Period
    """Of the goal."""
    baseline: str
    """As plan.yml writes it."""
    than: str
    """What the goal is compared with, for readers."""
    told: bool
    """Whether the last month must be told: rows of years to come are slips of the pen."""


def span(orders: Draft) -> Span | None:
    """The plan year and the goal's period and baseline; None where no day of the orders can be read.

    The year is the twelve months after the last complete one: it leaves no gap, and its base is known. Where there is
    no year of history to compare with, the goal is for three months, or for one.
    """
    rows = _days(orders)
    if not rows:
        return None
    gap = _slips(rows)
    found = {day for day in rows if not gap or f"{day:%Y-%m}" <= gap}
    last = gap or f"{max(found):%Y-%m}"
    if not gap and max(found) < _last_working_day(last):
        last = shift(last, -1)
    complete, year = len(months_between(f"{min(found):%Y-%m}", last)), shift(last, 1)
    if complete >= YEAR:
        return Span(last, year, Period(year, shift(year, YEAR - 1)), "yoy", "in the twelve months before", bool(gap))
    if complete >= QUARTER:
        than = f"in the three months before ({complete} complete months are no year to compare with)"
        return Span(last, year, Period(year, shift(year, QUARTER - 1)), "qoq", than, bool(gap))
    than = "in the month before (there is no quarter to compare with)"
    return Span(last, year, Period(year, year), last, than, bool(gap))


def _slips(rows: Counter[date]) -> str:
    """The last month before few rows that come more than a year later: slips of the pen, which intake asks about."""
    for before, after in pairwise(sorted({f"{day:%Y-%m}" for day in rows})):
        late = sum(count for day, count in rows.items() if f"{day:%Y-%m}" >= after)
        if shift(before, GAP) < after and late <= few([("", rows.total())]):
            return before
    return ""


def _days(orders: Draft) -> Counter[date]:
    """Rows by the day of the orders' date, those of won deals where orders are a pipeline's; of a month the last."""
    match = orders.matches.get("order_date") or orders.matches.get("month")
    if match is None or match.seen is None or (written := match.seen.profile.days) is None:
        return Counter()
    profile = match.seen.profile
    texts: Iterable[Counted] = zip(profile.values.to_pylist(), profile.counts.to_pylist(), strict=True)
    won = next((rule for rule in orders.rules if rule.name == NOT_WON), None)
    if won is not None and match.seen.via is None:
        cells = orders.owner.table.column(profile.name).filter(orders.owner.holds(won.columns[0], won.values))
        texts = Counter(text.strip() for text in cells.to_pylist()).items()
    elif (across := orders.owner.months) is not None and match.seen.via is None:
        # A year's sheet has columns to its end: the months that no row fills are not yet there.
        table = orders.owner.table
        filled = pc.not_equal(pc.utf8_trim_whitespace(table.column(across.value)), "")
        texts = Counter(text.strip() for text in table.column(profile.name).filter(filled).to_pylist()).items()
    rows = Counter[date]()
    for text, count in texts:
        if (day := read(text, written)) is not None:
            rows[day] += count
    return rows


def _last_working_day(month: str) -> date:
    day = month_end(month)
    while day.weekday() > calendar.FRIDAY:
        day -= timedelta(days=1)
    return day


def records(orders: Draft) -> tuple[str, str, bool]:
    """bookings or revenue, why, and whether the files say so."""
    if any(rule.name == NOT_WON for rule in orders.rules):
        return "bookings", "an order is a deal that was won", True
    matches = [orders.matches.get(column) for column in ("order_id", "order_date")]
    names = [name for match in matches if match is not None and match.seen is not None for name in match.seen.spellings]
    for concept, kind, why, sure in (
        ("invoice", "revenue", "speaks of invoices", True),
        ("order", "bookings", "speaks of orders, which are signed before they are invoiced", False),
    ):
        if found := next((name for name in names if concept in said(name).concepts), None):
            return kind, f"{found!r} {why}", sure
    return "bookings", "no file says whether the rows were signed or invoiced", False
