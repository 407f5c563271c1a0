"""Orders that two sources of the table hold, such as a web shop's that are in the ERP too: they count twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import combinations

import numpy as np

from salesplan_nb.calendars import month_end, shift
from salesplan_nb.errors import counted
from salesplan_nb.intake.checks.evidence import Evidence, money
from salesplan_nb.intake.coded import Mask
from salesplan_nb.intake.findings import Finding
from salesplan_nb.intake.mapping import Mapped, Part

MOST = 0.5
"""Share of the smaller source's money, sold on the same day for the same amount in the other, that is no chance."""
WEEK = timedelta(days=7)
"""Equal amounts a week apart are two sales: as many as these meet by chance on one day, as weeks repeat."""
TIMES = 2.0
"""How many times the chance meetings the real ones must be."""
FEWEST = 5
"""Sales that two sources must share; fewer meet by chance in a small one."""
CLOSE, VARIES = 0.001, 0.02
"""Relative distance within which two months come to the same, and by which months must differ among themselves."""
MONTHS, NEARLY_ALL = 3, 0.9
"""Months that must come to the same: at least so many, and that share of those that both have."""
Sold = Counter[tuple[date, int]]


def several(evidence: Evidence) -> Iterator[Finding]:
    """Findings about each two sources of the orders."""
    orders = evidence.tables["orders"]
    found = list[Finding]()
    for one, other in combinations(orders.parts, 2):
        numbered = "order_id" in one.source.filled & other.source.filled
        both = list(_numbers(orders, one, other)) if numbered else []
        for look in (_days, _months):
            if not _gated(both):
                both += look(orders, one, other)
        found += both
    if len(orders.parts) > 2 and not _gated(found):
        for one in orders.parts:
            found += _months(orders, one, *(part for part in orders.parts if part is not one))
    yield from found


def _gated(found: list[Finding]) -> bool:
    return any(finding.weight == "gate" for finding in found)


def _sold(orders: Mapped, part: Part) -> Mask:
    return _kept(orders, part) & (orders.amounts > 0)


def _kept(orders: Mapped, part: Part) -> Mask:
    rows: Mask = part.rows & orders.kept
    return rows


def _numbers(orders: Mapped, one: Part, other: Part) -> Iterator[Finding]:
    """Order numbers that both have: one order twice where they come to the same, else two orders that count as one."""
    here, there = _orders(orders, one), _orders(orders, other)
    both = sorted(here.keys() & there.keys())
    same = [number for number in both if here[number] == there[number]]
    # Where most come to something else, numbers begin anew in each source, and some meet in a usual price.
    alike = 2 * len(same) >= len(both)
    meant = same if alike else [number for number in both if here[number] != there[number]]
    amount = sum(there[number] for number in meant)
    named = f"{one.source.label} and {other.source.label}"
    first = f"{meant[0]!r}" if meant else ""
    if same and alike:
        yield Finding(
            check="orders-in-two-sources", weight="gate", table="orders", column="order_id", rows=len(same),
            amount_cents=amount,
            text=f"{counted(len(same), 'order is', 'orders are')} in {named} with the same number and amount, such as "
            f"{first}: {money(amount)} count twice",
            hint="set them aside by a rule in one of the two",
        )  # fmt: skip
    elif both:
        yield Finding(
            check="orders-in-two-sources", weight="must", table="orders", column="order_id", rows=len(meant),
            amount_cents=amount,
            text=f"{counted(len(meant), 'order number is', 'order numbers are')} in {named} with other amounts, such "
            f"as {first}: two orders of one number count as one",
            hint="tell them apart by a letter, such as derive: {order_id: join('W', Number)}",
        )  # fmt: skip


def _orders(orders: Mapped, part: Part) -> dict[str, int]:
    """What each order of a source comes to [cents]."""
    rows = np.flatnonzero(_sold(orders, part))
    column = orders.typed["order_id"]
    codes = column.codes[rows]
    sums = np.zeros(len(column.values), dtype="int64")
    np.add.at(sums, codes, orders.amounts[rows])
    return {str(column.values[i]): int(sums[i]) for i in np.unique(codes).tolist() if column.values[i] is not None}


