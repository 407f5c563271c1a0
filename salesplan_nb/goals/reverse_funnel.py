"""The reverse funnel: how many opportunities must be created, month by month, so that the target can be met."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from salesplan_nb.allocate import shares
from salesplan_nb.calendars import Period, months_between, shift
from salesplan_nb.fiscal import MonthCalendar
from salesplan_nb.goals.incidence import LOST, OPEN, WON, Incidence, incidence
from salesplan_nb.goals.momentum import Momentum
from salesplan_nb.goals.result import Goals, period_of
from salesplan_nb.intervals import wilson
from salesplan_nb.results import framed

RESAMPLES = 400
"""Bootstrapped sets of deals."""
MATURE = 0.9
"""A deal is old enough to learn from once it is as old as it takes nine in ten of those that end to end."""
WINDOW = 730
"""Days of creation that are learnt from: two years, so that what was true long ago does not count."""
ENOUGH_CLOSED, ENOUGH_WON = 30, 10
"""Closed and won deals below which nothing is said."""
DATED = 0.9
"""Share of closed deals that must say when they closed."""
NAN = float("nan")
STATES = {"open": OPEN, "won": WON, "lost": LOST}


@dataclass(frozen=True)
class Window:
    """A goal's months as days after as_of: the first and the last day on which a win counts, and the months ahead."""

    first: int
    last: int
    months: tuple[str, ...]
    days: tuple[tuple[int, int], ...]
    """First and last day of each month ahead."""

    @classmethod
    def of(cls, period: Period, as_of: str, calendar: MonthCalendar) -> Window:
        """The window of a goal's period."""
        end = calendar.last_day(as_of)

        def after(month: str) -> tuple[int, int]:
            return (calendar.first_day(month) - end).days, (calendar.last_day(month) - end).days

        months = tuple(months_between(shift(as_of, 1), period.last))
        return cls(max(1, after(period.first)[0]), after(period.last)[1], months, tuple(after(m) for m in months))


def won_of_new(curve: Incidence, window: Window) -> NDArray[np.float64]:
    """Wins within the goal's period that a deal a day, created evenly over a month, gives per deal; by month ahead."""
    told = []
    for low, high in window.days:
        created = np.arange(low, high + 1)
        told.append(float((curve.won_by(window.last - created) - curve.won_by(window.first - 1 - created)).mean()))
    return np.asarray(told)


def won_of_open(curve: Incidence, ages: NDArray[np.int64], window: Window) -> NDArray[np.float64]:
    """The chance of each open deal, given that it is still open at its age, to be won within the goal's period.

    Notes
    -----
    [F(end) - F(max(start, age))] / S(age) with F the cumulative incidence of won and S the share still open. A deal
    older than any that ended has none: nothing in the data speaks for it.
    """
    begin = np.maximum(window.first - 1 + ages, ages)
    still = curve.open_at(ages)
    gain = curve.won_by(window.last + ages) - curve.won_by(begin)
    return np.where(still > 1e-12, gain / np.where(still > 1e-12, still, 1.0), 0.0)


@dataclass(frozen=True)
class Needed:
    """What one set of deals says: the value of a won deal, what open deals bring, wins and deals a month needed."""

    value: float
    open_cents: float
    wins: float
    a_month: float
    gives: float
    """Wins in the period of one deal created in each month ahead."""


def needed(
    cohort: pd.DataFrame, waiting: pd.DataFrame, window: Window, asked: float, weights: NDArray[np.float64]
) -> Needed:
    """Deals to create in each month ahead [deals], from one weighting of the cohort.

    Parameters
    ----------
    cohort : DataFrame
        Deals old enough: days, state, amount_cents.
    waiting : DataFrame
        Open deals: age, amount_cents, deals.
    window : Window
        When wins count.
    asked : float
        What deals must bring in the period [cents].
    weights : array
        How many deals each row of the cohort stands for.

    Notes
    -----
    wins = (asked - sum over open deals of amount x chance) / mean won amount; an open deal without an amount counts at
    that mean. Each deal created in month m gives w(m) wins in the period, so the same number in every month is wins /
    sum of w(m): a late month counts by the little that it still gives.
    """
    curve = incidence(cohort["days"].to_numpy(), cohort["state"].to_numpy(), weights)
    won = weights * (cohort["state"] == WON).to_numpy() * cohort["amount_cents"].notna().to_numpy()
    value = float((won * cohort["amount_cents"].fillna(0).to_numpy()).sum() / won.sum()) if won.sum() else NAN
    worth = waiting["amount_cents"].fillna(value).to_numpy() * waiting["deals"].to_numpy()
    open_cents = float((worth * won_of_open(curve, waiting["age"].to_numpy(), window)).sum())
    wins = max(0.0, asked - open_cents) / value if value > 0 else NAN
    gives = float(won_of_new(curve, window).sum())
    return Needed(value, open_cents, wins, wins / gives if gives > 0 else NAN, gives)


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


