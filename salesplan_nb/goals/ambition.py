"""What another ambition would mean: its chance, its share of the market, and what it asks of customers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from salesplan_nb.calendars import Period, month_index, shift
from salesplan_nb.goals.attainment import chance, sums_of
from salesplan_nb.goals.build import untold
from salesplan_nb.goals.momentum import Momentum
from salesplan_nb.goals.result import Goals, period_of
from salesplan_nb.results import framed
from salesplan_nb.workspace.plan import Market

STEPS = tuple(round(step / 100, 2) for step in range(-10, 41, 2))
"""Changes against the base for which the chance is shown [fraction]."""
LEVELS = (0.5, 0.8, 0.9)
MOST = 1.0
"""Change of price, volume or win rate beyond which none is named: twice of anything is another business."""
NAN = float("nan")


def ambition(
    goal: pd.Series, forecast: Momentum, tactics: Momentum, moves: pd.DataFrame, market: Sequence[Market]
) -> pd.DataFrame:
    """The table `ambition` of the result: what each change of -10% to +40% against the base would mean.

    Parameters
    ----------
    goal : Series
        The main goal's row of `Goals.goals`.
    forecast : Momentum
        History and joint paths if nothing changes.
    tactics : Momentum
        The same with the declared effects on top (`with_tactics`); the forecast itself where the plan declares none.
    moves : DataFrame
        `kpis.customer_moves`.
    market : sequence of Market
        The plan's section.

    Notes
    -----
    implied_share = target / (SAM of all segments x months of the goal / 12); NaN unless every segment's SAM is given
    for the goal's year. With `lost`, `stayed`, `new` as in the last twelve months, per unit of all orders of the twelve
    before (b before, n now): growth_per_customer = (target / base - n of all but those who stayed) / b of those who
    stayed - 1, what each customer who stays would have to buy more; new_customers = (target / base - n of all but the
    new) / (n of the new / their number): how many would have to be won instead, not below 0. Both NaN where customers
    cannot be told apart.
    """
    base = float(goal["baseline"])
    if goal["demand_p50"] != goal["demand_p50"] or not base > 0:
        return framed(Goals, "ambition", [])
    sums = sums_of(goal, forecast)
    added = None if tactics is forecast else sums_of(goal, tactics)
    own = [goal["change"]] if goal["change"] == goal["change"] else []
    targets = {step: round(base * (1 + step)) for step in STEPS} | {step: round(goal["target"]) for step in own}
    sam = serviceable(market, period_of(goal))
    rows = [
        (
            goal["goal_id"],
            step,
            targets[step],
            chance(sums, targets[step]),
            NAN if added is None else chance(added, targets[step]),
            targets[step] / sam,
            *asked_of_customers(goal, moves, targets[step]),
        )
        for step in sorted(targets)
    ]
    return framed(Goals, "ambition", rows)


def serviceable(market: Sequence[Market], period: Period) -> float:
    """SAM of all segments over the goal's months [cents]; NaN unless all are given for the year in which it ends."""
    year = [size for size in market if size.year == int(period.last[:4])]
    if not year or {size.segment for size in year} != {size.segment for size in market}:
        return NAN
    sizes = [size.sam for size in year]
    return sum(s for s in sizes if s is not None) * len(period) / 12 if None not in sizes else NAN


def asked_of_customers(goal: pd.Series, moves: pd.DataFrame, target: float) -> tuple[float, float]:
    """Growth of each customer who stays [fraction], or new customers [count], that a target would take; see `ambition`.

    Parameters
    ----------
    goal : Series
        The main goal's row of `Goals.goals`.
    moves : DataFrame
        `kpis.customer_moves`.
    target : float
        The goal tried [cents].
    """
    if untold(goal, moves):
        return NAN, NAN
    by_move = moves.set_index("move")
    all_before, now = float(by_move["before_cents"].sum()), by_move["now_cents"].astype("float64")
    # The target and the base as they would be were the base the twelve months before.
    like = target / float(goal["baseline"]) * all_before
    stayed, new = float(by_move["before_cents"]["stayed"]), int(by_move["customers"]["new"])
    growth = (like - float(now.drop("stayed").sum())) / stayed - 1 if stayed > 0 else NAN
    if not new or not now["new"] > 0:
        return growth, NAN
    return growth, max(0.0, (like - float(now.drop("new").sum())) / (float(now["new"]) / new))


