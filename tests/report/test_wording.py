"""Sentences: singular and plural, negative, zero, missing, rounding that would contradict itself, long names."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from salesplan_nb.kpis import LIBRARY
from salesplan_nb.report.numbers import Scale
from salesplan_nb.report.wording import landing, market, measures, quality, strategy, team

M = 100_000_000
MILLIONS = Scale(10**6, "M")


def figures(goal: float = 28.8, plan: float = 27.9, base: float = 24.0, p: float = 0.28) -> landing.Numbers:
    return landing.Numbers(
        goal=goal * M,
        base=base * M,
        base_actual=base * M,
        base_forecast=0,
        base_label="2026",
        period="2027",
        plan=(25.9 * M, plan * M, 29.9 * M),
        nothing=(24 * M, 25.6 * M, 27.2 * M),
        chance=p,
        chance_low=math.nan,
        chance_high=math.nan,
        scale=MILLIONS,
    )


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
    assert "ot calibrated" in landing.caveat(False, True, "", 24)
    assert "ot calibrated: 1 past test is too few" in landing.caveat(False, True, "", 1)
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
    assert landing.holds_sentence(kind, binds, p_tactics, "roles")


def test_one_hire_is_one_rep_and_a_small_gain_is_not_printed_as_nothing() -> None:
    one = landing.Hires(1, "", "2027-02", 0.1 * M, 0.04 * M, 0.28, 0.3, 0)
    assert landing.hires_what(one) == "Hire 1 more rep by 1 Feb."
    assert landing.hires_rest(one, MILLIONS) == "Costs 0.1M, adds 0.04M; chance 28% → 30%."
    over = landing.Hires(4, "DACH", "2027-02", 0.4 * M, 1.0 * M, 0.28, 0.53, 0.25 * M, "pay of role ae is not known")
    assert landing.hires_rest(over, MILLIONS).endswith(
        "passes the budget’s limit by 0.3M (pay of role ae is not known)."
    )


def test_the_base_adds_up_as_printed() -> None:
    n = landing.Numbers(
        28.8 * M, 24.04 * M, 18.96 * M, 5.08 * M, "2026", "2027", (1, 2, 3), (1, 2, 3), 0.3, 0.2, 0.4, MILLIONS
    )
    text = landing.base_sentence(n, "Jan to Oct", "Nov to Dec", landing.control_words(0.0012), 19, 24, calibrated=True)
    assert text.startswith(
        "Base 24.0M = Jan to Oct actual (19.0M, 0.1% off Finance’s ledger) + Nov to Dec forecast (5.0M)."
    )  # 19.0 + 5.0 = 24.0
    assert "untested" in landing.base_sentence(n, "Jan to Oct", "Nov to Dec", "", 0, 0, calibrated=False)


def member(name: str, before: int, now: int, all_before: int, all_now: int) -> market.Member:
    return market.Member(
        name, before, now, now / before - 1 if before else math.nan, before / all_before, now / all_now
    )


def test_the_mix_says_who_is_now_largest_who_stays_it_who_lost_and_that_nothing_moved() -> None:
    def told(*pairs: tuple[str, int, int]) -> str:
        b, n = sum(p[1] for p in pairs), sum(p[2] for p in pairs)
        return market.mix_claim([member(name, x, y, b, n) for name, x, y in pairs], "bookings", "segment")

    assert told(("Food", 732, 960), ("Chemicals", 791, 744)) == "Food grew 31% and is now our largest segment"
    assert told(("Food", 800, 960), ("Chemicals", 791, 744)) == "Food grew 20% and stays our largest segment"
    assert told(("Food", 300, 390), ("Chemicals", 700, 700)) == "Food grew 30% and gained 6 points of share"
    assert (
        told(("Food", 900, 700), ("Water", 100, 160), ("Pharma", 100, 140))
        == "Food shrank 22% and lost 12 points of share"
    )
    assert told(("Food", 0, 100), ("Water", 100, 100)) == "Food is new and brings 50% of bookings"
    assert told(("Food", 100, 110), ("Water", 100, 110)) == "The mix held still: no segment moved by a point of share"


def test_the_mix_reading_says_what_would_be_without_the_one_that_moved() -> None:
    rows = [
        member("Food", 732 * M // 10, 960 * M // 10, 1523 * M // 10, 1704 * M // 10),
        member("Chemicals", 791 * M // 10, 744 * M // 10, 1523 * M // 10, 1704 * M // 10),
    ]
    # without Food 74.4 - 79.1 = -4.7; shares 48 -> 56% and 52 -> 44%
    assert (
        market.mix_reading(rows, "bookings")
        == "Food gained 8 points of share and Chemicals lost 8 points; without Food we would have shrunk by 4.7M."
    )


@pytest.mark.parametrize(
    ("verdict", "text"),
    [
        ("growing", "Bookings grow 9% a year"),
        ("shrinking", "Bookings shrink 9% a year"),
        ("too short", "Bookings have too short a history for a trend"),
        ("unclear", "Bookings show no sure trend: −2 to +5% a year"),
    ],
)
def test_growing_is_said_only_where_the_interval_says_so(verdict: str, text: str) -> None:
    low, high = (-0.02, 0.05) if verdict == "unclear" else (0.05, 0.13)
    assert market.trend_claim(verdict, -0.09 if verdict == "shrinking" else 0.09, low, high, "bookings") == text


def test_no_interval_is_told_in_which_a_company_loses_more_than_it_has() -> None:
    claim = market.trend_claim("unclear", 0.29, -1.02, 1.25, "bookings")
    assert claim == "Bookings move too much from month to month for a trend"
    words = market.trend_reading("unclear", 0.29, -1.02, 1.25, 24, ["Food"], [])
    assert words == "24 months agree with losing all within a year as with growing by 125%; Food surely grows."
    assert market.trend_claim("unclear", 0.29, -0.99, 1.25, "bookings").endswith("no sure trend: −99 to +125% a year")
    assert market.trend_reading("unclear", 0.29, -0.99, 1.25, 24, [], []).startswith("The 95% interval is −99 to +125%")


def rival(name: str, verdict: str, rate: float = 0.2, before: int = 136) -> market.Rival:
    return market.Rival(
        name, round(150 * rate), 150, rate, rate - 0.06, rate + 0.07, round(before * 0.3), before, 0.3, verdict
    )


def test_a_rival_is_named_only_where_its_interval_leaves_out_the_mean() -> None:
    every = market.Rival("", 174, 600, 0.29, 0.25, 0.33, 171, 554, 0.31, "")
    assert (
        market.rivals_claim([rival("Corvex", "below")], every)
        == "Against Corvex we win 20% of deals; a year before it was 30%"
    )
    assert (
        market.rivals_claim([rival("Corvex", "below", before=0)], every)
        == "Against Corvex we win 20% of deals, under our 29%"
    )
    assert (
        market.rivals_claim([rival("Corvex", "unclear")], every)
        == "No rival stands out: we win 29% of 600 closed deals"
    )
    assert (
        market.rivals_reading([rival("A", "below"), rival("B", "below")], every)
        == "The whole intervals of A and B lie under our 29%."
    )


def test_the_bridge_names_what_has_no_source_and_what_is_above() -> None:
    assert strategy.bridge_claim(4, "2.3M", 0.9, "0.9M") == "Four tactics add 2.3M; 0.9M of the goal has no source yet"
    assert strategy.bridge_claim(1, "0.5M", -0.2, "0.2M") == "One tactic adds 0.5M; the plan lies 0.2M above the goal"
    assert (
        strategy.bridge_claim(0, "0.0M", 3.2, "3.2M") == "No tactic is planned yet; 3.2M of the goal has no source yet"
    )
    assert (
        strategy.bridge_claim(2, "0.0M", 0, "0.0M")
        == "Two tactics have no stated effect; every part of the goal has a source"
    )


def test_team_sentences_hold_for_one_and_for_many() -> None:
    assert team.quotas_claim(1, "2.4M", 0.08) == "One rep carries 2.4M, 8% more than the goal"
    assert team.quotas_claim(14, "31.1M", -0.02) == "14 reps carry 31.1M, 2% less than the goal"
    assert team.quotas_claim(3, "7.0M", 0.001) == "Three reps carry 7.0M, exactly the goal"
    assert team.org_claim(6, 3) == "Nobody leads more than six people"
    assert team.skills_claim(1, 3) == "One skill gap of 3 is still open"
    assert team.skills_claim(0, 0) == "Every assessed skill is at the level its role requires"
    assert (
        team.budget_claim("2.35M", 2.5 * M, 0.15 * M, MILLIONS) == "The budget is 2.35M and leaves 0.15M of the limit"
    )
    assert team.budget_claim("2.75M", 2.5 * M, -0.25 * M, MILLIONS) == "The budget is 2.75M, 0.25M over its limit"
    assert team.budget_claim("2.35M", 0, 0, MILLIONS) == "The budget is 2.35M; no limit is set"


def test_measures_sentences_hold_for_none_one_and_all() -> None:
    assert measures.kpis_claim(3, 6) == "Three of six measures are on target"
    assert measures.kpis_claim(0, 3) == "None of three measures is on target"
    assert measures.kpis_claim(1, 1) == "The one measure with a target is on it"
    assert measures.kpis_claim(0, 1) == "The one measure with a target misses it"
    assert measures.kpis_claim(0, 0) == "No measure has a target yet"
    assert measures.triggers_claim(1, 1) == "The trigger has fired"
    assert measures.triggers_claim(0, 2) == "All 2 triggers are quiet"


@pytest.mark.parametrize(
    ("value", "target", "unit", "words"),
    [
        (0.29, 0.32, "fraction", "3 points under"),
        (0.31, 0.32, "fraction", "1 point under"),
        (0.318, 0.321, "fraction", "just under"),
        (57.0, 60.0, "days", "3 days under"),
        (61.0, 60.0, "days", "1 day over"),
        (0.94, 1.0, "ratio", "0.06 under"),
    ],
)
def test_the_distance_to_a_target_is_that_of_the_printed_figures(
    value: float, target: float, unit: str, words: str
) -> None:
    assert measures.gap_words(value, target, unit) == words


def test_measures_without_a_value_are_counted_with_their_reasons() -> None:
    assert measures.untold([]) == ("", "")
    assert measures.untold([("CSAT", "the data has no ratings.")]) == (
        "One measure cannot be told yet.",
        "CSAT: the data has no ratings.",
    )
    several = [("Win rate", "no deals"), ("CSAT", ""), ("Conversion", "no deals."), ("Sales cycle", "no deals")]
    assert measures.untold(several) == (
        "Four measures cannot be told yet.",
        "Win rate, Conversion and Sales cycle: no deals. CSAT: not enough data.",
    )


def test_rows_and_todos_are_counted_in_good_english() -> None:
    assert quality.accounting_claim(1, 1) == "All 1 row read was used"
    assert quality.accounting_claim(60_000, 59_120) == "59,120 of 60,000 rows read were used"
    assert quality.todos_claim(1, 0) == "One thing must be done before the plan can be signed"
    assert quality.todos_claim(0, 0) == "Nothing is open"


def test_sales_to_guests_are_not_among_those_that_groups_of_customers_share() -> None:
    assert strategy.rfm_claim("Core customers", 0.26, 0.66, 1.0) == "Core customers: 26% of buyers bring 66% of sales"
    part = strategy.rfm_claim("core customers", 0.21, 0.73, 0.84)
    assert part == "Core customers: 21% of buyers bring 73% of sales to known customers"
    text = strategy.rfm_reading("Quiet", 9, "serve at low cost", 0.84, by_recency=True)
    assert text == "Quiet (9 customers): serve at low cost; the customer is known for 84% of sales."


def test_a_recency_that_says_nothing_is_said_to() -> None:
    text = strategy.rfm_reading("Room to grow", 1, "develop", 1.0, by_recency=False)
    assert text.startswith("Room to grow (1 customer): develop; days since the last order tell nobody apart")
    assert [strategy.orders_words(median) for median in (1.0, 1.5, 66.0)] == ["1 order", "2 orders", "66 orders"]


@pytest.mark.parametrize(
    ("kinds", "outside", "words"),
    [
        ({"challenge": 2}, 0, "Two challenges, each with evidence that holds"),
        ({"challenge": 4}, 4, "Four challenges, each by an outside source"),
        ({"weakness": 1}, 1, "One weakness, by an outside source"),
        ({"opportunity": 6, "challenge": 2}, 1, "Six opportunities and two challenges; 1 rests on an outside source"),
        (
            {"opportunity": 7, "challenge": 7},
            13,
            "Seven opportunities and seven challenges; 13 rest on outside sources",
        ),
    ],
)
def test_evidence_from_outside_is_not_said_to_hold(kinds: dict[str, int], outside: int, words: str) -> None:
    assert market.swot_claim(kinds, 0, outside) == words
    assert len(words) <= 72
    reading = market.swot_reading("Prices fall", "trade press, 2026-10-31", [], outside)
    assert reading.startswith("“Prices fall”: trade press, 2026-10-31.")
    assert ("not checked" in reading) == bool(outside)


def test_a_statement_is_quoted_whole_or_cut_between_two_words() -> None:
    long = "Discounts of 30% and 40% went with 257 orders of 2020 and left 3% of their money; the others left 31%"
    assert f"“{long}”" in market.swot_reading(long, "orders", [], 0)
    cut = market.swot_reading(
        f"{long}, and so it was in each of the three years before, in every region", "orders", [], 0
    )
    assert cut.endswith("and so it was in each of the three…”: orders.")


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


def test_the_base_of_more_decimals_still_adds_up_as_printed() -> None:
    n = replace(figures(goal=1.06, base=0.848), base_actual=0.612 * M, base_forecast=0.236 * M)
    text = landing.base_sentence(n, "Jan to Oct", "Nov to Dec", "", 0, 0, calibrated=False)
    assert text.startswith("Base 0.85M = Jan to Oct actual (0.61M) + Nov to Dec forecast (0.24M).")  # 0.61 + 0.24


def test_a_measure_says_what_it_has_counted() -> None:
    rate = measures.card_text(0.28, 0.32, 0.31, "fraction", 637, 0.25, 0.32, "win_rate")
    assert rate == "4 points under target 32%; a year before 31%; 637 closed deals, 25 to 32%."
    one = measures.card_text(2_300_000, math.nan, math.nan, "cents", 1, math.nan, math.nan, "revenue")
    assert one == "1 order line."
    assert measures.card_text(59, 70, 53, "count", 59, math.nan, math.nan, "new_customers") == (
        "11 under target 70; a year before 53."
    )


def test_every_measure_of_the_library_says_what_it_counts() -> None:
    assert set(measures.CASES) == set(LIBRARY)


def test_a_copy_to_share_says_whose_names_are_replaced() -> None:
    assert quality.redacted_words(()) == ""
    assert quality.redacted_words(("people",)) == "Names of people are replaced by ids."
    assert quality.redacted_words(("people", "accounts")) == "Names of people and accounts are replaced by ids."
