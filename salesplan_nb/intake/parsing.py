"""From text to the contract's types: exact cents, dates by the declared forms; what cannot be read is kept apart."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from salesplan_nb.calendars import MONTH
from salesplan_nb.fiscal import CalendarMonths, MonthCalendar
from salesplan_nb.intake.coded import Coded, Mask
from salesplan_nb.money import CENTS_PER_UNIT, PLAIN, cents
from salesplan_nb.workspace.sources import Source

LARGEST = 10**15 * CENTS_PER_UNIT
"""Amounts beyond are typing errors [cents]; sums of the rest fit the engine's integers."""
EARLIEST, LATEST = date(1900, 1, 1), date(2200, 12, 31)
"""Dates outside are typing errors, such as the year 0207."""
BLANKS = "[ \u00a0\u2009\u202f]"
"""Every kind of blank that stands between thousands."""
SERIAL = "excel"
FIRST_SERIAL = date(1899, 12, 30)
"""Day 0 of a workbook's serial days, from March 1900 on."""
ISO = "iso"
"""The form of dates and times in files that type their columns."""


class Ambiguous(ValueError):
    """A date that the declared forms read as two days."""


class Unzoned(ValueError):
    """A time with a zone, and no zone of the plan to bring it into."""


@dataclass(frozen=True)
class Reading:
    """How the cells of one column are read."""

    source: Source
    native: bool = False
    """Whether the file itself types the column."""
    scale: Decimal = Decimal(1)
    zone: ZoneInfo | None = None
    """The plan's time zone."""
    calendar: MonthCalendar = field(default_factory=CalendarMonths)
    """The company's months: a day in a column of months belongs to one of them."""

    @property
    def dates(self) -> tuple[str, ...]:
        """The forms that a date may have."""
        return (ISO,) if self.native else tuple(self.source.dates)


@dataclass(frozen=True)
class Parsed:
    """A column of the contract, typed, and which of its non-empty cells could not be read, by why."""

    typed: Coded
    unreadable: Mask
    why: dict[type[ValueError], str]
    """The first text of each kind of failure."""


def parsed(column: Coded, kind: str, reading: Reading) -> Parsed:
    """Values of a canonical column.

    Parameters
    ----------
    column : Coded
        Texts, or exact fractions where they were derived.
    kind : str
        Of the contract.
    reading : Reading
        Declares decimal mark, date forms and scale.

    Returns
    -------
    Parsed
        Money in integer cents, rounded half-even once; None where a cell is empty or cannot be read.
    """
    read = _reader(kind, reading)
    failed: list[bool] = []
    why: dict[type[ValueError], str] = {}

    def value(text: str | Fraction) -> Any:
        try:
            typed = None if isinstance(text, str) and not text.strip() else read(text)
            failed.append(False)
        except (ValueError, OverflowError) as cause:
            why.setdefault(type(cause) if isinstance(cause, ValueError) else ValueError, str(text))
            typed = None
            failed.append(True)
        return typed

    typed = [value(text) for text in column.values]
    unreadable = column.pick(np.array(failed, dtype="bool"))
    return Parsed(Coded(column.codes, typed).changed(lambda found: found), unreadable, why)


def _reader(kind: str, reading: Reading) -> Callable[[Any], Any]:
    scale = Fraction(reading.scale)
    if kind == "cents":
        return lambda text: _money(text, reading, scale)
    if kind == "number":
        return lambda text: float(number(text, reading) * scale)
    if kind == "fraction":
        return lambda text: float(share(text, reading) * scale)
    if kind == "count":
        return lambda text: _whole(number(text, reading) * scale)
    if kind == "date":
        return lambda text: day(str(text), reading)
    if kind == "month":
        return lambda text: _month(str(text), reading)
    return str


def number(text: str | Fraction, reading: Reading) -> Fraction:
    """A number, exactly; raises ValueError where the text is none."""
    return text if isinstance(text, Fraction) else Fraction(digits(text, reading))


def share(text: str | Fraction, reading: Reading) -> Fraction:
    """A number that may be written in percent: 12% is 0.12."""
    if isinstance(text, str) and text.strip().endswith("%"):
        return number(text.strip()[:-1].rstrip(), reading) / 100
    return number(text, reading)


