"""How far orders are: those that were called off are set aside, and what nothing is known of is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, get_args

import pyarrow as pa
import pyarrow.compute as pc

from salesplan_nb.contract import TABLES
from salesplan_nb.errors import counted
from salesplan_nb.files.credit_notes import names_credit_notes
from salesplan_nb.proposal.arithmetic import written
from salesplan_nb.proposal.drafts import NOT_WON, Draft, Rule
from salesplan_nb.proposal.profiles import Profile
from salesplan_nb.proposal.row_money import amounts, held, told
from salesplan_nb.proposal.scalars import nameable
from salesplan_nb.proposal.totals import MOST_VALUES
from salesplan_nb.proposal.values import FLAGS, ORDER_STATES
from salesplan_nb.proposal.words import EMPTY_WORDS, parted, said, words

State = Literal["cancelled", "unordered", "returned", "counts", ""]
ABOUT = frozenset({"status", "order", "invoice", "transaction", "sales", "line", "paid", "shipped"})
"""Concepts of a header that speaks of how far an order is, its payment and delivery among it, and of nothing else."""
BESIDE = frozenset({"order", "invoice", "customer", "line", "rep", "transaction", "supplier", "date"})
"""Concepts of words beside a state that do not change it: order cancelled by customer."""
FILLING = EMPTY_WORDS | {
    "by",
    "par",
    "por",
    "von",
    "vom",
    "durch",
    "da",
    "dal",
    "door",
    "en",
    "am",
    "on",
    "fully",
    "been",
    "was",
    "has",
}
ENDINGS = ("ees", "ee", "os", "as", "es", "er", "en", "em", "a", "e", "i", "o", "s", "y")
"""Endings of gender, number and case; the longest first."""
TAKEN_BACK = frozenset(
    {"no", "not", "nicht", "non", "nein", "rejected", "denied", "declined", "abgelehnt", "requested"}
)
"""Words behind a state that take it back, or only ask for it."""
SHORTEST = 3
"""Letters that are left of a word without its ending."""
SHOWN = 8
"""States that one line names."""
WHY: dict[State, tuple[str, str, str]] = {
    "cancelled": ("cancelled", "it says that it was called off", "set aside as no sales"),
    "unordered": ("not ordered", "it says that it is a draft or quotation", "set aside as not ordered yet"),
}
"""State that is no sale: the rule's name, why, and what is said of its rows."""


def add_states(draft: Draft) -> None:
    """Set orders aside that their status says were called off or never placed; say what it leaves open."""
    if any(rule.name == NOT_WON for rule in draft.rules):
        return  # a pipeline's status says which deals were won: that is another question
    for one in _read_for_it(draft):
        if _is_status(one):
            _add_status(draft, one, {text: order_state(text) for text in one.values.to_pylist()})
        elif texts := _flagged(one):
            _set_aside(draft, one, "cancelled", texts)
        elif one.kind in ("day", "month") and order_state(one.name) == "cancelled":
            _keep_undated(draft, one)


def order_state(text: str) -> State:
    """What a text says of an order; '' where it says several things, or any that is not known.

    An order that was called off stays so, whatever is said behind it of why or what came then, unless it takes it back.

    Examples
    --------
    >>> order_state("ANULADAS"), order_state("Cancelled by customer"), order_state("nicht storniert")
    ('cancelled', 'cancelled', '')
    >>> order_state("Cancelled - reissued"), order_state("Shipped - returned"), order_state("Cancelled: rejected")
    ('cancelled', '', '')
    """
    begins, rest = parted(text)
    if _whole_state(begins) == "cancelled" and not set(words(rest)) & TAKEN_BACK and _whole_state(rest) != "counts":
        return "cancelled"
    return _whole_state(text)


def _whole_state(text: str) -> State:
    if names_credit_notes(text):
        return "returned"
    found, beside = set[State](), set[State]()
    for word in words(text):
        if word.isdecimal() or word in FILLING:
            continue
        state = STATES.get(_base(word), "")
        if said(word).concepts and said(word).concepts <= BESIDE and state in ("counts", ""):
            beside.add(state)  # `factura` is an invoice beside `anulada`, and alone says that it was invoiced
        else:
            found.add(state)
    found = found or beside
    return found.pop() if len(found) == 1 else ""


