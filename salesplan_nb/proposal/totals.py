"""Rows that sum others: a word that says so, and what shows that they do, since a customer may be called so too."""

from __future__ import annotations

from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc

from salesplan_nb.files.totals import is_total, totals_among
from salesplan_nb.proposal.drafts import Draft, Rule
from salesplan_nb.proposal.figures import read
from salesplan_nb.proposal.profiles import Profile
from salesplan_nb.proposal.scalars import nameable

MOST_VALUES = 40
"""Values that a rule lists."""
MOST_TEXTS = 5_000
"""Different texts beyond which a column is not searched for words of totals."""
FILLED = 0.95
"""Share of the other rows that must fill a cell for its being empty to tell a sum."""


def add_totals(draft: Draft) -> None:
    """Set rows that sum others aside, and say of which only the word shows it."""
    for one in draft.owner.profiles:
        match = draft.matches.get(one.name)
        if not nameable(one.name):
            continue
        if match is not None and (match.seen is None or match.seen.profile is not one):
            continue  # the contract has a column of this name, filled by another
        named, sums = _sums(draft, one)
        if not sums:
            continue
        if named and not _proved(draft, one, named):
            told = f"rows with {one.name!r} {', '.join(map(repr, named[:3]))} are set aside as sums of others"
            draft.assumed.append(f"{draft.table}: {told}")
        name = f"totals in {one.name}"[:60].strip()
        draft.rules.append(Rule(name, "where", (one.name,), sums, one.rows_of(sums), "a sum of other rows"))


def begins_as_total(text: str) -> bool:
    """Whether a cell is a word of totals, or a few words of which it is the first.

    Examples
    --------
    >>> begins_as_total("Gesamt"), begins_as_total("Total 2026"), begins_as_total("Total Energies of the North Sea")
    (True, True, False)
    """
    words = text.split()
    return is_total(text) or (0 < len(words) < 4 and is_total(words[0]))


def _sums(draft: Draft, one: Profile) -> tuple[list[str], tuple[str, ...]]:
    """A column's words of totals, which intake refuses, and all its cells that name sums."""
    if one.kind != "text":
        return [], tuple(text for text in one.odd if begins_as_total(text))[:MOST_VALUES]
    texts = one.values.to_pylist() if one.distinct <= MOST_TEXTS else []
    named = sorted(totals_among(texts))
    more = (text for text in texts if text not in named and begins_as_total(text) and _leaves_out(draft, one, text))
    return named, tuple([*named, *more][:MOST_VALUES])


def _proved(draft: Draft, one: Profile, texts: list[str]) -> bool:
    """Whether rows leave a cell empty that others fill, or come to what these come to."""
    return all(_leaves_out(draft, one, text) for text in texts) or _comes_to_the_same(draft, one, texts)


def _leaves_out(draft: Draft, one: Profile, text: str) -> bool:
    table = draft.owner.table
    rows = draft.owner.holds(one.name, [text])
    others = table.num_rows - one.rows_of([text])
    for other in draft.owner.profiles:
        if other is not one and other.filled >= FILLED * others:
            empty = draft.owner.holds(other.name, ["", *other.missing])
            if not pc.any(pc.and_(rows, pc.invert(empty))).as_py():
                return True
    return False


def _comes_to_the_same(draft: Draft, one: Profile, texts: list[str]) -> bool:
    match = draft.matches.get("amount")
    if match is None or match.seen is None or match.seen.owner is not draft.owner:
        return False
    amounts, rows = draft.owner.table.column(match.seen.profile.name), draft.owner.holds(one.name, texts)
    return _sum(amounts.filter(rows), match.seen.profile) == _sum(amounts.filter(pc.invert(rows)), match.seen.profile)


def _sum(cells: pa.ChunkedArray, profile: Profile) -> Decimal:
    numbers = (read(text, profile.figures) for text in cells.to_pylist())
    return sum((number for number in numbers if number is not None), Decimal(0))
