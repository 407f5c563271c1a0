"""The money of a row: an amount of its own, or quantity x price less discount; and its cost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from salesplan_nb.errors import counted
from salesplan_nb.money import CENTS_PER_UNIT
from salesplan_nb.proposal.arithmetic import AGREE, adds_up, multiplies, repeats_within, written
from salesplan_nb.proposal.columns import Seen, header_score, reasons
from salesplan_nb.proposal.discounts import discounts, for_early_payment, given, meant, same, stands, sums
from salesplan_nb.proposal.fitting import fit
from salesplan_nb.proposal.inputs import Input
from salesplan_nb.proposal.matching import LEAST, NEAR, RIVAL, Match
from salesplan_nb.proposal.price_units import price_unit
from salesplan_nb.proposal.scalars import nameable
from salesplan_nb.proposal.words import said, speaks_of

ORDER = 0.6
"""How well a column must be named for an order's number before its groups are looked at."""
ONE_PIECE = 0.75
"""What is left of a price's confidence where it is taken for the amount, for want of pieces."""
NET = 0.9
"""Confidence of an amount that makes another together with a tax."""
PARTLY = 0.9
"""Share of the rows that an amount must fill where quantity x price fills them all: else it stands once an order."""
NO_SALES = (
    "tax", "freight", "discount", "cost", "profit", "birth", "headcount", "stock", "target", "spend", "probability",
    "quota", "cumulative",
)  # fmt: skip
"""Concepts of columns whose money is not that of a sale."""
NO_AMOUNT = ("price", "rate", "score", "revenue", "unit", "quantity", "headcount", "paid")
"""Concepts of numbers with decimals that are no amount either."""
SURE, PRODUCT, REDUCED, UNREAD, UNPROVED = 0.98, 0.97, 0.93, 0.8, 0.9
"""Confidence of an amount that the arithmetic confirms; what is left of quantity's and price's in a product, with a
discount, with one that cannot be read; and of an amount's where quantity x price is something else."""
BY_ELIMINATION = 0.5
"""Confidence of an amount without a telling name, where no other column is written like money."""
UNIT_COST, LESS_PROFIT = 0.88, 0.75
"""Confidence of cost as quantity x unit cost, and as amount less profit: that may be before other cost."""


@dataclass(frozen=True)
class Money:
    """How the amount of a row is found."""

    amount: Match
    quantity: Seen | None
    price: Seen | None
    net_price: bool
    """Whether the amount is quantity x price, so that the price is the net price."""
    cost: Match | None
    assumed: tuple[str, ...] = ()
    once: bool = False
    """Whether the amount is the whole order's, repeated on each of its lines."""


def money(owner: Input, own: Sequence[Seen]) -> Money | None:
    """The amount of an input's rows; None where nothing in it looks like one.

    Parameters
    ----------
    owner : Input
        Whose rows they are.
    own : sequence of Seen
        Its own columns: an amount that is looked up would count once for each row that looks it up.
    """
    own = [one for one in own if nameable(one.profile.name)]
    per = price_unit(own)
    own = [one for one in own if one is not per]
    quantity = _best("quantity", own, ())
    price = _best("unit_price", own, (quantity,))
    offs = discounts(own)
    totals = _totals(owner, own)
    direct = _direct([one for one in own if one not in totals], (quantity, price, *offs))
    direct = _without_discount(owner, own, offs, _without_tax(owner, own, direct))
    cost = _cost(own, quantity, direct)
    if quantity is None or price is None:
        found = _unmultiplied(direct, _direct(totals, offs), quantity, price, cost)
        return found and _with_doubts(owner, own, offs, found)
    factors = [quantity, price]
    offs = [one for one in offs if not _in_price(owner, own, one, price)]
    offs.sort(key=lambda one: one.profile.kind != "number")
    less = next((one for one in offs if not for_early_payment(one)), None)
    if direct is not None and direct.seen is not None and direct.seen.profile.share >= PARTLY:
        off = next((one for one in offs if stands(owner, one, factors, direct.seen) == "after"), None)
        if off is not None:
            why = f"{direct.reason}; it is quantity x price less discount in {AGREE:.0%} of the rows with one or more"
            others = _others(owner, off, offs, factors)
            return _with_doubts(
                owner, own, others, Money(_confirmed(direct, why), quantity, price, net_price=False, cost=cost)
            )
    derived, assumed = _derived(owner, quantity, price, less, per)
    reduced = Money(derived, quantity, price, less is None and per is None, cost, assumed)
    others = _others(owner, less, offs, factors)
    if direct is None or direct.seen is None or direct.seen.profile.share < PARTLY:
        return _with_doubts(owner, own, others, _because(reduced, "no column of amounts for all rows"))
    if less is not None and stands(owner, less, factors, direct.seen) == "before":
        why = f"{direct.seen.profile.name!r} is before discount"
        told = (f"orders: {why}; {assumed[0].removeprefix('orders: ')}",)
        # A profit is what is left of the amount after discount, which is no column here.
        found = replace(reduced, cost=_cost(own, quantity, None), assumed=told)
        return _with_doubts(owner, own, others, _because(found, why))
    if multiplies(owner, quantity, price, direct.seen, per):
        why = f"{direct.reason}; it is quantity x price in {AGREE:.0%} of the rows or more"
        return _with_doubts(owner, own, offs, Money(_confirmed(direct, why), quantity, price, per is None, cost))
    if derived.confidence > direct.confidence:
        why = f"{direct.seen.profile.name!r} is something else in too many rows"
        return _with_doubts(owner, own, others, _because(reduced, why))
    confidence = round(direct.confidence * UNPROVED, 2)
    unproved = replace(direct, confidence=confidence, reason=f"{direct.reason}; it is not quantity x price")
    return _with_doubts(owner, own, offs, Money(unproved, quantity, price, False, cost))