def levels(goal: pd.Series, forecast: Momentum) -> pd.DataFrame:
    """The table `levels` of the result: the highest target that 50, 80 and 90% of the paths reach.

    Parameters
    ----------
    goal : Series
        The main goal's row of `Goals.goals`.
    forecast : Momentum
        History and joint paths.
    """
    if goal["demand_p50"] != goal["demand_p50"]:
        return framed(Goals, "levels", [])
    sums = np.sort(sums_of(goal, forecast))[::-1]
    # The k-th largest sum is reached by k paths at least.
    rows = [(goal["goal_id"], level, int(sums[int(np.ceil(level * len(sums) - 1e-9)) - 1])) for level in LEVELS]
    return framed(Goals, "levels", rows)


def past_growths(goal: pd.Series, forecast: Momentum) -> pd.DataFrame:
    """The table `past_growths` of the result: growth of periods as long as the goal's over the same time before.

    Parameters
    ----------
    goal : Series
        The main goal's row of `Goals.goals`.
    forecast : Momentum
        For the history.

    Returns
    -------
    DataFrame
        One row per period that did not overlap another, the latest first: goal_id, first, last, growth [fraction].
        No rows where base and goal are not equally long.

    Notes
    -----
    The period's sum / that of as many months, as long before as the goal's base lies before the goal, - 1. Periods end
    at as_of and go back by their own length; where the base is not a whole number of years before, so that a season
    lies between, only periods in the goal's own months of the year count.
    """
    try:
        base = Period.parse(str(goal["baseline_period"]))
    except ValueError:
        return framed(Goals, "past_growths", [])
    if goal["unit"] != "cents" or not goal["first"] or len(base) != len(period_of(goal)):
        return framed(Goals, "past_growths", [])
    lag = month_index(str(goal["first"])) - month_index(base.first)
    step, last = len(base), forecast.as_of
    if lag % 12:
        step = 12 * -(-len(base) // 12)
        last = shift(str(goal["last"]), -12 * -(-(month_index(str(goal["last"])) - month_index(forecast.as_of)) // 12))
    rows, first_known = [], str(forecast.history.index[0])
    while lag > 0 and shift(last, 1 - len(base) - lag) >= first_known:
        now = Period(shift(last, 1 - len(base)), last)
        before = forecast.known(now.shifted(-lag))
        if before > 0:
            rows.append((goal["goal_id"], now.first, now.last, forecast.known(now) / before - 1))
        last = shift(last, -step)
    return framed(Goals, "past_growths", rows)


def even_chance(goal: pd.Series, forecast: Momentum, funnel: pd.DataFrame) -> pd.DataFrame:
    """The table `even_chance` of the result: how far one thing alone must move for the goal to have an even chance.

    Parameters
    ----------
    goal : Series
        The main goal's row of `Goals.goals`.
    forecast : Momentum
        Joint paths, with the tactics where the plan declares some.
    funnel : DataFrame
        `Goals.reverse_funnel`.

    Returns
    -------
    DataFrame
        One row per lever: goal_id, lever (price, volume, win_rate), now, needed [fractions for the win rate, NaN for
        price and volume], change [fraction]. No rows without a chance.

    Notes
    -----
    With A what is booked already, M the median over the paths of the months to come and T the target: price and volume
    must each change by (T - A) / M - 1, the other as it is, from the first month to come on: the median of A + f x
    ahead is A + f M. The win rate by (T - A - M) / (s M), with s the share of orders that deals bring: wins grow in
    that proportion, and what comes without a deal does not. Nothing falls by more than 100%: where the goal has an even
    chance even so, the change is -100%. Above MOST, and for a win rate above 1, needed and change are NaN: no change
    that can be planned would do. The base is no lever: another base would be another goal.
    """
    if goal["demand_p50"] != goal["demand_p50"] or goal["target"] != goal["target"]:
        return framed(Goals, "even_chance", [])
    period, target = period_of(goal), float(goal["target"])
    known, middle = forecast.known(period), float(np.median(forecast.ahead(period)))
    if not middle > 0 or not target > 0:
        return framed(Goals, "even_chance", [])
    factor = (target - known) / middle
    rows = [(goal["goal_id"], lever, NAN, NAN, _held(factor - 1)) for lever in ("price", "volume")]
    every = funnel[(funnel["member"] == "") & (funnel["reason"] == "")]
    if len(every):
        rate, change = float(every["win_rate"].iloc[0]), _held((factor - 1) / float(every["share"].iloc[0]))
        needed = rate * (1 + change)
        rows.append((goal["goal_id"], "win_rate", rate, *((needed, change) if needed <= 1 else (NAN, NAN))))
    return framed(Goals, "even_chance", rows)


def _held(change: float) -> float:
    """A change not below -100%; NaN above MOST."""
    return NAN if change > MOST else max(-1.0, change)
