"""Periods in a sentence: '2027', 'Q4 2027', 'June', 'the next quarter', 'Mar to Dec 2027'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from salesplan_nb.calendars import MONTH_NAMES, Period, month_index, month_name, shift
from salesplan_nb.workspace.sentences.words import NUMBERS

LENGTHS = {"month": 1, "quarter": 3, "half-year": 6, "half": 6, "year": 12}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}
BACK, HERE, ON = ("last", "previous", "prior", "past"), ("this", "current", "running"), ("next", "coming", "following")
_FULL = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_NAMES = {name: i + 1 for i, name in enumerate(_FULL)} | {name.lower(): i + 1 for i, name in enumerate(MONTH_NAMES)}
_NAMES["sept"] = 9
_MONTH = "|".join(sorted(_NAMES, key=lambda name: -len(name)))
_YEAR = r"(?:19|20|21)[0-9]{2}"
_COUNT = "|".join(NUMBERS) + r"|[0-9]{1,2}"
_WHEN = "|".join((*BACK, *HERE, *ON))
_PART = rf"q[1-4]|h[12]|(?:{'|'.join(list(ORDINALS)[:4])})\s+(?:quarter|half)"
_RELATIVE = (
    rf"(?:the\s+|our\s+)?(?P<when>{_WHEN})\s+(?:fiscal\s+|financial\s+|calendar\s+|business\s+)?"
    r"(?P<unit>month|quarter|half-year|year)"
)
_SPAN = (
    rf"(?P<from_month>{_MONTH})\.?(?:\s+(?P<from_year>{_YEAR}))?\s*(?:to|until|through|-|–)\s*"
    rf"(?P<to_month>{_MONTH})\.?\s+(?P<to_year>{_YEAR})"
)
FORMS = (
    rf"(?:the\s+)?(?P<many>{'|'.join(ON)})\s+(?P<count>{_COUNT})\s+(?P<units>month|quarter|year)s",
    _RELATIVE,
    _SPAN,
    rf"(?P<label>{_YEAR}-(?:0[1-9]|1[0-2])\.\.{_YEAR}-(?:0[1-9]|1[0-2])|{_YEAR}-q[1-4]|{_YEAR}-(?:0[1-9]|1[0-2]))",
    rf"(?:the\s+)?(?P<part>{_PART})(?:(?:\s+of)?[\s/-]*(?P<part_year>{_YEAR}))?",
    rf"(?P<month>{_MONTH})\.?(?:(?:\s+of)?\s+(?P<month_year>{_YEAR}))?",
    rf"(?P<fiscal>fy|fiscal\s+year|financial\s+year|fiscal)\s?(?P<fiscal_year>{_YEAR})",
    rf"(?:the\s+)?(?:(?:calendar\s+)?year\s+)?(?P<year>{_YEAR})",
)
"""The forms of a period, each before those that it begins with."""
PERIOD = "(?:" + "|".join(re.sub(r"\?P<\w+>", "?:", form) for form in FORMS) + r")(?![\w%-])"
"""A pattern of any of them; `meant` says which months are meant."""
_FORMS = tuple(re.compile(form, re.IGNORECASE) for form in FORMS)
ASK_DATA = "write the months, such as 2027-01..2027-03"


@dataclass(frozen=True)
class Meant:
    """The months that words mean, or why that cannot be told, and what to write."""

    period: Period | None
    problem: str = ""
    write: str = ""


@dataclass(frozen=True)
class Calendar:
    """What periods are counted by.

    Parameters
    ----------
    as_of : str or None
        Last month of the data: relative words count from it.
    year : Period or None
        The months planned for, with the company's first month.
    """

    as_of: str | None = None
    year: Period | None = None

    @property
    def own(self) -> bool:
        """Whether the company's year starts elsewhere than in January, so that '2027' could be two years."""
        return self.year is not None and not self.year.first.endswith("-01")

    def label(self, period: Period) -> str:
        """A period as plan.yml takes it: by its months where '2027-Q1' could be the company's or the calendar's."""
        return f"{period.first}..{period.last}" if self.own and len(period) > 1 else period.label

    def holding(self, month: str, length: int) -> Period:
        """The month, quarter, half or year of the company that holds a month."""
        start = month_index(self.year.first) if self.year is not None else 0
        first = shift(month, -((month_index(month) - start) % length))
        return Period(first, shift(first, length - 1))


def meant(text: str, calendar: Calendar) -> Meant:
    """The months that a text matched by `PERIOD` means.

    Examples
    --------
    >>> meant("next quarter", Calendar("2026-10", Period.parse("2027"))).period.label
    '2027-Q1'
    >>> meant("next quarter", Calendar("2026-12", Period.parse("2027"))).problem
    "'next quarter' is Q1 2027 counted from Dec 2026, the last month of the data, and Q2 2027 from the month after"
    """
    found = next(match for form in _FORMS if (match := form.fullmatch(text.strip())) is not None)
    said = {key: value.lower() for key, value in found.groupdict().items() if value is not None}
    if "many" in said:
        return _ahead(text, int(NUMBERS.get(said["count"], 0) or said["count"]) * LENGTHS[said["units"]], calendar)
    if "when" in said:
        return _relative(text, said["when"], LENGTHS[said["unit"]], calendar)
    if "from_month" in said:
        last = f"{said['to_year']}-{_NAMES[said['to_month']]:02d}"
        first = f"{said.get('from_year', said['to_year'])}-{_NAMES[said['from_month']]:02d}"
        if first > last:
            return Meant(None, f"{text!r} ends before it begins", "write the first month with its year")
        return Meant(Period(first, last))
    if "label" in said:
        return _labelled(text, said["label"].upper(), calendar)
    if "part" in said:
        return _part(text, said["part"], said.get("part_year"), calendar)
    if "month" in said:
        return _month(text, _NAMES[said["month"]], said.get("month_year"), calendar)
    return _year(text, int(said.get("fiscal_year") or said["year"]), fiscal="fiscal" in said, calendar=calendar)


