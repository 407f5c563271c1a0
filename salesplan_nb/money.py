"""Money as integer minor units (cents), rounded half-even once, where a decimal enters."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

CENTS_PER_UNIT = 100
LARGEST = 10**15 * CENTS_PER_UNIT
"""Amounts beyond are typing errors [cents], in the data as in plan.yml; sums of the rest fit the engine's integers."""
PLAIN = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)")
"""A decimal number as people write it: no exponent, no separators of thousands, no digits of other scripts."""


def cents(amount: str | int | Decimal) -> int:
    """Cents [1/100 currency unit] of an amount in whole currency units.

    Raises
    ------
    ValueError
        When the text is not a plain decimal number, or the number is not finite.

    Notes
    -----
    The arithmetic is exact, so a long decimal is rounded once: 0.02500...01 is three cents.

    Examples
    --------
    >>> cents("1234.565"), cents("-0.125"), cents(7)
    (123456, -12, 700)
    """
    text = amount.strip() if isinstance(amount, str) else format(Decimal(amount), "f")
    if PLAIN.fullmatch(text) is None:
        raise ValueError(f"not an amount: {amount!r}")
    return round(Fraction(text) * CENTS_PER_UNIT)


def units(amount_cents: float) -> float:
    """Whole currency units of an amount in cents, for charts and statistics only.

    Examples
    --------
    >>> units(123456)
    1234.56
    """
    return amount_cents / CENTS_PER_UNIT


def scaled(amount_cents: int, factor: Decimal) -> int:
    """An amount times a decimal factor [cents], exact until it is rounded half-even to the cent.

    Examples
    --------
    >>> scaled(2_400_000_00, Decimal("1.20"))
    288000000
    """
    return round(int(amount_cents) * Fraction(factor))
