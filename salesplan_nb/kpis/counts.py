"""Counts and cents by month, the only things that the KPIs are made from: Ibis here, pandas sees the aggregates.

Months come as text. The engine counts by day, and the plan's calendar says which month a day is in. A deal counts as it
stood at the end of the month `as_of`: one that closed later was still open.
"""

from __future__ import annotations

from typing import Protocol

import ibis
import pandas as pd
from ibis import _

from salesplan_nb.calendars import shift
from salesplan_nb.fiscal import MonthCalendar

UNNAMED = "none named"
UNASSIGNED = "unassigned"
SATISFIED, SCALE = (4, 5), (1, 5)
"""Scores that count as satisfied, and the ends of the scale."""


class Tables(Protocol):
    """What the KPIs need of the cube: canonical tables, the last month they cover, and which days a month has."""

    @property
    def as_of(self) -> str:
        """Last complete month, '2026-10'."""
        ...

    @property
    def months(self) -> list[str]:
        """All months from the first order to as_of, without gaps."""
        ...

    @property
    def calendar(self) -> MonthCalendar:
        """The plan's months."""
        ...

    def has(self, name: str) -> bool:
        """Whether the workspace has this canonical table."""
        ...

    def table(self, name: str) -> ibis.Table:
        """A canonical table."""
        ...

    def customers(self) -> pd.DataFrame:
        """One row per customer that ever ordered: customer_id, segment, ..."""
        ...


def has_column(cube: Tables, table: str, column: str) -> bool:
    """Whether a table is there and has the column with at least one value."""
    return cube.has(table) and column in cube.table(table).columns and bool(_first(cube.table(table), column))


def _first(found: ibis.Table, column: str) -> int:
    return len(found.filter(found[column].notnull()).select(column).limit(1).execute())


def _collected(counted: ibis.Table, *order: str) -> pd.DataFrame:
    """What the engine counted, rows in order: engines return them in any."""
    frame: pd.DataFrame = counted.execute()
    return frame.sort_values(list(order)).reset_index(drop=True)


def _with_months(frame: pd.DataFrame, calendar: MonthCalendar, *by: str) -> pd.DataFrame:
    """Counts by day as counts by month and `by`, rows in order; a missing day is in the month ''."""
    days = pd.to_datetime(frame["day"]).dt.date
    months = days.map(calendar.months_of(days.dropna())).astype("str").fillna("")
    named = frame.drop(columns="day").assign(month=months)
    return named.groupby(["month", *by], as_index=False, dropna=False).sum()


def deals_to(cube: Tables) -> ibis.Table:
    """Opportunities created until as_of; `outcome` as it stood then: won, lost or open."""
    found, last = cube.table("opportunities"), ibis.date(cube.calendar.last_day(cube.as_of).isoformat())
    if "created" in found.columns:
        found = found.filter(found.created.isnull() | (found.created.cast("date") <= last))
    if "closed" not in found.columns:
        return found.mutate(outcome=found.status)
    later = found.closed.cast("date") > last
    return found.mutate(outcome=ibis.cases((later.fill_null(False), "open"), else_=found.status))


def order_months(cube: Tables) -> pd.DataFrame:
    """Order lines by month.

    Returns
    -------
    DataFrame
        One row per month with orders: month, amount_cents [cents], lines [order lines].
    """
    return _collected(
        cube.table("orders").group_by("month").agg(amount_cents=_.amount_cents.sum(), lines=_.count()), "month"
    )


def first_orders(cube: Tables) -> pd.DataFrame:
    """Customers by the month of their first order ever, over all months of the history.

    Returns
    -------
    DataFrame
        One row per month of the history: month, customers [customers whose first order fell in it].
    """
    orders = cube.table("orders")
    named = orders.filter(orders.customer_id.notnull() & ~orders.customer_id.isin(["", UNASSIGNED]))
    firsts = named.group_by("customer_id").agg(month=_.month.min())
    counted = firsts.group_by("month").agg(customers=_.count())
    months = orders.select("month").distinct()
    return _collected(months.left_join(counted, "month").select("month", customers=_.customers.fill_null(0)), "month")


