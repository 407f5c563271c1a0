"""When a sentence wants its goal met: the months that it names."""

from __future__ import annotations

from salesplan_nb.calendars import Period, month_name
from salesplan_nb.workspace.sentences.draft import Question
from salesplan_nb.workspace.sentences.known import Known
from salesplan_nb.workspace.sentences.periods import PERIOD, meant
from salesplan_nb.workspace.sentences.text import Left

SUMS = ("bookings", "revenue", "new_customers")
"""Metrics that are summed over their period: 'by June' does not say from when."""
DEADLINE = r"\b(?:by|until|till|before|no\s+later\s+than)\s+(?P<end>(?:the\s+)?(?:end|close)\s+of\s+)?"
"""Words before the end of a period."""
WITHIN = r"\b(?:in|during|for|over|within|through|throughout|of|at)\s+(?P<end>(?:the\s+)?(?:end|close)\s+of\s+)?"
"""Words before the whole of a period."""
NO_PART = r"\b(?:(?:19|20|21)\d\d-)?(?:q(?:[05-9]|\d\d+)|h(?:[03-9]|\d\d+))\b(?:(?:\s+of)?[\s/-]*(?:19|20|21)\d\d\b)?"
"""A pattern of 'Q5 2027'."""
DAY = r"(?:\b(?:by|until|till|before|on)\s+)?(?<![\w.,/-])\d{1,4}([/.-])\d{1,2}\1\d{2,4}(?![\w/-])"
"""A pattern of '03/04/2027'."""


def goal_period(left: Left, metric: str, known: Known, asked: list[Question]) -> Period | None:
    """The months of the goal; what is over, no period, or a single day is asked for."""
    if wrong := left.take(NO_PART):
        problem = f"{wrong[0].strip()!r} is none: a year has Q1 to Q4, H1 and H2"
        asked.append(Question("period", problem, "write period: 2027-Q1 or 2027-01..2027-06"))
        return None
    if day := left.take(DAY):
        problem = f"{day[0].strip()!r} is a day, and a goal is for whole months"
        asked.append(Question("period", problem, "write period: 2027, 2027-Q1 or 2027-03..2027-12"))
        return None
    told = _told_period(left, metric, known, asked)
    as_of = known.calendar.as_of
    if told is not None and as_of is not None and told.last <= as_of:
        problem = f"{told.name} is over: the data goes to {month_name(as_of)}"
        asked.append(Question("period", problem, f"write a period that ends after {month_name(as_of)}"))
    return told


def _told_period(left: Left, metric: str, known: Known, asked: list[Question]) -> Period | None:
    """The months as they are named; None, and a question, where they could be several, or their first is not said."""
    found, deadline = left.take(rf"{DEADLINE}(?P<period>{PERIOD})"), True
    if found is None:
        found, deadline = left.take(rf"{WITHIN}(?P<period>{PERIOD})"), False
    if found is None:
        found = left.take(rf"\b(?P<end>(?:the\s+)?end\s+of\s+)?(?P<period>(?!may\b){PERIOD})")
    if found is None:
        return None
    if any(left.has(rf"{before}(?P<period>{PERIOD})") for before in (DEADLINE, WITHIN)):
        asked.append(Question("period", "two periods are named", "keep one; a baseline is written against it"))
        return None
    told = meant(found["period"], known.calendar)
    if told.period is None:
        asked.append(Question("period", told.problem, told.write.replace("write", "write period:", 1)))
        return None
    label, last = known.calendar.label(told.period), told.period.last
    if found["end"]:
        choices = f"{label} for the whole of it, or {last} for its last month"
    elif deadline and metric in SUMS:
        first = f"{last[:4]}-01"
        choices = f"{label}, or with its first month, such as {f'{first}..{last}' if first != last else first}"
    else:
        return told.period
    problem = f"{found[0].strip()!r} does not say from when it counts"
    asked.append(Question("period", problem, f"write period: {choices}"))
    return None
