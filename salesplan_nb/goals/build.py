"""The target build: from the base to the goal in steps, each from data or from a declared effect, and the rest."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import pandas as pd

from salesplan_nb.calendars import Period
from salesplan_nb.goals.effects import Declared
from salesplan_nb.goals.result import Goals, period_of
from salesplan_nb.results import framed

KNOWN = 0.8
"""Share of sales whose customer must be known, in both years, before lost, kept and new can be told apart."""
UNNAMED = "the orders do not tell customers apart over two years"
LITTLE = "the customer is known for too small a part of the sales"
SEASON = "the base is not the same months a year before"
NAN = float("nan")


def target_build(goal: pd.Series, moves: pd.DataFrame, effects: Sequence[Declared]) -> pd.DataFrame:
    """The table `build` of the result: from the base to the goal; the steps between sum to the difference exactly.

    Parameters
    ----------
    goal : Series
        The main goal's row of `Goals.goals`.
    moves : DataFrame
        `kpis.customer_moves`: the last twelve months against the twelve before.
    effects : sequence of Declared
        What the plan declares for this goal.

    Returns
    -------
    DataFrame
        Rows in order: base; lost, stayed, returned, new, other; forecast; price; a 'tactic:ID' each; rest; target.
        No rows where base or target is not known.

    Notes
    -----
    Product definition. A step of the customers is base x (their orders of the last twelve months less those of the
    twelve before) / all orders of the twelve before: *as in the last twelve months*, a rule, not a forecast. `forecast`
    is what the median forecast adds to or takes from that pace, so that base, customers and `forecast` end where we
    land if nothing changes. Where the customers cannot be told apart (`source` says why) the whole of it is one step,
    `going-on`; without a forecast there is neither. A declared effect enters with its likely value; of several with the
    lever price the step `price` is the sum. `rest` is what is then missing of the target: explained by nothing in this
    plan. low and high are those declared; data steps have none (NaN).
    """
    if pd.isna(goal["baseline"]) or pd.isna(goal["target"]):
        return framed(Goals, "build", [])
    base, target = round(float(goal["baseline"])), round(float(goal["target"]))
    rows: list[tuple[str, str, int, float, float, int, str]] = [("base", "", base, NAN, NAN, 0, "")]
    rows += _going_on(goal, moves, base)
    if price := [effect for effect in effects if effect.lever == "price"]:
        sums = [sum(values) for values in zip(*((e.likely, e.low, e.high) for e in price), strict=True)]
        rows.append(("price", "", *sums, 0, "; ".join(effect.source for effect in price)))
    rows += [
        (f"tactic:{e.tactic_id}", e.name, e.likely, e.low, e.high, 0, e.source) for e in effects if e.lever != "price"
    ]
    rows.append(("rest", "", target - sum(row[2] for row in rows), NAN, NAN, 0, ""))
    rows.append(("target", "", target, NAN, NAN, 0, ""))
    return framed(Goals, "build", [(str(goal["goal_id"]), *row) for row in rows])


def _going_on(goal: pd.Series, moves: pd.DataFrame, base: int) -> list[tuple[str, str, int, float, float, int, str]]:
    """The steps that need no decision: customers as in the last twelve months, and what the forecast sees otherwise."""
    whole = None if pd.isna(goal["demand_p50"]) else round(float(goal["demand_p50"])) - base
    if why := untold(goal, moves):
        return [] if whole is None else [("going-on", "", whole, NAN, NAN, 0, why)]
    before = int(moves["before_cents"].sum())
    steps = [
        (str(move), "", round(Fraction(base * (int(now) - int(was)), before)), NAN, NAN, int(customers), "")
        for move, customers, was, now in moves.itertuples(index=False)
        if now != was
    ]
    if whole is not None:
        steps.append(("forecast", "", whole - sum(step[2] for step in steps), NAN, NAN, 0, ""))
    return steps


def untold(goal: pd.Series, moves: pd.DataFrame) -> str:
    """'' where lost, kept and new customers can be told apart for a goal, else why not.

    Parameters
    ----------
    goal : Series
        A row of `Goals.goals`.
    moves : DataFrame
        `kpis.customer_moves`.
    """
    if moves.empty or int(moves["before_cents"].sum()) <= 0:
        return UNNAMED
    other = moves[moves["move"] == "other"]
    for year in ("before_cents", "now_cents"):
        if abs(int(other[year].sum())) > (1 - KNOWN) * int(moves[year].sum()):
            return LITTLE
    try:
        base = Period.parse(str(goal["baseline_period"]))
    except ValueError:
        return SEASON
    same = period_of(goal).shifted(-12)
    return "" if (base.first, base.last) == (same.first, same.last) else SEASON
