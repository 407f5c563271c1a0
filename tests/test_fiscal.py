from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesplan_nb.calendars import Period, month_end, months_between, shift
from salesplan_nb.fiscal import MONTHS, PATTERNS, WEEKDAYS, CalendarMonths, MonthCalendar, PlanYear, WeekMonths

RETAIL = WeekMonths.parse("4-5-4", "Saturday nearest the end of January")
APPLE = WeekMonths.parse("5-4-4", "last Saturday of September")
DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))
WEEK_MONTHS = st.builds(
    lambda weeks, form, weekday, month: WeekMonths.parse(weeks, form.format(weekday, month)),
    st.sampled_from(PATTERNS),
    st.sampled_from(["last {} of {}", "{} nearest the end of {}"]),
    st.sampled_from(WEEKDAYS),
    st.sampled_from(MONTHS),
)
CALENDARS: st.SearchStrategy[MonthCalendar] = st.just(CalendarMonths()) | WEEK_MONTHS


# Published calendars ------------------------------------------------------------------------------------------------


def test_the_retail_calendar_has_53_weeks_in_2012_2017_and_2023() -> None:
    # National Retail Federation, "4-5-4 Calendar", https://www.nrf.com/resources/4-5-4-calendar: "most recently
    # occurred in FY'12 and FY'17 and will occur in FY'23". Its year N ends in January N + 1.
    long = [year for year in range(2010, 2028) if RETAIL.has_53rd_week(f"{year + 1}-01")]
    assert long == [2012, 2017, 2023]


@pytest.mark.parametrize(
    ("month", "first", "last"),
    [
        # Gap, 10-K of 19 March 2024, income statement: twelve months ended 3 Feb 2024, 28 Jan 2023, 29 Jan 2022 (EDGAR
        # 0000039911-24-000066, R6); Ross Stores, 10-K of 2025: 1 Feb 2025 (EDGAR 0000745732-25-000010, R25)
        ("2022-02", date(2022, 1, 30), date(2022, 2, 26)),
        ("2023-01", date(2023, 1, 1), date(2023, 1, 28)),
        ("2023-02", date(2023, 1, 29), date(2023, 2, 25)),
        ("2024-01", date(2023, 12, 31), date(2024, 2, 3)),
        ("2024-02", date(2024, 2, 4), date(2024, 3, 2)),
        ("2025-01", date(2025, 1, 5), date(2025, 2, 1)),
        # The 53rd weeks of 2012 and 2017: the years after them began on 3 Feb 2013 and 4 Feb 2018
        ("2013-01", date(2012, 12, 30), date(2013, 2, 2)),
        ("2018-01", date(2017, 12, 31), date(2018, 2, 3)),
    ],
)
def test_months_of_the_retail_calendar_begin_and_end_as_published(month: str, first: date, last: date) -> None:
    assert (RETAIL.first_day(month), RETAIL.last_day(month)) == (first, last)


def test_the_twelve_months_of_retail_2018_begin_as_published() -> None:
    # National Retail Federation, 4-5-4 calendar of 2018; dates as in github.com/holonk/retail-calendar, nrf_2018.ts
    published = ["02-04", "03-04", "04-08", "05-06", "06-03", "07-08", "08-05", "09-02", "10-07", "11-04", "12-02"]
    months = months_between("2018-02", "2019-01")
    assert [RETAIL.first_day(month).isoformat() for month in months] == [
        *(f"2018-{day}" for day in published),
        "2019-01-06",
    ]
    assert RETAIL.last_day("2019-01") == date(2019, 2, 2)


def test_the_53rd_week_of_retail_2012_is_where_it_was() -> None:
    # Toolio, "Understanding restated calendars": 52nd week to Saturday 26 January, 53rd 27 January to 2 February 2013
    assert RETAIL.month_of(date(2013, 1, 26)) == RETAIL.month_of(date(2013, 2, 2)) == "2013-01"
    assert RETAIL.month_of(date(2013, 2, 3)) == "2013-02"


def test_years_end_on_the_last_saturday_of_september_as_apples_do() -> None:
    # Apple's years from 10-K filings, collected at rigelkent.blogspot.com/2024/08/the-544-fiscal-calendar-used-by-apple
    published = {
        2011: 24, 2012: 29, 2013: 28, 2014: 27, 2015: 26, 2016: 24, 2017: 30, 2018: 29, 2019: 28, 2020: 26, 2021: 25,
        2022: 24, 2023: 30, 2024: 28,
    }  # fmt: skip
    assert {year: APPLE.year_end(year) for year in published} == {
        year: date(year, 9, day) for year, day in published.items()
    }
    # From 24 Sep 2011 to 29 Sep 2012 there are 371 days; likewise from 24 Sep 2016 and from 24 Sep 2022. (Apple itself
    # puts its 53rd week into the first quarter; ours is in the last month, as in the retail calendar.)
    assert [year for year in published if APPLE.has_53rd_week(f"{year}-09")] == [2012, 2017, 2023]


