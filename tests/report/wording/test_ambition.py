"""Sentences of the price of ambition."""

from __future__ import annotations

import math

import pytest

from salesplan_nb.report.wording import ambition

UNTOLD = "Whether +20% is a stretch cannot be told: the history holds"


def test_the_chance_with_tactics_is_said_where_there_are_some() -> None:
    assert ambition.tactics_words(0.65, calibrated=True) == "With the effects of the tactics it is about 7 in 10."
    assert ambition.tactics_words(math.nan, calibrated=False) == ""


@pytest.mark.parametrize(
    ("growths", "words"),
    [
        ([], f"{UNTOLD} no past period as long with a base."),
        ([0.3], f"{UNTOLD} 1 past period as long with a base (+30%)."),
        ([0.04, 0.11], f"{UNTOLD} 2 past periods as long with a base (+4% and +11%)."),
        ([0.14, 0.06, -0.02], "+20% is more than in any of 3 past periods as long (the most was +14%)."),
        ([0.25, 0.2, 0.19], "2 of 3 past periods as long grew by +20% or more (the most was +25%)."),
        ([0.25, 0.21, 0.3], "All of 3 past periods as long grew by +20% or more (the most was +30%)."),
    ],
)
def test_a_growth_is_ranked_among_at_least_three(growths: list[float], words: str) -> None:
    assert ambition.stretch(0.2, growths) == words


def test_a_goal_without_a_base_has_no_growth_to_rank() -> None:
    assert ambition.stretch(math.nan, [0.1] * 9) == ""


def test_the_columns_are_explained_as_far_as_they_are_there() -> None:
    assert ambition.asked_words(customers=False, market=False) == ""
    assert ambition.asked_words(customers=False, market=True) == "The market is the serviceable one of plan.yml."
    both = ambition.asked_words(customers=True, market=True)
    assert both.startswith("Kept buy = ")
    assert both.endswith("the market is the serviceable one of plan.yml.")


@pytest.mark.parametrize(
    ("moved", "words"),
    [
        (0.12, "12% more price or volume in every month to come would give the goal an even chance."),
        (-0.03, "3% less price or volume in every month to come would still leave the goal an even chance of demand."),
        (0.001, "the goal has an even chance of demand as things stand."),
        (-1.0, "the goal has an even chance of demand whatever price or volume become."),
        (math.nan, "no price or volume that can be planned would give the goal an even chance alone."),
    ],
)
def test_how_far_price_or_volume_must_move(moved: float, words: str) -> None:
    assert ambition.even_reading(moved, tactics=True, calibrated=True) == f"Tactics counted, people not: {words}"
    assert (
        ambition.even_reading(moved, tactics=False, calibrated=True)
        == f"From demand alone, people not counted: {words}"
    )
    assert ambition.counted(tactics=True) == "tactics counted, people not"
