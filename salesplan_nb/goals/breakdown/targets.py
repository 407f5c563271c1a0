"""Targets: a goal shared over months, regions, families and routes to market, exact to the cent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

import pandas as pd

from salesplan_nb.allocate import Conflicts, InfeasibleError, spread
from salesplan_nb.calendars import Period
from salesplan_nb.contract import UNASSIGNED
from salesplan_nb.currency_codes import smallest_cents
from salesplan_nb.errors import PlanError
from salesplan_nb.goals.breakdown.bases import member_weights, time_weights
from salesplan_nb.goals.breakdown.ground import Ground
from salesplan_nb.goals.breakdown.known import Known, dimensions_of, known_cells
from salesplan_nb.goals.result import Goals, period_of
from salesplan_nb.money import CENTS_PER_UNIT
from salesplan_nb.results import framed
from salesplan_nb.workspace.goal_amounts import coarse_step
from salesplan_nb.workspace.lock_boxes import box
from salesplan_nb.workspace.lock_words import conflicts_told
from salesplan_nb.workspace.plan import TOTAL, Breakdown, Lock

Leaf = tuple[str, str, str, int, str]
"""Month, region, family, amount [cents], route to market."""


def targets(
    goals: pd.DataFrame,
    breakdown: Breakdown | None,
    ground: Ground,
) -> pd.DataFrame:
    """The table `targets` of the result: a row per money goal, month, region, family and route to market.

    Parameters
    ----------
    goals : DataFrame
        `Goals.goals`.
    breakdown : Breakdown or None
        The plan's bases and locks; None: not planned yet, and the table is empty.
    ground : Ground
        The data and the company's months.

    Raises
    ------
    PlanError
        `basis-unavailable` where the data cannot give a basis, `unknown-region` and `infeasible-locks` for locks,
        `step-too-coarse` where a month would hold less than one step of `round_to`.

    Notes
    -----
    Downwards: goal to months (to quarters first, where they have a basis), month to regions, region to families, family
    to routes to market, each by the weights of its basis (`time_weights`, `member_weights`); `allocate.spread` makes
    whole cents of it. Every sum that a lock sets is exact, every other is the sum of its cells. Members without sales
    in the last twelve months get no row, unless locked. What a lock holds is made up for by the other cells of the same
    month; months move only where their cells cannot hold it otherwise. Locks and round figures apply to the goal that
    the section names; the bases to every goal in money. Locks of people belong to their quotas.

    A target is what was set: months gone by keep theirs, so that the pace can be told; `replan` has the remainder.

    With `round_to` every cell is a multiple of it; what the goal leaves is one row of the `remainder` line, in the last
    month, and there is none where the goal is a multiple.
    """
    if breakdown is None:
        return framed(Goals, "targets", [])
    rows: list[tuple[str, str, str, str, int, str]] = []
    for goal in goals.to_dict("records"):
        if goal["unit"] != "cents" or goal.get("scope", TOTAL) != TOTAL or not goal["target"] >= 0 or not goal["first"]:
            continue
        mine = goal["goal_id"] == breakdown.goal
        locks = [lock for lock in breakdown.locks if lock.rep is None] if mine else []
        period = period_of(goal)
        total = round(goal["target"])
        if mine and (coarse := coarse_step(total, len(period), breakdown.round_to)) is not None:
            message = f"plan.yml, breakdown.round_to: {coarse.problem}"
            raise PlanError("step-too-coarse", message=message, context=None, hint=coarse.hint)
        leaves = parts(total, period, breakdown, ground, locks, breakdown.round_to if mine else 1)
        rows.extend((str(goal["goal_id"]), *leaf) for leaf in leaves)
    return framed(Goals, "targets", rows)


def rebased(
    goals: pd.DataFrame,
    breakdown: Breakdown,
    ground: Ground,
    *,
    bases: Mapping[str, str | None],
    locks: Sequence[Lock] = (),
) -> pd.DataFrame:
    """The targets of the goal that the breakdown names, with other bases and with locks beside those of the plan.

    Parameters
    ----------
    goals, breakdown, ground
        As `targets` takes them.
    bases : mapping of str to str or None
        Basis by level: quarter, month, region, product_family, channel; levels that it lacks keep the plan's, and those
        with None are not asked for.
    locks : sequence of Lock
        Further locks.

    Raises
    ------
    PlanError
        As `targets`.
    ValueError
        For a level or a basis that there is not.
    """
    changed = Breakdown.model_validate({**dict(breakdown), **bases, "locks": [*breakdown.locks, *locks]})
    mine = goals[goals["goal_id"] == breakdown.goal]
    return targets(mine, changed, ground)


def parts(
    total: int, period: Period, breakdown: Breakdown, ground: Ground, locks: Sequence[Lock], round_to: int
) -> list[Leaf]:
    """The cells of a goal [cents].

    Parameters
    ----------
    total : int
        Of the goal [cents].
    period : Period
        Its months.
    breakdown : Breakdown
        The bases.
    ground : Ground
        The data and the company's months.
    locks : sequence of Lock
        Those that apply to this goal.
    round_to : int
        Currency units of which each cell is a multiple; 1: cells are exact to the smallest unit of the currency.

    Raises
    ------
    PlanError
        As `targets`.
    """
    months = period.months
    known = known_cells(ground.cells, ground.as_of, breakdown, locks)
    levels = [
        time_weights(breakdown, ground.history, months, ground.year),
        *member_weights(known, breakdown, months, ground.accounts),
    ]
    boxes = [box(lock, period, known.members) for lock in locks]
    smallest = smallest_cents(ground.currency)
    # What was sold abroad may be worth a part of a unit: a rest with one is shared to the cent.
    step = round_to * CENTS_PER_UNIT if round_to > 1 else 1 if total % smallest else smallest
    try:
        amounts = spread(total - total % step, levels, boxes, step=step)
    except InfeasibleError as cause:
        raise infeasible(total, locks, cause.conflicts) from cause
    names = list(product(months, *known.members.values()))
    found = [_leaf(known, name, int(cents)) for name, cents in zip(names, amounts.reshape(-1), strict=True)]
    if total % step:
        found.append((months[-1], breakdown.remainder, UNASSIGNED, total % step, _no_channel(breakdown)))
    return found


def _no_channel(breakdown: Breakdown) -> str:
    return UNASSIGNED if "channel" in dimensions_of(breakdown) else ""


def _leaf(known: Known, name: tuple[str, ...], cents: int) -> Leaf:
    of = dict(zip(("month", *known.dimensions), name, strict=True))
    return of["month"], of["region"], of["product_family"], cents, of.get("channel", "")


def infeasible(total: int, locks: Sequence[Lock], found: Conflicts) -> PlanError:
    """Locks that no breakdown can keep, conflict by conflict."""
    told = conflicts_told(found, [lock.told for lock in locks])
    return PlanError(
        "infeasible-locks",
        message=f"plan.yml, breakdown.locks: {told.what} in {total / CENTS_PER_UNIT:,.2f}",
        context=told.context,
        hint=told.hint,
    )
