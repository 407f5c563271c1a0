"""Beside every chance that no past test bears out stand the words that say so, once a sentence."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesplan_nb.report.names import CLAIM
from salesplan_nb.report.numbers import Scale
from salesplan_nb.report.wording import ambition, calibration, changes, goals, holds, landing, options
from tests.report.wording.made_up import MILLIONS, M, figures

WORDS = ", not calibrated"
NOT = figures(calibrated=False)
HIRES = options.Hires(4, "DACH", "2027-02", 0.4 * M, 1.0 * M, 0.28, 0.53, 0, False, "pay of role ae is not known")


def test_the_words_stand_beside_a_number_alone() -> None:
    assert calibration.beside(False, 0.28) == WORDS
    assert calibration.beside(True, 0.28) == ""
    assert calibration.beside(False, math.nan) == ""
    assert calibration.beside(False, math.nan, 0.5) == WORDS
    assert calibration.beside(False) == ""


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (landing.chance_figures(replace(NOT, chance_low=0.19, chance_high=0.39)), "(28%; 19 to 39%, not calibrated)"),
        (landing.chance_figures(NOT), "(28%, not calibrated)"),
        (landing.chance_figures(figures(p=math.nan, calibrated=False)), ""),
        (
            holds.holds_sentence("demand", 0.3, 0.4, 0.8, 0.2, "", 12, calibrated=False),
            ("With enough demand the chance would be 80%, with enough reps 40%, not calibrated."),
        ),
        (
            holds.holds_sentence("demand", 0.3, 0.3, 0.8, 0.2, "", 12, calibrated=False),
            ("With enough demand the chance would be 80%, not calibrated; more reps alone would not lift it."),
        ),
        (
            holds.holds_sentence("people", 0.3, 0.8, 0.3, 0.4, "", 12, calibrated=False),
            ("With enough reps the chance would be 80%, not calibrated; more demand alone would not lift it."),
        ),
        (
            holds.holds_sentence("both", 0.3, 0.6, 0.6, 0.5, "", 12, calibrated=False),
            ("The goal needs both: with enough reps the chance would be 60%, with enough demand 60%, not calibrated."),
        ),
        (
            holds.holds_sentence("neither", 0.9, 0.95, 0.96, 0.2, "", 12, calibrated=False),
            (
                "Demand reaches the goal in 95 of 100 simulated years, "
                "and people can carry it in 96 of 100, not calibrated."
            ),
        ),
        (
            options.hires_rest(HIRES, MILLIONS),
            "Costs 0.4M, adds 1.0M; chance 28% → 53%, not calibrated (pay of role ae is not known).",
        ),
        (
            options.hires_rest(replace(HIRES, chance=math.nan, note=""), MILLIONS),
            "Costs 0.4M, adds 1.0M; what it does to the chance cannot be told.",
        ),
        (
            options.hires_rest(replace(HIRES, chance_before=math.nan, note=""), MILLIONS),
            "Costs 0.4M, adds 1.0M; what it does to the chance cannot be told.",
        ),
        (options.raised_rest(0.71, 0.5, calibrated=False), "7 in 10, or 5 in 10, not calibrated."),
        (
            options.goal_rest(0.5, 26.6 * M, MILLIONS, calibrated=False),
            "5 in 10 (26.6M would be 8 in 10), not calibrated.",
        ),
        (
            ambition.tactics_words(0.65, calibrated=False),
            "With the effects of the tactics it is about 7 in 10, not calibrated.",
        ),
        (
            ambition.even_reading(0.12, tactics=False, calibrated=False),
            (
                "From demand alone, people not counted: 12% more price or volume in every month to come would give the "
                "goal an even chance, not calibrated."
            ),
        ),
        (
            goals.ambition_reading([(0.5, 27.9 * M), (0.8, 26.6 * M)], MILLIONS, calibrated=False),
            "27.9M would be 5 in 10 and 26.6M would be 8 in 10, not calibrated.",
        ),
        (goals.ambition_reading([], MILLIONS, calibrated=False), "No level of ambition was tried."),
        (goals.ambition_claim(NOT, 0.28), "At 28.8M the market alone gives about 3 in 10, not calibrated"),
        (
            changes.heading(0.40, 0.28, "14 Oct", calibrated=False),
            "Since 14 Oct the chance fell from 40% to 28%, not calibrated",
        ),
        (
            changes.heading(0.28, 0.28, "14 Oct", calibrated=False),
            "Since 14 Oct the chance stays at 28%, not calibrated",
        ),
        (
            changes.heading(None, 0.28, "14 Oct", calibrated=False),
            "Since 14 Oct: the chance, not told then, is 28%, not calibrated",
        ),
        (
            changes.heading(None, None, "14 Oct", calibrated=False),
            "Since 14 Oct: the chance could not be told then, nor now",
        ),
    ],
)
def test_each_sentence_with_a_chance_says_it_once(told: str, words: str) -> None:
    assert told == words


def test_what_a_goal_may_become_says_it_in_the_reading_of_the_fan() -> None:
    assert landing.landing_reading(NOT, 0.28).endswith("its chance is about 3 in 10, not calibrated.")
    assert landing.momentum_reading(NOT, 0.28).endswith("range: about 3 in 10, not calibrated.")
    for told in (landing.landing_reading(NOT, math.nan), landing.momentum_reading(NOT, math.nan)):
        assert "calibrated" not in told


@given(st.floats(0, 1), st.floats(1, 9e15))  # up to 90,000.0bn
def test_the_claim_of_the_ambition_keeps_its_length(p: float, goal: float) -> None:
    n = replace(NOT, goal=goal, scale=Scale.of(goal))
    assert len(goals.ambition_claim(n, p)) <= CLAIM


def test_ranges_that_hold_more_than_eight_in_ten_are_too_wide_rather_than_too_narrow() -> None:
    assert calibration.too_wide(21, 21)
    assert not calibration.too_wide(8, 10)
    assert not calibration.too_wide(9, 21)
