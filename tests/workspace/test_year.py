"""The year of plan.yml: what is refused, with line and remedy, and which months it has."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from salesplan_nb.errors import Problems
from salesplan_nb.fiscal import CalendarMonths, WeekMonths
from salesplan_nb.workspace.checks import PlanCheck, check_plan
from salesplan_nb.workspace.goal_checks import check_goals
from salesplan_nb.workspace.load import PLAN_FILLERS
from salesplan_nb.workspace.plan import Plan
from salesplan_nb.workspace.validate import validated
from salesplan_nb.workspace.yamlfile import read_yaml

PLAN = """\
company: Halden
currency: EUR
year:
{year}
goals:
  - {{id: sales, metric: bookings, baseline: {baseline}, change: +20%, period: {period}}}
"""
SPANS = {"baseline": "2026-02..2027-01", "period": "2027-02..2028-01"}


def read(folder: Path, *year: str, baseline: str = "", period: str = "") -> tuple[Plan, list[tuple[str, str]]]:
    """The plan of a year's lines, and message and hint of each problem."""
    spans = {"baseline": baseline or SPANS["baseline"], "period": period or SPANS["period"]}
    text = PLAN.format(year="\n".join(f"  {line}" for line in year), **spans)
    (folder / "plan.yml").write_text(text, encoding="utf-8")
    document, problems = read_yaml(folder / "plan.yml", "plan.yml"), Problems()
    plan, rest = validated(Plan, document, PLAN_FILLERS, problems)
    check = PlanCheck(plan, rest, document, problems)
    check_plan(check)
    check_goals(check)
    return plan, [(error.message, error.hint or "") for error in problems.errors]


def test_a_year_of_weeks_has_its_calendar(tmp_path: Path) -> None:
    year = ("starts: 2027-02", "weeks: 4-4-5", "ends: Saturday nearest the end of January")
    plan, problems = read(tmp_path, *year)
    assert problems == []
    assert plan.year.calendar == WeekMonths((4, 4, 5), weekday=5, ends_in=1, nearest=True)
    assert plan.year.calendar.first_day("2027-02") == date(2027, 1, 31)


def test_a_year_without_weeks_has_the_calendars_months(tmp_path: Path) -> None:
    plan, problems = read(tmp_path, "starts: 2027-02")
    assert problems == []
    assert plan.year.calendar == CalendarMonths()


@pytest.mark.parametrize(
    ("lines", "message", "hint"),
    [
        (
            ["weeks: 4-4-5"],
            "plan.yml:5: year.weeks: 4-4-5 needs the day on which the year ends",
            "add ends: and write last Saturday of January, or Saturday nearest the end of January",
        ),
        (
            ["ends: last Saturday of January"],
            "plan.yml:5: year.ends: only a year of whole weeks has it",
            "add weeks: 4-4-5, 4-5-4 or 5-4-4, or remove it",
        ),
        (
            ["weeks: 4-4-6", "ends: last Saturday of January"],
            "plan.yml:5: year.weeks: '4-4-6' is none of '4-4-5', '4-5-4' or '5-4-4'",
            "did you mean 4-4-5?",
        ),
        (
            ["weeks: 4-4-5", "ends: 31 January"],
            "plan.yml:6: year.ends: no end of a year: '31 January'",
            "write last Saturday of January, or Saturday nearest the end of January",
        ),
        (
            ["weeks: 4-4-5", "ends: last Saterday of January"],
            "plan.yml:6: year.ends: no weekday: 'Saterday'",
            "write last Saturday of January, or Saturday nearest the end of January",
        ),
        (
            ["weeks: 4-4-5", "ends: last Saturday of December"],
            "plan.yml:6: year.ends: years end in December, the plan's in January, since it starts in Feb 2027",
            "name January, or let the plan start in January",
        ),
        (
            ["weeks: 4-4-5", "ends:"],
            "plan.yml:5: year.weeks: 4-4-5 needs the day on which the year ends",
            "add ends: and write last Saturday of January, or Saturday nearest the end of January",
        ),
        (["week: 4-4-5"], "plan.yml:5: unknown key 'week'", "did you mean weeks?"),
    ],
)
def test_a_year_that_cannot_be_is_refused_with_what_to_write(
    tmp_path: Path, lines: list[str], message: str, hint: str
) -> None:
    assert read(tmp_path, "starts: 2027-02", *lines)[1] == [(message, hint)]


HOLIDAYS = ["holidays:", "  - 2027-03-26  # Good Friday", "  - 2027-03-29"]


