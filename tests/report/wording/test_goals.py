"""Sentences of part 2 beside the landing."""

from __future__ import annotations

import math

import pytest

from salesplan_nb.report.wording import goals
from tests.report.wording.made_up import MILLIONS, M, figures

LONG = "W" * 300


@pytest.mark.parametrize(
    ("every", "smart", "words"),
    [
        (1, 1, "The goal is SMART"),
        (3, 3, "All 3 goals are SMART"),
        (1, 0, "The goal is not SMART; csat27 fails R"),
        (3, 0, "None of 3 goals is SMART; csat27 fails R"),
        (3, 1, "One of 3 goals is SMART; csat27 fails R"),
        (3, 2, "Two of 3 goals are SMART; csat27 fails R"),
    ],
)
def test_goals_that_are_smart_are_counted(every: int, smart: int, words: str) -> None:
    assert goals.smart_claim(every, smart, "csat27", "R") == words
    assert len(goals.smart_claim(every, smart, LONG, "S, M and R")) <= 72


def test_what_to_write_so_that_a_goal_passes() -> None:
    assert goals.smart_reading("owner: cro", "nobody owns it") == "To mend it: owner: cro."
    assert goals.smart_reading("", "nobody owns it") == "Nobody owns it."
    assert goals.smart_reading("", "") == "Every letter passes by rule, each for the reason given."


@pytest.mark.parametrize(
    ("method", "skill", "hits", "trials", "words"),
    [
        ("smoothing", 0.19, 19, 24, "Smoothing beats the seasonal naive by 19%; ranges held 19 of 24 times"),
        ("smoothing", 0.19, 1, 1, "Smoothing beats the seasonal naive by 19%; ranges held 1 of 1 time"),
        ("smoothing", -0.05, 0, 9, "Smoothing is behind the seasonal naive by 5%; ranges held 0 of 9 times"),
        ("smoothing", 0.004, 0, 0, "The smoothing forecast is used; it could not be tested"),
        ("recent level", math.nan, 0, 0, "The recent level forecast is used; it could not be tested"),
        ("seasonal naive", 0.0, 8, 9, "The seasonal naive forecast is used; ranges held 8 of 9 times"),
    ],
)
def test_a_method_is_said_to_beat_another_only_where_it_does(
    method: str, skill: float, hits: int, trials: int, words: str
) -> None:
    assert goals.backtest_claim(method, skill, hits, trials)[:72] == words[:72]


def test_past_ranges_are_believed_or_not() -> None:
    assert goals.backtest_reading(True, 19, 24) == "8 in 10 would be 19 of 24; 19 is in line with that."
    assert goals.backtest_reading(False, 9, 24) == (
        "8 in 10 would be 19 of 24; 9 is not, so the chance is not calibrated."
    )
    assert goals.backtest_reading(False, 5, 8) == "8 past tests are too few to tell whether ranges hold 8 in 10."
    assert goals.backtest_reading(False, 0, 1) == "1 past test is too few to tell whether ranges hold 8 in 10."
    assert goals.backtest_reading(False, 5, 10).startswith("8 in 10 would be 8 of 10; 5 is not")
    none = goals.backtest_reading(False, 0, 0)
    assert none == "No past forecast could be tested, so the ranges are not calibrated."


def test_a_part_of_the_goal_is_never_all_of_it_while_another_has_some() -> None:
    assert goals.breakdown_claim("DACH", 0.42, "Q4", 0.3, region=True) == (
        "DACH carries 42% of the goal; Q4 brings 30%"
    )
    assert goals.breakdown_claim("Sensors", 0.997, "Q4", 0.003, region=False) == (
        "Over 99% of the goal falls to Sensors; Q4 brings under 1%"
    )
    assert goals.breakdown_claim("", math.nan, "Q4", 0.3, region=True) == "Q4 brings 30% of the goal"
    assert len(goals.breakdown_claim(LONG, 0.42, "Q4", 0.3, region=True)) <= 72


def test_the_price_of_ambition() -> None:
    assert goals.ambition_claim(figures(), 0.28) == "At 28.8M the market alone gives about 3 in 10"
    assert goals.ambition_claim(figures(), math.nan) == ("What chance the market alone gives 28.8M cannot be told")
    levels = [(0.5, 27.9 * M), (0.8, 26.6 * M)]
    assert goals.ambition_reading(levels, MILLIONS) == "27.9M would be 5 in 10 and 26.6M would be 8 in 10."
    assert goals.ambition_reading(levels[:1], MILLIONS) == "27.9M would be 5 in 10."
    assert goals.ambition_reading([], MILLIONS) == "No level of ambition was tried."
