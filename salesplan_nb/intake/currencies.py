"""Amounts in other currencies brought into the plan's, by the workspace's table of dated rates."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import numpy as np
import pandas as pd

from salesplan_nb.contract import TABLES
from salesplan_nb.currency_codes import known as known_codes
from salesplan_nb.currency_codes import nearest
from salesplan_nb.errors import PlanError, Problems
from salesplan_nb.fiscal import MonthCalendar
from salesplan_nb.intake.coded import Coded, Mask, combined
from salesplan_nb.intake.mapping import Mapped
from salesplan_nb.intake.parsing import EXACT
from salesplan_nb.intake.rates import Rates, rates
from salesplan_nb.intake.records import SHOWN
from salesplan_nb.intake.refused import add_rows
from salesplan_nb.intake.values import typed
from salesplan_nb.money import LARGEST

DAYS = ("order_date", "closed", "created", "date", "month")
"""Columns that say on which day a row's rate is wanted, the first one filled counts; a month is its first day."""


def known_rates(table: Mapped | None, currency: str) -> Rates:
    """The rates into the plan's currency as the file writes them: exact, whatever the contract's type rounds.

    Parameters
    ----------
    table : Mapped or None
        Ruled and checked; None where the workspace has no rates.
    currency : str
        The plan's.

    Raises
    ------
    PlanErrors
        Of kind "data": rates that contradict each other or are none.
    """
    if table is None:
        return rates(pd.DataFrame({"currency": [], "date": [], "rate": []}), currency, place=str)
    rows = np.flatnonzero(table.kept).tolist()
    frame = pd.DataFrame(
        {
            "currency": [table.typed["currency"][row] for row in rows],
            "date": [pd.Timestamp(table.typed["date"][row]) for row in rows],
            "rate": [Fraction(str(table.typed["rate"][row])) for row in rows],
            "written": [str(table.texts["rate"][row]) for row in rows],
        }
    )
    return rates(frame, currency, place=lambda row: table.records.place(rows[row]))


def convert(table: Mapped, known: Rates, calendar: MonthCalendar) -> Mask:
    """Bring the amounts of one source into the plan's currency, in place; a row without a rate counts 0 until refused.

    Parameters
    ----------
    table : Mapped
        Typed.
    known : Rates
        Into the plan's currency.
    calendar : MonthCalendar
        The company's months.

    Returns
    -------
    array of bool
        The rows with money and without a rate.

    Raises
    ------
    PlanError
        Of kind "data": amounts past all bounds.
    """
    if "currency" not in table.typed:
        return np.zeros(len(table.records), dtype="bool")

    def first_day(value: date | str | None) -> date | None:
        return calendar.first_day(value) if isinstance(value, str) else value

    size = len(table.records)
    days = Coded.constant(None, size)
    for name in DAYS:
        if name in table.typed:
            days = days.masked(days.where(lambda day: day is None), table.typed[name].changed(first_day))
    codes, pairs = combined([table.typed["currency"], days])
    factors = [_factor(known, *pair) for pair in pairs]
    money = [name for name, column in TABLES[table.name].columns.items() if column.kind == "cents"]
    held = [name for name in money if name in table.typed]
    some = np.logical_or.reduce([table.typed[name].where(lambda value: value is not None) for name in held])
    rate = Coded(codes, factors)
    foreign = rate.where(lambda factor: factor != 1)
    without: Mask = rate.where(lambda factor: factor is None)
    money_column = TABLES[table.name].money
    if money_column in table.typed:  # kept as it stands: what a rule takes of it is told by currency
        table.unrated = table.typed[money_column].masked(~without, Coded.constant(None, size))
    for name in held if foreign.any() else []:
        exact = typed(table, name.removesuffix("_cents"), EXACT).typed
        both, amounts = combined([exact, rate])
        worth = Coded(both, [None if cents is None else round(cents * (factor or 0)) for cents, factor in amounts])
        _refuse_too_large(table, name, worth)
        table.typed[name] = table.typed[name].masked(foreign, worth)
    found: Mask = some & without
    return found


def _refuse_too_large(table: Mapped, name: str, worth: Coded) -> None:
    rows = np.flatnonzero(worth.where(lambda cents: cents is not None and abs(cents) > LARGEST))
    if len(rows):
        column = name.removesuffix("_cents")
        raise PlanError(
            "too-large",
            message=f"{table.records.labels[table.records.file[rows[0]]]}: {len(rows)} amounts are past all bounds in "
            "the plan's currency",
            context=[
                f"{table.records.place(row)}, column {column}: {table.texts[column][row]} "
                f"{table.typed['currency'][row]}" for row in rows[:SHOWN].tolist()
            ],
            hint="correct the amounts, or the rates: a rate is what one unit is worth in the plan's currency",
            kind="data",
        )  # fmt: skip


def _factor(known: Rates, currency: str | None, day: date | None) -> Fraction | None:
    if currency in (None, "", known.currency):
        return Fraction(1)
    return None if day is None else known.factor(str(currency), pd.Timestamp(day))


def refuse_unrated(table: Mapped, unrated: Mask, currency: str, problems: Problems) -> None:
    """Add the kept rows in a currency, or of a day, without a rate: they are never summed."""
    rows = np.flatnonzero(unrated & table.kept)
    if not len(rows):
        return
    written = table.typed["currency"]
    found = sorted({str(written[row]) for row in rows.tolist()})
    what = f"rows are in {', '.join(found)}, for which there is no rate into {currency} on their day"
    hint = "map a table rates (date, currency, rate) in sources.yml that begins on or before the first of them"
    meant = [f"{code} for {other}" for code in found if code not in known_codes() and (other := nearest(code))]
    if meant:
        hint = f"correct what is mistyped by map: currency: ({', '.join(meant)}?); else {hint}"
    add_rows(
        table, "no-rate", rows, "currency", written, what, hint, problems,
        note="amounts in different currencies cannot be summed",
    )  # fmt: skip
