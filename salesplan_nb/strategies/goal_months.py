"""The main goal month by month: what tactics, capacity and quotas are measured against."""

from __future__ import annotations

import pandas as pd

from salesplan_nb.allocate import shares
from salesplan_nb.calendars import Period
from salesplan_nb.goals.result import Goals


def goal_months(goals: Goals) -> pd.Series:
    """The main goal's target of each month of its period [cents], months as index; empty without a target in money.

    Notes
    -----
    Sums of the targets' cells. Where the goal is not broken down, its target is shared by what each month booked or is
    forecast to book (evenly where that is nothing), so that the season decides either way.
    """
    cells = goals.targets[goals.targets["goal_id"] == goals.facts.main_goal]
    if len(cells):
        return cells.groupby("month")["target"].sum().sort_index().astype("int64")
    row = goals.goals[goals.goals["goal_id"] == goals.facts.main_goal]
    if row.empty or row["unit"].iloc[0] != "cents" or pd.isna(row["target"].iloc[0]) or not row["first"].iloc[0]:
        return pd.Series([], index=pd.Index([], dtype="str"), dtype="int64")
    months = Period(str(row["first"].iloc[0]), str(row["last"].iloc[0])).months
    known = goals.forecast[goals.forecast["scope"] == "total"].set_index("month")["p50"]
    past = goals.history.set_index("month")["amount_cents"]
    weights = [max(0, int(past.get(month, known.get(month, 0)))) for month in months]
    parts = shares(round(float(row["target"].iloc[0])), weights if any(weights) else [1] * len(months))
    return pd.Series(parts, index=pd.Index(months, dtype="str"), dtype="int64")


def main_target(goals: Goals) -> int:
    """The main goal's target [cents]; 0 without one in money."""
    return int(goal_months(goals).sum())


def has_paths(goals: Goals) -> bool:
    """Whether the forecast speaks about the main goal: in the money that the data records, all its months covered."""
    row = goals.goals[goals.goals["goal_id"] == goals.facts.main_goal]
    return len(goals.paths) > 0 and len(row) > 0 and not pd.isna(row["demand_p50"].iloc[0])
