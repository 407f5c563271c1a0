"""Goals under way: what was sold in the months gone by, and the remainder spread anew over those to come."""

from __future__ import annotations

import pandas as pd

from salesplan_nb.calendars import Period, shift
from salesplan_nb.errors import PlanError
from salesplan_nb.goals.breakdown.ground import Ground
from salesplan_nb.goals.breakdown.known import dimensions_of
from salesplan_nb.goals.breakdown.targets import parts
from salesplan_nb.goals.result import Goals
from salesplan_nb.results import framed
from salesplan_nb.workspace.plan import TOTAL, Breakdown, Lock

Row = tuple[str, str, str, str, str, bool, int, bool]


def replan(
    goals: pd.DataFrame,
    breakdown: Breakdown | None,
    ground: Ground,
) -> pd.DataFrame:
    """The table `replan` of the result: goals in money of which some months have closed and some have not.

    Parameters
    ----------
    goals, breakdown, ground
        As `targets` takes them.

    Returns
    -------
    DataFrame
        goal_id, month, region, product_family, channel ('' where not asked for), closed, amount_cents, locks_kept.
        Closed months hold what was sold, in every cell in which something was; months to come a share of the
        remainder. Together they are the goal to the cent, unless more was sold than it asks: then the months to come
        hold nothing, and the sum is what was sold.

    Raises
    ------
    PlanError
        `basis-unavailable`, as `targets`.

    Notes
    -----
    The targets themselves stay as they were set: measured against a plan that is spread anew each month, everybody
    would be on course. The remainder = goal - sold to date is shared over the months to come by the same bases; no
    region is charged with its own shortfall. Of a lock the closed months are taken off: what it leaves holds for its
    months to come (nothing, where more was sold than it allows); a lock on closed months alone has had its time. Where
    the remainder cannot keep them any more it is spread without locks, and `locks_kept` says so: a market that turned
    must not end a monthly report.
    """
    if breakdown is None:
        return framed(Goals, "replan", [])
    rows: list[Row] = []
    for goal in goals.to_dict("records"):
        as_of = ground.as_of
        under_way = goal["first"] and goal["first"] <= as_of < goal["last"]
        if goal["unit"] != "cents" or goal.get("scope", TOTAL) != TOTAL or not goal["target"] >= 0 or not under_way:
            continue
        locks = breakdown.locks if goal["goal_id"] == breakdown.goal else []
        done, ahead = Period(str(goal["first"]), as_of), Period(shift(as_of, 1), str(goal["last"]))
        sold = _sold(ground.cells, done, breakdown)
        left = max(0, round(goal["target"]) - int(sold["amount_cents"].sum()))
        open_locks = [lock for one in locks if (lock := _left(one, done, ahead, sold)) is not None]
        try:
            found, kept = parts(left, ahead, breakdown, ground, open_locks, 1), True
        except PlanError as error:
            if error.reference != "infeasible-locks":
                raise
            found, kept = parts(left, ahead, breakdown, ground, [], 1), False
        goal_id = str(goal["goal_id"])
        rows += [(goal_id, *cell, True, cents, kept) for *cell, cents in sold.itertuples(index=False)]
        rows += [(goal_id, month, r, f, channel, False, cents, kept) for month, r, f, cents, channel in found]
    return framed(Goals, "replan", rows)


def _sold(cells: pd.DataFrame, done: Period, breakdown: Breakdown) -> pd.DataFrame:
    """Amounts [cents] of the closed months by cell; cells without any are left out."""
    inside = cells[cells["month"].isin(done.months)]
    if "channel" not in dimensions_of(breakdown):
        inside = inside.assign(channel="")
    keys = ["month", "region", "product_family", "channel"]
    sums = inside.groupby(keys)["amount_cents"].sum().reset_index()
    return sums[sums["amount_cents"] != 0]


def _left(lock: Lock, done: Period, ahead: Period, sold: pd.DataFrame) -> Lock | None:
    """What a lock says about the months to come; None where it says nothing."""
    months = lock.months(ahead)
    if lock.rep is not None or not months:
        return None
    inside = sold["month"].isin(lock.months(done))
    for dimension in ("region", "product_family", "channel"):
        if (name := getattr(lock, dimension)) is not None:
            inside &= sold[dimension] == name
    held = int(sold.loc[inside, "amount_cents"].sum())
    ends = {
        key: max(0, amount - held) for key in ("amount", "floor", "cap") if (amount := getattr(lock, key)) is not None
    }
    return lock.model_copy(update={**ends, "month": None, "period": Period(months[0], months[-1])})
