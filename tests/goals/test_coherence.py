"""Parts that add up to the total, path by path, in the way that has held better."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from salesplan_nb.goals.coherence import OWN, SHARES, _own_shares, compared_ways, member_table, part_paths

SEASON = np.array([6.5, 7, 9, 7.5, 8, 9.5, 7, 6, 9.5, 8.5, 9.5, 12]) / 100 * 12


def rng(seed: int = 1) -> np.random.Generator:
    return np.random.default_rng(seed)


def amounts(months: int = 48, noise: float = 0.05) -> np.ndarray:
    """One grows by a fifth a year, one shrinks by as much, one peaks when the others rest."""
    t = np.arange(months) / 12
    season = np.resize(SEASON, months)
    truth = 1e6 * np.stack([season * 1.2**t, season * 0.83**t, (2.2 - season)], axis=1)
    return np.asarray(truth * np.exp(rng(4).normal(0, noise, truth.shape)))


@pytest.mark.parametrize("way", [SHARES, OWN])
def test_parts_sum_to_the_total_path_by_path_to_the_cent(way: str) -> None:
    total = rng(2).integers(0, 10**9, size=(60, 14))
    parts = part_paths(amounts(), total, way, rng())
    assert parts.shape == (3, 60, 14)
    assert (parts.sum(axis=0) == total).all()
    assert (parts >= 0).all()


@pytest.mark.parametrize("way", [SHARES, OWN])
def test_returns_in_a_part_still_leave_parts_that_sum(way: str) -> None:
    past = amounts()
    past[-6] *= -1
    total = rng(2).integers(0, 10**9, size=(50, 3))
    assert (part_paths(past, total, way, rng()).sum(axis=0) == total).all()


def test_of_a_total_of_nothing_every_part_is_nothing() -> None:
    assert not part_paths(amounts(), np.zeros((20, 3), dtype=np.int64), OWN, rng()).any()


def test_members_that_never_sold_share_a_total_evenly_and_nothing_as_nothing() -> None:
    never = np.zeros((30, 2))
    assert (part_paths(never, np.full((5, 3), 100), OWN, rng()) == 50).all()
    assert not part_paths(never, np.zeros((5, 3), dtype=np.int64), OWN, rng()).any()


def test_shares_are_those_of_the_last_twelve_months() -> None:
    past = np.tile([[3.0, 1.0]], (30, 1))
    past[:18] = [[1.0, 3.0]]
    assert (part_paths(past, np.full((5, 4), 400), SHARES, rng()) == np.array([300, 100])[:, None, None]).all()


def test_a_gap_is_taken_by_those_who_are_least_sure() -> None:
    # Members of one third and two thirds; the second is ten times as noisy, so it takes nearly all of what is lacking.
    past = np.stack([1e6 + rng(1).normal(0, 1e4, 48), 2e6 + rng(2).normal(0, 1e5, 48)], axis=1)
    shares = _own_shares(past, np.full((400, 1), 3.3e6), rng())
    calm, noisy = shares.mean(axis=1)[:, 0] * 3.3e6
    assert calm == pytest.approx(1e6, rel=0.03)
    assert noisy == pytest.approx(2.3e6, rel=0.03)


def test_own_forecasts_win_where_members_go_their_own_ways_and_shares_where_only_the_total_is_told() -> None:
    apart = compared_ways(amounts(60), "region", rng())
    assert apart[apart.used].way.tolist() == [OWN]
    assert apart.trials.tolist() == [6, 6]  # of 60 months every second is an origin: three of them are six months
    together = 1e6 * np.exp(np.cumsum(rng(5).normal(0, 0.12, 60)))[:, None] * [0.5, 0.3, 0.2]
    same = compared_ways(together * np.exp(rng(6).normal(0, 0.005, together.shape)), "region", rng())
    assert same[same.used].way.tolist() == [SHARES]


@pytest.mark.parametrize("past", [amounts(26), amounts()[:, :1], np.tile(amounts()[:, :1], (1, 21)), -amounts()])
def test_what_cannot_be_compared_is_shared(past: np.ndarray) -> None:
    found = compared_ways(past, "region", rng())
    assert (found.way.tolist(), found.trials.tolist(), found.used.tolist()) == ([SHARES], [0], [True])
    assert found.crps.isna().all()


def test_members_come_largest_first_and_those_that_sold_nothing_for_a_year_not_at_all() -> None:
    months = [str(month) for month in pd.period_range("2024-01", periods=24, freq="M")]
    cells = pd.DataFrame(
        [(month, "old", 9) for month in months[:12]]
        + [(month, name, cents) for month in months[6:] for name, cents in (("a", 1), ("b", 2))],
        columns=["month", "region", "amount_cents"],
    )
    table = member_table(cells, "region", months)
    assert list(table.columns) == ["b", "a"]
    assert list(table.index) == months
    assert table["a"].tolist() == [0] * 6 + [1] * 18
