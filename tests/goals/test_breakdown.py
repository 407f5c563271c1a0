"""Targets to the cent: margins, bases, locks, and what cannot be done."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesplan_nb.calendars import months_between
from salesplan_nb.errors import PlanError
from salesplan_nb.fiscal import CalendarMonths, PlanYear
from salesplan_nb.goals import Ground, targets
from salesplan_nb.workspace.plan import Breakdown

from .conftest import history_of

MONTHS = months_between("2025-01", "2026-12")
CALENDAR = PlanYear("2027-01", "2027-12", CalendarMonths())
NO_ACCOUNTS = pd.DataFrame(columns=["customer_id", "region", "segment", "amount_cents"])


def goals_of(
    amount: int, first: str = "2027-01", last: str = "2027-12", unit: str = "cents", goal_id: str = "g"
) -> pd.DataFrame:
    return pd.DataFrame([{"goal_id": goal_id, "unit": unit, "first": first, "last": last, "target": float(amount)}])


def cells_of(table: dict[tuple[str, str], list[int]]) -> pd.DataFrame:
    rows = [
        (month, region, family, amount)
        for (region, family), amounts in table.items()
        for month, amount in zip(MONTHS, amounts, strict=True)
    ]
    return pd.DataFrame(rows, columns=["month", "region", "product_family", "amount_cents"])


def flat(**regions: int) -> pd.DataFrame:
    return cells_of({(region, "Flow"): [amount] * 24 for region, amount in regions.items()})


def history(cells: pd.DataFrame) -> pd.Series:
    return history_of(cells.groupby("month").amount_cents.sum().tolist(), "2025-01")


def ground(
    cells: pd.DataFrame,
    past: pd.Series | None = None,
    year: PlanYear = CALENDAR,
    accounts: pd.DataFrame = NO_ACCOUNTS,
    currency: str = "EUR",
) -> Ground:
    return Ground(history(cells) if past is None else past, cells, year, accounts, currency)


def plan(**keys: object) -> Breakdown:
    return Breakdown.model_validate({"goal": "g", "month": "even"} | keys)


def spread(amount: int, cells: pd.DataFrame, breakdown: Breakdown | None, **goal: str) -> pd.DataFrame:
    return targets(goals_of(amount, **goal), breakdown, ground(cells))


def lock(region: str, month: str, amount: int) -> dict[str, object]:
    return {"region": region, "month": month, "amount": amount, "reason": "agreed"}


def test_even_months_by_trailing_regions_worked_by_hand() -> None:
    # 1200.01: months 100.01, then eleven of 100.00; regions 3 to 1: 75.01 and 25.00, then 75.00 and 25.00
    found = spread(1200_01, flat(DACH=300, Iberia=100), plan())
    january = found[found.month == "2027-01"].set_index("region").target
    assert january.to_dict() == {"DACH": 75_01, "Iberia": 25_00}
    assert found[found.month == "2027-02"].set_index("region").target.to_dict() == {"DACH": 75_00, "Iberia": 25_00}
    assert len(found) == 24


amounts = st.lists(st.integers(-50, 10**7), min_size=24, max_size=24)
bases = st.sampled_from(["even", "trailing_12", "prior_year", "seasonal"])


@settings(max_examples=20)
@given(
    st.integers(0, 10**11),
    st.dictionaries(st.tuples(st.sampled_from("ABC"), st.sampled_from("xyz")), amounts, min_size=1),
    st.sampled_from(["even", "prior_year", "seasonal"]),
    bases,
    bases,
    st.randoms(use_true_random=False),
)
def test_leaves_sum_to_the_goal_whatever_the_data_and_the_order_of_its_rows(
    amount: int, table: dict[tuple[str, str], list[int]], month: str, region: str, family: str, random: object
) -> None:
    cells = cells_of(table)
    breakdown = plan(month=month, region=region, product_family=family)
    try:
        found = spread(amount, cells, breakdown)
    except PlanError as error:
        refused = error.reference
    else:
        refused = ""
    if refused:
        assert refused == "basis-unavailable"
        return
    assert found.target.sum() == amount
    assert (found.target >= 0).all()
    assert not found.duplicated(["month", "region", "product_family"]).any()
    order = list(range(len(cells)))
    random.shuffle(order)  # type: ignore[attr-defined]
    pd.testing.assert_frame_equal(
        found, targets(goals_of(amount), breakdown, ground(cells.iloc[order], history(cells)))
    )


@settings(max_examples=20)
@given(
    st.integers(10**6, 10**9),
    st.lists(st.tuples(st.sampled_from(["A", "B"]), st.integers(1, 12), st.integers(0, 900)), max_size=5),
)
def test_locks_are_kept_and_the_sum_still_holds(amount: int, locked: list[tuple[str, int, int]]) -> None:
    held = {(region, f"2027-{month:02d}"): units for region, month, units in locked}
    breakdown = plan(locks=[lock(region, month, units) for (region, month), units in held.items()])
    try:
        found = spread(amount, flat(A=5, B=3, C=2), breakdown)
    except PlanError as error:
        refused = error.reference
    else:
        refused = ""
    if refused:
        assert refused == "infeasible-locks"
        assert sum(held.values()) * 100 > amount  # nothing else may be refused
        return
    assert found.target.sum() == amount
    by = found.groupby(["region", "month"]).target.sum()
    assert all(by[cell] == units * 100 for cell, units in held.items())


def test_a_lock_is_made_up_for_by_the_other_regions_of_that_month() -> None:
    found = spread(1200_00, flat(A=1, B=1, C=2), plan(locks=[lock("A", "2027-03", 0)]))
    march = found[found.month == "2027-03"].set_index("region").target.to_dict()
    assert march == {"A": 0, "B": 33_33, "C": 66_67}  # 100.00 over 1 to 2
    assert found[found.month == "2027-04"].set_index("region").target.to_dict() == {"A": 25_00, "B": 25_00, "C": 50_00}


def test_where_every_region_is_locked_the_month_is_their_sum() -> None:
    found = spread(1200_00, flat(A=1, B=1), plan(locks=[lock("A", "2027-03", 10), lock("B", "2027-03", 30)]))
    assert found.groupby("month").target.sum()["2027-03"] == 40_00
    assert found.target.sum() == 1200_00


def test_locks_above_the_goal_are_refused_by_name() -> None:
    with pytest.raises(PlanError, match="infeasible-locks") as told:
        spread(100_00, flat(A=1, B=1), plan(locks=[lock("A", "2027-03", 150)]))
    assert "A 2027-03: 150.00 (agreed)" in str(told.value)


def test_a_lock_on_a_region_without_orders_is_refused() -> None:
    with pytest.raises(PlanError, match="'Mars' has no orders"):
        spread(100_00, flat(A=1, B=1), plan(locks=[lock("Mars", "2027-03", 1)]))


def test_locks_are_those_of_the_goal_that_the_section_names() -> None:
    cells = flat(A=1, B=1)
    two = pd.concat([goals_of(1200_00), goals_of(2400_00, goal_id="other")])
    found = targets(two, plan(locks=[lock("A", "2027-03", 0)]), ground(cells))
    by = found.set_index(["goal_id", "month", "region"]).target
    assert by["g", "2027-03", "A"] == 0
    assert by["other", "2027-03", "A"] == 100_00
    assert found.groupby("goal_id").target.sum().to_dict() == {"g": 1200_00, "other": 2400_00}


def test_a_lock_of_a_person_is_left_to_the_quotas() -> None:
    held = {"rep": "R1", "month": "2027-03", "amount": 0, "reason": "leave"}
    cells = flat(A=1, B=1)
    pd.testing.assert_frame_equal(spread(1200_00, cells, plan(locks=[held])), spread(1200_00, cells, plan()))


def test_prior_year_takes_the_latest_closed_month_of_that_name() -> None:
    # the region turned from A to B in 2026, which ends the history: 2027-03 follows 2026-03
    cells = cells_of({("A", "Flow"): [100] * 12 + [1] * 12, ("B", "Flow"): [0] * 12 + [99] * 12})
    found = spread(1200_00, cells, plan(region="prior_year"))
    assert found.groupby("region").target.sum()["B"] == 1188_00


def test_seasonal_months_follow_the_planted_season() -> None:
    season = [65, 70, 90, 75, 80, 95, 70, 60, 95, 85, 95, 120]
    found = spread(1000_00, cells_of({("A", "Flow"): [s * 100 for s in season] * 2}), plan(month="seasonal"))
    assert found.target.tolist() == [s * 100 for s in season]


def test_families_follow_their_own_region() -> None:
    cells = cells_of({("A", "Flow"): [3] * 24, ("A", "Level"): [1] * 24, ("B", "Level"): [4] * 24})
    found = spread(960_00, cells, plan())
    by = found.groupby(["region", "product_family"]).target.sum()
    assert by.to_dict() == {("A", "Flow"): 360_00, ("A", "Level"): 120_00, ("B", "Flow"): 0, ("B", "Level"): 480_00}


def test_who_sold_nothing_for_a_year_gets_no_target() -> None:
    cells = cells_of({("A", "Flow"): [3] * 24, ("B", "Old"): [9] * 12 + [0] * 12})
    assert set(spread(100_00, cells, plan(region="even", product_family="even")).region) == {"A"}


def test_without_a_breakdown_there_are_no_targets() -> None:
    assert spread(100_00, flat(A=1), None).empty


def test_a_goal_in_other_units_is_not_broken_down() -> None:
    assert spread(100_00, flat(A=1), plan(), unit="fraction").empty


def test_a_goal_of_a_quarter_has_three_months() -> None:
    found = spread(100_00, flat(A=1), plan(), first="2027-04", last="2027-06")
    assert found.month.tolist() == ["2027-04", "2027-05", "2027-06"]
    assert found.target.tolist() == [33_34, 33_33, 33_33]


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({"region": "potential"}, "region: trailing_12"),
        ({"product_family": "potential"}, "product_family: trailing_12"),
    ],
)
def test_a_basis_that_is_not_there_yet_says_what_to_write(keys: dict[str, str], words: str) -> None:
    with pytest.raises(PlanError, match=words):
        spread(100_00, flat(A=1), plan(**keys))


@pytest.mark.parametrize("month", ["seasonal", "prior_year"])
def test_a_short_history_gives_no_monthly_basis(month: str) -> None:
    cells = flat(A=1)
    cells = cells[cells.month >= "2026-03"]
    with pytest.raises(PlanError, match="write month: even"):
        targets(goals_of(100_00), plan(month=month), ground(cells, history_of([1] * 10, "2026-03")))


def test_regions_without_sales_have_no_shares() -> None:
    with pytest.raises(PlanError, match="no sales in the twelve months to 2026-12"):
        spread(100_00, flat(A=0), plan())


def test_amounts_scale_the_targets() -> None:
    cells = flat(A=3, B=5)
    one, ten = (np.array(spread(amount, cells, plan()).target) for amount in (960_00, 9600_00))
    assert (ten == 10 * one).all()


def test_a_lock_above_an_even_month_lifts_that_month() -> None:
    found = spread(1200_00, flat(A=1, B=1), plan(locks=[lock("A", "2027-03", 150)]))
    by = found.groupby("month").target.sum()
    # March is all A's 150.00; the other eleven months share 1050.00: 95.46 first, at 95.454545... each
    assert by["2027-03"] == 150_00
    assert by["2027-01"] == 95_46
    assert by.sum() == 1200_00


def test_a_currency_without_cents_is_shared_in_whole_units() -> None:
    two = flat(A=200, B=100)
    goal = goals_of(101_00, last="2027-02")  # 101 over two months: 51 and 50; two thirds of them 34 and 33.3
    found = targets(goal, plan(), ground(two, currency="JPY"))
    sums = found.pivot(index="month", columns="region", values="target")
    assert sums.sum(axis=1).tolist() == [51_00, 50_00]
    assert sums["A"].tolist() == [34_00, 33_00]
    assert sums["B"].tolist() == [17_00, 17_00]
    cents = targets(goal, plan(), ground(two)).groupby("month").target.sum()
    assert cents.tolist() == [50_50, 50_50]
    part = targets(goals_of(101_50, last="2027-02"), plan(), ground(two, currency="JPY"))
    assert part.target.sum() == 101_50  # what was converted to half a unit stays whole together
    assert "house account" not in set(part.region)
