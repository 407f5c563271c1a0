"""Days and months as files write them."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from salesplan_nb.calendars import EARLIEST, LATEST, MONTH, in_our_time
from salesplan_nb.intake.reading import ISO, Ambiguous, Reading, Unzoned
from salesplan_nb.workspace.date_forms import SERIAL, gives_day

SERIAL_DAY = re.compile(r"[0-9]{2,6}(\.[0-9]+)?")
FIRST_SERIAL = date(1899, 12, 30)
"""Day 0 of a workbook's serial days, from March 1900 on."""
LEAP_1900 = 60
"""The serial day that never was: Excel takes 1900 for a leap year."""
JOINED = re.compile("%[dmyYjHMS]%[dmyYjHMS](?!.*%[fz])")
"""Parts of a date side by side: without a mark between them, only the usual number of digits tells where each ends."""


def day(text: str, reading: Reading) -> date:
    """The day of a date or time as the file writes it, in the plan's zone where it says one.

    Raises
    ------
    Ambiguous
        Where two of the declared forms read it as two days.
    Unzoned
        Where it has a zone and the plan has none.
    ValueError
        Where no form reads it, or it lies outside 1900 to 2200.
    """
    plain = text.strip()
    for forms in reading.dates:
        whole = (form for form in forms if form == ISO or gives_day(form))
        found = {one for form in whole if (one := _as_written(plain, form, reading.zone)) is not None}
        if len(found) > 1:
            raise Ambiguous(text)
        if found and EARLIEST <= min(found) <= LATEST:
            return found.pop()
    raise ValueError(text)


def _as_written(text: str, form: str, zone: ZoneInfo | None) -> date | None:
    """The day that a text is in one form, None where it is not written so."""
    if form == SERIAL:
        whole = int(text.partition(".")[0]) if SERIAL_DAY.fullmatch(text) else 0
        return FIRST_SERIAL + timedelta(days=whole) if whole > LEAP_1900 else None
    try:
        # A calendar date has no zone.
        moment = datetime.fromisoformat(text) if form == ISO else datetime.strptime(text, form)  # noqa: DTZ007
    except ValueError:
        return None
    if JOINED.search(form) and moment.strftime(form) != text:
        return None
    if moment.tzinfo is None:
        return moment.date()
    if zone is None:
        raise Unzoned(text)
    return moment.astimezone(zone).date()


def month(text: str, reading: Reading) -> str:
    """A month as YYYY-MM, or by a form without days; a day belongs to one of the company's months."""
    plain = text.strip()
    if MONTH.fullmatch(plain):
        return _within(plain)
    of_months = tuple(form for form in reading.source.dates if not gives_day(form))
    found = {f"{one:%Y-%m}" for form in of_months if (one := _as_written(plain, form, None)) is not None}
    if len(found) > 1:
        raise Ambiguous(text)
    return _within(found.pop()) if found else reading.calendar.month_of(day(plain, reading))


def _within(found: str) -> str:
    if not in_our_time(found):
        raise ValueError(found)
    return found
