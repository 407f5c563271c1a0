"""A goal printed back as one clear sentence."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from salesplan_nb.calendars import Period
from salesplan_nb.money import units
from salesplan_nb.number_formats import decimal_text, percent_text

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


def statement(goal: Mapping[str, Any], currency: str) -> str:
    """A goal in a sentence: metric, period, change, target, base, owner; what is missing is left out.

    Parameters
    ----------
    goal : mapping
        metric, unit, baseline, target, change, first, last, baseline_period, baseline_open, owner, as in `Goals.goals`.
    currency : str
        ISO code, for money.

    Examples
    --------
    >>> goal = {
    ...     "metric": "bookings",
    ...     "unit": "cents",
    ...     "baseline": 24e8,
    ...     "target": 28.8e8,
    ...     "change": 0.2,
    ...     "owner": "cro",
    ... }
    >>> goal |= {"first": "2027-01", "last": "2027-12", "baseline_period": "2026", "baseline_open": False}
    >>> statement(goal, "EUR")
    'Raise bookings 2027 by 20% to EUR 28.8M from EUR 24.0M in 2026 (owner cro)'
    """
    unit, target, base, change = (
        str(goal["unit"]),
        float(goal["target"]),
        float(goal["baseline"]),
        float(goal["change"]),
    )
    rising = change >= 0 if change == change else not base > target
    words = ["Raise" if rising else "Lower", NAMES[str(goal["metric"])]]
    if change == 0 and change == change:
        words[0] = "Hold"
    if goal["first"]:
        words.append(Period(str(goal["first"]), str(goal["last"])).name)
    if change == change and change and unit != "fraction":
        exact = round(change, 4) == change
        words.append(f"by {percent_text(_written(abs(change) * 100, '.10g' if exact else '.1f'))}")
    if target == target:
        words.append(f"{'at' if words[0] == 'Hold' else 'to'} {amount(target, unit, currency)}")
    if base == base:
        words.append(f"from {amount(base, unit, currency)}")
    if goal["baseline_period"]:
        words.append(f"{'in' if base == base else 'from'} {Period.parse(str(goal['baseline_period'])).name}")
    notes = [f"owner {goal['owner']}"] if goal["owner"] else []
    if goal["baseline_open"] and base == base:
        notes.append("base still open")
    return " ".join(words) + (f" ({'; '.join(notes)})" if notes else "")


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
