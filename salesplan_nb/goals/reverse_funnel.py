"""The reverse funnel: how many opportunities must be created, month by month, so that the target can be met."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from salesplan_nb.allocate import shares
from salesplan_nb.calendars import Period, months_between, shift
from salesplan_nb.fiscal import MonthCalendar
from salesplan_nb.goals.deal_cohort import mature
from salesplan_nb.goals.deals_needed import Window, needed, won_of_new
from salesplan_nb.goals.incidence import LOST, OPEN, WON, incidence
from salesplan_nb.goals.momentum import Momentum
from salesplan_nb.goals.result import Goals, period_of
from salesplan_nb.intervals import wilson
from salesplan_nb.results import framed

RESAMPLES = 400
"""Bootstrapped sets of deals."""
NAN = float("nan")


def reverse_funnel(
    goal: pd.Series,
    forecast: Momentum,
    lives: pd.DataFrame,
    dimension: str,
    calendar: MonthCalendar,
    rng: np.random.Generator,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The tables `reverse_funnel` and `pipeline_needed` of the result.

    Parameters
    ----------
    goal : Series
        The main goal's row of `Goals.goals`.
    forecast : Momentum
        For what is booked already, and the orders of the last twelve months.
    lives : DataFrame
        `kpis.deal_lives`.
    dimension : str
        What its `member` is.
    calendar : MonthCalendar
        The plan's months.
    rng : numpy.random.Generator
        For the bootstrap over deals.

    Returns
    -------
    tuple of DataFrame
        One row for all deals (member '') and one per member: what it rests on, what is needed a month, what is created
        today. And one row per month ahead to the end of the goal: needed, with its 95% interval, what of it is won in
        time, and whether none is (too late, 0 needed); before them the last twelve months with what was created. Where
        it cannot be told the first holds one row with a reason, the second none; both are empty without a goal in money
        or without opportunities.

    Notes
    -----
    Deals brought `share` of the orders of the last twelve months (won amounts / orders); they are asked for the same
    share of what the target still needs. The rest comes without a deal, as it did. `supported_cents` is the same sum
    read forwards: the target at which as many deals are needed as are created today. The 95% intervals of deal value
    and of what is needed resample the deals of the cohort; that of the win rate is Wilson's. Members are asked for
    their part of the deals created in the last twelve months, whole deals summing to the rounded total.
    """
    nothing = framed(Goals, "reverse_funnel", []), framed(Goals, "pipeline_needed", [])
    if goal["unit"] != "cents" or pd.isna(goal["demand_p50"]) or pd.isna(goal["target"]) or lives.empty:
        return nothing
    window = Window.of(period_of(goal), forecast.as_of, calendar)
    cohort, reason = mature(lives)
    share = NAN if reason else deals_share(lives, forecast)
    if not reason and not share > 0:
        reason = "no deal was won in the last twelve months, so what deals bring cannot be told"
    if not window.months:
        reason = reason or "the goal's period is over"
    if reason:
        row = {"goal_id": goal["goal_id"], "dimension": dimension, "reason": reason}
        return framed(Goals, "reverse_funnel", [_row(row)]), nothing[1]
    booked = forecast.known(period_of(goal))
    left = float(goal["target"]) - booked
    asked = left * share
    waiting = lives[lives["outcome"] == "open"]
    weights = cohort["deals"].to_numpy(dtype="float64")
    told = needed(cohort, waiting, window, asked, weights)
    drawn = [needed(cohort, waiting, window, asked, w) for w in resampled(weights, rng)]
    low, high = _ends([one.a_month for one in drawn])
    value_low, value_high = _ends([one.value for one in drawn])
    curve = incidence(cohort["days"].to_numpy(), cohort["state"].to_numpy(), weights)
    in_time = won_of_new(curve, window)
    today = created_today(lives, forecast.as_of)
    basis = {
        "goal_id": goal["goal_id"], "dimension": dimension, "share": share, "remaining_cents": left,
        "asked_cents": asked, "open_cents": told.open_cents, "wins_needed": told.wins, "needed": told.a_month,
        "needed_low": low, "needed_high": high, "deal_cents": told.value, "deal_low": value_low,
        "deal_high": value_high, "cycle_days": float(curve.median_won()), "created_to_won": curve.rate,
        "supported_cents": booked + (told.open_cents + told.value * today["created"] * told.gives) / share,
        **_rates(cohort), **today,
    }  # fmt: skip
    rows = [_row(basis), *_members(lives, cohort, basis, forecast.as_of)]
    past = [(month, count, NAN, NAN, NAN, NAN, False) for month, count in _created(lives, forecast.as_of)]
    ahead = [
        (month, NAN, *((told.a_month, low, high) if won > 0 else (0.0, 0.0, 0.0)), won, not won > 0)
        for month, won in zip(window.months, map(float, in_time), strict=True)
    ]
    months = [(goal["goal_id"], *month) for month in (*past, *ahead)]
    if np.isnan(told.a_month) and (in_time <= 0).all():
        rows = [_row(basis | {"reason": "every month left is too late: a deal takes longer than what is left"})]
    return framed(Goals, "reverse_funnel", rows), framed(Goals, "pipeline_needed", months)


