"""Orders as the workspace wants them counted: returns with the orders that they undo, people as assigned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from salesplan_nb import errors
from salesplan_nb.contract import TABLES
from salesplan_nb.fiscal import MonthCalendar
from salesplan_nb.intake.assignments import assignments
from salesplan_nb.intake.coded import Coded
from salesplan_nb.intake.findings import Finding
from salesplan_nb.intake.mapping import Mapped
from salesplan_nb.intake.returns import Matched, matched, moved
from salesplan_nb.intake.rules import met
from salesplan_nb.intake.tables import arrow
from salesplan_nb.intake.territories import restated
from salesplan_nb.workspace.sources import Sources

CREDITS = ["month", "rep_id", "kind", "amount_cents"]
RETURNS = ["return_source", "return_row", "order_source", "order_row", "quantity", "amount_cents"]


@dataclass(frozen=True)
class Counted:
    """The orders as they count, and what was found on the way."""

    orders: pa.Table
    returns: pd.DataFrame
    """One row per return and order line that it undoes, with file and line of both; an order row 0 where none was
    found."""
    credits: pd.DataFrame
    """Overlays: month, rep_id, kind, amount_cents; on top of the orders, never counted in them."""
    findings: list[Finding]


def counted(
    tables: Mapping[str, Mapped],
    columns: Mapping[str, Coded],
    sources: Sources,
    *,
    house: str,
    as_of: str,
    calendar: MonthCalendar,
) -> Counted:
    """Kept orders after returns and assignments.

    Parameters
    ----------
    tables : mapping of str to Mapped
        As they came, cut at as_of.
    columns : mapping of str to Coded
        The kept orders, complete.
    sources : Sources
        Says how returns are told and matched, and whether history counts as sold or on today's territories.
    house : str
        What the house account is called among the reps.
    as_of : str
        Last month in use.
    calendar : MonthCalendar
        The company's months.

    Raises
    ------
    PlanErrors
        Of kind "data": assignments that contradict each other.
    """
    orders = arrow("orders", columns)
    table, told = tables["orders"], sources.tables["orders"].returns
    kept = np.flatnonzero(table.kept)
    matches = None
    if told is not None:
        asked = [*told.match, "order_date", "month", "quantity", "amount_cents"]
        there = [name for name in dict.fromkeys(asked) if name in orders.column_names]
        some = orders.select(there).to_pandas(date_as_object=False)  # a million Python dates are slow
        matches = matched(some, pd.Series(met(told.where, table, "returns")[kept]), told.match, calendar)
    found = pd.DataFrame(columns=RETURNS) if matches is None else _with_places(matches, table, kept)
    moves = matches is not None and told is not None and told.month == "order"
    overlays, notes = pd.DataFrame(columns=CREDITS), list[Finding]()
    if not moves and "assignments" not in tables:
        return Counted(orders, found, overlays, notes)
    lines = _lines(orders)
    if moves and matches is not None:
        lines = moved(lines, matches, calendar)
    if "assignments" in tables:
        served = assignments(_frame(tables["assignments"]), place=tables["assignments"].records.place)
        on = restated(lines, served, at=sources.territories, as_of=as_of, house=house, calendar=calendar)
        notes += _notes(served.gaps, lines, on.assigned)
        lines, overlays = on.orders, on.credits
    return Counted(_table(lines, orders.schema, calendar), found, overlays, notes)


def _frame(table: Mapped) -> pd.DataFrame:
    """The kept rows of a small table; index: the row's ordinal."""
    rows = np.flatnonzero(table.kept).tolist()
    return pd.DataFrame({name: [column[row] for row in rows] for name, column in table.typed.items()}, index=rows)


def _lines(orders: pa.Table) -> pd.DataFrame:
    """The orders to be divided; a line without an order's id gets one, so that its parts stay one order."""
    lines: pd.DataFrame = orders.to_pandas(integer_object_nulls=True)
    own = pd.Series([f"line {row}" for row in range(len(lines))], dtype="object")
    if "order_id" in lines:
        own = lines["order_id"].astype("object").where(lines["order_id"].notna(), own)
    return lines.assign(order_id=own)


def _notes(gaps: pd.DataFrame, lines: pd.DataFrame, assigned: pd.Series) -> list[Finding]:
    """What the assignments leave open: days between two owners, orders of customers that nobody was assigned to."""
    found = []
    if len(gaps):
        first = gaps.iloc[0]
        found.append(
            Finding(
                check="days-without-owner", weight="note", table="assignments", column="starts", rows=len(gaps),
                amount_cents=0,
                text=f"{errors.counted(len(gaps), 'time')} a customer has no owner between two, first "
                f"{first['customer_id']} from {first['first']} to {first['last']}: orders of those days keep who sold "
                "them",
                hint="let one row end on the day before the next one starts",
            )
        )  # fmt: skip
    alone = lines[~assigned.to_numpy()]
    if len(alone):
        customers = alone["customer_id"].nunique()
        found.append(
            Finding(
                check="orders-not-assigned", weight="note", table="orders", column="customer_id", rows=len(alone),
                amount_cents=int(alone["amount_cents"].sum()),
                text=f"{errors.counted(len(alone), 'row')} of {errors.counted(customers, 'customer')} "
                f"{'has' if len(alone) == 1 else 'have'} nobody assigned on the day that counts: who sold them is kept",
                hint="add the customers to the assignments, or leave it so",
            )
        )  # fmt: skip
    return found


def _with_places(found: Matched, table: Mapped, kept: npt.NDArray[np.int64]) -> pd.DataFrame:
    """Matches with file and line in place of ordinals."""
    every = pd.concat([found.matches, found.unmatched.assign(order_row=-1)], ignore_index=True)
    every = every.sort_values(["return_row", "order_row"], ignore_index=True)
    files, records = np.array([*table.records.labels, ""]), table.records
    known = every["order_row"].to_numpy() >= 0
    returned, order = kept[every["return_row"]], kept[every["order_row"].where(known, 0)]
    return pd.DataFrame(
        {
            "return_source": files[records.file[returned]],
            "return_row": records.row[returned],
            "order_source": np.where(known, files[records.file[order]], ""),
            "order_row": np.where(known, records.row[order], 0),
            "quantity": every["quantity"].astype("float64"),
            "amount_cents": every["amount_cents"].astype("int64"),
        }
    )


def _table(lines: pd.DataFrame, schema: pa.Schema, calendar: MonthCalendar) -> pa.Table:
    """The lines with the contract's columns, in the months of their days."""
    days = pd.to_datetime(lines["order_date"]).dt.date
    dated = days.map(calendar.months_of([day for day in days.unique() if pd.notna(day)]))
    lines = lines.assign(order_date=days, month=dated.where(dated.notna(), lines["month"]))
    kinds = {name: pa.string() for name in ("order_id", "rep_id", "region") if name in lines}
    kinds |= {field.name: field.type for field in schema}
    columns = {name: lines[name].astype("object") for name in TABLES["orders"].columns if name in kinds}
    plain = {name: values.where(values.notna(), None).tolist() for name, values in columns.items()}
    return pa.table({name: pa.array(values, kinds[name]) for name, values in plain.items()})
