"""What the rows of a draft come to in money: an amount of their own, or one that is made of other columns."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from salesplan_nb.money import CENTS_PER_UNIT
from salesplan_nb.proposal.drafts import Draft
from salesplan_nb.proposal.figures import read
from salesplan_nb.proposal.matching import Match
from salesplan_nb.proposal.profiles import Profile
from salesplan_nb.workspace.expressions import Expression, Value, expression


def total(draft: Draft, match: Match) -> Decimal | None:
    """The sum of a column in money over all rows of a draft, each rounded to cents as intake does.

    Parameters
    ----------
    draft : Draft
        Whose rows they are.
    match : Match
        A column of the file, or what one is derived from.

    Returns
    -------
    Decimal or None
        In whole units; a cell that is no number counts 0. None where it comes from another file.
    """
    if match.seen is not None and match.seen.via is not None:
        return None
    made = Expression("column", name=match.column) if match.seen is not None else expression(match.expression)
    names = list(dict.fromkeys(made.columns()))
    profiles = {name: _profile(draft, name) for name in names}
    columns = [draft.owner.table.column(profiles[name].name) for name in names]
    # Rows that are alike are worked out once: prices and pieces repeat.
    alike = draft.owner.table.from_arrays(columns, names=names).group_by(names).aggregate([([], "count_all")])

    def number(name: str, cell: str) -> Fraction:
        found = read(cell, profiles[name].figures)
        if found is None:
            raise ValueError(cell)
        return Fraction(found)

    cents = 0
    for *cells, rows in zip(*(column.to_pylist() for column in alike.columns), strict=True):
        texts: dict[str, Value] = dict(zip(names, cells, strict=True))
        try:
            cents += rows * round(made.amount(texts, number) * CENTS_PER_UNIT)
        except ValueError:
            continue
    return Decimal(cents) / CENTS_PER_UNIT


def _profile(draft: Draft, name: str) -> Profile:
    """The column that an expression names, as the contract does or as the file does."""
    match = draft.matches.get(name)
    return match.seen.profile if match is not None and match.seen is not None else draft.owner.profile(name)
