"""Discounts: which columns hold them, how they are meant, and whether an amount is before or after them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import islice
from typing import Literal, NamedTuple

import pyarrow.compute as pc

from salesplan_nb.money import CENTS_PER_UNIT
from salesplan_nb.proposal.arithmetic import AGREE, LOOKED_AT, ROUNDING, numbers
from salesplan_nb.proposal.columns import Seen
from salesplan_nb.proposal.figures import read
from salesplan_nb.proposal.inputs import Input
from salesplan_nb.proposal.profiles import Profile
from salesplan_nb.proposal.words import speaks_of, words

FEWEST = 3
"""Rows with a discount from which they show what an amount is, and that a number of discounts cannot be money."""
TELLING = 2
"""How many times what rounding may do a discount must be before its row can show anything."""
FIGURE = "[1-9]"
"""What tells a discount from none, however numbers are written."""
EITHER = "desc"
"""Spanish and Portuguese shorten the discount to it, English the description, which is never made of numbers."""

Meaning = Literal["share", "percent", "row", "piece"]
MEANINGS: tuple[Meaning, ...] = ("share", "percent", "row", "piece")
"""What a number of a discount can be: of its row's money a share or percent, or money, of the row or of each piece."""


class Discount(NamedTuple):
    """What takes a discount off quantity x price."""

    meaning: Meaning
    minus: str
    """The mark that takes it off: + where the files write it with its minus already."""

    @property
    def times(self) -> str:
        """What follows quantity x price in an expression, `{}` for the discount."""
        return {
            "share": f" * (1 {self.minus} {{}})",
            "percent": f" * (1 {self.minus} {{}} / 100)",
        }.get(self.meaning, f" {self.minus} {{}}")

    @property
    def told(self) -> str:
        """What it is taken to be, for readers."""
        return {"share": "a share of it", "percent": "percent of it"}.get(self.meaning, "money of the row")


def holds_discounts(names: Iterable[str], profile: Profile) -> bool:
    """Whether a column holds discounts: numbers of which some are not 0, or texts with figures.

    Parameters
    ----------
    names : iterable of str
        Its names in the files.
    profile : Profile
        What its values are.
    """
    names = list(names)
    if speaks_of(names, "id", "type", "net", "target"):
        return False
    called = speaks_of(names, "discount")
    if profile.kind == "number" and profile.figures is not None:
        short = any(EITHER in words(name) for name in names) and not speaks_of(names, "product")
        return (called or short) and bool(profile.figures.high or profile.figures.low)
    return called and profile.kind == "text" and bool(_discounted(profile))


def discounts(own: Sequence[Seen]) -> list[Seen]:
    """The columns of discounts, in the order of the file."""
    return [one for one in own if holds_discounts(one.spellings, one.profile)]


def for_early_payment(one: Seen) -> bool:
    """Whether a discount is only given to those who pay early: no price is the lower for it."""
    return speaks_of(one.spellings, "paid")


def given(one: Seen) -> int:
    """Rows with a discount."""
    return one.profile.rows_of(_discounted(one.profile))


def meant(owner: Input, one: Seen, factors: Sequence[Seen]) -> Discount:
    """How the numbers of a discount are meant.

    Parameters
    ----------
    owner : Input
        Whose column it is.
    one : Seen
        The discount, in numbers.
    factors : sequence of Seen
        What makes the amount before it: quantity and price.
    """
    figures = one.profile.figures
    assert figures is not None  # the caller has seen to it
    minus, size = "-" if figures.high > 0 else "+", max(figures.high, -figures.low)
    both = figures.low < 0 < figures.high
    if figures.percent or (not both and (size < 1 or (size == 1 and not figures.whole))):
        return Discount("share", minus)
    if speaks_of(one.spellings, "percent"):
        return Discount("percent", minus)
    if not both and size <= 100 and (figures.whole or _beyond(owner, one, factors)):
        return Discount("percent", minus)
    return Discount("row", minus)


