"""What a history shows, from the intervals of stage 1."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from salesplan_nb import objectives
from salesplan_nb.goals.signal import signal

SEASON = np.array([6.5, 7, 9, 7.5, 8, 9.5, 7, 6, 9.5, 8.5, 9.5, 12]) / 100 * 12


def told(values: np.ndarray) -> str:
    months = pd.period_range("2020-01", periods=len(values), freq="M")
    history = pd.Series(values * 1e6, index=months)
    frame = pd.DataFrame({"month": months.astype(str), "member": "total", "amount_cents": (values * 1e6).round()})
    rng = np.random.default_rng(1)
    trends = objectives.trends({"total": frame}, str(months[-1]), rng)
    found = signal(trends, objectives.seasonality(history, rng))
    assert math.isfinite(found.rate) == (found.shows in ("trend", "both"))
    assert not math.isfinite(found.rate) or found.rate == trends["rate"].iloc[0]
    return found.shows


def noise(months: int = 60, seed: int = 2) -> np.ndarray:
    return np.asarray(np.exp(np.random.default_rng(seed).normal(0, 0.05, months)))


@pytest.mark.parametrize(
    ("values", "word"),
    [
        (noise(seed=3), "neither"),
        (noise() * np.tile(SEASON, 5), "season"),
        (noise() * 1.2 ** (np.arange(60) / 12), "trend"),
        (noise() * np.tile(SEASON, 5) * 1.2 ** (np.arange(60) / 12), "both"),
        (noise(10), ""),
    ],
)
def test_a_history_shows_what_was_planted_in_it_and_no_more(values: np.ndarray, word: str) -> None:
    assert told(values) == word


def test_noise_is_seldom_taken_for_a_season_or_a_trend() -> None:
    # Both are told at 95%, so about one in ten shows something.
    assert sum(told(noise(seed=seed)) == "neither" for seed in range(20)) >= 16
