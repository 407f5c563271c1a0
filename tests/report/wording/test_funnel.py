"""Sentences of the funnel."""

from __future__ import annotations

import math

from salesplan_nb.report.wording.funnel import Step, claim_of, desc, reading, unanswered

NAN = math.nan


def step(name: str = "Proposal", on: int = 58, lost: int = 42, there: int = 5, before: float = NAN) -> Step:
    rate = on / (on + lost) if on + lost else NAN
    return Step(name, on + lost + there, on, lost, there, rate, rate - 0.05, rate + 0.05, before)


def test_the_claim_names_the_narrowest_stage_where_there_is_one() -> None:
    assert (
        claim_of([step("Lead", 90, 10), step()], 0.522, 1)
        == "Of 105 deals created 52% are won; fewest pass Proposal (58%)"
    )
    assert claim_of([step("Lead", 90, 10), step()], 0.522, None) == "Of 105 deals created 52% are won"


def test_one_deal_and_a_rate_of_nothing() -> None:
    assert claim_of([step("Created", 0, 1, 0)], 0.0, None) == "Of 1 deal created 0% is won"


def test_a_stage_that_none_has_left_gives_no_rate_of_the_whole() -> None:
    assert claim_of([step("Lead"), step("Proposal", 0, 0, 58)], NAN, None) == (
        "Of 105 deals created some are still in a stage that none has left"
    )


def test_a_long_name_is_shortened_in_the_claim() -> None:
    text = claim_of([step("Lead"), step("Proposal with reference visit and trial of 30 days")], 0.3, 1)
    assert len(text) <= 72
    assert text.startswith("Of 105 deals created 30% are won; fewest pass Proposal")
    assert text.endswith("… (58%)")


def test_the_reading_says_what_is_sure_and_what_was_a_year_before() -> None:
    assert reading([step("Lead", 90, 10), step(before=0.61)], 1) == (
        "Of the deals that left Proposal 58% went on (53 to 63%), surely fewer than at any other stage; "
        "a year before 61%."
    )
    assert reading([step("Lead", 90, 10), step()], 1).endswith("surely fewer than at any other stage.")
    assert reading([step("Lead", 60, 40), step()], None) == (
        "No stage is surely the narrowest: 58 to 60% go on, stage by stage."
    )


def test_without_stages_the_reading_counts_won_lost_and_open() -> None:
    assert reading([step("Created", 7, 3, 1)], None) == (
        "7 won, 3 lost; 1 still open is left out of the rate. The data does not say at which stage."
    )
    assert reading([step("Created", 7, 3, 0)], None) == "7 won, 3 lost. The data does not say at which stage."
    assert "; 2 still open are left out" in reading([step("Created", 7, 3, 2)], None)


def test_what_has_no_rate_is_described_without_one() -> None:
    assert desc([step("Lead", 0, 0, 3)], 0) == "Lead: 3 in, 0 went on, 0 lost, 3 still there. Won so far 0."


def test_deals_without_an_answer_are_counted() -> None:
    assert unanswered(0) == "No deal of the last twelve months is known."
    assert unanswered(1) == "1 deal was created in twelve months; none is won or lost."
