"""Tactics: what is done, and what it may add to the main goal, month by month and path by path."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from salesplan_nb.goals.result import Goals
from salesplan_nb.results import framed
from salesplan_nb.strategies.goal_months import goal_months
from salesplan_nb.strategies.result import Strategies
from salesplan_nb.workspace.plan import Budget, Tactic


def tactics(plan_tactics: Sequence[Tactic], budget: Budget | None) -> pd.DataFrame:
    """One row per tactic: for whom, by whom, when, its effect over the plan year and its budget line [cents].

    Notes
    -----
    A budget line that several tactics share is shown whole with each of them.
    """
    amounts = {line.id: line.amount for line in budget.lines} if budget else {}
    rows = [
        {
            "tactic_id": tactic.id,
            "name": tactic.name or tactic.id,
            "goal_id": tactic.goal,
            "segment": tactic.segment or "",
            "channel": tactic.channel or "",
            "action": tactic.action,
            "owner": tactic.owner,
            "first": tactic.period.first,
            "last": tactic.period.last,
            "low_cents": tactic.effect.low if tactic.effect else 0,
            "likely_cents": tactic.effect.likely if tactic.effect else 0,
            "high_cents": tactic.effect.high if tactic.effect else 0,
            "source": tactic.effect.source if tactic.effect else "",
            "budget_line": tactic.budget or "",
            "budget_cents": amounts.get(tactic.budget or "", 0),
        }
        for tactic in plan_tactics
    ]
    return framed(Strategies, "tactics", rows)


def effects(tactics: pd.DataFrame, goals: Goals, rng: np.random.Generator) -> pd.DataFrame:
    """One row per draw and month of the main goal's period: what its tactics add together [cents]; empty without any.

    Parameters
    ----------
    tactics : DataFrame
        As `tactics` gives it; those of other goals, and those without an effect, add nothing here.
    goals : Goals
        Stage 2: draws as in `paths`, month shares as in `goal_months`.
    rng : numpy.random.Generator
        The source of chance.

    Notes
    -----
    Each tactic's sum over the period is drawn from the triangular distribution of its low, likely and high, apart from
    the other tactics and from demand, and shared over those of its months that lie in the period by the goal's shares.
    Every draw's months sum to the drawn sum to the cent.
    """
    draws, months = int(goals.paths["draw"].nunique()), goal_months(goals)
    mine = tactics[(tactics["goal_id"] == goals.facts.main_goal) & (tactics["source"] != "")]
    total = np.zeros((draws, len(months)), dtype=np.int64)
    for tactic in mine.to_dict("records"):
        inside = np.asarray((months.index >= tactic["first"]) & (months.index <= tactic["last"]), dtype="float64")
        drawn = triangular(tactic["low_cents"], tactic["likely_cents"], tactic["high_cents"], draws, rng)
        if inside.any():
            total += spread(drawn, inside * months.to_numpy() if (inside * months.to_numpy()).any() else inside)
    if not total.any():
        return framed(Strategies, "effects", [])
    rows = {
        "draw": np.repeat(np.arange(draws), len(months)),
        "month": np.tile(months.index.to_numpy(), draws),
        "amount_cents": total.ravel(),
    }
    return framed(Strategies, "effects", pd.DataFrame(rows))


def triangular(low: int, likely: int, high: int, draws: int, rng: np.random.Generator) -> NDArray[np.int64]:
    """Whole cents drawn from a triangular distribution; the one value where low and high are the same."""
    # Drawn in every case, so that a change of one tactic's effect leaves the draws of the others as they are.
    uniform = rng.random(draws)
    if low == high:
        return np.full(draws, low, dtype=np.int64)
    width, rise = float(high - low), float(likely - low)
    left = low + np.sqrt(uniform * width * rise)
    right = high - np.sqrt((1 - uniform) * width * (width - rise))
    return np.rint(np.where(uniform * width < rise, left, right)).astype(np.int64)


def spread(amounts: NDArray[np.int64], shares: NDArray[np.float64]) -> NDArray[np.int64]:
    """Amounts [cents] shared over months by weights, (draws, months), each row summing to its amount exactly.

    Examples
    --------
    >>> spread(np.array([100]), np.array([1.0, 1.0, 1.0])).tolist()
    [[33, 33, 34]]
    """
    running = np.cumsum(shares)
    # Divided by its own last value, so that the last month reaches the amount exactly.
    reached = np.floor(amounts[:, None] * (running / running[-1])).astype(np.int64)
    return np.asarray(np.diff(reached, axis=1, prepend=0))