def _year_to(as_of: str) -> list[str]:
    """The last twelve months."""
    return months_between(shift(as_of, -11), as_of)


def deals_share(lives: pd.DataFrame, forecast: Momentum) -> float:
    """Won amounts / orders of the last twelve months [fraction]; NaN where there were no orders."""
    year = _year_to(forecast.as_of)
    won = lives[(lives["outcome"] == "won") & lives["closed_month"].isin(year)]
    orders = forecast.known(Period(year[0], year[-1]))
    return float((won["amount_cents"].fillna(0) * won["deals"]).sum() / orders) if orders > 0 else NAN


def resampled(weights: NDArray[np.float64], rng: np.random.Generator) -> NDArray[np.float64]:
    """Weights of bootstrapped sets of deals, (resamples, rows): as many deals as there are, drawn with replacement."""
    total = int(weights.sum())
    return rng.multinomial(total, weights / weights.sum(), size=RESAMPLES).astype("float64")


def _ends(values: list[float]) -> tuple[float, float]:
    """The 95% interval of resampled values; NaN where more than one in twenty of them cannot be told."""
    known = [value for value in values if value == value]
    if len(known) <= 0.95 * len(values):
        return NAN, NAN
    return float(np.quantile(known, 0.025)), float(np.quantile(known, 0.975))


def _rates(cohort: pd.DataFrame) -> dict[str, float]:
    """Won, lost and open deals of the cohort, and won / (won + lost) with its Wilson interval."""
    won, lost, waiting = (int(cohort.loc[cohort["state"] == state, "deals"].sum()) for state in (WON, LOST, OPEN))
    low, high = wilson(won, won + lost) if won + lost else (NAN, NAN)
    rate = won / (won + lost) if won + lost else NAN
    return {"won": won, "lost": lost, "open": waiting, "win_rate": rate, "rate_low": low, "rate_high": high}


def _created(lives: pd.DataFrame, as_of: str) -> list[tuple[str, float]]:
    """Deals created in each of the last twelve months, those without any included."""
    counts = lives.groupby("month")["deals"].sum().reindex(_year_to(as_of), fill_value=0)
    return [(str(month), float(count)) for month, count in counts.items()]


def created_today(lives: pd.DataFrame, as_of: str) -> dict[str, float]:
    """Deals created a month today: the median of the last twelve months, and beside it the mean of the last three."""
    counts = [count for _, count in _created(lives, as_of)]
    return {"created": float(np.median(counts)), "created_recently": float(np.mean(counts[-3:]))}


def _members(
    lives: pd.DataFrame, cohort: pd.DataFrame, basis: dict[str, object], as_of: str
) -> list[dict[str, object]]:
    """Rows of each member: its part of the deals needed, by those it created in the last twelve months; none of one."""
    year = lives[lives["month"].isin(_year_to(as_of))]
    created = year.groupby("member")["deals"].sum()
    a_month = float(str(basis["needed"]))
    if not basis["dimension"] or len(created) < 2 or a_month != a_month:
        return []
    order = sorted(created.index, key=lambda name: (-int(created[name]), str(name)))
    parts = shares(round(a_month), [int(created[name]) for name in order])
    rows = []
    for name, part in zip(order, parts, strict=True):
        theirs = cohort[cohort["member"] == name]
        won = theirs[(theirs["state"] == WON) & theirs["amount_cents"].notna()]
        value = float((won["amount_cents"] * won["deals"]).sum() / won["deals"].sum()) if len(won) else NAN
        own = {"goal_id": basis["goal_id"], "dimension": basis["dimension"], "member": name, "needed": float(part)}
        today = created_today(lives[lives["member"] == name], as_of)
        rows.append(_row(own | {"deal_cents": value} | _rates(theirs) | today))
    return rows


def _row(known: dict[str, object]) -> dict[str, object]:
    """A row of the table `reverse_funnel` with what is known of it; the rest is NaN, '' or 0."""
    columns = framed(Goals, "reverse_funnel", []).columns
    empty: dict[str, object] = dict.fromkeys(columns, NAN)
    texts, counts = dict.fromkeys(("member", "dimension", "reason"), ""), dict.fromkeys(("won", "lost", "open"), 0)
    return empty | texts | counts | known
