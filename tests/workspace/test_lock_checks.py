"""What `salesplan check` says of locks: each with its line and what to write."""

from __future__ import annotations

import pytest

from salesplan_nb.allocate import Conflicts
from salesplan_nb.errors import PlanError, PlanErrors
from salesplan_nb.workspace import load
from salesplan_nb.workspace.lock_words import conflicts_told

from .test_checks import problems

PLAN = "breakdown: {goal: sales27, %s, locks: [%s]}\n"


def checked(workspace: object, locks: str, keys: str = "month: even") -> list[str]:
    return problems(workspace(PLAN % (keys, locks)))  # type: ignore[operator]


def errors(folder: object) -> list[PlanError]:
    with pytest.raises(PlanErrors) as caught:
        load(folder)  # type: ignore[arg-type]
    return list(caught.value.errors)


@pytest.mark.parametrize(
    ("lock", "words"),
    [
        ("{reason: x, amount: 1}", "a lock on everything is the goal itself"),
        ("{rep: R1, region: A, amount: 1, reason: x}", "about the quota of one person or about targets, not both"),
        ("{region: A, month: 2027-01, period: 2027-Q1, amount: 1, reason: x}", "both a month and a period"),
        ("{channel: web, amount: 1, reason: x}", "the breakdown has no routes to market"),
        ("{region: A, reason: x}", "lock on A: it needs an amount, or a floor, a cap or both"),
        ("{region: A, amount: 1, cap: 2, reason: x}", "lock on A: it needs an amount, or a floor, a cap or both"),
        ("{region: A, floor: -1, reason: x}", "lock on A: -1.00 is below 0"),
        ("{region: A, floor: 3, cap: 2, reason: x}", "lock on A: its floor is above its cap"),
        ("{region: A, period: 2027-Q4..2028-01, amount: 1, reason: x}", "not a period"),
        ("{region: A, period: 2027-12..2028-01, amount: 1, reason: x}", "lock on A: 2027-12..2028-01 is outside goal"),
    ],
)
def test_a_lock_that_makes_no_sense_is_told(workspace, lock: str, words: str) -> None:
    found = checked(workspace, lock)
    assert len(found) == 1
    assert words in found[0]
    assert found[0].startswith("plan.yml:6")


@pytest.mark.parametrize(
    "lock",
    [
        "{region: A, amount: 1, reason: x}",
        "{month: 2027-02, floor: 1, cap: 1, reason: x}",
        "{product_family: F, period: 2027-Q2, cap: 5, reason: x}",
        "{rep: R1, cap: 5, reason: x}",
        "{rep: R1, period: 2027-01..2027-06, amount: 5, reason: x}",
    ],
)
def test_a_lock_on_any_cell_or_sum_is_fine(workspace, lock: str) -> None:
    assert checked(workspace, lock) == []


def test_a_lock_is_a_multiple_of_the_step(workspace) -> None:
    assert checked(workspace, "{region: A, amount: 1500, reason: x}", "round_to: 500") == []
    (found,) = checked(workspace, "{region: A, amount: 1600, reason: x}", "round_to: 500")
    assert "1,600.00 is no multiple of round_to" in found
    assert checked(workspace, "{rep: A, month: 2027-01, amount: 1600, reason: x}", "round_to: 500") == []


@pytest.mark.parametrize(("amount", "fine"), [("5000.05", True), ("5000.500", True), ("5000.005", False)])
def test_a_lock_has_no_more_decimals_than_its_currency(workspace, amount: str, *, fine: bool) -> None:  # type: ignore[no-untyped-def]
    found = checked(workspace, f"{{region: A, amount: {amount}, reason: x}}")
    assert not found if fine else "breakdown.locks[1].amount: 5000.005 has 3 decimals, and EUR has 2" in found[0]


@pytest.mark.parametrize(
    ("level", "filling"),
    [
        ("month", "month: 2027-01"), ("quarter", "period: 2027-Q1"), ("region", "region: A"),
        ("product_family", "product_family: F"), ("channel", "channel: web"),
    ],
)  # fmt: skip
def test_a_level_by_hand_needs_a_cell_that_the_plan_states(workspace, level: str, filling: str) -> None:
    assert checked(workspace, f"{{{filling}, amount: 1, reason: x}}", f"{level}: manual") == []
    other = "rep: R1, month: 2027-01" if level != "region" else "month: 2027-01"
    (found,) = checked(workspace, f"{{{other}, amount: 1, reason: x}}", f"{level}: manual")
    assert f"breakdown: {level}: manual, and no lock says what a {level.replace('_', ' ')} holds" in found


def test_locks_in_conflict_are_named_without_the_data_and_without_a_target(workspace) -> None:
    # sales27 has a change, so its amount is not known here; a quarter of at most 5 cannot hold two months of 3
    locks = "{region: A, month: 2027-01, amount: 3, reason: x}, {month: 2027-02, floor: 3, reason: y}, %s"
    quarter = "{period: 2027-Q1, cap: 5, reason: z}, {region: B, cap: 1, reason: v}"
    (found,) = checked(workspace, locks % quarter)
    assert found == "plan.yml:6: 3 locks cannot hold together"
    assert checked(workspace, locks % "{period: 2027-Q1, cap: 6, reason: z}") == []


def test_several_conflicts_are_named_one_after_the_other(workspace) -> None:
    locks = ("amount: 12", "floor: 13", "cap: 1")
    text = ", ".join(f"{{region: A, {held}, reason: x}}" for held in locks)
    (error,) = errors(workspace(PLAN % ("month: even", text)))
    assert error.message == "plan.yml:6: 3 locks cannot hold, in 3 conflicts"
    assert sorted(line.partition(": ")[0] for line in error.context) == [f"conflict {n}" for n in (1, 1, 2, 2, 3, 3)]
    assert error.hint == "take out or change one lock of each conflict: without these the others hold"
    (error,) = errors(workspace(PLAN % ("month: even", text.replace("12", "1"))))
    assert error.message == "plan.yml:6: 3 locks cannot hold, in 2 conflicts"


def test_where_not_every_conflict_was_looked_for_that_is_said() -> None:
    told = conflicts_told(Conflicts(((0,), (1,)), all_named=False), ["A", "B"])
    assert told.hint.endswith("others may still conflict")
    one = conflicts_told(Conflicts(((0,),)), ["A"])
    assert one == ("1 lock cannot hold", ["A"], "take it out or change it: without it the others hold")
