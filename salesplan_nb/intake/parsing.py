"""From text to the contract's types: exact cents, dates by the declared format; what cannot be read is kept apart."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

import pandas as pd

from salesplan_nb.calendars import MONTH
from salesplan_nb.contract import TABLES
from salesplan_nb.money import CENTS_PER_UNIT, cents
from salesplan_nb.workspace.sources import Source

EARLIEST, LATEST = date(1900, 1, 1), date(2200, 12, 31)
"""Dates outside are typing errors, such as the year 0207."""


def parsed(texts: pd.Series, table: str, column: str, source: Source) -> tuple[pd.Series, pd.Series]:
    """Values of a canonical column, and which non-empty cells could not be read.

    Parameters
    ----------
    texts : Series of str
        The cells.
    table, column : str
        Of the contract; money columns end in `_cents`.
    source : Source
        Declares decimal mark, date format and scale.

    Returns
    -------
    values : Series
        Object dtype; None where empty or unreadable. Money in integer cents, rounded half-even once.
    unreadable : Series of bool
    """
    name = column.removesuffix("_cents")
    read = _reader(TABLES[table].columns[column].kind, source, source.scale.get(name, Decimal(1)))
    known: dict[str, Any] = {}
    for text in texts.unique():
        try:
            known[text] = read(text) if text.strip() else None
        except (ValueError, InvalidOperation):
            known[text] = ValueError
    values = texts.map(known.get).astype("object")
    unreadable = values.map(lambda value: value is ValueError).astype(bool)
    return values.mask(unreadable, None), unreadable


def _reader(kind: str, source: Source, scale: Decimal) -> Callable[[str], Any]:
    if kind == "cents":
        return lambda text: _money(_number(text, source), scale)
    if kind == "number":
        return lambda text: float(_number(text, source) * scale)
    if kind == "count":
        return lambda text: _whole(_number(text, source) * scale)
    if kind == "date":
        return lambda text: _day(text, source.dates)
    if kind == "month":
        return lambda text: _month(text, source.dates)
    return str


def _number(text: str, source: Source) -> Decimal:
    plain = text.strip()
    if source.decimal == ",":
        if "." in plain:
            raise ValueError(text)
        plain = plain.replace(",", ".")
    number = Decimal(plain)
    if not number.is_finite() or "_" in plain:
        raise ValueError(text)
    return number


def _money(number: Decimal, scale: Decimal) -> int:
    amount = cents(number * scale)
    if abs(amount) > 10**15 * CENTS_PER_UNIT:
        raise ValueError(str(number))
    return amount


def _whole(number: Decimal) -> int:
    if number != number.to_integral_value():
        raise ValueError(str(number))
    return int(number)


def _day(text: str, form: str) -> date:
    day = datetime.strptime(text.strip(), form).date()  # noqa: DTZ007 -- a calendar date has no zone
    if not EARLIEST <= day <= LATEST:
        raise ValueError(text)
    return day


def _month(text: str, form: str) -> str:
    plain = text.strip()
    return plain if MONTH.fullmatch(plain) else _day(plain, form).isoformat()[:7]
