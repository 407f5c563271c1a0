"""Locks, floors, caps, round figures and further levels: kept to the cent, or refused by name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesplan_nb.errors import PlanError
from salesplan_nb.fiscal import CalendarMonths, PlanYear, WeekMonths
from salesplan_nb.goals import rebased, targets
from salesplan_nb.workspace.plan import Lock

from .test_breakdown import cells_of, goals_of, ground, plan, spread

RETAIL = PlanYear("2027-02", "2028-01", WeekMonths.parse("4-4-5", "Saturday nearest the end of January"))
FOUR = cells_of({(region, family): [size] * 24 for region, family, size in (
    ("A", "x", 4), ("A", "y", 2), ("B", "x", 3), ("B", "y", 1),
)})  # fmt: skip


def held(found: pd.DataFrame, lock: dict[str, object]) -> int:
    """What the cells of a lock hold, read off the table."""
    rows = found
    for key in ("month", "region", "product_family", "channel"):
        if key in lock:
            rows = rows[rows[key] == lock[key]]
    if "period" in lock:
        first, last = str(lock["period"]).split("..")
        rows = rows[(rows.month >= first) & (rows.month <= last)]
    return int(rows.target.sum())


def lock(**keys: object) -> dict[str, object]:
    return {"reason": "agreed"} | keys


def test_a_quarter_of_a_region_is_held_and_the_months_stay() -> None:
    found = spread(1200_00, FOUR, plan(locks=[lock(region="A", period="2027-Q1", amount=240)]))
    assert found.groupby("month").target.sum().tolist() == [100_00] * 12
    # even months of A stay even: 80.00 each; its families go by 4 to 2
    january = found[(found.month == "2027-01")].set_index(["region", "product_family"]).target
    assert january["A", "x"] + january["A", "y"] == 80_00
    assert january["A", "x"] == 53_33
    assert held(found, {"region": "A", "period": "2027-01..2027-03"}) == 240_00
    assert held(found, {"region": "A", "month": "2027-04"}) == 60_00


def test_month_totals_and_region_totals_are_exact_in_both_directions() -> None:
    locks = [lock(month="2027-01", amount=200), lock(month="2027-02", amount=50), lock(region="A", amount=500)]
    found = spread(1200_01, FOUR, plan(locks=locks))
    assert [held(found, {"month": m}) for m in ("2027-01", "2027-02")] == [200_00, 50_00]
    assert held(found, {"region": "A"}) == 500_00
    assert found.target.sum() == 1200_01


def test_a_floor_and_a_cap_move_only_what_they_must() -> None:
    free = spread(1200_00, FOUR, plan())
    kept = spread(1200_00, FOUR, plan(locks=[lock(product_family="y", floor=100, cap=900)]))
    pd.testing.assert_frame_equal(free, kept)
    # y has 300 of 1,000 by itself, 360.00; at least 600 asks for 240.00 more, month by month
    bound = spread(1200_00, FOUR, plan(locks=[lock(product_family="y", floor=600)]))
    assert held(bound, {"product_family": "y"}) == 600_00
    assert bound.groupby("month").target.sum().tolist() == [100_00] * 12
    assert bound.groupby("region").target.sum().to_dict() == free.groupby("region").target.sum().to_dict()


def test_a_lock_may_name_a_family_in_a_region_over_the_year() -> None:
    found = spread(1200_00, FOUR, plan(locks=[lock(region="B", product_family="y", amount=99.99)]))
    assert held(found, {"region": "B", "product_family": "y"}) == 99_99


def test_conflicting_locks_are_named_and_the_others_are_not() -> None:
    locks = [
        lock(region="A", amount=700), lock(region="B", period="2027-Q1", floor=10), lock(region="B", floor=600),
    ]  # fmt: skip
    with pytest.raises(PlanError, match="infeasible-locks") as told:
        spread(1200_00, FOUR, plan(locks=locks))
    text = str(told.value)
    assert "2 locks cannot hold together in 1,200.00" in text
    assert "A: 700.00 (agreed)" in text
    assert "B: at least 600.00 (agreed)" in text
    assert "2027-Q1" not in text
    spread(1200_00, FOUR, plan(locks=locks[1:]))
    spread(1200_00, FOUR, plan(locks=locks[:2]))


def test_a_conflict_that_another_hides_is_named_too() -> None:
    locks = [lock(region="A", amount=900), lock(region="A", floor=950), lock(region="A", cap=1)]
    with pytest.raises(PlanError, match="infeasible-locks") as told:
        spread(1200_00, FOUR, plan(locks=locks))
    assert told.value.message.endswith("3 locks cannot hold, in 3 conflicts in 1,200.00")
    assert told.value.hint == "take out or change one lock of each conflict: without these the others hold"
    spread(1200_00, FOUR, plan(locks=locks[:1]))


def test_a_lock_on_a_family_without_orders_is_refused() -> None:
    with pytest.raises(PlanError, match="unknown-product-family") as told:
        spread(1200_00, FOUR, plan(locks=[lock(product_family="z", amount=1)]))
    assert "known: x, y" in str(told.value)


def test_a_locked_region_without_recent_sales_takes_the_families_of_all() -> None:
    # B sold nothing for a year; of A's families x brings three quarters
    cells = cells_of({("A", "x"): [3] * 24, ("A", "y"): [1] * 24, ("B", "y"): [1] * 12 + [0] * 12})
    found = spread(1200_00, cells, plan(locks=[lock(region="B", month="2027-01", amount=20)]))
    january = found[found.month == "2027-01"].set_index(["region", "product_family"]).target
    assert january.to_dict() == {("A", "x"): 60_00, ("A", "y"): 20_00, ("B", "x"): 15_00, ("B", "y"): 5_00}
    assert held(found, {"region": "B"}) == 20_00


def test_routes_to_market_are_shared_last_and_named_where_asked_for() -> None:
    cells = pd.concat([FOUR.assign(channel="web"), FOUR.assign(channel="direct", amount_cents=FOUR.amount_cents * 3)])
    found = spread(1200_00, cells, plan(channel="trailing_12", locks=[lock(channel="web", amount=480)]))
    assert held(found, {"channel": "web"}) == 480_00
    assert found.target.sum() == 1200_00
    assert set(spread(1200_00, cells, plan()).channel) == {""}
    with pytest.raises(PlanError, match="take channel: out of breakdown"):
        spread(1200_00, FOUR, plan(channel="even"))


def test_round_figures_leave_the_remainder_to_a_named_line_only_where_there_is_one() -> None:
    found = spread(1205_37, FOUR, plan(round_to=10))
    cells, line = found[found.region != "house account"], found[found.region == "house account"]
    assert (cells.target % 10_00 == 0).all()
    assert line[["month", "target"]].to_numpy().tolist() == [["2027-12", 5_37]]
    assert found.target.sum() == 1205_37
    assert "house account" not in set(spread(1200_00, FOUR, plan(round_to=10)).region)


def test_quarters_have_a_basis_of_their_own() -> None:
    # one month of the year brings all: by quarter even, within the quarter that month alone
    cells = cells_of({("A", "x"): ([1] + [0] * 11) * 2})
    found = spread(1200_00, cells, plan(quarter="even", month="prior_year"))
    by = found.groupby("month").target.sum()
    assert by["2027-01":"2027-03"].tolist() == [300_00, 0, 0]  # type: ignore[misc]
    assert by["2027-04":"2027-06"].tolist() == [100_00] * 3  # type: ignore[misc]


def test_a_goal_that_has_a_part_of_a_quarter_gives_it_that_part() -> None:
    found = spread(700_00, FOUR, plan(quarter="even"), first="2027-03", last="2027-09")
    assert found.groupby("month").target.sum().tolist() == [100_00] * 7


def test_working_days_are_mondays_to_fridays_of_the_companys_months() -> None:
    # 2027: January 21, February 20, March 23 of them, together 64
    found = spread(640_00, FOUR, plan(month="working_days"), first="2027-01", last="2027-03")
    assert found.groupby("month").target.sum().tolist() == [210_00, 200_00, 230_00]
    # of 4, 4 and 5 weeks: 20, 20 and 25 days
    spring = goals_of(650_00, "2027-02", "2027-04")
    weeks = targets(spring, plan(month="working_days"), ground(FOUR, year=RETAIL))
    assert weeks.groupby("month").target.sum().tolist() == [200_00, 200_00, 250_00]


def test_holidays_are_no_working_days() -> None:
    # January 21 less Friday the 1st (the 2nd is a Saturday), February 20, March 23 less Good Friday the 26th and Easter
    # Monday the 29th: 20, 20 and 21 days, together 61
    days = frozenset({date(2027, 1, 1), date(2027, 1, 2), date(2027, 3, 26), date(2027, 3, 29)})
    spring, asked = goals_of(610_00, last="2027-03"), plan(month="working_days")
    found = targets(spring, asked, ground(FOUR, year=PlanYear("2027-01", "2027-12", CalendarMonths(), days)))
    assert found.groupby("month").target.sum().tolist() == [200_00, 200_00, 210_00]
    # Periods to 27 February, 27 March and 1 May: 20 days, 20 less Good Friday, 25 less Easter Monday, together 63
    retail = replace(RETAIL, holidays=days)
    found = targets(goals_of(630_00, "2027-02", "2027-04"), asked, ground(FOUR, year=retail))
    assert found.groupby("month").target.sum().tolist() == [200_00, 190_00, 240_00]


def test_a_quarter_by_working_days_leaves_out_holidays_too() -> None:
    # First quarter 64 days less 4, second 22 + 21 + 22 = 65 less 5: alike, as its months are asked to be
    days = frozenset(date(2027, month, day) for month, first in ((1, 4), (4, 5)) for day in range(first, first + month))
    days |= {date(2027, 1, 5), date(2027, 1, 6), date(2027, 1, 7), date(2027, 5, 3)}
    year = PlanYear("2027-01", "2027-12", CalendarMonths(), days)
    half = goals_of(1200_00, last="2027-06")
    found = targets(half, plan(quarter="working_days"), ground(FOUR, year=year))
    assert found.groupby("month").target.sum().tolist() == [200_00] * 6


def test_a_goal_whose_working_days_are_all_holidays_is_refused() -> None:
    year = PlanYear("2027-01", "2027-12", CalendarMonths(), frozenset(date(2027, 1, day) for day in range(1, 32)))
    with pytest.raises(PlanError, match="basis-unavailable") as caught:
        targets(goals_of(1_00, last="2027-01"), plan(month="working_days"), ground(FOUR, year=year))
    assert "month: working_days: every working day of the goal is under year.holidays" in str(caught.value)


def test_manual_is_the_cells_that_the_plan_states_and_the_rest_evenly() -> None:
    locks = [lock(region="B", amount=300), lock(month="2027-01", amount=210)]
    found = spread(1200_00, FOUR, plan(region="manual", month="manual", locks=locks))
    assert held(found, {"region": "B"}) == 300_00
    assert held(found, {"month": "2027-01"}) == 210_00
    assert found.groupby("month").target.sum()["2027-02":].tolist() == [90_00] * 11  # type: ignore[misc]


def test_other_bases_and_more_locks_are_tried_without_touching_the_plan() -> None:
    own = plan(region="even", locks=[lock(region="A", month="2027-01", amount=1)])
    more = Lock.model_validate(lock(region="B", month="2027-02", amount=2))
    found = rebased(goals_of(1200_00), own, ground(FOUR), bases={"region": "trailing_12"}, locks=[more])
    assert held(found, {"region": "A", "month": "2027-01"}) == 1_00
    assert held(found, {"region": "B", "month": "2027-02"}) == 2_00
    assert held(found, {"region": "A", "month": "2027-03"}) == 60_00
    assert own.region == "even"
    with pytest.raises(ValueError, match="literal_error"):
        rebased(goals_of(1200_00), own, ground(FOUR), bases={"region": "guess"})


@st.composite
def locks_of(draw: st.DrawFn) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, values in (("region", "AB"), ("product_family", "xy"), ("channel", ["web", "direct"])):
        if draw(st.booleans()):
            found[key] = draw(st.sampled_from(values))
    when = draw(st.sampled_from(["", "month", "period"]))
    if when == "month":
        found["month"] = f"2027-{draw(st.integers(1, 6)):02d}"
    elif when:
        found["period"] = draw(st.sampled_from(["2027-01..2027-03", "2027-04..2027-06", "2027-02..2027-04"]))
    return found


def test_a_step_of_which_no_month_has_one_leaves_nothing_to_share() -> None:
    with pytest.raises(PlanError, match="step-too-coarse") as told:  # six months: 200 each
        spread(1200_00, FOUR, plan(round_to=201), last="2027-06")
    assert told.value.message == (
        "plan.yml, breakdown.round_to: a step of 201 is more than a month of the goal's 1,200.00 holds"
    )
    assert told.value.hint == "write at most 200"
    assert spread(1200_00, FOUR, plan(round_to=200), last="2027-06").target.sum() == 1200_00


@settings(max_examples=25)
@given(st.data(), st.integers(60_00, 10**10), st.lists(locks_of(), min_size=1, max_size=6), st.sampled_from([1, 10]))
def test_what_one_breakdown_holds_another_basis_can_hold_too(
    data: st.DataObject, amount: int, cells: list[dict[str, object]], step: int
) -> None:
    sold = pd.concat([FOUR.assign(channel="web"), FOUR.assign(channel="direct", amount_cents=FOUR.amount_cents * 2)])
    every = {"channel": "even", "round_to": step}
    truth = spread(amount, sold, plan(**every, region="even", product_family="even"), last="2027-06")
    truth = truth[truth.region != "house account"]
    locks = []
    for one in cells:
        whole = held(truth, one) // 100
        kind = data.draw(st.sampled_from(["amount", "floor", "cap"]))
        exact = held(truth, one) / 100 if step == 1 else whole
        locks.append(lock(**one, **{kind: f"{exact:.2f}"}))
    found = spread(amount, sold, plan(**every, locks=locks, month="even"), last="2027-06")
    assert found.target.sum() == amount
    assert (found.target >= 0).all()
    rows = found[found.region != "house account"]
    assert (rows.target % (step * 100) == 0).all() or step == 1
    for one in locks:
        now = held(rows, one)
        assert now == round(float(str(one["amount"])) * 100) if "amount" in one else True
        assert now >= round(float(str(one["floor"])) * 100) if "floor" in one else True
        assert now <= round(float(str(one["cap"])) * 100) if "cap" in one else True
