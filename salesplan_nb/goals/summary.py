"""Which goal the plan is about, and what earned its forecast."""

from __future__ import annotations

import numpy as np
import pandas as pd

from salesplan_nb.goals.backtest import GATE, Backtest
from salesplan_nb.goals.calibration import came_true, held
from salesplan_nb.goals.level import level_change, month_apart
from salesplan_nb.goals.momentum import Momentum
from salesplan_nb.goals.reliability import brier
from salesplan_nb.goals.result import GoalsFacts
from salesplan_nb.goals.season import FULL_HISTORY, YEAR, Values
from salesplan_nb.goals.signal import Signal
from salesplan_nb.workspace.plan import TOTAL, Breakdown

WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def main_goal(goals: pd.DataFrame, breakdown: Breakdown | None) -> str:
    """The goal that the first screen is about: the one broken down, else the money goal that ends last; '' without one.

    Parameters
    ----------
    goals : DataFrame
        goal_id, unit, scope, first, last. A goal for a part of the company is none that the plan is about.
    breakdown : Breakdown or None
        The plan's.
    """
    money = goals[(goals["unit"] == "cents") & (goals["scope"] == TOTAL)]
    if breakdown is not None and breakdown.goal in set(money["goal_id"]):
        return breakdown.goal
    ordered = money.sort_values(["last", "first"], ascending=[False, False], kind="stable")
    return str(ordered["goal_id"].iloc[0]) if len(ordered) else ""


def goal_row(goals: pd.DataFrame, goal_id: str) -> pd.Series:
    """One goal's row of `Goals.goals`.

    Raises
    ------
    KeyError
        Where there is no such goal.
    """
    rows = goals[goals["goal_id"] == goal_id]
    if rows.empty:
        raise KeyError(goal_id)
    return rows.iloc[0]


def facts(
    goals: pd.DataFrame,
    breakdown: Breakdown | None,
    backtest: Backtest,
    reliability: pd.DataFrame,
    forecast: Momentum,
    shows: Signal,
) -> GoalsFacts:
    """The facts of the result.

    Parameters
    ----------
    goals : DataFrame
        `Goals.goals`.
    breakdown : Breakdown or None
        The plan's.
    backtest : Backtest
        The test.
    reliability : DataFrame
        `Goals.reliability`, of its chances.
    forecast : Momentum
        The forecast.
    shows : Signal
        What the history shows.

    Notes
    -----
    Trials are the held-out months, one ahead (see `calibration.held`). Skill is the mean of the skills for months and
    for quarters. Levels are those of the history that was forecast from: without one-offs.
    """
    used = backtest.table[backtest.table["used"]]
    hits, trials = held(backtest.table)
    length = len(forecast.history)
    score, gain = brier(backtest.chances)
    level, apart = level_change(backtest.history), month_apart(backtest.history)
    if level is not None and apart is not None and apart.month >= level.month:
        apart = None
    ahead = np.median(forecast.paths, axis=0)
    return GoalsFacts(
        main_goal=main_goal(goals, breakdown),
        method=forecast.method,
        trials=trials,
        hits=hits,
        calibrated=came_true(backtest.table, reliability),
        skill=float(used.loc[used["horizon"].isin(GATE), "skill"].mean()) if len(used) else float("nan"),
        little_evidence=_little(length) or (SAME if forecast.history.nunique() == 1 else ""),
        brier=score,
        brier_skill=gain,
        shows=shows.shows,
        trend=shows.rate,
        drift=_yearly(ahead),
        past_cents=float(backtest.history.to_numpy(dtype=float)[-YEAR:].mean()),
        ahead_cents=float(ahead[:YEAR].mean()),
        level=level,
        apart=apart,
    )


SAME = "every month is the same, so no chance can be told from them"


def _yearly(ahead: Values) -> float:
    """Growth of the months from the thirteenth on over the same months a year before [fraction]; NaN without any."""
    later = ahead[YEAR:]
    before = ahead[: len(later)].sum()
    return float(later.sum() / before - 1) if before > 0 else float("nan")


def _little(months: int) -> str:
    if months >= FULL_HISTORY:
        return ""
    number = WORDS[months] if months < len(WORDS) else str(months)
    told = f"{number} month{'' if months == 1 else 's'} of history"
    return told if months < YEAR else f"{told}, too few to tell a season"