def outcomes(cube: Tables, *by: str) -> pd.DataFrame:
    """Closed deals by the month of their close.

    Returns
    -------
    DataFrame
        One row per month and value of `by`: month, *by, won, lost [deals].
    """
    deals = deals_to(cube)
    closed = deals.filter(deals.outcome.isin(["won", "lost"]) & deals.closed.notnull())
    won, lost = (_.outcome == "won").sum(), (_.outcome == "lost").sum()
    counted = closed.mutate(day=_.closed.cast("date")).group_by(["day", *by]).agg(won=won, lost=lost)
    return _with_months(counted.execute(), cube.calendar, *by)


def competitor_outcomes(cube: Tables) -> pd.DataFrame | None:
    """Closed deals by competitor and month of close.

    Returns
    -------
    DataFrame or None
        One row per competitor and month: competitor ('none named' where the deal names none), month, won, lost
        [deals]. None where the data has no closed deals.
    """
    if not has_column(cube, "opportunities", "closed"):
        return None
    if not has_column(cube, "opportunities", "competitor"):
        return outcomes(cube).assign(competitor=UNNAMED)[["competitor", "month", "won", "lost"]]
    frame = outcomes(cube, "competitor")
    named = frame["competitor"].fillna("").replace({"": UNNAMED, UNASSIGNED: UNNAMED})
    return _summed(frame.assign(competitor=named), "competitor")


def segment_outcomes(cube: Tables) -> pd.DataFrame | None:
    """Closed deals by the customer's segment and month of close.

    Returns
    -------
    DataFrame or None
        One row per segment and month: segment ('unassigned' for those who never ordered), month, won, lost [deals].
        None where deals have no customer, or customers no segment.
    """
    if not (has_column(cube, "opportunities", "customer_id") and has_column(cube, "opportunities", "closed")):
        return None
    known = cube.customers()
    if "segment" not in known or known["segment"].isin(["", UNASSIGNED]).all():
        return None
    segment_of = known[["customer_id", "segment"]]
    frame = outcomes(cube, "customer_id").merge(segment_of, on="customer_id", how="left", validate="many_to_one")
    return _summed(frame.assign(segment=frame["segment"].fillna(UNASSIGNED)), "segment")


def _summed(frame: pd.DataFrame, member: str) -> pd.DataFrame:
    return frame.groupby([member, "month"], as_index=False)[["won", "lost"]].sum()


def winning_days(cube: Tables) -> pd.DataFrame:
    """Won deals by month of close and days from creation to close.

    Returns
    -------
    DataFrame
        One row per month and length: month, days [d], deals.
    """
    deals = deals_to(cube)
    won = deals.filter((deals.outcome == "won") & deals.created.notnull() & deals.closed.notnull())
    closed = won.closed.cast("date")
    days = closed.delta(won.created.cast("date"), unit="day").cast("int64")
    counted = won.mutate(day=closed, days=days).group_by(["day", "days"]).agg(deals=_.count())
    return _with_months(counted.execute(), cube.calendar, "days")


def cohorts(cube: Tables) -> pd.DataFrame:
    """Deals by month of creation, outcome and the furthest stage reached.

    Returns
    -------
    DataFrame
        One row per month, stage and outcome: month, reached ('' where not said), outcome (open, won, lost), deals.
    """
    deals = deals_to(cube)
    reached = deals.reached.fill_null("") if "reached" in deals.columns else ibis.literal("")
    made = deals.filter(deals.created.notnull()).mutate(day=_.created.cast("date"), reached=reached)
    counted = made.group_by(["day", "reached", "outcome"]).agg(deals=_.count())
    return _with_months(counted.execute(), cube.calendar, "reached", "outcome")


