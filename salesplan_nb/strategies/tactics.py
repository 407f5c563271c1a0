"""Tactics: what is done, and what it may add to the main goal, month by month and path by path."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from salesplan_nb.goals.effects import Declared, added
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
    `goals.effects.added` says how they are drawn; stage 2 draws the same for its chance with tactics.
    """
    draws, months = int(goals.paths["draw"].nunique()), goal_months(goals)
    mine = tactics[(tactics["goal_id"] == goals.facts.main_goal) & (tactics["source"] != "")]
    ends = ("first", "last", "low_cents", "likely_cents", "high_cents", "source")
    told = [Declared(t["tactic_id"], t["name"], "", *(t[end] for end in ends)) for t in mine.to_dict("records")]
    total = added(told, months, draws, rng)
    if not total.any():
        return framed(Strategies, "effects", [])
    rows = {
        "draw": np.repeat(np.arange(draws), len(months)),
        "month": np.tile(months.index.to_numpy(), draws),
        "amount_cents": total.ravel(),
    }
    return framed(Strategies, "effects", pd.DataFrame(rows))