def _others(owner: Input, less: Seen | None, offs: Sequence[Seen], factors: Sequence[Seen]) -> list[Seen]:
    """The discounts beside one that is off, or is taken off; what says the same in money is none."""
    rest = [one for one in offs if one is not less]
    return rest if less is None else [one for one in rest if not same(owner, less, one, factors)]


def _confirmed(direct: Match, why: str) -> Match:
    return replace(direct, confidence=max(direct.confidence, SURE), reason=why)


def _because(found: Money, why: str) -> Money:
    return replace(found, amount=replace(found.amount, reason=f"{why}; {found.amount.reason}"))


def _with_doubts(owner: Input, own: Sequence[Seen], offs: Sequence[Seen], found: Money) -> Money:
    """The money, and what is said of discounts of which nothing shows that the amount is less them already."""
    amount = found.amount.seen
    open_ones = [one for one in offs if amount is None or not _is_after(owner, own, one, amount)]
    told = tuple(
        f"orders: the discount in {one.profile.name!r} ({counted(given(one), 'row')} with one) is not taken off "
        f"{found.amount.source!r}, and nothing shows whether it is off already"
        for one in open_ones
    )
    return replace(found, assumed=(*found.assumed, *told))


def _is_after(owner: Input, own: Sequence[Seen], off: Seen, amount: Seen) -> bool:
    """Whether the amount is what another column of money comes to less a discount."""
    return any(stands(owner, off, [one], amount) == "after" for one in _money_beside(own, off, amount))


def _in_price(owner: Input, own: Sequence[Seen], off: Seen, price: Seen) -> bool:
    """Whether a discount is off the price already: that is what a list price comes to less it."""
    return any(stands(owner, off, [one], price) == "after" for one in _money_beside(own, off, price))


def _money_beside(own: Sequence[Seen], *these: Seen) -> Iterator[Seen]:
    """The other columns of numbers, codes apart."""
    numbers = (one for one in own if one.profile.kind == "number" and not one.profile.coded and one not in these)
    return (one for one in numbers if not speaks_of(one.spellings, "discount"))


def _without_discount(owner: Input, own: Sequence[Seen], offs: Sequence[Seen], direct: Match | None) -> Match | None:
    """The column that is the amount less a discount, where there is one: it is the net amount."""
    if direct is None or direct.seen is None:
        return direct
    for off in offs:
        for one in _money_beside(own, off, direct.seen):
            if stands(owner, off, [direct.seen], one) == "after":
                why = f"{reasons(one)}; it is {direct.seen.profile.name!r} less {off.profile.name!r}"
                return replace(direct, seen=one, confidence=max(NET, direct.confidence), reason=why)
    return direct


def _best(column: str, own: Sequence[Seen], taken: Sequence[Seen | None]) -> Seen | None:
    free = [one for one in own if one not in taken and not speaks_of(one.spellings, *NO_SALES)]
    best = max(free, key=lambda one: header_score("orders", column, one), default=None)
    return best if best is not None and header_score("orders", column, best) >= LEAST else None


def _totals(owner: Input, own: Sequence[Seen]) -> list[Seen]:
    """Columns of money that have one value in each order of several lines: the order's, not the line's."""
    orders = [one for one in own if header_score("orders", "order_id", one) >= ORDER]
    numbers = [one for one in own if one.profile.kind == "number" and one.profile.distinct > 2 and one not in orders]
    return [one for one in numbers if any(repeats_within(owner, order, one) for order in orders)]


def _unmultiplied(
    direct: Match | None, whole: Match | None, quantity: Seen | None, price: Seen | None, cost: Match | None
) -> Money | None:
    """The amount where there is no quantity x price: one of the line, of the whole order, or the price of one piece."""
    if direct is not None:
        return Money(direct, quantity, price, False, cost)
    if whole is not None:
        return Money(whole, quantity, price, False, cost, once=True)
    if price is None:
        return None
    value = round(header_score("orders", "unit_price", price) * ONE_PIECE, 2)
    why = f"{reasons(price)}; no column of amounts or of pieces: each row is one piece"
    told = f"orders: each row is one piece, its amount the price {price.profile.name!r}"
    return Money(Match("orders", "amount", price, value, why), None, None, False, cost, (told,))


