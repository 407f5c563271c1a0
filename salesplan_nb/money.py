"""Money as integer minor units (cents), rounded half-even once, where a decimal enters."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation

CENTS_PER_UNIT = 100


def cents(amount: str | int | Decimal) -> int:
    """Cents [1/100 currency unit] of an amount in whole currency units.

    Raises
    ------
    ValueError
        When the text is not a finite plain decimal number.

    Examples
    --------
    >>> cents("1234.565"), cents("-0.125"), cents(7)
    (123456, -12, 700)
    """
    try:
        value = Decimal(amount)
    except InvalidOperation as cause:
        raise ValueError(f"not an amount: {amount!r}") from cause
    if not value.is_finite():
        raise ValueError(f"not an amount: {amount!r}")
    return int((value * CENTS_PER_UNIT).quantize(Decimal(1), rounding=ROUND_HALF_EVEN))


def units(amount_cents: float) -> float:
    """Whole currency units of an amount in cents, for charts and statistics only.

    Examples
    --------
    >>> units(123456)
    1234.56
    """
    return amount_cents / CENTS_PER_UNIT


def scaled(amount_cents: int, factor: Decimal) -> int:
    """An amount times a decimal factor, rounded half-even to the cent.

    Examples
    --------
    >>> scaled(2_400_000_00, Decimal("1.20"))
    288000000
    """
    return int((Decimal(amount_cents) * factor).quantize(Decimal(1), rounding=ROUND_HALF_EVEN))
