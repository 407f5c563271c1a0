"""Sentences of what holds us back."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesplan_nb.report.wording import holds


def sentence(p: float, people: float, demand: float, binds: float = 0.6, months: int = 12) -> str:
    """Of a chance, and of what it would be with enough people and with enough demand."""
    return holds.holds_sentence(
        holds.holds_kind(p, people, demand), p, people, demand, binds, "", months, calibrated=True
    )


@pytest.mark.parametrize(
    ("p", "people", "demand", "kind"),
    [
        (0.31, 0.63, 0.66, "both"),  # 32 and 35 points: nobody can say which
        (0.31, 0.63, 0.46, "people"),  # 32 and 15: less than half of it
        (0.10, 0.90, 0.49, "people"),  # 80 and 39: just less than half of it
        (0.31, 0.63, 0.47, "both"),  # 32 and 16: half of it
        (0.31, 0.40, 0.66, "demand"),  # 9 and 35
        (0.31, 0.31, 0.66, "demand"),
        (0.31, 0.63, 0.31, "people"),
        (0.0, 0.0, 0.0, "both"),
        (0.0, 0.044, 0.0, "both"),  # 4%: with enough of either the goal is almost surely missed
        (0.0, 0.045, 0.0, "people"),  # 5%
        (0.30, 0.3049, 0.3001, "both"),  # 30%, 30%, 30% are printed
        (0.89, 0.99, 0.90, "people"),
        (0.9, 0.99, 0.91, "neither"),
        (0.3, 0.3, math.nan, "unknown"),  # capacity is not planned
        (math.nan, math.nan, math.nan, "unknown"),
    ],
)
def test_what_holds_us_back_is_what_would_lift_the_chance_most(
    p: float, people: float, demand: float, kind: holds.Kind
) -> None:
    assert holds.holds_kind(p, people, demand) == kind
    assert kind in holds.HEADINGS


CHANCES = st.tuples(*[st.integers(0, 1000).map(lambda n: n / 1000)] * 3).map(sorted)


@given(CHANCES)
def test_people_and_demand_are_judged_alike(chances: list[float]) -> None:
    p, lower, higher = chances
    of = {"people": "demand", "demand": "people"}
    one, other = holds.holds_kind(p, lower, higher), holds.holds_kind(p, higher, lower)
    assert other == of.get(one, one)
    assert one != "people"  # enough demand would lift it more, or as much


@given(CHANCES, st.floats(0, 1), st.booleans())
def test_hires_that_lift_the_chance_never_stand_beside_a_word_that_reps_would_not(
    chances: list[float], binds: float, turned: bool
) -> None:
    p, people, demand = chances[0], *(chances[:0:-1] if turned else chances[1:])
    told = sentence(p, people, demand, binds)
    lifted = round(people * 100 + 1e-9) > round(p * 100 + 1e-9) + 1  # beyond what rounding may hide
    if lifted and people >= 0.05:
        assert "more reps alone would not" not in told
        assert "Neither" not in told


@pytest.mark.parametrize(
    ("p", "people", "demand", "binds", "words"),
    [
        (0.31, 0.63, 0.66, 0.5, ("The goal needs both: with enough reps the chance would be 63%, "
         "with enough demand 66%.")),
        (0.3, 0.304, 0.3, 0.5, "Neither enough reps nor enough demand alone would lift the chance."),
        (0.0, 0.009, 0.0, 0.5, ("With enough reps alone, or enough demand alone, we would still almost surely miss "
         "the goal.")),
        (0.28, 0.61, 0.41, 0.6, "In 6 of 10 simulated years we run out of ramped reps before we run out of demand."),
        (0.28, 0.61, 0.41, 1.0, ("In more than 99 of 100 simulated years we run out of ramped reps before we run out "
         "of demand.")),
        (0.28, 0.61, 0.41, 0.49, "With enough reps the chance would be 61%, with enough demand 41%."),
        (0.28, 0.61, 0.28, 0.1, "With enough reps the chance would be 61%; more demand alone would not lift it."),
        (0.28, 0.36, 0.66, 0.6, "With enough demand the chance would be 66%, with enough reps 36%."),
        (0.28, 0.28, 0.995, 0.2, "With enough demand the chance would be over 99%; more reps alone would not lift it."),
        (0.93, 0.95, 0.97, 0.1, ("Demand reaches the goal in 95 of 100 simulated years, and people can carry it in "
         "97 of 100.")),
    ],
)  # fmt: skip
def test_how_often_people_or_demand_run_short_and_what_enough_of_either_would_do(
    p: float, people: float, demand: float, binds: float, words: str
) -> None:
    assert sentence(p, people, demand, binds) == words


@pytest.mark.parametrize(("missing", "more"), [("", ""), ("roles", " Part 4 says what to add.")])
def test_without_capacity_what_holds_us_back_is_not_known(missing: str, more: str) -> None:
    assert holds.HEADINGS["unknown"] == "What holds us back: not known yet"
    assert holds.holds_sentence("unknown", 0.3, 0.3, math.nan, math.nan, missing, 12, calibrated=False) == (
        f"Capacity is not planned: the chance is what the market may give, not what people can carry.{more}"
    )


def test_years_are_simulated_only_where_the_goal_is_of_one() -> None:
    for chances, words in (
        ((0.3, 0.6, 0.3), "In 6 of 10 simulations we run out of ramped reps before we run out of demand."),
        ((0.9, 0.95, 0.96), "Demand reaches the goal in 95 of 100 simulations, and people can carry it in 96 of 100."),
    ):
        assert sentence(*chances, months=3).startswith(words)
