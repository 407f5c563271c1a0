"""The plan's currency: what the files say of it, else what they suggest, else none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from salesplan_nb.currency_codes import known, nearest
from salesplan_nb.errors import counted
from salesplan_nb.proposal.descriptions import currency_code, currency_sign, currency_word
from salesplan_nb.proposal.drafts import Draft, Rule
from salesplan_nb.proposal.row_money import amounts, held, told
from salesplan_nb.proposal.values import COUNTRY_CURRENCY, CURRENCY_WORDS, SIGNS
from salesplan_nb.proposal.words import plain, said, words

NO_CURRENCY = "XXX"
"""ISO 4217's code for no currency: what stands in a plan whose files name none. A guess would look like a fact."""
SHARED = ("$", "£", "¥", "dollar", "dollars", "pounds")
"""Signs and words of several currencies."""


@dataclass(frozen=True)
class Currency:
    """The plan's currency and what it rests on."""

    code: str
    why: str
    sure: bool
    """Whether the files say so."""


def currency(drafts: Mapping[str, Draft], meanings: Mapping[str, str]) -> Currency:
    """The currency of the orders, by what says most of it first; the code for none where nothing does.

    Parameters
    ----------
    drafts : mapping of str to Draft
        Of the orders the column of codes, signs at its amounts, its headers and titles, the country of most of its
        rows; of the other tables their columns of codes.
    meanings : mapping of str to str
        What a list of columns says of them.
    """
    orders = drafts["orders"]
    others = (_column(draft, sure=False) for draft in drafts.values() if draft is not orders)
    own = chain(_column(orders, sure=True), _signs(orders), _titles(orders))
    found = chain(own, _meanings(meanings), *others, _countries(orders))
    return next(found, Currency(NO_CURRENCY, "no file names one", sure=False))


def _column(draft: Draft, *, sure: bool) -> Iterator[Currency]:
    """By a column of codes."""
    if codes := _codes(draft):
        match = draft.matches["currency"]
        shared = match.seen is not None and bool(match.seen.profile.known & set(SHARED))
        (code, rows), *others = codes
        if others:  # the commonest is a guess: the books may be kept in any of them, or in none
            why = f"the commonest in {match.source!r}, in {rows:,} of {sum(n for _code, n in codes):,} rows"
            yield Currency(code, why, sure=False)
        else:
            yield Currency(code, f"the column {match.source!r} says so", sure and not shared)


def _codes(draft: Draft) -> list[tuple[str, int]]:
    """Codes that a column of currencies says, and in how many rows: the commonest first."""
    match = draft.matches.get("currency")
    if match is None or match.seen is None:
        return []
    rows, means = Counter[str](), draft.map.get("currency", {})
    for text, count in zip(match.seen.profile.values.to_pylist(), match.seen.profile.counts.to_pylist(), strict=True):
        if code := currency_code(means.get(text, text)):
            rows[code] += count
    return sorted(rows.items(), key=lambda pair: (-pair[1], pair[0]))


def _signs(orders: Draft) -> Iterator[Currency]:
    """By a sign at the amounts, or a word of their headers."""
    profiles = [one for one in orders.read if one.figures is not None]
    for one in profiles:
        sign = one.figures.sign if one.figures else ""
        shown = SIGNS.get(sign) or (sign if sign in known() else "")
        if shown:
            yield Currency(shown, f"{one.name!r} is written with {sign}", sure=sign not in SHARED)
    for one in profiles:
        yield from _in_text(one.name, f"the header {one.name!r} says so")


def _titles(orders: Draft) -> Iterator[Currency]:
    """By a title above the table."""
    for text in (text for sheet in orders.owner.sheets for text in sheet.above):
        yield from _in_text(text, f"the title says {text!r}")


def _in_text(text: str, why: str) -> Iterator[Currency]:
    """By a word or a sign in a text."""
    if code := currency_word(text):
        yield Currency(code, why, sure=bool(set(words(text)) & CURRENCY_WORDS.keys() - set(SHARED)))
    elif sign := currency_sign(text):
        yield Currency(SIGNS[sign], why, sure=sign not in SHARED)


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


def keep_one(drafts: Mapping[str, Draft], code: str) -> None:
    """Write currencies as codes, and leave money without a rate into the plan's out: it cannot be counted."""
    rates = drafts.get("rates")
    counts = {code, *(rated for rated, _rows in (_codes(rates) if rates is not None else []))}
    for draft in drafts.values():
        if draft is not rates:
            _keep(draft, code, counts)


def _keep(draft: Draft, code: str, counts: set[str]) -> None:
    match = draft.matches.get("currency")
    if match is None or match.seen is None:
        return
    one = match.seen.profile
    if not _codes(draft):
        del draft.matches["currency"]
        draft.assumed.append(f"{draft.table}: {one.name!r} holds no codes of currencies, and is not read")
        return
    written = {text: currency_code(text) or text for text in one.values.to_pylist()}
    if any(text != said for text, said in written.items()):
        draft.map["currency"] = written
    if others := tuple(sorted(set(written.values()) - counts)):
        rows = one.rows_of(text for text, said in written.items() if said in others)
        why = "no file has rates of these: add them to a table of rates, then take this rule out"
        draft.rules.append(Rule("other currencies", "where", ("currency",), others, rows, why))
        texts = [text for text, said in written.items() if said in others]
        found = amounts(draft, held(draft, one, texts)) if "amount" in draft.matches else []
        money = f" ({told(found)})" if found else ""
        left = f"{counted(rows, 'row')} in {', '.join(others)}{money} set aside until there are rates"
        mistyped = [(other, meant) for other in others if other not in known() and (meant := nearest(other))]
        draft.assumed.append(
            "; ".join([f"{draft.table}: {left}", *(f"{other} is no currency: {meant}?" for other, meant in mistyped)])
        )
    if empty := one.rows - one.filled:
        draft.assumed.append(f"{draft.table}: {counted(empty, 'row')} without {one.name!r} taken to be in {code}")
