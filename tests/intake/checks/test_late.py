from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesplan_nb.calendars import months_between
from salesplan_nb.intake.checks.late import expected
from tests.intake.checks.told import Months

STEADY = [100, 104, 97, 103, 99, 101, 98, 102, 100, 103, 99, 100]
YEAR = [60, 90, 110, 100, 100, 120, 90, 50, 110, 110, 120, 140]
"""A season: August is half of an average month."""


def history(*sums: int) -> dict[str, Iterable[str]]:
    months = months_between("2024-01", "2026-10")[: len(sums)]
    return {month: [str(amount)] for month, amount in zip(months, sums, strict=True)}


def test_a_steady_history_gives_no_finding(of_months: Months) -> None:
    assert of_months(history(*STEADY)) == {}


def test_a_last_month_of_less_than_half_is_told_with_what_it_should_have_been(of_months: Months) -> None:
    # The median of the three before, 103, 99, 100, is 100.
    told = of_months(history(*STEADY, 45))["late-load"]
    assert (told["weight"], told["rows"], told["amount_cents"]) == ("must", 1, 45_00)
    assert told["text"].startswith("2025-01 has 45.00, where the months before let expect 100.00 or more")
    assert "as_of: 2024-12" in told["hint"]


def test_two_months_that_came_late_are_told_together(of_months: Months) -> None:
    told = of_months(history(*STEADY, 45, 40))["late-load"]
    assert told["text"].startswith("2025-01 to 2025-02 have 40.00 in the last month")
    assert (told["rows"], told["amount_cents"]) == (2, 85_00)


def test_a_low_season_is_no_late_load() -> None:
    assert expected([*YEAR, *YEAR, *YEAR[:8]]) is None


def test_a_season_lower_than_ever_is_one() -> None:
    # 20 where the two Augusts before had 50: two fifths.
    assert expected([*YEAR, *YEAR, *YEAR[:7], 20]) == pytest.approx(50)


def test_a_business_whose_months_differ_widely_is_left_alone() -> None:
    assert expected([10, 300, 20, 150, 8, 90, 400, 30, 12, 200, 9]) is None


def test_nine_months_are_needed() -> None:
    assert expected([*STEADY[:7], 10]) is None
    assert expected([*STEADY[:8], 10]) is not None


@given(st.lists(st.integers(50, 150), min_size=9, max_size=40), st.integers(2, 1000))
def test_what_is_expected_scales_with_the_money(sums: list[int], factor: int) -> None:
    once, scaled = expected([100 * one for one in [*sums, 5]]), expected([100 * factor * one for one in [*sums, 5]])
    assert (once is None) == (scaled is None)
    if once is not None:
        assert scaled == pytest.approx(once * factor, rel=1e-4)


@given(st.lists(st.integers(1, 1000), min_size=1, max_size=40))
def test_a_month_as_high_as_ever_is_never_low(sums: list[int]) -> None:
    assert expected([*sums, max(sums)]) is None
