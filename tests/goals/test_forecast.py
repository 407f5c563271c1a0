"""Sample paths of every kind of history; the methods against arithmetic and planted truth."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from salesplan_nb.goals import backtest, sample_paths
from salesplan_nb.goals.naive import recent_level, seasonal_naive

SEASON = np.array([6.5, 7, 9, 7.5, 8, 9.5, 7, 6, 9.5, 8.5, 9.5, 12]) / 100 * 12


def series(values: object, first: str = "2023-11") -> pd.Series:
    numbers = np.asarray(values, dtype=float)
    return pd.Series(numbers, index=pd.period_range(first, periods=len(numbers), freq="M"))


def rng(seed: int = 1) -> np.random.Generator:
    return np.random.default_rng(seed)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(-1e7, 1e7, allow_nan=False), min_size=1, max_size=50), st.integers(1, 26), st.integers(1, 20))
def test_any_history_gives_finite_paths_of_the_asked_shape(values: list[float], horizon: int, draws: int) -> None:
    paths = sample_paths(series(values), horizon, draws=draws, rng=rng())
    assert paths.shape == (draws, horizon)
    assert np.isfinite(paths).all()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(0, 1e9, allow_nan=False), min_size=1, max_size=50))
@example([1.0, 2.4e-296, 2.2e-308, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0])
def test_nothing_is_negative_where_the_history_is_not(values: list[float]) -> None:
    assert (sample_paths(series(values), 14, draws=20, rng=rng()) >= 0).all()


def test_a_history_of_returns_may_go_on_below_zero() -> None:
    paths = sample_paths(series(rng().normal(0, 100, 40)), 3, draws=200, rng=rng())
    assert (paths < 0).any()


@pytest.mark.parametrize("months", [1, 2, 5, 8, 14, 26, 40])
def test_zero_in_gives_zero_out(months: int) -> None:
    assert not sample_paths(series(np.zeros(months)), 12, draws=50, rng=rng()).any()


@pytest.mark.parametrize("months", [3, 8, 14, 26, 40])
def test_a_constant_history_goes_on_as_it_was(months: int) -> None:
    paths = sample_paths(series(np.full(months, 250.0)), 12, draws=50, rng=rng())
    assert paths == pytest.approx(250.0, rel=1e-4)


@pytest.mark.parametrize("months", [6, 10, 18, 30, 48])
def test_scaling_the_amounts_scales_the_paths(months: int) -> None:
    values = 1e6 * np.resize(SEASON, months) * np.exp(rng().normal(0, 0.1, months))
    one = sample_paths(series(values), 12, draws=100, rng=rng())
    hundred = sample_paths(series(values * 100), 12, draws=100, rng=rng())
    assert hundred == pytest.approx(one * 100, rel=1e-4)


def test_the_same_generator_state_gives_the_same_bytes() -> None:
    history = series(1e6 * np.tile(SEASON, 3) * np.exp(rng().normal(0, 0.05, 36)))
    assert (
        sample_paths(history, 14, draws=50, rng=rng(7)).tobytes()
        == sample_paths(history, 14, draws=50, rng=rng(7)).tobytes()
    )


def test_a_call_takes_half_a_second_at_most() -> None:
    history = series(1e6 * np.tile(SEASON, 12) * np.exp(rng().normal(0, 0.05, 144)))
    sample_paths(history, 14, draws=2000, rng=rng())
    start = time.process_time()
    sample_paths(history, 14, draws=2000, rng=rng())
    assert time.process_time() - start < 0.5


def test_the_tested_method_and_width_are_used() -> None:
    history = series(1e6 * np.tile(SEASON, 3) * np.exp(rng().normal(0, 0.05, 36)))
    tested = backtest(history, rng=rng())
    one, two = (
        sample_paths(history, 3, draws=500, rng=rng(), tested=replace(tested, chosen=name, width=width))
        for name, width in (("smoothing", 1.0), ("smoothing", 2.0))
    )
    middle = np.median(one, axis=0)
    assert np.log(two / middle) == pytest.approx(2 * np.log(one / middle), abs=1e-9)
    naive = sample_paths(history, 3, draws=500, rng=rng(), tested=replace(tested, chosen="seasonal naive"))
    assert np.median(naive, axis=0) == pytest.approx(history[-12:-9].to_numpy(), rel=0.1)
    own = sample_paths(history, 3, draws=500, rng=rng(3))
    assert own.tobytes() == sample_paths(history, 3, draws=500, rng=rng(3)).tobytes()


@pytest.mark.parametrize(
    ("history", "words"),
    [
        (series([]), "at least one month"),
        (series([1.0, 2.0, 3.0]).drop(pd.Period("2023-12", "M")), "without gaps"),
        (series([1.0, np.nan]), "finite"),
        (pd.Series([1.0, 2.0]), "period index"),
    ],
)
def test_what_is_no_history_is_refused(history: pd.Series, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        sample_paths(history, 3, draws=10, rng=rng())


@pytest.mark.parametrize(("horizon", "draws"), [(0, 10), (3, 0)])
def test_a_horizon_and_draws_are_needed(horizon: int, draws: int) -> None:
    with pytest.raises(ValueError, match="start at 1"):
        sample_paths(series([1.0, 2.0]), horizon, draws=draws, rng=rng())


def test_the_seasonal_naive_is_last_years_month_in_the_middle() -> None:
    values = 1e6 * np.tile(SEASON, 3) + rng().normal(0, 1e4, 36)
    middle = np.median(seasonal_naive(values, 14, 4000, rng()), axis=0)
    assert middle == pytest.approx(np.r_[values[-12:], values[-12:-10]], rel=0.02)


def test_resampling_single_errors_makes_ranges_of_years_too_narrow() -> None:
    walk = np.cumsum(rng(5).normal(0, 1, 96))
    errors = walk[12:] - walk[:-12]
    single = walk[-12:] + rng().choice(errors - errors.mean(), size=(2000, 12))
    ours = seasonal_naive(walk, 12, 2000, rng())
    wide, narrow = (np.ptp(np.quantile(paths.sum(axis=1), [0.1, 0.9])) for paths in (ours, single))
    assert wide > 1.5 * narrow


def test_a_short_history_heavy_at_quarter_ends_stays_so() -> None:
    values = np.array([130.0, 70, 100, 130, 70, 100, 130, 70, 100, 130])  # starts in a third month of a quarter
    paths = recent_level(values, 3, 500, rng())
    assert paths.mean(axis=0) == pytest.approx([70, 100, 130], rel=0.02)
    assert paths.sum(axis=1) == pytest.approx(
        np.full(500, 300.0)
    )  # every three in a row sum to 300: no doubt about a quarter


def test_a_short_history_gives_wide_ranges() -> None:
    values = 100 + rng(2).normal(0, 10, 9)
    low, high = np.quantile(recent_level(values, 1, 4000, rng())[:, 0], [0.1, 0.9])
    assert high - low > 2.563 * values.std()


def test_one_month_alone_is_half_unknown() -> None:
    paths = recent_level(np.array([100.0]), 1, 4000, rng())[:, 0]
    assert np.quantile(paths, 0.1) < 60
    assert np.quantile(paths, 0.9) > 140
