from __future__ import annotations

import numpy as np
import pytest

from salesplan_nb.objectives.several import stand_out

Z = {0.01: 2.5758, 0.02: 2.3263, 0.03: 2.1701, 0.04: 2.0537}
"""Two-sided probability: quantile of the standard normal distribution."""


def judged(*probabilities: float) -> list[bool]:
    """Estimates above 0 with an interval of half-width 1, so far from 0 that chance leaves each probability."""
    found = [Z[p] / 1.95996 for p in probabilities]
    return stand_out(found, [one - 1 for one in found], [one + 1 for one in found], 0.0)


def test_the_smallest_of_three_probabilities_must_pass_a_third_of_the_level_the_next_a_half() -> None:
    """0.05 / 3 = 0.0167, 0.05 / 2 = 0.025, 0.05."""
    assert judged(0.04, 0.01, 0.02) == [True, True, True]
    assert judged(0.03, 0.01, 0.04) == [False, True, False]  # 0.03 > 0.025: it and the rest are chance
    assert judged(0.02, 0.03, 0.04) == [False, False, False]  # 0.02 > 0.0167
    assert judged(0.04) == [True]


def test_one_interval_of_seven_that_just_leaves_out_zero_is_no_finding() -> None:
    found = [0.11, 0.02, -0.03, 0.0, -0.05, 0.04, -0.01]
    low, high = [0.004, *(one - 0.1 for one in found[1:])], [0.215, *(one + 0.1 for one in found[1:])]
    assert stand_out(found, low, high, 0.0) == [False] * 7
    assert stand_out(found[:1], low[:1], high[:1], 0.0) == [True]


def test_months_are_set_against_one_on_either_side() -> None:
    assert stand_out([1.4, 0.6, 1.1], [1.3, 0.5, 0.9], [1.5, 0.7, 1.3], 1.0) == [True, True, False]


def test_of_sets_in_which_nothing_moves_one_in_twenty_says_that_something_does() -> None:
    """Seven standard normal estimates with their own 95% intervals: 30% of sets have one that leaves out zero."""
    sets = np.random.default_rng(1).standard_normal((2000, 7))
    said = np.mean([any(stand_out(one.tolist(), (one - 1.96).tolist(), (one + 1.96).tolist(), 0.0)) for one in sets])
    assert said == pytest.approx(0.05, abs=0.015)  # three standard errors


def test_estimates_without_doubt_and_none_at_all() -> None:
    assert stand_out([0.0, 0.2], [0.0, 0.2], [0.0, 0.2], 0.0) == [False, True]
    assert stand_out([], [], [], 0.0) == []
