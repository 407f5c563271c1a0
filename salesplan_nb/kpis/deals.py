"""Deals one by one, as far as a reverse funnel needs them: when they began, how long they took, how they ended."""

from __future__ import annotations

import pandas as pd
from ibis import _

from salesplan_nb.kpis.counts import UNASSIGNED, Tables, deals_to, has_column

DIMENSIONS = ("source", "region", "product_family")
"""What deals are told apart by: the first of them that has two members."""
COLUMNS = ["month", "age", "days", "outcome", "amount_cents", "member", "closed_month", "deals"]


def deal_lives(cube: Tables) -> tuple[pd.DataFrame, str]:
    """Deals created until as_of, equal ones counted together, and the dimension of `member` ('' where there is none).

    Parameters
    ----------
    cube : Tables
        The canonical tables.

    Returns
    -------
    DataFrame
        month [of creation], age [days from creation to the end of as_of], days [days from creation to its close; NaN
        while open or where the close is not dated; at least 0], outcome (won, lost, open), amount_cents [cents, NaN
        where not known], member, closed_month ('' where there is none), deals [count]. No rows where deals have no
        status or day of creation.
    """
    empty = pd.DataFrame(columns=COLUMNS)
    if not (has_column(cube, "opportunities", "created") and has_column(cube, "opportunities", "status")):
        return empty, ""
    found, dimension = deals_to(cube), _dimension(cube)
    columns = {"created": found.created.cast("date"), "outcome": found.outcome}
    for name in ("closed", "amount_cents", dimension):
        if name and name in found.columns:
            columns[name] = found[name].cast("date") if name == "closed" else found[name]
    made = found.filter(found.created.notnull()).select(**columns)
    frame: pd.DataFrame = made.group_by(list(columns)).agg(deals=_.count()).execute()
    return _lives(frame.sort_values(list(columns), na_position="first"), cube, dimension), dimension


def _dimension(cube: Tables) -> str:
    for name in DIMENSIONS:
        if has_column(cube, "opportunities", name):
            members = cube.table("opportunities").select(name).distinct().execute()[name]
            if len(set(members.dropna()) - {"", UNASSIGNED}) > 1:
                return name
    return ""


def _lives(frame: pd.DataFrame, cube: Tables, dimension: str) -> pd.DataFrame:
    created = pd.to_datetime(frame["created"])
    closed = pd.to_datetime(frame["closed"]) if "closed" in frame else pd.Series(pd.NaT, frame.index)
    ended = closed.where(frame["outcome"] != "open")
    names = cube.calendar.months_of({day.date() for day in (*created, *ended.dropna())})
    end = pd.Timestamp(cube.calendar.last_day(cube.as_of))
    told = {
        "month": [names[day.date()] for day in created],
        "age": (end - created).dt.days.to_numpy(),
        "days": (ended - created).dt.days.clip(lower=0).to_numpy(dtype="float64"),
        "outcome": frame["outcome"].to_numpy(),
        "amount_cents": pd.to_numeric(frame["amount_cents"]).to_numpy(dtype="float64")
        if "amount_cents" in frame
        else float("nan"),
        "member": frame[dimension].fillna(UNASSIGNED).to_numpy() if dimension else "",
        "closed_month": ["" if pd.isna(day) else names[day.date()] for day in ended],
        "deals": frame["deals"].to_numpy(),
    }
    return pd.DataFrame(told)[COLUMNS]
