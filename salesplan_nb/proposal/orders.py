"""An input tried as the table of orders: its money, its date or that of its header, and what else it has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from salesplan_nb.proposal.amounts import Money, money
from salesplan_nb.proposal.arithmetic import repeats_within
from salesplan_nb.proposal.columns import Seen, header_score, reasons, seen, there
from salesplan_nb.proposal.discounts import holds_discounts
from salesplan_nb.proposal.drafts import Draft, Rule
from salesplan_nb.proposal.fitting import EARLIEST
from salesplan_nb.proposal.inputs import Input
from salesplan_nb.proposal.keys import Link
from salesplan_nb.proposal.lacking import lacks
from salesplan_nb.proposal.matching import KEY, MOST, Match, assigned
from salesplan_nb.proposal.rate_headers import quoted
from salesplan_nb.proposal.rate_tables import speaks_of_rates
from salesplan_nb.proposal.references import keyed, referring
from salesplan_nb.proposal.scenarios import by_scenario
from salesplan_nb.proposal.words import said, speaks_of

COLUMNS = (
    "order_id", "line", "customer_id", "product_id", "product_family", "region", "channel", "rep_id", "currency",
)  # fmt: skip
"""Columns beside money and date."""
MARKET_TOPICS = frozenset({"industry", "market", "target", "score"})
"""Concepts of columns that say the same, where no order, customer or product is named."""
ELSEWHERE = 0.25
"""What is left of the score of an input that reads like something else."""
OTHER_DAYS = (
    "birth", "due", "shipped", "start", "end", "since", "modified", "paid", "founded", "expected", "created",
    "customer",
    "rep", "score",
)  # fmt: skip
"""Concepts of days that are not those of sales."""
HEADER_DATE = 0.5
"""Confidence that the date of a header needs before lines are joined to it."""
BY_ELIMINATION = 0.6
"""Confidence of a date without a telling name, where it is the only one."""


@dataclass(frozen=True)
class Tried:
    """An input tried as orders."""

    owner: Input
    draft: Draft | None
    """None where it has no money or no date."""
    score: float
    """Product of the confidences of the two, less where it reads like something else."""
    lacks: str
    """What is there and what is not, for readers."""


def tried(owner: Input, links: Sequence[Link]) -> Tried:
    """An input as orders."""
    own = seen(owner, [])
    found = money(owner, own)
    candidates, date = _dated(owner, own, links)
    if found is None or date is None:
        near = 0.1 * sum(one.confidence for one in (found.amount if found else None, date) if one is not None)
        return Tried(owner, None, near, lacks(owner, found, date))
    spare = _spare(candidates, found, date)
    score = referring("orders", spare, links)
    orders_id = {id(one.profile) for one in spare if _groups(owner, one, date)}

    def supported(column: str, one: Seen) -> float:
        base = score(column, one)
        if column != "order_id" or id(one.profile) not in orders_id or base == 0:
            return base
        return base + (MOST - base) * KEY

    matches = keyed(assigned("orders", COLUMNS, spare, supported), links)
    if (order := matches.get("order_id")) and order.seen and id(order.seen.profile) in orders_id:
        matches["order_id"] = Match(
            "orders", "order_id", order.seen, order.confidence, f"{order.reason}; each has one date"
        )
    matches |= {date.column: date, "amount": found.amount, **_pieces(found)}
    draft = Draft("orders", owner, matches, assumed=list(found.assumed))
    if found.once and "order_id" in matches:
        _count_once(draft)
    value = draft.score(["amount", date.column]) * (0.8 + 0.025 * min(8, len(matches)))
    if _elsewhere(owner, draft):
        told = (
            f"{found.amount.source!r} with {date.source!r} reads like targets, spend, a market or rates, not like sales"
        )
        return Tried(owner, draft, value * ELSEWHERE, told)
    return Tried(owner, draft, value, f"amount {found.amount.source!r} and {date.column} {date.source!r}, {value:.2f}")


def _count_once(draft: Draft) -> None:
    """Of rows that repeat the amount of their whole order, the first of each order counts."""
    order = draft.matches["order_id"].seen
    assert order is not None  # it is matched by name
    rows = draft.owner.rows - order.profile.distinct
    why = "the amount is that of the whole order, on each of its lines"
    draft.rules.append(Rule("further lines of an order", "duplicates", ("order_id",), (), rows, why))
    draft.assumed.append(f"orders: {why}; the first line of each order counts")


def _spare(candidates: Sequence[Seen], found: Money, date: Match) -> list[Seen]:
    taken = {id(one.profile) for one in (found.amount.seen, found.quantity, date.seen) if one is not None}
    if found.net_price and found.price is not None:
        taken.add(id(found.price.profile))
    taken |= {id(one.profile) for one in candidates if holds_discounts(one.spellings, one.profile)}
    return [one for one in candidates if id(one.profile) not in taken]


def _groups(owner: Input, one: Seen, date: Match) -> bool:
    """Whether a column numbers orders of several lines: far fewer values than rows, each of one day alone."""
    if date.seen is None or one.owner is not owner or date.seen.owner is not owner or one.profile.share < 1:
        return False
    return date.seen.profile.distinct > 2 and repeats_within(owner, one, date.seen)


def _pieces(found: Money) -> dict[str, Match]:
    pieces: dict[str, Match] = {}
    for column, one in (("quantity", found.quantity), ("unit_price", found.price if found.net_price else None)):
        if one is not None:
            value = round(min(MOST, header_score("orders", column, one)), 2)
            pieces[column] = Match("orders", column, one, value, reasons(one))
    if found.cost is not None:
        pieces["cost"] = found.cost
    return pieces


def _elsewhere(owner: Input, draft: Draft) -> bool:
    """Whether file or columns say that the figures are a market's, a plan's, exchange rates or the like."""
    priced = [told for one in draft.sources(draft.matches["amount"]) if (told := quoted(one.name)) is not None]
    about = owner.topics and by_scenario(owner) is None  # actual against budget is about sales too
    if about or speaks_of_rates(owner) or any(told.kind == "words" and told.base for told in priced):
        return True
    named_rows = {"order_id", "customer_id", "product_id"} & set(draft.matches)
    return not named_rows and any(said(one.name).concepts & MARKET_TOPICS for one in owner.profiles)


def _dated(owner: Input, own: Sequence[Seen], links: Sequence[Link]) -> tuple[list[Seen], Match | None]:
    """The columns to choose from and the date: one of the input's own, else of the header that its lines belong to."""
    if (own_date := _date(own)) is not None:
        return list(own), own_date
    best: tuple[list[Seen], Match | None] = (list(own), None)
    for link in links:
        if link.here is not owner or link.there is owner or (found := _date(there(link))) is None:
            continue
        confidence = round(found.confidence * link.sure, 2)
        if found.confidence >= HEADER_DATE and (best[1] is None or confidence > best[1].confidence):
            match = Match("orders", found.column, found.seen, confidence, found.reason)
            best = [*own, *there(link)], match
    return best


def _date(candidates: Sequence[Seen]) -> Match | None:
    found = assigned(
        "orders", ("order_date", "month"), candidates, lambda column, one: header_score("orders", column, one)
    )
    for column in ("order_date", "month"):
        if column in found:
            return found[column]
    dated = [one for one in candidates if one.profile.kind in ("day", "month") and one.profile.share > 0.5]
    free = [one for one in dated if not speaks_of(one.spellings, *OTHER_DAYS)]
    if len(free) != 1 or free[0].profile.days is None or free[0].profile.days.low.year < EARLIEST:
        return None
    column = "order_date" if free[0].profile.kind == "day" else "month"
    why = reasons(free[0], named_well=False) + "; no other column of days or months could be of sales"
    return Match("orders", column, free[0], BY_ELIMINATION, why)