def test_the_quarters_of_a_retailer_end_as_in_its_reports() -> None:
    # Foot Locker, exhibit 12 of the 10-Q for the thirty-nine weeks ended 2 Nov 2013: the year before, 27 Oct 2012;
    # years ended 2 Feb 2013, 28 Jan 2012, 29 Jan 2011, 30 Jan 2010, 31 Jan 2009 (sec.gov, edgar/data/850209)
    ends = [RETAIL.last_day(month) for month in ("2012-10", "2013-10", "2013-01", "2012-01", "2011-01", "2009-01")]
    assert ends == [
        date(2012, 10, 27), date(2013, 11, 2), date(2013, 2, 2), date(2012, 1, 28), date(2011, 1, 29),
        date(2009, 1, 31),
    ]  # fmt: skip


@given(
    st.sampled_from(WEEKDAYS), st.sampled_from(MONTHS), st.sampled_from(["last", "nearest"]), st.integers(1950, 2150)
)
def test_years_end_where_pandas_ends_them(weekday: str, month: str, rule: str, year: int) -> None:
    ends = f"last {weekday} of {month}" if rule == "last" else f"{weekday} nearest the end of {month}"
    number = MONTHS.index(month) + 1
    theirs = pd.offsets.FY5253(weekday=WEEKDAYS.index(weekday), startingMonth=number, variation=rule)
    ours = WeekMonths.parse("4-4-5", ends).year_end(year)
    assert theirs.is_on_offset(pd.Timestamp(ours))
    assert abs((ours - month_end(f"{year}-{number:02d}")).days) <= (6 if rule == "last" else 3)


# What holds for every calendar --------------------------------------------------------------------------------------


@given(CALENDARS, DAYS)
def test_each_day_is_in_one_month_and_months_follow_each_other(calendar: MonthCalendar, day: date) -> None:
    month = calendar.month_of(day)
    assert calendar.first_day(month) <= day <= calendar.last_day(month)
    assert calendar.first_day(shift(month, 1)) == calendar.last_day(month) + timedelta(days=1)
    assert calendar.month_of(day + timedelta(days=1)) in (month, shift(month, 1))
    assert calendar.months_of([day, day]) == {day: month}


@given(WEEK_MONTHS, st.integers(1900, 2200))
def test_a_year_of_weeks_has_364_or_371_days_and_all_parts_sum_to_it(calendar: WeekMonths, year: int) -> None:
    last = f"{year}-{calendar.ends_in:02d}"
    months = months_between(shift(last, -11), last)
    days = [calendar.days(month) for month in months]
    assert sum(days) == (calendar.year_end(year) - calendar.year_end(year - 1)).days
    assert sum(days) in (364, 371)
    assert days[:11] == [7 * weeks for weeks in (calendar.weeks * 4)[:11]]
    assert [calendar.has_53rd_week(month) for month in months] == [False] * 11 + [sum(days) == 371]
    assert {calendar.last_day(month).weekday() for month in months} == {calendar.weekday}


@given(WEEK_MONTHS, DAYS)
def test_the_label_is_the_calendars_month_or_its_neighbour(calendar: WeekMonths, day: date) -> None:
    month = f"{day:%Y-%m}"
    assert calendar.month_of(day) in (shift(month, -1), month, shift(month, 1))


@given(CALENDARS, DAYS)
def test_a_month_is_whole_once_its_last_day_is_over(calendar: MonthCalendar, day: date) -> None:
    whole = calendar.last_whole_month(day)
    assert calendar.last_day(whole) <= day < calendar.last_day(shift(whole, 1))


def test_the_calendars_months_have_their_own_days() -> None:
    plain = CalendarMonths()
    assert plain.month_of(date(2028, 2, 29)) == "2028-02"
    assert (plain.first_day("2028-02"), plain.last_day("2028-02")) == (date(2028, 2, 1), date(2028, 2, 29))
    assert [plain.days(f"{year}-02") for year in (1900, 2000, 2027, 2028)] == [28, 29, 28, 29]
    assert plain.sentence(["2028-02"], "2028-02") == ""