def stands(owner: Input, one: Seen, factors: Sequence[Seen], amount: Seen) -> Literal["before", "after", ""]:
    """Whether an amount is before or after a discount, as nearly all rows with one show; '' where they show neither.

    Parameters
    ----------
    owner : Input
        Whose rows they are.
    one : Seen
        The discount.
    factors : sequence of Seen
        What makes the amount before it: quantity and price, or another amount alone.
    amount : Seen
        What is asked about.
    """
    figures = one.profile.figures
    if figures is None or one.profile.kind != "number" or amount in factors:
        return ""
    usual = meant(owner, one, factors).meaning
    rows = dict.fromkeys(MEANINGS, 0)
    right = dict.fromkeys(MEANINGS, 0)
    before = 0
    for off, money, *others in _with_discount(owner, one, [amount, *factors]):
        whole, allowed = _product(others), _allowed(others)
        for meaning in MEANINGS:
            less = _less(meaning, whole, off if figures.high > 0 else -off, others)
            if abs(less) <= TELLING * allowed:
                continue
            rows[meaning] += 1
            right[meaning] += abs(money - (whole - less)) <= allowed
            before += meaning == usual and abs(money - whole) <= allowed
    if any(rows[meaning] >= FEWEST and right[meaning] >= AGREE * rows[meaning] for meaning in MEANINGS):
        return "after"
    return "before" if rows[usual] >= FEWEST and before >= AGREE * rows[usual] else ""


def same(owner: Input, one: Seen, other: Seen, factors: Sequence[Seen]) -> bool:
    """Whether another column says in money what a discount comes to: it must not be taken off a second time."""
    figures = one.profile.figures
    if figures is None or other.profile.kind != "number":
        return False
    meaning = meant(owner, one, factors).meaning
    rows = right = 0
    for money, off, *others in _with_discount(owner, other, [one, *factors]):
        rows += 1
        right += abs(abs(money) - abs(_less(meaning, _product(others), off, others))) <= _allowed(others)
    return rows > 0 and right >= AGREE * rows


def sums(owner: Input, one: Seen, factors: Sequence[Seen]) -> tuple[int, int]:
    """What all rows come to before a discount and after it [cents]; a row without one has none."""
    found = meant(owner, one, factors)
    columns = [one, *factors]
    names = [str(i) for i in range(len(columns))]
    table = owner.table.select([each.profile.name for each in columns]).rename_columns(names)
    groups = table.group_by(names).aggregate([([], "count_all")])
    # A long table has few different pieces and prices: each is read once.
    known = [
        {text: read(text, each.profile.figures) for text in groups.column(i).unique().to_pylist()}
        for i, each in enumerate(columns)
    ]
    before = after = 0
    for *texts, rows in zip(*(column.to_pylist() for column in groups.columns), strict=True):
        off, *read_all = (read_once[text] for read_once, text in zip(known, texts, strict=True))
        others = [number for number in read_all if number is not None]
        if len(others) == len(factors):
            off = off or Decimal(0)
            whole = _product(others)
            left = whole - _less(found.meaning, whole, off if found.minus == "-" else -off, others)
            before += rows * round(whole * CENTS_PER_UNIT)
            after += rows * round(left * CENTS_PER_UNIT)
    return before, after


def _with_discount(owner: Input, one: Seen, columns: Sequence[Seen]) -> Iterable[list[Decimal]]:
    """Of rows with a discount, this and some columns."""
    rows = owner.table.filter(pc.match_substring_regex(owner.table.column(one.profile.name), FIGURE))
    return islice(numbers(rows, [one, *columns]), LOOKED_AT)


def _discounted(profile: Profile) -> list[str]:
    """The values that are a discount: numbers but for 0, texts with a figure in them."""
    found: list[str] = profile.values.filter(pc.match_substring_regex(profile.values, FIGURE)).to_pylist()
    odd = set(profile.odd) if profile.kind == "number" else set()
    return [text for text in found if text not in odd]


def _less(meaning: Meaning, whole: Decimal, off: Decimal, factors: Sequence[Decimal]) -> Decimal:
    """What a discount takes off."""
    if meaning == "share":
        return whole * off
    if meaning == "percent":
        return whole * off / 100
    return off * factors[0] if meaning == "piece" and len(factors) > 1 else off


def _beyond(owner: Input, one: Seen, factors: Sequence[Seen]) -> bool:
    """Whether rows have a discount that is more than all their money: it is no money then."""
    rows = _with_discount(owner, one, factors)
    return sum(abs(off) > abs(_product(others)) + _allowed(others) for off, *others in rows) >= FEWEST


def _product(numbers: Iterable[Decimal]) -> Decimal:
    found = Decimal(1)
    for number in numbers:
        found *= number
    return found


def _allowed(factors: Sequence[Decimal]) -> Decimal:
    """By how much a product may miss its amount: a price of two decimals is as much off for each of the pieces."""
    return ROUNDING * max(Decimal(1), abs(factors[0]) if len(factors) > 1 else Decimal(1))
