"""The calendar of the sample: 36 whole months, their business days and how busy each day is."""

import numpy as np

FIRST_MONTH = np.datetime64("2023-11", "M")
MONTHS = FIRST_MONTH + np.arange(36)
EXPORTED = np.datetime64("2026-10-31", "D")
CENTRE = 19.5  # the middle of 2025, counted in months from FIRST_MONTH
YEARS = (np.arange(len(MONTHS)) - CENTRE) / 12.0
MONTH_OF_YEAR = (np.arange(len(MONTHS)) + 10) % 12  # 0 is January

FIXED_HOLIDAYS = ("01-01", "05-01", "12-25", "12-26")
HOLIDAYS = np.array([f"{year}-{day}" for year in range(2023, 2028) for day in FIXED_HOLIDAYS], dtype="datetime64[D]")
MONTH_END_DAYS, MONTH_END_WEIGHT, WEEKEND_WEIGHT = 3, 1.6, 0.06


def month_index(day: np.ndarray | np.datetime64) -> np.ndarray:
    """Months from the first month of the sample; below 0 before it."""
    return np.asarray(np.asarray(day).astype("datetime64[M]") - FIRST_MONTH).astype(int)


def days_of(month: np.datetime64) -> np.ndarray:
    """All days of a month."""
    return np.arange(month.astype("datetime64[D]"), (month + 1).astype("datetime64[D]"))


def business_days(month: np.datetime64) -> np.ndarray:
    """Monday to Friday without the fixed holidays."""
    days = days_of(month)
    return np.asarray(days[np.is_busday(days, holidays=HOLIDAYS)])


def next_business_day(days: np.ndarray) -> np.ndarray:
    """The day itself where it is a business day, else the next one."""
    return np.asarray(np.busday_offset(days, 0, roll="forward", holidays=HOLIDAYS))


def day_weights(month: np.datetime64, weekends: bool) -> tuple[np.ndarray, np.ndarray]:
    """Days of a month on which orders come in, and how many relative to a plain day [-].

    The last three business days weigh more; weekends carry a little where ``weekends`` is true (web shop).
    """
    days = days_of(month)
    working = np.is_busday(days, holidays=HOLIDAYS)
    weights = np.where(working, 1.0, WEEKEND_WEIGHT if weekends else 0.0)
    weights[np.flatnonzero(working)[-MONTH_END_DAYS:]] = MONTH_END_WEIGHT
    return days, weights
