"""A change of level and a month far above the others are found where they were planted, and seldom elsewhere."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from salesplan_nb.goals.level import level_change, month_apart

SEASON = np.array([6.5, 7, 9, 7.5, 8, 9.5, 7, 6, 9.5, 8.5, 9.5, 12]) / 100 * 12
RETAIL = np.array([0.7, 0.7, 0.8, 0.8, 0.8, 0.8, 0.8, 0.8, 0.9, 1.0, 1.5, 3.0])


def history(values: object) -> pd.Series:
    found = np.asarray(values, dtype=float) * 1e6
    return pd.Series(found, index=pd.period_range("2023-01", periods=len(found), freq="M"))


def noise(months: int, spread: float, seed: int) -> np.ndarray:
    return np.asarray(np.exp(np.random.default_rng(seed).normal(0, spread, months)))


def last(months: int, factor: float, length: int = 45) -> np.ndarray:
    return np.where(np.arange(length) >= length - months, factor, 1.0)


@pytest.mark.parametrize(("months", "factor"), [(2, 3.0), (3, 3.0), (11, 3.0), (3, 0.3)])
def test_a_planted_level_is_found_with_its_month(months: int, factor: float) -> None:
    found = level_change(history(noise(45, 0.1, 1) * last(months, factor)))
    assert found is not None
    assert (found.month, found.months) == (str(pd.Period("2026-10") - months), months)  # the history ends in Sep 2026
    assert found.since / found.before == pytest.approx(factor, rel=0.2)


@pytest.mark.parametrize(
    "values",
    [
        last(1, 3.0),  # one month is no level
        last(12, 3.0),  # a year of it was seen
        last(3, 1.4),  # some growth
        last(3, 3.0, 13),  # under a year before
        np.r_[last(3, 3.0)[:-1], 0.0],  # a month without sales
        np.r_[np.zeros(33), np.ones(12)],
    ],
)
def test_what_is_no_new_level_is_not_called_one(values: np.ndarray) -> None:
    assert level_change(history(values)) is None


def test_of_a_constant_history_every_other_level_is_found() -> None:
    assert level_change(history(last(3, 1.5))) is not None
    assert level_change(history(np.ones(45))) is None


def test_a_season_is_not_a_new_level_nor_a_month_apart() -> None:
    # It ends in the strong months: November and December
    yearly = np.tile(RETAIL, 4)
    for seed in range(50):
        values = history(yearly * noise(48, 0.05, seed))
        assert level_change(values) is None
        assert month_apart(values * np.tile(np.r_[np.ones(11), 2], 4)) is None  # December is seven times a usual month


def test_noise_growth_and_season_are_seldom_taken_for_either() -> None:
    kinds = [
        lambda seed: noise(45, 0.4, seed),
        lambda seed: noise(45, 0.1, seed) * np.tile(SEASON, 4)[:45],
        lambda seed: noise(45, 0.1, seed) * 1.5 ** (np.arange(45) / 12),
    ]
    found = [(level_change(history(kind(s))), month_apart(history(kind(s)))) for kind in kinds for s in range(100)]
    assert sum(level is not None for level, _ in found) <= 3  # one in a hundred
    assert sum(apart is not None for _, apart in found) <= 3


def test_a_month_of_many_times_a_usual_one_is_named_with_both() -> None:
    values = np.tile([1.0, 1.1, 0.9], 15)
    values[-7] = 20.0
    found = month_apart(history(values))
    assert found is not None
    assert (found.month, found.amount, found.usual) == ("2026-03", 20e6, 1e6)
    values[-7 - 12] = 10.0  # half as much in the same month a year before: it comes again
    assert month_apart(history(values)) is None


@pytest.mark.parametrize(
    ("month", "amount", "named"),
    [(-7, 3.9, False), (-7, 4.0, True), (-24, 20.0, True), (-25, 20.0, False)],
)
def test_a_month_is_apart_from_four_times_a_usual_one_within_two_years(month: int, amount: float, named: bool) -> None:
    values = np.tile([1.0, 1.1, 0.9], 15)
    values[month] = amount
    assert (month_apart(history(values)) is not None) == named


def test_where_months_differ_widely_one_must_lie_further_off() -> None:
    values = np.tile([0.3, 1.0, 3.0, 0.5, 1.0, 2.0], 8)[:45].copy()
    values[-6] = 6.0
    assert month_apart(history(values)) is None
    values[-6] = 100.0
    assert month_apart(history(values)) is not None


def test_a_short_or_empty_history_names_none() -> None:
    assert month_apart(history(np.r_[np.ones(10), 20.0])) is None
    assert month_apart(history(np.zeros(24))) is None
    assert month_apart(history(np.r_[np.zeros(23), 5.0])) is None
