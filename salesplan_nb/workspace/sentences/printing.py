"""A goal of plan.yml as one sentence, which reads back as the same goal."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from salesplan_nb.money import cents
from salesplan_nb.number_formats import decimal_text, percent_text
from salesplan_nb.workspace.fields import Difference
from salesplan_nb.workspace.plan import UNITS, Goal, Scope

NAMES = {
    "bookings": "bookings",
    "revenue": "revenue",
    "new_customers": "new customers",
    "win_rate": "the win rate",
    "conversion": "conversion",
    "sales_cycle": "the sales cycle",
    "pipeline_coverage": "pipeline coverage",
    "csat": "CSAT",
    "attainment": "quota attainment",
    "revenue_growth": "revenue growth",
}
"""Each metric as sentences name it."""
BASES = {"yoy": "year on year", "qoq": "quarter on quarter"}
SIMPLE = re.compile(r"[A-Z][\w-]*")
"""Names of scopes that need no quotes: one word with a capital."""


def sentence(goal: Goal, currency: str, names: Mapping[str, str] | None = None, *, verb: str = "") -> str:
    """A goal as a sentence: what, where, how much, when, against what, whose; what it does not say is left out.

    Parameters
    ----------
    goal : Goal
        Of the plan.
    currency : str
        ISO code, for money.
    names : mapping of str to str, optional
        What people are called, by the ids that the plan has for them.
    verb : str
        How it begins, where the figures say which way a target lies; 'Bring' where nothing does.

    Examples
    --------
    >>> goal = Goal(id="g", metric="bookings", baseline="yoy", change="+20%", period="2027", owner="cro")
    >>> sentence(goal, "EUR")
    'Raise bookings by 20% in 2027 year on year (owner cro)'
    """
    words = [verb or _verb(goal), NAMES[goal.metric]]
    if goal.scope is not None:
        words.append(f"of {scope_words(goal.scope)}")
    if goal.change is not None and (goal.change.amount or verb or not _plain_hold(goal)):
        words.append(f"by {_change(goal.change)}")
    if goal.target is not None:
        words.append(f"{'at' if words[0] == 'Hold' else 'to'} {_target(goal.target, UNITS[goal.metric], currency)}")
    if goal.period is not None:
        words.append(f"in {goal.period.name}")
    if goal.baseline is not None:
        words.append(_base(goal))
    owner = (names or {}).get(goal.owner, goal.owner) if goal.owner else ""
    return " ".join(words) + (f" (owner {owner})" if owner else "")


def scope_words(scope: Scope) -> str:
    """'region DACH'; a name of more than a plain word stands in quotes."""
    name = scope.member if SIMPLE.fullmatch(scope.member) else f"“{scope.member}”"
    return f"{scope.dimension.replace('_', ' ')} {name}"


def exact_amount(cents: int, currency: str) -> str:
    """An amount of money to the cent, in millions where that is shorter and exact.

    Examples
    --------
    >>> exact_amount(3_200_000_00, "EUR"), exact_amount(1_234_567_00, "EUR"), exact_amount(99_50, "EUR")
    ('EUR 3.2M', 'EUR 1,234,567', 'EUR 99.50')
    """
    if abs(cents) >= 100_000_000 and cents % 100_000 == 0:
        return f"{currency} {decimal_text(_trimmed(Decimal(cents).scaleb(-8)))}M"
    return f"{currency} {decimal_text(Decimal(cents).scaleb(-2) if cents % 100 else cents // 100)}"


def _verb(goal: Goal) -> str:
    if goal.change is None:
        return "Bring"
    if _plain_hold(goal):
        return "Hold"
    return "Lower" if goal.change.amount < 0 else "Raise"


def _plain_hold(goal: Goal) -> bool:
    """Whether 'hold' says the whole change: of nothing, in the unit that a metric's changes have."""
    usual = "points" if UNITS[goal.metric] == "fraction" else "%"
    return goal.change is not None and not goal.change.amount and goal.change.unit == usual


def _change(change: Difference) -> str:
    number = decimal_text(_trimmed(abs(change.amount)))
    if change.relative:
        return percent_text(number)
    return f"{change.unit} {number}" if change.money else f"{number} {change.unit}"


def _target(text: str, unit: str, currency: str) -> str:
    """A target in the unit of its metric; as it is written where it cannot be read in it."""
    number = text.strip().replace("−", "-").removesuffix(unit).strip()
    try:
        if unit == "cents":
            return exact_amount(cents(number), currency)
        share = Decimal(number[:-1]) / 100 if number.endswith("%") else Decimal(number)
    except (ValueError, InvalidOperation):
        return text
    if unit == "fraction":
        return percent_text(decimal_text(_trimmed(share * 100)))
    return decimal_text(_trimmed(share)) + {"days": " days", "count": " customers"}.get(unit, "")


def _trimmed(value: Decimal) -> Decimal:
    """A number without zeros at its end, and without an exponent."""
    whole = value.normalize()
    return whole.quantize(Decimal(1)) if whole == whole.to_integral_value() else whole


def _base(goal: Goal) -> str:
    if goal.baseline in BASES:
        return BASES[goal.baseline]
    return f"against {goal.base.name if goal.base else goal.baseline}"
