"""What is wrong with a goal's baseline: it must be a period that the goal's own can be compared with."""

from __future__ import annotations

from salesplan_nb.calendars import Period
from salesplan_nb.errors import counted
from salesplan_nb.workspace.plan import ADDITIVE

QUARTER = Period("2000-01", "2000-03")
"""In place of a period that is missing or wrong, which is told elsewhere."""
BASELINE = "baseline: yoy (the same period a year before) or qoq (the quarter just before), or a period such as 2026"


def baseline_fault(metric: str, period: Period | None, text: str) -> tuple[str, str] | None:
    """What follows the goal's name in the error, and what to write; None where the baseline is in order.

    Parameters
    ----------
    metric : str
        Of the goal.
    period : Period or None
        Of the goal, None where it is missing.
    text : str
        The baseline as it is written.

    Examples
    --------
    >>> baseline_fault("bookings", Period.parse("2027"), "2026-Q4")[0]
    ' has 12 months and its baseline 3: no change can be told'
    """
    try:
        base = (period or QUARTER).baseline(text) if text in ("yoy", "qoq") else Period.parse(text)
    except ValueError as cause:
        return f": {str(cause).partition(';')[0]}", f"write {BASELINE}"
    if period is None:
        return None
    if base.last >= period.first:
        problem = f": its baseline ({base.name}) does not end before it begins ({period.name})"
        return problem, "write a baseline before the goal's period"
    if metric in ADDITIVE and len(base) != len(period):
        problem = f" has {counted(len(period), 'month')} and its baseline {len(base)}: no change can be told"
        return problem, "write a baseline as long as the goal's period"
    return None
