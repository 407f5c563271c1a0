"""Unit prices far from what the same product usually costs."""

from __future__ import annotations

from collections.abc import Iterator

import ibis
import numpy as np
from ibis import _

from salesplan_nb.errors import counted
from salesplan_nb.intake.checks.evidence import FIRST, Evidence, first, money, times
from salesplan_nb.intake.findings import Finding

FEWEST = 10
"""Priced rows that tell what a product usually costs."""
LEAST = 5.0
"""Times the usual price, or fraction of it, below which nothing is odd: quantity discounts, promotions."""
SPREADS = 8
"""Distances from the median, in typical distances, from which a price is odd: 5.4 standard deviations."""
MUST, GATE = 0.01, 0.2
"""Shares of all money that odd prices move: from here on to be settled; from here on a plan would be wrong."""


def prices(evidence: Evidence) -> Iterator[Finding]:
    """Rows whose price is far from their product's median.

    Notes
    -----
    Robust: a product's usual distance is the median of how many times a price is its median, or the median is it (the
    median absolute deviation of logarithms, without taking any), so that the odd prices themselves move neither. A
    product whose price varies a lot by nature, such as postage, has a large distance and is rarely told.
    """
    if not evidence.has("orders", "amount_cents", "quantity", "product_id"):
        return
    rows = evidence.rows("orders", "amount_cents", "quantity", "product_id")
    total = abs(int(evidence.tables["orders"].amounts[evidence.tables["orders"].kept].sum()))
    found = evidence.asked(_odd(rows))
    if found.empty:
        return
    found["moved"] = (found["amount_cents"] - found["quantity"] * found["usual"]).round().astype("int64")
    found = found.iloc[np.lexsort([found["row"], -found["moved"].abs()])]
    products = evidence.tables["orders"].typed["product_id"].values
    largest = found.head(FIRST + 1)
    shown = [
        f"{evidence.places('orders', [row])} ({products[product]} at {money(price)}, {times(price / usual)} its usual "
        f"{money(usual)})"
        for row, product, price, usual in zip(
            *(largest[name] for name in ("row", "product_id", "price", "usual")), strict=True
        )
    ]
    moved = int(found["moved"].abs().sum())
    share = moved / total if total else 1.0
    hundred = int(found["price"].div(found["usual"]).between(80, 125).sum())
    cents = f"; {counted(hundred, 'is', 'are')} about 100 times it, as if cents were written" if hundred else ""
    yield Finding(
        check="odd-prices", weight="gate" if share >= GATE else "must" if share >= MUST else "note", table="orders",
        column="amount", rows=len(found), amount_cents=int(found["amount_cents"].sum()),
        text=f"{counted(len(found), 'row')} of {counted(found['product_id'].nunique(), 'product')} cost a piece "
        f"{LEAST:.0f} times as much as usual or more, or a fifth or less; at usual prices the total would "
        f"differ by {money(abs(int(found['moved'].sum())))}{cents}: {first(shown)}",
        hint="correct what is a typing error; if product_id also holds fees, postage or manual entries, set those "
        "aside by a rule or give them a family of their own",
    )  # fmt: skip


def _odd(rows: ibis.Table) -> ibis.Table:
    """Rows with an odd price, with price and usual price [cents a piece]."""
    priced = rows.filter(_.quantity * _.amount_cents > 0, _.product_id.notnull())
    priced = priced.mutate(price=_.amount_cents / _.quantity)
    usual = priced.group_by("product_id").agg(usual=_.price.median(), rows=_.count())
    priced = priced.inner_join(usual.filter(_.rows >= FEWEST), "product_id")
    priced = priced.mutate(away=ibis.greatest(_.price / _.usual, _.usual / _.price))
    spread = priced.group_by("product_id").agg(spread=_.away.median())
    far = priced.filter(_.away >= LEAST).inner_join(spread, "product_id")
    return far.filter(_.away >= _.spread.pow(SPREADS))
