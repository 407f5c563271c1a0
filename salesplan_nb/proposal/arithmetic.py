"""Quantity, price and amount of a row: how they are written together, and whether they agree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice

import pyarrow as pa

from salesplan_nb.proposal.columns import Seen
from salesplan_nb.proposal.figures import read
from salesplan_nb.proposal.inputs import Input

LOOKED_AT = 2_000
"""Rows whose arithmetic is checked, spread over all."""
AGREE = 0.95
"""Share of them that must come out right."""
FEWEST_GROUPS, MOST_GROUPS, ODD_GROUPS = 0.05, 0.9, 1.01
"""Groups for each row between which they are orders of several lines, and values that a group may have."""
ROUNDING = Decimal("0.011")
"""By how much a product may miss its total for each piece: prices are written with two decimals."""


def written(one: Seen, column: str = "") -> str:
    """A column in an expression: as the contract calls it where the files differ, else as the file does.

    Parameters
    ----------
    one : Seen
        The column.
    column : str
        The contract's name, where the column fills one.
    """
    name = one.profile.name
    if len(one.spellings) > 1 and column:
        return column
    return name if name.isidentifier() and name.isascii() and name != "join" else f'"{name}"'


def multiplies(owner: Input, quantity: Seen, price: Seen, amount: Seen, per: Seen | None = None) -> bool:
    """Whether an amount is quantity x price, of which each is for some pieces, in nearly all rows."""
    rows = right = 0
    columns = [quantity, price, amount, *([] if per is None else [per])]
    for pieces, each, whole, *unit in islice(numbers(owner.table, columns), LOOKED_AT):
        rows += 1
        right += abs(whole - pieces * each / (unit[0] if unit else 1)) <= ROUNDING * max(Decimal(1), abs(pieces))
    return rows > 0 and right >= AGREE * rows


def adds_up(owner: Input, one: Seen, tax: Seen, total: Seen) -> bool:
    """Whether a column and a tax make a total in nearly all rows, and the tax is not always 0."""
    rows = right = taxed = 0
    for net, more, whole in islice(numbers(owner.table, [one, tax, total]), LOOKED_AT):
        rows += 1
        right += abs(net + more - whole) <= ROUNDING
        taxed += more != 0
    return taxed > 0 and right >= AGREE * rows


def repeats_within(owner: Input, order: Seen, one: Seen) -> bool:
    """Whether a column numbers groups of several rows, and another has one value in each of them."""
    if order.owner is not owner or one.owner is not owner or order.profile.share < 1:
        return False
    # Rows that repeat another (of a second file, say) are no lines of an order.
    if not FEWEST_GROUPS * owner.rows < order.profile.distinct < MOST_GROUPS * owner.different:
        return False
    pairs = pa.table([owner.table.column(order.profile.name), owner.table.column(one.profile.name)], names=["a", "b"])
    return int(pairs.group_by(["a", "b"]).aggregate([]).num_rows) <= ODD_GROUPS * order.profile.distinct


def numbers(table: pa.Table, columns: Sequence[Seen]) -> Iterator[list[Decimal]]:
    """The numbers of rows in which all of some columns have one, spread over all rows.

    Parameters
    ----------
    table : Table
        Rows of the columns' file.
    columns : sequence of Seen
        What is read of them.
    """
    step = max(1, table.num_rows // LOOKED_AT)
    texts = (table.column(one.profile.name)[::step].to_pylist() for one in columns)
    for row in zip(*texts, strict=True):
        found = [read(text, one.profile.figures) for text, one in zip(row, columns, strict=True)]
        both = [number for number in found if number is not None]
        if len(both) == len(columns):
            yield both
