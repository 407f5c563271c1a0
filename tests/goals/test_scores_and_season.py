"""Scores against pairs counted by hand and published forms; seasons against ones that were put in."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from salesplan_nb.goals.scores import crps, seasonal_scale, skill
from salesplan_nb.goals.season import centred_average, month_weights, seasonal_effects

amounts = st.floats(-1e9, 1e9, allow_nan=False)


def test_crps_is_the_mean_distance_less_half_the_mean_distance_of_pairs() -> None:
    # sample 1, 2, 6; outcome 3: mean |x - y| = (2 + 1 + 3) / 3 = 2; the nine pairs are apart 2 (1 + 5 + 4) = 20 in sum,
    # half their mean = 20 / 9 / 2 = 10 / 9; 2 - 10/9 = 8/9
    assert crps(np.array([6.0, 1.0, 2.0]), 3.0) == pytest.approx(8 / 9)


@given(arrays(float, st.integers(1, 30), elements=amounts), amounts)
def test_crps_equals_the_integral_of_squared_distances_of_distribution_functions(
    draws: np.ndarray, outcome: float
) -> None:
    # Gneiting and Raftery (2007), eq. 20: the integral of (F(z) - 1{z >= y})^2 dz, piecewise constant for a sample.
    edges = np.sort(np.r_[draws, outcome])
    steps = [(np.mean(draws <= a) - (a >= outcome)) ** 2 * (b - a) for a, b in pairwise(edges)]
    assert crps(draws, outcome) == pytest.approx(sum(steps), rel=1e-6, abs=1e-5)


def test_crps_of_a_single_draw_is_the_absolute_error() -> None:
    assert crps(np.array([5.0]), 2.0) == 3.0


def test_crps_of_a_normal_forecast_has_its_published_value() -> None:
    # Gneiting and Raftery (2007), eq. 21: for N(0, 1) and y = 0 it is 2 phi(0) - 1 / sqrt(pi) = 0.2337.
    draws = np.random.default_rng(1).standard_normal(200_000)
    assert crps(draws, 0.0) == pytest.approx(0.2337, abs=0.002)


def test_the_scale_of_mase_is_the_mean_change_against_the_period_before() -> None:
    assert seasonal_scale(np.array([1.0, 4.0, 2.0, 8.0]), 2) == 2.5  # (|2 - 1| + |8 - 4|) / 2
    assert np.isnan(seasonal_scale(np.array([1.0, 2.0]), 2))


def test_skill_is_what_the_score_gains_on_the_reference() -> None:
    assert skill(0.75, 1.0) == 0.25
    assert skill(0.0, 0.0) == 0.0
    assert np.isnan(skill(1.0, 0.0))


def test_the_centred_average_of_a_line_is_the_line_and_the_ends_are_unknown() -> None:
    average = centred_average(np.arange(30.0))
    assert np.isnan(average[:6]).all()
    assert np.isnan(average[-6:]).all()
    assert average[6:-6] == pytest.approx(np.arange(6.0, 24.0))


def test_a_season_on_a_line_is_found_exactly() -> None:
    season = np.array([3.0, -1, 2, 0, -2, 5, -4, 1, -3, 2, -1, -2])
    values = 100 + 2 * np.arange(36) + np.tile(season - season.mean(), 3)
    assert seasonal_effects(values) == pytest.approx(season - season.mean())


def test_month_weights_of_a_multiplicative_season_are_its_indices() -> None:
    index = np.array([6.5, 7, 9, 7.5, 8, 9.5, 7, 6, 9.5, 8.5, 9.5, 12]) / 100 * 12
    assert month_weights(1000 * np.tile(index, 3)) == pytest.approx(index)


def test_no_season_is_claimed_under_24_months() -> None:
    values = 100 + 50 * np.sin(np.arange(23) * np.pi / 6)
    with pytest.raises(ValueError, match="24 months"):
        month_weights(values)


def test_a_year_without_sales_has_no_season() -> None:
    with pytest.raises(ValueError, match="without sales"):
        month_weights(np.r_[np.zeros(20), np.ones(16)])
