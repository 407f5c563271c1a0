from __future__ import annotations

import time
from datetime import date
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesplan_nb.errors import PlanError, PlanErrors
from salesplan_nb.intake.rates import Rates, no_rates, rates

ROWS = [("USD", "2026-01-01", "0.90"), ("USD", "2026-04-01", "0.85"), ("CHF", "2026-02-01", "1.0375")]


def place(row: int) -> str:
    return f"rates.csv:{row + 2}"


def made(rows: list[tuple[str, str, object]]) -> Rates:
    table = pd.DataFrame(rows, columns=["currency", "date", "rate"], dtype="object")
    return rates(table.assign(date=pd.to_datetime(table["date"])), "EUR", place=place)


def day(text: str) -> pd.Timestamp:
    return pd.Timestamp(text)


@pytest.mark.parametrize(
    ("currency", "on", "expected"),
    [
        ("USD", "2025-12-31", None),  # before the first rate
        ("USD", "2026-01-01", Fraction(9, 10)),  # its first day
        ("USD", "2026-03-31", Fraction(9, 10)),  # the last day before the next
        ("USD", "2026-04-01", Fraction(17, 20)),
        ("USD", "2031-01-01", Fraction(17, 20)),
        ("GBP", "2026-04-01", None),  # not in the table
        ("EUR", "1990-01-01", Fraction(1)),  # the plan's own
    ],
)
def test_a_rate_holds_from_its_day_to_the_next(currency: str, on: str, expected: Fraction | None) -> None:
    assert made(ROWS).factor(currency, day(on)) == expected


def test_the_order_of_the_rows_does_not_matter() -> None:
    assert made(ROWS[::-1]) == made(ROWS)


def test_a_row_without_a_day_has_no_rate_unless_it_needs_none() -> None:
    assert made(ROWS).factor("USD", pd.NaT) is None
    assert made(ROWS).factor("EUR", pd.NaT) == 1


def test_amounts_are_converted_and_those_without_a_rate_are_missing_not_nought() -> None:
    amounts = pd.Series([1000, 1000, -1000, 1000, 1000, None], dtype="Int64", index=[7, 8, 9, 10, 11, 12])
    currencies = pd.Series(["USD", "USD", "CHF", "GBP", None, "USD"], index=amounts.index)
    on = pd.Series(pd.to_datetime(["2026-01-05", "2026-05-05", "2026-05-05"] * 2), index=amounts.index)
    converted, unrated = made(ROWS).converted(amounts, currencies, on)
    # 10.00 x 0.90 = 9.00; x 0.85 = 8.50; -10.00 x 1.0375 = -10.375, and half-even goes to -10.38 (1037.5 to 1038)
    assert converted.tolist() == [900, 850, -1038, pd.NA, 1000, pd.NA]
    assert unrated.tolist() == [False, False, False, True, False, False]
    assert converted.index.tolist() == unrated.index.tolist() == amounts.index.tolist()


def test_a_half_cent_goes_to_the_even_neighbour() -> None:
    # 1, 3, 5 cents x 0.5 = 0.5, 1.5, 2.5 -> 0, 2, 2; the same below nought
    amounts = pd.Series([1, 3, 5, -1, -3, -5])
    converted, _ = made([("USD", "2026-01-01", "0.5")]).converted(
        amounts, pd.Series(["USD"] * 6), pd.Series([day("2026-01-01")] * 6)
    )
    assert converted.tolist() == [0, 2, 2, 0, -2, -2]


def test_an_amount_beyond_all_counting_is_an_error_not_a_wrong_figure() -> None:
    with pytest.raises(PlanError, match="more than a plan can count"):
        made([("USD", "2026-01-01", "1000")]).converted(
            pd.Series([10**17]), pd.Series(["USD"]), pd.Series([day("2026-01-01")])
        )


def test_the_age_of_a_rate_tells_a_month_that_was_left_out() -> None:
    currencies = pd.Series(["USD", "USD", "EUR", "GBP"])
    on = pd.Series(pd.to_datetime(["2026-01-31", "2026-03-31", "2026-03-31", "2026-03-31"]))
    # 31 January is 30 days after the first; 31 March 30 + 28 + 31 = 89: there was no rate for February and March.
    assert made(ROWS).ages(currencies, on).tolist() == [30, 89, pd.NA, pd.NA]


@pytest.mark.parametrize(
    "written", ["0", "-0.9", "0.0", "", "n/a", "1e400", "nan", "1/0", float("nan"), float("inf"), None]
)
def test_a_rate_is_a_number_above_zero(written: object) -> None:
    with pytest.raises(PlanErrors) as found:
        made([("USD", "2026-01-01", "0.9"), ("CHF", "2026-01-01", written)])
    (error,) = found.value.errors
    assert (error.reference, error.kind) == ("rate-not-positive", "data")
    assert error.context == (f"rates.csv:3, column rate: {str(written)!r}",)


