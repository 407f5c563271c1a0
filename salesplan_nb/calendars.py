"""Months and periods of the plan, as text that sorts: '2027-01', '2027-Q4', '2027'."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

YEAR = re.compile(r"(?!0000)[0-9]{4}")
MONTH = re.compile(rf"({YEAR.pattern})-(0[1-9]|1[0-2])")
QUARTER = re.compile(rf"({YEAR.pattern})-Q([1-4])")
# Not calendar.month_abbr, which follows the locale of the process: the plan reads the same everywhere.
MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


EARLIEST, LATEST = date(1900, 1, 1), date(2200, 12, 31)
"""Days outside are typing errors, such as the year 0207; and a year before or after is a year too."""


def in_our_time(month: str) -> bool:
    """Whether a month lies in the years that a company's dates may lie in.

    Examples
    --------
    >>> in_our_time("2027-01"), in_our_time("0207-01")
    (True, False)
    """
    return f"{EARLIEST:%Y-%m}" <= month <= f"{LATEST:%Y-%m}"


def month_index(month: str) -> int:
    """Months since year 0, for arithmetic.

    Raises
    ------
    ValueError
        When the text is not of the form 2027-01.

    Examples
    --------
    >>> month_index("2027-01") - month_index("2026-12")
    1
    """
    match = MONTH.fullmatch(month)
    if match is None:
        raise ValueError(f"not a month: {month!r}; write it as 2027-01")
    return int(match[1]) * 12 + int(match[2]) - 1


def month_text(index: int) -> str:
    """The month of an index of `month_index`.

    Raises
    ------
    ValueError
        Outside the years 1 to 9999.
    """
    if not 1 <= index // 12 <= 9999:
        raise ValueError(f"no month: year {index // 12} is not between 1 and 9999")
    return f"{index // 12:04d}-{index % 12 + 1:02d}"


def shift(month: str, by: int) -> str:
    """The month `by` months later (earlier where negative).

    Examples
    --------
    >>> shift("2026-12", 1), shift("2027-01", -12)
    ('2027-01', '2026-01')
    """
    return month_text(month_index(month) + by)


def months_between(first: str, last: str) -> list[str]:
    """All months from first to last, both included; empty where last is before first."""
    return [month_text(i) for i in range(month_index(first), month_index(last) + 1)]


def quarter(month: str) -> str:
    """The calendar quarter of a month.

    Examples
    --------
    >>> quarter("2027-05")
    '2027-Q2'
    """
    return f"{month[:4]}-Q{(int(month[5:]) + 2) // 3}"


def month_end(month: str) -> date:
    """The last day of a month."""
    year, number = int(month[:4]), int(month[5:])
    return date(year, number, calendar.monthrange(year, number)[1])


def month_name(month: str) -> str:
    """A month for readers.

    Examples
    --------
    >>> month_name("2027-01")
    'Jan 2027'
    """
    return f"{MONTH_NAMES[int(month[5:]) - 1]} {month[:4]}"


def day_name(day: date) -> str:
    """A date for readers.

    Examples
    --------
    >>> day_name(date(2026, 10, 31))
    '31 Oct 2026'
    """
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


@dataclass(frozen=True, order=True)
class Period:
    """A span of whole months, first and last included; a ValueError where they are no months or the wrong way round."""

    first: str
    last: str

    def __post_init__(self) -> None:
        if month_index(self.last) < month_index(self.first):
            raise ValueError(f"period '{self.first}..{self.last}' ends before it begins")

    @classmethod
    def parse(cls, text: str) -> Period:
        """The period of '2027', '2027-Q4', '2027-03' or '2027-03..2027-12'.

        Raises
        ------
        ValueError
            When the text has none of these forms or ends before it begins.

        Examples
        --------
        >>> Period.parse("2027-Q4")
        Period(first='2027-10', last='2027-12')
        """
        text = text.strip()
        if YEAR.fullmatch(text):
            return cls(f"{text}-01", f"{text}-12")
        if match := QUARTER.fullmatch(text):
            start = int(match[2]) * 3 - 2
            return cls(f"{match[1]}-{start:02d}", f"{match[1]}-{start + 2:02d}")
        if MONTH.fullmatch(text):
            return cls(text, text)
        first, dots, last = text.partition("..")
        if dots and MONTH.fullmatch(first.strip()) and MONTH.fullmatch(last.strip()):
            return cls(first.strip(), last.strip())
        raise ValueError(f"not a period: {text!r}; write 2027, 2027-Q4, 2027-03 or 2027-03..2027-12")

    @property
    def months(self) -> list[str]:
        """All months of the period, in order."""
        return months_between(self.first, self.last)

    def __len__(self) -> int:
        return month_index(self.last) - month_index(self.first) + 1

    def __contains__(self, month: object) -> bool:
        return isinstance(month, str) and MONTH.fullmatch(month) is not None and self.first <= month <= self.last

    def shifted(self, by: int) -> Period:
        """The period `by` months later (earlier where negative)."""
        return Period(shift(self.first, by), shift(self.last, by))

    def baseline(self, kind: str) -> Period:
        """The period that a change is measured from: `yoy` a year before, `qoq` the same length just before.

        Raises
        ------
        ValueError
            For `qoq` on anything but three months, or an unknown kind.

        Examples
        --------
        >>> Period.parse("2027-Q1").baseline("qoq").label
        '2026-Q4'
        """
        if kind == "yoy":
            return self.shifted(-12)
        if kind == "qoq":
            if len(self) != 3:
                raise ValueError("qoq compares quarters; this period is not three months long")
            return self.shifted(-3)
        raise ValueError(f"not a baseline: {kind!r}; write yoy, qoq or a period such as 2026")

    @property
    def label(self) -> str:
        """The shortest text that parses to this period."""
        if self.first.endswith("-01") and self.last == self.first[:5] + "12":
            return self.first[:4]
        if len(self) == 3 and quarter(self.first) == quarter(self.last):
            return quarter(self.first)
        return self.first if self.first == self.last else f"{self.first}..{self.last}"

    @property
    def name(self) -> str:
        """The period for readers: '2027', 'Q4 2027', 'Mar 2027', 'Mar to Dec 2027'."""
        if YEAR.fullmatch(self.label):
            return self.label
        if QUARTER.fullmatch(self.label):
            return f"{self.label[5:]} {self.label[:4]}"
        if self.first == self.last:
            return month_name(self.first)
        if self.first[:4] == self.last[:4]:
            return f"{month_name(self.first)[:3]} to {month_name(self.last)}"
        return f"{month_name(self.first)} to {month_name(self.last)}"
