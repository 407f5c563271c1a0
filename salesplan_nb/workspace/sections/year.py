"""The planning year of plan.yml: where it starts, and whether its months are the calendar's or whole weeks."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from salesplan_nb.calendars import month_name, shift
from salesplan_nb.fiscal import FORMS, MONTHS, CalendarMonths, MonthCalendar, WeekMonths
from salesplan_nb.workspace.fields import Day, Month, Section, Text

WHOLE = 12


class Year(Section):
    """The planning year. Its months are the calendar's, or with `weeks` and `ends` periods of whole weeks."""

    starts: Month
    """First month of the plan: 2027-01."""
    months: Annotated[int, Field(ge=1, le=WHOLE)] = WHOLE
    """How many months are planned."""
    weeks: Literal["4-4-5", "4-5-4", "5-4-4"] | None = None
    """Weeks in the three months of each quarter, where months are whole weeks; a 53rd is in the last of its year."""
    ends: Text | None = None
    """With weeks, the day on which years end: last Saturday of January, or Saturday nearest the end of January."""

    holidays: list[Day] = []
    """Public holidays and other days on which nobody works, as dates; the basis working_days leaves them out."""

    @model_validator(mode="after")
    def weeks_have_an_end(self) -> Year:
        """Weeks are counted from a year's end, and without weeks no end is needed."""
        if self.weeks is None and self.ends is not None:
            raise ValueError("ends: only a year of whole weeks has it; add weeks: 4-4-5, 4-5-4 or 5-4-4, or remove it")
        if self.weeks is not None and self.ends is None:
            raise ValueError(f"weeks: {self.weeks} needs the day on which the year ends; add ends: and {FORMS}")
        return self

    @model_validator(mode="after")
    def end_fits_the_start(self) -> Year:
        """A plan of a whole year starts in the month after the one that years end in."""
        if self.weeks is None or self.ends is None:
            return self
        try:
            ends_in = WeekMonths.parse(self.weeks, self.ends).ends_in
        except ValueError as cause:
            raise ValueError(f"ends: {cause}") from cause
        before = int(shift(self.starts, -1)[5:])
        if self.months == WHOLE and ends_in != before:
            raise ValueError(
                f"ends: years end in {MONTHS[ends_in - 1]}, the plan's in {MONTHS[before - 1]}, since it "
                f"starts in {month_name(self.starts)}; name {MONTHS[before - 1]}, or let the plan start in "
                f"{MONTHS[ends_in % WHOLE]}"
            )
        return self

    @property
    def calendar(self) -> MonthCalendar:
        """Which days each month has."""
        if self.weeks is None or self.ends is None:
            return CalendarMonths()
        return WeekMonths.parse(self.weeks, self.ends)
