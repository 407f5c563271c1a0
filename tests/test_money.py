from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesplan_nb.money import cents, scaled, units

WHOLE_CENTS = st.integers(min_value=-(10**17), max_value=10**17)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0", 0),
        ("7", 700),
        ("1234.56", 123456),
        ("-0.01", -1),
        ("+3.5", 350),
        (".5", 50),
        ("5.", 500),
        (" 12.30 ", 1230),
        # half-even: the tie goes to the even cent, on both sides of zero
        ("0.005", 0),
        ("0.015", 2),
        ("0.025", 2),
        ("-0.005", 0),
        ("-0.015", -2),
        # a hair above the tie is no tie, however long the decimal: rounding happens once
        ("0.025" + "0" * 40 + "1", 3),
        ("99999999999999999999999999999999.99", 9999999999999999999999999999999999),
    ],
)
def test_an_amount_becomes_cents_rounded_half_even_once(text: str, expected: int) -> None:
    assert cents(text) == expected


@pytest.mark.parametrize(
    "text",
    ["", " ", "abc", "1,5", "1_000", "1e5", "1E+05", "nan", "inf", "-Infinity", "0x10", "--1", "1.2.3", "\uff11"],
)
def test_what_is_no_plain_decimal_is_refused_with_its_text(text: str) -> None:
    with pytest.raises(ValueError, match="not an amount"):
        cents(text)


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("Infinity")])
def test_a_decimal_that_is_not_finite_is_refused(value: Decimal) -> None:
    with pytest.raises(ValueError, match="not an amount"):
        cents(value)


@given(WHOLE_CENTS)
def test_text_with_two_places_goes_in_and_comes_out_as_it_was(amount: int) -> None:
    sign, size = ("-" if amount < 0 else ""), abs(amount)
    assert cents(f"{sign}{size // 100}.{size % 100:02d}") == amount


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=6))
def test_cents_are_never_further_than_half_a_cent_from_the_amount(amount: Decimal) -> None:
    assert abs(cents(amount) - Fraction(amount) * 100) <= Fraction(1, 2)
    assert cents(-amount) == -cents(amount)


def test_a_factor_is_applied_exactly() -> None:
    assert scaled(2_400_000_00, Decimal("1.20")) == 2_880_000_00  # 2.4M + 20%
    assert scaled(25, Decimal("0.1")) == 2  # 2.5 goes to the even cent
    assert scaled(35, Decimal("0.1")) == 4  # 3.5 likewise
    assert scaled(10**30 + 1, Decimal("1.0")) == 10**30 + 1  # longer than a Decimal's 28 digits


def test_a_numpy_amount_does_not_overflow() -> None:
    # 9e15 x 1.23456789 has a numerator beyond 64 bits
    assert scaled(np.int64(9 * 10**15), Decimal("1.23456789")) == 11_111_111_010_000_000  # type: ignore[arg-type]


@given(WHOLE_CENTS)
def test_one_keeps_and_zero_clears_an_amount(amount: int) -> None:
    assert scaled(amount, Decimal(1)) == amount
    assert scaled(amount, Decimal(0)) == 0


def test_units_are_for_reading() -> None:
    assert units(123456) == 1234.56
