"""Sentences of the market."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from salesplan_nb.report.wording import market
from tests.report.wording.made_up import M

LONG = "W" * 300


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


def shares(*pairs: tuple[float, float]) -> list[market.Member]:
    return [market.Member(f"S{i}", round(1000 * a), round(1000 * b), b / a - 1, a, b) for i, (a, b) in enumerate(pairs)]


def test_a_share_that_is_printed_alike_has_not_moved() -> None:
    alike = shares((0.246, 0.2545), (0.754, 0.7455))  # 25% and 25%, though 0.85 points lie between
    assert market.mix_claim(alike, "bookings", "segment") == "The mix held still: no segment moved by a point of share"
    assert market.mix_reading(alike, "bookings") == "S1 stays at 75% of bookings."


def test_points_of_share_are_those_of_the_printed_shares_at_a_half_too() -> None:
    # 28.5% is printed as 29%: 29 - 25 = 4 points
    assert [market.Member("", 1, 1, 0, 0.25, 0.285).shift, market.Member("", 1, 1, 0, 0.285, 0.25).shift] == [
        0.04,
        -0.04,
    ]


def test_who_leads_the_mix_is_who_moved_most_and_of_two_alike_who_gained() -> None:
    rows = shares((0.30, 0.36), (0.40, 0.34), (0.30, 0.30))
    assert market.lead(rows) == 0
    assert market.lead([rows[2], rows[1]]) == 1
    assert market.mix_desc(rows[:2]) == "S0 from 30% to 36%; S1 from 40% to 34%."


def test_growth_and_share_that_go_apart_are_joined_by_but() -> None:
    rows = [market.Member("Food", 500, 505, 0.01, 0.5, 0.45), market.Member("Water", 500, 617, 0.234, 0.5, 0.55)]
    assert market.mix_claim([*rows[:1], replace(rows[1], share_now=0.5)], "bookings", "segment") == (
        "Food grew 1% but lost 5 points of share"
    )
    level = [replace(rows[0], growth=0.003), replace(rows[1], share_now=0.5)]
    assert market.mix_claim(level, "bookings", "segment") == "Food held level but lost 5 points of share"
    one = [replace(rows[0], share_now=0.49), replace(rows[1], share_now=0.5)]
    assert market.mix_claim(one, "bookings", "segment") == "Food grew 1% but lost 1 point of share"
    long = [replace(rows[0], name=LONG), replace(rows[1], share_now=0.5)]
    assert len(market.mix_claim(long, "bookings", "product family")) <= 72


def test_a_verb_agrees_with_what_is_recorded() -> None:
    assert [market.verb("bookings", "grow", "grows"), market.verb("revenue", "grow", "grows")] == ["grow", "grows"]


def test_a_sure_trend_is_never_printed_as_nothing_nor_its_interval_as_touching_it() -> None:
    assert market.trend_claim("growing", 0.004, 0.002, 0.006, "revenue") == "Revenue grows 0.4% a year"
    assert market.trend_claim("shrinking", -0.0002, -0.0003, -0.0001, "revenue") == "Revenue shrinks under 0.1% a year"
    words = market.trend_reading("growing", 0.02, 0.004, 0.05, 36, [], [])
    assert words == "The 95% interval is +0.4 to +5.0% a year."
    assert market.trend_reading("growing", 0.09, 0.05, 0.13, 36, ["A", "B"], ["C"]) == (
        "The 95% interval is +5 to +13% a year; A and B surely grow, C surely shrinks."
    )
    assert market.trend_reading("too short", math.nan, math.nan, math.nan, 1, [], []) == (
        "1 month of history cannot tell a trend from a season."
    )
    assert market.trend_reading("unclear", 0.01, -0.03, 0.05, 36, [], []) == (
        "The 95% interval is −3 to +5% a year, around +1%."
    )


def test_the_season_names_its_ends_and_only_months_that_surely_differ() -> None:
    assert market.season_claim("December", 1.4, "August", 0.7) == (
        "December brings 140% of an average month, August 70%"
    )
    assert market.season_reading([], []) == "No month surely differs from the average."
    assert market.season_reading(["March"], []) == "March lies surely above the average."
    assert market.season_reading([], ["May", "June"]) == "May and June lie surely below the average."
    assert market.season_reading(["March", "May"], ["June"]) == (
        "March and May lie surely above the average; June lies surely below it."
    )


@pytest.mark.parametrize(
    ("share", "growth", "of_market", "words"),
    [
        (0.023, 0.31, 0.06, "In food we hold 2.3% of the market and grow 25 points faster"),
        (0.23, 0.06, 0.07, "In food we hold 23% of the market and grow 1 point slower"),
        (0.23, 0.062, 0.058, "In food we hold 23% of the market and grow with it"),
        (0.23, 0.285, 0.25, "In food we hold 23% of the market and grow 4 points faster"),  # 29% and 25% are printed
        (0.0002, math.nan, 0.06, "In food we hold under 0.1% of the market"),
        (0.0, math.nan, math.nan, "In food we hold 0.0% of the market"),
    ],
)
def test_our_share_of_a_market_and_its_pace(share: float, growth: float, of_market: float, words: str) -> None:
    assert market.market_claim("food", share, growth, of_market) == words
    assert len(market.market_claim(LONG, share, growth, of_market)) <= 72
