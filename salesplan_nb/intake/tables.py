"""The canonical tables as a whole: what refers to nothing, what orders take from elsewhere, what lies after as_of."""

from __future__ import annotations

from calendar import FRIDAY
from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Any

import numpy as np
import pyarrow as pa

from salesplan_nb.calendars import shift
from salesplan_nb.contract import REFERENCES, TABLES, UNASSIGNED
from salesplan_nb.errors import PlanError, Problems
from salesplan_nb.fiscal import MonthCalendar
from salesplan_nb.intake.coded import Coded, Mask, combined
from salesplan_nb.intake.mapping import Mapped
from salesplan_nb.intake.records import SHOWN
from salesplan_nb.money import CENTS_PER_UNIT, LARGEST

AFTER = "after as_of"
MOST = 2.0**61
"""Cents that all amounts of a table may come to: their sums stay exact."""
GAP = 12
"""Months without orders after which as_of is asked for, not guessed."""
ARROW = {
    "text": pa.string(), "month": pa.string(), "date": pa.date32(), "cents": pa.int64(), "count": pa.int64(),
    "number": pa.float64(), "fraction": pa.float64(),
}  # fmt: skip


def add_months(table: Mapped, calendar: MonthCalendar) -> None:
    """Give orders their month in the company's calendar, from the date where there is one."""
    if table.name != "orders":
        return
    days = table.typed.setdefault("order_date", Coded.constant(None, len(table.records)))
    dated = days.changed(lambda day: calendar.month_of(day) if day else None)
    given = table.typed.get("month")
    table.typed["month"] = dated if given is None else dated.masked(dated.where(_missing), given)


def _missing(value: Any) -> bool:
    return value is None


def complete_month(orders: Mapped, calendar: MonthCalendar) -> str:
    """The last month that the orders cover whole: their last day is, or lies after, its last business day.

    Orders by month alone are taken as whole months. Monday to Friday are business days.

    Raises
    ------
    PlanError
        Of kind "data" where no order is kept, or the last orders come after more than a year without any: a slip of the
        pen in a date would move the plan by years.
    """
    months = _kept_values(orders, "month")
    last = newest_month(orders)
    for before, after in pairwise(sorted(months)):
        if shift(before, GAP) < after:
            late = {month for month in months if month >= after}
            rows = np.flatnonzero(orders.kept & orders.typed["month"].where(late.__contains__))
            raise PlanError(
                "date-gap",
                message=f"{orders.label}: no orders between {before} and {after}",
                context=[orders.records.place(row) for row in rows[:SHOWN].tolist()],
                hint=f"correct the dates, or write as_of: and the last complete month in sources.yml, as_of: {before}",
                kind="data",
            )
    days = _kept_values(orders, "order_date")
    if not days or max(days) >= last_business_day(last, calendar):
        return last
    if min(months) == last:
        raise PlanError(
            "no-whole-month",
            message=f"{orders.label}: all orders are of {last}, and the last of them is of "
            f"{max(days).isoformat()}: no month is complete",
            context=None,
            hint=f"export the months before it, or write as_of: {last} in sources.yml where that month is over",
            kind="data",
        )
    return shift(last, -1)


def newest_month(orders: Mapped) -> str:
    """The last month with a kept order; an error of kind "data" where none is kept."""
    months = _kept_values(orders, "month")
    if not months:
        raise no_orders(f"{orders.label}: the rules of sources.yml leave no order", "")
    return str(max(months))


def _kept_values(table: Mapped, column: str) -> list[Any]:
    """The different values of a column in rows that are kept, without the missing one."""
    values = table.typed[column]
    return [values.values[code] for code in np.unique(values.codes[table.kept]) if values.values[code] is not None]


def no_orders(message: str, more: str) -> PlanError:
    """The error of a workspace of which no order is left."""
    hint = f"look at rules: under orders in sources.yml{more}"
    return PlanError("no-orders", message=message, context=None, hint=hint, kind="data")


def last_business_day(month: str, calendar: MonthCalendar) -> date:
    """The last Monday to Friday of a month."""
    day = calendar.last_day(month)
    while day.weekday() > FRIDAY:
        day -= timedelta(days=1)
    return day


def refuse_too_much(table: Mapped, problems: Problems) -> None:
    """Add a table whose amounts add up to more than sums of cents can hold."""
    for name, column in TABLES[table.name].columns.items():
        if column.kind == "cents" and name in table.typed:
            whole = float(np.abs(table.typed[name].cents().astype("float64")).sum())
            if whole > MOST:
                problems.add(
                    "too-much-money",
                    message=f"{table.label}: the amounts of {name.removesuffix('_cents')} add up to "
                    f"{whole / CENTS_PER_UNIT:.3g}: no company sells as much",
                    context=None,
                    hint="look at the largest of them, and at scale: and decimal: in sources.yml",
                    kind="data",
                )


