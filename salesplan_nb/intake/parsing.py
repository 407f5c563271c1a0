"""From text to the contract's types: exact cents, dates by the declared forms; what cannot be read is kept apart."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
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
from salesplan_nb.workspace.expressions import plain
from salesplan_nb.workspace.source_fields import SERIAL
from salesplan_nb.workspace.sources import Source

LARGEST = 10**15 * CENTS_PER_UNIT
"""Amounts beyond are typing errors [cents]; sums of the rest fit the engine's integers."""
EARLIEST, LATEST = date(1900, 1, 1), date(2200, 12, 31)
"""Dates outside are typing errors, such as the year 0207."""
BLANKS = "[ \u00a0\u2009\u202f]"
"""Every kind of blank that stands between thousands."""
SERIAL_DAY = re.compile(r"[0-9]{2,6}(\.[0-9]+)?")
LEAP_1900 = 60
"""The serial day that never was: Excel takes 1900 for a leap year."""
DAY = re.compile(r"%[-#]?[deDFjcxaAuwUW]")
"""What a form of dates has that reads days."""
EXACT = "exact"
"""Kind of money that is not rounded yet [fractions of cents]."""
FIRST_SERIAL = date(1899, 12, 30)
"""Day 0 of a workbook's serial days, from March 1900 on."""
ISO = "iso"
"""The form of dates and times in files that type their columns."""
JOINED = re.compile("%[dmyYjHMS]%[dmyYjHMS](?!.*%[fz])")
"""Parts of a date side by side: without a mark between them, only the usual number of digits tells where each ends."""


class Ambiguous(ValueError):
    """A date that the declared forms read as two days, or a number that is another where the file itself types it."""


class TooLarge(ValueError):
    """A number beyond what anybody sells."""


class NoShare(ValueError):
    """A share of less than nothing or more than all."""


class Unzoned(ValueError):
    """A time with a zone, and no zone of the plan to bring it into."""


@dataclass(frozen=True)
class Failed:
    """What stands in place of a value that could not be derived."""

    cells: str
    """Those that it was to be made of."""

    def __str__(self) -> str:
        return self.cells


Value = str | Fraction | Failed
"""A cell as it is read: text, or an exact number where it was derived."""


@dataclass(frozen=True)
class Reading:
    """How the cells of one column are read."""

    source: Source
    native: bool = False
    """Whether the files themselves type the column."""
    partly: bool = False
    """Whether some of the files do and others do not."""
    scale: Decimal = Decimal(1)
    zone: ZoneInfo | None = None
    """The plan's time zone."""
    calendar: MonthCalendar = field(default_factory=CalendarMonths)
    """The company's months: a day in a column of months belongs to one of them."""

    @property
    def dates(self) -> tuple[tuple[str, ...], ...]:
        """The forms that a date may have: those of the first group that read it at all count."""
        declared = tuple(self.source.dates)
        if self.native:  # declared ones for days as numbers: 20261031
            return (ISO,), declared
        return ((ISO, *declared),) if self.partly else (declared,)


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

    def value(text: Value) -> Any:
        try:
            if isinstance(text, Failed):
                raise ValueError(text)
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
    if kind == EXACT:
        return lambda text: number(text, reading) * scale * CENTS_PER_UNIT
    if kind == "number":
        return lambda text: float(_bounded(number(text, reading) * scale))
    if kind == "fraction":
        return lambda text: float(_part(share(text, reading) * scale))
    if kind == "count":
        return lambda text: _whole(_bounded(number(text, reading) * scale))
    if kind == "date":
        return lambda text: day(written(text), reading)
    if kind == "month":
        return lambda text: _month(written(text), reading)
    return written


def written(value: Value) -> str:
    """A value as text, a derived number in digits."""
    return plain(value) if isinstance(value, Fraction) else str(value)


def number(text: Value, reading: Reading) -> Fraction:
    """A number, exactly; raises ValueError where the text is none."""
    return text if isinstance(text, Fraction) else Fraction(digits(str(text), reading))


def share(text: Value, reading: Reading) -> Fraction:
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
    if reading.partly:
        return _either(text, reading)
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


def _either(text: str, reading: Reading) -> str:
    """A number of a column that some files type and others do not, where both ways to read it agree or one fails."""
    found: dict[Decimal, str] = {}
    for native in (True, False):
        with suppress(ValueError):
            plain = digits(text, replace(reading, native=native, partly=False))
            found.setdefault(Decimal(plain), plain)
    if len(found) > 1:
        raise Ambiguous(text)
    if not found:
        raise ValueError(text)
    return next(iter(found.values()))


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
        raise TooLarge(text)
    return amount


def _bounded(found: Fraction) -> Fraction:
    if abs(found) > LARGEST // CENTS_PER_UNIT:
        raise TooLarge(str(found))
    return found


def _part(found: Fraction) -> Fraction:
    if not 0 <= found <= 1:
        raise NoShare(str(found))
    return found


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
    for forms in reading.dates:
        whole = (form for form in forms if form in (ISO, SERIAL) or DAY.search(form))
        found = {one for form in whole if (one := _as_written(plain, form, reading.zone)) is not None}
        if len(found) > 1:
            raise Ambiguous(text)
        if found and EARLIEST <= min(found) <= LATEST:
            return found.pop()
    raise ValueError(text)


def _as_written(text: str, form: str, zone: ZoneInfo | None) -> date | None:
    """The day that a text is in one form, None where it is not written so."""
    if form == SERIAL:
        whole = int(text.partition(".")[0]) if SERIAL_DAY.fullmatch(text) else 0
        return FIRST_SERIAL + timedelta(days=whole) if whole > LEAP_1900 else None
    try:
        # A calendar date has no zone.
        moment = datetime.fromisoformat(text) if form == ISO else datetime.strptime(text, form)  # noqa: DTZ007
    except ValueError:
        return None
    if JOINED.search(form) and moment.strftime(form) != text:
        return None
    if moment.tzinfo is None:
        return moment.date()
    if zone is None:
        raise Unzoned(text)
    return moment.astimezone(zone).date()


def _month(text: str, reading: Reading) -> str:
    """A month as YYYY-MM, or by a form without days; a day belongs to one of the company's months."""
    plain = text.strip()
    if MONTH.fullmatch(plain):
        return _within(plain)
    of_months = tuple(form for form in reading.source.dates if form != SERIAL and not DAY.search(form))
    found = {f"{one:%Y-%m}" for form in of_months if (one := _as_written(plain, form, None)) is not None}
    if len(found) > 1:
        raise Ambiguous(text)
    return _within(found.pop()) if found else reading.calendar.month_of(day(plain, reading))


def _within(month: str) -> str:
    if not f"{EARLIEST:%Y-%m}" <= month <= f"{LATEST:%Y-%m}":
        raise ValueError(month)
    return month
