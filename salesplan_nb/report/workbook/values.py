"""A value as a cell holds it and as it shows it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from salesplan_nb.report.names import clean
from salesplan_nb.report.numbers import number
from salesplan_nb.report.workbook.formats import DATES, MONEY, WORDS

LONGEST_DATES = {"month": "Mmm 2027", "heading": "Mmm 27", "date": "30 Mmm 2027"}
"""The widest that each shows."""


def told(value: Any, kind: str) -> str:
    """A value as its cell shows it, near enough to measure; '' where there is none."""
    if kind in WORDS:
        return clean(str(value)) if value is not None else ""
    if kind in DATES:
        return LONGEST_DATES[kind] if value else ""
    if value is None or not math.isfinite(float(value)):
        return ""
    known = amount(value, kind)
    sign = "+" if kind in ("change", "gap", "step", "more") else ""
    if kind in ("share", "gap"):
        return f"{sign}{number(100 * known, 1)}%"
    return f"{sign}{number(known, 2 if kind in ('exact', 'number', 'step') else 0)}"


def amount(value: Any, kind: str) -> float:
    """The number that a cell holds: money in units."""
    return float(value) / 100 if kind in MONEY else float(value)


def summed(values: Sequence[Any], kind: str) -> float:
    """The sum of those values that are there; of money exact."""
    there = [v for v in values if told(v, kind)]
    return sum(int(v) for v in there) if kind in MONEY else math.fsum(float(v) for v in there)