def test_holidays_of_the_plan_are_its_years(tmp_path: Path) -> None:
    # The first is of the goal that runs from December on, the last of the plan's last day
    year = ["starts: 2027-02", "holidays: [2026-12-25, 2027-03-26, 2028-01-31]"]
    plan, problems = read(tmp_path, *year, period="2026-12..2027-11", baseline="yoy")
    assert problems == []
    assert plan.plan_year.holidays == {date(2026, 12, 25), date(2027, 3, 26), date(2028, 1, 31)}
    assert plan.plan_year.working_days(date(2027, 3, 22), date(2027, 3, 28)) == 4


@pytest.mark.parametrize(
    ("lines", "message", "hint"),
    [
        (["  - 2027-02-29"], "plan.yml:8: year.holidays[3]: not a date: '2027-02-29'", "write it as 2027-01-31"),
        (["  - Christmas"], "plan.yml:8: year.holidays[3]: not a date: 'Christmas'", "write it as 2027-01-31"),
        (
            ["  - 2027-03-26"],
            "plan.yml:8: year.holidays: 2027-03-26 is there twice, first in plan.yml:6",
            "take one out, or correct its date",
        ),
        (
            ["  - 2028-02-01"],
            "plan.yml:8: year.holidays: 2028-02-01 is in no month of the plan, 2027-02-01 to 2028-01-31",
            "correct the date, or take it out",
        ),
        (
            ["  - 2027-01-31"],
            "plan.yml:8: year.holidays: 2027-01-31 is in no month of the plan, 2027-02-01 to 2028-01-31",
            "correct the date, or take it out",
        ),
        (
            ["weeks: 4-4-5", "ends: Saturday nearest the end of January", *HOLIDAYS, "  - 2028-01-30"],
            "plan.yml:10: year.holidays: 2028-01-30 is in no month of the plan, 2027-01-31 to 2028-01-29",
            "correct the date, or take it out",
        ),
    ],
)
def test_a_wrong_holiday_is_refused_at_its_line(tmp_path: Path, lines: list[str], message: str, hint: str) -> None:
    year = lines if lines[0].startswith("weeks") else [*HOLIDAYS, *lines]
    assert read(tmp_path, "starts: 2027-02", *year)[1] == [(message, hint)]


def test_holidays_are_a_list(tmp_path: Path) -> None:
    [(message, hint)] = read(tmp_path, "starts: 2027-02", "holidays: 2027-03-26")[1]
    assert message.startswith("plan.yml:5: year.holidays:")
    assert hint


def test_beside_a_wrong_holiday_other_faults_of_periods_are_found(tmp_path: Path) -> None:
    found = read(tmp_path, "starts: 2027-02", "holidays: [2027-13-01]", baseline="yoy", period="2027")[1]
    assert [message.partition(":")[2].partition(" ")[2][:12] for message, _ in found] == [
        "year.holiday",
        "'2027' could",
    ]


def test_a_plan_of_some_months_may_start_within_a_year_of_weeks(tmp_path: Path) -> None:
    # The second half of a year that ends in January: August to January.
    year = ("starts: 2027-08", "months: 6", "weeks: 4-5-4", "ends: last Saturday of January")
    plan, problems = read(tmp_path, *year, baseline="2026-08..2027-01", period="2027-08..2028-01")
    assert problems == []
    # 26 weeks after Sunday 31 Jan 2027
    assert plan.year.calendar.first_day("2027-08") == date(2027, 8, 1)


@pytest.mark.parametrize("label", ["2027", "2027-Q1"])
def test_in_a_year_of_weeks_from_january_a_label_means_one_thing(tmp_path: Path, label: str) -> None:
    year = ("starts: 2027-01", "weeks: 4-4-5", "ends: last Saturday of December")
    assert read(tmp_path, *year, baseline="yoy", period=label)[1] == []


def test_in_a_year_from_july_a_quarter_asks_for_the_span(tmp_path: Path) -> None:
    message, hint = read(tmp_path, "starts: 2027-07", baseline="yoy", period="2027-Q3")[1][0]
    assert message == "plan.yml:6: '2027-Q3' could be the calendar's or the company's, whose year starts in 2027-07"
    assert hint == (
        "write the span: 2027-07..2027-09 is the calendar's 2027-Q3, 2028-01..2028-03 quarter 3 of the plan's year"
    )


def test_a_year_before_a_leap_february_is_the_february_of_28_days(tmp_path: Path) -> None:
    plan, problems = read(tmp_path, "starts: 2027-07", baseline="yoy", period="2028-02..2028-03")
    assert problems == []
    period = plan.goals[0].period
    assert period is not None
    days = [sum(plan.year.calendar.days(month) for month in p.months) for p in (period, period.baseline("yoy"))]
    assert days == [29 + 31, 28 + 31]
