"""Sentences on the parts of a goal beside their own forecasts, and on what is left of it."""

from __future__ import annotations

import pytest

from salesplan_nb.report.numbers import Scale
from salesplan_nb.report.wording import breakdown
from tests.report.wording.made_up import MILLIONS, M

LONG = "W" * 300


def test_the_month_that_is_asked_most_is_named_with_both_figures() -> None:
    told = breakdown.beyond_claim("Jan 2018", 1.028 * M, 0.722 * M, MILLIONS)
    assert told == "Jan 2018 is asked most beyond its own forecast: 1.03M against 0.72M"
    assert breakdown.beyond_claim("", 0, 0, MILLIONS) == "No part is asked more than its own forecast"
    assert breakdown.beyond_claim("B", 9_00, 5_00, Scale(1, "")).endswith("9 against 5")
    assert len(breakdown.beyond_claim(LONG, M, M, MILLIONS)) <= 72


def test_working_days_are_told_with_what_holidays_take() -> None:
    told = breakdown.working_days_words(252, 9)
    assert told == "Mondays to Fridays; 252 in the plan. 9 more are holidays and not counted."
    assert breakdown.working_days_words(260, 1).endswith("1 more is a holiday and not counted.")
    assert breakdown.working_days_words(261, 0).endswith("No holidays are declared (plan.yml, year, holidays).")


def test_where_all_are_asked_alike_no_one_is_named() -> None:
    assert breakdown.alike_claim("months", 0.1237) == "All months are asked alike: 12% beyond their own forecasts"
    assert breakdown.alike_claim("months", -0.05) == "All months are asked alike: 5% below their own forecasts"


@pytest.mark.parametrize(
    ("basis", "words"),
    [
        (12_000_00, "Among regions it is West: 40.0k beyond, 12.0k more than if all were asked to grow alike."),
        (-12_000_00, "Among regions it is West: 40.0k beyond, 12.0k less than if all were asked to grow alike."),
        (1_00, "Among regions it is West: 40.0k beyond."),
        (0, "Among regions it is West: 40.0k beyond."),
    ],
)
def test_what_differs_from_the_same_growth_for_all_is_told_where_it_can_be_seen(basis: float, words: str) -> None:
    assert breakdown.beyond_reading("West", 40_000_00, basis, "regions", 0) == words


def test_medians_that_do_not_add_up_are_told_where_it_matters() -> None:
    assert breakdown.beyond_reading("", 0, 0, "regions", 0) == ""
    more = "Their own forecasts sum to 20.0k more than that of the total: medians do not add up."
    assert breakdown.beyond_reading("", 0, 0, "regions", 20_000_00) == more
    assert " less than " in breakdown.beyond_reading("", 0, 0, "regions", -20_000_00)


def test_what_is_left_of_a_goal_or_how_much_it_was_passed_by() -> None:
    left = breakdown.replan_claim("Bookings 2026", 4.1 * M, "Nov to Dec 2026", 0, MILLIONS)
    assert left == "4.1M of Bookings 2026 is left for Nov to Dec 2026"
    passed = breakdown.replan_claim("Bookings 2026", 0, "Dec 2026", 0.3 * M, MILLIONS)
    assert passed == "Bookings 2026 is reached with 0.3M to spare; no more is asked"
    assert "to the cent" in breakdown.replan_claim("Bookings 2026", 0, "Dec 2026", 0, MILLIONS)
    assert len(breakdown.replan_claim(LONG, 0, "Nov to Dec 2026", M, MILLIONS)) <= 72


def test_the_remainder_beside_what_was_asked_first() -> None:
    less = breakdown.replan_reading(5.2 * M, 5.0 * M, 2, MILLIONS, locks_kept=True)
    assert less == "The targets of these 2 months were 5.2M, so 200.0k less is asked now."
    more = breakdown.replan_reading(5.0 * M, 5.2 * M, 1, MILLIONS, locks_kept=False)
    assert more.startswith("The targets of that month were 5.0M, so 200.0k more is asked now.")
    assert more.endswith("The locks do not fit into what is left, so it is spread without them.")
    same = breakdown.replan_reading(M, M, 2, MILLIONS, locks_kept=True)
    assert same == "That is what the targets asked for from the start."


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (2_500_000_00, 2_500_000_00, "Fixed at 2.5M: a plant opens."),
        (0, 0, "Fixed at 0: a plant opens."),
        (2_500_000_00, None, "Not below 2.5M: a plant opens."),
        (0, 40_000_00, "Not above 40.0k: a plant opens."),
        (40_000_00, 50_000_00, "Between 40.0k and 50.0k: a plant opens."),
    ],
)
def test_a_lock_says_what_it_holds_and_why(low: int, high: int | None, words: str) -> None:
    assert breakdown.lock_words(low, high, " a plant\nopens ") == words


def test_bases_are_listed_for_the_levels_that_are_asked_for() -> None:
    bases = {"quarter": None, "month": "seasonal", "region": "trailing_12", "channel": None}
    assert breakdown.bases_words(bases, 0) == "Months seasonal; regions trailing 12."
    assert breakdown.bases_words(bases, 2) == "Months seasonal; regions trailing 12. 2 locks."
