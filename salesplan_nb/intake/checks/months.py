"""Months without orders, days apart from all others, months and tables that end too early."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby, pairwise
from typing import Any

import numpy as np

from salesplan_nb.calendars import month_end, month_index, month_text, shift
from salesplan_nb.contract import TABLES
from salesplan_nb.errors import counted
from salesplan_nb.intake.checks.evidence import Evidence, first, money
from salesplan_nb.intake.checks.history import apart, monthly
from salesplan_nb.intake.coded import Coded, Mask
from salesplan_nb.intake.findings import Finding, Weight
from salesplan_nb.intake.mapping import Mapped
from salesplan_nb.intake.tables import AFTER, last_business_day

EVENTS: dict[str, Weight] = {
    "opportunities": "must", "controls": "note", "spend": "note", "ratings": "note", "market": "note",
}  # fmt: skip
"""Tables that should reach as far as the orders, and how much it matters where they do not."""


REGULAR, HANDOVER = 6, 2
"""Months that a source must have to be missed, and by which the start of another may be off its end."""


def months(evidence: Evidence) -> Iterator[Finding]:
    """Findings about which months and days the tables cover."""
    orders = evidence.tables["orders"]
    yield from _apart(evidence, orders)
    yield from _gaps(evidence)
    yield from _ends_early(evidence, orders)
    yield from _not_used(evidence, orders)
    yield from _left_behind(evidence, orders)
    for name, weight in EVENTS.items():
        if name in evidence.tables:
            yield from _old(evidence, evidence.tables[name], weight)


def _aside_by_as_of(table: Mapped) -> Mask:
    """The rows that lie after as_of and that no rule of sources.yml took."""
    if AFTER not in table.rules:
        return np.zeros(len(table.records), dtype="bool")
    found: Mask = table.rule == table.rules.index(AFTER) + 1
    return found


def _values(column: Coded, rows: Mask) -> list[Any]:
    """Different values in some rows, ascending."""
    return sorted(column.values[code] for code in np.unique(column.codes[rows]) if column.values[code] is not None)


def _apart(evidence: Evidence, orders: Mapped) -> Iterator[Finding]:
    months = orders.typed["month"]
    rows = orders.kept | _aside_by_as_of(orders)
    counts = np.bincount(months.codes[rows], minlength=len(months.values)).tolist()
    lone = apart({month: n for month, n in zip(months.values, counts, strict=True) if month is not None and n})
    if not lone:
        return
    found = np.flatnonzero(rows & months.where(lambda month: month in lone))
    yield Finding(
        check="dates-apart", weight="must", table="orders", column="order_date", rows=len(found),
        amount_cents=int(orders.amounts[found].sum()),
        text=f"{counted(len(found), 'order lies', 'orders lie')} apart from all others in time, in {first(lone)}, "
        f"{money(int(orders.amounts[found].sum()))} together: {evidence.places('orders', found)}",
        hint="correct the dates, or set the rows aside by a rule",
    )  # fmt: skip


def _gaps(evidence: Evidence) -> Iterator[Finding]:
    table = monthly(evidence)
    empty = [month for month, rows in zip(table["month"], table["rows"], strict=True) if not rows]
    if not empty:
        return
    runs = [[month for _, month in run] for _, run in groupby(enumerate(empty), lambda p: month_index(p[1]) - p[0])]
    named = [run[0] if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs]
    yield Finding(
        check="empty-months", weight="must", table="orders", column="month", rows=0, amount_cents=0,
        text=f"{counted(len(empty), 'month')} of {len(table)} up to {evidence.as_of} "
        f"{'has' if len(empty) == 1 else 'have'} no orders: {first(named)}",
        hint="look for an export that is missing; months in which nothing was sold count as 0",
    )  # fmt: skip


def _ends_early(evidence: Evidence, orders: Mapped) -> Iterator[Finding]:
    """The last month, where it is in use and its last order lies longer before its end than orders are ever apart."""
    days = _values(orders.typed["order_date"], orders.kept)
    due = last_business_day(evidence.as_of, evidence.calendar)
    if not days or days[-1] >= due or _aside_by_as_of(orders).any():
        return
    if evidence.calendar.month_of(days[-1]) < evidence.as_of:
        return
    year = [day for day in days if evidence.calendar.month_of(day) > shift(evidence.as_of, -12)]
    longest = max(((after - before).days for before, after in pairwise(year)), default=0)
    if (due - days[-1]).days <= longest:
        return
    last = evidence.as_of
    rows = orders.kept & orders.typed["month"].where(lambda month: month == last)
    yield Finding(
        check="month-incomplete", weight="must", table="orders", column="order_date", rows=int(rows.sum()),
        amount_cents=int(orders.amounts[rows].sum()),
        text=f"the last month in use, {last}, has orders up to {days[-1].isoformat()} only",
        hint=f"export again when the month is over, or write as_of: {shift(last, -1)} in sources.yml",
    )  # fmt: skip


def _not_used(evidence: Evidence, orders: Mapped) -> Iterator[Finding]:
    """What came after the last complete month."""
    aside = _aside_by_as_of(orders)
    if not aside.any():
        return
    days = _values(orders.typed["order_date"], aside)
    later = _values(orders.typed["month"], aside)
    month = later[0]
    covered = len([day for day in days if evidence.calendar.month_of(day) == month])
    if len(later) == 1 and days:
        last = days[-1].isoformat()
        what = f"{month} has orders of {counted(covered, 'day')}, up to {last}: it is not complete, and not used"
    else:
        what = f"{month if len(later) == 1 else f'{month} to {later[-1]}'} lies after {evidence.as_of} and is not used"
    amount, rows = int(orders.amounts[aside].sum()), int(aside.sum())
    yield Finding(
        check="month-not-used", weight="note", table="orders", column="order_date", rows=rows, amount_cents=amount,
        text=f"{what} ({counted(rows, 'row')}, {money(amount)})",
        hint="nothing to do: the plan begins after the last complete month; as_of: in sources.yml sets another one",
    )  # fmt: skip


def _old(evidence: Evidence, table: Mapped, weight: Weight) -> Iterator[Finding]:
    """A table that ends in a month before as_of."""
    every = table.kept | _aside_by_as_of(table)
    spans = [name for name in (*TABLES[table.name].when, "closed") if name in table.typed]
    ends = [str(values[-1])[:7] for name in spans if (values := _values(table.typed[name], every))]
    reopened = any(row["rule"] == "closed after as_of" for row in table.corrections)
    if not ends or max(ends) >= evidence.as_of or reopened:
        return
    behind = month_index(evidence.as_of) - month_index(max(ends))
    yield Finding(
        check="old-export", weight=weight, table=table.name, column=spans[0], rows=int(table.kept.sum()),
        amount_cents=0,
        text=f"ends in {max(ends)}, {counted(behind, 'month')} before the orders in use, which go to {evidence.as_of}",
        hint="export it again; until then what it feeds is out of date",
    )  # fmt: skip


def _left_behind(evidence: Evidence, orders: Mapped) -> Iterator[Finding]:
    """Sources of the orders that end before as_of, to which others go, and longer than they ever paused.

    Where another begins about when one ends, it has taken its place: the next year's sheet, a new system.
    """
    months, last = orders.typed["month"], month_index(evidence.as_of)
    spans = [[month_index(month) for month in _values(months, part.rows & orders.kept)] for part in orders.parts]
    for part, own in zip(orders.parts, spans, strict=True):
        if len(own) < REGULAR or last + 1 - own[-1] <= max(after - before for before, after in pairwise(own)):
            continue
        if any(other and abs(other[0] - own[-1]) <= HANDOVER for other in spans):
            continue
        behind, ended = last - own[-1], month_text(own[-1])
        before = {month_text(month) for month in range(own[-1] - behind + 1, own[-1] + 1)}
        rows = part.rows & orders.kept & months.where(before.__contains__)
        amount = int(orders.amounts[rows].sum())
        yield Finding(
            check="old-export", weight="must", table="orders", column="month", rows=int(rows.sum()),
            amount_cents=amount,
            text=f"{part.source.label} ends in {ended}, {counted(behind, 'month')} before the other orders, which go "
            f"to {evidence.as_of}; in as many months before it came to {money(amount)}",
            hint="export it again; where nothing is sold there any more, take it as it is",
        )  # fmt: skip


def newest_day(table: Mapped, column: str) -> date | None:
    """The newest day of a table, what lies after as_of included; the end of its newest month where it has no days."""
    every = table.kept | _aside_by_as_of(table)
    values = _values(table.typed[column], every) if column in table.typed else []
    if not values:
        return None
    newest = values[-1]
    return month_end(newest) if isinstance(newest, str) else newest
