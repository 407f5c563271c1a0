"""Days and months of results as readers see them."""

from __future__ import annotations

from datetime import date

from salesplan_nb.calendars import day_name, month_name
from salesplan_nb.report.numbers.figures import DASH


def day(text: str) -> str:
    """A date '2026-10-31' for readers; a dash where there is none."""
    return day_name(date.fromisoformat(text[:10])) if text else DASH


def month(text: str) -> str:
    """A month '2026-10' for readers; a dash where there is none."""
    return month_name(text) if text else DASH
