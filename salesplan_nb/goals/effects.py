"""What declared effects add to demand: drawn by one function, for the chance of stage 2 and the table of stage 3."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from salesplan_nb.errors import PlanError
from salesplan_nb.goals.attainment import sums_of
from salesplan_nb.goals.momentum import Momentum
from salesplan_nb.goals.result import Row
from salesplan_nb.money import CENTS_PER_UNIT
from salesplan_nb.workspace.plan import Tactic


@dataclass(frozen=True)
class Declared:
    """An effect that somebody vouches for: when it works, and what it adds over that time [cents]."""

    tactic_id: str
    name: str
    lever: str
    first: str
    last: str
    low: int
    likely: int
    high: int
    source: str


def declared(tactics: Sequence[Tactic], goal_id: str) -> list[Declared]:
    """The effects of the tactics that serve a goal, in the plan's order; a tactic without one adds nothing.

    Parameters
    ----------
    tactics : sequence of Tactic
        The plan's.
    goal_id : str
        The goal.
    """
    return [
        Declared(
            t.id, t.name or t.id, t.lever or "", t.period.first, t.period.last,
            t.effect.low, t.effect.likely, t.effect.high, t.effect.source,
        )
        for t in tactics
        if t.goal == goal_id and t.effect is not None
    ]  # fmt: skip


def added(effects: Sequence[Declared], months: pd.Series, draws: int, rng: np.random.Generator) -> NDArray[np.int64]:
    """What the effects add together [cents], (draws, months).

    Parameters
    ----------
    effects : sequence of Declared
        In the order in which they are drawn.
    months : Series
        The goal's target of each month of its period [cents], months as index.
    draws : int
        Number of paths.
    rng : numpy.random.Generator
        The source of chance.

    Notes
    -----
    Each effect's sum over the period is drawn from the triangular distribution of its low, likely and high, apart from
    the others and from demand, and shared over those of its months that lie in the period by the goal's shares. Every
    draw's months sum to the drawn sum to the cent.
    """
    total = np.zeros((draws, len(months)), dtype=np.int64)
    for effect in effects:
        weights = _weights(effect, months)
        drawn = triangular(effect.low, effect.likely, effect.high, draws, rng)
        if weights.any():
            total += spread(drawn, weights)
    return total


def with_tactics(
    forecast: Momentum, effects: Sequence[Declared], months: pd.Series, rng: np.random.Generator
) -> Momentum:
    """The forecast with the declared effects on top of its paths, draw by draw; without any, the forecast itself.

    Parameters
    ----------
    forecast : Momentum
        History and joint paths if nothing changes.
    effects : sequence of Declared
        Of the goal.
    months : Series
        The goal's target of each month of its period [cents], months as index.
    rng : numpy.random.Generator
        The source of chance.

    Notes
    -----
    What an effect adds in a month gone by is in the actuals already and counts no more. The parts by region and family
    stay as they are. A declared loss takes from no month more than it has (`on_top`).

    Raises
    ------
    PlanError
        `loss-too-large` where declared losses take away more than the months ahead hold, by the median of the paths.
    """
    if not effects:
        return forecast
    paths = forecast.paths.copy()
    place = pd.Index(forecast.months).get_indexer(pd.Index(months.index))
    ahead = place >= 0
    _refuse_losses(paths[:, place[ahead]], effects, months, ahead)
    extra = added(effects, months, len(paths), rng)
    paths[:, place[ahead]] = on_top(paths[:, place[ahead]], extra[:, ahead])
    return replace(forecast, paths=paths)


def on_top(paths: NDArray[np.int64], extra: NDArray[np.int64]) -> NDArray[np.int64]:
    """Paths with what effects add to them [cents]; what they take from a month stops at zero.

    Examples
    --------
    >>> on_top(np.array([[10, 10, -5]]), np.array([[-4, -40, -40]])).tolist()
    [[6, 0, -5]]
    """
    return np.asarray(np.where(extra < 0, np.maximum(paths + extra, np.minimum(paths, 0)), paths + extra))


def _weights(effect: Declared, months: pd.Series) -> NDArray[np.float64]:
    """How an effect is shared over the months of the goal's period: by the goal's shares, of those that it works in."""
    inside = np.asarray((months.index >= effect.first) & (months.index <= effect.last), dtype="float64")
    shares = inside * months.to_numpy()
    return np.asarray(shares if shares.any() else inside)


def _refuse_losses(
    paths: NDArray[np.int64], effects: Sequence[Declared], months: pd.Series, ahead: NDArray[np.bool_]
) -> None:
    """Find the first loss that leaves less than nothing, by itself or with those before it."""
    before = np.zeros(int(ahead.sum()))
    for effect in (one for one in effects if one.low < 0):
        weights = _weights(effect, months)
        if not weights[ahead].any():
            continue
        shares = weights[ahead] / weights.sum()
        own, union = shares > 0, (shares > 0) | (before > 0)
        held = [float(np.median(paths[:, place].sum(axis=1))) for place in (own, union)]
        room = max(0.0, min(held[0], held[1] - before.sum()))
        if -effect.low * shares.sum() > room:
            lost, held_text = (f"{cents / CENTS_PER_UNIT:,.2f}" for cents in (-effect.low, room))
            less = ", less what tactics before it take" if before.any() else ""
            raise PlanError(
                "loss-too-large",
                message=f"plan.yml, tactics {effect.tactic_id!r}: its effect takes away up to {lost}, "
                f"and its months to come hold {held_text} by the forecast{less}",
                context=None,
                hint=f"write low: {-math.floor(room / shares.sum() / CENTS_PER_UNIT)} or a smaller loss",
            )
        before += -effect.low * shares


def lifted(goal: Row, forecast: Momentum, plus: Momentum) -> dict[str, NDArray[np.int64]]:
    """Sums [cents] of the paths with the declared effects over a goal's period, by its id; empty where none counts.

    Parameters
    ----------
    goal : Series
        The main goal's row of `Goals.goals`.
    forecast : Momentum
        Joint paths if nothing changes.
    plus : Momentum
        Of `with_tactics`.

    Notes
    -----
    An effect counts nowhere where its months are gone by or lie outside the goal's period, and no chance is counted by
    paths where the goal has none without effects.
    """
    if goal["p_demand"] != goal["p_demand"]:
        return {}
    sums = sums_of(goal, plus)
    return {str(goal["goal_id"]): sums} if (sums != sums_of(goal, forecast)).any() else {}


def triangular(low: int, likely: int, high: int, draws: int, rng: np.random.Generator) -> NDArray[np.int64]:
    """Whole cents drawn from a triangular distribution; the one value where low and high are the same."""
    # Drawn in every case, so that a change of one tactic's effect leaves the draws of the others as they are.
    uniform = rng.random(draws)
    if low == high:
        return np.full(draws, low, dtype=np.int64)
    width, rise = float(high - low), float(likely - low)
    left = low + np.sqrt(uniform * width * rise)
    right = high - np.sqrt((1 - uniform) * width * (width - rise))
    return np.rint(np.where(uniform * width < rise, left, right)).astype(np.int64)


def spread(amounts: NDArray[np.int64], shares: NDArray[np.float64]) -> NDArray[np.int64]:
    """Amounts [cents] shared over months by weights, (draws, months), each row summing to its amount exactly.

    Examples
    --------
    >>> spread(np.array([100]), np.array([1.0, 1.0, 1.0])).tolist()
    [[33, 33, 34]]
    """
    running = np.cumsum(shares)
    # Divided by its own last value, so that the last month reaches the amount exactly.
    reached = np.floor(amounts[:, None] * (running / running[-1])).astype(np.int64)
    return np.asarray(np.diff(reached, axis=1, prepend=0))
