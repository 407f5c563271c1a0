"""One goal month by month: what tactics, capacity and quotas are measured against."""

from __future__ import annotations

import pandas as pd

from salesplan_nb.allocate import shares
from salesplan_nb.calendars import Period


def month_targets(
    goal_id: str, goals: pd.DataFrame, targets: pd.DataFrame, forecast: pd.DataFrame, history: pd.DataFrame
) -> pd.Series:
    """A goal's target of each month of its period [cents], months as index; empty without a target in money.

    Parameters
    ----------
    goal_id : str
        Which goal.
    goals, targets, forecast, history : DataFrame
        The tables of `Goals`.

    Notes
    -----
    Sums of the targets' cells. Where the goal is not broken down, its target is shared by what each month booked or is
    forecast to book (evenly where that is nothing), so that the season decides either way.
    """
    cells = targets[targets["goal_id"] == goal_id]
    if len(cells):
        return cells.groupby("month")["target"].sum().sort_index().astype("int64")
    row = goals[goals["goal_id"] == goal_id]
    if row.empty or row["unit"].iloc[0] != "cents" or pd.isna(row["target"].iloc[0]) or not row["first"].iloc[0]:
        return pd.Series([], index=pd.Index([], dtype="str"), dtype="int64")
    months = Period(str(row["first"].iloc[0]), str(row["last"].iloc[0])).months
    known = forecast[forecast["scope"] == "total"].set_index("month")["p50"]
    past = history.set_index("month")["amount_cents"]
    weights = [max(0, int(past.get(month, known.get(month, 0)))) for month in months]
    parts = shares(round(float(row["target"].iloc[0])), weights if any(weights) else [1] * len(months))
    return pd.Series(parts, index=pd.Index(months, dtype="str"), dtype="int64")
