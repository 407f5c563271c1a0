"""Sentences that say what cannot be said."""

from __future__ import annotations

import math

import pytest

from salesplan_nb.report.wording import refusals

LONG = "W" * 300


@pytest.mark.parametrize("key", refusals.FIXED)
def test_each_is_three_sentences_or_two_where_the_page_knows_the_figure(key: str) -> None:
    cannot, figure, lift = refusals.FIXED[key]
    assert cannot.endswith((" yet.", " told."))
    assert figure == "" or figure.endswith(".")
    assert lift.startswith(("Add ", "Map "))
    assert lift.endswith(".")


def test_a_goal_that_is_none_in_money_is_quoted_where_there_is_one() -> None:
    assert refusals.no_goal("Raise CSAT to 88%")[1] == "Raise CSAT to 88%."
    assert refusals.no_goal("")[1] == ""


def test_a_history_is_told_by_its_months() -> None:
    assert refusals.no_landing(1)[1] == "1 month of history is known."
    assert refusals.no_landing(2)[1] == "2 months of history are known."
    assert refusals.no_trend(1)[1] == "The history has 1 month."
    assert refusals.no_trend(0)[1] == "The history has 0 months."
    assert refusals.no_backtest("")[1] == "0 months of the history could be held out."
    assert refusals.no_backtest("ten months of history")[1] == "Ten months of history."
    assert refusals.no_season()[1] == "Under 24 months of history are known."
    assert refusals.no_tracking_yet("It begins in Jan 2027.")[1] == "It begins in Jan 2027."
    assert refusals.no_signal("Rates need 12 months.")[2] == "Rates need 12 months."


def test_base_and_goal_are_told_as_far_as_they_are_known() -> None:
    assert refusals.no_build()[1] == "The base or the value of the goal is not known."
    assert refusals.no_bridge("24.0M", "28.8M")[1] == "Base 24.0M, goal 28.8M."
    assert refusals.no_bridge("", "28.8M")[1] == "Goal 28.8M."


def test_a_mix_of_one_year_names_the_largest_and_one_of_no_members_what_to_map() -> None:
    one = refusals.no_mix("segment", "segments", "bookings", LONG, 0.4)
    assert one[0] == "No shift between segments can be shown yet."
    assert one[1] == f"{'W' * 47}… brings 40% of bookings."
    none = refusals.no_mix("segment", "segments", "bookings", "", math.nan)
    assert none[1:] == (
        "The orders tell no two segments apart.",
        "Map a segment column in sources.yml, or declare segments in plan.yml.",
    )


def test_what_is_missing_for_capacity_and_quotas_is_what_to_add() -> None:
    assert refusals.no_capacity("attrition")[2] == "Add attrition."
    assert refusals.no_capacity("")[2] == "Add roles: with annual_quota and ramp to plan.yml."
    assert refusals.no_quotas("reps")[2] == "Add reps."
    assert refusals.no_quotas("")[2] == "Add reps in sources.yml, and breakdown.rep: in plan.yml."


def test_deals_and_customers_are_counted() -> None:
    assert refusals.no_rival(0, 1, 0.0)[1] == "We won 0 of 1 closed deal (0%)."
    assert refusals.no_rival(1200, 2400, 0.5)[1] == "We won 1,200 of 2,400 closed deals (50%)."
    assert refusals.no_segments(1)[1] == "The one customer is one segment."
    assert refusals.no_segments(1200)[1] == "All 1,200 customers are one segment."
    assert refusals.no_segments(0)[1] == "All 0 customers are one segment."
    assert refusals.no_segments(None)[1] == "The data tell no customers apart by industry."


def test_plain_figures_are_told_for_one_and_for_many() -> None:
    assert refusals.sales_known("bookings", 12, "Oct 2026", "EUR 23.6M", 0.09) == (
        "Bookings of the 12 months to Oct 2026: EUR 23.6M (+9% on the 12 before)."
    )
    assert refusals.sales_known("revenue", 1, "Oct 2026", "EUR −0.2M", math.nan) == (
        "Revenue of the month to Oct 2026: EUR −0.2M."
    )
    assert refusals.goal_a_month("EUR 2.4M", 0) == "The goal asks EUR 2.4M a month on average."
    assert refusals.goal_a_month("EUR 2.4M", 1) == "The goal asks EUR 2.4M a month on average; 1 rep is known."
    assert refusals.goal_a_month("EUR 2.4M", 14) == "The goal asks EUR 2.4M a month on average; 14 reps are known."
    assert [refusals.people_known(n) for n in (1, 14)] == ["1 person is known.", "14 people are known."]
    assert [refusals.goals_planned(n) for n in (1, 3)] == ["1 goal is planned.", "3 goals are planned."]
    assert refusals.momentum_known("25.6M", "28.8M") == "If nothing changes we land at 25.6M of 28.8M."


def test_a_chance_without_a_base_is_told_and_a_base_is_asked_for() -> None:
    told = refusals.no_ambition("280.0k", "6%, not calibrated", math.nan)
    assert told[1] == (
        "The market alone gives 280.0k a chance of 6%, not calibrated. The base is not known, so no change of it "
        "can be tried."
    )
    assert told[2] == "Name under goals: in plan.yml a baseline that the orders cover."
    assert "The base is nothing, so" in refusals.no_ambition("280.0k", "6%", 0.0)[1]
    assert "The base is below nothing, so" in refusals.no_ambition("280.0k", "6%", -5.0)[1]
