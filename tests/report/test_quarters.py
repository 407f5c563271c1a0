from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesplan_nb.calendars import months_between, shift
from salesplan_nb.report.quarters import quarters


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        ("2027-01", "2027-12", ["Q1", "Q2", "Q3", "Q4"]),
        ("2026-04", "2027-03", ["Q2 2026", "Q3 2026", "Q4 2026", "Q1 2027"]),
        ("2026-12", "2027-11", ["Dec to Feb", "Mar to May", "Jun to Aug", "Sep to Nov"]),
        ("2027-02", "2027-06", ["Feb to Apr", "May to Jun"]),
        (
            "2026-12",
            "2028-01",
            ["Dec to Feb 2027", "Mar to May 2027", "Jun to Aug 2027", "Sep to Nov 2027", "Dec to Jan 2028"],
        ),
        ("2027-02", "2027-02", ["Feb"]),
    ],
)
def test_a_year_of_any_start_has_four_quarters_in_order(first: str, last: str, labels: list[str]) -> None:
    assert list(dict.fromkeys(quarters(reversed(months_between(first, last))).values())) == labels


@given(st.integers(0, 60), st.integers(1, 36))
def test_no_label_is_of_more_than_three_months(start: int, length: int) -> None:
    first = shift("2024-01", start)
    found = list(quarters(months_between(first, shift(first, length - 1))).values())
    assert max(found.count(label) for label in found) <= 3
    assert len(found) == length


def test_no_months_have_no_quarters() -> None:
    assert quarters([]) == {}
