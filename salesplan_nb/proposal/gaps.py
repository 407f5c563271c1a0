"""Cells that are empty or cannot be read: their rows are set aside where a row is nothing without them; all is said."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from salesplan_nb.contract import TABLES
from salesplan_nb.errors import counted
from salesplan_nb.proposal.discounts import holds_discounts
from salesplan_nb.proposal.drafts import Draft, Rule
from salesplan_nb.proposal.figures import read
from salesplan_nb.proposal.matching import Match
from salesplan_nb.proposal.profiles import Profile
from salesplan_nb.proposal.scalars import nameable
from salesplan_nb.proposal.settings import marks, numbers
from salesplan_nb.proposal.totals import MOST_VALUES, begins_as_total

DATED = ("order_date", "month")
"""Of which orders need one; the contract cannot require either."""


def add_gaps(draft: Draft) -> None:
    """Give a draft the rules and replacements that its gaps need."""
    for one in draft.own_read:
        if one.missing:
            draft.correct(one.name, dict.fromkeys(one.missing, ""))
    _add_unreadable(draft)
    _add_marks(draft)
    _add_empty(draft)


def needed(draft: Draft) -> list[Match]:
    """The columns without which a row of the table says nothing."""
    required = {name for name, column in TABLES[draft.table].written.items() if column.required}
    return [match for name, match in draft.matches.items() if name in required or name in DATED]


def _crucial(draft: Draft) -> set[int]:
    """The columns of files that fill those, by identity."""
    return {id(one) for match in needed(draft) for one in draft.sources(match)}


def fill_discount(draft: Draft) -> None:
    """Where no discount is written, none was given: the amount that it is taken off counts."""
    operands = draft.operands(draft.matches.get("amount"))
    for one in operands:
        empty = pc.and_(_blank(draft, one), pc.invert(draft.taken))
        for other in operands:  # where quantity or price is empty too, there is nothing to take it off
            empty = pc.and_(empty, pc.invert(_blank(draft, other))) if other is not one else empty
        if holds_discounts([one.name], one) and (rows := int(pc.sum(empty).as_py() or 0)):
            draft.correct(one.name, dict.fromkeys(("", *one.missing), "0"))
            draft.assumed.append(f"{draft.table}: {counted(rows, 'row')} without {one.name!r} taken to have none")


def _blank(draft: Draft, one: Profile) -> pa.ChunkedArray:
    return draft.owner.holds(one.name, ["", *one.missing])


def _add_unreadable(draft: Draft) -> None:
    """The few cells that are no date or number where all others are: rows that need them go, else they are emptied."""
    crucial = _crucial(draft)
    done = set[int]()
    for column, match in draft.matches.items():
        if TABLES[draft.table].written[column].kind == "text":
            continue
        for one in draft.sources(match):
            odd = tuple(text for text in one.odd if not begins_as_total(text))[:MOST_VALUES]
            if not odd or id(one) in done:
                continue
            done.add(id(one))
            shown = f"{one.name!r} cannot be read ({', '.join(map(repr, odd[:3]))})"
            if id(one) in crucial or one not in draft.own_read:
                _set_aside(draft, column, match, one, odd)
                draft.assumed.append(f"{draft.table}: rows whose {shown} are set aside, not corrected")
            else:
                draft.correct(one.name, dict.fromkeys(odd, ""))
                draft.assumed.append(f"{draft.table}: cells whose {shown} are left empty, not corrected")


def _set_aside(draft: Draft, column: str, match: Match, one: Profile, odd: tuple[str, ...]) -> None:
    rows, name = one.rows_of(odd), one.name
    why = "nobody can say what it should be: correct it by replace: if you can"
    if one in draft.own_read and (name in draft.matches or not nameable(name)):  # a rule would take it for another's
        draft.correct(name, dict.fromkeys(odd, ""))
        draft.rules.append(Rule(f"unreadable {column}", "missing", (column,), (), rows, why))
        return
    if match.seen is not None and match.seen.via is not None:
        name = draft.extra[match.seen.owner.label, one.name] = f"{column}_as_written"
    draft.rules.append(Rule(f"unreadable {column}", "where", (name,), odd, rows, why))


def _add_marks(draft: Draft) -> None:
    """Columns that write numbers with other marks than the rest: a table has one way, so theirs are written anew."""
    usual = marks(numbers(draft.read))
    crucial = _crucial(draft)
    for one in draft.own_read:
        if not numbers([one]) or one.figures is None or usual in one.figures.marks:
            continue
        if one.distinct <= MOST_VALUES:
            known = {text: read(text, one.figures) for text in one.values.to_pylist()}
            anew = {text: f"{number:f}".replace(".", usual[0]) for text, number in known.items() if number is not None}
            draft.correct(one.name, {text: new for text, new in anew.items() if text != new})
        elif id(one) not in crucial:
            draft.matches = {name: match for name, match in draft.matches.items() if one not in draft.sources(match)}
            draft.assumed.append(f"{draft.table}: {one.name!r}, with other marks in its numbers, is left out")


def _add_empty(draft: Draft) -> None:
    """Rows without what they need, those apart that an earlier rule takes."""
    taken = draft.taken
    for match in needed(draft):
        empty = pc.and_(_empty(draft, match), pc.invert(taken))
        if rows := int(pc.sum(empty).as_py() or 0):
            name = repr(match.seen.profile.name) if match.seen else match.expression
            rule = Rule(f"without {match.column}", "missing", (match.column,), (), rows, "it cannot be counted")
            draft.rules.append(rule)
            draft.assumed.append(f"{draft.table}: rows without {name} are set aside ({rows:,})")
            taken = pc.or_(taken, empty)


def _empty(draft: Draft, match: Match) -> pa.ChunkedArray:
    """Rows in which a column is empty: its cell, one that it is derived from, or what its key finds."""
    if match.seen is not None and (link := match.seen.via) is not None:
        filled = pc.invert(link.there.holds(match.seen.profile.name, ["", *match.seen.profile.missing]))
        keys = pc.utf8_trim_whitespace(link.there.table.column(link.key.name)).filter(filled)
        return pc.invert(draft.owner.holds(link.column.name, keys.unique().to_pylist()))
    empty = pa.chunked_array([pa.array([False] * draft.owner.rows)])
    for one in draft.sources(match):
        words = {text for text in ("", *one.missing) if not draft.replace.get(one.name, {}).get(text)}
        empty = pc.or_(empty, draft.owner.holds(one.name, sorted(words)))
    return empty
