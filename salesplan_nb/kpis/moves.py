"""Customers lost, kept and won: what each group spent in the twelve months to as_of and in the twelve before."""

from __future__ import annotations

import ibis
import pandas as pd
from ibis import _

from salesplan_nb.calendars import Period, shift
from salesplan_nb.kpis.counts import UNASSIGNED, Tables, has_column

MOVES = ("lost", "stayed", "returned", "new", "other")
"""What a customer did between the twelve months before and the twelve to as_of, in the order that it is told."""
COLUMNS = ["move", "customers", "before_cents", "now_cents"]


def years_compared(cube: Tables) -> tuple[Period, Period]:
    """The twelve months before, and the twelve to as_of."""
    now = Period(shift(cube.as_of, -11), cube.as_of)
    return now.shifted(-12), now


def customer_moves(cube: Tables) -> pd.DataFrame:
    """Orders of the twelve months to as_of and of the twelve before, by what their customers did.

    Parameters
    ----------
    cube : Tables
        The canonical tables.

    Returns
    -------
    DataFrame
        One row per move, in order: move, customers [customers, 0 for 'other'], before_cents, now_cents [cents]; both
        columns sum to all orders of their year. No rows where the orders name no customer, or do not reach 24 months
        back.

    Notes
    -----
    lost: bought before, not now. stayed: both. new: first order ever falls in the twelve months to as_of. returned:
    not before, now, and once earlier. Bought means a sum above zero, so that a late credit note is no purchase. other:
    orders that name no customer, and customers with credits alone.
    """
    before, now = years_compared(cube)
    empty = pd.DataFrame(columns=COLUMNS)
    if not has_column(cube, "orders", "customer_id"):
        return empty
    orders = cube.table("orders")
    if str(orders.month.min().execute()) > before.first:
        return empty
    told = orders.customer_id.notnull() & ~orders.customer_id.isin(["", UNASSIGNED])
    known = orders.mutate(who=ibis.ifelse(told, orders.customer_id, ibis.literal("")))
    sums = known.group_by("who").agg(
        first=_.month.min(),
        before=_.amount_cents.sum(where=_.month.between(before.first, before.last)).fill_null(0).cast("int64"),
        now=_.amount_cents.sum(where=_.month.between(now.first, now.last)).fill_null(0).cast("int64"),
    )
    named = sums.who != ""
    move = ibis.cases(
        (named & (sums.before > 0) & (sums.now > 0), "stayed"),
        (named & (sums.before > 0), "lost"),
        (named & (sums.now > 0) & (sums["first"] >= now.first), "new"),
        (named & (sums.now > 0), "returned"),
        else_="other",
    )
    counted: pd.DataFrame = (
        sums.mutate(move=move)
        .group_by("move")
        .agg(customers=_.count(), before_cents=_.before.sum().cast("int64"), now_cents=_.now.sum().cast("int64"))
        .execute()
    )
    found = counted.set_index("move").reindex(list(MOVES), fill_value=0).rename_axis("move")
    found.loc["other", "customers"] = 0
    return found.reset_index()[COLUMNS].astype({"move": "str", "customers": "int64"})