def _direct(own: Sequence[Seen], taken: Sequence[Seen | None]) -> Match | None:
    """The column that is named like an amount, else the only one with two decimals or a currency sign."""
    free = [one for one in own if one not in taken and not speaks_of(one.spellings, *NO_SALES)]
    money_like = [one for one in free if fit("orders", "amount", one.profile) >= LEAST]
    ranked = sorted(money_like, key=lambda one: -header_score("orders", "amount", one))
    scores = [header_score("orders", "amount", one) for one in ranked]
    if scores and scores[0] >= LEAST:
        rival = len(scores) > 1 and scores[1] >= NEAR * scores[0]
        note = f"; {ranked[1].profile.name!r} would do nearly as well" if rival else ""
        confidence = round(scores[0] * (RIVAL if rival else 1.0), 2)
        return Match("orders", "amount", ranked[0], confidence, reasons(ranked[0]) + note)
    unnamed = [one for one in money_like if not speaks_of(one.spellings, *NO_AMOUNT) and _priced(one)]
    if len(unnamed) != 1:
        return None
    why = f"{reasons(unnamed[0], named_well=False)}; no other column is written like money"
    return Match("orders", "amount", unnamed[0], BY_ELIMINATION, why)


def _without_tax(owner: Input, own: Sequence[Seen], direct: Match | None) -> Match | None:
    """The column that makes the amount together with a tax, where there is one: it is the net amount."""
    if direct is None or direct.seen is None:
        return direct
    numbers = [one for one in own if one.profile.kind == "number" and one is not direct.seen]
    for tax in (one for one in numbers if speaks_of(one.spellings, "tax")):
        for one in numbers:
            if one is not tax and adds_up(owner, one, tax, direct.seen):
                why = f"{reasons(one)}; with {tax.profile.name!r} it is {direct.seen.profile.name!r}"
                return replace(direct, seen=one, confidence=max(NET, direct.confidence), reason=why)
    return direct


def _is_share(one: Seen) -> bool:
    """Whether numbers are shares of something, such as margins: none is more than 1, and some have decimals."""
    numbers = one.profile.figures
    return numbers is not None and numbers.high <= 1 and not numbers.whole


def _priced(one: Seen) -> bool:
    numbers = one.profile.figures
    return numbers is not None and bool(numbers.sign or numbers.decimals == 2)


def _derived(
    owner: Input, quantity: Seen, price: Seen, less: Seen | None, per: Seen | None
) -> tuple[Match, tuple[str, ...]]:
    """Quantity x price, less the discount where there is one; and what that assumes."""
    weaker = min(header_score("orders", "quantity", quantity), header_score("orders", "unit_price", price))
    confidence = PRODUCT * weaker**0.5
    times = f"{written(quantity, 'quantity')} * {written(price, '' if less or per else 'unit_price')}"
    why = f"{quantity.profile.name!r} x {price.profile.name!r}"
    if per is not None:
        times, why = f"{times} / {written(per)}", f"{why}, which is for {per.profile.name!r} pieces"
    if less is None:
        return Match("orders", "amount", None, round(confidence, 2), why, times), ()
    name = less.profile.name
    if less.profile.kind != "number":
        told = f"orders: amount is quantity x price; {name!r}, which is no number, is not taken off"
        return Match("orders", "amount", None, round(confidence * UNREAD, 2), why, times), (told,)
    off = meant(owner, less, [quantity, price])
    before, after = sums(owner, less, [quantity, price])
    # The sums are of pieces x price: where prices are for a hundred, they say nothing.
    sizes = "" if per is not None else f": {_money(before)} become {_money(after)} in all rows"
    told = (
        f"orders: {name!r} ({counted(given(less), 'row')} with one) is taken off quantity x price, as {off.told}{sizes}"
        "; take it out of derive if it is off already"
    )
    expression = times + off.times.format(written(less))
    return Match("orders", "amount", None, round(confidence * REDUCED, 2), f"{why} less {name!r}", expression), (told,)


def _money(cents: int) -> str:
    return f"{Decimal(cents) / CENTS_PER_UNIT:,.2f}"


def _cost(own: Sequence[Seen], quantity: Seen | None, direct: Match | None) -> Match | None:
    """Cost of goods: quantity x unit cost, a column, or amount less profit."""
    for one in own:
        if fit("orders", "cost", one.profile) < LEAST or speaks_of(one.spellings, "freight", "tax", "shipped"):
            continue
        name = one.profile.name
        concepts = said(name).concepts
        if "cost" in concepts and concepts & {"unit", "quantity"} and quantity is not None:
            why = f"{quantity.profile.name!r} x {name!r}"
            return Match("orders", "cost", None, UNIT_COST, why, f"{written(quantity, 'quantity')} * {written(one)}")
        if (value := header_score("orders", "cost", one)) >= LEAST:
            return Match("orders", "cost", one, round(value, 2), reasons(one))
        if "profit" in concepts and not _is_share(one) and direct is not None and direct.seen is not None:
            why = f"{direct.seen.profile.name!r} less {name!r}"
            return Match("orders", "cost", None, LESS_PROFIT, why, f"{written(direct.seen, 'amount')} - {written(one)}")
    return None
