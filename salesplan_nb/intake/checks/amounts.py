"""Amounts that cannot be what they say: far above all others, in cents where units are due; zeros and signs."""

from __future__ import annotations

from collections.abc import Iterator

import ibis
import numpy as np
import numpy.typing as npt
import pandas as pd
from ibis import _

from salesplan_nb.errors import counted
from salesplan_nb.intake.checks.evidence import FIRST, Evidence, first, money, times
from salesplan_nb.intake.findings import Finding
from salesplan_nb.money import CENTS_PER_UNIT
from salesplan_nb.number_formats import decimal_text

TABLES_WITH_AMOUNTS = ("orders", "opportunities", "spend")
FEWEST = 20
"""Amounts below which nobody knows what is usual."""
BETWEEN = 10
"""Times by which an amount exceeds the next smaller one where the two belong to different worlds."""
FAR = 50
"""Times the median from which an amount may be in cents, or in single units of what is counted in thousands."""
HUGE = 10**15 * CENTS_PER_UNIT
"""No company's order [cents]."""
MOST = 0.4
"""Share of the rows above which amounts are no exception."""
MATTERS = 0.1
"""Share of the table's money from which a plan would be wrong."""
UNITS, HALF = (100, 1000), 1.5
IN_GROUP = 5
"""Amounts of a file or month that make a median."""
DIMENSIONS = ("product_id", "product_family", "channel", "customer_id", "medium")


def amounts(evidence: Evidence) -> Iterator[Finding]:
    """Findings about the size of amounts, table by table."""
    for table in TABLES_WITH_AMOUNTS:
        if evidence.has(table, "amount_cents"):
            yield from list(_scales(evidence, table)) or _apart(evidence, table)
    if evidence.has("orders", "amount_cents"):
        yield from _zeros(evidence)


def beginning_apart(sizes: npt.NDArray[np.int64], counts: npt.NDArray[np.int64]) -> int | None:
    """The smallest of the amounts that stand apart above all others, None where none do.

    Parameters
    ----------
    sizes : array of int, shape (n,)
        Different amounts without their sign, ascending [cents].
    counts : array of int, shape (n,)
        Rows of each.

    Notes
    -----
    Amounts of sales have a long tail: the largest is often a thousand times the median. It is a tail without holes. So
    an amount is no outlier because it is large, but where nothing lies between it and a tenth of it. Of 1,000 lognormal
    amounts with a sigma of 1.5 (the middle half spans a factor of 7.6) one set in 300 has such a hole by chance.

    Examples
    --------
    >>> beginning_apart(np.array([90_00, 110_00, 11000_00]), np.array([30, 30, 1]))
    1100000
    """
    huge = sizes[sizes >= HUGE]
    if counts.sum() >= FEWEST:
        middle = _median(sizes, counts)
        holes = np.flatnonzero((sizes[1:] >= BETWEEN * sizes[:-1]) & (sizes[:-1] >= middle)) + 1
        for start in holes.tolist():
            few = counts[start:].sum() <= MOST * counts.sum()
            if few and _median(sizes[start:], counts[start:]) >= FAR * middle:
                return int(sizes[start])
    return int(huge[0]) if len(huge) else None


def _median(sizes: npt.NDArray[np.int64], counts: npt.NDArray[np.int64]) -> int:
    reached = np.cumsum(counts)
    return int(sizes[np.searchsorted(reached, reached[-1] / 2)])


def _apart(evidence: Evidence, table: str) -> Iterator[Finding]:
    dimensions = [name for name in DIMENSIONS if evidence.has(table, name)]
    rows = evidence.rows(table, "amount_cents", *dimensions).filter(_.amount_cents != 0)
    rows = rows.mutate(size=_.amount_cents.abs())
    sizes = evidence.asked(rows.group_by("size").agg(rows=_.count()).order_by("size"))
    if sizes.empty:
        return
    size, count = sizes["size"].to_numpy("int64"), sizes["rows"].to_numpy("int64")
    start = beginning_apart(size, count)
    if start is None or (start < HUGE and any(_explained(evidence, rows, start, name) for name in dimensions)):
        return
    found = evidence.asked(rows.filter(_["size"] >= start).order_by(_["size"].desc(), "row"))
    middle, total = _median(size, count), sum(int(s) * int(n) for s, n in zip(size, count, strict=True))
    share = int(found["size"].sum()) / total
    shown = [
        f"{evidence.places(table, [row])} {money(amount)}"
        for row, amount in zip(found["row"].head(FIRST + 1), found["amount_cents"].head(FIRST + 1), strict=True)
    ]
    yield Finding(
        check="amounts-apart", weight="gate" if share >= MATTERS or start >= HUGE else "must", table=table,
        column="amount", rows=len(found), amount_cents=int(found["amount_cents"].sum()),
        text=f"{counted(len(found), 'amount is', 'amounts are')} {times(start / middle)} the median of "
        f"{money(middle)} or more, with nothing between them and the other "
        f"{decimal_text(int(count.sum()) - len(found))}: {first(shown)}",
        hint="correct them (cents where whole units are due?), or set them aside by a rule",
    )  # fmt: skip


def _explained(evidence: Evidence, rows: ibis.Table, start: int, name: str) -> bool:
    """Whether large amounts are usual where these are: of their channel, family, product or customer most are large."""
    groups = rows.filter(_[name].notnull()).group_by(name).agg(rows=_.count(), large=(_["size"] >= start).sum())
    found = evidence.asked(groups.filter(_.large > 0))
    usual = found[(found["rows"] >= FIRST) & (2 * found["large"] >= found["rows"])]
    large = int(found["large"].sum())
    return large > 0 and int(usual["large"].sum()) >= 0.8 * large


