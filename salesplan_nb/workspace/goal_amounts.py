"""The amount that a goal in money asks for."""

from __future__ import annotations

from decimal import Decimal

from salesplan_nb.money import cents, scaled
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
