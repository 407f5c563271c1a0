"""The amount that a goal in money asks for."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from salesplan_nb.currency_codes import smallest_cents
from salesplan_nb.money import CENTS_PER_UNIT, cents
from salesplan_nb.workspace.plan import Goal


def amount_of(goal: Goal, base: int | None, currency: str) -> int | None:
    """The target, or the base changed, rounded half-even to what can be paid [cents]; None where it cannot be told.

    Parameters
    ----------
    goal : Goal
        One in money.
    base : int or None
        What its base period brought [cents]; None where that is not known.
    currency : str
        The plan's: a currency without minor unit has whole units only.
    """
    if goal.target is not None:
        try:
            return cents(goal.target.strip())
        except ValueError:
            return None
    if goal.change is None or base is None:
        return None
    factor = 1 + goal.change.amount / 100
    exact = int(base) * Fraction(factor) if goal.change.relative else Fraction(goal.change.on(Decimal(base)))
    return payable(exact, currency)


def payable(cents: Fraction | float, currency: str) -> int:
    """An amount [cents] rounded half-even to the smallest unit that its currency has.

    Examples
    --------
    >>> payable(Fraction(12_345, 10), "EUR"), payable(1_250.0, "JPY"), payable(1_350.0, "JPY")
    (1234, 1200, 1400)
    """
    smallest = smallest_cents(currency)
    return round(Fraction(cents) / smallest) * smallest


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
