"""The day on which an order line counts: its date, else the first day of its month.

Customers change hands on a day, and a return comes after its order; a line that knows its month only takes part as if
all of the month had happened on its first day. Months are the company's: calendar months, or whole weeks.
"""

from __future__ import annotations

import pandas as pd

from salesplan_nb.fiscal import MonthCalendar


def days(lines: pd.DataFrame, calendar: MonthCalendar) -> pd.Series:
    """The day of each line, datetime64; NaT where neither date nor month is known.

    Parameters
    ----------
    lines : DataFrame
        Any of order_date (datetime64 or Python dates) and month ('2026-03').
    calendar : MonthCalendar
        On which day a month begins.

    Examples
    --------
    >>> from salesplan_nb.fiscal import CalendarMonths
    >>> lines = pd.DataFrame({"order_date": [pd.Timestamp(2026, 3, 9), None], "month": ["2026-03", "2026-04"]})
    >>> days(lines, CalendarMonths()).dt.strftime("%Y-%m-%d").tolist()
    ['2026-03-09', '2026-04-01']
    """
    found = pd.Series(pd.NaT, index=lines.index, dtype="datetime64[s]")
    if "order_date" in lines:
        found = pd.to_datetime(lines["order_date"]).astype("datetime64[s]").dt.normalize()
    if "month" in lines and found.isna().any():
        firsts = {month: pd.Timestamp(calendar.first_day(month)) for month in lines["month"].dropna().unique()}
        found = found.fillna(lines["month"].map(firsts).astype("datetime64[s]"))
    return found


def months(day: pd.Series, calendar: MonthCalendar) -> pd.Series:
    """The month of each day, object; None where there is no day."""
    dates = day.dt.date.astype("object")
    found: pd.Series = dates.map(calendar.months_of(dates.dropna().unique())).astype("object")
    return found.where(day.notna(), None)
