"""Rows that sum others: a word that says so, and what shows that they do, since a customer may be called so too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from salesplan_nb.files.totals import LAST_ROWS, is_total, totals_among
from salesplan_nb.proposal.drafts import Draft, Rule
from salesplan_nb.proposal.figures import read
from salesplan_nb.proposal.inputs import Input
from salesplan_nb.proposal.profiles import Profile
from salesplan_nb.proposal.scalars import nameable
from salesplan_nb.proposal.summed import summed_lines

MOST_VALUES = 40
"""Different values beyond which a column is no status of rows."""
DATED = ("orders", "targets", "spend")
"""Tables in which a line has money in each month."""
MOST_TEXTS = 5_000
"""Different texts beyond which a column is searched at the end of each file only: a million names take 20 seconds."""
FILLED = 0.95
"""Share of the other rows that must fill a cell for its being empty to tell a sum."""


def add_totals(draft: Draft) -> None:
    """Set rows that sum others aside, whatever they are called; name those of which no empty cell shows it too."""
    found = {one.name: _sums(draft, one) for one in _telling(draft)}
    sums = {name: list(texts) for name, (_named, texts) in found.items()}
    unnamed = _unnamed(draft, sums)
    for column, shown in unnamed.items():
        sums[column] += shown
    taken = pa.chunked_array([pa.array([False] * draft.owner.rows, pa.bool_())])
    for one in _telling(draft):
        named, texts = found[one.name][0], tuple(sums[one.name])
        rows = draft.owner.holds(one.name, texts)
        if not texts or not pc.any(pc.and_not(rows, taken)).as_py():
            continue  # none, or another column names them all
        taken = pc.or_(taken, rows)
        if one.name in unnamed or (named and not _proved(draft, one, named)):
            told = f"rows with {one.name!r} {', '.join(map(repr, texts))} are set aside as sums of others"
            draft.assumed.append(f"{draft.table}: {told}")
        name = f"totals in {one.name}"[:60].strip()
        draft.rules.append(Rule(name, "where", (one.name,), texts, one.rows_of(texts), "a sum of other rows"))


def _telling(draft: Draft) -> Iterator[Profile]:
    """Columns that a rule can name rows by."""
    for one in draft.owner.profiles:
        match = draft.matches.get(one.name)
        # Where the contract has a column of this name, filled by another, a rule would mean that.
        if nameable(one.name) and (match is None or (match.seen is not None and match.seen.profile is one)):
            yield one


def _unnamed(draft: Draft, sums: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Sums that no word names: the column that tells them from all other lines, and what it says of them.

    Where none does, nothing is proposed: `salesplan check` refuses the rows.
    """
    lines = summed_lines(draft) if draft.table in DATED else None
    if lines is None:
        return {}
    aside = np.zeros(len(lines.sums), dtype="bool")
    for name, texts in sums.items():
        aside |= np.isin(lines.cells.get(name, [""] * len(aside)), list(texts))
    rest = lines.sums & ~aside
    for one in _telling(draft):
        cells = np.array(lines.cells.get(one.name, []), dtype="str")
        if rest.any() and len(cells):
            shown = list(dict.fromkeys(str(cell) for cell in cells[rest]))
            if "" not in shown and not set(shown) & set(cells[~rest & ~aside].tolist()):
                return {one.name: shown}
    return {}


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
        return [], tuple(text for text in one.odd if begins_as_total(text))
    texts = one.values.to_pylist() if one.distinct <= MOST_TEXTS else _at_the_ends(draft.owner, one)
    named = sorted(totals_among(texts))
    more = (text for text in texts if text not in named and begins_as_total(text) and _leaves_out(draft, one, text))
    return named, (*named, *more)


def _at_the_ends(owner: Input, one: Profile) -> list[str]:
    """The different texts in the last rows of each file."""
    names = owner.spellings[owner.profiles.index(one)]
    ends = [
        sheet.table.column(name).slice(max(0, sheet.rows - LAST_ROWS))
        for sheet in owner.sheets
        for name in names
        if name in sheet.table.column_names
    ]
    return list(dict.fromkeys(text.strip() for end in ends for text in end.to_pylist()))


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