def _scales(evidence: Evidence, table: str) -> Iterator[Finding]:
    """Files, else months, whose amounts are a hundred or a thousand times those of the others, or that part of them."""
    alike = next((name for name in DIMENSIONS if evidence.has(table, name)), None)
    for by in ("file", "month"):
        if by == "month" and not evidence.has(table, by):
            return
        columns = [name for name in (by, alike) if name not in (None, "file")]
        rows = evidence.rows(table, "amount_cents", *columns).filter(_.amount_cents != 0)
        rows = rows.mutate(size=_.amount_cents.abs())
        groups = _medians(evidence, rows, table, by)
        if len(groups) < 2:
            continue
        usual = _usual(groups)
        groups["ratio"] = groups["middle"] / usual
        odd = groups[groups["ratio"].map(of_another_unit)]
        if odd.empty or 2 * len(odd) > len(groups):
            continue
        if alike is not None and not of_another_unit(_like_for_like(evidence, rows, by, odd[by].tolist(), alike)):
            continue
        one, what = odd.iloc[0], "files" if by == "file" else "months"
        yield Finding(
            check="unit-scale", weight="gate", table=table, column="amount", rows=int(odd["rows"].sum()),
            amount_cents=int(odd["amount_cents"].sum()),
            text=f"the amounts of {first([str(name) for name in odd['name']])} are {times(one['ratio'])} those of the "
            f"other {what} (median {money(one['middle'])} against {money(usual)})",
            hint="look whether they are in cents, or in thousands; scale: {amount: 0.01} makes units of cents, and "
            "what is in two units must be brought to one before it is read",
        )  # fmt: skip
        return


def of_another_unit(ratio: float) -> bool:
    """Whether medians differ as cents and units do, or units and thousands: by 100 or 1,000, give or take a half.

    Examples
    --------
    >>> [of_another_unit(ratio) for ratio in (98, 1 / 120, 1300, 59, 1)]
    [True, True, True, False, False]
    """
    times_ = max(ratio, 1 / ratio) if ratio > 0 else 1.0
    return any(unit / HALF <= times_ <= unit * HALF for unit in UNITS)


def _medians(evidence: Evidence, rows: ibis.Table, table: str, by: str) -> pd.DataFrame:
    """The median amount of each file or month that has enough rows, in the order of their names."""
    asked = rows.group_by(by).agg(rows=_.count(), middle=_["size"].median(), amount_cents=_.amount_cents.sum())
    groups = evidence.asked(asked.filter(_.rows >= IN_GROUP, _[by].notnull()))
    values = evidence.tables[table].records.labels if by == "file" else evidence.tables[table].typed["month"].values
    groups["name"] = [values[int(code)] for code in groups[by]]
    return groups.sort_values("name", ignore_index=True)


def _like_for_like(evidence: Evidence, rows: ibis.Table, by: str, odd: list[int], alike: str) -> float:
    """The median ratio within what is alike (products ...): another mix is no other unit; 1 where none is in both."""
    told = rows.filter(_[alike].notnull()).mutate(odd=_[by].isin(odd))
    middle = told.group_by(alike).agg(
        inside=_["size"].median(where=_.odd), outside=_["size"].median(where=~_.odd)
    )  # fmt: skip
    both = evidence.asked(middle.filter(_.inside.notnull(), _.outside.notnull()))
    return float((both["inside"] / both["outside"]).median()) if len(both) else 1.0


def _usual(groups: pd.DataFrame) -> float:
    """The middle one of the groups' medians; of two, that of the group with more rows."""
    if len(groups) == 2:
        return float(groups["middle"].iloc[int(groups["rows"].to_numpy().argmax())])
    return float(groups["middle"].sort_values().iloc[(len(groups) - 1) // 2])


def _zeros(evidence: Evidence) -> Iterator[Finding]:
    pieces = evidence.has("orders", "quantity")
    rows = evidence.rows("orders", "amount_cents", *(["quantity"] if pieces else []))
    yield from _told(
        evidence, rows.filter(_.amount_cents == 0), "zero-amounts", "amount",
        "have an amount of 0", "has an amount of 0",
        'set them aside if they are no sales: {rule: no amount, where: "amount = 0"}',
    )  # fmt: skip
    if pieces:
        yield from _told(
            evidence, rows.filter((_.quantity == 0) & (_.amount_cents != 0)), "zero-quantities", "quantity",
            "have an amount and no pieces", "has an amount and no pieces",
            "look whether these are fees or corrections: they count as sales, and have no cost of goods",
        )  # fmt: skip
        yield from _told(
            evidence, rows.filter(_.quantity * _.amount_cents < 0), "signs-differ", "quantity",
            "have a quantity and an amount of opposite sign", "has a quantity and an amount of opposite sign",
            "look whether a return has lost its minus in one of the two",
        )  # fmt: skip


def _told(
    evidence: Evidence, rows: ibis.Table, check: str, column: str, many: str, one: str, hint: str
) -> Iterator[Finding]:
    found = evidence.asked(rows.agg(rows=_.count(), amount_cents=_.amount_cents.sum().fill_null(0)))
    number, amount = int(found["rows"].iloc[0]), int(found["amount_cents"].iloc[0])
    if not number:
        return
    shown = evidence.asked(rows.order_by("row").select("row").limit(FIRST + 1))["row"].tolist()
    worth = f", {money(amount)} together" if amount else ""
    yield Finding(
        check=check, weight="note", table="orders", column=column, rows=number, amount_cents=amount,
        text=f"{counted(number, 'row')} {one if number == 1 else many}{worth}: {evidence.places('orders', shown)}",
        hint=hint,
    )  # fmt: skip
