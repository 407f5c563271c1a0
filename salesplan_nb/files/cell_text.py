"""A workbook's value as text."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from decimal import Decimal

Value = int | float | str | bool | dt.date | dt.datetime | dt.time | dt.timedelta
"""What a cell of a workbook holds; '' where nothing."""


def cell_texts(values: Sequence[Value]) -> list[str]:
    """Values as text, each as `cell_text` writes it."""
    return [value if type(value) is str else cell_text(value) for value in values]


def cell_text(value: Value) -> str:
    """A value as text: a number by its shortest decimals without exponent, a date or time as ISO writes it.

    Examples
    --------
    >>> [cell_text(value) for value in (17850.0, 0.1, 1e22, 1e-7, True, "00123")]
    ['17850', '0.1', '10000000000000000000000', '0.0000001', 'TRUE', '00123']
    >>> cell_text(dt.datetime(2026, 10, 31)), cell_text(dt.datetime(2026, 10, 31, 23, 30))
    ('2026-10-31', '2026-10-31T23:30:00')
    >>> cell_text(dt.timedelta(hours=36, minutes=5))
    '36:05:00'
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, dt.datetime):
        whole = value.time() == dt.time() and value.tzinfo is None
        return value.date().isoformat() if whole else value.isoformat()
    if isinstance(value, dt.timedelta):
        return _duration(value)
    return value.isoformat()


def _number(value: float) -> str:
    if isinstance(value, int):
        return str(value)
    if math.isnan(value):
        return ""
    text = repr(value)
    if "e" in text:
        text = format(Decimal(text), "f")
    text = text.removesuffix(".0")
    return "0" if text == "-0" else text


def _duration(value: dt.timedelta) -> str:
    minutes, seconds = divmod(abs(value).total_seconds(), 60)
    hours, minutes = divmod(int(minutes), 60)
    sign = "-" if value < dt.timedelta() else ""
    return f"{sign}{hours}:{minutes:02}:{seconds:06.3f}".removesuffix(".000")
