"""The months that orders cover, and what can be planned from them: the year, the goal's period and baseline."""

from __future__ import annotations

import calendar
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

import pyarrow as pa
import pyarrow.compute as pc

from salesplan_nb.calendars import Period, month_end, months_between, shift
from salesplan_nb.proposal.days import Days, days
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


def span(orders: Draft) -> Span | None:
    """The plan year and the goal's period and baseline; None where no day of the orders can be read.

    The year is the twelve months after the last complete one: it leaves no gap, and its base is known. Where there is
    no year of history to compare with, the goal is for three months, or for one.
    """
    found = _days(orders)
    if found is None:
        return None
    last = f"{found.high:%Y-%m}"
    if found.high < _last_working_day(last):
        last = shift(last, -1)
    complete, year = len(months_between(f"{found.low:%Y-%m}", last)), shift(last, 1)
    if complete >= YEAR:
        return Span(last, year, Period(year, shift(year, YEAR - 1)), "yoy", "in the twelve months before")
    if complete >= QUARTER:
        than = f"in the three months before ({complete} complete months are no year to compare with)"
        return Span(last, year, Period(year, shift(year, QUARTER - 1)), "qoq", than)
    return Span(last, year, Period(year, year), last, "in the month before (there is no quarter to compare with)")


def _days(orders: Draft) -> Days | None:
    """The days of the orders' date, those of won deals where orders are a pipeline's."""
    match = orders.matches.get("order_date") or orders.matches.get("month")
    if match is None or match.seen is None:
        return None
    profile = match.seen.profile
    won = next((rule for rule in orders.rules if rule.name == NOT_WON), None)
    if won is None or match.seen.via is not None or profile.days is None:
        return profile.days
    table = orders.owner.table
    rows = pc.is_in(pc.utf8_trim_whitespace(table.column(won.columns[0])), value_set=pa.array(list(won.values)))
    counted = Counter(text.strip() for text in table.column(profile.name).filter(rows).to_pylist() if text.strip())
    american = any(form.find("%m") < form.find("%d") for form in profile.days.forms if not form.startswith("%Y"))
    first = "month" if american else "day"
    return days(counted.items(), first=first, native=profile.native) or profile.days  # type: ignore[arg-type]  # a Literal


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
