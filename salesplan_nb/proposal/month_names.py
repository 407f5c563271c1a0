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


def months_named(profiles: Sequence[Profile], year: str) -> dict[str, Month]:
    """The columns of numbers that are named for months, by name.

    Parameters
    ----------
    profiles : sequence of Profile
        All columns of a table.
    year : str
        Of months whose name says none; '' where nothing tells: then these are no months.
    """
    names = [one.name for one in profiles if one.kind in ("number", "empty")]
    dated = _dated(names)
    return {name: month for name in names if (month := dated.get(name) or _worded(name, year)) is not None}


def _worded(name: str, year: str) -> Month | None:
    if found := month_of(name):
        return Month(*found)
    number = month_number(name)
    return Month(f"{year}-{number:02d}", "", told=False) if number and year else None


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
