"""Orders counted with the people and regions that the assignments name.

Two questions, and each needs its own answer. What did people sell? Then an order counts with who served its customer on
the order's day (`as_sold`): when Ada leaves and Ben takes her accounts over on 1 July, June stays hers. How do today's
territories do, this year against last? Then the whole history counts with who serves the customer on the last day of
as_of (`today`): when a territory is cut anew, its accounts bring their past along, and growth is that of the same
accounts; Ada's past is Ben's then. Totals by month are the same either way, to the cent.

An order of several owners becomes a line for each, by their shares: the largest remainders get the odd cents, and of
equal ones the first by name. Amount, cost and quantity are divided, so pieces may be fractions; what it was, when, and
its order_id stay, so that it is still one order. Lines without an order_id should be given one before, or each part
would count as an order.

The house account has a name of its own among the reps, that of plan.yml's `breakdown.rep.remainder`, so that it is
never mistaken for orders whose rep is not known. The region is that of the assignment where it has one. Customers that
are assigned to nobody on the day that counts keep what they were sold with. A return counts like an order of its own
day; with `returns: month: order` it was moved to the day of its order before, and so to who sold that.

Overlays are credited on top and never counted: a month's credits are a table beside the orders.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from salesplan_nb.allocate import shares
from salesplan_nb.fiscal import MonthCalendar
from salesplan_nb.intake.assignments import EVER, NOW, Assignments, Span
from salesplan_nb.intake.days import days, months

GRAIN = 10**6
"""Quantities are divided in millionths of a piece, so that the parts sum to the whole."""
CENTS = ("amount_cents", "cost_cents")
Places = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Restated:
    """Orders with the people and regions that they count with."""

    orders: pd.DataFrame
    """The orders, in their order and with their columns; rep_id and region (str) may be new. A line that was divided
    stands once for each owner, with its index."""
    assigned: pd.Series
    """Per line of the orders that came in, whether its customer was assigned on the day that counts."""
    credits: pd.DataFrame
    """One row per month, person and kind (overlay): month, rep_id, kind, amount_cents."""


def restated(
    orders: pd.DataFrame,
    assignments: Assignments,
    *,
    at: Literal["as_sold", "today"],
    as_of: str,
    house: str,
    calendar: MonthCalendar,
) -> Restated:
    """The orders as the assignments count them.

    Parameters
    ----------
    orders : DataFrame
        Order lines; index: the row's ordinal. customer_id, order_date or month or both, amount_cents, and where known
        rep_id, region, cost_cents, quantity.
    assignments : Assignments
        Who serves whom.
    at : {"as_sold", "today"}
        Whether the day of the order counts, or the last day of as_of.
    as_of : str
        Last complete month, '2026-10'.
    house : str
        What the house account is called among the reps.
    calendar : MonthCalendar
        Which days a month has.
    """
    day = days(orders, calendar)
    today = pd.Series(pd.Timestamp(calendar.last_day(as_of)), index=orders.index)
    on = _numbers(day if at == "as_sold" else today)
    owned = _in_force(assignments.owners, orders["customer_id"], on)
    overlaid = _in_force(assignments.overlays, orders["customer_id"], on)
    return Restated(
        _divided(orders, assignments.owners, owned, house),
        pd.Series(owned >= 0, index=orders.index),
        _credits(months(day, calendar), orders["amount_cents"].fillna(0), assignments.overlays, overlaid),
    )


def _numbers(day: pd.Series) -> Places:
    """Days since 1970; a missing one lies before all others."""
    known: Places = np.maximum(day.to_numpy("datetime64[D]").astype("int64"), EVER - 1)
    return known


def _in_force(spans: Sequence[Span], customers: pd.Series, on: Places) -> Places:
    """For each customer and day the position of the span that holds, -1 where there is none."""
    if not spans:
        return np.full(len(customers), -1, dtype="int64")
    names = pd.Index(dict.fromkeys(span.customer for span in spans))
    width = NOW - EVER + 2
    owner = names.get_indexer(pd.Index([span.customer for span in spans]))
    starts = owner * width + np.array([span.first - EVER for span in spans])
    codes, different = pd.factorize(customers)
    known = np.append(names.get_indexer(pd.Index(different).astype("str")), -1)[codes]
    found = np.searchsorted(starts, known * width + (on - EVER), side="right") - 1
    lasts = np.array([span.last for span in spans])
    holds = (owner[found] == known) & (on <= lasts[found])  # before all spans found is -1, and stays it
    return np.where(holds, found, -1).astype("int64")


def _divided(orders: pd.DataFrame, spans: Sequence[Span], owned: Places, house: str) -> pd.DataFrame:
    """The orders, a line for each owner of the span that it points at."""
    counts = np.array([max(1, len(span.people)) for span in spans] + [1])[owned]
    lines = np.repeat(np.arange(len(orders)), counts)
    turn = np.arange(len(lines)) - np.repeat(np.cumsum(counts) - counts, counts)
    result = orders.iloc[lines].copy()
    several = np.flatnonzero(counts > 1)
    shared = {span: _weights(spans[span]) for span in np.unique(owned[several]).tolist()}
    weights = [shared[span] for span in owned[several].tolist()]
    for column in (*CENTS, "quantity"):
        if column in orders:
            step = 1 if column in CENTS else GRAIN
            parts = _parts(orders[column].iloc[several].tolist(), weights, step)
            _put(result, column, counts[lines] > 1, parts)
    people: list[list[str | None]] = [[name or house for name, _share in span.people] or [None] for span in spans]
    people.append([None])  # of no span, which is where the place -1 points
    offsets = np.cumsum([0, *map(len, people)])[:-1]
    names = np.array([name for span in people for name in span], dtype="object")
    regions = np.array([*(span.region for span in spans), None], dtype="object")
    _rename(result, "rep_id", names[offsets[owned][lines] + turn])
    _rename(result, "region", regions[owned][lines])
    return result


def _weights(span: Span) -> tuple[int, ...]:
    """The shares of a span as whole numbers."""
    whole = lcm(*(share.denominator for _name, share in span.people))
    return tuple(int(share * whole) for _name, share in span.people)


def _parts(values: Sequence[Any], weights: Sequence[tuple[int, ...]], step: int) -> list[Any]:
    """Each value divided by its weights, the parts of all in a row; a step is the smallest part of 1."""
    known: dict[tuple[Any, tuple[int, ...]], Sequence[Any]] = {}
    found: list[Any] = []
    for value, own in zip(values, weights, strict=True):
        if pd.isna(value):
            found += [None] * len(own)
            continue
        if (value, own) not in known:
            parts = shares(round(value * step), own)
            known[value, own] = parts if step == 1 else [part / step for part in parts]
        found += known[value, own]
    return found


def _put(frame: pd.DataFrame, column: str, rows: npt.NDArray[np.bool_], parts: list[Any]) -> None:
    kind: Any = "float64" if column == "quantity" else frame[column].dtype
    values: Any = frame[column].astype(kind).array
    values[rows] = pd.array(parts, dtype=kind)
    frame[column] = values


def _rename(frame: pd.DataFrame, column: str, names: npt.NDArray[np.object_]) -> None:
    """Write names over a column where there are any; text, missing where neither is known."""
    before = frame[column].astype("object") if column in frame else pd.Series(None, index=frame.index, dtype="object")
    frame[column] = before.where(pd.isna(names), names).astype("str")


def _credits(month: pd.Series, amounts: pd.Series, spans: Sequence[Span], overlaid: Places) -> pd.DataFrame:
    """What overlays are credited with: sums of a month times the share, rounded half-even once [cents]."""
    rows = overlaid >= 0
    some = pd.DataFrame({"month": month, "span": overlaid, "amount": amounts})[rows]
    sums = some.groupby(["month", "span"], as_index=False)["amount"].sum()
    exact: dict[tuple[str, str], Fraction] = {}
    for when, span, amount in zip(sums["month"].tolist(), sums["span"].tolist(), sums["amount"].tolist(), strict=True):
        for name, share in spans[span].people:
            key = (when, str(name))
            exact[key] = exact.get(key, Fraction(0)) + int(amount) * share
    found = [(when, name, "overlay", round(amount)) for (when, name), amount in sorted(exact.items())]
    return pd.DataFrame(found, columns=["month", "rep_id", "kind", "amount_cents"]).astype({"amount_cents": "int64"})
