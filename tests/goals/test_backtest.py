"""Rolling origins: what was held out, what the gate says, what a break does to it."""

from __future__ import annotations

import time

import numpy as np
import pandas as pd
import pytest

from salesplan_nb.goals import backtest
from salesplan_nb.goals.backtest import _trials, candidates, first_training
from salesplan_nb.goals.summary import agrees

SEASON = np.array([6.5, 7, 9, 7.5, 8, 9.5, 7, 6, 9.5, 8.5, 9.5, 12]) / 100 * 12


def series(values: np.ndarray, first: str = "2023-11") -> pd.Series:
    return pd.Series(values * 100.0, index=pd.period_range(first, periods=len(values), freq="M"))


def rng(seed: int = 1) -> np.random.Generator:
    return np.random.default_rng(seed)


def noisy(months: int, noise: float = 0.05, seed: int = 1) -> np.ndarray:
    growth = 1.077 ** (np.arange(months) / 12)
    return np.asarray(1e6 * np.resize(SEASON, months) * growth * np.exp(rng(seed).normal(0, noise, months)))


def test_of_36_months_the_last_twelve_are_held_out_and_ten_quarters() -> None:
    found = backtest(series(noisy(36)), rng=rng())
    by = found.table.set_index(["method", "horizon"])
    assert list(found.table.method) == ["seasonal naive", "seasonal naive", "theta", "theta"]
    assert by.loc[("theta", "month"), "trials"] == 12
    assert by.loc[("theta", "quarter"), "trials"] == 10
    assert found.first_origin == "2025-10"
    assert found.errors[found.errors.horizon == "month"].origin.tolist()[0] == "2025-10"


@pytest.mark.parametrize(
    ("months", "kept"), [(3, 3), (6, 6), (10, 6), (14, 6), (23, 11), (24, 16), (30, 18), (36, 24), (60, 36)]
)
def test_the_first_training_history(months: int, kept: int) -> None:
    assert first_training(months) == kept


def test_outcomes_are_those_of_the_months_after_the_origin() -> None:
    values = noisy(36)
    errors = backtest(series(values), rng=rng()).errors
    quarter = errors[(errors.horizon == "quarter") & (errors.origin == "2026-01")].iloc[0]
    assert quarter.outcome_cents == round(values[27:30].sum() * 100)  # Nov 2023 is 0, Jan 2026 is 26
    assert quarter.inside == (quarter.p10_cents <= quarter.outcome_cents <= quarter.p90_cents)


@pytest.mark.parametrize("method", ["seasonal naive", "theta"])
def test_a_forecast_never_sees_what_came_after_its_origin(method: str) -> None:
    values, other = noisy(36), noisy(36)
    other[30:] *= 3
    one, two = ([row for row in _trials(method, v, 24, rng()) if row[1] <= 30] for v in (values, other))
    assert [row[4:7] for row in one] == [row[4:7] for row in two]  # p10, p50, p90
    assert [row[3] for row in one] != [row[3] for row in two]  # the outcomes did change


def test_theta_replaces_the_naive_where_it_won_and_its_skill_says_by_how_much() -> None:
    found = backtest(series(noisy(48, 0.08)), rng=rng())
    by = found.table.set_index(["method", "horizon"])
    assert found.chosen == "theta"
    for horizon in ("month", "quarter"):
        gain = 1 - by.loc[("theta", horizon), "crps"] / by.loc[("seasonal naive", horizon), "crps"]
        assert by.loc[("theta", horizon), "skill"] == pytest.approx(gain)
        assert by.loc[("seasonal naive", horizon), "skill"] == 0


def test_the_gate_keeps_the_naive_where_theta_lost() -> None:
    # The very same year again and again: last year's month has no error at all, smoothing must have some.
    pattern = 1e6 * np.exp(rng(4).normal(0, 0.5, 12))
    found = backtest(series(np.tile(pattern, 4)), rng=rng())
    assert found.chosen == "seasonal naive"
    assert found.table[found.table.used].method.unique().tolist() == ["seasonal naive"]


def test_under_24_months_no_seasonal_naive_is_compared_and_skill_is_not_told() -> None:
    found = backtest(series(noisy(18)), rng=rng())
    assert found.reference == "recent level"
    assert found.table.skill.isna().all()
    assert candidates(11) == ("recent level",)


def test_a_handful_of_months_allows_no_test() -> None:
    found = backtest(series(noisy(5)), rng=rng())
    assert found.table.empty
    assert found.errors.empty
    assert (found.chosen, found.first_origin) == ("recent level", "")


def test_mase_is_the_error_in_units_of_last_years_change() -> None:
    # Every month 12 more than a year before: the scale within any training history is 12 (months) and 36 (quarters).
    values = np.arange(100.0, 148.0)
    rows = _trials("seasonal naive", values, 24, rng())
    for _, _, horizon, outcome, _, p50, _, _, _, scaled in rows:
        assert scaled == pytest.approx(abs(outcome - p50) / {"month": 12, "quarter": 36}[horizon])


def test_crps_is_in_whole_currency_units() -> None:
    cents = backtest(series(noisy(36)), rng=rng()).table.crps
    hundredfold = backtest(series(noisy(36) * 100), rng=rng()).table.crps
    assert hundredfold.to_numpy() == pytest.approx(cents.to_numpy() * 100, rel=1e-3)
    assert cents.max() < 1e6  # an average month is 1e6 units


def test_36_months_take_two_seconds_at_most() -> None:
    start = time.process_time()
    backtest(series(noisy(36)), rng=rng())
    assert time.process_time() - start < 2


def test_hits_agree_with_80_percent_by_an_exact_binomial() -> None:
    # 12 trials at 0.8: P(X <= 6) = 0.0194; the other tail has nothing as unlikely (P(12) = 0.0687, P(7) = 0.0532).
    assert agrees(6, 12) == pytest.approx(0.0194, abs=1e-4)
    assert agrees(7, 12) == pytest.approx(0.0726, abs=1e-4)