def cut(table: Mapped, as_of: str, calendar: MonthCalendar) -> None:
    """Set aside what lies after as_of; deals that closed after it are open again, as they were then."""
    for column in TABLES[table.name].when[:1]:
        if column in table.typed and table.name != "rates":
            later = _later(table.typed[column], as_of, calendar)
            if (later & table.kept).any():
                table.set_aside(later, AFTER)
    if table.name == "opportunities" and "closed" in table.typed:
        status, rows = table.typed["status"], len(table.records)
        running = status.where(lambda value: value == "open")
        later = _later(table.typed["closed"], as_of, calendar) & ~running
        opened = status.masked(later, Coded.constant("open", rows))
        table.correct("closed after as_of", "status", status, opened, later)
        table.typed["status"] = opened
        # The day of an open deal, which many a CRM writes in the same column, is a hope: nothing has closed.
        table.typed["closed"] = table.typed["closed"].masked(later | running, Coded.constant(None, rows))


def _later(days: Coded, as_of: str, calendar: MonthCalendar) -> Mask:
    """Which days or months lie after a month; a missing one does not."""
    last = calendar.last_day(as_of)
    return days.where(lambda day: day is not None and (day > as_of if isinstance(day, str) else day > last))


def drop_orphans(tables: Mapping[str, Mapped]) -> None:
    """Ids that are empty or that nobody knows: their rows stay, under 'unassigned', and are counted."""
    for table in tables.values():
        for key, other in REFERENCES.items():
            if key not in table.typed or other == table.name:
                continue
            ids = table.typed[key]
            nobody = Coded.constant(UNASSIGNED, len(table.records))
            table.correct(f"without {key}", key, ids, nobody, ids.where(_missing))
            if other not in tables:
                continue
            known = set(_kept_values(tables[other], key))
            orphan = ids.where(lambda value: value is not None) & ~ids.where(known.__contains__)
            table.correct(f"not in {other}", key, ids, nobody, orphan)
            table.typed[key] = ids.masked(orphan, Coded.constant(None, len(table.records)))


def complete_orders(tables: Mapping[str, Mapped]) -> dict[str, Coded]:
    """The kept orders with region, product family and cost, taken from other tables where they have none themselves.

    Region: the order's, else its customer's, else its rep's. Family: the order's, else its product's. Cost: the
    order's, else quantity x the product's unit cost [cents].
    """
    kept = np.flatnonzero(tables["orders"].kept)
    orders = {name: column.take(kept) for name, column in tables["orders"].typed.items()}
    nothing = Coded.constant(None, len(kept))

    def looked_up(key: str, other: str, column: str) -> Coded:
        if other not in tables or key not in orders or column not in tables[other].typed:
            return nothing
        there = tables[other]
        rows = np.flatnonzero(there.kept).tolist()
        by_key = {there.typed[key][row]: there.typed[column][row] for row in rows}
        return orders[key].changed(by_key.get)

    def filled(column: str, *others: Coded) -> Coded:
        values = orders.get(column, nothing)
        for other in others:
            values = values.masked(values.where(_missing), other)
        return values

    region = filled("region", looked_up("customer_id", "customers", "region"), looked_up("rep_id", "reps", "region"))
    family = filled("product_family", looked_up("product_id", "products", "family"))
    costs = []
    if "quantity" in orders:  # without it nobody knows how many pieces the unit cost is for
        codes, pairs = combined([orders["quantity"], looked_up("product_id", "products", "unit_cost_cents")])
        costs = [Coded(codes, [_cost(*pair) for pair in pairs])]
    return orders | {"region": region, "product_family": family, "cost_cents": filled("cost_cents", *costs)}


def _cost(quantity: float | None, unit_cents: int | None) -> int | None:
    """Cents of some pieces, exact until rounded."""
    if quantity is None or unit_cents is None:
        return None
    found = round(Fraction(str(quantity)) * unit_cents)
    if abs(found) > LARGEST:
        raise PlanError(
            "too-large",
            message=f"orders: {quantity:g} pieces at {unit_cents / CENTS_PER_UNIT:g} each cost more than anything",
            context=None,
            hint="correct the quantity in orders, or unit_cost in products",
            kind="data",
        )
    return found


def arrow(name: str, columns: Mapping[str, Coded]) -> pa.Table:
    """A canonical table as Arrow, in the contract's column order; empty text is null."""
    kinds = {column: declared.kind for column, declared in TABLES[name].columns.items() if column in columns}
    return pa.table({column: _nulled(columns[column]).array(ARROW[kind]) for column, kind in kinds.items()})


def _nulled(column: Coded) -> Coded:
    return Coded(column.codes, [None if value == "" else value for value in column.values])
