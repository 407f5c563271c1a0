"""A figure as readers see it: 12,096, −0.3, 28%, 14 to 27%. Half up, a true minus, no minus zero."""

from __future__ import annotations

import math
import re
from decimal import ROUND_HALF_UP, Decimal

from salesplan_nb.number_formats import MINUS, SIGNS, decimal_text, in_force, percent_text

DASH = "–"
"""Stands in a cell that has no figure."""
DIGITS = "0123456789"


def number(value: float | Decimal, digits: int = 0) -> str:
    """A number with that many decimals and thousands set off.

    Examples
    --------
    >>> number(12096.4), number(-0.04, 1), number(-2.25, 1)
    ('12,096', '0.0', '−2.3')
    """
    if not math.isfinite(value):
        return DASH
    return decimal_text(printed(value, digits))


def printed(value: float | Decimal, digits: int = 0) -> Decimal:
    """The figure that `number` prints, to compare or to reckon with: text is never read back.

    Examples
    --------
    >>> printed(12096.46, 1), printed(-2.25, 1)
    (Decimal('12096.5'), Decimal('-2.3'))
    """
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


def nothing(text: str) -> bool:
    """Whether a printed figure is zero, or none."""
    return not any(c in "123456789" for c in text)


def decimal_mark() -> str:
    """What stands between the whole and its decimals."""
    return in_force().decimal


def tick(value: float, digits: int = 0) -> str:
    """A figure at an axis, without decimals that are all zero.

    Examples
    --------
    >>> tick(2.5, 1), tick(-2.0, 1), tick(1200.0)
    ('2.5', '−2', '1,200')
    """
    return number(value, digits) if printed(value, digits) % 1 else number(value)


def signed(value: float | Decimal, digits: int = 0) -> str:
    """A change: with its sign, except zero.

    Examples
    --------
    >>> signed(0.31, 1), signed(-0.31, 1), signed(-0.01, 1)
    ('+0.3', '−0.3', '0.0')
    """
    text = number(value, digits)
    grows = math.isfinite(value) and not text.startswith(MINUS) and not nothing(text)
    return f"+{text}" if grows else text


def percent(fraction: float, digits: int = 0) -> str:
    """A fraction in percent; a dash where there is none.

    Examples
    --------
    >>> percent(0.284), percent(-0.003), percent(float("nan"))
    ('28%', '0%', '–')
    """
    return percent_text(number(Decimal(str(fraction)) * 100, digits)) if math.isfinite(fraction) else DASH


def part(fraction: float) -> str:
    """A part of a whole in percent, which is not all while something is missing, nor nothing while something is there.

    Examples
    --------
    >>> part(0.284), part(0.997), part(0.003), part(1.0)
    ('28%', 'over 99%', 'under 1%', '100%')
    """
    if 0 < fraction < 1:
        return (
            f"over {percent(0.99)}"
            if percent(fraction) == percent(1)
            else f"under {percent(0.01)}"
            if nothing(percent(fraction))
            else percent(fraction)
        )
    return percent(fraction)


def rate(fraction: float) -> str:
    """The size of a rate in percent: with a decimal more where it would else be printed as nothing.

    Examples
    --------
    >>> rate(0.09), rate(-0.004), rate(0.0002)
    ('9%', '0.4%', 'under 0.1%')
    """
    texts = (percent(abs(fraction), digits) for digits in (0, 1))
    return next((text for text in texts if not nothing(text)), f"under {percent(0.001, 1)}")


def change(fraction: float, digits: int = 0) -> str:
    """A relative change in percent; 'n/a (from 0)' where there was nothing to change from.

    Examples
    --------
    >>> change(0.31), change(-0.06), change(float("nan"))
    ('+31%', '−6%', 'n/a (from 0)')
    """
    return percent_text(signed(Decimal(str(fraction)) * 100, digits)) if math.isfinite(fraction) else "n/a (from 0)"


def points(fraction: float) -> str:
    """A difference of two shares, in percentage points."""
    return signed(Decimal(str(fraction)) * 100) if math.isfinite(fraction) else DASH


def interval(low: str, high: str) -> str:
    """A range: '25.9 to 29.9'; a unit that both ends carry is said once.

    Examples
    --------
    >>> interval("14%", "27%"), interval("2.1M", "3.0M"), interval("5%", "5%")
    ('14 to 27%', '2.1 to 3.0M', '5%')
    """
    if DASH in (low, high):
        return DASH
    if low == high:
        return high
    unit = re.search(r"\D*$", high)
    bare = low.removesuffix(unit[0]) if unit and high[0] in SIGNS + DIGITS and low[0] in SIGNS + DIGITS else low
    return f"{bare} to {high}"
