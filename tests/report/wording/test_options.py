"""Sentences of what is to be decided."""

from __future__ import annotations

import math
from dataclasses import replace

from salesplan_nb.report.wording import options
from tests.report.wording.made_up import MILLIONS, M

LONG = "W" * 300


def test_one_hire_is_one_rep_and_a_small_gain_is_not_printed_as_nothing() -> None:
    one = options.Hires(1, "", "2027-02", 0.1 * M, 0.04 * M, 0.28, 0.3, 0, True)
    assert options.hires_what(one) == "Hire 1 more rep by 1 Feb."
    assert options.hires_rest(one, MILLIONS) == "Costs 0.1M, adds 0.04M; chance 28% → 30%."
    over = options.Hires(
        4, "DACH", "2027-02", 0.4 * M, 1.0 * M, 0.28, 0.53, 0.25 * M, True, "pay of role ae is not known"
    )
    assert options.hires_rest(over, MILLIONS).endswith(
        "passes the budget’s limit by 0.3M (pay of role ae is not known)."
    )


def test_a_chance_that_is_printed_as_before_has_not_moved() -> None:
    four = options.Hires(4, LONG, "", 0, 0, 0.281, 0.284, 0, True)
    assert options.hires_rest(four, MILLIONS) == "Cost not planned; adds nothing; the chance stays at 28%."
    unknown = replace(four, chance=math.nan, gain=-1.0 * M)
    assert options.hires_rest(unknown, MILLIONS) == (
        "Cost not planned; adds nothing; what it does to the chance cannot be told."
    )
    assert options.hires_what(four) == f"Hire 4 more reps in {'W' * 23}…."
    least = replace(four, cost=10, gain=10, chance=0.9)  # ten cents are not nothing, but less than any figure printed
    assert options.hires_rest(least, MILLIONS).startswith("Costs 0.000M, adds 0.000M;")


def test_a_goal_that_no_hiring_reaches_is_told_with_where_the_best_of_it_lands() -> None:
    assert options.no_hires_what(40.0 * M, MILLIONS) == "Hiring does not reach 40.0M."
    best = options.Hires(4, "DACH", "2027-02", 0.4 * M, 1.5 * M, 0.0, 0.004, 0, True)
    told = "At best, 4 more reps in DACH by 1 Feb, we land at 29.4M; costs 0.4M."
    assert options.no_hires_rest(best, 29.4 * M, MILLIONS) == told
    assert options.no_hires_rest(replace(best, cost=0), 29.4 * M, MILLIONS).endswith("29.4M; cost not planned.")


def test_people_are_named_by_how_many_where_and_when() -> None:
    assert options.hired(1, "", "") == "1 more rep"
    assert options.hired(4, "DACH", "2027-02") == "4 more reps in DACH by 1 Feb"


def test_a_lower_goal_is_told_with_its_odds() -> None:
    assert options.goal_what(27.9 * M, MILLIONS, True) == "Set the goal at 27.9M:"
    assert options.goal_what(27.9 * M, MILLIONS, False) == "Or set the goal at 27.9M:"
    assert options.goal_rest(0.5, 26.6 * M, MILLIONS, calibrated=True) == "5 in 10 (26.6M would be 8 in 10)."
    assert options.goal_rest(0.5, 0, MILLIONS, calibrated=True) == "5 in 10."
    assert options.goal_rest(math.nan, 0, MILLIONS, calibrated=True) == "cannot be told."


def test_a_goal_that_is_likely_is_kept_or_raised() -> None:
    assert options.raised_what(14.4 * M, 18.5 * M, MILLIONS) == "Keep 14.4M, or raise it to 18.5M:"
    assert options.raised_rest(0.71, 0.5, calibrated=True) == "7 in 10, or 5 in 10."