def digits(text: str, reading: Reading) -> str:
    """A number of a file in plain digits, with a point as its decimal mark.

    Raises
    ------
    ValueError
        Where it is no number as the file is said to write them: 1E5 and 12% are none, 1.234,56 and (1,234) only where
        `thousands`, `decimal` and `parentheses` say so. A minus may stand behind, as SAP writes it.

    Examples
    --------
    >>> german = Source(file="a.csv", decimal=",", thousands=".", currency_sign="€")
    >>> digits("1.234,56- €", Reading(german))
    '-1234.56'
    """
    plain, source = text.strip(), reading.source
    if PLAIN.fullmatch(plain) is not None and (reading.native or (source.decimal == "." and source.thousands != ".")):
        return plain
    if reading.native:
        raise ValueError(text)
    sign = ""
    if source.parentheses and plain.startswith("(") and plain.endswith(")"):
        sign, plain = "-", plain[1:-1].strip()
    plain, sign = _unsigned(plain.replace("−", "-"), sign, text)
    if source.currency_sign:
        plain = plain.removeprefix(source.currency_sign).removesuffix(source.currency_sign).strip()
        plain, sign = _unsigned(plain, sign, text)
    if source.thousands:
        plain = _ungrouped(plain, source)
    if source.decimal == ",":
        plain = plain.replace(".", "?").replace(",", ".")
    if PLAIN.fullmatch(plain) is None:
        raise ValueError(text)
    return sign + plain


def _unsigned(plain: str, sign: str, text: str) -> tuple[str, str]:
    """A number less its minus, before or behind, and the sign so far."""
    for bare in (plain.removeprefix("-"), plain.removesuffix("-")):
        if bare != plain:
            if sign:
                raise ValueError(text)
            return bare.strip(), "-"
    return plain, sign


def _ungrouped(plain: str, source: Source) -> str:
    """A number less its marks of thousands, which must stand before every three digits."""
    mark = BLANKS if source.thousands == " " else re.escape(str(source.thousands))
    whole, point, decimals = plain.partition(source.decimal)
    if re.search(mark, whole) and re.fullmatch(rf"[0-9]{{1,3}}({mark}[0-9]{{3}})+", whole) is None:
        raise ValueError(plain)
    return re.sub(mark, "", whole) + point + decimals


def _money(text: str | Fraction, reading: Reading, scale: Fraction) -> int:
    """Cents of a number, rounded half-even once: fractions are exact, however many decimals there are."""
    if isinstance(text, Fraction) or scale != 1:
        amount = round(number(text, reading) * scale * CENTS_PER_UNIT)
    else:
        plain = digits(text, reading)
        whole, _point, decimals = plain.partition(".")
        exact = len(decimals) <= 2  # nearly every amount; nothing to round
        amount = int(whole + decimals.ljust(2, "0")) if exact else cents(plain)
    if abs(amount) > LARGEST:
        raise ValueError(text)
    return amount


def _whole(found: Fraction) -> int:
    if found.denominator != 1:
        raise ValueError(str(found))
    return int(found)


def day(text: str, reading: Reading) -> date:
    """The day of a date or time as the file writes it, in the plan's zone where it says one.

    Raises
    ------
    Ambiguous
        Where two of the declared forms read it as two days.
    Unzoned
        Where it has a zone and the plan has none.
    ValueError
        Where no form reads it, or it lies outside 1900 to 2200.
    """
    plain = text.strip()
    found = {one for form in reading.dates if (one := _as_written(plain, form, reading.zone)) is not None}
    if len(found) > 1:
        raise Ambiguous(text)
    if not found or not EARLIEST <= min(found) <= LATEST:
        raise ValueError(text)
    return found.pop()


def _as_written(text: str, form: str, zone: ZoneInfo | None) -> date | None:
    """The day that a text is in one form, None where it is not written so."""
    if form == SERIAL:
        whole = text.partition(".")[0]
        return FIRST_SERIAL + timedelta(days=int(whole)) if whole.isdecimal() and 60 < int(whole) < 200_000 else None
    try:
        # A calendar date has no zone.
        moment = datetime.fromisoformat(text) if form == ISO else datetime.strptime(text, form)  # noqa: DTZ007
    except ValueError:
        return None
    if moment.tzinfo is None:
        return moment.date()
    if zone is None:
        raise Unzoned(text)
    return moment.astimezone(zone).date()


def _month(text: str, reading: Reading) -> str:
    plain = text.strip()
    return plain if MONTH.fullmatch(plain) else reading.calendar.month_of(day(plain, reading))
