"""Columns that are named for months: in words, in figures, or by a day of each, as a workbook's dates are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from salesplan_nb.proposal.days import days
from salesplan_nb.proposal.months import month_number, month_of
from salesplan_nb.proposal.profiles import Profile


class Month(NamedTuple):
    """A month that a column is named for."""

    month: str
    form: str
    """By which strptime reads the name; '' where none does."""
    told: bool = True
    """Whether the name says the year."""


def months_named(profiles: Sequence[Profile]) -> dict[str, Month]:
    """The columns of numbers that are named for months with their years, by name.

    Parameters
    ----------
    profiles : sequence of Profile
        All columns of a table.
    """
    names = _numbers(profiles)
    dated = _dated(names)
    return {name: month for name in names if (month := dated.get(name) or _worded(name)) is not None}


def without_year(profiles: Sequence[Profile]) -> dict[str, int]:
    """The columns of numbers that are named for a month alone, 1 to 12, by name."""
    return {name: number for name in _numbers(profiles) if (number := month_number(name))}


def in_years(numbers: dict[str, int], year: int) -> dict[str, Month]:
    """Months in the order of their columns, the first in a year: one that is earlier than that before is of the next.

    None where they are no run within twelve months: `Dec, Nov, Oct` and names in the order of the alphabet say no year.

    Examples
    --------
    >>> [one.month for one in in_years({"Nov": 11, "Dec": 12, "Jan": 1}, 2025).values()]
    ['2025-11', '2025-12', '2026-01']
    >>> in_years({"Mar": 3, "Feb": 2, "Jan": 1}, 2025)
    {}
    """
    order = list(numbers.values())
    turned = [i for i in range(1, len(order)) if order[i] <= order[i - 1]]
    if len(turned) > 1 or (turned and order[-1] >= order[0]):
        return {}
    later = turned[0] if turned else len(order)
    return {
        name: Month(f"{year + (i >= later)}-{number:02d}", "", told=False)
        for i, (name, number) in enumerate(numbers.items())
    }


def _numbers(profiles: Sequence[Profile]) -> list[str]:
    return [one.name for one in profiles if one.kind in ("number", "empty")]


def _worded(name: str) -> Month | None:
    found = month_of(name)
    return Month(*found) if found else None


def _dated(names: Sequence[str]) -> dict[str, Month]:
    """Months by a day of each; none where nothing tells day from month."""
    texts = [name for name in names if (one := days([(name, 1)])) is not None and not one.monthly]
    written = days([(text, 1) for text in texts])
    if written is None or written.ambiguous or written.odd:
        return {}
    return {text: month for text in texts if (month := _of_day(text, written.forms)) is not None}


def _of_day(text: str, forms: Sequence[str]) -> Month | None:
    for form in forms:
        try:
            return Month(f"{datetime.strptime(text, form):%Y-%m}", form)  # noqa: DTZ007 -- a calendar date has no zone
        except ValueError:
            continue
    return None
