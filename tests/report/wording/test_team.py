"""Sentences of team and budget."""

from __future__ import annotations

import math

import pytest

from salesplan_nb.report.wording import team
from tests.report.wording.made_up import MILLIONS, M

LONG = "W" * 300


def test_team_sentences_hold_for_one_and_for_many() -> None:
    assert team.quotas_claim(1, "2.4M", 0.08) == "One rep carries 2.4M, 8% more than the goal"
    assert team.quotas_claim(14, "31.1M", -0.02) == "14 reps carry 31.1M, 2% less than the goal"
    assert team.quotas_claim(3, "7.0M", 0.001) == "Three reps carry 7.0M, just over the goal"
    assert team.org_claim(6) == "Nobody leads more than six people"
    assert team.skills_claim(1, 3) == "One skill gap of 3 is still open"
    assert team.skills_claim(0, 0) == "Every assessed skill is at the level its role requires"
    assert (
        team.budget_claim("2.35M", 2.5 * M, 0.15 * M, MILLIONS) == "The budget is 2.35M and leaves 0.15M of the limit"
    )
    assert team.budget_claim("2.75M", 2.5 * M, -0.25 * M, MILLIONS) == "The budget is 2.75M, 0.25M over its limit"
    assert team.budget_claim("2.35M", 0, 0, MILLIONS) == "The budget is 2.35M; no limit is set"


@pytest.mark.parametrize(
    ("gap", "short", "cover", "words"),
    [
        ("0.5M", ["Q1"], 0.97, "In Q1 the team can carry 0.5M less than the goal"),
        ("0.5M", ["Q1", "Q4"], 0.97, "In Q1 and Q4 the team can carry 0.5M less than the goal"),
        ("0.0M", ["Q1"], 0.997, "The team can carry over 99% of the goal"),  # not 100%: a quarter is short
        ("0.0M", [], 1.04, "The team can carry 104% of the goal in every quarter"),
        ("0.0M", [], 1.0, "The team can carry 100% of the goal in every quarter"),
        ("0.0M", [], 0.0, "The team can carry 0% of the goal"),
    ],
)
def test_capacity_is_short_by_quarter_or_enough(gap: str, short: list[str], cover: float, words: str) -> None:
    assert team.capacity_claim(gap, short, cover, "goal") == words


def test_capacity_is_read_over_the_period_and_in_its_worst_month() -> None:
    head = "Over the period the team can carry over 99% of the goal, 89% in Jan 2027"
    assert (
        team.capacity_reading(0.996, "Jan 2027", 0.89, 0.41, 12) == f"{head}; it is enough in 4 of 10 simulated years."
    )
    assert team.capacity_reading(0.996, "Jan 2027", 0.89, 0.41, 3) == f"{head}; it is enough in 4 of 10 simulations."
    assert team.capacity_reading(0.996, "Jan 2027", 0.89, math.nan, 12) == f"{head}."


def test_quotas_are_set_against_the_goal_as_they_are() -> None:
    assert team.quotas_claim(3, "7.0M", 0.0) == "Three reps carry 7.0M, exactly the goal"
    assert team.quotas_claim(3, "7.0M", -0.001) == "Three reps carry 7.0M, just under the goal"
    assert team.quotas_claim(3, "7.0M", math.nan) == "Three reps carry 7.0M"


def test_uneven_months_and_months_without_quota_are_told() -> None:
    assert team.quotas_reading("Dec 2027", "Aug 2027", 2.04, []) == "Dec 2027 asks 2.0 times as much as Aug 2027."
    assert team.quotas_reading("Dec 2027", "Aug 2027", 1.04, []) == "Every month asks about the same."
    assert team.quotas_reading("Dec 2027", "Aug 2027", math.nan, ["A"]) == (
        "Every month asks about the same; A has months without quota."
    )
    assert team.quotas_reading("Dec 2027", "Aug 2027", 1.05, list("ABC")) == (
        "Dec 2027 asks 1.1 times as much as Aug 2027; A, B and C have months without quota."
    )
    assert team.quotas_reading("Dec 2027", "Aug 2027", 1.0, list("ABCD")).endswith(
        "A, B and C and 1 more have months without quota."
    )
    assert team.quotas_reading("Dec 2027", "Aug 2027", 1.0, list("ABCDE")) == (
        "Every month asks about the same; A, B and C and 2 more have months without quota."
    )


def test_skill_gaps_are_counted_and_the_widest_told() -> None:
    assert team.skills_claim(0, 1) == "One skill gap, met by training, a hire or an accepted risk"
    assert team.skills_claim(0, 3) == "Three skill gaps, all met by training, a hire or an accepted risk"
    assert team.skills_claim(2, 12) == "Two skill gaps of 12 are still open"
    assert team.skills_reading("negotiation", "ae", 1, 1, "") == (
        "The widest gap is negotiation (ae): 1 of 1 person lies below the required level; nothing meets it yet."
    )
    assert team.skills_reading("negotiation", "ae", 5, 14, "a course") == (
        "The widest gap is negotiation (ae): 5 of 14 people lie below the required level; met by a course."
    )


def test_a_budget_at_its_limit_uses_all_of_it() -> None:
    assert team.budget_claim("2.50M", 2.5 * M, 0.001 * M, MILLIONS) == "The budget is 2.50M, all of its limit"


def test_the_largest_category_is_told_and_which_options_pass_the_limit() -> None:
    assert team.budget_reading("headcount", 0.78, 2, 4, []) == (
        "Headcount takes 78%; 2 of 4 lines serve a goal or tactic."
    )
    assert team.budget_reading("headcount", 0.998, 1, 1, ["2 more reps", "4 more reps"]) == (
        "Headcount takes over 99%; 1 of 1 line serves a goal or tactic; "
        "2 more reps and 4 more reps would pass the limit."
    )


def test_the_team_is_told_by_span_levels_and_who_is_still_to_come() -> None:
    assert team.org_claim(1) == "Nobody leads more than one person"
    assert team.org_reading(1, 1, "", []) == "One person on one level."
    assert team.org_reading(15, 2, "Lena Berg", ["A"]) == (
        "15 people on two levels; Lena Berg leads most; A still to come."
    )
    assert team.org_reading(15, 2, "", list("ABC")) == "15 people on two levels; A, B and C still to come."
    assert team.org_reading(15, 2, "", list("ABCD")) == "15 people on two levels; A, B and C and 1 more still to come."
    assert team.org_reading(15, 2, "", list("ABCDE")) == "15 people on two levels; A, B and C and 2 more still to come."
