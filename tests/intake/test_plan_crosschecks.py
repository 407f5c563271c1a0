"""Locks and one-offs that the orders cannot hold: told by `check` with line, value and fix, exit code 2."""

from __future__ import annotations

import pytest

from salesplan_nb.errors import PlanError, PlanErrors

from .making import Maker

TABLES = """
orders:
  file: o.csv
  columns: {order_id: order, order_date: date, amount: net, region: where}
"""
# North 60 and South 40 in each month of 2026 to October; in October South gave 10 back
ROWS = [f"N{m},2026-{m:02d}-05,60,North\nS{m},2026-{m:02d}-05,40,South" for m in range(1, 11)]
ORDERS = "order,date,net,where\n" + "\n".join([*ROWS, "R,2026-10-06,-10,South"]) + "\n"
LOCKS = "breakdown:\n  goal: %s\n  month: even\n  locks:\n"
LATER = "  - {id: later, metric: bookings, baseline: %s, change: +10%%, period: %s, owner: cro}\n"


def refused(maker: Maker, plan: str) -> list[PlanError]:
    with pytest.raises(PlanErrors) as caught:
        maker.read(TABLES, {"o.csv": ORDERS}, plan=plan)
    assert caught.value.exit_code == 2
    return list(caught.value.errors)


def locks(*each: str, goal: str = "sales27") -> str:
    return LOCKS % goal + "".join(f"    - {{{one}, reason: agreed}}\n" for one in each)


def test_a_lock_on_a_part_that_no_order_names_has_its_line_and_the_nearest_name(maker: Maker) -> None:
    first, second = refused(maker, locks("region: Nroth, amount: 5", "product_family: Flow, cap: 5"))
    assert first.message == "plan.yml:10: lock on Nroth: no order is of region 'Nroth'"
    assert first.hint == "did you mean North?"
    assert second.message.startswith("plan.yml:11: lock on Flow: no order is of product family 'Flow'")
    assert str(second.hint).startswith("name a product family of the orders, or take the lock out")


def test_caps_on_all_regions_below_the_goal_are_found_with_the_regions_of_the_data(maker: Maker) -> None:
    # the goal is 1,000; nobody but North and South sold anything
    (error,) = refused(maker, locks("region: North, cap: 500", "region: South, cap: 400"))
    assert error.reference == "infeasible-locks"
    assert error.message == ("plan.yml:9: 2 locks cannot hold together in goal 'sales27', whose amount is 1,000.00")
    assert error.context == (
        "plan.yml:10, North: at most 500.00 (agreed)", "plan.yml:11, South: at most 400.00 (agreed)",
    )  # fmt: skip
    maker.read(TABLES, {"o.csv": ORDERS}, plan=locks("region: North, cap: 500", "region: South, cap: 500"))


@pytest.mark.parametrize(("least", "fine"), [("330", True), ("330.01", False)])
def test_a_change_on_a_closed_base_gives_the_amount_that_locks_are_held_against(
    maker: Maker, least: str, *, fine: bool
) -> None:
    # January to March 2026 brought 300: with 10% more it is 330
    plan = LATER % ("2026-01..2026-03", "2027-Q1") + locks(f"region: North, floor: {least}", goal="later")
    if fine:
        maker.read(TABLES, {"o.csv": ORDERS}, plan=plan)
        return
    (error,) = refused(maker, plan)
    assert "1 lock cannot hold in goal 'later', whose amount is 330.00" in error.message


@pytest.mark.parametrize(("step", "fine"), [(83, True), (84, False)])
def test_a_step_of_which_no_month_has_one_is_refused_with_the_largest(maker: Maker, step: int, *, fine: bool) -> None:
    # 12 months of 83 are 996, of 84 are 1,008: the goal is 1,000
    plan = f"breakdown:\n  goal: sales27\n  month: even\n  round_to: {step}\n"
    if fine:
        maker.read(TABLES, {"o.csv": ORDERS}, plan=plan)
        return
    (error,) = refused(maker, plan)
    assert error.reference == "step-too-coarse"
    assert error.message == "plan.yml:9: a step of 84 is more than a month of the goal's 1,000.00 holds"
    assert error.hint == "write at most 83"


def test_an_open_base_is_left_to_the_forecast(maker: Maker) -> None:
    plan = LATER % ("yoy", "2027") + locks("region: North, floor: 999999", goal="later")
    maker.read(TABLES, {"o.csv": ORDERS}, plan=plan)


@pytest.mark.parametrize(
    ("one", "reference", "message", "words"),
    [
        ("month: 2031-01, amount: 5", "one-off-unknown", "plan.yml:7: one-off of 2031-01: no sales there", "correct"),
        (
            "month: 2026-03, region: Atlantis, amount: 5", "one-off-unknown",
            "plan.yml:7: one-off of 2026-03, Atlantis: no sales there", "correct month, region",
        ),
        (
            "month: 2026-03, region: North, amount: 60.01", "one-off-too-large",
            "plan.yml:7: one-off of 2026-03, North: 60.01 is more than was booked there", "at most 60.00",
        ),
    ],
)  # fmt: skip
def test_a_one_off_that_was_not_booked_is_refused(
    maker: Maker, one: str, reference: str, message: str, words: str
) -> None:
    (error,) = refused(maker, f"one_offs:\n  - {{{one}, reason: once}}\n")
    assert (error.reference, error.message) == (reference, message)
    assert words in str(error.hint)


def test_two_one_offs_of_a_month_are_held_against_what_the_first_leaves(maker: Maker) -> None:
    both = (
        "one_offs:\n  - {month: 2026-03, amount: 50, reason: once}\n  - {month: 2026-03, amount: %s, reason: twice}\n"
    )
    maker.read(TABLES, {"o.csv": ORDERS}, plan=both % 50)
    (error,) = refused(maker, both % 51)
    assert error.hint == "write what was made once, at most 50.00"
    assert error.message.startswith("plan.yml:8: ")
