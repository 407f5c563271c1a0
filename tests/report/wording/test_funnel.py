"""Sentences of the funnel."""

from __future__ import annotations

import math

from salesplan_nb.report.wording import funnel
from salesplan_nb.report.wording.funnel import Step

NAN = math.nan


def step(name: str = "Proposal", on: int = 58, lost: int = 42, there: int = 5, before: float = NAN) -> Step:
    rate = on / (on + lost) if on + lost else NAN
    return Step(name, on + lost + there, on, lost, there, rate, rate - 0.05, rate + 0.05, before)


def test_the_claim_counts_what_is_won_and_names_the_narrowest_stage_where_there_is_one() -> None:
    steps = [step("Lead", 90, 10), step()]
    assert funnel.claim_of(steps, 58, 1) == "58 of 105 deals are won so far; fewest pass Proposal (58%)"
    assert funnel.claim_of(steps, 58, None) == "58 of 105 deals are won so far"


def test_one_deal_none_won_and_nothing_open() -> None:
    assert funnel.claim_of([step("Created", 1, 0, 0)], 1, None) == "1 of 1 deal is won"
    assert funnel.claim_of([step("Created", 0, 1, 0)], 0, None) == "0 of 1 deal are won"
    assert funnel.claim_of([step("Created", 4, 3, 1)], 4, None) == "4 of 8 deals are won so far"


def test_a_long_name_is_shortened_in_the_claim() -> None:
    text = funnel.claim_of([step("Lead"), step("Proposal with reference visit and trial of 30 days")], 30, 1)
    assert len(text) <= 72
    assert text.startswith("30 of 105 deals are won so far; fewest pass Proposal")
    assert text.endswith("… (58%)")


def test_the_reading_says_what_is_sure_what_was_a_year_before_and_what_comes_of_it() -> None:
    assert funnel.reading([step("Lead", 90, 10), step(before=0.61)], 0.522, 1) == (
        "Of the deals that left Proposal 58% went on (53 to 63%), surely fewer than at any other stage; "
        "a year before 61%. At these rates 52% of all will be won."
    )
    closed = [step("Lead", 90, 10, 0), step(there=0)]
    assert funnel.reading(closed, 0.522, 1).endswith("surely fewer than at any other stage.")
    assert funnel.reading([step("Lead", 60, 40, 0), step(there=0)], 0.348, None) == (
        "No stage is surely the narrowest: 58 to 60% go on, stage by stage."
    )


def test_what_comes_of_it_is_told_while_deals_are_open() -> None:
    assert funnel.reading([step("Lead", 60, 40, 0), step(there=1)], 0.348, None) == (
        "No stage is surely the narrowest: 58 to 60% go on, stage by stage. At these rates 35% of all will be won."
    )


def test_a_stage_that_none_has_left_leaves_the_whole_open() -> None:
    assert funnel.reading([step("Lead"), step("Proposal", 0, 0, 58)], NAN, None) == (
        "No stage is surely the narrowest: 58% go on, stage by stage."
    )


def test_without_stages_the_reading_counts_won_lost_and_open() -> None:
    assert funnel.reading([step("Created", 7, 3, 1)], 0.7, None) == (
        "7 won, 3 lost, 1 still open; the data does not say at which stage. At these rates 70% of all will be won."
    )
    assert funnel.reading([step("Created", 7, 3, 0)], 0.7, None) == (
        "7 won, 3 lost; the data does not say at which stage."
    )


def test_what_has_no_rate_is_described_without_one() -> None:
    assert funnel.desc([step("Lead", 0, 0, 3)], 0) == "Lead: 3 in, 0 went on, 0 lost, 3 still there. Won so far 0."


def test_deals_without_an_answer_are_counted() -> None:
    assert funnel.unanswered(0) == "No deal of the last twelve months is known."
    assert funnel.unanswered(1) == "1 deal was created in twelve months; none is won or lost."