def open_deals(cube: Tables) -> pd.DataFrame:
    """Open deals by the month in which they are expected to close: the snapshot at the end of as_of.

    Returns
    -------
    DataFrame
        One row per month: month ('' without an expected close), deals, without_amount [deals], amount_cents [cents].
    """
    deals = deals_to(cube)
    amount = deals.amount_cents if "amount_cents" in deals.columns else ibis.null("int64")
    due = deals.expected_close.cast("date") if "expected_close" in deals.columns else ibis.null("date")
    waiting = deals.filter(deals.outcome == "open").mutate(day=due, cents=amount)
    counted = waiting.group_by("day").agg(
        deals=_.count(),
        without_amount=_.cents.isnull().sum(),
        amount_cents=_.cents.sum().fill_null(0).cast("int64"),
    )
    return _with_months(counted.execute(), cube.calendar)


def weighted_deals(cube: Tables) -> pd.DataFrame:
    """`open_deals`, with the wins and the closed deals of the twelve months to as_of beside each row."""
    closed = outcomes(cube)
    latest = closed[closed["month"].between(shift(cube.as_of, -11), cube.as_of)]
    won, lost = int(latest["won"].sum()), int(latest["lost"].sum())
    return open_deals(cube).assign(won=won, closed=won + lost)


def scores(cube: Tables) -> pd.DataFrame:
    """Ratings by month.

    Returns
    -------
    DataFrame
        One row per month: month, hits [scores 4 and 5], trials [scores], outside [scores off the scale 1 to 5].
    """
    ratings = cube.table("ratings")
    given = ratings.filter(ratings.score.notnull()).mutate(day=_.date.cast("date"))
    outside = ((_.score < SCALE[0]) | (_.score > SCALE[1])).sum()
    counted = given.group_by("day").agg(hits=_.score.isin(SATISFIED).sum(), trials=_.count(), outside=outside)
    return _with_months(counted.execute(), cube.calendar)


def rep_bookings(cube: Tables) -> pd.DataFrame:
    """Orders by month of the reps who carry a quota.

    Returns
    -------
    DataFrame
        One row per month: month, amount_cents [cents], reps [reps with a quota in the data].
    """
    carriers = _carriers(cube).select("rep_id")
    theirs = cube.table("orders").inner_join(carriers, "rep_id")
    frame = _collected(theirs.group_by("month").agg(amount_cents=_.amount_cents.sum()), "month")
    return frame.assign(reps=int(carriers.count().execute()))


def _carriers(cube: Tables) -> ibis.Table:
    reps = cube.table("reps")
    return reps.filter(reps.quota_cents > 0)


def rep_quotas(cube: Tables) -> pd.DataFrame:
    """Reps who carry a quota.

    Returns
    -------
    DataFrame
        One row per rep: rep_id, starts, ends [dates, missing where not said], quota_cents [cents a year]. No rows
        where the data has no quotas.
    """
    columns = ["rep_id", "starts", "ends", "quota_cents"]
    if not has_column(cube, "reps", "quota_cents"):
        return pd.DataFrame(columns=columns)
    found = _carriers(cube)
    days = {name: found[name] if name in found.columns else ibis.null("date") for name in ("starts", "ends")}
    return _collected(found.select("rep_id", "quota_cents", **days), "rep_id")[columns]


def market_months(cube: Tables) -> pd.DataFrame:
    """Sales of all makers by month and segment, as the market table has them.

    Returns
    -------
    DataFrame
        One row per month and segment: month, segment ('' where the table is of the whole market), amount_cents [cents].
        No rows without a market table.
    """
    if not cube.has("market"):
        return pd.DataFrame(columns=["month", "segment", "amount_cents"])
    market = cube.table("market")
    if "segment" not in market.columns:
        market = market.mutate(segment=ibis.literal(""))
    return _collected(market.group_by(["month", "segment"]).agg(amount_cents=_.amount_cents.sum()), "segment", "month")
