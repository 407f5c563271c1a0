"""Rolling origins: what was held out, what the gate says, what a break does to it."""

from __future__ import annotations

import time
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from salesplan_nb.goals import backtest
from salesplan_nb.goals.backtest import CHANGES, _trials, first_training, origins
from salesplan_nb.goals.calibration import agrees
from salesplan_nb.goals.methods import candidates
from salesplan_nb.goals.width import Evidence

SEASON = np.array([6.5, 7, 9, 7.5, 8, 9.5, 7, 6, 9.5, 8.5, 9.5, 12]) / 100 * 12


def series(values: np.ndarray, first: str = "2023-11") -> pd.Series:
    return pd.Series(values * 100.0, index=pd.period_range(first, periods=len(values), freq="M"))


def rng(seed: int = 1) -> np.random.Generator:
    return np.random.default_rng(seed)


def noisy(months: int, noise: float = 0.05, seed: int = 1) -> np.ndarray:
    growth = 1.077 ** (np.arange(months) / 12)
    return np.asarray(1e6 * np.resize(SEASON, months) * growth * np.exp(rng(seed).normal(0, noise, months)))


def test_of_36_months_the_last_twelve_are_held_out_ten_quarters_and_a_year() -> None:
    found = backtest(series(noisy(36)), rng=rng())
    by = found.table.set_index(["method", "horizon"])
    assert list(found.table.method) == ["seasonal naive"] * 3 + ["smoothing"] * 3
    assert by.loc[("smoothing", "month"), "trials"] == 12
    assert by.loc[("smoothing", "quarter"), "trials"] == 10
    assert by.loc[("smoothing", "year"), "trials"] == 1
    assert found.first_origin == "2025-10"
    assert found.errors[found.errors.horizon == "month"].origin.tolist()[0] == "2025-10"


@pytest.mark.parametrize(
    ("months", "kept"),
    [(3, 3), (6, 6), (10, 6), (14, 6), (23, 11), (24, 16), (30, 18), (36, 24), (60, 24), (96, 24), (140, 68)],
)
def test_the_first_training_history(months: int, kept: int) -> None:
    assert first_training(months) == kept


@pytest.mark.parametrize(
    ("months", "first", "step", "count"),
    [(36, 24, 1, 12), (48, 24, 1, 24), (50, 25, 2, 13), (140, 70, 3, 24), (6, 0, 0, 0)],
)
def test_origins_go_back_six_years_at_most_in_even_steps(months: int, first: int, step: int, count: int) -> None:
    found = origins(months)
    assert len(found) == count
    assert not found or (found[0], found[-1]) == (first, months - 1)
    assert {later - earlier for earlier, later in pairwise(found)} <= {step}


def test_outcomes_are_those_of_the_months_after_the_origin() -> None:
    values = noisy(36)
    errors = backtest(series(values), rng=rng()).errors
    quarter = errors[(errors.horizon == "quarter") & (errors.origin == "2026-01")].iloc[0]
    assert quarter.outcome_cents == round(values[27:30].sum() * 100)  # Nov 2023 is 0, Jan 2026 is 26
    assert quarter.inside == (quarter.p10_cents <= quarter.outcome_cents <= quarter.p90_cents)


@pytest.mark.parametrize("method", ["seasonal naive", "smoothing"])
def test_a_forecast_never_sees_what_came_after_its_origin(method: str) -> None:
    values, other = noisy(36), noisy(36)
    other[30:] *= 3
    one, two = ([row for row in _trials(method, v, Evidence(), rng()) if row["at"] <= 30] for v in (values, other))
    told = ("p10", "p50", "p90", "odds")
    assert [[row[name] for name in told] for row in one] == [[row[name] for name in told] for row in two]
    assert [row["outcome"] for row in one] != [row["outcome"] for row in two]


def test_ranges_are_stretched_by_misses_only_once_they_are_known() -> None:
    # From month 30 on sales are threefold: the quarter from origin 29 is known at 32, and widens from there on.
    values, other = noisy(48), noisy(48)
    other[30:] *= 3
    one, two = ({}, {})
    for into, v in ((one, values), (two, other)):
        evidence = Evidence()
        list(_trials("smoothing", v, evidence, rng()))
        into |= {at: evidence.factor(at) for at in range(24, 49)}
    assert all(one[at] == two[at] for at in range(24, 31))
    assert two[31] > one[31]
    assert two[48] > 1.2


