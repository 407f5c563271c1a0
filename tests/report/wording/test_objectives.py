"""Sentences of objectives: who was heard, opportunities and challenges, who answers."""

from __future__ import annotations

import pytest

from salesplan_nb.report.wording import objectives


@pytest.mark.parametrize(
    ("kinds", "outside", "words"),
    [
        ({"challenge": 2}, 0, "Two challenges, each with evidence that holds"),
        ({"challenge": 4}, 4, "Four challenges, each on a source of its own"),
        ({"weakness": 1}, 1, "One weakness, on a source of its own"),
        ({"opportunity": 6, "challenge": 2}, 1, "Six opportunities and two challenges; 1 rests on a source of its own"),
        (
            {"opportunity": 7, "challenge": 7},
            13,
            "Seven opportunities and seven challenges; 13 rest on own sources",
        ),
    ],
)
def test_evidence_from_outside_is_not_said_to_hold(kinds: dict[str, int], outside: int, words: str) -> None:
    assert objectives.swot_claim(kinds, 0, outside) == words
    assert len(words) <= 72
    reading = objectives.swot_reading("Prices fall", "trade press, 2026-10-31", [], outside)
    assert reading.startswith("“Prices fall”: trade press, 2026-10-31.")
    assert ("not checked" in reading) == bool(outside)


def test_a_statement_is_quoted_whole_or_cut_between_two_words() -> None:
    long = "Discounts of 30% and 40% went with 257 orders of 2020 and left 3% of their money; the others left 31%"
    assert f"“{long}”" in objectives.swot_reading(long, "orders", [], 0)
    cut = objectives.swot_reading(
        f"{long}, and so it was in each of the three years before, in every region", "orders", [], 0
    )
    assert cut.endswith("and so it was in each of the three…”: orders.")


def test_evidence_that_has_gone_is_counted_and_its_statement_told_to_be_set_right() -> None:
    assert objectives.swot_claim({}, 0, 0) == "No opportunity and no challenge is named"
    assert objectives.swot_claim({"opportunity": 2, "challenge": 1}, 1, 0) == (
        "Two opportunities and one challenge; the evidence for one has gone"
    )
    one = "“a” is stale: set right or taken out before the plan is signed."
    assert objectives.swot_reading("", "", ["a"], 0) == one
    assert objectives.swot_reading("", "", ["a", "b"], 0) == one.replace(" is stale", " and others are stale")


def test_departments_that_were_heard_are_counted() -> None:
    assert objectives.heard_claim(3, 4) == "3 of 4 departments were heard"
    assert objectives.heard_claim(1, 4) == "1 of 4 departments was heard"
    assert objectives.heard_claim(4, 4) == "All 4 departments were heard"
    assert objectives.heard_claim(1, 1) == "The one department was heard"
    assert objectives.heard_claim(0, 1) == "The one department was not heard"
    assert objectives.heard_claim(0, 0) == "No department is named"
    assert objectives.heard_reading([], []) == "Nobody is left to ask."
    assert objectives.heard_reading(["Legal"], ["CFO", "CRO"]) == (
        "Still to be asked: Legal. Manage closely: CFO and CRO."
    )


def test_objectives_without_one_who_answers_and_broken_links_are_counted() -> None:
    assert objectives.raci_claim(1, 0) == "The objective has exactly one Accountable"
    assert objectives.raci_claim(3, 0) == "Three objectives, each with exactly one Accountable"
    assert objectives.raci_claim(3, 1) == "1 of 3 objectives has no single Accountable"
    assert objectives.raci_claim(3, 2) == "2 of 3 objectives have no single Accountable"
    assert objectives.lineage_claim(5, 0) == "Every objective leads to a goal, a KPI and an owner"
    assert objectives.lineage_claim(5, 1) == "1 of 5 links from objective to owner is broken"
    assert objectives.lineage_claim(5, 2) == "2 of 5 links from objective to owner are broken"
