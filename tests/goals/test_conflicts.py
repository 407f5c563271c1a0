"""Goals that do not fit each other, each kind in a set small enough to add up by hand."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesplan_nb.calendars import Period
from salesplan_nb.goals import Goals, conflicts
from salesplan_nb.results import framed
from salesplan_nb.workspace.plan import UNITS

BOTH = ["region: DACH", "region: Nordics", "product_family: Flow"]


def goal(goal_id: str, target: float, period: str = "2027", **keys: object) -> dict[str, object]:
    months, metric = Period.parse(period), str(keys.get("metric", "bookings"))
    return {
        "goal_id": goal_id,
        "name": goal_id.upper(),
        "metric": metric,
        "unit": UNITS[metric],
        "scope": "total",
        "owner": "cro",
        "target": target,
        "baseline": 100_00.0,
        "baseline_period": months.shifted(-12).label,
        "first": months.first,
        "last": months.last,
    } | keys


NONE = framed(Goals, "targets", [])


def found(*goals: dict[str, object], targets: pd.DataFrame = NONE) -> pd.DataFrame:
    names = {"cro": "Chief", "cfo": "Finance"}
    return conflicts(pd.DataFrame(goals), BOTH, targets, currency="EUR", names=names)


def kinds(*goals: dict[str, object]) -> list[tuple[str, str, str, float]]:
    return [(r.goal_id, r.other_id, r.kind, r.difference) for r in found(*goals).itertuples()]


def test_goals_that_fit_have_no_row() -> None:
    quarters = [goal(f"q{i}", 30_00, f"2027-Q{i}") for i in (1, 2, 3)]
    regions = [goal("dach", 70_00, scope="region: DACH"), goal("nordics", 50_00, scope="region: Nordics")]
    later = goal("next", 500_00, "2028")
    rate = [goal("a", 0.8, metric="csat"), goal("b", 0.9, "2027-Q4", metric="csat")]
    assert kinds(goal("year", 120_00), *quarters, goal("q4", 30_00, "2027-Q4"), *regions, later, *rate) == []


def test_two_targets_for_one_thing_are_named_with_their_difference() -> None:
    rows = found(goal("a", 120_00), goal("b", 130_00))
    assert rows[["goal_id", "other_id", "kind", "difference", "must"]].values.tolist() == [
        ["a", "b", "two targets", 10_00, True]
    ]
    assert rows.words.tolist() == ["A and B ask for EUR 120 and EUR 130 of the same"]


def test_two_owners_of_one_goal_are_named_and_the_same_goal_twice_is_too() -> None:
    rows = found(goal("a", 120_00), goal("b", 120_00, owner="cfo"))
    assert rows.kind.tolist() == ["two owners"]
    assert rows.words.tolist() == ["A and B are the same, and have two owners, Chief and Finance"]
    assert math.isnan(rows.difference.iloc[0])
    assert [row[2] for row in kinds(goal("a", 120_00), goal("b", 120_00))] == ["doubled"]
    assert [row[2] for row in kinds(goal("a", 120_00), goal("b", 130_00, owner="cfo"))] == ["two targets", "two owners"]


def test_other_scopes_metrics_or_months_are_other_things() -> None:
    assert kinds(goal("a", 1_00, scope="region: DACH"), goal("b", 2_00, scope="region: Nordics")) == []
    assert kinds(goal("a", 1_00, scope="region: DACH"), goal("b", 2_00, scope="product_family: Flow")) == []
    assert kinds(goal("a", 0.8, metric="csat"), goal("b", 0.9, metric="win_rate")) == []


@pytest.mark.parametrize(
    ("last", "kind", "gap"), [(31_00, "parts exceed", 1_00), (29_00, "parts fall short", -1_00), (30_00, None, 0)]
)
def test_quarters_are_added_up_against_their_year(last: float, kind: str | None, gap: float) -> None:
    quarters = [goal(f"q{i}", 30_00, f"2027-Q{i}") for i in (1, 2, 3)]
    rows = kinds(goal("year", 120_00), *quarters, goal("q4", last, "2027-Q4"))
    assert rows == ([("q1", "year", kind, gap)] if kind else [])


def test_parts_that_leave_something_out_can_only_exceed() -> None:
    assert kinds(goal("year", 120_00), goal("q1", 30_00, "2027-Q1")) == []
    assert kinds(goal("year", 120_00), goal("q1", 121_00, "2027-Q1")) == [("q1", "year", "parts exceed", 1_00)]
    rows = found(goal("year", 120_00), goal("q1", 121_00, "2027-Q1"))
    assert rows.words.tolist() == ["Q1 asks for EUR 121, EUR 1 more than YEAR"]


def test_a_month_within_a_quarter_counts_once_in_the_year() -> None:
    january = goal("jan", 12_00, "2027-01")
    quarters = [goal(f"q{i}", 30_00, f"2027-Q{i}") for i in (1, 2, 3, 4)]
    assert kinds(goal("year", 120_00), january, *quarters) == []
    assert kinds(goal("year", 121_00), january, *quarters) == [("q1", "year", "parts fall short", -1_00)]


def test_regions_are_added_up_against_the_whole_where_each_has_a_goal() -> None:
    dach, nordics = goal("dach", 70_00, scope="region: DACH"), goal("nordics", 40_00, scope="region: Nordics")
    assert kinds(goal("year", 120_00), dach, nordics) == [("dach", "year", "parts fall short", -10_00)]
    assert kinds(goal("year", 120_00), dach) == []
    assert kinds(goal("year", 100_00), dach, nordics) == [("dach", "year", "parts exceed", 10_00)]


def test_new_customers_add_up_over_months_and_rates_never_do() -> None:
    year, quarters = goal("y", 40, metric="new_customers"), [
        goal(f"q{i}", 11, f"2027-Q{i}", metric="new_customers") for i in (1, 2, 3, 4)
    ]  # fmt: skip
    assert kinds(year, *quarters) == [("q1", "y", "parts exceed", 4)]
    rates = [goal(f"q{i}", 0.5, f"2027-Q{i}", metric="csat") for i in (1, 2, 3, 4)]
    assert kinds(goal("y", 0.9, metric="csat"), *rates) == []


def test_periods_that_cross_count_months_twice_and_may_be_meant() -> None:
    rows = found(goal("a", 60_00, "2027-01..2027-06"), goal("b", 60_00, "2027-04..2027-09"))
    assert rows.values.tolist()[0][2] == "overlap"
    assert (rows.words.iloc[0], rows.must.iloc[0]) == ("A and B both count Q2 2027", False)


def test_growth_and_money_over_the_same_months_are_one_thing() -> None:
    # 100.00 a year before: +20% is 120.00, +30% is 130.00
    growth = goal("g", 0.3, metric="revenue_growth")
    assert kinds(goal("m", 120_00), growth) == [("m", "g", "two targets", 10_00)]
    assert kinds(growth, goal("m", 130_00)) == []
    assert kinds(growth, goal("m", 120_00, baseline_period="2026-Q4")) == []
    assert kinds(growth, goal("m", 120_00, scope="region: DACH")) == []


def test_goals_without_months_or_target_are_left_to_smart() -> None:
    assert kinds(goal("a", math.nan), goal("b", 1_00), goal("c", 2_00, first="", last="")) == []


def shared(goal_id: str, north: int, south: int) -> pd.DataFrame:
    """The same in every month of 2027."""
    rows = [
        (goal_id, f"2027-{month:02d}", region, "Flow", amount, "")
        for month in range(1, 13)
        for region, amount in (("DACH", north), ("Nordics", south))
    ]
    return framed(Goals, "targets", rows)


def test_a_part_that_the_breakdown_of_its_whole_gives_another_amount_is_named_and_may_be_meant() -> None:
    # 120.00 a year: 10.00 a month, of which 6.00 in DACH; Q1 is 30.00, DACH 72.00, Flow all of it
    year, given = goal("year", 120_00), shared("year", 6_00, 4_00)
    rows = found(year, goal("q1", 90_00, "2027-Q1"), targets=given)
    assert rows.iloc[:, [0, 1, 2, 3, 5]].values.tolist() == [["q1", "year", "breakdown differs", 60_00, False]]
    assert rows.words.tolist() == [
        "Q1 asks for EUR 90, and the breakdown of YEAR gives it EUR 30: a lock would hold what is meant"
    ]
    dach = found(year, goal("dach", 80_00, scope="region: DACH"), targets=given)
    assert (dach.kind.tolist(), dach.difference.tolist()) == (["breakdown differs"], [8_00])
    march = found(year, goal("march", 5_00, "2027-03", scope="region: DACH"), targets=given)
    assert march.difference.tolist() == [-1_00]
    steel = given.assign(product_family="Steel")
    flow = found(year, goal("flow", 20_00, scope="product_family: Steel"), targets=pd.concat([given, steel]))
    # Twelve months of 6.00 and 4.00 of Steel, and as much of Flow.
    assert flow[flow.kind == "breakdown differs"].difference.tolist() == [-100_00]


def test_a_part_that_fits_the_breakdown_or_is_none_of_it_is_not_named() -> None:
    year, given = goal("year", 120_00), shared("year", 6_00, 4_00)
    fits = [goal("q1", 30_00, "2027-Q1"), goal("dach", 72_00, scope="region: DACH"), goal("q2", 30_01, "2027-Q2")]
    later = [goal("next", 90_00, "2028-Q1"), goal("other", 90_00, "2027-Q1", metric="revenue")]
    assert found(year, *fits, *later, targets=given).empty
    assert found(year, goal("q1", 90_00, "2027-Q1"), targets=NONE).empty
    # More than the whole is named once, as what must be set right.
    assert found(year, goal("q1", 121_00, "2027-Q1"), targets=given).kind.tolist() == ["parts exceed"]
    # A region's goal has no breakdown of its own, and twice the same thing is no part.
    assert found(year, goal("again", 130_00), targets=given).kind.tolist() == ["two targets"]


@given(st.lists(st.integers(0, 10**9), min_size=12, max_size=12), st.integers(-(10**6), 10**6), st.randoms())
def test_months_and_their_year_never_conflict_when_they_add_up_and_always_when_they_do_not(
    cents: list[int], gap: int, chance: object
) -> None:
    goals = [goal(f"m{i:02d}", cents[i], f"2027-{i + 1:02d}") for i in range(12)] + [goal("year", sum(cents) - gap)]
    chance.shuffle(goals)  # type: ignore[attr-defined]
    rows = kinds(*goals)
    assert [row[2:] for row in rows] == (
        [] if abs(gap) <= 6 else [("parts exceed" if gap > 0 else "parts fall short", float(gap))]
    )
