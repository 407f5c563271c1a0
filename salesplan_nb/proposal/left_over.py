"""What nothing of the proposal uses, and why."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyarrow.compute as pc

from salesplan_nb.errors import counted
from salesplan_nb.files.credit_notes import names_credit_notes
from salesplan_nb.proposal.drafts import Draft
from salesplan_nb.proposal.gaps import DATED
from salesplan_nb.proposal.inputs import Input
from salesplan_nb.proposal.keys import CONCEPTS, Link, why_no_key
from salesplan_nb.proposal.lacking import yearless
from salesplan_nb.proposal.matching import LEAST
from salesplan_nb.proposal.orders import Tried
from salesplan_nb.proposal.pipeline import stage
from salesplan_nb.proposal.profiles import Profile
from salesplan_nb.proposal.references import role
from salesplan_nb.proposal.row_money import amounts, told
from salesplan_nb.proposal.tables import ORDERS_LEAST, Surveyed
from salesplan_nb.proposal.totals import add_totals
from salesplan_nb.proposal.words import named, said

LEFT = {
    "tax": "tax: the plan counts net amounts",
    "freight": "carriage: not what was sold",
    "shipped": "about the shipping, not the order",
    "dozen": "by the dozen or the hundred, not by the piece",
    "cumulative": "adds up from month to month: each sale would count again in each month after it",
    "due": "when it is due, not when it was sold",
    "expected": "expected: not what happened",
    "paid": "about the payment",
    "address": "an address",
    "birth": "a person's birthday",
    "phone": "a telephone number",
    "modified": "when it was last changed",
    "stock": "about the stock",
    "probability": "a probability: the plan takes win rates from the past",
    "courtesy": "a note or form of address",
    "profit": "a profit: the plan takes cost of goods",
}
"""Concept: why a column that speaks of it is left out."""


@dataclass(frozen=True)
class Unmapped:
    """A column, or with no name a whole file, that nothing uses."""

    file: str
    column: str
    why: str


def unmapped(
    inputs: Sequence[Input], survey: Surveyed, links: Sequence[Link], lists: Collection[str]
) -> Iterator[Unmapped]:
    """The columns that nothing uses, file by file; a file of which nothing is used stands for all of its columns.

    Parameters
    ----------
    inputs, survey, links
        What there is, the tables found in it, the keys between its files.
    lists : collection of str
        Labels of the inputs that list the columns of others.
    """
    used = _used(survey)
    tried = {one.owner.label: one for one in survey.candidates}
    for owner in inputs:
        if not any(label == owner.label for label, _column in used):
            why = _why_file(owner, tried[owner.label], survey.drafts)
            yield Unmapped(
                owner.label, "", "it says what the columns of the others mean" if owner.label in lists else why
            )
            continue
        keys = {id(link.column): link for link in links if link.here is owner}
        for one in owner.profiles:
            if (owner.label, one.name) not in used:
                yield Unmapped(owner.label, one.name, _why_column(one, keys.get(id(one)), survey.drafts))


def left_out(survey: Surveyed) -> Iterator[str]:
    """What could be orders too and is in no table, a line each with its rows and money: nobody may miss it unawares."""
    used = {label for label, _column in _used(survey)}
    orders = survey.drafts["orders"]
    # A sheet of orders in which each customer comes once may pass for the list of customers.
    lists = {name: survey.drafts[name].owner for name in CONCEPTS if name in survey.drafts}
    whole = told(amounts(orders, pc.invert(orders.taken)))
    for one in survey.candidates:
        credit = any(map(names_credit_notes, (one.owner.label, *one.owner.table.column_names)))
        if one.draft is None or not (credit or one.owner.apart or _orders_too(one)):
            continue
        listed = next((table for table, owner in lists.items() if owner is one.owner), "")
        numbered = listed and one.owner is not orders.owner and "order_id" in one.draft.matches
        if one.owner.label in used and not numbered:
            continue
        add_totals(one.draft)  # what they sum would be told twice
        left = pc.invert(one.draft.taken)
        sums = amounts(one.draft, left)
        money = f" in which {one.draft.matches['amount'].source!r} comes to {told(sums)}" if sums else ""
        what = f"read as {listed} alone" if listed else "left out"
        size = f"is {what}, {counted(pc.sum(left).as_py(), 'row')}{money}"
        if credit:
            yield (
                f"orders: {one.owner.label} reads like credit notes and {size}: sales are too high by them; list it "
                "under also: with its own columns and derive: {amount: -Net}, or what its amount is called"
            )
        elif one.owner.apart:
            yield f"{one.owner.label} has the header of others and {size}: {one.owner.apart}"
        elif sums and told(sums) == whole and _same_days(one.draft, orders):
            same = f"comes to the same as {orders.owner.label}"
            yield f"orders: {one.owner.label} {same} and {size}: it seems to sum them"
        elif found := stage(one.owner):
            yield (
                f"orders: {one.owner.label} reads like a pipeline, by {found!r}, and {size}; if it is one, map it as "
                "opportunities and say under map: status: which of its stages are won, lost and open"
            )
        else:
            yield (
                f"orders: {one.owner.label} could be orders too and {size}; if these are sales beside the others, "
                "list it under also: with its own columns"
            )


def _same_days(one: Draft, other: Draft) -> bool:
    """Whether the days of one table lie between those of another: else it sums nothing of it."""
    first, second = (
        [match.seen.profile.days for name in DATED if (match := draft.matches.get(name)) and match.seen]
        for draft in (one, other)
    )
    return any(a and b and a.low <= b.high and b.low <= a.high for a in first for b in second)


def _used(survey: Surveyed) -> set[tuple[str, str]]:
    """File and column of all that the tables are made of."""
    return {pair for draft in survey.drafts.values() for pair in draft.used}


def _orders_too(tried: Tried) -> bool:
    return tried.draft is not None and tried.score >= ORDERS_LEAST


def _why_file(owner: Input, tried: Tried, drafts: Mapping[str, Draft]) -> str:
    if owner.apart:
        return owner.apart
    if _orders_too(tried):
        return f"it could be orders too ({tried.lacks}), but {drafts['orders'].owner.label} suits better"
    if told_years := yearless(owner):
        return told_years
    for table, concept in CONCEPTS.items():
        if concept in owner.concepts and table not in drafts:
            match = drafts["orders"].matches.get(role(table))
            if match is None or match.seen is None:
                return f"it reads like {table}, but the orders have no column of them"
            return f"it reads like {table}, but {why_no_key(match.seen.profile, owner)}"
    return "no table of the plan refers to it, and it is none itself"


def _why_column(profile: Profile, link: Link | None, drafts: Mapping[str, Draft]) -> str:
    if profile.kind == "empty":
        return "empty"
    concepts = said(profile.name).concepts
    for concept, why in LEFT.items():
        if concept in concepts:
            return why
    own = any(profile is one for one in drafts["orders"].owner.profiles)
    if own and profile.kind == "number" and named("orders", "amount", profile.name) >= LEAST:
        return f"money too; the amount is {drafts['orders'].matches['amount'].source}"
    if link is not None and not any(draft.owner is link.there for draft in drafts.values()):
        return f"a key to {link.there.label}, of which the plan has no table"
    return "nothing in the plan's tables is named or filled like it"
