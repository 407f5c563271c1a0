"""Past quarters, as the deals of their day and as the history alone foretold what deals won: which was nearer."""

from __future__ import annotations

import numpy as np
import pandas as pd

from salesplan_nb.calendars import Period, months_between, shift
from salesplan_nb.fiscal import MonthCalendar
from salesplan_nb.goals.backtest import HORIZONS, backtest
from salesplan_nb.goals.deal_cohort import mature
from salesplan_nb.goals.deals_needed import Window, needed
from salesplan_nb.goals.result import Goals
from salesplan_nb.goals.reverse_funnel import created_today
from salesplan_nb.results import framed

QUARTER = HORIZONS["quarter"]


def pipeline_backtest(
    lives: pd.DataFrame, as_of: str, calendar: MonthCalendar, rng: np.random.Generator
) -> pd.DataFrame:
    """The table `pipeline_backtest` of the result: for every origin that can be looked at, the quarter that followed.

    Parameters
    ----------
    lives : DataFrame
        `kpis.deal_lives`.
    as_of : str
        Last month of the data.
    calendar : MonthCalendar
        The plan's months.
    rng : numpy.random.Generator
        For the backtest of the won amounts by month.

    Returns
    -------
    DataFrame
        Won amounts [cents] of the three months after each origin; as the deals read then: what was open by its chance
        at its age, and as many new deals as were created a month; and the middle of the history's own forecast. No
        rows where there are too few deals or months.

    Notes
    -----
    From each origin only what was known then is seen. How much an open deal was thought to be worth then is not kept
    by a CRM export, only what it ended at: all count at the mean won amount.
    """
    won = won_by_month(lives, as_of)
    rows = []
    if len(won):
        told = backtest(won, rng=rng).errors
        for quarter in told[told["horizon"] == "quarter"].to_dict("records"):
            origin = str(quarter["origin"])
            expected = expected_wins(known_at(lives, origin, as_of, calendar), origin, calendar)
            if expected == expected:
                rows.append((origin, int(quarter["outcome_cents"]), round(expected), int(quarter["p50_cents"])))
    return framed(Goals, "pipeline_backtest", rows)


def won_by_month(lives: pd.DataFrame, as_of: str) -> pd.Series:
    """Won amounts [cents] of each month from the first that has any to as_of; empty where there is none."""
    dated = lives[(lives["outcome"] == "won") & (lives["closed_month"] != "")]
    sums = (dated["amount_cents"].fillna(0) * dated["deals"]).groupby(dated["closed_month"]).sum()
    months = months_between(str(sums.index.min()), as_of) if len(sums) else []
    return sums.reindex(months, fill_value=0.0).set_axis(pd.PeriodIndex(months, freq="M"))


def known_at(lives: pd.DataFrame, origin: str, as_of: str, calendar: MonthCalendar) -> pd.DataFrame:
    """The deals as they stood at the end of an earlier month: later ones are not there yet, later closes are open."""
    back = (calendar.last_day(as_of) - calendar.last_day(origin)).days
    then = lives[lives["age"] >= back].assign(age=lambda frame: frame["age"] - back)
    waiting = (then["outcome"] != "open") & (then["days"] > then["age"])
    still = waiting | (then["outcome"] == "open")
    return then.assign(
        outcome=then["outcome"].mask(waiting, "open"),
        days=then["days"].mask(still),
        closed_month=then["closed_month"].mask(waiting, ""),
        amount_cents=then["amount_cents"].mask(still),
    )


def expected_wins(lives: pd.DataFrame, month: str, calendar: MonthCalendar) -> float:
    """What deals known at the end of a month should win in the next three [cents]; NaN where it cannot be told."""
    cohort, reason = mature(lives)
    if reason:
        return float("nan")
    ahead = Window.of(Period(shift(month, 1), shift(month, QUARTER)), month, calendar)
    weights = cohort["deals"].to_numpy(dtype="float64")
    read = needed(cohort, lives[lives["outcome"] == "open"], ahead, 0.0, weights)
    return read.open_cents + read.value * created_today(lives, month)["created"] * read.gives
