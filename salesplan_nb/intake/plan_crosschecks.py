"""What scopes, locks and one-offs of plan.yml say that the orders cannot hold: found by `check`, before a notebook."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from salesplan_nb.allocate import conflicts, shares
from salesplan_nb.calendars import Period, shift
from salesplan_nb.contract import UNASSIGNED
from salesplan_nb.errors import Problems
from salesplan_nb.money import CENTS_PER_UNIT
from salesplan_nb.workspace import Workspace
from salesplan_nb.workspace.goal_amounts import amount_of, coarse_step
from salesplan_nb.workspace.lock_boxes import box
from salesplan_nb.workspace.lock_words import conflicts_told
from salesplan_nb.workspace.one_off_cells import cells_of
from salesplan_nb.workspace.plan import ADDITIVE, DIMENSIONS, PARTS, Breakdown, Goal, Lock
from salesplan_nb.workspace.validate import suggestion

YEAR = 12


def check_scopes(workspace: Workspace, orders: pa.Table, as_of: str) -> None:
    """Find goals for a part of the company that no order names, or that sold nothing in the goal's baseline.

    Parameters
    ----------
    workspace : Workspace
        Its goals.
    orders : Table
        The canonical orders, with what other tables say of them.
    as_of : str
        Last complete month.

    Raises
    ------
    PlanErrors
        `unknown-member` and `zero-baseline`, of kind "input", all in one go.
    """
    problems = Problems()
    for i, goal in enumerate(workspace.plan.goals):
        if goal.scope is None:
            continue
        dimension, name = goal.scope.dimension, goal.scope.member
        there = orders[dimension].unique().to_pylist() if dimension in orders.column_names else []
        known = {str(member) for member in there if member}
        place, what = workspace.place("goals", i, "scope"), dimension.replace("_", " ")
        if name not in known:
            otherwise = f"name a {what} of the orders" if known else f"the orders have no {what}"
            _unknown_member(problems, f"{place}: goal {goal.id!r}", dimension, name, known, otherwise)
        elif goal.change is not None and goal.change.relative and goal.base is not None and goal.base.last <= as_of:
            own = orders.filter(pc.equal(orders[dimension], name))
            if not own.filter(pc.is_in(own["month"], pa.array(goal.base.months))).num_rows:
                problems.add(
                    "zero-baseline",
                    message=f"{place}: goal {goal.id!r}: {what} {name!r} has no orders in its baseline "
                    f"({goal.base.name}), so no change can be told",
                    context=None,
                    hint="write target: and an amount in place of change:, or name a baseline with orders",
                )
    problems.raise_all()


def _unknown_member(problems: Problems, told: str, dimension: str, name: str, known: set[str], otherwise: str) -> None:
    """No order is of the part that is named; `told` is where and by what, `otherwise` the hint where none is alike."""
    problems.add(
        "unknown-member",
        message=f"{told}: no order is of {dimension.replace('_', ' ')} {name!r}",
        context=None,
        hint=suggestion(name, known, otherwise),
    )


def check_locks(workspace: Workspace, orders: pa.Table, as_of: str) -> None:
    """Find locks on parts that no order names, and locks and steps that the goal's amount and its parts cannot hold.

    Parameters
    ----------
    workspace : Workspace
        Its breakdown.
    orders : Table
        The canonical orders, with what other tables say of them.
    as_of : str
        Last complete month.

    Raises
    ------
    PlanErrors
        `unknown-member`, `step-too-coarse` and `infeasible-locks`, of kind "input", all in one go.

    Notes
    -----
    The amount of a goal is known here where it states a target, or a change on a base whose months have closed; a base
    that is still open needs the forecast, and its locks are compared with each other alone. What a basis leaves without
    a share is not looked at either: both are left to the breakdown itself.
    """
    breakdown, problems = workspace.plan.breakdown, Problems()
    if breakdown is None:
        return
    numbered = [(i, lock) for i, lock in enumerate(breakdown.locks) if lock.rep is None]
    sold = _sold(orders, DIMENSIONS)
    for i, lock in numbered:
        for dimension in DIMENSIONS:
            name, known = getattr(lock, dimension), set(sold[dimension])
            if name is not None and name not in known:
                told = f"{workspace.place('breakdown', 'locks', i, dimension)}: lock on {lock.cell}"
                otherwise = f"name a {dimension.replace('_', ' ')} of the orders, or take the lock out"
                _unknown_member(problems, told, dimension, name, known - {UNASSIGNED}, otherwise)
    problems.raise_all()
    goal = next((goal for goal in workspace.plan.goals if goal.id == breakdown.goal), None)
    if goal is not None and goal.period is not None and goal.scope is None and goal.metric in ADDITIVE:
        total = _amount(goal, sold, as_of, workspace.plan.currency)
        _step(workspace, total, goal.period, problems)
        if numbered and not problems.errors:
            _together(workspace, breakdown, numbered, sold, as_of, goal, goal.period, total, problems)
    problems.raise_all()


def _sold(orders: pa.Table, dimensions: Sequence[str]) -> pd.DataFrame:
    """Amounts [cents] by month and dimensions; a dimension that the orders lack is all 'unassigned'."""
    known = [name for name in dimensions if name in orders.column_names]
    sums = (
        orders.select(["month", *known, "amount_cents"])
        .group_by(["month", *known])
        .aggregate([("amount_cents", "sum")])
    )
    frame = sums.to_pandas().rename(columns={"amount_cents_sum": "amount_cents"})
    frame = frame.assign(**{name: UNASSIGNED for name in dimensions if name not in known})
    frame[list(dimensions)] = frame[list(dimensions)].fillna(UNASSIGNED)
    ordered: pd.DataFrame = frame.sort_values(["month", *known], ignore_index=True)
    return ordered


def _together(
    workspace: Workspace,
    breakdown: Breakdown,
    numbered: Sequence[tuple[int, Lock]],
    sold: pd.DataFrame,
    as_of: str,
    goal: Goal,
    period: Period,
    total: int | None,
    problems: Problems,
) -> None:
    """Locks that no targets over the parts of the data can keep."""
    recent, members = sold[sold["month"] > shift(as_of, -YEAR)], {}
    for dimension in (name for name in DIMENSIONS if breakdown.basis_of(name) is not None):
        sums = recent.groupby(dimension)["amount_cents"].sum()
        named = {name for _, lock in numbered if (name := getattr(lock, dimension)) is not None}
        members[dimension] = sorted({*sums.index[sums > 0], *named})
    if not all(members.values()):
        return
    step = breakdown.round_to * CENTS_PER_UNIT if breakdown.round_to > 1 else 1
    boxes = [box(lock, period, members) for _, lock in numbered]
    every = np.ones((len(period), *(len(names) for names in members.values())), dtype=bool)
    found = conflicts(boxes, every, None if total is None else total // step * step)
    if not found.sets:
        return
    listed = [f"{workspace.place('breakdown', 'locks', i)}, {lock.told}" for i, lock in numbered]
    told = conflicts_told(found, listed)
    of = "" if total is None else f", whose amount is {total / CENTS_PER_UNIT:,.2f}"
    problems.add(
        "infeasible-locks",
        message=f"{workspace.place('breakdown', 'locks')}: {told.what} in goal {goal.id!r}{of}",
        context=told.context,
        hint=told.hint,
    )


def _step(workspace: Workspace, total: int | None, period: Period, problems: Problems) -> None:
    """Round figures that are larger than a month of the goal."""
    breakdown = workspace.plan.breakdown
    coarse = None if breakdown is None or total is None else coarse_step(total, len(period), breakdown.round_to)
    if coarse is not None:
        place = workspace.place("breakdown", "round_to")
        problems.add("step-too-coarse", message=f"{place}: {coarse.problem}", context=None, hint=coarse.hint)


def _amount(goal: Goal, sold: pd.DataFrame, as_of: str, currency: str) -> int | None:
    """What a goal in money asks for [cents]; None where only the forecast can tell."""
    base = goal.base
    if base is None or base.last > as_of or sold["month"].min() > base.first:
        return amount_of(goal, None, currency)
    return amount_of(goal, int(sold.loc[sold["month"].isin(base.months), "amount_cents"].sum()), currency)


def check_one_offs(workspace: Workspace, orders: pa.Table, as_of: str) -> None:
    """Find one-offs in months or parts without sales, and those larger than what was booked there.

    Parameters
    ----------
    workspace, orders, as_of
        As `check_locks`.

    Raises
    ------
    PlanErrors
        `one-off-unknown` and `one-off-too-large`, of kind "input", all in one go.
    """
    problems, cells = Problems(), _sold(orders, PARTS)
    left = cells["amount_cents"].to_numpy(dtype=np.int64, copy=True)
    for i, one in enumerate(workspace.plan.one_offs):
        inside = cells_of(one, cells)
        positive = np.maximum(left[inside], 0)
        booked = int(positive.sum())
        if not booked:
            problems.add(
                "one-off-unknown",
                message=f"{workspace.place('one_offs', i)}: one-off of {one.what}: no sales there",
                context=[f"orders: {cells['month'].min()} to {as_of}"],
                hint="correct month, region or product_family, or take the one-off out",
            )
        elif one.amount > booked:
            problems.add(
                "one-off-too-large",
                message=f"{workspace.place('one_offs', i, 'amount')}: one-off of {one.what}: "
                f"{one.amount / CENTS_PER_UNIT:,.2f} is more than was booked there",
                context=None,
                hint=f"write what was made once, at most {booked / CENTS_PER_UNIT:.2f}",
            )
        else:
            left[inside] -= shares(one.amount, positive)
    problems.raise_all()
