"""Forms of dates, as `dates:` in sources.yml writes them: what each gives back of a day."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import cache

SERIAL = "excel"
"""The form of a workbook's serial days: 46326."""
PROBES = (datetime(2026, 10, 31, 23, 30, tzinfo=UTC), datetime(1998, 2, 5, 13, 5, tzinfo=UTC))
"""Moments that a form must bring back."""
INSTEAD = f"write one such as %d.%m.%Y, or {SERIAL}"


def date_form(text: str) -> str:
    """A form that reads days, or months of a year; any other is refused.

    Raises
    ------
    ValueError
        Where a part is unknown or there twice, year or month is not told, or a zone depends on the machine or comes
        without the hour.

    Examples
    --------
    >>> date_form("%d.%m.%Y"), date_form("%b %Y")
    ('%d.%m.%Y', '%b %Y')
    """
    if text == SERIAL:
        return text
    if "%Z" in text.replace("%%", ""):
        raise ValueError(
            f"{text!r} has names of time zones, which no two machines know alike; write %z, or the zone itself"
        )
    for probe in PROBES:
        found = _read(text, probe)
        if (found.year, found.month) != (probe.year, probe.month):
            raise ValueError(f"{text!r} reads no month and year; {INSTEAD}")
        if found.tzinfo is not None and found.hour != probe.hour:
            raise ValueError(
                f"{text!r} has a zone and no hour of the day; write the zone itself, such as Z, in place of %z"
            )
    return text


def _read(form: str, probe: datetime) -> datetime:
    """A moment written and read in a form."""
    try:
        return datetime.strptime(probe.strftime(form), form)  # noqa: DTZ007 -- a zone is looked at where there is one
    except re.error as cause:
        raise ValueError(f"{form!r} has a part twice; {INSTEAD}") from cause
    except ValueError as cause:
        raise ValueError(f"{form!r} is no form of dates; {INSTEAD}") from cause


@cache
def gives_day(form: str) -> bool:
    """Whether a form that `date_form` takes reads a whole day; otherwise it reads months, each as its first day.

    Examples
    --------
    >>> gives_day("%Y-%m-%d"), gives_day("%Y-%j"), gives_day("%b %Y"), gives_day("excel")
    (True, True, False, True)
    """
    return form == SERIAL or all(_read(form, probe).date() == probe.date() for probe in PROBES)
