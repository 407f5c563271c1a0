"""Sentences of the first screen and of goals."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from salesplan_nb.report.wording import landing
from tests.report.wording.made_up import M, figures


@pytest.mark.parametrize(
    ("p", "words"),
    [
        (0.0, "will almost surely miss"),
        (0.0449, "will almost surely miss"),
        (0.0451, "will probably miss"),  # the page prints 5%, and that under 5% we will almost surely miss
        (0.05, "will probably miss"),
        (0.3949, "will probably miss"),
        (0.3951, "may reach"),
        (0.4, "may reach"),
        (0.6, "will probably reach"),
        (0.95, "will almost surely reach"),
        (math.nan, "cannot tell yet whether we reach"),
    ],
)
def test_the_verdict_follows_the_chance_by_documented_thresholds(p: float, words: str) -> None:
    assert landing.verdict(p) == words


def test_the_difference_is_that_of_the_printed_figures() -> None:
    n = figures(goal=28.84, plan=27.86)  # 28.8 and 27.9 are printed; the exact difference, 0.98, would print as 1.0
    assert landing.landing_claim(n) == "With this plan we land 0.9M short of 28.8M"


def test_a_plan_above_and_on_the_goal_says_so() -> None:
    assert landing.landing_claim(figures(plan=29.9)) == "With this plan we land 1.1M above 28.8M"
    assert landing.landing_claim(figures(plan=28.81)) == "With this plan we land on the goal of 28.8M"


@pytest.mark.parametrize(
    ("goal", "base", "change"),
    [
        (28.8, 24.0, "+20%"),
        (22.8, 24.0, "−5%"),
        (24.0, 24.0, "as in 2026"),
        (24.072, 24.0, "+0.3%"),
        (1.0, 0.0, "n/a (from 0)"),
    ],
)
def test_the_change_of_the_goal_may_be_negative_nothing_or_from_nothing(goal: float, base: float, change: str) -> None:
    assert landing.headline(figures(goal=goal, base=base), "EUR")[2] == f"({change})."


def test_an_uncalibrated_chance_is_never_shown_without_that_word() -> None:
    assert landing.chance_figures(figures(calibrated=False)) == "(28%, not calibrated)"
    assert landing.caveat(False, True, "", (0, 24)) == "Past ranges did not hold as they should."
    assert landing.caveat(False, True, "", (24, 24)) == "Past ranges were too wide."
    assert landing.caveat(False, True, "", (0, 1)) == "1 past test is too few."
    assert landing.caveat(False, True, "", (19, 24)) == "Past chances did not come true as they should."
    assert landing.caveat(True, True, "", (19, 24), near=False) == "Past tests do not reach so far ahead."
    assert landing.caveat(False, True, "", (0, 24), near=False) == "Past ranges did not hold as they should."
    assert (
        landing.caveat(True, True, "", (19, 24), "1.0 to 9.0M", ["a", "b"]) == "The range is wide: 1.0 to 9.0M; a; b."
    )
    assert landing.caveat(True, True, "", (0, 24)) == ""
    assert landing.caveat(True, False, "", (0, 24)) == "From demand alone."


@pytest.mark.parametrize(
    ("goal", "base", "gives"),
    [
        (28.8, 24.0, True),  # 24.0 x 1.20 = 28.80
        (28.7482, 23.9568, False),  # 24.0 x 1.20 = 28.8, and 28.7 is printed
        (28.74, 23.95, False),  # 24.0 x 1.20 = 28.8
        (24.0, 24.0, True),  # a goal that holds its base
        (28.8, 0.0, True),  # no change of a base
        (28.8, math.nan, True),
    ],
)
def test_whether_base_and_change_give_the_goal_is_told_of_the_printed_figures(
    goal: float, base: float, gives: bool
) -> None:
    assert figures(goal=goal, base=base).multiplies == gives


@pytest.mark.parametrize("p", [0.045, 0.395, 0.595, 0.945])
def test_the_verdict_is_that_of_the_chance_as_it_is_printed_at_a_half_too(p: float) -> None:
    # 4.5% is printed as 5%, and so on: halves go up, and under a bound nothing that is printed at it
    bound = {0.045: "will probably miss", 0.395: "may reach", 0.595: "will probably reach"}
    assert landing.verdict(p) == bound.get(p, landing.SURELY)


def test_the_rule_behind_the_words_names_every_bound() -> None:
    assert landing.verdict_rule() == (
        "under 5%: will almost surely miss; under 40%: will probably miss; under 60%: may reach; "
        "under 95%: will probably reach; from 95%: will almost surely reach; "
        "with a range from under 30% to over 70%: cannot tell whether we reach."
    )


def test_the_headline_has_goal_and_change_and_ends_once() -> None:
    assert landing.headline(figures(), "EUR") == ("We will probably miss", "EUR 28.8M", "(+20%).")
    unknown = figures(base=math.nan, p=math.nan)
    assert landing.headline(unknown, "EUR") == ("We cannot tell yet whether we reach", "EUR 28.8M.", "")
    assert landing.headline(figures(base=-2.0), "EUR")[2] == "(n/a (from a minus))."


def test_a_chance_is_told_in_words_and_figures_or_not_at_all() -> None:
    assert landing.chance_words(figures()) == "Chance: about 3 in 10"
    assert landing.chance_words(figures(p=math.nan)) == "Chance: cannot be told"
    n = replace(figures(), chance_low=0.19, chance_high=0.39)
    assert landing.chance_figures(n) == "(28%; 19 to 39%)"
    assert landing.chance_figures(replace(n, chance_low=0.284, chance_high=0.281)) == "(28%)"
    assert landing.chance_figures(figures()) == "(28%)"
    assert landing.chance_figures(figures(p=math.nan)) == ""
    # draws cannot tell 0% from under 1%
    assert landing.chance_figures(replace(n, chance=0.02, chance_low=0.0)) == "(2%; under 1% to 39%)"
    assert landing.chance_figures(replace(n, chance=1.0, chance_high=1.0)) == "(over 99%; 19% to over 99%)"


def test_a_short_history_is_told_with_its_reason() -> None:
    assert landing.caveat(False, False, "ten months of history", (0, 0)) == (
        "Little evidence: ten months of history; no past test was possible; from demand alone."
    )
    assert landing.caveat(False, True, "", (0, 9)) == "9 past tests are too few."
    assert landing.caveat(False, True, "", (0, 10)) == "Past ranges did not hold as they should."


def test_years_are_simulated_only_where_the_goal_is_of_one() -> None:
    quarter = replace(figures(), months=3)
    assert landing.momentum_reading(quarter, math.nan).startswith("In 8 of 10 simulations we land between 24.0M and ")


def test_where_we_land_is_not_said_where_it_is_not_known() -> None:
    unknown = replace(figures(), plan=(math.nan,) * 3, nothing=(math.nan,) * 3)
    assert landing.landing_claim(unknown) == "Where we land against 28.8M cannot be told yet"
    assert landing.momentum_claim(unknown) == "Where we land against 28.8M cannot be told yet"


def test_if_nothing_changes_we_land_short_on_or_above() -> None:
    assert landing.momentum_claim(figures()) == "If nothing changes we land 3.2M short of 28.8M"  # 28.8 - 25.6
    assert landing.momentum_claim(figures(goal=25.62)) == "If nothing changes we land on the goal of 25.6M"
    assert landing.momentum_claim(figures(goal=25.0)) == "If nothing changes we land 0.6M above 25.0M"


@pytest.mark.parametrize(
    ("goal", "place"),
    [
        (30.0, "The goal lies above the plan’s whole range"),
        (29.94, "The goal lies inside the plan’s range, above its middle"),  # 29.9 as the range's end is printed
        (27.93, "The goal lies inside the plan’s range, at its middle"),
        (27.0, "The goal lies inside the plan’s range, below its middle"),
        (25.87, "The goal lies inside the plan’s range, below its middle"),  # 25.9
        (25.8, "The goal lies below the plan’s whole range"),
    ],
)
def test_the_place_of_the_goal_is_that_of_the_printed_figures(goal: float, place: str) -> None:
    n = figures(goal=goal)
    assert landing.landing_reading(n, math.nan) == f"{place}."
    assert landing.landing_reading(n, 0.28) == f"{place}; if nothing changes its chance is about 3 in 10."


def test_the_range_if_nothing_changes_is_told_with_the_goal_s_place() -> None:
    head = "In 8 of 10 years we land between 24.0M and 27.2M; the goal lies"
    assert landing.momentum_reading(figures(), 0.004) == f"{head} above that range: less than 1 in 100."
    assert landing.momentum_reading(figures(goal=27.24), math.nan) == f"{head} inside that range."
    assert landing.momentum_reading(figures(goal=23.9), math.nan) == f"{head} below that range."


def test_a_held_goal_whose_base_has_a_long_name_is_as_before_in_the_headline_only() -> None:
    held = replace(figures(goal=24.0, base=24.0), base_label="Aug 2018 to Mar 2019")
    assert landing.headline(held, "EUR")[2] == "(as before)."
    assert held.against == "as in Aug 2018 to Mar 2019"
    assert landing.headline(replace(held, base_label="2026"), "EUR")[2] == "(as in 2026)."
    raised = replace(figures(goal=28.8, base=0.0), base_label="Aug 2018 to Mar 2019")
    assert landing.headline(raised, "EUR")[2] == "(n/a (from 0))."


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(10.0, 31.0, "10.0 to 31.0M"), (10.0, 20.0, "10.0 to 20.0M"), (10.0, 19.9, ""), (-1.0, 2.0, "−1.0 to 2.0M")],
)
def test_a_range_is_wide_where_its_end_is_twice_its_begin(low: float, high: float, words: str) -> None:
    n = replace(figures(), plan=(low * M, 15 * M, high * M))
    assert landing.wide(n) == words
    told = landing.caveat(True, True, "", (0, 24), landing.wide(n))
    assert told == (f"The range is wide: {words}." if words else "")


def test_a_range_that_is_not_known_or_of_nothing_is_not_called_wide() -> None:
    assert landing.wide(replace(figures(), plan=(math.nan, math.nan, math.nan))) == ""
    assert landing.wide(replace(figures(), plan=(0.0, 0.0, 0.0))) == ""


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [
        (0.0, 1.0, True),
        (0.29, 0.71, True),
        (0.295, 0.99, False),  # 30% as printed
        (0.01, 0.7049, False),  # 70%
        (0.31, 0.99, False),
        (0.01, 0.6, False),
        (math.nan, math.nan, False),
    ],
)
def test_a_chance_whose_range_holds_both_a_miss_and_the_goal_decides_nothing(
    low: float, high: float, told: bool
) -> None:
    n = replace(figures(p=0.69), chance_low=low, chance_high=high)
    assert landing.headline(n, "EUR")[0] == ("We cannot tell whether we reach" if told else "We will probably reach")
    assert landing.chance_words(n) == ("Chance: cannot tell" if told else "Chance: about 7 in 10")
    assert landing.chance_figures(n).startswith("(69%")  # the plain figure stays


def test_what_actuals_have_reached_is_reached_and_no_chance() -> None:
    n = replace(figures(goal=23.5, p=1.0, calibrated=False), chance_low=1.0, chance_high=1.0, to_date=28.04 * M)
    assert landing.headline(n, "EUR")[0] == "We have reached"
    assert (landing.chance_words(n), landing.chance_figures(n)) == ("Reached: 28.0M so far", "")
    assert landing.landing_reading(n, 1.0) == "The goal lies below the plan’s whole range; it is reached already."
    assert landing.momentum_reading(n, 1.0).endswith("below that range. It is reached already.")
    # booked, but some paths take it back; or sure, and not booked yet
    for other in (replace(n, chance_low=0.98), replace(n, to_date=23.4 * M), replace(n, chance=0.999)):
        assert landing.headline(other, "EUR")[0] == "We will almost surely reach"
        assert "not calibrated" in landing.chance_figures(other)
