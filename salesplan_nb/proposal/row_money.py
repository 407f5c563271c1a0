"""What some rows of a draft come to: the money that is at stake where somebody must decide about them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from salesplan_nb.money import CENTS_PER_UNIT
from salesplan_nb.proposal.descriptions import currency_code
from salesplan_nb.proposal.drafts import Draft
from salesplan_nb.proposal.figures import read
from salesplan_nb.proposal.profiles import Profile
from salesplan_nb.workspace.expressions import expression


class Amount(NamedTuple):
    """An amount that some rows have."""

    cents: int
    rows: int
    currency: str = ""
    """Its code, where the table has a column of them; '' elsewhere."""


def amounts(draft: Draft, rows: pa.ChunkedArray) -> list[Amount]:
    """The amounts of some rows, each with how many of the rows have it; none for those unread.

    Parameters
    ----------
    draft : Draft
        Of a table with an amount.
    rows : array of bool
        Which rows of its own file.
    """
    match = draft.matches["amount"]
    columns = _columns(draft)
    if not columns:
        return []
    money = draft.matches.get("currency")
    of = money.seen if money is not None else None
    coded = [of.profile.name] if of is not None and of.owner is draft.owner else []
    table = draft.owner.table.select([*(one.name for one in columns.values()), *coded]).filter(rows)
    names = [str(i) for i in range(len(columns) + len(coded))]
    groups = table.rename_columns(names).group_by(names).aggregate([([], "count_all")])
    said = expression(match.expression) if match.seen is None else None

    def number(column: str, cell: str) -> Fraction:
        found = read(draft.replace.get(columns[column].name, {}).get(cell.strip(), cell), columns[column].figures)
        if found is None:
            raise ValueError(cell)
        return Fraction(found)

    def found() -> Iterator[Amount]:
        for *texts, count in zip(*(column.to_pylist() for column in groups.columns), strict=True):
            cells = dict(zip(columns, texts[: len(columns)], strict=True))
            written = (texts[-1] or "").strip() if coded else ""
            code = currency_code(written) or written  # what is no currency is a sum of its own too
            try:
                amount = said.amount(cells, number) if said else number("amount", cells["amount"])
            except ValueError:
                continue
            yield Amount(round(amount * CENTS_PER_UNIT), count, code)  # half-even, as intake rounds each row

    return list(found())


def _columns(draft: Draft) -> dict[str, Profile]:
    """The columns of its own file that make the amount, by their name there; none where one is of another file."""
    match = draft.matches["amount"]
    if match.seen is not None:
        return {"amount": match.seen.profile} if match.seen.owner is draft.owner else {}
    found: dict[str, Profile] = {}
    for name in dict.fromkeys(expression(match.expression).columns()):
        ours = draft.matches.get(name)
        if name in draft.owner.table.column_names:
            found[name] = draft.owner.profile(name)
        elif ours is not None and ours.seen is not None and ours.seen.owner is draft.owner:
            found[name] = ours.seen.profile
        else:
            return {}
    return found


def told(found: Iterable[Amount]) -> str:
    """What amounts come to, for readers: a sum per currency, since one across them would mean nothing.

    Examples
    --------
    >>> told([Amount(250, 3), Amount(100000, 1)])
    '1,007.50'
    >>> told([Amount(250, 3, "USD"), Amount(100000, 1, "EUR")])
    'EUR 1,000.00, USD 7.50'
    """
    sums: dict[str, int] = {}
    for one in found:
        sums[one.currency] = sums.get(one.currency, 0) + one.cents * one.rows
    return ", ".join(f"{code} {Decimal(cents) / CENTS_PER_UNIT:,.2f}".strip() for code, cents in sorted(sums.items()))


def held(draft: Draft, one: Profile, values: list[str]) -> pa.ChunkedArray:
    """Rows of a draft in which a column, its own or one that it looks up, has one of some values."""
    if any(one is own for own in draft.owner.profiles):
        return draft.owner.holds(one.name, values)
    for link, _columns_there in draft.joins.values():
        if any(one is theirs for theirs in link.there.profiles):
            there = link.there.holds(one.name, values)
            keys = pc.utf8_trim_whitespace(link.there.table.column(link.key.name)).filter(there)
            return draft.owner.holds(link.column.name, keys.unique().to_pylist())
    raise KeyError(one.name)
