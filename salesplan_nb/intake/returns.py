"""Returns and cancellations, each matched to the order line that it undoes.

A return undoes the latest line of the same customer and product (or what `match` names) that was sold on or before its
day and of which pieces are left; where those are too few, the line before, and so on. Returns take their turn by day,
and where the days are the same, rows in the order of the file; earlier returns take first. Pieces that no line is left
for stay unmatched: their order lies before the data, or the keys differ.

Pieces are counted, not money: goods may come back at another price than they went out. Only where some line of a
customer and product has no quantity (a credit note), all of these lines are matched by their amounts instead. The money
of a return is shared over the lines that it undoes by their pieces, to the cent.

By default the minus counts in the month of the return, as the books have it. `moved` lets it count in the months of the
orders, as one wants for the question what a month's orders were worth in the end: past months change then with every
return that comes in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

import numpy as np
import pandas as pd

from salesplan_nb.allocate import shares
from salesplan_nb.fiscal import CalendarMonths, MonthCalendar
from salesplan_nb.intake.days import days, months

GRAIN = 10**6
"""Quantities are counted in millionths of a piece, as whole numbers: 0.3 less three times 0.1 is nothing."""
MOST = 2.0**62
"""Units beyond are typing errors, and count as this many."""
NO_ORDER = -1
BY_CALENDAR = CalendarMonths()
COLUMNS = ["return_row", "order_row", "quantity", "amount_cents"]


@dataclass(frozen=True)
class Matched:
    """What returns undo; amounts and quantities have the sign that the return has."""

    matches: pd.DataFrame
    """One row per return and order line: return_row, order_row, quantity (missing where matched by amount),
    amount_cents."""
    unmatched: pd.DataFrame
    """One row per return of which something found no order line: return_row, quantity, amount_cents of that part."""


def matched(
    lines: pd.DataFrame, returns: pd.Series, match: Sequence[str], calendar: MonthCalendar = BY_CALENDAR
) -> Matched:
    """Which order lines the returns undo.

    Parameters
    ----------
    lines : DataFrame
        Kept order lines; index: the row's ordinal, each once. The columns of `match`, order_date or month or both,
        amount_cents [cents] and, where known, quantity.
    returns : Series of bool
        Which lines are returns.
    match : sequence of str
        Columns in which a return and its order have the same value; a missing value is like no other.
    calendar : MonthCalendar
        On which day a month begins, for lines without a date.

    Examples
    --------
    Five pieces come back on 4 March, three of them sold on 3 March and two on the day before.

    >>> lines = pd.DataFrame(
    ...     {
    ...         "customer_id": ["A", "A", "A"],
    ...         "order_date": pd.to_datetime(["2026-03-02", "2026-03-03", "2026-03-04"]),
    ...         "quantity": [10, 3, -5],
    ...         "amount_cents": [1000, 300, -499],
    ...     }
    ... )
    >>> matched(lines, lines["quantity"] < 0, ["customer_id"]).matches.to_numpy().tolist()
    [[2.0, 0.0, -2.0, -200.0], [2.0, 1.0, -3.0, -299.0]]
    """
    related = _related(lines, returns, match, calendar)
    pieces = pd.DataFrame(_undone(related), columns=["return_row", "order_row", "units"], dtype="int64")
    alone = np.setdiff1d(lines.index[returns], pieces["return_row"])
    pieces = pd.concat([pieces, pd.DataFrame({"return_row": alone, "order_row": NO_ORDER, "units": 1}, dtype="int64")])
    pieces = pieces.sort_values(["return_row", "order_row"], ignore_index=True)
    pieces["quantity"] = _quantities(lines, related, pieces)
    shared = _shared(lines["amount_cents"], pieces["return_row"], pieces["units"])
    pieces["amount_cents"] = shared.fillna(0).astype("int64")
    undone = pieces["order_row"] != NO_ORDER
    return Matched(
        pieces.loc[undone, COLUMNS].reset_index(drop=True),
        pieces.loc[~undone, COLUMNS].drop(columns="order_row").reset_index(drop=True),
    )


def _related(lines: pd.DataFrame, returns: pd.Series, match: Sequence[str], calendar: MonthCalendar) -> pd.DataFrame:
    """Returns and the order lines of the same keys: by key, then day, orders before returns, then row.

    Columns: key, day, returned, row, units, counted (whether the units are of pieces, not cents).
    """
    day = days(lines, calendar)
    rows = np.flatnonzero(day.notna())
    returned = returns.to_numpy(dtype="bool")
    keys = np.zeros(len(rows), dtype="int64")
    for column in match:
        codes = pd.factorize(lines[column].iloc[rows])[0]
        keys = pd.factorize(keys * (codes.max(initial=0) + 1) + codes)[0]
        wanted = np.zeros(len(keys) + 1, dtype="bool")
        wanted[keys[returned[rows]]] = True
        kept = wanted[keys] & (codes >= 0)
        rows, keys = rows[kept], keys[kept]
    some = lines.iloc[rows]
    found = pd.DataFrame({"key": keys, "day": day.iloc[rows].to_numpy(), "returned": returned[rows], "row": some.index})
    found["units"], found["counted"] = _units(some, found)
    return found.sort_values(["key", "day", "returned", "row"], ignore_index=True)


def _units(some: pd.DataFrame, found: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """What may be undone of each line and what a return undoes; and whether it is pieces, as a key's lines agree on."""
    amounts = some["amount_cents"].astype("float64").fillna(0).reset_index(drop=True)
    quantities = pd.Series(np.nan, index=found.index)
    if "quantity" in some:
        quantities = some["quantity"].astype("float64").reset_index(drop=True)
    lacking = quantities.isna() | (found["returned"] & (quantities == 0))
    counted = ~lacking.groupby(found["key"]).transform("any").astype("bool")
    units = (quantities * GRAIN).where(counted, amounts).round()
    positive = units.where(~found["returned"], units.abs()).clip(0, MOST)
    return positive.astype("int64"), counted


