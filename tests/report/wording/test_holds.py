"""Sentences of what holds us back."""

from __future__ import annotations

import math

import pytest

from salesplan_nb.report.wording import holds


@pytest.mark.parametrize(
    ("binds", "p_tactics", "planned", "kind"),
    [
        (0.6, 0.36, True, "people"),
        (0.2, 0.36, True, "demand"),
        (0.1, 0.95, True, "neither"),
        (math.nan, 0.3, False, "unknown"),
    ],
)
def test_what_holds_us_back_follows_the_simulation(binds: float, p_tactics: float, planned: bool, kind: str) -> None:
    assert holds.holds_kind(0.3, binds, p_tactics, planned) == kind
    assert holds.holds_sentence(kind, binds, p_tactics, "roles", 12, calibrated=True)


@pytest.mark.parametrize(
    ("kind", "heading"),
    [
        ("people", "What holds us back: people"),
        ("demand", "What holds us back: demand"),
        ("neither", "What could hold us back: little"),
        ("unknown", "What holds us back: capacity is not planned yet"),
    ],
)
def test_what_holds_us_back_is_a_heading(kind: str, heading: str) -> None:
    assert holds.holds_heading(kind) == heading


@pytest.mark.parametrize(
    ("kind", "binds", "p_tactics", "missing", "words"),
    [
        ("people", 0.6, 0.4, "", "In 6 of 10 simulated years we run out of ramped reps before we run out of demand."),
        ("people", 1.0, 0.4, "", ("In more than 99 of 100 simulated years we run out of ramped reps before we run out "
         "of demand.")),
        ("demand", 0.2, 0.36, "", "In 6 of 10 simulated years demand stays under the goal, whoever sells."),
        ("demand", 0.2, math.nan, "", "In some simulated years demand stays under the goal, whoever sells."),
        ("neither", 0.1, 0.95, "", ("Demand reaches the goal in 95 of 100 simulated years, and people run short in "
         "1 of 10.")),
        ("neither", math.nan, 0.95, "", "Demand reaches the goal in 95 of 100 simulated years."),
        ("unknown", math.nan, 0.3, "", "The chance is what the market may give, not what people can carry."),
        ("unknown", math.nan, 0.3, "roles", ("The chance is what the market may give, not what people can carry. "
         "Part 4 says what to add.")),
    ],
)  # fmt: skip
def test_how_often_people_or_demand_run_short(
    kind: str, binds: float, p_tactics: float, missing: str, words: str
) -> None:
    assert holds.holds_sentence(kind, binds, p_tactics, missing, 12, calibrated=True) == words


def test_years_are_simulated_only_where_the_goal_is_of_one() -> None:
    for kind, p, words in (
        ("people", 0.4, "In 6 of 10 simulations we run out of ramped reps before we run out of demand."),
        ("demand", 0.4, "In 6 of 10 simulations demand stays under the goal, whoever sells."),
        ("neither", 0.95, "Demand reaches the goal in 95 of 100 simulations, and people run short in 6 of 10."),
    ):
        assert holds.holds_sentence(kind, 0.6, p, "", 3, calibrated=True) == words
