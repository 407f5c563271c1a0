"""Numbers and money as files write them, exactly."""

from __future__ import annotations

import re
from fractions import Fraction

from salesplan_nb.intake.reading import NoShare, Reading, TooLarge, Value
from salesplan_nb.money import CENTS_PER_UNIT, LARGEST, PLAIN, cents
from salesplan_nb.workspace.sources import Source

BLANKS = "[ \u00a0\u2009\u202f]"
"""Every kind of blank that stands between thousands."""

LAKHS = "[0-9]{1,2}(,[0-9]{2})+,[0-9]{3}"
"""Digits as India groups them: 1,21,200."""


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
    """A number less its marks of thousands, which must stand before every three digits.

    A comma may also stand as in India, before the last three digits and every two before them: 1,21,200. Nothing else
    reads so, and no number that both ways read differs between them.
    """
    mark = BLANKS if source.thousands == " " else re.escape(str(source.thousands))
    whole, point, decimals = plain.partition(source.decimal)
    grouped = rf"[0-9]{{1,3}}({mark}[0-9]{{3}})+"
    if source.thousands == ",":
        grouped += f"|{LAKHS}"
    if re.search(mark, whole) and re.fullmatch(grouped, whole) is None:
        raise ValueError(plain)
    return re.sub(mark, "", whole) + point + decimals


def money(text: str | Fraction, reading: Reading, scale: Fraction) -> int:
    """Cents of a number, rounded half-even once: fractions are exact, however many decimals there are."""
    if isinstance(text, Fraction) or scale != 1:
        amount = round(number(text, reading) * scale * CENTS_PER_UNIT)
    else:
        plain = digits(text, reading)
        units, _point, decimals = plain.partition(".")
        exact = len(decimals) <= 2  # nearly every amount; nothing to round
        amount = int(units + decimals.ljust(2, "0")) if exact else cents(plain)
    if abs(amount) > LARGEST:
        raise TooLarge(text)
    return amount


def bounded(found: Fraction) -> Fraction:
    """A number that somebody may mean; raises TooLarge."""
    if abs(found) > LARGEST // CENTS_PER_UNIT:
        raise TooLarge(str(found))
    return found


def part(found: Fraction) -> Fraction:
    """A share between nothing and all; raises NoShare."""
    if not 0 <= found <= 1:
        raise NoShare(str(found))
    return found


def whole(found: Fraction) -> int:
    """A number without a fraction; raises ValueError."""
    if found.denominator != 1:
        raise ValueError(str(found))
    return int(found)
