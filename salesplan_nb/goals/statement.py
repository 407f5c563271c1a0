"""A goal printed back as one clear sentence, with its figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from salesplan_nb.calendars import Period
from salesplan_nb.money import units
from salesplan_nb.number_formats import decimal_text, percent_text
from salesplan_nb.workspace.plan import UNITS, Goal
from salesplan_nb.workspace.sentences import sentence
from salesplan_nb.workspace.sentences.printing import NAMES


def statement(goal: Goal, figures: Mapping[str, Any], currency: str, names: Mapping[str, str] | None = None) -> str:
    """A goal in a sentence, and behind a colon what the data make of it; what is missing is left out.

    Parameters
    ----------
    goal : Goal
        Of the plan.
    figures : mapping
        baseline, target, baseline_period, baseline_open, as in `Goals.goals`.
    currency : str
        ISO code, for money.
    names : mapping of str to str, optional
        What people are called, by the ids that the plan has for them.

    Notes
    -----
    The part before the colon reads back as the same goal (`workspace.sentences.draft`). Of rates the figures say the
    difference in points, of all else in percent.

    Examples
    --------
    >>> goal = Goal(id="g", metric="bookings", baseline="yoy", change="+20%", period="2027", owner="cro")
    >>> figures = {"baseline": 24e8, "target": 28.8e8, "baseline_period": "2026", "baseline_open": False}
    >>> statement(goal, figures, "EUR")
    'Raise bookings by 20% in 2027 year on year: from EUR 24.0M in 2026 to EUR 28.8M (owner cro)'
    """
    unit, base, target = UNITS[goal.metric], float(figures["baseline"]), float(figures["target"])
    known = base == base and target == target
    verb = ("Raise" if target > base else "Lower" if target < base else "Hold") if known and goal.target else ""
    told = sentence(goal.model_copy(update={"owner": None}), currency, verb=verb)
    if base == base:
        told += f": from {amount(base, unit, currency)}"
        kind = goal.baseline in ("yoy", "qoq") or Period.parse(str(figures["baseline_period"])) != goal.base
        told += f" in {Period.parse(str(figures['baseline_period'])).name}" if kind else ""
        if known and goal.change is not None:
            told += f" to {amount(target, unit, currency)}"
        elif known and (more := difference(base, target, unit)):
            told += f", {more}"
    notes = [f"owner {(names or {}).get(goal.owner, goal.owner)}"] if goal.owner else []
    notes += ["base still open"] if figures["baseline_open"] and base == base else []
    return f"{told} ({'; '.join(notes)})" if notes else told


def goal_name(goal: Goal) -> str:
    """What a goal is, for tables: 'Bookings DACH 2027', 'CSAT Q4 2027'.

    Examples
    --------
    >>> goal_name(Goal(id="g", metric="win_rate", period="2027-Q4"))
    'Win rate Q4 2027'
    """
    what = NAMES[goal.metric].removeprefix("the ")
    parts = [
        what[:1].upper() + what[1:],
        goal.scope.member if goal.scope else "",
        goal.period.name if goal.period else "",
    ]
    return " ".join(part for part in parts if part)


def goal_names(goals: Sequence[Goal]) -> dict[str, str]:
    """What goals are, by their ids."""
    return {goal.id: goal_name(goal) for goal in goals}


def difference(base: float, target: float, unit: str) -> str:
    """How much more than the base a target is: points of a rate, percent of all else; '' where that cannot be told.

    Examples
    --------
    >>> difference(0.77, 0.88, "fraction"), difference(50.0, 40.0, "days"), difference(0.0, 5.0, "count")
    ('+11 points', '−20%', '')
    """
    if unit == "fraction":
        points = Decimal(f"{(target - base) * 100:.1f}")
        whole = points.quantize(Decimal(1)) if points == points.to_integral_value() else points
        return f"{_signed(whole)} {'point' if abs(whole) == 1 else 'points'}"
    return percent_text(_signed(Decimal(f"{(target / base - 1) * 100:.0f}"))) if base > 0 else ""


def _signed(value: Decimal) -> str:
    return ("+" if value > 0 else "") + decimal_text(value + 0)


def amount(value: float, unit: str, currency: str) -> str:
    """A value in the unit of its metric, for a sentence.

    Examples
    --------
    >>> amount(288000000000, "cents", "EUR"), amount(123456700, "cents", "EUR"), amount(0.885, "fraction", "")
    ('EUR 2,880.0M', 'EUR 1.23M', '88.5%')
    """
    if unit == "cents":
        whole = units(value)
        if abs(whole) >= 999_950:
            return f"{currency} {_written(whole / 1e6, '.2f' if abs(whole) < 9_995_000 else '.1f')}M"
        return f"{currency} {_written(whole, '.0f')}"
    if unit == "fraction":
        return percent_text(_written(value * 100, ".1f", whole=True))
    return _written(value, ".1f", whole=True) + {"days": " days"}.get(unit, "")


def _written(value: float, form: str, *, whole: bool = False) -> str:
    """A number in the formats of the plan's locale; with `whole`, without a decimal that is zero."""
    text = format(value, form)
    return decimal_text(Decimal(text.removesuffix(".0") if whole else text))
