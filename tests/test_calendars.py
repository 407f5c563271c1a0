from __future__ import annotations

import locale
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesplan_nb.calendars import (
    Period,
    day_name,
    month_end,
    month_index,
    month_name,
    month_text,
    months_between,
    quarter,
    shift,
)

MONTHS = st.integers(min_value=1200 * 12, max_value=2900 * 12).map(month_text)
PERIODS = st.tuples(MONTHS, st.integers(0, 40)).map(lambda pair: Period(pair[0], shift(*pair)))


@given(MONTHS, st.integers(-2000, 2000))
def test_shifting_there_and_back_is_no_shift_and_text_sorts_like_time(month: str, by: int) -> None:
    moved = shift(month, by)
    assert shift(moved, -by) == month
    assert month_index(moved) - month_index(month) == by
    assert (moved > month) == (by > 0)


@pytest.mark.parametrize(
    "text", ["2027", "2027-1", "2027-13", "2027-00", "27-01", "0000-01", "2027-01-01", "\uff12027-01", ""]
)
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a month"):
        month_index(text)


def test_a_shift_out_of_the_calendar_is_refused() -> None:
    with pytest.raises(ValueError, match="year 0"):
        shift("0001-01", -1)
    with pytest.raises(ValueError, match="year 10000"):
        shift("9999-12", 1)


def test_months_between_holds_both_ends_and_is_empty_backwards() -> None:
    assert months_between("2026-11", "2027-02") == ["2026-11", "2026-12", "2027-01", "2027-02"]
    assert months_between("2027-02", "2026-11") == []


def test_a_year_has_three_months_in_each_quarter() -> None:
    named = [quarter(month) for month in months_between("2027-01", "2027-12")]
    assert named == ["2027-Q1"] * 3 + ["2027-Q2"] * 3 + ["2027-Q3"] * 3 + ["2027-Q4"] * 3


def test_february_ends_when_it_does() -> None:
    # 1900 was no leap year, 2000 and 2028 are
    ends = [month_end(f"{year}-02") for year in (1900, 2000, 2027, 2028)]
    assert ends == [date(1900, 2, 28), date(2000, 2, 29), date(2027, 2, 28), date(2028, 2, 29)]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2027", "2027-01", "2027-12"),
        ("2027-Q1", "2027-01", "2027-03"),
        ("2027-Q4", "2027-10", "2027-12"),
        ("2027-03", "2027-03", "2027-03"),
        ("2027-03..2027-12", "2027-03", "2027-12"),
        (" 2026-11 .. 2027-02 ", "2026-11", "2027-02"),
    ],
)
def test_a_period_is_read_from_each_of_its_forms(text: str, first: str, last: str) -> None:
    assert Period.parse(text) == Period(first, last)


@pytest.mark.parametrize(
    "text", ["", "next year", "2027-Q5", "2027-Q0", "0000", "2027-03..", "..2027-03", "2027..2028", "2027-1"]
)
def test_what_is_no_period_is_refused_with_its_forms(text: str) -> None:
    with pytest.raises(ValueError, match=r"not a period: .*2027-03\.\.2027-12"):
        Period.parse(text)


@pytest.mark.parametrize("make", [lambda: Period.parse("2027-03..2027-02"), lambda: Period("2027-03", "2027-02")])
def test_a_period_does_not_end_before_it_begins(make: object) -> None:
    with pytest.raises(ValueError, match="ends before it begins"):
        make()  # type: ignore[operator]


@given(PERIODS)
def test_a_label_parses_to_its_period_and_a_period_has_its_months(period: Period) -> None:
    assert Period.parse(period.label) == period
    assert len(period) == len(period.months)
    assert all(month in period for month in period.months)
    assert shift(period.first, -1) not in period
    assert shift(period.last, 1) not in period


def test_only_months_are_in_a_period() -> None:
    period = Period.parse("2027")
    assert "2027-12" in period
    assert "2027-03-15" not in period  # a day sorts between months, but is none
    assert 202703 not in period


@pytest.mark.parametrize(
    ("text", "kind", "base"),
    [
        ("2027", "yoy", "2026"),
        ("2027-Q1", "yoy", "2026-Q1"),
        ("2027-Q1", "qoq", "2026-Q4"),
        ("2027-03..2027-12", "yoy", "2026-03..2026-12"),
    ],
)
def test_a_baseline_is_a_year_or_a_quarter_before(text: str, kind: str, base: str) -> None:
    assert Period.parse(text).baseline(kind).label == base


def test_a_baseline_that_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="not three months long"):
        Period.parse("2027").baseline("qoq")
    with pytest.raises(ValueError, match="not a baseline: 'last year'"):
        Period.parse("2027").baseline("last year")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("2027", "2027"),
        ("2027-Q4", "Q4 2027"),
        ("2027-03", "Mar 2027"),
        ("2027-03..2027-12", "Mar to Dec 2027"),
        ("2026-11..2027-02", "Nov 2026 to Feb 2027"),
        ("2027-02..2027-04", "Feb to Apr 2027"),  # three months, but no quarter
    ],
)
def test_a_period_has_a_name_for_readers(text: str, name: str) -> None:
    assert Period.parse(text).name == name


@pytest.fixture
def german() -> Iterator[None]:
    """The process speaks German, where the machine can."""
    before = locale.setlocale(locale.LC_TIME)
    for name in ("de_DE.UTF-8", "de_DE", "fr_FR.UTF-8", "es_ES.UTF-8"):
        try:
            locale.setlocale(locale.LC_TIME, name)
            break
        except locale.Error:
            continue
    else:
        pytest.skip("no locale but English on this machine")
    yield
    locale.setlocale(locale.LC_TIME, before)


def test_names_are_english_in_every_locale(german: None) -> None:
    assert [month_name(f"2027-{n:02d}")[:3] for n in (3, 5, 10, 12)] == ["Mar", "May", "Oct", "Dec"]
    assert day_name(date(2026, 12, 31)) == "31 Dec 2026"


def test_names_do_not_come_from_the_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    # the same, on a machine without other locales
    monkeypatch.setattr("calendar.month_abbr", ["", *["Mär"] * 12])
    assert month_name("2027-10") == "Oct 2027"
    assert day_name(date(2026, 10, 1)) == "1 Oct 2026"


def test_periods_are_moved_whole() -> None:
    assert Period.parse("2027-Q1").shifted(-1) == Period("2026-12", "2027-02")
