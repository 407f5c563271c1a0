"""The chance of a goal that is not in money: from counts by month, from money's paths, or from past changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from salesplan_nb.calendars import Period, month_name
from salesplan_nb.errors import counted
from salesplan_nb.goals.baselines import Base
from salesplan_nb.goals.customers import METRIC
from salesplan_nb.goals.momentum import Momentum
from salesplan_nb.goals.past_changes import PastChanges, past_changes
from salesplan_nb.goals.season import YEAR
from salesplan_nb.goals.statement import amount, difference
from salesplan_nb.number_formats import decimal_text, share_text
from salesplan_nb.workspace.plan import ADDITIVE, UNITS, Goal

if TYPE_CHECKING:
    from salesplan_nb.kpis import Tables

NOTHING = float("nan")
AGAINST = ("attainment", "pipeline_coverage")
"""Metrics that divide by what the plan itself sets: they have no past to be compared with."""


@dataclass(frozen=True)
class Outlook:
    """What can be said of a goal if nothing changes.

    Parameters
    ----------
    evidence : str
        What it rests on, or why there is no chance, in one line.
    p : float
        Chance [fraction]; NaN where it cannot be told.
    range : tuple of float
        10, 50 and 90% points of the metric over the goal's period [its unit]; NaN likewise.
    changes, reached : float
        Past changes over the same distance, and how many of them moved as far as the goal asks; NaN where none are
        looked at.
    best : float
        What the best of them would make of the base [unit of the metric].
    tested : tuple of int, optional
        Hits and trials of past 80% ranges made in the same way; None where it rests on the paths of all orders, whose
        backtest counts.
    """

    evidence: str
    p: float = NOTHING
    range: tuple[float, float, float] = (NOTHING, NOTHING, NOTHING)
    changes: float = NOTHING
    reached: float = NOTHING
    best: float = NOTHING
    tested: tuple[int, int] | None = (0, 0)

    @property
    def columns(self) -> dict[str, object]:
        """Its columns of `Goals.goals`."""
        p10, p50, p90 = self.range
        return {
            "p_demand": self.p,
            "demand_p10": p10,
            "demand_p50": p50,
            "demand_p90": p90,
            "evidence": self.evidence,
            "past_changes": self.changes,
            "past_reached": self.reached,
            "past_best": self.best,
        }


def outlooks(
    cube: Tables,
    goals: Sequence[Goal],
    figures: pd.DataFrame,
    bases: Mapping[str, Base],
    forecast: Momentum,
    counts: Momentum | None,
) -> dict[str, Outlook]:
    """The outlook of every goal that is not in money, by goal.

    Parameters
    ----------
    cube : Tables
        The canonical tables.
    goals : sequence of Goal
        The plan's.
    figures : DataFrame
        Of `baselines`: the target of each.
    bases : mapping of str to Base
        Of `measured`.
    forecast : Momentum
        Paths of money, for its growth.
    counts : Momentum or None
        Of `customer_paths`.

    Notes
    -----
    New customers are counted by month, and their months forecast as money's are: the chance is the share of paths
    whose sum, actual to date included, reaches the target; without twelve months in which newcomers can be told it is
    not told. No past origin tests these paths, so their chance is never called calibrated. Revenue growth follows from
    money's paths: the share of paths whose sum over the period is at least 1 + target times their own sum a year
    before. Rates and durations: see `past_changes`.
    Attainment and pipeline coverage divide by what this plan sets, and have no past to be compared with.
    """
    targets = dict(zip(figures["goal_id"], figures["target"], strict=True))
    found = {}
    for goal in goals:
        target = float(targets[goal.id])
        if goal.metric in ADDITIVE or goal.period is None or target != target:
            continue
        if goal.metric == METRIC:
            found[goal.id] = _counted(goal.period, target, counts)
        elif goal.metric == "revenue_growth":
            found[goal.id] = _growth(goal.period, target, forecast)
        elif goal.metric in AGAINST:
            found[goal.id] = Outlook("we cannot tell from this data: it is measured against this plan's own amounts")
        elif goal.id in bases:
            found[goal.id] = _changed(cube, goal, bases[goal.id], target)
    return found


def _counted(period: Period, target: float, counts: Momentum | None) -> Outlook:
    months = len(counts.history) if counts is not None else 0
    if counts is None or months < YEAR:
        told = f"{counted(months, 'month')} in which new customers can be told"
        return Outlook(f"we cannot tell from this data: {told}, and a chance needs {YEAR}")
    if not counts.covers(period):
        first = month_name(str(counts.history.index[0]))
        return Outlook(f"we cannot tell from this data: who is new can be told from {first} on")
    sums = counts.known(period) + counts.ahead(period)
    p10, p50, p90 = np.rint(np.quantile(sums, [0.1, 0.5, 0.9]))
    p = float((sums >= target).mean())
    ends = " and ".join(amount(float(end), "count", "") for end in (p10, p90))
    words = f"paths made from {counted(months, 'month')} of new customers, of which 8 in 10 lie between {ends}"
    return Outlook(words, p, (float(p10), float(p50), float(p90)))


def _growth(period: Period, target: float, forecast: Momentum) -> Outlook:
    before = period.shifted(-YEAR)
    if not (forecast.covers(period) and forecast.covers(before)):
        return Outlook("we cannot tell from this data: the orders do not hold the year before")
    now, then = (forecast.known(one) + forecast.ahead(one) for one in (period, before))
    if not (then > 0).all():
        return Outlook("we cannot tell from this data: nothing was sold in the year before")
    growth = now / then - 1
    p10, p50, p90 = np.quantile(growth, [0.1, 0.5, 0.9])
    # 1e-12: a growth of just the target is reached, whatever the last binary digit says
    p = float((growth >= target - 1e-12).mean())
    ends = " and ".join(share_text(float(end)) for end in (p10, p90))
    words = f"the simulated paths of all orders, of which 8 in 10 grow between {ends}"
    return Outlook(words, p, (float(p10), float(p50), float(p90)), tested=None)


def _changed(cube: Tables, goal: Goal, base: Base, target: float) -> Outlook:
    from salesplan_nb.kpis import LIBRARY

    if base.value != base.value or goal.period is None:
        return Outlook("")
    past = past_changes(cube, goal.metric, base.period, goal.period)
    sign = 1 if LIBRARY[goal.metric].better == "higher" else -1
    needed, unit = sign * (target - base.value), UNITS[goal.metric]
    gains = sign * past.changes
    reached = int((gains >= needed - 1e-12).sum())
    words = _plain_figure(past, needed, reached, unit, rising=sign > 0)
    best = base.value + sign * float(gains.max()) if len(gains) else NOTHING
    if why := past.refusal:
        told = f"we cannot tell from this data: {why}{f'; {words}' if words else ''}"
        return Outlook(told, changes=float(len(gains)), reached=float(reached), best=best)
    spread = past.spread
    middle = [base.value + spread.quantile(q) for q in (0.1, 0.5, 0.9)]
    low, high = (0.0, 1.0) if unit == "fraction" else (0.0, np.inf)
    p10, p50, p90 = (float(min(max(value, low), high)) for value in middle)
    came = (float(len(gains)), float(reached), best)
    return Outlook(words, spread.chance(needed), (p10, p50, p90), *came, tested=past.tested)


def _plain_figure(past: PastChanges, needed: float, reached: int, unit: str, *, rising: bool) -> str:
    """'in 9 past year-on-year changes it rose by 11 points or more 0 times'."""
    if not len(past.changes) or needed <= 0:
        return ""
    distance = "year-on-year changes" if past.distance == YEAR else f"changes over {counted(past.distance, 'month')}"
    size = difference(0.0, needed, unit).lstrip("+") if unit == "fraction" else amount(needed, unit, "")
    moved = "rose" if rising else "fell"
    number = decimal_text(len(past.changes))
    return f"in {number} past {distance} it {moved} by {size} or more {counted(reached, 'time')}"
