"""Who serves a customer from a day on: the table assignments, checked and cut into spans of days.

The orders of a customer count with its owners. Several owners have a share each, and on every day the shares sum to 1:
60/40, or 0.333 three times (a thousandth is forgiven; these are thirds then). More than 1 would count orders twice,
less would lose some: both are errors. A day between two spans on which nobody owns the customer is no error: it is
listed as a gap. `ends` is the last day, so that the next owner starts on the day after. A customer has one region a
day.

An empty rep_id is the house account: nobody's, on purpose. A table without the column rep_id moves customers among
regions only, and one without the column region among people only.

An overlay (a product specialist, a partner manager) is credited with its share besides the owners. Overlays need not
sum to anything, and their region says nothing about the customer's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import groupby, pairwise
from operator import attrgetter

import numpy as np
import pandas as pd

from salesplan_nb.errors import Problems

SHOWN = 5
"""Offending rows that an error shows."""
EVER, NOW = -(2**17), 2**17 - 1
"""Days since 1970 that stand for an open beginning and end; far outside the dates that intake takes."""
FORGIVEN = Fraction(1, 1000)


@dataclass(frozen=True)
class Span:
    """Days on which the same people serve a customer."""

    customer: str
    first: int
    """Days since 1970."""
    last: int
    people: tuple[tuple[str | None, Fraction], ...]
    """Rep and share, by name, the house account (None) last; empty where the table says nothing of people."""
    region: str | None


@dataclass(frozen=True)
class Assignments:
    """Who serves whom; made by `assignments`. Spans of a customer follow one another and never overlap."""

    owners: tuple[Span, ...]
    overlays: tuple[Span, ...]
    gaps: pd.DataFrame
    """One row per customer and run of days without an owner between two that have: customer_id, first, last (Python
    dates)."""


@dataclass(frozen=True)
class _Row:
    ordinal: int
    customer: str
    rep: str | None
    region: str | None
    first: int
    last: int
    share: Fraction
    overlay: bool


Fault = tuple[str, int, str]
"""Reference, the row where it shows first, what a reader sees of it."""
FAULTS = {
    "ends-before-starts": ("ends before it starts", "correct one of the two dates"),
    "share-out-of-range": ("a share is above 0 and at most 1", "write 60% as 0.6"),
    "overlay-of-nobody": ("an overlay without a person", "write rep_id, or make the row an owner's"),
    "shares-not-one": (
        "the shares of a customer's owners do not sum to 1 on some days",
        "end one row before the other starts (ends is the last day), or write shares that sum to 1",
    ),
    "two-regions": ("a customer is in two regions on some days", "write one region in all rows of a customer and day"),
}
"""What is wrong, and what to do, by reference."""


def assignments(table: pd.DataFrame, *, place: Callable[[int], str]) -> Assignments:
    """The spans of days of each customer.

    Parameters
    ----------
    table : DataFrame
        One row per assignment; index: the row's ordinal. customer_id, and where known rep_id, region, starts and ends
        (datetime64 or Python dates), share (0 to 1; a float counts as the shortest decimal that reads as it; missing:
        1) and kind ('owner' or 'overlay'; missing: owner).
    place : callable
        From ordinal to `file:line`.

    Raises
    ------
    PlanErrors
        Of kind "data", all that is wrong: see the module.

    Examples
    --------
    >>> moved = pd.DataFrame(
    ...     {
    ...         "customer_id": ["C1", "C1"],
    ...         "rep_id": ["Ada", "Ben"],
    ...         "starts": pd.to_datetime([None, "2026-07-01"]),
    ...         "ends": pd.to_datetime(["2026-06-30", None]),
    ...     }
    ... )
    >>> [span.people[0][0] for span in assignments(moved, place=str).owners]
    ['Ada', 'Ben']
    """
    rows = sorted(_rows(table), key=attrgetter("customer", "ordinal"))
    found = [(row.customer, fault) for row in rows for fault in _row_faults(row, place)]
    wrong, faults = {customer for customer, _ in found}, [fault for _, fault in found]
    owners: list[Span] = []
    overlays: list[Span] = []
    gaps: list[tuple[str, date, date]] = []
    for customer, group in groupby(rows, key=attrgetter("customer")):
        own = [*group] if customer not in wrong else []
        for first, last, serving in _cut([row for row in own if not row.overlay]):
            if serving:
                faults += _span_faults(serving, first, last, place)
                owners.append(_span(serving, first, last, people="rep_id" in table))
            else:
                gaps.append((customer, _day(first), _day(last)))
        overlays += [
            _span(serving, first, last, people=True)
            for first, last, serving in _cut([row for row in own if row.overlay])
            if serving
        ]
    _raise(faults, place)
    return Assignments(
        tuple(owners), tuple(overlays), pd.DataFrame(gaps, columns=["customer_id", "first", "last"], dtype="object")
    )


def _rows(table: pd.DataFrame) -> Iterator[_Row]:
    def texts(name: str) -> list[str | None]:
        if name not in table:
            return [None] * len(table)
        return [None if pd.isna(text) or text == "" else str(text) for text in table[name].tolist()]

    def numbers(name: str, missing: int) -> list[int]:
        if name not in table:
            return [missing] * len(table)
        days = pd.to_datetime(table[name])
        known = np.where(days.isna(), missing, days.to_numpy("datetime64[D]").astype("int64"))
        return [int(day) for day in known]

    shares = table["share"].tolist() if "share" in table else [1] * len(table)
    columns = (texts("customer_id"), texts("rep_id"), texts("region"), numbers("starts", EVER), numbers("ends", NOW))
    for ordinal, share, kind, customer, rep, region, first, last in zip(
        table.index.tolist(), shares, texts("kind"), *columns, strict=True
    ):
        part = Fraction(1) if pd.isna(share) else Fraction(str(share))
        yield _Row(ordinal, str(customer), rep, region, first, last, part, kind == "overlay")


def _row_faults(row: _Row, place: Callable[[int], str]) -> Iterator[Fault]:
    if row.last < row.first:
        yield "ends-before-starts", row.ordinal, f"{place(row.ordinal)}: {_day(row.first)} to {_day(row.last)}"
    if not 0 < row.share <= 1:
        yield "share-out-of-range", row.ordinal, f"{place(row.ordinal)}, column share: '{float(row.share)}'"
    if row.overlay and row.rep is None:
        yield "overlay-of-nobody", row.ordinal, f"{place(row.ordinal)}, column rep_id: ''"


def _span_faults(serving: Sequence[_Row], first: int, last: int, place: Callable[[int], str]) -> Iterator[Fault]:
    start = serving[0].ordinal
    where = f"{', '.join(place(row.ordinal) for row in serving)}: {serving[0].customer}, {_days(first, last)}"
    total = sum((row.share for row in serving), Fraction(0))
    if abs(total - 1) > FORGIVEN:
        yield "shares-not-one", start, f"{where}: shares sum to {float(total):g}"
    regions = sorted({row.region for row in serving if row.region})
    if len(regions) > 1:
        yield "two-regions", start, f"{where}: {', '.join(regions)}"


def _raise(faults: Sequence[Fault], place: Callable[[int], str]) -> None:
    problems = Problems()
    for reference, (what, hint) in FAULTS.items():
        found = sorted((row, text) for kind, row, text in faults if kind == reference)
        if found:
            message = f"{place(found[0][0])}: {what}" + (f" ({len(found)} in all)" if len(found) > 1 else "")
            problems.add(reference, message=message, context=[t for _, t in found[:SHOWN]], hint=hint, kind="data")
    problems.raise_all()


def _cut(rows: Sequence[_Row]) -> Iterator[tuple[int, int, list[_Row]]]:
    """First and last day of each run of days with the same rows, between the first and the last that has any."""
    edges = sorted({row.first for row in rows} | {row.last + 1 for row in rows})
    for first, after in pairwise(edges):
        yield first, after - 1, [row for row in rows if row.first <= first and after <= row.last + 1]


def _span(serving: Sequence[_Row], first: int, last: int, *, people: bool) -> Span:
    shares: dict[str | None, Fraction] = {}
    for row in serving if people else ():
        shares[row.rep] = shares.get(row.rep, Fraction(0)) + row.share
    named = sorted(shares.items(), key=lambda person: (person[0] is None, person[0] or ""))
    region = next((row.region for row in serving if row.region), None)
    return Span(serving[0].customer, first, last, tuple(named), region)


def _day(number: int) -> date:
    return date(1970, 1, 1) + timedelta(days=number)


def _days(first: int, last: int) -> str:
    start = "since ever" if first == EVER else f"from {_day(first)}"
    return start if last == NOW else f"{start} to {_day(last)}"
