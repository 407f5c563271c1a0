from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salesplan_nb.errors import PlanErrors
from salesplan_nb.intake.parsing import parsed
from salesplan_nb.workspace.sources import Source

PLAIN = Source(file="f.csv", columns={"amount": "net"})


def cents_of(*texts: str, source: Source = PLAIN) -> list[int | None]:
    values, unreadable = parsed(pd.Series(list(texts), dtype="str"), "orders", "amount_cents", source)
    assert not unreadable.any()
    return values.tolist()


def test_a_half_cent_goes_to_the_even_cent() -> None:
    assert cents_of("0.125", "0.135", "-0.125", "2.675", "1.005") == [12, 14, -12, 268, 100]


def test_a_double_would_have_rounded_otherwise() -> None:
    assert round(0.575 * 100) == 57  # 0.575 as a double lies below
    assert cents_of("0.575") == [58]


@given(st.decimals(-(10**9), 10**9, places=4, allow_nan=False, allow_infinity=False))
def test_amounts_are_exact_to_the_half_even_cent(amount: Decimal) -> None:
    expected = (amount * 100).quantize(Decimal(1), rounding=ROUND_HALF_EVEN)
    assert cents_of(format(amount, "f")) == [int(expected)]


def test_a_factor_is_applied_before_the_one_rounding() -> None:
    thousands = Source(file="f.csv", columns={"amount": "net"}, scale={"amount": Decimal(1000)})
    # In units 1000.005, 1000.015 and 0.0125: half cents go to the even one, a quarter down.
    assert cents_of("1.000005", "1.000015", "0.0000125", source=thousands) == [100_000, 100_002, 1]


def test_a_decimal_comma_is_read_where_it_is_declared() -> None:
    comma = Source(file="f.csv", columns={"amount": "net"}, decimal=",")
    assert cents_of("1234,56", "-7", ",5", source=comma) == [123_456, -700, 50]


def test_a_point_is_no_mark_where_the_comma_is(maker) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(PlanErrors, match=r"'1\.234'"):
        maker.orders("order;date;net\nA;2026-10-01;1.234\n", "delimiter: ';'\ndecimal: ','")


def test_an_empty_cell_is_missing_not_zero() -> None:
    assert [None if pd.isna(one) else one for one in cents_of("", "  ", "0")] == [None, None, 0]


@pytest.mark.parametrize(
    "text", ["1.234,56", "(1,234)", "$1,234", "12%", "1 234", "NaN", "inf", "0x10", "1_000", "five"]
)
@pytest.mark.parametrize("decimal", [".", ","])
def test_what_the_mapping_does_not_declare_is_an_error(maker, text: str, decimal: str) -> None:  # type: ignore[no-untyped-def]
    content = f"order;date;net\nA;2026-10-01;5\nB;2026-10-01;{text}\n"
    with pytest.raises(PlanErrors) as caught:
        maker.orders(content, f"delimiter: ';'\ndecimal: '{decimal}'")
    (error,) = caught.value.errors
    assert error.exit_code == 3
    assert error.context == (f"orders.csv:3, column amount: {text!r}",)
    assert error.hint


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("%Y-%m-%d", "31/02/2026"),
        ("%Y-%m-%d", "2026-02-31"),
        ("%Y-%m-%d", "0207-10-01"),
        ("%Y-%m-%d", "45961"),
        ("%Y-%m-%d", "2026-10-01 12:00"),
        ("%d/%m/%Y", "02/13/2026"),
        ("%d/%m/%Y", "01/02/26"),
    ],
)
def test_a_date_of_another_form_is_an_error_with_its_row(maker, form: str, text: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(PlanErrors) as caught:
        maker.orders(f"order,date,net\nA,{text},5\n", f"dates: '{form}'")
    assert caught.value.errors[0].context == (f"orders.csv:2, column order_date: {text!r}",)


@pytest.mark.parametrize(("form", "month"), [("%d/%m/%Y", "2026-02"), ("%m/%d/%Y", "2026-01")])
def test_the_declared_form_decides_what_day_it_is(maker, form: str, month: str) -> None:  # type: ignore[no-untyped-def]
    taken = maker.orders("order,date,net\nA,01/02/2026,5\n", f"dates: '{form}'", as_of=month)
    assert taken.tables["orders"]["month"].tolist() == [month]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=10, deadline=None)
@given(bad=st.integers(1, 12))
def test_all_unreadable_values_are_counted_and_five_are_shown(maker, bad: int) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(PlanErrors) as caught:
        maker.orders("order,date,net\nA,2026-10-01,5\n" + "B,2026-10-01,x\n" * bad)
    (error,) = caught.value.errors
    assert f"{bad} of {bad + 1}" in error.message
    assert len(error.context) == min(bad, 5)
