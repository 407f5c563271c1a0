"""Sentences of measures."""

from __future__ import annotations

import math

import pytest

from salesplan_nb.kpis import LIBRARY
from salesplan_nb.report.wording import measures

LONG = "W" * 300


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


def test_one_of_several_is_on_target() -> None:
    assert measures.kpis_claim(2, 3) == "Two of three measures are on target"
    assert measures.kpis_claim(1, 3) == "One of three measures is on target"
    assert measures.kpis_claim(12, 12) == "All 12 measures are on target"


def test_measures_that_miss_are_named() -> None:
    assert measures.kpis_reading([]) == "Nothing misses its target."
    assert measures.kpis_reading(["win rate"]) == "Win rate misses its target."
    assert measures.kpis_reading(["win rate", "CSAT"]) == "Win rate and CSAT miss their target."


@pytest.mark.parametrize(
    ("value", "target", "unit", "words"),
    [
        (0.95, 0.05, "fraction", "90 points over"),
        (0.05, 0.95, "fraction", "90 points under"),
        (0.285, 0.25, "fraction", "4 points over"),  # 29% and 25% are printed
        (57.5, 57.0, "days", "1 day over"),  # 58 and 57
        (2_340_000_00, 2_360_000_00, "cents", "0.1M under"),  # 2.3M and 2.4M
        (2_340_000_00, 960_000_00, "cents", "1.4M over"),  # M and k
        (0.944, 0.956, "ratio", "0.02 under"),  # 0.94 and 0.96
        (41.4, 42.6, "count", "2 under"),  # 41 and 43
        (0.32, 0.32, "fraction", "at"),
        (0.324, 0.316, "fraction", "just over"),
    ],
)
def test_the_distance_to_a_target_is_the_difference_of_what_is_printed(
    value: float, target: float, unit: str, words: str
) -> None:
    assert measures.gap_words(value, target, unit) == words


def test_a_card_at_its_target_or_with_nothing_to_compare_says_so() -> None:
    assert measures.card_text(0.32, 0.32, math.nan, "fraction", 0, math.nan, math.nan, "csat") == "At target 32%."
    assert measures.card_text(0.32, math.nan, math.nan, "fraction", 0, math.nan, math.nan, "csat") == ""


def test_a_status_begins_with_a_capital() -> None:
    assert [measures.status_words(s) for s in ("under target", "")] == ["Under target", ""]


@pytest.mark.parametrize(
    ("pacing", "words"),
    [
        (1.01, "To Oct 2026 we have 18.9M of 18.8M: 101% of what was due"),
        (0.998, "To Oct 2026 we have 18.9M of 18.8M: over 99% of what was due"),
        (0.0, "To Oct 2026 we have 18.9M of 18.8M: 0% of what was due"),
        (math.nan, "To Oct 2026 we have 18.9M; nothing was due yet"),
    ],
)
def test_actual_against_what_was_due(pacing: float, words: str) -> None:
    assert measures.tracking_claim(pacing, "18.9M", "18.8M", "Oct 2026") == words


def test_what_remains_to_be_done() -> None:
    assert measures.tracking_reading("18.1M", "24.0M", "5.9M", 2) == "5.9M of 24.0M remain for 2 months."
    assert measures.tracking_reading("18.1M", "24.0M", "5.9M", 1) == "5.9M of 24.0M remain for 1 month."
    assert measures.tracking_reading("24.1M", "24.0M", "0.0M", 1) == (
        "The goal of 24.0M is reached, with 1 month to come."
    )
    assert measures.tracking_reading("24.1M", "24.0M", "−0.1M", 2).startswith("The goal of 24.0M is reached")
    assert measures.tracking_reading("18.1M", "24.0M", "5.9M", 0) == "The period has closed at 18.1M of 24.0M."
    assert measures.no_tracking("sales27", "Jan 2027") == "The period of sales27 begins in Jan 2027."
    assert measures.no_tracking(LONG, "") == "No goal’s period has begun."


