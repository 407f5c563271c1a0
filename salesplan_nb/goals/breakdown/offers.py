"""Which bases this company's data can give: what a reader may try, and why not the rest."""

from __future__ import annotations

from typing import get_args

import pandas as pd

from salesplan_nb.calendars import Period
from salesplan_nb.errors import PlanError
from salesplan_nb.goals.breakdown.bases import member_weights, time_weights
from salesplan_nb.goals.breakdown.ground import Ground
from salesplan_nb.goals.breakdown.known import Known, known_cells
from salesplan_nb.workspace.lock_faults import states
from salesplan_nb.workspace.plan import DIMENSIONS, Breakdown, MemberBasis, MonthBasis

COLUMNS = ["level", "basis", "why_not"]


def offers(
    period: Period,
    breakdown: Breakdown,
    ground: Ground,
) -> pd.DataFrame:
    """Every basis of months, regions, families and routes to market, with the reason where there is none.

    Parameters
    ----------
    period : Period
        The goal's months.
    breakdown : Breakdown
        Its locks: `manual` is what they state.
    ground : Ground
        As `targets` takes it; cells with channel, where the orders have it.

    Returns
    -------
    DataFrame
        level, basis, why_not ('' where the data give it). No rows for a level that has fewer than two members in the
        orders: there is nothing to share.
    """
    rows = [("month", basis, _months(basis, period, breakdown, ground)) for basis in get_args(MonthBasis)]
    shared = [name for name in DIMENSIONS if name in ground.cells and len(set(ground.cells[name])) > 1]
    even = Breakdown.model_validate({"goal": breakdown.goal} | dict.fromkeys(shared, "even"))
    known = known_cells(ground.cells, ground.as_of, even, [])
    for name in shared:
        for basis in get_args(MemberBasis):
            alone = even.model_copy(update={name: basis})
            by_hand = basis == "manual"
            why_not = (
                _by_hand(name, breakdown) if by_hand else _members(name, basis, known, alone, period, ground.accounts)
            )
            rows.append((name, basis, why_not))
    return pd.DataFrame(rows, columns=COLUMNS)


def _months(basis: str, period: Period, breakdown: Breakdown, ground: Ground) -> str:
    if basis == "manual":
        return _by_hand("month", breakdown)
    alone = Breakdown.model_validate({"goal": breakdown.goal, "month": basis})
    try:
        time_weights(alone, ground.history, period.months, ground.year)
    except PlanError as cause:
        return _reason("month", basis, cause)
    return ""


def _members(name: str, basis: str, known: Known, alone: Breakdown, period: Period, accounts: pd.DataFrame) -> str:
    try:
        member_weights(known, alone, period.months[:1], accounts)
    except PlanError as cause:
        return _reason(name, basis, cause)
    return ""


def _by_hand(level: str, breakdown: Breakdown) -> str:
    return "" if states(breakdown, level) else f"no lock says what a {level.replace('_', ' ')} holds"


def _reason(level: str, basis: str, cause: PlanError) -> str:
    return cause.message.removeprefix(f"plan.yml, breakdown, {level}: {basis}: ")