def _ahead(text: str, months: int, calendar: Calendar) -> Meant:
    if calendar.as_of is None:
        return _uncounted(text)
    if not months:
        return Meant(None, f"{text!r} holds no month", ASK_DATA)
    return Meant(Period(shift(calendar.as_of, 1), shift(calendar.as_of, months)))


def _relative(text: str, when: str, length: int, calendar: Calendar) -> Meant:
    """Counted from the last month of the data and from the running one after it: both must mean the same."""
    if calendar.as_of is None:
        return _uncounted(text)
    steps = -1 if when in BACK else 0 if when in HERE else 1
    here, after = (
        calendar.holding(month, length).shifted(steps * length) for month in (calendar.as_of, shift(calendar.as_of, 1))
    )
    if here == after:
        return Meant(here)
    return Meant(
        None,
        f"{text!r} is {here.name} counted from {month_name(calendar.as_of)}, the last month of the data, and "
        f"{after.name} from the month after",
        f"write {calendar.label(here)} or {calendar.label(after)}",
    )


def _uncounted(text: str) -> Meant:
    return Meant(None, f"{text!r} counts from the last month of the data, which is not known here", ASK_DATA)


def _labelled(text: str, label: str, calendar: Calendar) -> Meant:
    found = _parsed(label)
    if found is None:
        return Meant(None, f"{text!r} ends before it begins", ASK_DATA)
    return _either(text, found, calendar) if calendar.own and "-Q" in label else Meant(found)


def _parsed(label: str) -> Period | None:
    try:
        return Period.parse(label)
    except ValueError:
        return None


def _part(text: str, part: str, year: str | None, calendar: Calendar) -> Meant:
    """A quarter or a half of a year, with the year or without it."""
    length = 6 if part.startswith("h") or part.endswith("half") else 3
    number = int(part[1]) if part[1].isdigit() else ORDINALS[part.split(maxsplit=1)[0]]
    if number * length > 12:
        return Meant(None, f"a year has no {part}", "write H1 or H2")
    if year is not None:
        first = f"{year}-{(number - 1) * length + 1:02d}"
        found = Period(first, shift(first, length - 1))
        return _either(text, found, calendar) if calendar.own else Meant(found)
    if calendar.own:
        return Meant(None, f"{text!r} could be the calendar's or the company's, and names no year", ASK_DATA)
    starts = (f"{one}-{(number - 1) * length + 1:02d}" for one in _years(calendar))
    return _only(text, [Period(first, shift(first, length - 1)) for first in starts], calendar)


def _month(text: str, number: int, year: str | None, calendar: Calendar) -> Meant:
    if year is not None:
        return Meant(Period(f"{year}-{number:02d}", f"{year}-{number:02d}"))
    return _only(
        text, [Period(month, month) for month in (f"{one}-{number:02d}" for one in _years(calendar))], calendar
    )


def _years(calendar: Calendar) -> Iterator[int]:
    if calendar.year is not None:
        first = calendar.as_of or calendar.year.first
        yield from range(int(first[:4]), int(calendar.year.last[:4]) + 1)


def _only(text: str, candidates: list[Period], calendar: Calendar) -> Meant:
    """The one period that is not over and not beyond the plan; where two are, both are named."""
    if calendar.year is None or calendar.as_of is None:
        return Meant(None, f"{text!r} names no year", "write it with the year")
    left = [one for one in candidates if calendar.as_of < one.last <= calendar.year.last]
    if len(left) == 1:
        return Meant(left[0])
    if not left:
        return Meant(None, f"{text!r} is over before the plan ends, or lies beyond it", "write it with the year")
    return Meant(
        None,
        f"{text!r} could be {' or '.join(one.name for one in left)}",
        f"write {' or '.join(calendar.label(one) for one in left)}",
    )


def _year(text: str, year: int, *, fiscal: bool, calendar: Calendar) -> Meant:
    own = Period(f"{year}-01", f"{year}-12")
    if calendar.year is None or not calendar.own:
        return Meant(own)
    start = calendar.year.first[5:]
    begins, ends = (Period(f"{one}-{start}", shift(f"{one}-{start}", 11)) for one in (year, year - 1))
    if not fiscal:
        return _either(text, own, calendar)
    return Meant(
        None,
        f"{text!r} could be the company's year that begins or the one that ends in {year}",
        f"write {begins.label} or {ends.label}",
    )


def _either(text: str, calendars: Period, calendar: Calendar) -> Meant:
    """A year, half or quarter by its label, where the company's differ from the calendar's."""
    first = calendar.year.first if calendar.year is not None else calendars.first
    distance = (month_index(first) - month_index(f"{first[:4]}-01")) % 12
    own = calendars.shifted(distance)
    return Meant(
        None,
        f"{text!r} could be the calendar's or the company's, whose year starts in {month_name(first)}",
        f"write {calendars.first}..{calendars.last} or {own.first}..{own.last}",
    )