def mature(lives: pd.DataFrame) -> tuple[pd.DataFrame, str]:
    """The deals that are old enough to learn from, with `state` and whole `days`; and '' or why there are too few.

    Notes
    -----
    Chosen by their day of creation alone, so that how a deal ended does not decide whether it counts.
    """
    closed = lives["outcome"] != "open"
    dated = int(lives.loc[closed & lives["days"].notna(), "deals"].sum())
    if dated < DATED * int(lives.loc[closed, "deals"].sum()):
        return lives.iloc[:0], "too many closed deals do not say when they closed"
    usable = lives[~closed | lives["days"].notna()]
    state = usable["outcome"].map(STATES).to_numpy(dtype="int64")
    days = usable["days"].where(usable["outcome"] != "open", usable["age"]).to_numpy(dtype="int64")
    usable = usable.assign(state=state, days=days)
    if usable.empty:
        return usable, "no deal is known"
    recent = usable[usable["age"] <= 2 * WINDOW]
    age = incidence(
        recent["days"].to_numpy(), recent["state"].to_numpy(), recent["deals"].to_numpy(dtype="float64")
    ).settled(MATURE)
    cohort = usable[usable["age"].between(age, age + WINDOW)]
    won, lost = (int(cohort.loc[cohort["state"] == state, "deals"].sum()) for state in (WON, LOST))
    if won + lost < ENOUGH_CLOSED or won < ENOUGH_WON:
        return cohort, (
            f"{won + lost} deals that are old enough are closed, {won} of them won; {ENOUGH_CLOSED} and {ENOUGH_WON} "
            "are needed"
        )
    if cohort.loc[cohort["state"] == WON, "amount_cents"].isna().all():
        return cohort, "no won deal has an amount"
    return cohort, ""


def deals_share(lives: pd.DataFrame, forecast: Momentum) -> float:
    """Won amounts / orders of the last twelve months [fraction]; NaN where there were no orders."""
    year = months_between(shift(forecast.as_of, -11), forecast.as_of)
    won = lives[(lives["outcome"] == "won") & lives["closed_month"].isin(year)]
    orders = forecast.known(Period(year[0], year[-1]))
    return float((won["amount_cents"].fillna(0) * won["deals"]).sum() / orders) if orders > 0 else NAN


def resampled(weights: NDArray[np.float64], rng: np.random.Generator) -> NDArray[np.float64]:
    """Weights of bootstrapped sets of deals, (resamples, rows): as many deals as there are, drawn with replacement."""
    total = int(weights.sum())
    return rng.multinomial(total, weights / weights.sum(), size=RESAMPLES).astype("float64")


def _ends(values: list[float]) -> tuple[float, float]:
    known = [value for value in values if value == value]
    return (
        (float(np.quantile(known, 0.025)), float(np.quantile(known, 0.975)))
        if len(known) > 0.95 * len(values)
        else (NAN, NAN)
    )


def _rates(cohort: pd.DataFrame) -> dict[str, float]:
    """Won, lost and open deals of the cohort, and won / (won + lost) with its Wilson interval."""
    won, lost, waiting = (int(cohort.loc[cohort["state"] == state, "deals"].sum()) for state in (WON, LOST, OPEN))
    low, high = wilson(won, won + lost) if won + lost else (NAN, NAN)
    rate = won / (won + lost) if won + lost else NAN
    return {"won": won, "lost": lost, "open": waiting, "win_rate": rate, "rate_low": low, "rate_high": high}


def _created(lives: pd.DataFrame, as_of: str) -> list[tuple[str, float]]:
    """Deals created in each of the last twelve months, those without any included."""
    year = months_between(shift(as_of, -11), as_of)
    counts = lives.groupby("month")["deals"].sum().reindex(year, fill_value=0)
    return [(str(month), float(count)) for month, count in counts.items()]


def created_today(lives: pd.DataFrame, as_of: str) -> dict[str, float]:
    """Deals created a month today: the median of the last twelve months, and beside it the mean of the last three."""
    counts = [count for _, count in _created(lives, as_of)]
    return {"created": float(np.median(counts)), "created_recently": float(np.mean(counts[-3:]))}


def _members(
    lives: pd.DataFrame, cohort: pd.DataFrame, basis: dict[str, object], as_of: str
) -> list[dict[str, object]]:
    year = lives[lives["month"].between(shift(as_of, -11), as_of)]
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
    columns = framed(Goals, "reverse_funnel", []).columns
    empty: dict[str, object] = dict.fromkeys(columns, NAN)
    texts, counts = dict.fromkeys(("member", "dimension", "reason"), ""), dict.fromkeys(("won", "lost", "open"), 0)
    return empty | texts | counts | known