def _days(orders: Mapped, one: Part, other: Part) -> Iterator[Finding]:
    """Sales of the same day and amount, far more of them than meet by chance.

    Those of two companies that bill their subscribers alike on the first of each month do too, and nothing but a person
    tells them from the same sales twice: they are no gate.
    """
    days = [(_by_day(orders, part), part.source.label) for part in (one, other)]
    (less, fewer), (more, _label) = sorted(days, key=lambda pair: _worth(pair[0]))
    together = _worth(less & more)
    chance = _meeting(less, more, lambda day: day + WEEK, lambda day: day - WEEK)
    alike = together < TIMES * _meeting(less, more, lambda day: _months_on(day, 1), lambda day: _months_on(day, -1))
    rows = (less & more).total()
    if rows >= FEWEST and together >= MOST * _worth(less) and together >= TIMES * chance:
        yield Finding(
            check="orders-in-two-sources", weight="must" if alike else "gate", table="orders", column="order_date",
            rows=rows, amount_cents=together,
            text=f"{counted(rows, 'sale')} of {one.source.label} and {other.source.label} are of the same day and "
            f"amount, {money(together)} of the {money(_worth(less))} in {fewer}: they "
            f"{'count twice unless both sell the same every month' if alike else 'seem to count twice'}",
            hint="set them aside by a rule in one of the two, or leave it out",
        )  # fmt: skip


def _months(orders: Mapped, one: Part, *others: Part) -> Iterator[Finding]:
    """Two views of the same sales, such as by region and by product, or a sum of others: the same by month.

    Months that differ among themselves and agree to a thousandth do not by chance.
    """
    here, there = _by_month(orders, one), _by_month(orders, *others)
    both = sorted(month for month in here.keys() & there.keys() if here[month] and there[month])
    same = [month for month in both if abs(here[month] - there[month]) <= CLOSE * abs(here[month])]
    sums = [here[month] for month in same]
    if len(same) < MONTHS or len(same) < NEARLY_ALL * len(both) or max(sums) - min(sums) <= VARIES * abs(max(sums)):
        return
    rows = int((_kept(orders, one) & orders.typed["month"].where(set(same).__contains__)).sum())
    others_ = " and ".join(part.source.label for part in others)
    yield Finding(
        check="orders-in-two-sources",
        weight="gate",
        table="orders",
        column="month",
        rows=rows,
        amount_cents=sum(sums),
        text=f"{one.source.label} comes to what {others_} {'comes' if len(others) == 1 else 'come'} to in "
        f"{len(same)} of {counted(len(both), 'month')}, {money(sum(sums))} together: it seems to count twice",
        hint="leave one of them out, such as a view by product beside one by region, or a sheet of sums",
    )


def _by_month(orders: Mapped, *parts: Part) -> dict[str, int]:
    """What some sources come to in each month, minus and all [cents]."""
    rows = np.flatnonzero(np.logical_or.reduce([_kept(orders, part) for part in parts]))
    months = orders.typed["month"]
    sums = np.zeros(len(months.values), dtype="int64")
    np.add.at(sums, months.codes[rows], orders.amounts[rows])
    return {month: cents for month, cents in zip(months.values, sums.tolist(), strict=True) if month is not None}


def _by_day(orders: Mapped, part: Part) -> Sold:
    """How many sales of a source there are by day and amount [cents]."""
    rows = np.flatnonzero(_sold(orders, part))
    days = orders.typed["order_date"]
    pairs = zip(days.codes[rows].tolist(), orders.amounts[rows].tolist(), strict=True)
    return Counter(
        {(days.values[d], cents): n for (d, cents), n in Counter(pairs).items() if days.values[d] is not None}
    )


def _meeting(less: Sold, more: Sold, *moves: Callable[[date], date]) -> float:
    """What of some sales meets others that are moved to other days, by the mean of several moves [cents]."""
    return sum(_worth(less & _moved(more, move)) for move in moves) / len(moves)


def _moved(sold: Sold, move: Callable[[date], date]) -> Sold:
    found = Sold()
    for (day, cents), number in sold.items():
        found[move(day), cents] += number
    return found


def _months_on(day: date, by: int) -> date:
    """The same day some months on; of the last of a month the last."""
    last = month_end(shift(f"{day:%Y-%m}", by))
    return last if day == month_end(f"{day:%Y-%m}") else last.replace(day=min(day.day, last.day))


def _worth(sold: Sold) -> int:
    return sum(cents * number for (_day, cents), number in sold.items())
