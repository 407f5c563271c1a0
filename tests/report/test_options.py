"""What is to be decided stands in an order that helps: what lifts the chance first, nothing that is out of reach."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesplan_nb.report.options import choices
from salesplan_nb.report.wording.holds import Kind
from salesplan_nb.resources import Resources
from salesplan_nb.results import framed
from tests.report.wording.made_up import M, figures


def hires(name: str, count: int, gain: float, chance: float, cost: float = 0.4) -> tuple[Any, ...]:
    return (name, "hires", count, "ae", "", "", round(cost * M), round(gain * M), round(28.8 * M), chance, 0, "")


GOALS = (
    ("goal-5-in-10", "goal", 0, "", "", "", 0, 0, round(27.9 * M), 0.5, 0, ""),
    ("goal-8-in-10", "goal", 0, "", "", "", 0, 0, round(26.6 * M), 0.8, 0, ""),
)


def told(p: float, *rows: tuple[Any, ...], goal: float = 28.8, kind: Kind = "people") -> list[str]:
    """The options of a plan that lands at 27.9M with that chance."""
    shown = choices(framed(Resources, "options", [*rows, *GOALS]), replace(figures(goal=goal), chance=p), kind)
    return [option.what for option in shown]


def test_what_lifts_the_chance_most_stands_first_and_what_lifts_nothing_last() -> None:
    rows = hires("two", 2, 0.0, 0.282), hires("three", 3, 0.5, 0.4), hires("four", 4, 1.0, 0.53)
    assert told(0.28, *rows) == [
        "Hire 4 more reps.",
        "Hire 3 more reps.",
        "Or set the goal at 27.9M:",
        "Hire 2 more reps.",  # 28% as before
    ]


@pytest.mark.parametrize(
    ("p", "then", "first"),
    [
        (0.004, 0.044, "Set the goal at 27.9M:"),  # 4%: almost surely missed
        (0.004, 0.046, "Hire 4 more reps."),  # 5%
        (0.3, 0.304, "Set the goal at 27.9M:"),  # 30% as before
        (0.3, 0.305, "Hire 4 more reps."),  # 31%
    ],
)
def test_hires_with_which_the_goal_is_almost_surely_missed_come_after_another_goal(
    p: float, then: float, first: str
) -> None:
    assert told(p, hires("four", 4, 1.0, then))[0] == first


@pytest.mark.parametrize(("kind", "first"), [("people", True), ("both", True), ("demand", False), ("neither", False)])
def test_hires_come_first_only_where_people_hold_us_back(kind: Kind, first: bool) -> None:
    shown = told(0.28, hires("four", 4, 1.0, 0.36), kind=kind)
    assert (shown[0] == "Hire 4 more reps.") == first
    assert len(shown) == 2


def test_where_no_hires_reach_the_goal_that_is_said_with_where_the_best_land() -> None:
    rows = hires("two", 2, 0.5, 0.0), hires("four", 4, 1.5, 0.0099)
    table = framed(Resources, "options", [*rows, *GOALS])
    goal, none = choices(table, replace(figures(goal=40.0), chance=0.0), "both")
    assert (goal.what, goal.rest) == ("Set the goal at 27.9M:", "5 in 10 (26.6M would be 8 in 10).")
    assert none.what == "Hiring does not reach 40.0M."
    assert none.rest == "At best, 4 more reps, we land at 29.4M; costs 0.4M."  # 27.9 + 1.5
    assert "Hiring does not reach 40.0M." not in told(0.0, *rows, hires("five", 5, 2.0, 0.01), goal=40.0)


@given(st.lists(st.integers(0, 1000), max_size=5), st.integers(0, 1000))
def test_every_choice_is_there_once_and_the_first_is_never_one_without_use(thousandths: list[int], before: int) -> None:
    chances = [max(before, one) / 1000 for one in thousandths]  # more people never lower the chance
    rows = [hires(f"h{i}", i + 2, 0.1, chance) for i, chance in enumerate(chances)]
    shown = told(before / 1000, *rows)
    goals = [what for what in shown if "goal" in what or "Keep" in what]
    assert len(goals) == 1
    if rows and max(chances) >= 0.01:
        assert len(shown) == len(rows) + 1
    if shown[0] not in goals:
        best = max(chances)
        assert best >= 0.045
        assert best * 1000 > before


@pytest.mark.parametrize(
    ("goal", "p", "what", "rest"),
    [
        # 55% and 50% are both 5 in 10: what would change something is a lower goal
        (27.0, 0.53, "Set the goal at 26.6M:", "8 in 10."),
        (28.8, 0.46, "Set the goal at 26.6M:", "8 in 10."),
        (27.94, 0.5, "Set the goal at 26.6M:", "8 in 10."),  # 27.9M is what the goal is
        (27.88, 0.56, "Set the goal at 26.6M:", "8 in 10."),  # printed alike, though 6 in 10 against 5
        (28.8, 0.44, "Set the goal at 27.9M:", "5 in 10 (26.6M would be 8 in 10)."),
        (27.0, 0.7, "Keep 27.0M, or raise it to 27.9M:", "7 in 10, or 5 in 10."),
        (26.62, 0.8, "Keep 26.6M, or raise it to 27.9M:", "8 in 10, or 5 in 10."),
    ],
)
def test_another_goal_is_offered_only_where_it_changes_what_is_printed(
    goal: float, p: float, what: str, rest: str
) -> None:
    (shown,) = choices(framed(Resources, "options", GOALS), replace(figures(goal=goal), chance=p), "demand")
    assert (shown.what, shown.rest) == (what, rest)


def test_where_no_other_goal_changes_anything_none_is_offered() -> None:
    alone = framed(Resources, "options", GOALS[:1])
    assert choices(alone, replace(figures(goal=27.9), chance=0.5), "demand") == ()
    same = framed(Resources, "options", [GOALS[0], (*GOALS[1][:8], round(27.9 * M) - 1, *GOALS[1][9:])])
    assert choices(same, replace(figures(goal=27.91), chance=0.5), "demand") == ()
