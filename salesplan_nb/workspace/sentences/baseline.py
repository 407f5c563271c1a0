"""What a sentence measures its goal from: a kind such as yoy, or a period."""

from __future__ import annotations

import re

from salesplan_nb.calendars import Period
from salesplan_nb.workspace.baseline_faults import baseline_fault
from salesplan_nb.workspace.sentences.draft import Question
from salesplan_nb.workspace.sentences.known import Known
from salesplan_nb.workspace.sentences.periods import BACK, FORMS, HERE, ON, PERIOD, meant
from salesplan_nb.workspace.sentences.text import Left

BASELINES = (
    ("yoy", r"\b(?:year[\s-]on[\s-]year|year[\s-]over[\s-]year|y/y|yoy)\b"),
    ("qoq", r"\b(?:quarter[\s-]on[\s-]quarter|quarter[\s-]over[\s-]quarter|q/q|qoq)\b"),
)
"""Kinds by their names, each with its pattern."""
FIRM = r"\b(?:against|versus|vs\.?|compared\s+(?:with|to)|relative\s+to|on\s+top\s+of|measured\s+from|than)"
"""Words before a baseline and nothing else."""
LOOSE = r"\b(?:over|on|from)"
"""Words before a baseline or a period: 'over 2026', 'over the next two quarters', 'from March to June 2027'."""
AGAINST = rf"(?:{FIRM}|{LOOSE})"
TO_COME = rf"(?!(?:the\s+)?(?:{'|'.join((*HERE, *ON))})\b)"
"""A period that is still to come is no baseline: 'over the next two quarters'."""
SPAN = re.sub(r"\?P<\w+>", "?:", FORMS[2])
"""A pattern of 'March to December 2027'."""
BEFORE = (
    (
        "yoy",
        rf"{AGAINST}\s+(?:the\s+same\s+(?:months?|quarter|period|year)\s+)?(?:a|the|one)\s+year\s+(?:before|earlier)\b",
    ),
    ("qoq", rf"{AGAINST}\s+(?:the|a|one)\s+quarter\s+(?:before|earlier)\b"),
)
"""Kinds as other words tell them."""


def baseline_kind(left: Left) -> str:
    """From 'yoy' or 'over the same quarter a year before'; '' where no kind is named."""
    return next((kind for kind, pattern in (*BASELINES, *BEFORE) if left.take(pattern)), "")


def base_period(left: Left, known: Known, asked: list[Question]) -> str:
    """From 'against 2026'; a year after 'from' that may as well be a figure is asked for."""
    if left.has(r"\bfrom\s+(?:19|20|21)\d\d\s+to\s+[^\s]"):
        asked.append(Question("baseline", "after 'from', a year could be a figure", "write baseline: and its period"))
        left.take(r"\bfrom\s+(?:19|20|21)\d\d(?=\s+to\b)")
        return ""
    found = left.take(rf"{FIRM}\s+(?:in\s+)?(?P<period>{PERIOD})") or left.take(
        rf"{LOOSE}\s+{TO_COME}(?!{SPAN})(?P<period>{PERIOD})(?!\s*(?:to|until)\b)"
    )
    if found is None:
        return ""
    told = meant(found["period"], known.calendar)
    if told.period is not None and re.search(rf"\b(?:{'|'.join(BACK)})\s", found["period"], re.IGNORECASE):
        problem = f"{found['period']!r} is {told.period.name} counted from the data, and another counted from the goal"
        asked.append(Question("baseline", problem, f"write baseline: {known.calendar.label(told.period)}, or yoy"))
        return ""
    if told.period is None:
        asked.append(Question("baseline", told.problem, told.write.replace("write", "write baseline:", 1)))
        return ""
    return known.calendar.label(told.period)


def no_baseline(period: Period | None, base: str) -> Question:
    """What is asked where no baseline is named; `base` is a figure of it that stands in the sentence, or ''."""
    kinds = "yoy or qoq" if period is None or len(period) == 3 else "yoy"
    if base:
        write = f"write baseline: {kinds}, or the period that had it"
        return Question("baseline", f"{base} is of which period?", write)
    return Question("baseline", f"{kinds}, or which period?", f"write baseline: {kinds}, or a period such as 2026")


def mismatch(baseline: str, period: Period | None, metric: str) -> list[Question]:
    """A baseline that no change can be told from."""
    if not baseline or period is None or not metric:
        return []
    found = baseline_fault(metric, period, baseline)
    return [Question("baseline", found[0].lstrip(": "), found[1])] if found else []