def _base(word: str) -> str:
    """A word without its ending, so that gender, number and case make no difference."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            return word.removesuffix(ending)
    return word


STATES: dict[str, State] = {
    _base(word): state
    for state in get_args(State)
    for word in ORDER_STATES.get(state, "").split()
}  # fmt: skip


def _read_for_it(draft: Draft) -> Iterator[Profile]:
    """The columns that rules can name: its own and those of files in which it looks something up."""
    known = TABLES[draft.table].written
    theirs = (one for link, _columns in draft.joins.values() for one in link.there.profiles if one is not link.key)
    for one in (*draft.owner.profiles, *theirs):
        if nameable(one.name) and one.name not in known and one.kind != "empty":
            yield one


def _is_status(one: Profile) -> bool:
    """Whether a column says how far an order is: by its header, or by values of which half and more do."""
    if one.distinct > MOST_VALUES:
        return False
    heard = said(one.name)
    if "status" in heard.concepts and heard.concepts <= ABOUT and not heard.unknown:
        return one.kind == "text" or one.whole
    known = [order_state(text) for text in one.values.to_pylist()]
    telling = "status" in heard.concepts or set(known) & {"cancelled", "unordered", "returned"}
    return one.kind == "text" and bool(telling) and 2 * sum(map(bool, known)) >= len(known)


def _flagged(one: Profile) -> list[str]:
    """The values that say yes, of a column that is called cancelled and says yes or no."""
    texts = one.values.to_pylist() if one.distinct <= MOST_VALUES else []
    if order_state(one.name) != "cancelled" or not {text.lower() for text in texts} <= FLAGS.keys():
        return []
    return [text for text in texts if FLAGS[text.lower()]]


def _add_status(draft: Draft, one: Profile, states: dict[str, State]) -> None:
    standing = {text: pc.and_(held(draft, one, [text]), pc.invert(draft.taken)) for text in states}
    standing = {text: rows for text, rows in standing.items() if _count(rows)}
    filled = sum(map(_count, standing.values()))
    if len(standing) == 1 and filled == _count(pc.invert(draft.taken)):
        return  # all that stands is in one state: there is nothing to tell apart
    for state in WHY:
        if texts := [text for text in standing if states[text] == state]:
            _set_aside(draft, one, state, texts)
    _ask_returned(draft, one, [text for text in standing if states[text] == "returned"])
    unknown = {text: rows for text, rows in standing.items() if not states[text]}
    if unknown:
        draft.assumed.append(f"{draft.table}: {_asked(draft, one, unknown)}")


def _asked(draft: Draft, one: Profile, unknown: dict[str, pa.ChunkedArray]) -> str:
    ordered = sorted(unknown, key=lambda text: (-_count(unknown[text]), text))
    shown = [
        f"{text} ({counted(_count(unknown[text]), 'row')}{_money(draft, unknown[text], ', {}')})"
        for text in ordered[:SHOWN]
    ]
    if rest := ordered[SHOWN:]:
        rows = pc.and_(held(draft, one, rest), pc.invert(draft.taken))
        shown.append(f"{len(rest)} more ({counted(_count(rows), 'row')}{_money(draft, rows, ', {}')})")
    return f"whether rows with {one.name!r} {', '.join(shown)} are sales is not known; they count until a rule says not"


def _set_aside(draft: Draft, one: Profile, state: State, texts: list[str]) -> None:
    """Rows that are no sale; but entries below zero alone take back others, which would be left standing."""
    rows = pc.and_(held(draft, one, texts), pc.invert(draft.taken))
    shown = f"{counted(_count(rows), 'row')} with {one.name!r} {', '.join(texts)}{_money(draft, rows)}"
    found = amounts(draft, rows)
    if found and all(each.cents <= 0 for each in found) and any(each.cents < 0 for each in found):
        draft.assumed.append(f"{draft.table}: {shown}, all below zero, taken to take back others, and counted")
        return
    name, why, what = WHY[state]
    draft.rules.append(Rule(_free(draft, name, one), "where", (_column(draft, one),), tuple(texts), _count(rows), why))
    draft.assumed.append(f"{draft.table}: {shown} {what}")


def _keep_undated(draft: Draft, one: Profile) -> None:
    """Of a column of days on which orders were cancelled, the rows without one."""
    empty = ["", *one.missing]
    rows = pc.and_(pc.invert(held(draft, one, empty)), pc.invert(draft.taken))
    if not any(one is own for own in draft.owner.profiles) or not _count(rows):
        return
    name, why, what = WHY["cancelled"]
    draft.assumed.append(
        f"{draft.table}: {counted(_count(rows), 'row')} with a day in {one.name!r}{_money(draft, rows)} {what}"
    )
    draft.rules.append(Rule(_free(draft, name, one), "keep", (one.name,), tuple(empty), _count(rows), why))


def _ask_returned(draft: Draft, one: Profile, texts: list[str]) -> None:
    """A return lowers the sales where its amount is below zero; where it is above, somebody must say what it is."""
    if not texts:
        return
    found = amounts(draft, pc.and_(held(draft, one, texts), pc.invert(draft.taken)))
    above = [each for each in found if each.cents > 0]
    if above:
        rows = sum(each.rows for each in above)
        # A credit note stands beside the sale that it takes back: set aside alone, it would leave that one standing.
        match = draft.matches["amount"]
        minus = f"-({match.expression})" if match.seen is None else f"-{written(match.seen)}"
        what = (
            "if they lower sales, these are too high by twice as much: set them aside by a rule with where:, and list "
            f"{draft.owner.label} once more under also: with the same words after keep: and derive: {{amount: {minus}}}"
            if any(map(names_credit_notes, texts))
            else "if they came back, a rule must set them aside"
        )
        draft.assumed.append(
            f"{draft.table}: {counted(rows, 'row')} with {one.name!r} {', '.join(texts)} and amounts above zero "
            f"({told(above)}) counted as sales; {what}"
        )


def _column(draft: Draft, one: Profile) -> str:
    """The name by which a rule calls a column; one of another file gets one."""
    if any(one is own for own in draft.owner.profiles):
        return one.name
    label = next(link.there.label for link, _c in draft.joins.values() if any(one is x for x in link.there.profiles))
    return draft.extra.setdefault((label, one.name), f"{'_'.join(words(one.name)) or 'status'}_as_written")


def _free(draft: Draft, name: str, one: Profile) -> str:
    """A rule's name; a second one says which column it reads."""
    taken = {rule.name for rule in draft.rules}
    return name if name not in taken else f"{name} by {one.name}"[:60].strip()


def _money(draft: Draft, rows: pa.ChunkedArray, form: str = " ({})") -> str:
    found = amounts(draft, rows)
    return form.format(told(found)) if found else ""


def _count(rows: pa.ChunkedArray) -> int:
    return int(pc.sum(rows).as_py() or 0)
