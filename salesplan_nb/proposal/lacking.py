"""Why an input is no table of orders: what of money and days it has, and what not."""

from __future__ import annotations

from salesplan_nb.proposal.amounts import Money
from salesplan_nb.proposal.days import days
from salesplan_nb.proposal.inputs import FEWEST_MONTHS, Input
from salesplan_nb.proposal.matching import LEAST, Match
from salesplan_nb.proposal.month_names import without_year
from salesplan_nb.proposal.month_years import what_to_write
from salesplan_nb.proposal.words import named, said

NAMED = 0.5
"""How well a header must name days or months of sales for its cells to be looked at one by one."""
PRICED = frozenset({"dozen", "price", "rate", "amount", "value"})
"""Concepts of a price that is for several pieces."""
LOOKED_AT, SHOWN = 1_000, 3
"""Of such a column: different values that are tried, and those that are told."""


def lacks(owner: Input, found: Money | None, date: Match | None) -> str:
    """What is there and what is not."""
    if date is None and (told := yearless(owner)):
        return told
    if date is None:
        told = _unread_days(owner)
        if found is not None:
            no_days = told or f"there is no column of days or months of sales{_other_days(owner)}"
            return f"{found.amount.source!r} could be an amount, but {no_days}"
        return f"no column of money, and {told or 'none of the days or months of sales' + _other_days(owner)}"
    for one in owner.profiles:
        if one.kind == "text" and named("orders", "amount", one.name) >= LEAST:
            return f"{one.name!r} is named like money, but holds texts: {', '.join(map(repr, one.samples[:3]))}"
    numbers = [one.name for one in owner.profiles if one.kind == "number" and not one.coded]
    if name := next((name for name in numbers if {"dozen"} < said(name).concepts & PRICED), ""):
        return (
            f"{name!r} is a price for a dozen or a hundred, not for a piece: write in sources.yml what the amount is, "
            f'such as derive: {{amount: pieces * "{name}" / 12}}, or / 100, or without where dozens were counted'
        )
    if name := next((name for name in numbers if "cumulative" in said(name).concepts), ""):
        return f"{name!r} adds up from month to month: give each month's own sales, which are the differences"
    told = f"; numbers: {', '.join(map(repr, numbers[:4]))}" if numbers else ""
    return f"{date.source!r} holds dates, but no column is named or written like money{told}"


def yearless(owner: Input) -> str:
    """That its months are columns without a year, and what to write; '' where they are not."""
    bare = without_year(owner.profiles)
    return what_to_write(owner.sheets[0], bare) if len(bare) >= FEWEST_MONTHS else ""


def _other_days(owner: Input) -> str:
    others = [one.name for one in owner.profiles if one.kind in ("day", "month")]
    return f" ({', '.join(map(repr, others[:3]))}: dates of something else)" if others else ""


def _unread_days(owner: Input) -> str:
    """The column that is named for the days of sales, and what in it keeps it from being read so; '' for none."""
    years = [one.name for one in owner.profiles if "year" in said(one.name).concepts and one.kind == "number"]
    if years:
        return f"{years[0]!r} holds years, and no column beside it says in every row which month it is"
    for one in owner.profiles:
        names_days = max(named("orders", column, one.name) for column in ("order_date", "month")) >= NAMED
        if not names_days or one.kind not in ("text", "number"):
            continue
        texts = one.values.slice(0, LOOKED_AT).to_pylist()
        # Each by itself may be a day, and no form read all of them: 13/01 beside 01/13.
        wrong = [text for text in texts if days([(text, 1)]) is None] or texts
        shown = ", ".join(map(repr, wrong[:SHOWN])) + (", ..." if len(wrong) > SHOWN else "")
        return f"{one.name!r} holds what cannot be read as days or months: {shown}; write these as 2026-10-31"
    return ""
