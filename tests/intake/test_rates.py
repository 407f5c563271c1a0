from __future__ import annotations

from fractions import Fraction

import numpy as np
import pandas as pd
import pytest

from salesplan_nb.errors import PlanErrors
from salesplan_nb.intake.rates import Rates, rates

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
        ("USD", "2026-08-14", Fraction(17, 20)),  # 135 days: half as long again as the 90 from the first to the second
        ("USD", "2026-08-15", None),
        ("CHF", "2031-01-01", Fraction(83, 80)),  # a single rate
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
