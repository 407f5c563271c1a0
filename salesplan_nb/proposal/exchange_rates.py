"""A table of rates among the files: which way round its rates are, and what the orders come to by them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from statistics import median

import pyarrow.compute as pc

from salesplan_nb.money import CENTS_PER_UNIT
from salesplan_nb.proposal.arithmetic import written
from salesplan_nb.proposal.columns import Seen
from salesplan_nb.proposal.currencies import Currency
from salesplan_nb.proposal.days import read as read_day
from salesplan_nb.proposal.descriptions import currency_code
from salesplan_nb.proposal.drafts import Draft
from salesplan_nb.proposal.figures import read
from salesplan_nb.proposal.inputs import Input
from salesplan_nb.proposal.matching import Match
from salesplan_nb.proposal.profiles import Profile
from salesplan_nb.proposal.rate_levels import Shown, shown
from salesplan_nb.proposal.rate_tables import RateTable, rate_table
from salesplan_nb.proposal.row_money import amounts

CONFIDENCE = 0.8
"""Of a table that is told by its form."""
REASON = "a file of days, codes of currencies and numbers above zero"


def exchange_rates(orders: Draft, found: Sequence[Input], home: str) -> tuple[Draft, Currency] | None:
    """The table of rates and the currency that they lead to; None where no file, or more than one, can be it.

    Parameters
    ----------
    orders : Draft
        With a column of currencies, else no rate is wanted.
    found : sequence of Input
        All files.
    home : str
        What else the files say of the plan's currency.
    """
    match = orders.matches.get("currency")
    if match is None or match.seen is None:
        return None
    wanted = {code for text in match.seen.profile.values.to_pylist() if (code := currency_code(text))}
    others = (rate_table(one, home) for one in found if one is not orders.owner)
    tables = [made for one in others if one is not None and (made := _drafted(one, orders, wanted)) is not None]
    return tables[0] if len(tables) == 1 else None


def _drafted(table: RateTable, orders: Draft, wanted: set[str]) -> tuple[Draft, Currency] | None:
    """The table and its currency; None where its rates are of nothing that the orders have."""
    usual = _usual(table, orders)
    into, why = _into(table, usual, wanted)
    if not into or not usual.keys() & wanted - {into}:
        return None
    size = shown(usual, into)
    if not table.named and size.way is None:
        return None  # money in columns of several currencies is laid out so too
    way = next((one for one in (size.way, table.way.turned) if one is not None), table.way.leaning)
    draft = _draft(table, turned=way)
    draft.assumed.append(f"rates: {_told(table, into, size, way)}{_sums(orders, usual, into, turned=way)}")
    return draft, Currency(into, why, sure=False)


def _into(table: RateTable, usual: Mapping[str, Decimal], wanted: set[str]) -> tuple[str, str]:
    """The currency that the rates lead to, and why; '' where nothing says it."""
    if table.into:
        return table.into, f"the header {table.header!r} of the rates says so"
    if len(own := [code for code, rate in usual.items() if rate == 1]) == 1:
        return own[0], "the only currency whose rate is 1"
    if len(unrated := sorted(wanted - usual.keys())) == 1:
        return unrated[0], "the only currency of the orders that has no rate"
    return "", ""


def _usual(table: RateTable, orders: Draft) -> dict[str, Decimal]:
    """The median rate of each currency in the time of the orders, or in all of it."""
    date = orders.matches.get("order_date") or orders.matches.get("month")
    days = date.seen.profile.days if date is not None and date.seen is not None else None
    rates: dict[str, list[Decimal]] = defaultdict(list)
    within: dict[str, list[Decimal]] = defaultdict(list)
    cells = (table.owner.table.column(one.name).to_pylist() for one in (table.date, table.code, table.rate))
    known = {text: day for text in table.date.known if table.date.days and (day := read_day(text, table.date.days))}
    for when, text, number in zip(*cells, strict=True):
        code, rate = table.codes.get(text.strip()), read(number, table.rate.figures)
        if code and rate:
            rates[code].append(rate)
            day = known.get(when.strip())
            if days is not None and day is not None and days.low <= day <= days.high:
                within[code].append(rate)
    return {code: median(within.get(code) or found) for code, found in sorted(rates.items())}


def _draft(table: RateTable, *, turned: bool) -> Draft:
    date = _from_months(table.date)
    owner = replace(table.owner, profiles=tuple(date if one is table.date else one for one in table.owner.profiles))
    matches = {
        name: Match("rates", name, Seen(owner, one), CONFIDENCE, REASON)
        for name, one in (("date", date), ("currency", table.code), ("rate", table.rate))
    }
    if date is not table.date:
        first = f"join('01 ', {written(Seen(owner, date))})"
        matches["date"] = replace(matches["date"], seen=None, expression=first, reason=f"{REASON}; a month's first day")
    if turned:
        whole = f"1 / {written(Seen(owner, table.rate))}"
        matches["rate"] = replace(matches["rate"], seen=None, expression=whole, reason=f"{REASON}; turned round")
    draft = Draft("rates", owner, matches)
    if any(text != code for text, code in table.codes.items()):
        draft.map["currency"] = table.codes
    return draft


def _from_months(date: Profile) -> Profile:
    """A column of months as one of their first days: a rate holds from a day on, and `01 ` before a month makes one."""
    if date.kind != "month" or date.days is None or any("%d" in form for form in date.days.forms):
        return date
    forms = (*date.days.forms, *(["%Y-%m"] if date.days.replaced else []))
    return replace(date, days=replace(date.days, forms=tuple(f"%d {form}" for form in forms)))


def _told(table: RateTable, into: str, size: Shown, way: bool) -> str:
    """Which way round the rates are taken, and why."""
    meaning = f"what one unit of each currency is worth in {into}"
    if way:
        meaning = f"how many units of each currency {into} 1 is worth, and the rate is 1 / it"
    if size.way is not None:
        against = ", against its header" if table.way.turned not in (None, way) else ""
        return f"{table.header!r} is {meaning}, since {size.by} can be nothing else{against}"
    odd = f"; {size.by} is far from both: is it of 100 units?" if size.by else ""
    if table.way.turned is not None:
        return f"{table.header!r} is {meaning}, as its header says{odd}"
    return f"nothing shows which way round {table.header!r} is; taken for {meaning}{odd}"


def _sums(orders: Draft, usual: Mapping[str, Decimal], into: str, *, turned: bool) -> str:
    """What the orders come to at the usual rates, and what they would the other way round."""
    totals = {True: Decimal(0), False: Decimal(0)}
    times, _why = orders.scale.get("amount", (Decimal(1), ""))
    for one in amounts(orders, pc.invert(orders.taken)):
        rate = Decimal(1) if one.currency in ("", into) else usual.get(one.currency, Decimal(0))
        if rate:  # what has none is set aside
            totals[False] += one.cents * one.rows * times * rate
            totals[True] += one.cents * one.rows * times / rate
    if totals[True] == totals[False]:
        return ""
    sums = {way: f"{into} {total / CENTS_PER_UNIT:,.0f}" for way, total in totals.items()}
    return f"; at its median rates the orders come to {sums[turned]}, the other way round to {sums[not turned]}"
