"""Aalen-Johansen by hand, against statsmodels, and against a planted truth that Kaplan-Meier misses."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.duration.survfunc import CumIncidenceRight

from salesplan_nb.goals.incidence import LOST, OPEN, WON, incidence


def of(*deals: tuple[int, int, float]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    days, states, weights = zip(*deals, strict=True)
    return np.array(days), np.array(states), np.array(weights, dtype="float64")


def test_five_deals_by_hand() -> None:
    """Day 2: 5 at risk, 1 won: F = 1/5. Day 3: 1 censored and 1 lost of 4: S 4/5 -> 3/5. Day 5: 1 of 2 won: + 3/10."""
    found = incidence(*of((2, WON, 1), (3, OPEN, 1), (3, LOST, 1), (5, WON, 1), (8, OPEN, 1)))
    assert found.won[[1, 2, 4, 5, 8]] == pytest.approx([0, 0.2, 0.2, 0.5, 0.5])
    assert found.lost[[2, 3, 8]] == pytest.approx([0, 0.2, 0.2])
    assert (found.rate, found.median_won()) == (pytest.approx(0.5), 5)
    assert found.won_by(np.array([-1, 2, 99])) == pytest.approx([0, 0.2, 0.5])
    assert found.open_at(np.array([0, 3, 5])) == pytest.approx([1, 0.6, 0.3])
    assert (found.settled(0.9), found.settled(0.5)) == (5, 3)  # ended: 0.2, 0.4, 0.7 by days 2, 3, 5


@pytest.mark.filterwarnings("ignore::RuntimeWarning")  # of their variance, where nobody is left at risk
@given(
    st.lists(
        st.tuples(st.integers(0, 40), st.sampled_from([OPEN, WON, LOST]), st.integers(1, 3)), min_size=3, max_size=40
    )
)
def test_it_is_what_statsmodels_says(deals: list[tuple[int, int, int]]) -> None:
    days, states, weights = of(*deals)
    if not {WON, LOST} <= set(states):
        return
    found = incidence(days, states, weights)
    # Days from 1 on, since statsmodels gives an event at time 0 no place.
    times, status = np.repeat(days + 1, weights.astype(int)), np.repeat(states, weights.astype(int))
    theirs = CumIncidenceRight(times, status)
    for curve, their in ((found.won, theirs.cinc[0]), (found.lost, theirs.cinc[1])):
        assert curve[theirs.times.astype(int) - 1] == pytest.approx(their, abs=1e-9)
    assert (np.diff(found.won) >= -1e-12).all()
    assert (found.won + found.lost <= 1 + 1e-9).all()


def test_a_planted_rate_is_found_among_deals_still_open() -> None:
    """30% are won after 20 to 100 days, the others lost after 10 to 300: half are seen for 60 days only."""
    rng = np.random.default_rng(3)
    won = rng.random(40_000) < 0.3
    ends = np.where(won, rng.integers(20, 101, 40_000), rng.integers(10, 301, 40_000))
    seen = np.where(rng.random(40_000) < 0.5, 60, 400)
    days, states = np.minimum(ends, seen), np.where(ends > seen, OPEN, np.where(won, WON, LOST))
    found = incidence(days, states, np.ones(40_000))
    assert found.rate == pytest.approx(0.3, abs=0.01)
    assert found.median_won() == pytest.approx(60, abs=2)
    lost_is_censored = incidence(days, np.where(states == LOST, OPEN, states), np.ones(40_000))
    assert lost_is_censored.rate > 0.34  # Kaplan-Meier: what definitions.md warns of
