"""Months over weeks: pieces of a month and a week, so that both sum exactly."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd

from salesplan_nb.allocate import shares
from salesplan_nb.currency_codes import smallest_cents
from salesplan_nb.fiscal import PlanYear, WeekMonths
from salesplan_nb.goals.result import Goals
from salesplan_nb.results import framed
from salesplan_nb.workspace.plan import Breakdown

DAY = timedelta(days=1)


def target_weeks(targets: pd.DataFrame, breakdown: Breakdown | None, year: PlanYear, currency: str) -> pd.DataFrame:
    """The table `target_weeks` of the result: a row per goal and piece of a month and a week.

    Parameters
    ----------
    targets : DataFrame
        `Goals.targets`.
    breakdown : Breakdown or None
        The plan's; no rows where it asks for no weeks.
    year : PlanYear
        Which days a month has, and which of them are holidays.
    currency : str
        The plan's: where it has no minor unit, a piece is whole units, as its month is.

    Notes
    -----
    A week begins on Monday; where the company's months are whole weeks, on the day on which those begin. A week that
    two months share is two rows. A month's target is shared over its pieces by their working days, Mondays to Fridays
    without holidays (by days, where a month had none), by largest remainders. So a month's pieces sum to the month, a
    week's to the week, and both to the goal, to the cent.
    """
    if breakdown is None or breakdown.week is None:
        return framed(Goals, "target_weeks", [])
    rows: list[tuple[str, date, str, date, date, int, int]] = []
    smallest = smallest_cents(currency)
    sums = targets.groupby(["goal_id", "month"], sort=False, as_index=False)["target"].sum()
    for goal_id, month, amount in zip(sums["goal_id"], sums["month"], sums["target"], strict=True):
        parts = pieces(str(month), year)
        days = [year.working_days(first, last) for _, first, last in parts]
        length = [(last - first).days + 1 for _, first, last in parts]
        step = 1 if int(amount) % smallest else smallest
        of = zip(parts, days, shares(int(amount), days if any(days) else length, step=step), strict=True)
        rows.extend((str(goal_id), week, str(month), first, last, n, cents) for (week, first, last), n, cents in of)
    return framed(Goals, "target_weeks", rows)


def pieces(month: str, year: PlanYear) -> list[tuple[date, date, date]]:
    """The weeks that have days in a month: the first day of each week, and of those days the first and the last."""
    calendar = year.calendar
    first, end = calendar.first_day(month), calendar.last_day(month)
    begins = first.weekday() if isinstance(calendar, WeekMonths) else 0
    week = first - (first.weekday() - begins) % 7 * DAY
    found = []
    while week <= end:
        found.append((week, max(week, first), min(week + 6 * DAY, end)))
        week += 7 * DAY
    return found
