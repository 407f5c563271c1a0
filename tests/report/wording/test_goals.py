"""Sentences of part 2 beside the landing."""

from __future__ import annotations

import math

import pytest

from salesplan_nb.report.wording import goals
from tests.report.wording.made_up import MILLIONS, M, figures

LONG = "W" * 300


A, B, C = ("Bookings 2027", "A"), ("CSAT Q4 2027", "A"), ("Win rate 2027", "SAR")


@pytest.mark.parametrize(
    ("every", "failing", "words"),
    [
        (1, [], "The goal is SMART"),
        (3, [], "All 3 goals are SMART"),
        (1, [A], "The goal is not SMART; Bookings 2027 fails A"),
        (3, [C], "Two of 3 goals are SMART; Win rate 2027 fails S, A and R"),
        (3, [A, B], "One of 3 goals is SMART; Bookings 2027 and CSAT Q4 2027 fail A"),
        (2, [A, ("CSAT 2027", "MR")], "None of 2 goals is SMART; Bookings 2027 fails A, CSAT 2027 M and R"),
        (5, [A, B, C], "Two of 5 goals are SMART; A fails in 3, S in 1"),
        (3, [A, B, A], "None of 3 goals is SMART; A fails in 3"),
    ],
)
def test_all_goals_that_fail_are_named_or_counted(every: int, failing: list[tuple[str, str]], words: str) -> None:
    assert goals.smart_claim(every, failing, []) == words
    assert len(words) <= 72


@pytest.mark.parametrize(
    ("every", "failing", "untold", "words"),
    [
        (1, [], ["CSAT 2027"], "Whether the goal is SMART cannot be told: A is open"),
        (3, [], ["CSAT Q4 2027"], "Two of 3 goals are SMART; of CSAT Q4 2027 A cannot be told"),
        (3, [], ["CSAT 2027", "Win rate 2027"], "One of 3 goals is SMART; of 2 A cannot be told"),
        (3, [A], ["CSAT 2027"], "One of 3 goals is SMART; Bookings 2027 fails A; 1 cannot be told"),
        (4, [A, B], ["x"], "One of 4 goals is SMART; Bookings… and CSAT Q4… fail A; 1 cannot be told"),
        (3, [A, C], ["x"], "None of 3 goals is SMART; A fails in 2, S in 1; 1 cannot be told"),
        (6, [A, B, C], ["x", "y"], "One of 6 goals is SMART; A fails in 3, S in 1; 2 cannot be told"),
    ],
)
def test_a_goal_that_cannot_be_told_is_none_that_fails(
    every: int, failing: list[tuple[str, str]], untold: list[str], words: str
) -> None:
    assert goals.smart_claim(every, failing, untold) == words
    assert len(words) <= 72


def test_a_claim_of_long_names_fits() -> None:
    assert len(goals.smart_claim(3, [(LONG, "SMA"), (LONG, "T")], [])) <= 72
    assert len(goals.smart_claim(3, [(LONG, "A"), (LONG, "A")], [])) <= 72
    assert len(goals.smart_claim(3, [(LONG, "A")], [LONG])) <= 72
    assert len(goals.smart_claim(3, [], [LONG])) <= 72


def test_what_to_write_so_that_each_goal_passes() -> None:
    one, two = ("Bookings 2027", "S", "nobody owns it", "owner: cro"), ("CSAT 2027", "R", "serves nothing", "")
    assert goals.smart_reading([one]) == "To mend it: Bookings 2027, S: owner: cro."
    assert goals.smart_reading([one, two]) == (
        "To mend it: Bookings 2027, S: owner: cro; CSAT 2027, R: serves nothing."
    )
    assert goals.smart_reading([one, two, two]).endswith(" 1 more letter does not pass; the notes say what to write.")
    assert goals.smart_reading([one, two, two, two]).endswith(
        " 2 more letters do not pass; the notes say what to write."
    )
    assert goals.smart_reading([]) == (
        "Every letter passes by rule, each for the reason given; A asks for no more than the house floor, a chance of "
        "10%."
    )
    assert goals.smart_mend("nobody owns it", "owner: cro") == "Nobody owns it. Write owner: cro."
    assert goals.smart_mend("nobody owns it", "") == "Nobody owns it."
    assert goals.smart_verdict("cannot tell", "it has no past") == "Cannot tell: it has no past."


