"""How a column writes days and months."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesplan_nb.proposal.days import days


def written(*texts: str) -> list[tuple[str, int]]:
    return [(text, 1) for text in texts]


@pytest.mark.parametrize(
    ("texts", "forms", "high"),
    [
        (["2026-10-31"], ("%Y-%m-%d",), date(2026, 10, 31)),
        (["31.12.2025"], ("%d.%m.%Y",), date(2025, 12, 31)),
        (["12/31/2025 10:05 PM"], ("%m/%d/%Y %I:%M %p",), date(2025, 12, 31)),
        (["1996-07-04 00:00:00.000"], ("%Y-%m-%d %H:%M:%S.%f",), date(1996, 7, 4)),
        (["2024-01-02 10:00:00 +0100"], ("%Y-%m-%d %H:%M:%S %z",), date(2024, 1, 2)),
        (["20260131"], ("%Y%m%d",), date(2026, 1, 31)),
        (["Jan 5, 2026"], ("%b %d, %Y",), date(2026, 1, 5)),
        (["5-Jan-26"], ("%d-%b-%y",), date(2026, 1, 5)),
        (["Apr-18", "May-18"], ("%b-%y",), date(2018, 5, 31)),
        (["03/2026"], ("%m/%Y",), date(2026, 3, 31)),
    ],
)
def test_the_form_is_told_from_the_values(texts: list[str], forms: tuple[str, ...], high: date) -> None:
    found = days(written(*texts))
    assert found is not None
    assert (found.forms, found.high, found.odd) == (forms, high, ())


def test_one_value_above_twelve_tells_the_order_of_all() -> None:
    found = days(written("01/02/2026", "13/02/2026"))
    assert found is not None
    assert (found.forms, found.ambiguous) == (("%d/%m/%Y",), ())


def test_where_no_value_tells_it_is_said() -> None:
    found = days(written("01/02/2026", "03/04/2026"), first="month")
    assert found is not None
    assert (found.forms, found.ambiguous) == (("%m/%d/%Y",), ("%m/%d/%Y",))


def test_a_form_that_does_not_tell_follows_the_one_that_does() -> None:
    # 2/7/2018 alone could be February: beside 31/5/18 it is July.
    found = days(written("31/5/18", "2/7/2018"), first="month")
    assert found is not None
    assert (found.forms, found.ambiguous, found.high) == (("%d/%m/%Y", "%d/%m/%y"), (), date(2018, 7, 2))


def test_dates_of_which_one_number_is_always_one_are_the_firsts_of_months() -> None:
    found = days(written("1/1/1992", "2/1/1992", "3/1/1992"))
    assert found is not None
    assert (found.forms, found.high) == (("%m/%d/%Y",), date(1992, 3, 1))


def test_days_that_cannot_be_in_either_order_are_none() -> None:
    assert days(written("13/02/2026", "02/13/2026")) is None


def test_a_slip_among_many_days_is_odd_not_the_rule() -> None:
    found = days([("12-04-2018", 300), ("13-04-2018", 200), ("12-04-201800", 1), ("31-02-2018", 1)])
    assert found is not None
    assert set(found.odd) == {"12-04-201800", "31-02-2018"}


def test_the_day_that_a_database_writes_for_none_is_odd() -> None:
    found = days([("2026-01-05", 300), ("2026-02-05", 200), ("1900-01-01", 3), ("9999-12-31", 2)])
    assert found is not None
    assert (found.low, found.high, set(found.odd)) == (date(2026, 1, 5), date(2026, 2, 5), {"1900-01-01", "9999-12-31"})


def test_months_in_words_that_no_form_reads_get_a_table_of_what_they_mean() -> None:
    found = days(written("Mai 2026", "Dez 2026"))
    assert found is not None
    assert dict(found.replaced) == {"Mai 2026": "2026-05", "Dez 2026": "2026-12"}


@given(
    st.lists(st.dates(date(1970, 1, 1), date(2099, 12, 31)), min_size=1, max_size=30),
    st.sampled_from(["%Y-%m-%d", "%d.%m.%Y", "%m/%d/%Y", "%d/%m/%Y", "%Y%m%d", "%d-%b-%Y", "%Y-%m-%d %H:%M:%S"]),
)
def test_days_written_in_one_form_are_read_in_it_or_it_is_said_that_nothing_tells(found: list[date], form: str) -> None:
    texts = [f"{day:{form}}" for day in found]
    told = days(written(*texts))
    assert told is not None
    if form not in told.forms:
        # Day and month may be taken for one another where all are below 13, and nothing else.
        assert all(day.day <= 12 for day in found)
        assert told.ambiguous or {day.day for day in found} == {1} or {day.month for day in found} == {1}
    else:
        assert [datetime.strptime(text, form).date() for text in texts] == found  # noqa: DTZ007 -- a day


@given(st.lists(st.tuples(st.text(max_size=12), st.integers(1, 9)), max_size=10))
def test_any_texts_are_days_or_none(texts: list[tuple[str, int]]) -> None:
    found = days(texts)
    assert found is None or found.low <= found.high
