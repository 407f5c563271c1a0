"""What a company's own misses do to its ranges."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from salesplan_nb.goals.width import FAR, TRUST, Evidence, standardised, widened


def test_without_evidence_ranges_stay_as_they_are() -> None:
    assert Evidence().factor(100) == 1.0


def test_misses_widen_and_quiet_narrows_drawn_in_towards_one() -> None:
    # Thirty origins with a mean squared error of 4 where 1 is right, against the thirty that other series weigh.
    assert TRUST == 30
    wide, narrow = Evidence([(1, 4.0, 1.0)] * 30), Evidence([(1, 0.0, 1.0)] * 10)
    assert wide.factor(1) == pytest.approx(math.sqrt((30 + 120) / 60), abs=1e-6)
    assert narrow.factor(1) == pytest.approx(math.sqrt(30 / 40), abs=1e-6)


def test_a_miss_counts_from_the_month_in_which_it_was_known() -> None:
    evidence = Evidence([(12, 9.0, 1.0)])
    assert evidence.factor(11) == 1.0
    assert evidence.factor(12) == pytest.approx(math.sqrt(39 / 31), abs=1e-6)


@pytest.mark.parametrize(
    ("outcome", "error"),
    [(100.0, 0.0), (130.0, 1.28155), (80.0, -1.28155), (115.0, 0.64078), (1000.0, FAR), (-9.0, -FAR)],
)
def test_an_error_is_in_units_of_the_ranges_own_side(outcome: float, error: float) -> None:
    assert standardised(outcome, 80.0, 100.0, 130.0) == pytest.approx(error, abs=1e-4)


def test_a_range_without_width_is_right_or_far_off() -> None:
    assert standardised(5.0, 5.0, 5.0, 5.0) == 0
    assert standardised(6.0, 5.0, 5.0, 5.0) == FAR


def test_positive_paths_are_stretched_as_ratios_others_as_differences() -> None:
    assert widened(np.array([[50.0], [100.0], [400.0]]), 2.0)[:, 0] == pytest.approx([25, 100, 1600])
    assert widened(np.array([[-50.0], [100.0], [400.0]]), 2.0)[:, 0] == pytest.approx([-200, 100, 700])
    assert widened(np.array([[0.0], [100.0], [400.0]]), 2.0)[:, 0] == pytest.approx([0, 100, 700])


@given(arrays(float, (9, 3), elements=st.floats(0, 1e9)), st.floats(0.5, 2.5))
def test_stretching_keeps_order_and_middle_and_never_goes_below_zero(paths: np.ndarray, factor: float) -> None:
    found = widened(paths, factor)
    assert (found >= 0).all()
    assert np.median(found, axis=0) == pytest.approx(np.median(paths, axis=0))
    for before, after in zip(paths.T, found.T, strict=True):
        assert (np.diff(after[np.argsort(before, kind="stable")]) >= -1e-6 * max(1.0, after.max())).all()


def test_ranges_that_were_twice_too_narrow_are_mended_by_as_much_as_is_known() -> None:
    rng, evidence = np.random.default_rng(1), Evidence()
    for at in range(400):
        evidence.known.append((at, standardised(rng.normal(0, 20), -12.8155, 0.0, 12.8155) ** 2, 1.0))
    # Clipped at three, a normal of spread two has a mean square of 3.09 (its own integral); (30 + 400 x 3.09) / 430.
    assert evidence.factor(400) == pytest.approx(math.sqrt((30 + 400 * 3.09) / 430), rel=0.08)