@pytest.mark.parametrize("calendar", [CalendarMonths(), RETAIL, WeekMonths.parse("4-4-5", "last Sunday of December")])
def test_a_date_that_means_for_ever_is_in_the_last_month_there_is(calendar: MonthCalendar) -> None:
    assert calendar.month_of(date.max) == calendar.last_whole_month(date.max) == "9999-12"


# Words --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ends", "end_of_2027"),
    [
        # 31 Jan 2027 is a Sunday: the last Saturday is 30 Jan, the nearest too; the nearest Tuesday is 2 Feb
        ("last Saturday of January", date(2027, 1, 30)),
        ("last saturday in january", date(2027, 1, 30)),
        ("Saturday nearest the end of January", date(2027, 1, 30)),
        ("Saturday nearest 31 January", date(2027, 1, 30)),
        ("Saturday  nearest to 31 January", date(2027, 1, 30)),
        ("Tuesday nearest the end of January", date(2027, 2, 2)),
        ("last Tuesday of January", date(2027, 1, 26)),
        ("Sunday nearest 28 February", date(2027, 2, 28)),
        ("Sunday nearest 29 February", date(2027, 2, 28)),
    ],
)
def test_the_end_of_a_year_is_read_from_its_forms(ends: str, end_of_2027: date) -> None:
    assert WeekMonths.parse("4-4-5", ends).year_end(2027) == end_of_2027


@pytest.mark.parametrize(
    ("ends", "problem"),
    [
        ("", "no end of a year: ''"),
        ("31 January", "no end of a year"),
        ("first Saturday of January", "no end of a year"),
        ("last Satday of January", "no weekday: 'Satday'"),
        ("last Saturday of Januar", "no month: 'Januar'"),
        ("Saturday nearest 30 January", "is not the end of a month; write Saturday nearest the end of January"),
    ],
)
def test_what_is_no_end_of_a_year_is_refused_with_what_to_write(ends: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem) as raised:
        WeekMonths.parse("4-4-5", ends)
    assert "; write " in str(raised.value)


def test_the_sentence_tells_pattern_dates_and_the_53rd_week() -> None:
    # 31 Jan 2028 is a Monday, so the year before ends on Saturday 29 Jan 2028; 31 Jan 2029 is a Wednesday: 3 Feb 2029
    assert RETAIL.sentence(months_between("2027-02", "2029-01"), "2027-02") == (
        "Months are periods of 4, 5 and 4 weeks, each named for the calendar month that it stands in for: "
        "Feb 2027 is 31 Jan to 27 Feb 2027. The year ends on the Saturday nearest the end of January; "
        "a 53rd week is in Jan 2029 (31 Dec 2028 to 3 Feb 2029)."
    )
    assert RETAIL.sentence(months_between("2027-02", "2028-01"), "2027-02").endswith("the end of January.")
    assert "The year ends on the last Saturday of September." in APPLE.sentence(["2027-10"], "2027-10")


# The plan's year ----------------------------------------------------------------------------------------------------


def test_a_plan_year_has_the_days_of_its_calendar() -> None:
    plain, retail = (PlanYear("2027-02", "2028-01", calendar) for calendar in (CalendarMonths(), RETAIL))
    assert (plain.first_day, plain.last_day) == (date(2027, 2, 1), date(2028, 1, 31))
    assert (retail.first_day, retail.last_day) == (date(2027, 1, 31), date(2028, 1, 29))
    assert plain.months == retail.months == months_between("2027-02", "2028-01")


@given(st.integers(1, 12), st.integers(-40, 40))
def test_quarters_of_the_plan_are_three_months_that_follow_each_other(starts: int, by: int) -> None:
    first = f"2027-{starts:02d}"
    year = PlanYear(first, shift(first, 11), CalendarMonths())
    month = shift(first, by)
    quarter = year.quarter(month)
    assert month in quarter
    assert len(quarter) == 3
    assert year.quarter(shift(quarter.last, 1)) == quarter.shifted(3)
    assert year.quarter(first) == Period(first, shift(first, 2))


def test_a_year_from_january_needs_no_words_and_any_other_says_whose_names_are_used() -> None:
    assert PlanYear("2027-01", "2027-12", CalendarMonths()).sentence(["2027-01"]) == ""
    july = "The plan begins with Jul 2027; a year or a quarter named without its months is that of the calendar."
    assert PlanYear("2027-07", "2028-06", CalendarMonths()).sentence(["2027-07"]) == july
    told = PlanYear("2027-02", "2028-01", RETAIL).sentence(["2027-02"])
    assert told.startswith("Months are periods of 4, 5 and 4 weeks")
    assert told.endswith(". " + july.replace("Jul", "Feb"))