def test_what_is_tested_is_the_stretched_range() -> None:
    told = Evidence([(0, 9.0, 1.0)] * 60)  # f^2 = (30 + 540) / 90
    plain, wide = (next(_trials("smoothing", noisy(48), evidence, rng())) for evidence in (Evidence(), told))
    stretch = np.log(wide["p90"] / wide["p10"]) / np.log(plain["p90"] / plain["p10"])
    assert stretch == pytest.approx(np.sqrt(570 / 90), rel=1e-5)
    assert wide["outcome"] == plain["outcome"]


def test_an_origin_counts_once_however_many_horizons_are_known_of_it() -> None:
    evidence = Evidence()
    list(_trials("seasonal naive", noisy(48), evidence, rng()))
    assert sum(weight for _, _, weight in evidence.known) == pytest.approx(24)


def test_the_forecast_takes_over_the_width_that_the_past_left() -> None:
    broken = noisy(48)
    broken[36:] *= np.resize([1.6, 0.6], 12)
    evidence, found = Evidence(), backtest(series(broken), rng=rng())
    assert found.width > 1.1
    # The reference comes first and draws from the same generator.
    chance = rng()
    list(_trials("seasonal naive", broken * 100, Evidence(), chance))
    list(_trials("smoothing", broken * 100, evidence, chance))
    if found.chosen == "smoothing":
        assert found.width == evidence.factor(48)


def test_chances_are_those_of_the_goal_against_the_same_months_a_year_before() -> None:
    values = noisy(36)
    found = backtest(series(values), rng=rng())
    quarter = found.chances[(found.chances.horizon == "quarter") & (found.chances.origin == "2026-01")]
    assert quarter.change.tolist() == list(CHANGES)
    base, came = values[15:18].sum(), values[27:30].sum()
    assert quarter.reached.tolist() == [came >= base * (1 + change) for change in CHANGES]
    assert (quarter.chance.diff().dropna() <= 0).all()
    # A twelfth of those asked is about what the whole table holds: 12 months, 10 quarters and a year, 4 goals each.
    assert len(found.chances) == (12 + 10 + 1) * 4


def test_a_chance_is_the_share_of_paths_that_reach_the_goal() -> None:
    # Twelve months at 100, then last year's again for ever: nothing but 100 is drawn, so +0% is sure and +5% is not.
    chances = backtest(series(np.full(48, 100.0)), rng=rng()).chances
    assert chances[chances.change == 0].chance.eq(1).all()
    assert chances[chances.change == 0].reached.all()
    assert not chances[chances.change > 0].chance.any()
    assert not chances[chances.change > 0].reached.any()


def test_smoothing_replaces_the_naive_where_it_won_and_its_skill_says_by_how_much() -> None:
    found = backtest(series(noisy(48, 0.08)), rng=rng())
    by = found.table.set_index(["method", "horizon"])
    assert found.chosen == "smoothing"
    for horizon in ("month", "quarter"):
        gain = 1 - by.loc[("smoothing", horizon), "crps"] / by.loc[("seasonal naive", horizon), "crps"]
        assert by.loc[("smoothing", horizon), "skill"] == pytest.approx(gain)
        assert by.loc[("seasonal naive", horizon), "skill"] == 0


def test_the_gate_keeps_the_naive_where_smoothing_lost() -> None:
    # The very same year again and again: last year's month has no error at all, smoothing must have some.
    pattern = 1e6 * np.exp(rng(4).normal(0, 0.5, 12))
    found = backtest(series(np.tile(pattern, 4)), rng=rng())
    assert found.chosen == "seasonal naive"
    assert found.table[found.table.used].method.unique().tolist() == ["seasonal naive"]


def test_under_24_months_no_seasonal_naive_is_compared_and_skill_is_not_told() -> None:
    found = backtest(series(noisy(18)), rng=rng())
    assert found.reference == "recent level"
    assert found.table.skill.isna().all()
    assert candidates(23) == ("recent level", "level and smoothing")
    assert candidates(5) == ("recent level",)


def test_a_handful_of_months_allows_no_test() -> None:
    found = backtest(series(noisy(5)), rng=rng())
    assert found.table.empty
    assert found.errors.empty
    assert (found.chosen, found.first_origin) == ("recent level", "")


def test_mase_is_the_error_in_units_of_last_years_change() -> None:
    # Every month 12 more than a year before: the scale within any training history is 12 (months) and 36 (quarters).
    values = np.arange(100.0, 148.0)
    rows = list(_trials("seasonal naive", values, Evidence(), rng()))
    assert len(rows) == 24 + 22 + 13
    for row in rows:
        scale = {"month": 12, "quarter": 36, "year": 144}[row["horizon"]]
        assert row["scaled"] == pytest.approx(abs(row["outcome"] - row["p50"]) / scale)


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
