"""From text to the contract's types: exact cents, dates by the declared format; what cannot be read is kept apart."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pandas as pd

from salesplan_nb.calendars import MONTH
from salesplan_nb.contract import TABLES
from salesplan_nb.money import CENTS_PER_UNIT, PLAIN, cents
from salesplan_nb.workspace.sources import Source

LARGEST = 10**15 * CENTS_PER_UNIT
"""Amounts beyond are typing errors [cents]; sums of the rest fit the engine's integers."""
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
    if read is str:
        return texts.astype("object").where(texts.str.strip() != "", None), pd.Series(False, index=texts.index)
    known: dict[str, Any] = {}
    for text in texts.unique().tolist():
        try:
            known[text] = read(text) if text.strip() else None
        except ValueError:
            known[text] = ValueError
    read_values = [known[text] for text in texts.tolist()]
    unreadable = pd.Series([value is ValueError for value in read_values], index=texts.index, dtype="bool")
    values = pd.Series(read_values, index=texts.index, dtype="object")
    return values.where(~unreadable, None), unreadable


def _reader(kind: str, source: Source, scale: Decimal) -> Callable[[str], Any]:
    if kind == "cents":
        return lambda text: _money(digits(text, source), scale)
    if kind == "number":
        return lambda text: float(Fraction(digits(text, source)) * Fraction(scale))
    if kind == "count":
        return lambda text: _whole(Fraction(digits(text, source)) * Fraction(scale))
    if kind == "date":
        return lambda text: _day(text, source.dates)
    if kind == "month":
        return lambda text: _month(text, source.dates)
    return str


def digits(text: str, source: Source) -> str:
    """A number of a file with a point as its decimal mark.

    Raises
    ------
    ValueError
        Where it is no plain decimal number with the declared mark: 1E5, 1.234,56 and 12% are none.
    """
    plain = text.strip()
    if source.decimal == ",":
        plain = plain.replace(".", "?").replace(",", ".")
    if PLAIN.fullmatch(plain) is None:
        raise ValueError(text)
    return plain


def _money(plain: str, scale: Decimal) -> int:
    """Cents of a plain number, rounded half-even once: fractions are exact, however many decimals there are."""
    whole, _point, decimals = plain.partition(".")
    if scale == 1 and len(decimals) <= 2:  # nearly every amount; nothing to round
        amount = int(whole + decimals.ljust(2, "0"))
    else:
        amount = cents(plain) if scale == 1 else round(Fraction(plain) * Fraction(scale) * CENTS_PER_UNIT)
    if abs(amount) > LARGEST:
        raise ValueError(plain)
    return amount


def _whole(number: Fraction) -> int:
    if number.denominator != 1:
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
