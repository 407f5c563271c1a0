from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from salesplan_nb.intervals import Z95, block_indices, wilson

COUNTS = st.integers(1, 5000).flatmap(lambda trials: st.tuples(st.integers(0, trials), st.just(trials)))


@pytest.mark.parametrize(
    ("hits", "trials", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_gives_newcombes_published_intervals(hits: int, trials: int, low: float, high: float) -> None:
    # R. G. Newcombe (1998), Two-sided confidence intervals for the single proportion, Statistics in Medicine 17,
    # 857-872, table I, method 3 (score, without continuity correction).
    assert tuple(round(end, 4) for end in wilson(hits, trials)) == (low, high)


def test_one_of_one_by_hand() -> None:
    # p = 1, n = 1: (1 + z^2/2 +- z sqrt(z^2/4)) / (1 + z^2) = (1 + z^2/2 +- z^2/2) / (1 + z^2): from 1 / (1 + z^2) to 1
    low, high = wilson(1, 1)
    assert low == pytest.approx(1 / (1 + 1.959963984540054**2))
    assert high == 1.0


@given(COUNTS)
def test_the_ends_solve_wilsons_equation(counts: tuple[int, int]) -> None:
    # Wilson (1927): the p from which the observed rate lies just z standard errors away, (rate - p)^2 = z^2 p (1-p) / n
    hits, trials = counts
    rate = hits / trials
    for p in wilson(hits, trials):
        assert (rate - p) ** 2 == pytest.approx(Z95**2 * p * (1 - p) / trials, abs=1e-12)


@given(COUNTS)
def test_the_interval_holds_the_rate_stays_a_rate_and_mirrors(counts: tuple[int, int]) -> None:
    hits, trials = counts
    low, high = wilson(hits, trials)
    assert 0 <= low <= hits / trials <= high <= 1
    other_low, other_high = wilson(trials - hits, trials)
    assert (other_low, other_high) == pytest.approx((1 - high, 1 - low))


@given(COUNTS, st.integers(2, 50))
def test_more_of_the_same_evidence_narrows_the_interval(counts: tuple[int, int], times: int) -> None:
    hits, trials = counts
    low, high = wilson(hits, trials)
    more_low, more_high = wilson(hits * times, trials * times)
    assert more_high - more_low < high - low


def test_the_95_percent_quantile_is_that_of_the_normal_distribution() -> None:
    assert pytest.approx(stats.norm.ppf(0.975), abs=1e-15) == Z95


def test_a_wilson_interval_of_95_percent_holds_about_95_percent_of_the_time() -> None:
    # exact: sum of the binomial probabilities of the outcomes whose interval holds p, averaged over p (no simulation)
    trials, rates = 40, np.linspace(0.05, 0.95, 181)
    ends = np.array([wilson(hits, trials) for hits in range(trials + 1)])
    held = (ends[:, [0]] <= rates) & (rates <= ends[:, [1]])
    chance = (stats.binom.pmf(np.arange(trials + 1)[:, None], trials, rates) * held).sum(axis=0)
    assert 0.945 < chance.mean() < 0.96


@pytest.mark.parametrize(("hits", "trials"), [(0, 0), (1, 0), (-1, 5), (6, 5)])
def test_a_rate_without_trials_or_with_impossible_hits_is_refused(hits: int, trials: int) -> None:
    with pytest.raises(ValueError, match=f"not {hits} of {trials}"):
        wilson(hits, trials)


@given(st.integers(1, 60), st.integers(1, 8), st.integers(-1, 80), st.integers(0, 2**32 - 1))
def test_blocks_are_runs_of_neighbours_on_the_circle(n: int, draws: int, block: int, seed: int) -> None:
    rows = block_indices(n, draws, block, np.random.default_rng(seed))
    assert rows.shape == (draws, n)
    assert rows.min() >= 0
    assert rows.max() < n
    length = max(1, min(block, n))
    steps = np.diff(rows, axis=1) % n
    inside = np.arange(1, n) % length != 0
    assert (steps[:, inside] == 1 % n).all()


def test_every_row_is_drawn_equally_often() -> None:
    # circular blocks: no end of the series is drawn less often. 20,000 x 12 draws over 12 rows: 20,000 each, s.d. below
    # sqrt(20,000 x 12 / 12 x blocks of 4: variance at most 4 x 20,000) = 283; five of them are 1,414
    rows = block_indices(12, 20_000, 4, np.random.default_rng(2027))
    assert abs(np.bincount(rows.ravel(), minlength=12) - 20_000).max() < 1_414


def test_the_same_seed_draws_the_same_blocks() -> None:
    drawn = [block_indices(30, 5, 6, np.random.default_rng(seed)) for seed in (1, 1, 2)]
    assert (drawn[0] == drawn[1]).all()
    assert (drawn[0] != drawn[2]).any()


@given(st.integers(2, 40), st.integers(0, 2**32 - 1))
def test_a_block_as_long_as_the_series_turns_it_and_keeps_every_row(n: int, seed: int) -> None:
    (row,) = block_indices(n, 1, n, np.random.default_rng(seed))
    assert sorted(row) == list(range(n))