@pytest.mark.parametrize("written", ["0.1", 0.1, np.float64(0.1), Fraction(1, 10), " 0.10 "])
def test_a_rate_is_as_exact_as_it_is_written(written: object) -> None:
    assert made([("USD", "2026-01-01", written)]).factor("USD", day("2026-01-01")) == Fraction(1, 10)


def test_two_rates_from_one_day_name_both_lines() -> None:
    with pytest.raises(PlanErrors) as found:
        made([*ROWS, ("USD", "2026-04-01", "0.86"), ("GBP", "2026-01-01", "-1")])
    assert [error.reference for error in found.value.errors] == ["rate-not-positive", "doubled-rate"]
    assert found.value.errors[1].context == ("rates.csv:3 and rates.csv:5: USD from 2026-04-01",)


def test_the_same_rate_twice_is_no_contradiction() -> None:
    assert made([*ROWS, ("USD", "2026-04-01", "0.850")]).factor("USD", day("2026-04-01")) == Fraction(17, 20)


def test_the_plans_own_currency_is_worth_one() -> None:
    assert made([*ROWS, ("EUR", "2026-01-01", "1.000")]).factor("EUR", day("2026-01-01")) == 1
    with pytest.raises(PlanErrors) as found:
        made([*ROWS, ("EUR", "2026-01-01", "1.1")])
    assert found.value.errors[0].context == ("rates.csv:5, column rate: '1.1'",)


def test_the_error_lists_currencies_months_and_rows() -> None:
    currencies = pd.Series(["USD", "GBP", "GBP", "USD", "CHF"], index=[3, 4, 5, 6, 7])
    on = pd.Series(
        pd.to_datetime(["2026-01-31", "2026-03-31", "2026-02-28", "2025-12-31", "2026-03-01"]), currencies.index
    )
    _, unrated = made(ROWS).converted(pd.Series(1, currencies.index), currencies, on)
    error = no_rates(currencies, on, unrated, place=lambda row: f"orders.csv:{row}")
    assert error.exit_code == 3
    assert error.message == (
        "orders.csv:4: 3 of 5 rows have no rate on their day; "
        "GBP: 2 rows, 2026-02 to 2026-03; USD: 1 rows, 2025-12 to 2025-12"
    )
    assert error.context == tuple(
        f"orders.csv:{row}, column currency: '{name}'" for row, name in [(4, "GBP"), (5, "GBP"), (6, "USD")]
    )


CURRENCIES = st.sampled_from(["EUR", "USD", "CHF", "GBP"])
DAYS = st.dates(date(2025, 12, 1), date(2026, 5, 1))


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.integers(-(10**17), 10**17), CURRENCIES, DAYS), max_size=20),
    st.fractions(min_value=Fraction(1, 1000), max_value=9, max_denominator=10**9).filter(bool),
)
def test_each_amount_is_the_exact_product_rounded_once(rows: list[tuple[int, str, date]], rate: Fraction) -> None:
    table = made([*ROWS[:2], ("CHF", "2026-02-01", rate)])
    frame = pd.DataFrame(rows, columns=["amount", "currency", "day"], dtype="object")
    converted, unrated = table.converted(
        frame["amount"].astype("int64"), frame["currency"], pd.to_datetime(frame["day"]).astype("datetime64[s]")
    )
    for (amount, currency, on), found, without in zip(rows, converted, unrated, strict=True):
        factor = table.factor(currency, pd.Timestamp(on))
        assert without == (factor is None)
        assert found is pd.NA if factor is None else found == round(amount * factor)


def test_a_million_rows_at_daily_rates_take_no_second() -> None:
    chance = np.random.default_rng(1)
    daily = pd.date_range("2024-01-01", "2025-12-31")
    names = [f"X{i:02}" for i in range(20)]
    table = pd.DataFrame([(n, d, f"{1 + i / 977:.5f}") for n in names for i, d in enumerate(daily)])
    found = rates(table.set_axis(["currency", "date", "rate"], axis=1), "EUR", place=place)
    rows = 1_000_000
    amounts = pd.Series(chance.integers(-100_000, 10_000_000, rows))
    currencies = pd.Series(chance.choice(names, rows), dtype="category")
    on = pd.Series(chance.choice(daily.to_numpy(), rows))
    started = time.process_time()
    _, unrated = found.converted(amounts, currencies, on)
    assert not unrated.any()
    assert time.process_time() - started < 3  # 0.4 s of a processor on two slow cores
