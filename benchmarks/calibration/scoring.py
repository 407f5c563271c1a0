"""A forecast of a trial, and what it scored: ranges, CRPS, chances of goals."""

from __future__ import annotations

import time
from typing import Any

import numpy as np
import pandas as pd
from reference import plain_theta, textbook_naive
from series import YEAR, Trial

from salesplan_nb.goals import sample_paths

DRAWS = 1000
GOALS = (0.0, 0.05, 0.1, 0.2)
SPANS = {"month": 1, "quarter": 3, "year": YEAR}
"""Month: each of the twelve ahead; quarter: each of the four; year: the sum."""


def forecasts(trial: Trial, seed: int) -> tuple[dict[str, np.ndarray], float]:
    """Paths of ours, the plain Theta and the textbook's naive, and the seconds that ours took."""
    rng, seen = np.random.default_rng([2027, seed]), trial.seen
    history = pd.Series(seen, index=pd.period_range("2000-01", periods=len(seen), freq="M"))
    start = time.process_time()
    ours = sample_paths(history, YEAR, draws=DRAWS, rng=rng)
    seconds = time.process_time() - start
    others = {
        "plain Theta": plain_theta(seen, YEAR, DRAWS, rng),
        "seasonal naive": textbook_naive(seen, YEAR, DRAWS, rng),
    }
    return {"ours": ours} | others, seconds


def scored(job: tuple[int, Trial]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Rows of ranges and CRPS (in average months), and rows of chances, of one trial."""
    seed, trial = job
    paths, seconds = forecasts(trial, seed)
    told = {"collection": trial.collection, "origin": trial.origin, "tuned": trial.tuned, "months": len(trial.seen)}
    told |= {"zeros": bool((trial.seen == 0).any()), "negatives": bool((trial.seen < 0).any()), "seconds": seconds}
    ranges, chances = [], []
    for method, drawn in paths.items():
        for span, width in SPANS.items():
            sums, came = (part.reshape(*part.shape[:-1], -1, width).sum(axis=-1) for part in (drawn, trial.came))
            for k, outcome in enumerate(came):
                ranges.append(
                    told | {"method": method, "span": span, "ahead": k} | in_range(sums[:, k], outcome, trial)
                )
        for span in ("quarter", "year"):
            chances.extend(told | {"method": method, "span": span} | row for row in _goals(drawn, trial, SPANS[span]))
    return ranges, chances


def in_range(sums: np.ndarray, outcome: float, trial: Trial) -> dict[str, Any]:
    """Whether both ranges held the outcome, and the CRPS in average months."""
    low95, low, high, high95 = np.quantile(sums, [0.025, 0.1, 0.9, 0.975])
    ordered, m = np.sort(sums), len(sums)
    spread = ((2 * np.arange(1, m + 1) - m - 1) * ordered).sum() / m**2
    score = float(np.abs(sums - outcome).mean() - spread) / float(np.abs(trial.seen).mean())
    return {"held80": low <= outcome <= high, "held95": low95 <= outcome <= high95, "crps": score}


def _goals(drawn: np.ndarray, trial: Trial, width: int) -> list[dict[str, Any]]:
    base = float(trial.seen[-YEAR:][:width].sum())
    if len(trial.seen) < YEAR or base <= 0:
        return []
    sums, came = drawn[:, :width].sum(axis=1), float(trial.came[:width].sum())
    return [
        {"goal": goal, "chance": float((sums >= base * (1 + goal)).mean()), "reached": came >= base * (1 + goal)}
        for goal in GOALS
    ]
