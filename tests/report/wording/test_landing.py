"""Sentences of the first screen and of goals."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from salesplan_nb.report.wording import landing
from tests.report.wording.made_up import MILLIONS, M, figures

LONG = "W" * 300


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
    assert landing.caveat(False, True, "", 24) == "Past ranges did not hold as they should."
    assert landing.caveat(False, True, "", 1) == "1 past test is too few."
    assert landing.caveat(True, True, "", 24) == ""
    assert landing.caveat(True, False, "", 24) == "From demand alone."


@pytest.mark.parametrize(
    ("binds", "p_tactics", "planned", "kind"),
    [
        (0.6, 0.36, True, "people"),
        (0.2, 0.36, True, "demand"),
        (0.1, 0.95, True, "neither"),
        (math.nan, 0.3, False, "unknown"),
    ],
)
def test_what_holds_us_back_follows_the_simulation(binds: float, p_tactics: float, planned: bool, kind: str) -> None:
    assert landing.holds_kind(0.3, binds, p_tactics, planned) == kind
    assert landing.holds_sentence(kind, binds, p_tactics, "roles", 12, calibrated=True)


def test_one_hire_is_one_rep_and_a_small_gain_is_not_printed_as_nothing() -> None:
    one = landing.Hires(1, "", "2027-02", 0.1 * M, 0.04 * M, 0.28, 0.3, 0, True)
    assert landing.hires_what(one) == "Hire 1 more rep by 1 Feb."
    assert landing.hires_rest(one, MILLIONS) == "Costs 0.1M, adds 0.04M; chance 28% → 30%."
    over = landing.Hires(
        4, "DACH", "2027-02", 0.4 * M, 1.0 * M, 0.28, 0.53, 0.25 * M, True, "pay of role ae is not known"
    )
    assert landing.hires_rest(over, MILLIONS).endswith(
        "passes the budget’s limit by 0.3M (pay of role ae is not known)."
    )


def test_the_base_adds_up_as_printed() -> None:
    n = landing.Numbers(
        28.8 * M,
        24.04 * M,
        18.96 * M,
        5.08 * M,
        "2026",
        "2027",
        12,
        (1, 2, 3),
        (1, 2, 3),
        0.3,
        0.2,
        0.4,
        MILLIONS,
        True,
    )
    text = landing.base_sentence(
        n, "Jan to Oct", "Nov to Dec", landing.control_words(0.0012), [("month", 19, 24)], calibrated=True
    )
    assert text.startswith(
        "Base 24.0M = Jan to Oct actual (19.0M, 0.1% off Finance’s ledger) + Nov to Dec forecast (5.0M)."
    )  # 19.0 + 5.0 = 24.0
    assert "untested" in landing.base_sentence(n, "Jan to Oct", "Nov to Dec", "", [], calibrated=False)


def test_the_base_of_more_decimals_still_adds_up_as_printed() -> None:
    n = replace(figures(goal=1.06, base=0.848), base_actual=0.612 * M, base_forecast=0.236 * M)
    text = landing.base_sentence(n, "Jan to Oct", "Nov to Dec", "", [], calibrated=False)
    assert text.startswith("Base 0.85M = Jan to Oct actual (0.61M) + Nov to Dec forecast (0.24M).")  # 0.61 + 0.24


@pytest.mark.parametrize(
    ("goal", "base", "shown"),
    [
        (28.8, 24.0, "24.0M"),  # 24.0 x 1.20 = 28.8
        (1.06, 0.848, "0.85M"),  # 1.1M: 0.8 x 1.25 = 1.00, 0.85 x 1.25 = 1.06
        (1.272, 0.848, "0.85M"),  # 1.3M: 0.8 x 1.50 = 1.20, 0.85 x 1.50 = 1.28
        (0.95, 0.9452, "0.95M"),  # 1.0M: 0.9 x 1.01 = 0.91, 0.95 x 1.01 = 0.96
    ],
)
def test_the_base_has_the_decimals_with_which_it_gives_the_goal(goal: float, base: float, shown: str) -> None:
    assert figures(goal=goal, base=base).base_money == shown


@pytest.mark.parametrize("p", [0.045, 0.395, 0.595, 0.945])
def test_the_verdict_is_that_of_the_chance_as_it_is_printed_at_a_half_too(p: float) -> None:
    # 4.5% is printed as 5%, and so on: halves go up, and under a bound nothing that is printed at it
    bound = {0.045: "will probably miss", 0.395: "may reach", 0.595: "will probably reach"}
    assert landing.verdict(p) == bound.get(p, landing.SURELY)


def test_the_rule_behind_the_words_names_every_bound() -> None:
    assert landing.verdict_rule() == (
        "under 5%: will almost surely miss; under 40%: will probably miss; under 60%: may reach; "
        "under 95%: will probably reach; from 95%: will almost surely reach."
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
    assert landing.caveat(False, False, "ten months of history", 0) == (
        "Little evidence: ten months of history; no past test was possible; from demand alone."
    )
    assert landing.caveat(False, True, "", 9) == "9 past tests are too few."
    assert landing.caveat(False, True, "", 10) == "Past ranges did not hold as they should."


@pytest.mark.parametrize(
    ("kind", "heading"),
    [
        ("people", "What holds us back: people"),
        ("demand", "What holds us back: demand"),
        ("neither", "What could hold us back: little"),
        ("unknown", "What holds us back: capacity is not planned yet"),
    ],
)
def test_what_holds_us_back_is_a_heading(kind: str, heading: str) -> None:
    assert landing.holds_heading(kind) == heading


@pytest.mark.parametrize(
    ("kind", "binds", "p_tactics", "missing", "words"),
    [
        ("people", 0.6, 0.4, "", "In 6 of 10 simulated years we run out of ramped reps before we run out of demand."),
        ("people", 1.0, 0.4, "", ("In more than 99 of 100 simulated years we run out of ramped reps before we run out "
         "of demand.")),
        ("demand", 0.2, 0.36, "", "In 6 of 10 simulated years demand stays under the goal, whoever sells."),
        ("demand", 0.2, math.nan, "", "In some simulated years demand stays under the goal, whoever sells."),
        ("neither", 0.1, 0.95, "", ("Demand reaches the goal in 95 of 100 simulated years, and people run short in "
         "1 of 10.")),
        ("neither", math.nan, 0.95, "", "Demand reaches the goal in 95 of 100 simulated years."),
        ("unknown", math.nan, 0.3, "", "The chance is what the market may give, not what people can carry."),
        ("unknown", math.nan, 0.3, "roles", ("The chance is what the market may give, not what people can carry. "
         "Part 4 says what to add.")),
    ],
)  # fmt: skip
def test_how_often_people_or_demand_run_short(
    kind: str, binds: float, p_tactics: float, missing: str, words: str
) -> None:
    assert landing.holds_sentence(kind, binds, p_tactics, missing, 12, calibrated=True) == words


def test_years_are_simulated_only_where_the_goal_is_of_one() -> None:
    for kind, p, words in (
        ("people", 0.4, "In 6 of 10 simulations we run out of ramped reps before we run out of demand."),
        ("demand", 0.4, "In 6 of 10 simulations demand stays under the goal, whoever sells."),
        ("neither", 0.95, "Demand reaches the goal in 95 of 100 simulations, and people run short in 6 of 10."),
    ):
        assert landing.holds_sentence(kind, 0.6, p, "", 3, calibrated=True) == words
    quarter = replace(figures(), months=3)
    assert landing.momentum_reading(quarter, math.nan).startswith("In 8 of 10 simulations we land between 24.0M and ")


def test_a_chance_that_is_printed_as_before_has_not_moved() -> None:
    four = landing.Hires(4, LONG, "", 0, 0, 0.281, 0.284, 0, True)
    assert landing.hires_rest(four, MILLIONS) == "Cost not planned; adds nothing; the chance stays at 28%."
    unknown = replace(four, chance=math.nan, gain=-1.0 * M)
    assert landing.hires_rest(unknown, MILLIONS) == (
        "Cost not planned; adds nothing; what it does to the chance cannot be told."
    )
    assert landing.hires_what(four) == f"Hire 4 more reps in {'W' * 23}…."
    least = replace(four, cost=10, gain=10, chance=0.9)  # ten cents are not nothing, but less than any figure printed
    assert landing.hires_rest(least, MILLIONS).startswith("Costs 0.000M, adds 0.000M;")


def test_a_lower_goal_is_told_with_its_odds() -> None:
    assert landing.goal_what(27.9 * M, MILLIONS, True) == "Set the goal at 27.9M:"
    assert landing.goal_what(27.9 * M, MILLIONS, False) == "Or set the goal at 27.9M:"
    assert landing.goal_rest(0.5, 26.6 * M, MILLIONS, calibrated=True) == "5 in 10 (26.6M would be 8 in 10)."
    assert landing.goal_rest(0.5, 0, MILLIONS, calibrated=True) == "5 in 10."
    assert landing.goal_rest(math.nan, 0, MILLIONS, calibrated=True) == "cannot be told."


def test_a_base_without_forecast_or_without_orders_says_so() -> None:
    whole = landing.base_sentence(figures(), "", "", "", [("month", 19, 24), ("quarter", 6, 10)], calibrated=True)
    assert whole == "Base 24.0M = 2026 actual. Ranges hold 8 in 10; past tests by month 19 of 24, quarter 6 of 10."
    none = landing.base_sentence(
        figures(base=math.nan), "", "", "", [("month", 1, 1), ("quarter", 0, 0)], calibrated=False
    )
    assert none == (
        "The orders do not cover the months that the goal is compared with. "
        "Ranges should hold 8 in 10; past tests by month 1 of 1."
    )


@pytest.mark.parametrize(
    ("difference", "words"),
    [
        (None, ""),
        (0.0004, "as in Finance’s ledger"),
        (0.0, "as in Finance’s ledger"),
        (-0.0012, "0.1% off Finance’s ledger"),
        (0.25, "25.0% off Finance’s ledger"),
    ],
)
def test_the_base_is_compared_with_the_ledger(difference: float | None, words: str) -> None:
    assert landing.control_words(difference) == words


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


def test_a_goal_that_is_likely_is_kept_or_raised() -> None:
    assert landing.raised_what(14.4 * M, 18.5 * M, MILLIONS) == "Keep 14.4M, or raise it to 18.5M:"
    assert landing.raised_rest(0.71, 0.5, calibrated=True) == "7 in 10, or 5 in 10."


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(10.0, 31.0, "10.0 to 31.0M"), (10.0, 20.0, "10.0 to 20.0M"), (10.0, 19.9, ""), (-1.0, 2.0, "−1.0 to 2.0M")],
)
def test_a_range_is_wide_where_its_end_is_twice_its_begin(low: float, high: float, words: str) -> None:
    n = replace(figures(), plan=(low * M, 15 * M, high * M))
    assert landing.wide(n) == words
    told = landing.caveat(True, True, "", 24, landing.wide(n))
    assert told == (f"The range is wide: {words}." if words else "")


def test_a_range_that_is_not_known_or_of_nothing_is_not_called_wide() -> None:
    assert landing.wide(replace(figures(), plan=(math.nan, math.nan, math.nan))) == ""
    assert landing.wide(replace(figures(), plan=(0.0, 0.0, 0.0))) == ""
