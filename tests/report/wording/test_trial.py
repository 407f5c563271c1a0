"""Sentences on a breakdown that is tried."""

from __future__ import annotations

import pytest

from salesplan_nb.report.numbers import Scale
from salesplan_nb.report.wording import trial
from tests.report.wording.made_up import MILLIONS, M

BASES = {"month": "even", "region": "trailing_12"}


@pytest.mark.parametrize(
    ("apart", "words"),
    [
        (0, "That is what the plan says."),
        (1.2 * M, "Against the plan, 1.2M of 28.8M lies in other cells."),
        (40_000_00, "Against the plan, 40.0k of 28.8M lies in other cells."),
        (7, "Against the plan, 0.07 of 28.8M lies in other cells."),
    ],
)
def test_what_is_tried_and_how_much_of_it_is_not_the_plans(apart: float, words: str) -> None:
    assert trial.tried(BASES, 2, apart, 28.8 * M) == f"Months even; regions trailing 12. 2 locks. {words}"


def test_locks_that_stand_against_each_other_are_named_and_the_file_is_not() -> None:
    told = trial.refused(
        "plan.yml, breakdown.locks: 2 locks cannot hold together in 100.00",
        ["A: 90.00 (x)", "B: 20.00 (y)"],
        "take one",
    )
    assert told == (
        "2 locks cannot hold together in 100.00: A: 90.00 (x); B: 20.00 (y). Take one. "
        "Shown is still the last breakdown that holds."
    )
    assert trial.refused("not an amount: 'x'", [], "").startswith("Not an amount: 'x'. Shown is still")


def test_what_moves_most_is_named_with_its_sign() -> None:
    assert trial.moved_claim("DACH", 0.8 * M, MILLIONS) == "DACH moves most: +0.8M against the plan"
    assert trial.moved_claim("DACH", -5_00, Scale(1, "")) == "DACH moves most: −5 against the plan"
    assert len(trial.moved_claim("W" * 300, M, MILLIONS)) <= 72


def test_a_level_and_its_bases_are_labelled_and_one_that_is_not_there_says_why() -> None:
    assert trial.level_label("product_family") == "Families by"
    assert trial.basis_label("trailing_12", "") == "trailing 12"
    assert trial.basis_label("", "") == "not shared"
    assert trial.basis_label("potential", "all\nbuy") == "potential: not here, all buy"
