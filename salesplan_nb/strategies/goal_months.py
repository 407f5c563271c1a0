"""The main goal month by month: what tactics, capacity and quotas are measured against."""

from __future__ import annotations

import pandas as pd

from salesplan_nb.goals.month_targets import month_targets
from salesplan_nb.goals.result import Goals


def goal_months(goals: Goals) -> pd.Series:
    """The main goal's target of each month of its period [cents]: `goals.month_targets` of a published result."""
    return month_targets(goals.facts.main_goal, goals.goals, goals.targets, goals.forecast, goals.history)


def main_target(goals: Goals) -> int:
    """The main goal's target [cents]; 0 without one in money."""
    return int(goal_months(goals).sum())


def has_paths(goals: Goals) -> bool:
    """Whether the forecast speaks about the main goal: in the money that the data records, all its months covered."""
    row = goals.goals[goals.goals["goal_id"] == goals.facts.main_goal]
    return len(goals.paths) > 0 and len(row) > 0 and not pd.isna(row["demand_p50"].iloc[0])
