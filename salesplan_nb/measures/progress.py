"""Actual against target: the goals under way month by month, their pacing, and each rep against the quota to date."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date

import pandas as pd

from salesplan_nb.calendars import Period
from salesplan_nb.fiscal import MonthCalendar, PlanYear
from salesplan_nb.kpis import Against
from salesplan_nb.measures.result import Measures
from salesplan_nb.results import framed

YEAR = 12


def goal_months(targets: pd.DataFrame) -> dict[str, dict[str, int]]:
    """Target of each month [cents], by goal; the goals in the order of the table."""
    found: dict[str, dict[str, int]] = {}
    for goal, month, target in zip(targets["goal_id"], targets["month"], targets["target"], strict=True):
        months = found.setdefault(str(goal), {})
        months[str(month)] = months.get(str(month), 0) + int(target)
    return found


def tracking(targets: pd.DataFrame, months: pd.DataFrame, as_of: str) -> pd.DataFrame:
    """The table `tracking`: one row per goal under way and month of its period.

    Parameters
    ----------
    targets : DataFrame
        The goals' leaf targets: goal_id, month, target [cents].
    months : DataFrame
        Orders by month: month, amount_cents.
    as_of : str
        Last month of the data. A goal is under way where its period has begun by then and has not ended before.
    """
    actual = months.groupby("month")["amount_cents"].sum()
    rows = [
        (goal, month, int(actual.get(month, 0)) if month <= as_of else 0, target, month <= as_of)
        for goal, cells in goal_months(targets).items()
        if min(cells) <= as_of <= max(cells)
        for month, target in sorted(cells.items())
    ]
    return framed(Measures, "tracking", rows)


def pacing(tracking: pd.DataFrame) -> pd.DataFrame:
    """The table `pacing`: one row per goal under way.

    Notes
    -----
    Actual to date / target to date. The data ends with whole months, so a month's own curve never enters.
    """
    rows = []
    for goal, cells in tracking.groupby("goal_id", sort=False):
        known = cells[cells["known"]]
        actual, due = int(known["actual_cents"].sum()), int(known["target_cents"].sum())
        ratio = actual / due if due > 0 else math.nan
        rows.append((goal, known["month"].max(), actual, due, ratio, int(cells["target_cents"].sum())))
    return framed(Measures, "pacing", rows)


def month_shares(seasonality: pd.DataFrame) -> dict[int, float]:
    """Weight of each calendar month in a year, by its number; even where no season can be told."""
    if seasonality.empty:
        return dict.fromkeys(range(1, YEAR + 1), 1.0)
    return dict(zip(seasonality["month_number"].tolist(), seasonality["index"].tolist(), strict=True))


def running_year(plan_year: Period, as_of: str) -> Period:
    """The twelve months that hold as_of and begin in the month in which the plan year begins.

    Examples
    --------
    >>> running_year(Period.parse("2027"), "2026-10").label
    '2026'
    """
    year = Period(plan_year.first, Period(plan_year.first, plan_year.first).shifted(YEAR - 1).last)
    while as_of < year.first:
        year = year.shifted(-YEAR)
    while as_of > year.last:
        year = year.shifted(YEAR)
    return year


def attainment(
    rep_months: pd.DataFrame, quotas: pd.DataFrame, seasonality: pd.DataFrame, plan_year: PlanYear, as_of: str
) -> pd.DataFrame:
    """The table `attainment`: one row per rep with a quota in the running year, the best first.

    Parameters
    ----------
    rep_months : DataFrame
        Orders by rep and month: month, rep_id, amount_cents.
    quotas : DataFrame
        rep_id, starts, ends [dates or missing], quota_cents [cents a year].
    seasonality : DataFrame
        The objectives' table: index of each calendar month.
    plan_year : PlanYear
        The plan's year, whose calendar says which month somebody comes or goes in; the running year begins in the same
        month.
    as_of : str
        Last month.

    Notes
    -----
    Quota to date = annual quota x the shares of the months gone by in which the rep was there, rounded to the cent.
    Actual = the rep's orders in those months.
    """
    year = running_year(plan_year, as_of)
    shares = month_shares(seasonality)
    whole = sum(shares.values())
    sold = rep_months.groupby(["rep_id", "month"])["amount_cents"].sum().to_dict() if len(rep_months) else {}
    rows = []
    for rep in quotas.to_dict("records"):
        starts, ends = (_month_of(rep[day], plan_year.calendar) for day in ("starts", "ends"))
        there = [month for month in year.months if starts <= month <= min(as_of, ends or as_of)]
        due = round(int(rep["quota_cents"]) * sum(shares[int(month[5:])] for month in there) / whole)
        actual = sum(int(sold.get((rep["rep_id"], month), 0)) for month in there)
        if due > 0:
            rows.append((rep["rep_id"], actual, due, actual / due))
    return framed(Measures, "attainment", sorted(rows, key=lambda row: (-row[3], row[0])))


def _month_of(day: date | None, calendar: MonthCalendar) -> str:
    """The month of a date; '' where there is none."""
    return "" if pd.isna(day) else calendar.month_of(pd.Timestamp(day).date())


def against(
    targets: pd.DataFrame,
    main_goal: str,
    months: pd.DataFrame,
    attainment: pd.DataFrame,
    plan_year: PlanYear,
    as_of: str,
) -> dict[str, Against]:
    """What pipeline coverage and attainment are measured against, by KPI.

    Parameters
    ----------
    targets : DataFrame
        The goals' leaf targets: goal_id, month, target [cents].
    main_goal : str
        The goal that the pipeline is to fill.
    months : DataFrame
        Orders by month: month, amount_cents.
    attainment : DataFrame
        The table `attainment`.
    plan_year, as_of
        As for `attainment`.

    Notes
    -----
    Coverage: the quarter of the plan year in which the main goal's next month without data lies; its remaining target
    is the quarter's target less what was booked in its months gone by. Nothing where no target is left.
    """
    found = dict(_quota(attainment, plan_year, as_of))
    cells = goal_months(targets).get(main_goal, {})
    ahead = [month for month in cells if month > as_of]
    if not ahead:
        return found
    period = plan_year.quarter(min(ahead))
    within = [month for month in period.months if month in cells]
    gone = months["month"].isin([month for month in within if month <= as_of])
    remaining = sum(cells[month] for month in within) - int(months.loc[gone, "amount_cents"].sum())
    if remaining > 0:
        found |= dict.fromkeys(("pipeline_coverage", "weighted_coverage"), Against(period, remaining))
    return found


def _quota(attainment: pd.DataFrame, plan_year: Period, as_of: str) -> Iterator[tuple[str, Against]]:
    if len(attainment):
        year = running_year(plan_year, as_of)
        yield "attainment", Against(Period(year.first, as_of), int(attainment["quota_cents"].sum()))
