"""Quantity, price, discount and amount of a row: how they are written together, and whether they agree."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

import pyarrow as pa

from salesplan_nb.proposal.columns import Seen
from salesplan_nb.proposal.figures import Figures, read
from salesplan_nb.proposal.inputs import Input

LOOKED_AT = 2_000
"""Rows whose arithmetic is checked, spread over all."""
AGREE = 0.95
"""Share of them that must come out right."""
FEWEST_GROUPS, MOST_GROUPS, ODD_GROUPS = 0.05, 0.9, 1.01
"""Groups for each row between which they are orders of several lines, and values that a group may have."""
ROUNDING = Decimal("0.011")
"""By how much a product may miss its total for each piece: prices are written with two decimals."""


class Discount(NamedTuple):
    """What takes a discount off quantity x price."""

    times: str
    """Of an expression, `{}` for the discount."""
    meaning: str
    """For readers."""


def discount(numbers: Figures) -> Discount:
    """How a column of discounts is meant: a share, percent, or money of the row; and whether it has its minus already.

    Examples
    --------
    >>> from salesplan_nb.proposal.figures import figures
    >>> discount(figures([("12%", 1), ("0", 3)])).times, discount(figures([("-2.50", 1)])).times
    (' * (1 - {})', ' + {}')
    """
    off, size = "-" if numbers.high > 0 else "+", max(numbers.high, -numbers.low)
    both = numbers.low < 0 < numbers.high
    if numbers.percent or (not both and (size < 1 or (size == 1 and not numbers.whole))):
        return Discount(f" * (1 {off} {{}})", "a share of it")
    if not both and numbers.whole and size <= 100:
        return Discount(f" * (1 {off} {{}} / 100)", "percent of it")
    return Discount(f" {off} {{}}", "money of the row")


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


def product(owner: Input, amount: Seen, quantity: Seen, price: Seen, discounts: Seen | None) -> str:
    """What an amount is in nearly all rows: `quantity x price`, the same less the discount, or '' for neither."""
    columns = [amount, quantity, price, *([discounts] if discounts else [])]
    rows = right = reduced = 0
    for numbers in islice(_numbers(owner, columns), LOOKED_AT):
        whole, pieces, each, *off = numbers
        allowed = ROUNDING * max(Decimal(1), abs(pieces))
        rows += 1
        right += abs(whole - pieces * each) <= allowed
        if off:
            less = abs(off[0])
            results = (pieces * each * (1 - less), pieces * each * (1 - less / 100), pieces * each - less)
            reduced += any(abs(whole - result) <= allowed for result in results)
    if rows and right >= AGREE * rows:
        return "quantity x price"
    return "quantity x price less discount" if rows and reduced >= AGREE * rows else ""


def adds_up(owner: Input, one: Seen, tax: Seen, total: Seen) -> bool:
    """Whether a column and a tax make a total in nearly all rows, and the tax is not always 0."""
    rows = right = taxed = 0
    for net, more, whole in islice(_numbers(owner, [one, tax, total]), LOOKED_AT):
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


def _numbers(owner: Input, columns: list[Seen]) -> Iterator[list[Decimal]]:
    """The numbers of rows in which all of some columns have one, spread over all rows."""
    step = max(1, owner.rows // LOOKED_AT)
    texts = (owner.table.column(one.profile.name)[::step].to_pylist() for one in columns)
    for row in zip(*texts, strict=True):
        found = [read(text, one.profile.figures) for text, one in zip(row, columns, strict=True)]
        numbers = [number for number in found if number is not None]
        if len(numbers) == len(columns):
            yield numbers
