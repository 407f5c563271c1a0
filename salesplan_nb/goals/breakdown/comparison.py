"""Top-down against bottom-up: what each part is asked, what it expects by itself, and why the two differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from salesplan_nb.allocate import shares
from salesplan_nb.calendars import Period
from salesplan_nb.goals.momentum import TOTAL, Momentum
from salesplan_nb.goals.result import Goals, period_of
from salesplan_nb.results import framed


@dataclass(frozen=True)
class Part:
    """A month or a member: what it is asked, and what it expects [cents]."""

    member: str
    target: int
    forecast: int


def bottom_up(targets: pd.DataFrame, goals: pd.DataFrame, momentum: Momentum) -> pd.DataFrame:
    """The table `bottom_up` of the result: each goal in money by month, region and family beside its own forecasts.

    Parameters
    ----------
    targets : DataFrame
        `Goals.targets`.
    goals : DataFrame
        `Goals.goals`.
    momentum : Momentum
        The forecast of the total and of its parts.

    Returns
    -------
    DataFrame
        goal_id, dimension (total, month, region, product_family), member ('total' or its name), target_cents,
        forecast_cents, ambition_cents, basis_cents. Without rows for goals whose months the forecast does not cover.

    Notes
    -----
    Top-down is the target; bottom-up what the part expects if nothing changes: sold to date plus the median, over its
    own paths, of the sum of its months to come. The difference target - forecast is ambition + basis, exactly:

    - ambition: its share of what the whole goal asks beyond all forecasts of that dimension together, by forecast;
      everybody asked for the same growth over their own forecast would have this alone;
    - basis: what the basis (and locks) give it more or less than that. These sum to 0 over a dimension.

    Medians do not add up: the forecasts of a dimension sum to a little more or less than the total's own.
    """
    rows: list[tuple[str, str, str, int, int, int, int]] = []
    for goal in goals.to_dict("records"):
        mine = targets[targets["goal_id"] == goal["goal_id"]]
        if mine.empty:
            continue
        period = period_of(goal)
        if not momentum.covers(period):
            continue
        whole = _member(TOTAL, int(mine["target"].sum()), momentum, period)
        by = {"total": [whole], "month": _months(mine, momentum)}
        for dimension in ("region", "product_family"):
            by[dimension] = _members(mine, dimension, momentum, period)
        for dimension, parts in by.items():
            rows += [(str(goal["goal_id"]), dimension, *row) for row in _explained(parts)]
    return framed(Goals, "bottom_up", rows)


def _months(mine: pd.DataFrame, momentum: Momentum) -> list[Part]:
    sums = mine.groupby("month")["target"].sum()
    return [
        _member(str(month), int(sums[month]), momentum, Period(str(month), str(month))) for month in sorted(sums.index)
    ]


def _members(mine: pd.DataFrame, dimension: str, momentum: Momentum, period: Period) -> list[Part]:
    """Members of a dimension, as the targets have them; one without a forecast of its own expects nothing."""
    sums = mine.groupby(dimension, sort=False)["target"].sum()
    found = []
    for member, target in sums.items():
        scope = f"{dimension}: {member}"
        if scope in momentum.members:
            found.append(_member(str(member), int(target), momentum.of(scope), period))
        else:
            found.append(Part(str(member), int(target), 0))
    return found if len(found) > 1 else []


def _member(name: str, target: int, own: Momentum, period: Period) -> Part:
    ahead = own.ahead(period)
    expected = own.known(period) + (int(np.rint(np.median(ahead))) if ahead.size else 0)
    return Part(name, target, expected)


def _explained(parts: Sequence[Part]) -> list[tuple[str, int, int, int, int]]:
    """Each part with what its difference is made of [cents]."""
    gap = sum(part.target - part.forecast for part in parts)
    weights = [max(0, part.forecast) for part in parts]
    if not parts:
        return []
    ambition = shares(gap, weights if any(weights) else [1] * len(parts))
    return [
        (p.member, p.target, p.forecast, own, p.target - p.forecast - own)
        for p, own in zip(parts, ambition, strict=True)
    ]
