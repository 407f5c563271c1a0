"""The plan's currency: what the files say of it, else what they suggest, else none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from salesplan_nb.proposal.descriptions import currency_word
from salesplan_nb.proposal.drafts import Draft, Rule
from salesplan_nb.proposal.values import COUNTRY_CURRENCY, SIGNS
from salesplan_nb.proposal.words import plain, said, words

NO_CURRENCY = "XXX"
"""ISO 4217's code for no currency: what stands in a plan whose files name none. A guess would look like a fact."""
SHARED = ("$", "kr", "dollar", "dollars")
"""Signs and words of several currencies."""
CODE = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True)
class Currency:
    """The plan's currency and what it rests on."""

    code: str
    why: str
    sure: bool
    """Whether the files say so."""


def currency(orders: Draft, meanings: Mapping[str, str]) -> Currency:
    """The currency of the orders, by what says most of it first; the code for none where nothing does.

    Parameters
    ----------
    orders : Draft
        Its column of codes, signs at its amounts, its headers and titles, the country of most of its rows.
    meanings : mapping of str to str
        What a list of columns says of them.
    """
    if codes := _codes(orders):
        match = orders.matches["currency"]
        return Currency(codes[0][0], f"the column {match.source!r} says so", sure=True)
    found = chain(_signs(orders), _titles(orders), _meanings(meanings), _countries(orders))
    return next(found, Currency(NO_CURRENCY, "no file names one", sure=False))


def _codes(orders: Draft) -> list[tuple[str, str, int]]:
    """Code, how it is written, rows: the commonest first."""
    match = orders.matches.get("currency")
    if match is None or match.seen is None:
        return []
    profile = match.seen.profile
    found = zip(profile.values.to_pylist(), profile.counts.to_pylist(), strict=True)
    coded = [(SIGNS.get(text, text.upper()), text, rows) for text, rows in found]
    return sorted((one for one in coded if CODE.fullmatch(one[0])), key=lambda one: (-one[2], one[1]))


def _signs(orders: Draft) -> Iterator[Currency]:
    """By a sign at the amounts, or a word of their headers."""
    profiles = [one for one in orders.read if one.figures is not None]
    for one in profiles:
        sign = one.figures.sign if one.figures else ""
        shown = SIGNS.get(sign) or (sign if CODE.fullmatch(sign) else "")
        if shown:
            yield Currency(shown, f"{one.name!r} is written with {sign}", sure=sign not in SHARED)
    for one in profiles:
        if code := currency_word(one.name):
            yield Currency(code, f"the header {one.name!r} says so", sure=not set(words(one.name)) & set(SHARED))


def _titles(orders: Draft) -> Iterator[Currency]:
    """By a title above the table."""
    for text in (text for sheet in orders.owner.sheets for text in sheet.above):
        if code := currency_word(text):
            yield Currency(code, f"the title says {text!r}", sure=True)


def _meanings(meanings: Mapping[str, str]) -> Iterator[Currency]:
    """By a list of columns; it may speak of other money than that of the orders."""
    for name, text in meanings.items():
        if code := currency_word(text):
            yield Currency(code, f"the list of columns says {text!r} of {name!r}", sure=False)


def _countries(orders: Draft) -> Iterator[Currency]:
    """By the country of most rows."""
    for one in orders.owner.profiles:
        if one.kind != "text" or "country" not in said(one.name).concepts or not one.samples:
            continue
        code, rows = COUNTRY_CURRENCY.get(plain(one.samples[0])), max(one.counts.to_pylist())
        if code and rows * 2 > one.filled:
            why = f"no file names one, {rows / one.filled:.0%} of the rows are of {one.samples[0]}"
            yield Currency(code, why, sure=False)


def set_others_aside(orders: Draft) -> None:
    """Leave money in other currencies out: without rates it cannot be counted."""
    codes = _codes(orders)
    if len(codes) < 2:
        return
    kept, rows = codes[0], sum(rows for _code, _text, rows in codes[1:])
    why = "no file has rates: add a table of rates, then take this rule out"
    orders.rules.append(Rule("other currencies", "keep", ("currency",), (kept[1],), rows, why))
    others = ", ".join(code for code, _text, _rows in codes[1:])
    orders.assumed.append(f"orders: {rows:,} rows in {others} are set aside until there are rates")