def test_a_signal_says_how_long_and_on_which_side() -> None:
    assert measures.signal_claim("Win rate", 8, True, True, "") == (
        "Win rate has been under its mean for eight months: a signal, not noise"
    )
    assert measures.signal_claim("Bookings", 12, False, True, "") == (
        "Bookings have been above their mean for 12 months: a signal, not noise"
    )
    assert measures.signal_claim("CSAT", 1, True, False, "Mar 2026") == (
        "CSAT left its natural range in Mar 2026: a signal, not noise"
    )
    assert measures.signal_claim("Win rate", 9, True, False, "Mar 2026").startswith("Win rate left its natural range")
    assert max(len(measures.signal_claim(LONG, 8, True, ongoing, "Mar 2026")) for ongoing in (True, False)) <= 72


def test_the_latest_month_is_told_against_its_limits() -> None:
    head = "The latest month is 22%; by chance alone months fall between 20% and 44%"
    assert measures.signal_reading("22%", "20%", "44%", []) == f"{head}."
    assert measures.signal_reading("22%", "20%", "44%", ["CSAT"]) == f"{head}. Signals also in CSAT."


def test_no_signal_is_told_for_one_measure_for_many_and_for_none() -> None:
    assert measures.quiet_claim(1) == "No signal in one measure: months differ as chance has it"
    assert measures.quiet_claim(12) == "No signal in 12 measures: months differ as chance has it"
    assert measures.quiet_claim(0) == "No measure has months enough to tell a signal from noise"


def test_triggers_and_what_they_start_are_counted() -> None:
    assert measures.triggers_claim(0, 0) == "No trigger is set"
    assert measures.triggers_claim(0, 1) == "The trigger is quiet"
    assert measures.triggers_claim(1, 2) == "One of two triggers has fired"
    assert measures.triggers_claim(2, 2) == "Two of two triggers have fired"
    assert measures.triggers_reading([]) == "Nothing has to be started."
    one = [("weekly deal clinic", "head-direct")]
    assert measures.triggers_reading(one) == "So this starts: weekly deal clinic (head-direct)."
    assert measures.triggers_reading(one * 2).endswith("(head-direct); 1 more action with it.")
    assert measures.triggers_reading(one * 3).endswith("(head-direct); 2 more actions with it.")


def test_words_beside_a_control_chart() -> None:
    assert measures.months_needed(12, 24) == (
        "Rates need 12 months, orders 24: each is set against the twelve before it."
    )
    assert measures.axis_words("ratio", 0) == "1 = the mean of the twelve months before, without the season; "
    assert measures.axis_words("fraction", 0) == ""
    assert measures.axis_words("fraction", 1) == "About 1 case a month; "
    assert measures.axis_words("fraction", 1200) == "About 1,200 cases a month; "


def test_reviews_are_told_first_and_last() -> None:
    assert measures.reviews_words([]) == "No review is planned yet: add reviews: to plan.yml."
    assert measures.reviews_words(["a"]) == "a."
    assert measures.reviews_words(["a", "b"]) == "a and b."
    assert measures.reviews_words(["a", "b", "c"]) == "a, then 2 more reviews to c."


def test_before_the_plan_year_targets_are_still_ahead() -> None:
    assert measures.kpis_claim(2, 3, "2027") == "Two of three measures are where 2027 is to bring them"
    assert measures.kpis_claim(0, 8, "2027") == "None of eight measures is where 2027 is to bring it"
    assert measures.kpis_claim(3, 3, "2027") == "All 3 measures are where 2027 is to bring them"
    assert measures.kpis_claim(1, 1, "2027") == "The one measure with a target is where 2027 is to bring it"
    assert measures.kpis_claim(0, 1, "2027") == "The one measure with a target is not yet where 2027 is to bring it"
    assert len(measures.kpis_claim(0, 8, "Dec 2011 to Nov 2012")) <= 72
    assert measures.kpis_reading([], "2027") == "Every target is met already."
    assert measures.kpis_reading(["win rate"], "2027") == "Win rate has a way to go to the target of 2027."
    assert measures.kpis_reading(["win rate", "CSAT"], "2027").startswith("Win rate and CSAT have a way to go")
