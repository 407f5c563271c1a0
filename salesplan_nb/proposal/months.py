"""Months as files write them, in words and in figures, in several languages."""

from __future__ import annotations

import re

from salesplan_nb.calendars import MONTH
from salesplan_nb.calendars import MONTH_NAMES as ENGLISH
from salesplan_nb.proposal.values import MONTH_NAMES
from salesplan_nb.proposal.words import letters

COMPACT = re.compile(r"(19|20)\d{2}(0[1-9]|1[0-2])")
MONTH_FIRST = re.compile(r"(?P<month>\d{1,2}|[^\W\d_]{3,10}\.?)(?P<gap>[-/. ]|)(?P<year>\d{4}|\d{2}|'\d{2})")
YEAR_FIRST = re.compile(r"(?P<year>\d{4})(?P<gap>[-/. ])(?P<month>\d{1,2}|[^\W\d_]{3,10}\.?)")
EARLIEST, LATEST = 1970, 2100
"""Years outside are no months of sales."""


def month_number(name: str) -> int:
    """1 to 12 of a month's name in one of the vocabulary's languages, 0 where it is none.

    Examples
    --------
    >>> month_number("März"), month_number("avr."), month_number("total")
    (3, 4, 0)
    """
    wanted = letters(name)
    return next((i for i, names in enumerate(MONTH_NAMES, start=1) if wanted in names), 0)


def month_of(text: str) -> tuple[str, str] | None:
    """The month that a text names, and the form by which strptime reads it, '' where none does.

    Examples
    --------
    >>> month_of("Apr-18"), month_of("Mai 2026"), month_of("03/2026"), month_of("Total")
    (('2018-04', '%b-%y'), ('2026-05', ''), ('2026-03', '%m/%Y'), None)
    """
    text = text.strip()
    if MONTH.fullmatch(text):
        return text, "%Y-%m"
    if COMPACT.fullmatch(text):
        return f"{text[:4]}-{text[4:]}", "%Y%m"
    match = YEAR_FIRST.fullmatch(text) or MONTH_FIRST.fullmatch(text)
    if match is None:
        return None
    name, gap, digits = match["month"], match["gap"], match["year"].lstrip("'")
    number = int(name) if name.isdecimal() else month_number(name)
    year = int(digits) if len(digits) == 4 else 2000 + int(digits)
    if not 1 <= number <= 12 or not EARLIEST <= year <= LATEST or (name.isdecimal() and (len(digits) == 2 or not gap)):
        return None
    forms = [_month_form(name, number), "%Y" if len(digits) == 4 else "%y" if match["year"] == digits else ""]
    ordered = forms[::-1] if match.re is YEAR_FIRST else forms
    return f"{year:04d}-{number:02d}", gap.join(ordered) if all(forms) else ""


def _month_form(name: str, number: int) -> str:
    if name.isdecimal():
        return "%m"
    if name.title() in ENGLISH:
        return "%b"
    full = max((known for known in MONTH_NAMES[number - 1][:2]), key=len)
    return "%B" if letters(name) == full else ""
