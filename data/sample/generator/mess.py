"""The messy rows of orders.csv, which a data contract's rules have to catch, and the list of them."""

from dataclasses import dataclass, replace

import numpy as np

from generator.months import EXPORTED, next_business_day
from generator.orders import Lines, in_file_order, joined
from generator.streams import stream
from generator.team import ROSTER

COUNTS = {"duplicate": 12, "return": 40, "no_rep": 8, "product_spelling": 5, "zero_amount": 3}
LOWER_CASE = 3  # of the misspelt products; the others have a trailing blank
LAST_BUSINESS_DAY = "2026-10-30"
RETURN_DAYS = (5, 41)  # after the order


@dataclass(frozen=True)
class Mess:
    """Messy rows of one kind: how many, their money, and where they are."""

    kind: str
    what: str
    rows: int
    cents: int
    keys: list[str]


def keys_of(lines: Lines) -> list[str]:
    """Order id and line of each row, as ``SO-2401-0001/2``, sorted."""
    return sorted(f"{order}/{line}" for order, line in zip(lines.orders, lines.line, strict=True))


def described(kind: str, what: str, lines: Lines) -> Mess:
    """The list entry of messy rows."""
    return Mess(kind, what, len(lines.orders), int(lines.cents.sum()), keys_of(lines))


def returns_of(lines: Lines, random: np.random.Generator) -> Lines:
    """Returns of the given lines: negative quantity and amount, new order ids, some days later."""
    count = len(lines.orders)
    later = next_business_day(lines.days + random.integers(*RETURN_DAYS, count))
    by_day = np.argsort(later, kind="stable")
    lines = lines.take(by_day)
    last_days = np.array([rep.ends or LAST_BUSINESS_DAY for rep in ROSTER], dtype="datetime64[D]")
    days = np.minimum(later[by_day], last_days[lines.sellers])
    pieces = 1 + np.floor(random.random(count) * lines.quantities).astype(int)
    return replace(
        lines,
        orders=np.array([f"RT-{number:04d}" for number in range(1, count + 1)]),
        line=np.ones(count, dtype=int),
        days=days,
        quantities=-pieces,
        cents=-np.round(lines.cents * pieces / lines.quantities).astype(np.int64),
    )


def with_mess(seed: int, lines: Lines) -> tuple[Lines, list[Mess]]:
    """The lines with messy rows put in, in file order, and what they are.

    Notes
    -----
    No line is messy in two ways. A zero amount replaces what the line would have cost (a free sample).
    """
    random = stream(seed, "mess")
    ordinary = np.flatnonzero((lines.days <= EXPORTED - 50) & (lines.sellers >= 0))
    places = np.split(random.choice(ordinary, sum(COUNTS.values()), replace=False), np.cumsum(list(COUNTS.values())))
    spot = dict(zip(COUNTS, places, strict=False))
    texts, sellers, cents = lines.product_texts.astype("U8"), lines.sellers.copy(), lines.cents.copy()
    lower, blank = np.split(spot["product_spelling"], [LOWER_CASE])
    texts[lower] = np.char.lower(texts[lower])
    texts[blank] = np.char.add(texts[blank], " ")
    sellers[spot["no_rep"]] = -1
    cents[spot["zero_amount"]] = 0
    messy = replace(lines, product_texts=texts, sellers=sellers, cents=cents)
    again, back = messy.take(spot["duplicate"]), returns_of(messy.take(spot["return"]), random)
    entries = [
        described("duplicate", "rows that repeat another row exactly: count and money of the surplus rows", again),
        described("return", "negative quantity and amount; order ids start with RT", back),
        described("no_rep", "rep_id is empty", messy.take(spot["no_rep"])),
        described("product_spelling", "product_id in lower case (3) or with a trailing blank (2)",
                  messy.take(spot["product_spelling"])),
        described("zero_amount", "net_amount is 0.00", messy.take(spot["zero_amount"])),
    ]  # fmt: skip
    return in_file_order(joined([messy, again, back])), entries
