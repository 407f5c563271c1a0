"""Customers grouped by how recently, how often and for how much they bought, under names that a person understands."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from salesplan_nb.calendars import shift
from salesplan_nb.fiscal import MonthCalendar
from salesplan_nb.results import framed
from salesplan_nb.strategies.result import Strategies
from salesplan_nb.strategies.windows import bought, ratio

NEW_MONTHS = 6
HISTORY_MONTHS = 12
"""First orders in the first 12 months of the history are not known to be first (definitions: new customer)."""


@dataclass(frozen=True)
class Group:
    """A group of customers: who is in it, and what is done about them."""

    name: str
    description: str
    approach: str


LAPSED = Group("Lapsed", "no order in the last 12 months", "one offer to come back, then leave them be")
NEW = Group("New", "first order ever in the last 6 months", "a second order within 90 days")
GROUPS = (
    LAPSED,
    NEW,
    Group("Core customers", "top two fifths for recent, frequent and high spend", "protect: an owner each"),
    Group("Slipping away", "top two fifths for orders or spend, not among the recent", "call now and ask why"),
    Group("Large but infrequent", "recent, more spend in fewer orders", "plan their next project with them"),
    Group("Frequent and small", "recent, more orders, less spend", "offer the next product family"),
    Group("Recent, room to grow", "recent, fewer orders and less spend", "develop with a second contact"),
    Group("Quiet", "fewer orders and less spend, not among the recent", "serve at low cost"),
)
"""First rule that fits, in this order; every customer is in exactly one group."""
WITHOUT_RECENCY = (
    LAPSED,
    NEW,
    Group("Core customers", "top two fifths for orders and for spend", "protect: an owner each"),
    Group("Large but infrequent", "more spend in fewer orders", "plan their next project with them"),
    Group("Frequent and small", "more orders, less spend", "offer the next product family"),
    Group("Room to grow", "fewer orders and less spend", "develop with a second contact"),
)
"""The same where the time since the last order tells nobody apart."""
STOPPED = 0.8
"""Share of customers whose recency is looked at."""


def rfm(customers: pd.DataFrame, as_of: str, calendar: MonthCalendar) -> pd.DataFrame:
    """One row per group that has customers: how many, revenue of 12 months [cents], medians per customer, approach.

    Parameters
    ----------
    customers : DataFrame
        One row per customer that ever ordered: first_order and last_order [date], orders and amount_cents of the last
        12 months.
    as_of : str
        Last month of data; recency counts to its last day.
    calendar : MonthCalendar
        Which day that is, and in which month a first order was.

    Notes
    -----
    Recency = days from the last order to the as-of date; frequency = orders and monetary = spend of the last 12 months.
    Each is scored 1 to 5, 5 best, by fifths of the customers who ordered in those months (`scores`). "Often" and "much"
    are scores of 4 or more, "recent" 3 or more, for core customers 4 or more. `GROUPS` holds the groups in the order in
    which they are tried; recency is left out where it tells nobody apart (`recency_tells`).
    """
    if customers.empty or customers["last_order"].isna().all():
        return framed(Strategies, "rfm", [])
    days = recency_days(customers["last_order"], calendar.last_day(as_of))
    window = (calendar.last_day(as_of) - calendar.last_day(shift(as_of, -HISTORY_MONTHS))).days
    active = bought(customers)
    telling = recency_tells(days[active], customers["orders"][active], window)
    groups = GROUPS if telling else WITHOUT_RECENCY
    place = _places(customers, days, active, as_of, calendar, telling=telling)
    total = int(customers["amount_cents"].sum())
    rows = []
    for i, group in enumerate(groups):
        mine = customers[place == i]
        if mine.empty:
            continue
        revenue = int(mine["amount_cents"].sum())
        rows.append(
            {
                "group": group.name,
                "description": group.description,
                "customers": len(mine),
                "active": int(active[place == i].sum()),
                "revenue_cents": revenue,
                "share": ratio(revenue, total),
                "recency_days": float(days[place == i].median()),
                "orders": float(mine["orders"].median()),
                "spend_cents": round(float(mine["amount_cents"].median())),
                "approach": group.approach,
                "by_recency": telling,
            }
        )
    return framed(Strategies, "rfm", rows)


def recency_tells(days: pd.Series, orders: pd.Series, window: int) -> bool:
    """Whether customers stay away for longer than the usual gap between orders leaves them.

    Parameters
    ----------
    days : Series
        Recency of those who ordered in the window [d].
    orders : Series
        Their orders in it.
    window : int
        Its length [d].

    Notes
    -----
    Orders at random times, a mean gap apart, leave four of five customers silent for at most -ln(0.2) = 1.61 gaps on
    any day, though nobody has stopped. So recency tells something where the 80% point of the customers' recency lies
    beyond 1.61 x the median gap, which is the window / orders of those with two orders or more. Without any of those
    there is no gap to compare with.

    Examples
    --------
    >>> weekly, monthly = pd.Series([52] * 5), pd.Series([12] * 5)
    >>> [recency_tells(pd.Series([1, 3, 5, 9, 10]), orders, 365) for orders in (weekly, monthly)]
    [False, False]
    >>> recency_tells(pd.Series([1, 3, 5, 90, 200]), weekly, 365)
    True
    """
    again = orders[orders >= 2]
    if again.empty:
        return False
    return float(days.quantile(STOPPED)) > -math.log(1 - STOPPED) * window / float(again.median())


def recency_days(last_order: pd.Series, until: date) -> pd.Series:
    """Days from each last order to a day [d]."""
    return (pd.Timestamp(until) - pd.to_datetime(last_order)).dt.days


def scores(values: pd.Series) -> pd.Series:
    """Score 1 to 5 of each value: the fifth of all that its rank falls into, the highest 5; ties share a score.

    Notes
    -----
    The rank of tied values is their middle rank, so equal values have equal scores whatever the order of the rows, and
    where all are equal all score 3.

    Examples
    --------
    >>> scores(pd.Series([10, 20, 30, 40, 50])).tolist(), scores(pd.Series([7, 7, 7])).tolist()
    ([1, 2, 3, 4, 5], [3, 3, 3])
    """
    middle = (values.rank(method="average") - 0.5) / len(values)
    return pd.Series(np.minimum(np.floor(5 * middle.to_numpy()) + 1, 5), index=values.index).astype("int64")


def _places(
    customers: pd.DataFrame, days: pd.Series, active: pd.Series, as_of: str, calendar: MonthCalendar, *, telling: bool
) -> np.ndarray:
    """The group of each customer, as a place in the groups; those who lapsed have no part in the fifths."""
    recency, frequency, money = (
        scores(values[active]).reindex(customers.index, fill_value=0)
        for values in (-days, customers["orders"], customers["amount_cents"])
    )
    days_of_first = pd.to_datetime(customers["first_order"]).dt.date
    first = days_of_first.map(calendar.months_of(days_of_first.dropna())).astype("str")
    known_from = shift(str(first.min()), HISTORY_MONTHS)
    new = (first > shift(as_of, -NEW_MONTHS)) & (first >= known_from)
    recent, often, much = recency >= 3, frequency >= 4, money >= 4
    if telling:
        rules = [~active, new, (recency >= 4) & often & much, ~recent & (often | much), much, often, recent]
    else:
        rules = [~active, new, often & much, much, often]
    return np.select([rule.to_numpy(dtype=bool) for rule in rules], range(len(rules)), default=len(rules))
