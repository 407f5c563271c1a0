"""Sentences of what the history shows follow from its figures."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pytest

from salesplan_nb.goals.level import Apart, LevelChange
from salesplan_nb.report.wording import history
from tests.report.fakes import goals

K = 100_000  # a thousand, in cents


def told(**figures: Any) -> str:
    return history.history_words(replace(goals().facts, **figures))


def test_a_forecast_is_near_past_months_only_where_it_is() -> None:
    nothing = "The history shows no sure season and no sure trend"
    near = f"{nothing}: the forecast is near the mean of the last twelve months."
    assert told(shows="neither", past_cents=20.0 * K, ahead_cents=21.9 * K) == near
    assert told(shows="neither", past_cents=20.0 * K, ahead_cents=18.0 * K) == near
    assert told(shows="neither", past_cents=20.0 * K, ahead_cents=22.1 * K) == (
        f"{nothing}; yet the forecast is 22.1k a month, and the last twelve months have 20.0k on average."
    )
    assert told(shows="neither", past_cents=0.0, ahead_cents=0.0) == f"{nothing}."
    for shows in ("season", "trend", "both", ""):
        assert told(shows=shows, past_cents=20.0 * K, ahead_cents=60.0 * K) == ""


@pytest.mark.parametrize(
    ("trend", "drift", "words"),
    [
        (0.05, 0.021, "Sales grew by 5% a year, the forecast grows by 2%: it carries on about half of a past trend."),
        (
            -0.2,
            -0.14,
            "Sales shrank by 20% a year, the forecast shrinks by 14%: it carries on only part of a past trend.",
        ),
        (0.2, 0.02, "Sales grew by 20% a year, the forecast grows by 2%: it carries on little of a past trend."),
        (0.05, 0.04, ""),  # four fifths of it
        (0.0104, 0.0067, ""),  # both are printed as 1%
        (0.05, -0.02, ""),
        (math.nan, 0.02, ""),
        (0.05, math.nan, ""),
    ],
)
def test_a_forecast_that_carries_on_part_of_a_trend_says_so(trend: float, drift: float, words: str) -> None:
    assert told(trend=trend, drift=drift) == words
    assert told(trend=trend, drift=drift, method="seasonal naive") == ""  # has no drift


def test_a_new_level_is_named_with_how_long_it_has_been_seen() -> None:
    level = LevelChange("2026-07", 3, 17.9 * K, 53.2 * K)
    assert history.level_words(replace(goals().facts, level=None)) == ""
    assert told(level=level) == history.level_words(replace(goals().facts, level=level))
    assert told(level=level) == (
        "The level of sales changed in Jul 2026, from 17.9k a month to 53.2k: the forecast has seen only 3 months of "
        "it, and most past tests none."
    )
    assert history.in_short(replace(goals().facts, level=level)) == [
        "sales are at another level since Jul 2026, seen for 3 months"
    ]


def test_a_month_far_above_the_others_is_named_with_what_to_declare() -> None:
    apart = Apart("2026-03", 413.7 * K, 18.9 * K)
    assert history.apart_words(replace(goals().facts, apart=None)) == ""
    assert told(apart=apart) == history.apart_words(replace(goals().facts, apart=apart))
    assert told(apart=apart) == (
        "Mar 2026 has 413.7k, 22 times a usual month (18.9k): if that will not come again, declare it under one_offs: "
        "in plan.yml."
    )
    assert history.in_short(replace(goals().facts, apart=apart)) == ["Mar 2026 has 22 times a usual month"]
    assert history.in_short(goals().facts) == []
