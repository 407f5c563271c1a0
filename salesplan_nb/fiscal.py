"""Which days a month's label stands for: those of the calendar's month, or whole weeks of a year of 52 or 53 weeks."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from salesplan_nb.calendars import Period, day_name, month_end, month_index, month_name, shift

PATTERNS = ("4-4-5", "4-5-4", "5-4-4")
"""Weeks in the three months of each quarter."""
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
LAST = re.compile(r"last (?P<weekday>\w+) (?:of|in) (?P<month>\w+)")
NEAREST = re.compile(r"(?P<weekday>\w+) nearest (?:to )?(?:the end of|(?P<day>[0-9]{1,2})) (?P<month>\w+)")
FORMS = "write last Saturday of January, or Saturday nearest the end of January"
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
WEEKEND = WEEKDAYS.index("Saturday")
NEVER = "9999-12"
"""The last month there is: dates that mean 'for ever' are in it."""


class MonthCalendar(ABC):
    """The days of each month, each day in exactly one."""

    @abstractmethod
    def first_day(self, month: str) -> date:
        """The day on which a month begins.

        Raises
        ------
        ValueError
            Where the text is no month, or the calendar has no such day.
        """

    def last_day(self, month: str) -> date:
        """The day on which a month ends: the one before the next begins."""
        return date.max if month == NEVER else self.first_day(shift(month, 1)) - DAY

    def days(self, month: str) -> int:
        """Days in a month [d]."""
        return (self.last_day(month) - self.first_day(month)).days + 1

    def month_of(self, day: date) -> str:
        """The month that holds a day."""
        month = f"{day.year:04d}-{day.month:02d}"
        while day < self.first_day(month):
            month = shift(month, -1)
        while day > self.last_day(month):
            month = shift(month, 1)
        return month

    def months_of(self, days: Iterable[date]) -> dict[date, str]:
        """The month of each of many days, worked out once for each that differs."""
        return {day: self.month_of(day) for day in set(days)}

    def last_whole_month(self, day: date) -> str:
        """The last month that is over at the end of a day: the day's own where it is the month's last."""
        month = self.month_of(day)
        return month if day == self.last_day(month) else shift(month, -1)

    @abstractmethod
    def sentence(self, months: Sequence[str], example: str) -> str:
        """What a reader must know of these months; empty where they are the calendar's own."""


@dataclass(frozen=True)
class CalendarMonths(MonthCalendar):
    """The calendar's own months.

    Examples
    --------
    >>> CalendarMonths().month_of(date(2028, 2, 29)), CalendarMonths().days("2028-02")
    ('2028-02', 29)
    """

    def first_day(self, month: str) -> date:
        """The first of the month."""
        return month_end(month).replace(day=1)

    def sentence(self, months: Sequence[str], example: str) -> str:  # noqa: ARG002 -- one signature for both
        """Nothing: everybody knows these months."""
        return ""


