"""Dates of opportunities that cannot be: closed in the future, closed before they began, open and long overdue."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import numpy as np

from salesplan_nb.errors import counted
from salesplan_nb.intake.checks.evidence import Evidence, Rows, money
from salesplan_nb.intake.checks.months import newest_day
from salesplan_nb.intake.coded import Mask
from salesplan_nb.intake.findings import Finding, Weight
from salesplan_nb.intake.mapping import Mapped
from salesplan_nb.intake.parsing import parsed

SLACK = timedelta(days=7)
"""What an export may know of after its newest order or new deal."""
ANY_ZONE = ZoneInfo("UTC")
"""A day more or less does not matter here."""


def deals(evidence: Evidence) -> Iterator[Finding]:
    """Findings about the dates of opportunities."""
    table = evidence.tables.get("opportunities")
    if table is None:
        return
    yield from _future(evidence, table)
    yield from _running(evidence, table)
    yield from _backwards(evidence, table)
    yield from _overdue(evidence, table)


def _future(evidence: Evidence, table: Mapped) -> Iterator[Finding]:
    """Deals that closed after anything else in the data happened."""
    newest = [newest_day(evidence.tables["orders"], name) for name in ("order_date", "month")][:1]
    newest = [newest[0] or newest_day(evidence.tables["orders"], "month"), newest_day(table, "created")]
    known = [day for day in newest if day is not None]
    if "closed" not in table.typed or not known:
        return
    texts = table.texts["closed"]
    emptied = table.typed["closed"].where(lambda day: day is None) & texts.where(lambda text: text != "")
    reopened = table.kept & emptied & ~_written_open(table)
    if not reopened.any():
        return
    rows = np.flatnonzero(reopened)
    latest, late = max(known), np.zeros(len(rows), dtype="bool")
    for theirs, reading in table.readings("closed"):
        days = parsed(texts.take(rows), "date", replace(reading, zone=ANY_ZONE)).typed
        late |= theirs[rows] & days.where(lambda day: day is not None and day > latest + SLACK)
    found = rows[late]
    yield from _told(
        evidence, table, found, "closed-in-future", "must", "closed",
        f"closed after {latest.isoformat()}, the newest day of anything else",
        "correct the dates; until then these deals count as open",
    )  # fmt: skip


def _running(evidence: Evidence, table: Mapped) -> Iterator[Finding]:
    """Deals that are open with a day in the column of those that closed, where it is not that of `expected_close` too.

    A CRM that has one column for both days leaves the pipeline of coming periods empty unless it is named twice.
    """
    if "closed" not in table.typed:
        return
    apart_there = np.zeros(len(table.records), dtype="bool")
    for part in table.parts:
        named = part.source.columns
        if "closed" in named and named.get("expected_close") != named["closed"]:
            apart_there |= part.rows
    written = table.texts["closed"].where(lambda text: text != "")
    found = np.flatnonzero(table.kept & apart_there & _written_open(table) & written)
    apart = "expected_close" in table.typed
    yield from _told(
        evidence, table, found, "open-with-close-date", "note", "closed", "open, with a day in closed",
        "correct their status or the day" if apart else "where it is the day on which they should close, write its "
        "column at expected_close too; until then no pipeline of a coming period counts these deals",
    )  # fmt: skip


def _written_open(table: Mapped) -> Mask:
    """Deals whose status says open, whatever as_of made of the others."""
    return table.texts["status"].where(lambda status: status == "open")


def _backwards(evidence: Evidence, table: Mapped) -> Iterator[Finding]:
    if not evidence.has("opportunities", "created", "closed"):
        return
    ends = [("closed", "closed"), ("created", "created")]
    closed, created = (
        np.array([_ordinal(v) for v in table.typed[name].values])[table.typed[name].codes] for name, _ in ends
    )
    found = np.flatnonzero(table.kept & (closed > 0) & (created > 0) & (closed < created))
    yield from _told(
        evidence, table, found, "closed-before-created", "note", "closed", "closed before the day of its creation",
        "correct the dates, or map created to the day on which work began",
    )  # fmt: skip


def _overdue(evidence: Evidence, table: Mapped) -> Iterator[Finding]:
    if not evidence.has("opportunities", "expected_close", "status"):
        return
    end = evidence.calendar.last_day(evidence.as_of)
    past = table.typed["expected_close"].where(lambda day: day is not None and day <= end)
    found = np.flatnonzero(table.kept & past & table.typed["status"].where(lambda status: status == "open"))
    yield from _told(
        evidence, table, found, "overdue-deals", "note", "expected_close",
        f"open, and expected to have closed by the end of {evidence.as_of}",
        "ask the sellers for new dates: until then no pipeline of a coming period counts these deals",
    )  # fmt: skip


def _ordinal(day: object) -> int:
    return day.toordinal() if hasattr(day, "toordinal") else 0


def _told(
    evidence: Evidence, table: Mapped, rows: Rows, check: str, weight: Weight, column: str, what: str, hint: str
) -> Iterator[Finding]:
    if not len(rows):
        return
    amount = int(table.amounts[rows].sum())
    worth = f", {money(amount)} together" if amount else ""
    yield Finding(
        check=check, weight=weight, table="opportunities", column=column, rows=len(rows), amount_cents=amount,
        text=f"{counted(len(rows), 'deal is', 'deals are')} {what}{worth}: {evidence.places('opportunities', rows)}",
        hint=hint,
    )  # fmt: skip
