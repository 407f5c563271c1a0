from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from salesplan_nb.fiscal import CalendarMonths, WeekMonths
from salesplan_nb.intake.days import days, months


@pytest.mark.parametrize("missing", [None, pd.NaT])
def test_a_row_counts_on_its_date_or_else_on_the_first_of_its_month(missing: object) -> None:
    table = pd.DataFrame(
        {
            "order_date": pd.Series([date(2026, 3, 9), missing, missing], dtype="object"),
            "month": ["2026-03", "2026-04", None],
        }
    )
    assert days(table, CalendarMonths()).astype("str").tolist()[:2] == ["2026-03-09", "2026-04-01"]
    assert days(table, CalendarMonths()).isna().tolist() == [False, False, True]


def test_the_hour_does_not_count() -> None:
    table = pd.DataFrame({"order_date": [pd.Timestamp(2026, 3, 9, 23, 59)]})
    assert days(table, CalendarMonths()).tolist() == [pd.Timestamp(2026, 3, 9)]


def test_months_alone_are_enough() -> None:
    assert days(pd.DataFrame({"month": ["2026-12"]}), CalendarMonths()).tolist() == [pd.Timestamp(2026, 12, 1)]


def test_months_of_whole_weeks_begin_on_their_own_days() -> None:
    # The retail year ends on Saturday 3 February 2024; its month 2024-02 begins on the day after.
    retail = WeekMonths.parse("4-5-4", "Saturday nearest the end of January")
    found = days(pd.DataFrame({"month": ["2024-02"]}), retail)
    assert found.tolist() == [pd.Timestamp(2024, 2, 4)]
    day = pd.Series(pd.to_datetime(["2024-02-03", "2024-02-04", None]))
    assert months(day, retail).tolist() == ["2024-01", "2024-02", None]
    assert months(day, CalendarMonths()).tolist() == ["2024-02", "2024-02", None]