def _undone(related: pd.DataFrame) -> Iterator[tuple[int, int, int]]:
    """Return row, order row, units taken; what no order is left for has the order row -1."""
    current, left = -1, list[list[int]]()
    columns = (related[name].tolist() for name in ("key", "returned", "row", "units"))
    for key, returned, row, units in zip(*columns, strict=True):
        if key != current:
            current, left = key, []
        if not returned:
            left += [[row, units]] if units else []
            continue
        while units and left:
            newest = left[-1]
            taken = min(units, newest[1])
            yield row, newest[0], taken
            units -= taken
            newest[1] -= taken
            if not newest[1]:
                left.pop()
        if units:
            yield row, NO_ORDER, units


def _quantities(lines: pd.DataFrame, related: pd.DataFrame, pieces: pd.DataFrame) -> pd.Series:
    """Quantity of each piece, with the sign of its return; missing where it was matched by amount."""
    if "quantity" not in lines:
        return pd.Series(np.nan, index=pieces.index)
    whole = lines["quantity"].astype("float64").loc[pieces["return_row"]].reset_index(drop=True)
    counted = pieces["return_row"].isin(related.loc[related["counted"], "row"])
    alone = ~pieces["return_row"].isin(related["row"])
    return (pieces["units"] / GRAIN * np.sign(whole)).where(counted).mask(alone, whole)


def _shared(whole: pd.Series, rows: pd.Series, units: pd.Series) -> pd.Series:
    """The money of rows [cents], shared over their pieces by units; the pieces of a row stand together."""
    amounts = whole.astype("Int64").loc[rows].reset_index(drop=True)
    several = rows.duplicated(keep=False) & amounts.notna()
    parts: list[int] = []
    pieces = zip(rows[several].tolist(), amounts[several].tolist(), units[several].tolist(), strict=True)
    for (_row, amount), group in groupby(pieces, key=itemgetter(0, 1)):
        parts += shares(amount, [taken for _row, _amount, taken in group])
    amounts[several] = np.array(parts, dtype="int64")
    return amounts


def moved(lines: pd.DataFrame, found: Matched, calendar: MonthCalendar) -> pd.DataFrame:
    """The lines, with the minus of each return in the months of the orders that it undoes.

    A return that undoes orders of several months becomes a line of each, with the index of the return; what it undoes
    in a month counts on the day of the newest of that month's orders. What is unmatched stays in the return's month.

    Parameters
    ----------
    lines : DataFrame
        As `matched` had them; quantity and cost_cents, where there are, are shared like the amount.
    found : Matched
        What `matched` found.
    calendar : MonthCalendar
        Which days a month has.

    Returns
    -------
    DataFrame
        Same columns; by index. Quantities, amounts and costs of an index sum to those of its line, money to the cent.
    """
    parts = pd.concat([found.matches, found.unmatched.assign(order_row=found.unmatched["return_row"])])
    day = days(lines, calendar)
    parts["day"] = day.loc[parts["order_row"]].to_numpy()
    parts["month"] = months(parts["day"], calendar).fillna("")
    away = parts["month"].to_numpy() != months(day.loc[parts["return_row"]], calendar).fillna("").to_numpy()
    parts = parts[parts["return_row"].isin(parts.loc[away, "return_row"])]
    if parts.empty:
        return lines.sort_index()
    parts["units"] = (parts["quantity"].abs() * GRAIN).fillna(parts["amount_cents"].abs()).round().astype("int64")
    parts = parts.sort_values(["return_row", "day", "order_row"])
    parts = parts.groupby(["return_row", "month"], as_index=False).agg(
        order_row=("order_row", "last"), units=("units", "sum"), amount_cents=("amount_cents", "sum")
    )
    pieces = lines.loc[parts["return_row"]].copy()
    for column in ("order_date", "month"):
        if column in lines:
            pieces[column] = lines.loc[parts["order_row"], column].array
    pieces["amount_cents"] = parts["amount_cents"].astype(lines["amount_cents"].dtype).array
    if "cost_cents" in lines:
        shared = _shared(lines["cost_cents"], parts["return_row"], parts["units"])
        pieces["cost_cents"] = shared.astype(lines["cost_cents"].dtype).array
    if "quantity" in lines:
        share = parts["units"] / parts.groupby("return_row")["units"].transform("sum")
        pieces["quantity"] = pieces["quantity"].to_numpy("float64", na_value=np.nan) * share.to_numpy()
    rest = lines[~lines.index.isin(parts["return_row"])]
    result: pd.DataFrame = pd.concat([rest, pieces]).sort_index(kind="stable")
    return result