@dataclass(frozen=True)
class WeekMonths(MonthCalendar):
    """Months of whole weeks, in years that end on a weekday in or near a month's end.

    Parameters
    ----------
    weeks : tuple of int
        Weeks in the three months of each quarter.
    weekday : int
        Day on which every year, and so every month, ends: 0 for Monday.
    ends_in : int
        Number of the calendar month that the year ends in.
    nearest : bool
        Whether the year ends on the weekday nearest the end of that month, up to three days into the next; else on the
        last within it.

    Notes
    -----
    The alignment: the year's last period has the label of the month that the year ends in, and the eleven before it
    have those of the eleven months before. A 53rd week, in every fifth or sixth year, is in the last period.

    Examples
    --------
    >>> retail = WeekMonths.parse("4-5-4", "Saturday nearest the end of January")
    >>> retail.first_day("2023-02").isoformat(), retail.last_day("2024-01").isoformat()
    ('2023-01-29', '2024-02-03')
    """

    weeks: tuple[int, ...]
    weekday: int
    ends_in: int
    nearest: bool

    @classmethod
    def parse(cls, weeks: str, ends: str) -> WeekMonths:
        """The calendar of a pattern such as 4-4-5 and the day on which its years end.

        Raises
        ------
        ValueError
            Where the text has none of the forms that it names, or a weekday or month that there is not.
        """
        text = " ".join(ends.split())
        found = re.fullmatch(LAST, text) or re.fullmatch(NEAREST, text)
        if found is None:
            raise ValueError(f"no end of a year: {ends!r}; {FORMS}")
        weekday, month = found["weekday"].title(), found["month"].title()
        if weekday not in WEEKDAYS:
            raise ValueError(f"no weekday: {found['weekday']!r}; {FORMS}")
        if month not in MONTHS:
            raise ValueError(f"no month: {found['month']!r}; {FORMS}")
        number = MONTHS.index(month) + 1
        day = found.groupdict().get("day")
        if day is not None and int(day) not in {month_end(f"{year}-{number:02d}").day for year in (2027, 2028)}:
            raise ValueError(f"{ends!r} is not the end of a month; write {weekday} nearest the end of {month}")
        pattern = tuple(int(count) for count in weeks.split("-"))
        return cls(pattern, WEEKDAYS.index(weekday), number, found.re is NEAREST)

    def year_end(self, year: int) -> date:
        """The last day of the year that ends in or near the end of its last month in a calendar year."""
        end = month_end(f"{year:04d}-{self.ends_in:02d}")
        latest = end + 3 * DAY if self.nearest else end
        return latest - (latest.weekday() - self.weekday) % 7 * DAY

    def first_day(self, month: str) -> date:
        """The day after the month before: whole weeks after the year began."""
        place = self._place(month)
        year_before = (month_index(month) - place - 1) // 12
        return self.year_end(year_before) + DAY + sum((self.weeks * 4)[:place]) * WEEK

    def has_53rd_week(self, month: str) -> bool:
        """Whether a month is the last of a year of 53 weeks, and so a week longer than in others.

        Examples
        --------
        >>> apple = WeekMonths.parse("5-4-4", "last Saturday of September")
        >>> apple.has_53rd_week("2023-09"), apple.has_53rd_week("2024-09")
        (True, False)
        """
        return self._place(month) == 11 and self.days(month) > 7 * self.weeks[-1]

    def _place(self, month: str) -> int:
        """How many months of its year come before a month."""
        return (month_index(month) - self.ends_in) % 12

    def sentence(self, months: Sequence[str], example: str) -> str:
        """The pattern and the alignment in dates, and where among the months there is a 53rd week.

        Parameters
        ----------
        months : sequence of str
            All that the reader sees, history and plan.
        example : str
            The month whose dates are told.
        """
        first, second, third = self.weeks
        told = (
            f"Months are periods of {first}, {second} and {third} weeks, each named for the calendar month that it "
            f"stands in for: {month_name(example)} is {self._span(example)}. The year ends on the {self._year_end_name}"
        )
        long = [f"{month_name(month)} ({self._span(month)})" for month in months if self.has_53rd_week(month)]
        return f"{told}; a 53rd week is in {' and '.join(long)}." if long else f"{told}."

    def _span(self, month: str) -> str:
        first, last = day_name(self.first_day(month)), day_name(self.last_day(month))
        return f"{first.removesuffix(last[-5:])} to {last}"

    @property
    def _year_end_name(self) -> str:
        weekday, month = WEEKDAYS[self.weekday], MONTHS[self.ends_in - 1]
        return f"{weekday} nearest the end of {month}" if self.nearest else f"last {weekday} of {month}"


@dataclass(frozen=True)
class PlanYear(Period):
    """The months planned for, which days they have, and on which of those nobody works.

    Examples
    --------
    >>> retail = PlanYear("2027-02", "2028-01", WeekMonths.parse("4-5-4", "Saturday nearest the end of January"))
    >>> retail.first_day.isoformat(), retail.last_day.isoformat()
    ('2027-01-31', '2028-01-29')
    """

    calendar: MonthCalendar
    holidays: frozenset[date] = frozenset()

    @property
    def first_day(self) -> date:
        """The day on which the plan begins."""
        return self.calendar.first_day(self.first)

    @property
    def last_day(self) -> date:
        """The day on which the plan ends."""
        return self.calendar.last_day(self.last)

    def working_days(self, first: date, last: date) -> int:
        """Mondays to Fridays from a day to a day, both included, that are no holidays [d].

        Examples
        --------
        >>> year = PlanYear("2027-01", "2027-12", CalendarMonths(), frozenset({date(2027, 1, 1), date(2027, 1, 2)}))
        >>> year.working_days(date(2027, 1, 1), date(2027, 1, 31))
        20
        """
        days = (first + n * DAY for n in range((last - first).days + 1))
        return sum(day.weekday() < WEEKEND and day not in self.holidays for day in days)

    def quarter(self, month: str) -> Period:
        """The three months that hold a month, counted from the month in which the plan begins.

        Examples
        --------
        >>> PlanYear("2027-02", "2028-01", CalendarMonths()).quarter("2027-05").name
        'May to Jul 2027'
        """
        first = shift(month, -((month_index(month) - month_index(self.first)) % 3))
        return Period(first, shift(first, 2))

    def sentence(self, months: Sequence[str]) -> str:
        """What a reader of these months must know of them; empty where they are the calendar's, from January on."""
        told = self.calendar.sentence(months, self.first)
        if self.first.endswith("-01"):
            return told
        own = (
            f"The plan begins with {month_name(self.first)}; a year or a quarter named without its months is that of "
            "the calendar."
        )
        return f"{told} {own}".strip()
