"""The canonical tables as a whole: what refers to nothing, what orders take from elsewhere, what lies after as_of."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from itertools import pairwise

import pandas as pd

from salesplan_nb.calendars import month_end, shift
from salesplan_nb.errors import PlanError
from salesplan_nb.intake.mapping import Mapped
from salesplan_nb.intake.reading import ROW, SHOWN

AFTER = "after as_of"
KEYS = {"customer_id": "customers", "product_id": "products", "rep_id": "reps"}
GAP = 12
"""Months without orders after which as_of is asked for, not guessed."""
DATED = {"orders": "month", "spend": "month", "market": "month", "controls": "month", "ratings": "date"}
"""Tables whose rows belong to a month or a day, and the column that says which."""


def add_months(table: Mapped) -> None:
    """Give orders their month, from the date where there is one."""
    if table.name != "orders":
        return
    if "order_date" not in table.frame:
        table.frame["order_date"] = None
        return
    dated = table.frame["order_date"].map(lambda day: day.isoformat()[:7] if day else None).astype("object")
    table.frame["month"] = dated.where(dated.notna(), table.frame.get("month", dated))


def complete_month(orders: Mapped) -> str:
    """The last month that the orders cover whole: their last day is, or lies after, its last business day.

    Orders by month alone are taken as whole months. Monday to Friday are business days.

    Raises
    ------
    PlanError
        Of kind "data" where no order is kept, or the last orders come after more than a year without any: a slip of the
        pen in a date would move the plan by years.
    """
    months = orders.kept["month"].dropna()
    if months.empty:
        raise PlanError(
            "no-orders",
            message=f"{orders.source.file}: the rules of sources.yml leave no order",
            context=None,
            hint="look at rules: under orders in sources.yml",
            kind="data",
        )
    last = str(months.max())
    for before, after in pairwise(sorted(set(months))):
        if shift(before, GAP) < after:
            rows = orders.kept[orders.kept["month"] >= after]
            raise PlanError(
                "date-gap",
                message=f"{orders.source.file}: no orders between {before} and {after}",
                context=[f"{orders.source.file}:{row}" for row in rows[ROW].head(SHOWN)],
                hint=f"correct the dates, or write as_of: and the last complete month in sources.yml, as_of: {before}",
                kind="data",
            )
    days = orders.kept["order_date"].dropna()
    if days.empty or days.max() >= last_business_day(last):
        return last
    return shift(last, -1)


def last_business_day(month: str) -> date:
    """The last Monday to Friday of a month."""
    day = month_end(month)
    while day.weekday() > calendar.FRIDAY:
        day -= timedelta(days=1)
    return day


def cut(table: Mapped, as_of: str) -> None:
    """Set aside what lies after as_of; deals that closed after it are open again, as they were then."""
    frame = table.frame
    if table.name in DATED:
        column = frame[DATED[table.name]]
        table.set_aside(_later(column, as_of), AFTER)
    if table.name == "opportunities":
        if "created" in frame:
            table.set_aside(_later(frame["created"], as_of), AFTER)
        if "closed" in frame:
            later = _later(frame["closed"], as_of)
            _correct(table, later & (table.rule == ""), "closed after as_of", "status", frame["status"], "open")
            table.frame["status"] = frame["status"].mask(later, "open")
            table.frame["closed"] = frame["closed"].mask(later, None)


def _later(days: pd.Series, as_of: str) -> pd.Series:
    """Which days or months lie after a month; a missing one does not."""
    later = {day for day in days.dropna().unique().tolist() if str(day)[:7] > as_of}
    return days.isin(later)


def drop_orphans(tables: dict[str, Mapped]) -> None:
    """Ids that are empty or that nobody knows: their rows stay, under 'unassigned', and are counted."""
    for table in tables.values():
        for key, other in KEYS.items():
            if key not in table.frame or other == table.name:
                continue
            ids = table.frame[key]
            _correct(table, ids.isna() & (table.rule == ""), f"without {key}", key, ids.fillna(""), "unassigned")
            if other not in tables:
                continue
            orphan = ids.notna() & ~ids.isin(set(tables[other].kept[key])) & (table.rule == "")
            _correct(table, orphan, f"not in {other}", key, ids, "unassigned")
            table.frame[key] = ids.mask(orphan, None)


def _correct(table: Mapped, rows: pd.Series, rule: str, column: str, before: pd.Series, after: str) -> None:
    found = pd.DataFrame({"value": before[rows].astype("str"), "amount_cents": table.amounts[rows]})
    for value, group in found.groupby("value", sort=True):
        table.corrections.append(
            {
                "table": table.name, "source": table.source.file, "rule": rule, "column": column, "value": value,
                "replacement": after, "rows": len(group), "amount_cents": int(group["amount_cents"].sum()),
            }
        )  # fmt: skip


def complete_orders(tables: dict[str, Mapped]) -> pd.DataFrame:
    """The kept orders with region, product family and cost, taken from other tables where they have none themselves.

    Region: the order's, else its customer's, else its rep's. Family: the order's, else its product's. Cost: the
    order's, else quantity x the product's unit cost [cents].
    """
    orders = tables["orders"].kept.copy()

    def looked_up(key: str, other: str, column: str) -> pd.Series:
        if other in tables and key in orders and column in tables[other].frame:
            there = tables[other].kept.drop_duplicates(key).set_index(key)[column]
            return orders[key].map(there)
        return pd.Series(None, index=orders.index, dtype="object")

    def filled(column: str, *others: pd.Series) -> pd.Series:
        values = orders[column] if column in orders else pd.Series(None, index=orders.index, dtype="object")
        for other in others:
            values = values.where(values.notna(), other)
        return values

    orders["region"] = filled(
        "region", looked_up("customer_id", "customers", "region"), looked_up("rep_id", "reps", "region")
    )
    orders["product_family"] = filled("product_family", looked_up("product_id", "products", "family"))
    if "quantity" in orders:  # without it nobody knows how many pieces the unit cost is for
        unit_cost = looked_up("product_id", "products", "unit_cost_cents")
        cost = (unit_cost.astype("float64") * orders["quantity"].astype("float64")).round()
        orders["cost_cents"] = filled("cost_cents", cost)
    else:
        orders["cost_cents"] = filled("cost_cents")
    return orders.drop(columns=ROW)
