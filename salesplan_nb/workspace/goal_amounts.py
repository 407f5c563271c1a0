"""The amount that a goal in money asks for."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from salesplan_nb.money import CENTS_PER_UNIT, cents, scaled
from salesplan_nb.workspace.plan import Goal


def amount_of(goal: Goal, base: int | None) -> int | None:
    """The target, or the base changed, rounded half-even to the cent [cents]; None where it cannot be told.

    Parameters
    ----------
    goal : Goal
        One in money.
    base : int or None
        What its base period brought [cents]; None where that is not known.
    """
    if goal.target is not None:
        try:
            return cents(goal.target.strip())
        except ValueError:
            return None
    if goal.change is None or base is None:
        return None
    if goal.change.relative:
        return scaled(base, 1 + goal.change.amount / 100)
    return round(goal.change.on(Decimal(base)))


class CoarseStep(NamedTuple):
    """Why a goal cannot be shared in round figures of a size, and what to write."""

    problem: str
    hint: str


def coarse_step(total: int, months: int, round_to: int) -> CoarseStep | None:
    """What is wrong with a step of which a goal has not even one for each month; None where it has.

    Parameters
    ----------
    total : int
        Of the goal [cents].
    months : int
        Over which it is shared.
    round_to : int
        The step [currency units]; 1 asks for no round figures.

    Examples
    --------
    >>> coarse_step(12_000_00, 12, 1000), coarse_step(11_999_99, 12, 1000).hint
    (None, 'write at most 999')
    """
    most = total // (months * CENTS_PER_UNIT)
    if round_to == 1 or round_to <= most:
        return None
    share = "a month" if months > 1 else "it"
    problem = f"a step of {round_to:,} is more than {share} of the goal's {total / CENTS_PER_UNIT:,.2f} holds"
    return CoarseStep(problem, f"write at most {most}" if most > 1 else "take round_to: out")
