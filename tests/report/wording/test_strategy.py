"""Sentences of strategies."""

from __future__ import annotations

import math
from functools import partial

import pytest

from salesplan_nb.report.wording import strategy
from tests.report.wording.made_up import MILLIONS, M

LONG = "W" * 300


def test_the_bridge_names_what_has_no_source_and_what_is_above() -> None:
    told = partial(strategy.bridge_claim, people=False)
    assert told(4, "2.3M", 0.9, "0.9M") == "Four tactics add 2.3M; 0.9M of the goal has no source yet"
    assert told(1, "0.5M", -0.2, "0.2M") == "One tactic adds 0.5M; the plan lies 0.2M above the goal"
    assert told(0, "0.0M", 3.2, "3.2M") == "No tactic is planned yet; 3.2M of the goal has no source yet"
    assert told(2, "0.0M", 0, "0.0M") == "Two tactics have no stated effect; every part of the goal has a source"


def test_where_demand_would_reach_the_goal_people_are_what_is_missing() -> None:
    told = strategy.bridge_claim(4, "3.9M", 1.1, "1.1M", people=True)
    assert told == "Four tactics add 3.9M; people run short, 1.1M is missing"
    assert "above" in strategy.bridge_claim(4, "3.9M", -1.1, "1.1M", people=True)


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


def test_the_bridge_is_read_by_its_largest_step_and_what_takes_away() -> None:
    assert strategy.bridge_reading("Food first", "+1.1M", 0, "0.0M", 1.6, "1.6M") == (
        "Food first is the largest step (+1.1M); if nothing changes we gain 1.6M on the base."
    )
    assert strategy.bridge_reading("", "", -0.3, "0.3M", -1.6, "1.6M") == (
        "People who are not there take 0.3M away; if nothing changes we lose 1.6M on the base."
    )
    assert strategy.bridge_reading("", "", -0.01, "0.0M", 0.01, "0.0M") == "If nothing changes we land on the base."


def test_tactics_and_their_owners_are_counted() -> None:
    assert strategy.tactics_claim(1, 1) == "One tactic with one owner"
    assert strategy.tactics_claim(12, 3) == "12 tactics with three owners"


def test_tactics_without_effect_or_budget_are_told_and_none_is_left_out() -> None:
    assert strategy.tactics_reading([], 0) == "Every effect has a source and every tactic a budget line."
    assert strategy.tactics_reading(["A"], 1) == (
        "A states no effect, so nothing is counted for it; one tactic has no budget line."
    )
    three, four = (strategy.tactics_reading(list(names), 0) for names in ("ABC", "ABCD"))
    assert three.startswith("A, B and C state no effect")
    assert four.startswith("A, B and C and 1 more state no effect")
    assert strategy.tactics_reading(list("ABCDE"), 2) == (
        "A, B and C and 2 more state no effect, so nothing is counted for them; two tactics have no budget line."
    )


@pytest.mark.parametrize(
    ("chosen", "share", "words"),
    [
        ([], math.nan, "No segment of 4 is chosen yet"),
        (["Food"], 0.4, "We go for Food: 1 of 4 segments, 40% of sales"),
        (["Food", "Water"], 0.997, "We go for 2 of 4 segments: over 99% of sales"),
        (["Food"], 0.0, "We go for Food: 1 of 4 segments, 0% of sales"),
    ],
)
def test_segments_that_were_chosen(chosen: list[str], share: float, words: str) -> None:
    assert strategy.segments_claim(chosen, 4, share) == words
    assert len(strategy.segments_claim([LONG], 4, 0.4)) <= 72


def test_the_first_segment_is_read_by_what_is_known_of_it() -> None:
    assert strategy.segments_reading("Food", 0.31, 0.33, 0.27, "high margin") == (
        "Food grew 31%; won deals 33% against 27% overall; chosen for: high margin."
    )
    assert strategy.segments_reading("Food", math.nan, 0.33, 0.27, "high margin") == (
        "Food: won deals 33% against 27% overall; chosen for: high margin."
    )
    assert strategy.segments_reading("Food", -0.06, math.nan, 0.27, "") == "Food shrank 6%."
    assert strategy.segments_reading("Food", -0.003, math.nan, math.nan, "") == "Food held level."
    assert strategy.segments_reading("Food", math.nan, math.nan, math.nan, "") == ""


def test_a_small_share_of_buyers_is_not_none_and_a_known_share_not_all() -> None:
    assert strategy.rfm_claim("core", 0.003, 0.2, 0.997) == (
        "Core: under 1% of buyers bring 20% of sales to known customers"
    )
    assert len(strategy.rfm_claim(LONG, 0.003, 0.2, 0.997)) <= 72
    assert strategy.rfm_reading("Quiet", 9, "", math.nan, by_recency=True) == ""
    assert (
        strategy.rfm_reading("Quiet", 9, "", 0.997, by_recency=True) == "The customer is known for over 99% of sales."
    )


def test_a_channel_is_told_with_the_plan_s_share_or_without() -> None:
    assert strategy.channels_claim("direct", 0.72, 0.65) == "Direct brings 72% of sales; the plan sets it at 65%"
    assert strategy.channels_claim("direct", 1.0, 0) == "Direct brings 100% of sales; no mix is chosen yet"
    assert len(strategy.channels_claim(LONG, 0.72, 0.65)) <= 72
    assert strategy.channels_reading("direct", 0.53, 1, "goods cost not known") == (
        "Direct leaves most: 53% of its revenue is contribution; goods cost not known."
    )
    assert strategy.channels_reading("direct", -0.05, 0, "") == "−5% of its revenue is contribution."
    assert strategy.channels_reading("direct", math.nan, 1, "") == ""


def test_a_profile_names_values_with_their_shares() -> None:
    assert strategy.profile_words("country", [("Germany", 0.41), (LONG, 0.2)]) == (
        f"country: Germany 41%, {'W' * 23}… 20%"
    )


def test_effects_are_told_with_their_range() -> None:
    assert strategy.effects_words(1.4 * M, 2.3 * M, 3.3 * M, MILLIONS) == (
        "Low, likely and high as entered by each owner, simulated together: 2.3M (8 in 10: 1.4 to 3.3M)."
    )