def test_rates_change_in_points() -> None:
    assert goals.rate_change(0.109) == "+11 points"
    assert goals.rate_change(-0.01) == "−1 point"
    assert goals.rate_change(math.nan) == "–"


def test_sentences_that_read_back_are_counted() -> None:
    assert goals.sentences_claim(1, 1) == "The goal reads back from its sentence as it is"
    assert goals.sentences_claim(3, 3) == "All 3 goals read back from their sentences as they are"
    assert goals.sentences_claim(3, 2) == "One of 3 goals does not read back from a sentence"
    assert goals.sentences_claim(3, 1) == "Two of 3 goals do not read back from a sentence"


def test_goals_that_do_not_fit_are_counted_and_told() -> None:
    assert goals.no_conflicts(1) == "There is one goal, so nothing can contradict it."
    assert goals.no_conflicts(2) == "No two of them contradict each other."
    assert goals.conflicts_claim(1, 1) == "1 pair of goals does not fit; 1 must be set right"
    assert goals.conflicts_claim(3, 0) == "3 pairs of goals do not fit, which may be meant"
    assert goals.conflicts_reading(["a and b differ"]) == "A and b differ."
    assert goals.conflicts_reading(["a", "b", "c"]) == "A. B. And 1 more."


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
    assert goals.backtest_reading(True, 19, 24, (0, 0), "") == "8 in 10 would be 19 of 24; 19 is in line with that."
    assert goals.backtest_reading(False, 9, 24, (0, 0), "") == (
        "8 in 10 would be 19 of 24; 9 is not, so the chance is not calibrated."
    )
    assert (
        goals.backtest_reading(False, 5, 8, (0, 0), "")
        == "8 past tests are too few to tell whether ranges hold 8 in 10."
    )
    assert (
        goals.backtest_reading(False, 0, 1, (0, 0), "") == "1 past test is too few to tell whether ranges hold 8 in 10."
    )
    assert goals.backtest_reading(False, 5, 10, (0, 0), "").startswith("8 in 10 would be 8 of 10; 5 is not")
    none = goals.backtest_reading(False, 0, 0, (0, 0), "")
    assert none == "No past forecast could be tested, so the ranges are not calibrated."


@pytest.mark.parametrize(
    ("quarters", "words"),
    [
        # A third of them do not overlap. Two-sided, all of five by chance: 2 / 32 = 6%; all of six: 2 / 64 = 3%.
        ((17, 17), ""),
        ((18, 18), " Of 18 tested quarters 18 came in above the middle: it has been low."),
        ((0, 18), " Of 18 tested quarters 18 came in below the middle: it has been high."),
        # Seven of eight: 2 x (1 + 8) / 256 = 7%; eight of nine: 2 x (1 + 9) / 512 = 4%.
        ((23, 24), ""),
        ((24, 27), " Of 27 tested quarters 24 came in above the middle: it has been low."),
        ((7, 10), ""),
        ((0, 0), ""),
    ],
)
def test_a_forecast_that_was_mostly_too_low_or_too_high_is_said_to_have_been(
    quarters: tuple[int, int], words: str
) -> None:
    held = "8 in 10 would be 19 of 24; 19 is in line with that."
    assert goals.backtest_reading(True, 19, 24, quarters, "") == f"{held}{words}"


def test_ranges_that_held_too_often_were_too_wide() -> None:
    assert goals.backtest_reading(False, 21, 21, (0, 0), "") == (
        "8 in 10 would be 17 of 21; 21 is more: the ranges were too wide, so the chance is not calibrated."
    )


def test_what_the_history_shows_follows() -> None:
    told = goals.backtest_reading(True, 19, 24, (0, 0), "It shows nothing.")
    assert told == "8 in 10 would be 19 of 24; 19 is in line with that. It shows nothing."


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
    assert (
        goals.ambition_reading(levels, MILLIONS, calibrated=True)
        == "27.9M would be 5 in 10 and 26.6M would be 8 in 10."
    )
    assert goals.ambition_reading(levels[:1], MILLIONS, calibrated=True) == "27.9M would be 5 in 10."
    assert goals.ambition_reading([], MILLIONS, calibrated=True) == "No level of ambition was tried."
