from __future__ import annotations

import math
import time
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesplan_nb.calendars import months_between
from salesplan_nb.fiscal import CalendarMonths, PlanYear
from salesplan_nb.goals.attainment import chance_range as demand_range
from salesplan_nb.goals.level import LevelChange
from salesplan_nb.goals.result import Goals
from salesplan_nb.resources import capacity, facts, landing, simulate, team
from salesplan_nb.resources.carriers import carriers, productive, staying
from salesplan_nb.resources.chance import chance_of, chance_range, reached_by
from salesplan_nb.resources.simulation import Simulation
from salesplan_nb.results import framed
from salesplan_nb.workspace.plan import Attrition, Role
from tests.resources.small_goals import AE, NOBODY_LEAVES, reps, small_goals, year

YEAR = PlanYear("2027-01", "2027-12", CalendarMonths())
NO_EFFECTS = pd.DataFrame({"draw": [], "month": [], "amount_cents": []})
GOALS = small_goals(year(1), [[1] * 12], paths_from="2027-01")
"""For the range alone: no backtest errors."""
NO_BUDGET = pd.DataFrame({"amount_cents": pd.Series(dtype="int64")})
TWO = team(reps(("R1", "ae"), ("R2", "ae")), [AE], YEAR)


def rng() -> np.random.Generator:
    return np.random.default_rng(7)


def run(
    paths: list[list[int]], people: pd.DataFrame = TWO, role: Role = AE, leaving: Attrition | None = NOBODY_LEAVES
) -> Simulation:
    goals = small_goals(year(20_000), paths, paths_from="2027-01")
    return simulate(goals, NO_EFFECTS, people, [role], leaving, rng())


def test_a_person_ramps_by_months_since_the_month_of_the_start() -> None:
    months = months_between("2027-01", "2027-06")
    assert productive([0.0, 0.25, 0.5], "2027-02", "", months) == [0, 0, 0.25, 0.5, 1, 1]
    assert productive([0.0, 0.25, 0.5], "2026-12", "", months) == [0.25, 0.5, 1, 1, 1, 1]
    assert productive([0.0, 0.25, 0.5], "", "", months) == [1] * 6
    assert productive([], "2027-02", "", months) == [0, 1, 1, 1, 1, 1]


def test_the_month_of_leaving_carries_nothing_unless_it_was_worked_to_the_end() -> None:
    months = months_between("2027-01", "2027-04")
    people = team(reps(("R1", "ae", "", "", "", "2027-03-30"), ("R2", "ae", "", "", "", "2027-03-31")), [AE], YEAR)
    assert people["last_month"].tolist() == ["2027-02", "2027-03"]
    assert [productive([], "", last, months) for last in people["last_month"]] == [[1, 1, 0, 0], [1, 1, 1, 0]]


def test_a_months_capacity_is_quota_times_share_times_ramp_times_attainment() -> None:
    half = AE.model_copy(update={"expected_attainment": 0.5, "ramp": [0.0, 0.5]})
    people = team(reps(("R1", "ae"), ("R2", "ae", "", "", "2027-02-01"), ("R3", "lead")), [half], YEAR)
    targets = [10, 30] + [6] * 10  # of 100
    found = carriers(people, [half], YEAR.months, targets, "2026-12")
    assert found.rep_ids == ("R1", "R2")  # a lead has no quota
    assert found.carried[0].tolist() == [6_000, 18_000] + [3_600] * 10  # 120,000 cents x 10% x 1 x 0.5, ...
    assert found.carried[1].tolist() == [0, 0, 1_800] + [3_600] * 9  # starts in February: 0, then half, then full
    assert found.at_risk[1].tolist() == [0, *range(1, 12)]


def test_a_quarter_shares_a_quarter_of_the_annual_quota() -> None:
    found = carriers(TWO, [AE], ["2027-01", "2027-02", "2027-03"], [1, 1, 2], "2026-12")
    assert found.carried.sum(axis=1).tolist() == [30_000, 30_000]  # 120,000 x 3 / 12
    assert found.carried[0].tolist() == [7_500, 7_500, 15_000]


def test_people_stay_with_the_geometric_chance_of_their_months_at_risk() -> None:
    found = carriers(TWO, [AE], YEAR.months, [1] * 12, "2026-10")
    assert found.at_risk[0].tolist() == list(range(3, 15))  # November is the first month at risk
    kept = staying(found, 0.12, rng().random((2, 200_000))).mean(axis=0)
    expected = [2 * 10_000 * 0.88 ** (k / 12) for k in range(3, 15)]
    assert kept == pytest.approx(expected, rel=0.002)


def test_nobody_comes_back() -> None:
    kept = staying(carriers(TWO, [AE], YEAR.months, [1] * 12, "2026-12"), 0.5, rng().random((2, 500)))
    assert (np.diff(kept, axis=1) <= 0).all()
    assert set(np.unique(kept)) == {0, 10_000, 20_000}


def test_everybody_at_risk_leaves_at_once_where_all_leave_within_the_year() -> None:
    found = staying(carriers(TWO, [AE], YEAR.months, [1] * 12, "2026-12"), 1.0, rng().random((2, 50)))
    assert not found.any()


def test_booked_is_the_smaller_of_demand_and_capacity_in_each_month() -> None:
    # two reps carry 200.00 a month; demand 150.00, then 300.00; target 200.00 x 12 = 2,400.00
    low, high = [15_000] * 12, [30_000] * 12
    mixed = [15_000] * 6 + [30_000] * 6
    found = facts(run([low, high, mixed, high]), GOALS, NO_BUDGET, None, "", rng())
    assert found.chance == 2 / 4  # 1,800; 2,400; 900 + 1,200 = 2,100; 2,400
    assert found.p_tactics == 3 / 4  # 1,800; 3,600; 2,700; 3,600
    assert found.binds == 3 / 4  # 2,400 < 3,600, 2,700, 3,600
    assert found.capacity_chance == 1
    assert found.plan_p50_cents == 225_000  # between 2,100 and 2,400
    assert found.level_80_cents == 180_000  # all four reach it; only three reach 2,100
    assert landing(run([low, high, mixed, high])).loc[0, "plan_p50"] == 17_500


def test_without_limits_of_capacity_the_chance_is_that_of_demand() -> None:
    endless = AE.model_copy(update={"annual_quota": 10**15})
    paths = rng().integers(0, 40_000, (300, 12)).tolist()
    found = facts(run(paths, role=endless), GOALS, NO_BUDGET, None, "", rng())
    assert found.chance == found.p_tactics
    assert found.binds == 0
    assert found.plan_p50_cents == found.momentum_p50_cents


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 4000), st.floats(0, 1), st.integers(1, 6))
def test_p_plan_is_never_above_p_tactics_and_more_people_never_lower_it(
    seed: int, quota: int, annual: float, count: int
) -> None:
    role = AE.model_copy(update={"annual_quota": quota * 100})
    paths = np.random.default_rng(seed).integers(0, 50_000, (60, 12)).tolist()
    leaving = Attrition(annual=annual, source="test")
    rows = [(f"R{i}", "ae") for i in range(count + 1)]
    fewer, more = (run(paths, team(reps(*rows[:n]), [role], YEAR), role, leaving) for n in (count, count + 1))
    assert fewer.capacity is not None
    assert more.capacity is not None
    assert (more.capacity >= fewer.capacity).all()  # the same people leave in the same months
    low, high = (chance_of(simulation.booked(), simulation.target) for simulation in (fewer, more))
    assert low <= high <= chance_of(more.demand, more.target)


def test_scaling_all_amounts_scales_where_the_plan_lands_and_leaves_the_chance() -> None:
    paths = rng().integers(0, 45_000, (200, 12))
    tenfold = AE.model_copy(update={"annual_quota": AE.annual_quota * 10})  # type: ignore[operator]
    leaving = Attrition(annual="12%", source="t")
    one = facts(run(paths.tolist(), leaving=leaving), GOALS, NO_BUDGET, None, "", rng())
    goals = small_goals(year(200_000), (paths * 10).tolist(), paths_from="2027-01")
    ten = facts(simulate(goals, NO_EFFECTS, TWO, [tenfold], leaving, rng()), GOALS, NO_BUDGET, None, "", rng())
    assert (ten.chance, ten.binds, ten.p_tactics) == (one.chance, one.binds, one.p_tactics)
    assert ten.plan_p50_cents == pytest.approx(10 * one.plan_p50_cents, abs=5)


def test_zero_in_gives_zero_out() -> None:
    found = facts(run([[0] * 12] * 5), GOALS, NO_BUDGET, None, "", rng())
    assert (found.plan_p10_cents, found.plan_p90_cents, found.chance, found.level_80_cents) == (0, 0, 0, 0)


def test_tactics_add_to_demand_in_the_months_to_come_only() -> None:
    goals = small_goals(year(100), [[100] * 9], paths_from="2027-04", gone={"2027-01": 5, "2027-02": 6, "2027-03": 7})
    effects = pd.DataFrame({"draw": 0, "month": YEAR.months, "amount_cents": 40})
    found = simulate(goals, effects, TWO, [AE], NOBODY_LEAVES, rng())
    assert found.demand[0].tolist() == [5, 6, 7] + [140] * 9
    assert found.momentum[0].tolist() == [5, 6, 7] + [100] * 9
    assert found.booked()[0].tolist() == [5, 6, 7] + [140] * 9  # two reps carry 20,000


def test_a_loss_takes_from_no_month_more_than_it_has() -> None:
    goals = small_goals(year(100), [[30] * 12], paths_from="2027-01")
    effects = pd.DataFrame({"draw": 0, "month": YEAR.months, "amount_cents": [-20, -40] * 6})
    assert simulate(goals, effects, TWO, [AE], NOBODY_LEAVES, rng()).demand.tolist() == [[10, 0] * 6]


def test_months_gone_by_are_what_was_booked_whatever_capacity_was() -> None:
    small = AE.model_copy(update={"annual_quota": 240})  # 20 a month and rep: 40 together
    goals = small_goals(year(100), [[100] * 9], paths_from="2027-04", gone=dict.fromkeys(YEAR.months[:3], 900))
    found = simulate(goals, NO_EFFECTS, TWO, [small], NOBODY_LEAVES, rng())
    assert found.booked()[0].tolist() == [900] * 3 + [40] * 9
    counted = facts(found, GOALS, NO_BUDGET, None, "", rng())
    assert counted.capacity_chance == 1  # 2,700 + 360 against 1,200
    assert counted.binds == 1  # 360 < 900 in the months to come


def test_paths_before_the_goals_period_do_not_count() -> None:
    goals = small_goals(year(20_000), [[99_999] * 2 + [15_000] * 12], paths_from="2026-11")
    found = simulate(goals, NO_EFFECTS, TWO, [AE], NOBODY_LEAVES, rng())
    assert found.as_of == "2026-10"
    assert found.demand[0].tolist() == [15_000] * 12


@pytest.mark.parametrize(
    ("people", "role", "leaving", "said"),
    [
        (TWO[:0], AE, NOBODY_LEAVES, "the table reps"),
        (TWO, Role(id="ae", title="AE"), NOBODY_LEAVES, "annual_quota of a role"),
        (TWO, AE.model_copy(update={"expected_attainment": None}), NOBODY_LEAVES, "expected_attainment of role ae"),
        (TWO, AE.model_copy(update={"id": "closer"}), NOBODY_LEAVES, "people in the role closer"),
        (TWO, AE, None, "attrition"),
    ],
)
def test_what_is_missing_for_capacity_is_named_and_the_chance_is_that_of_demand(
    people: pd.DataFrame, role: Role, leaving: Attrition | None, said: str
) -> None:
    simulation = run([[15_000] * 12, [30_000] * 12], people, role, leaving)
    found = facts(simulation, GOALS, NO_BUDGET, None, "", rng())
    assert said in found.missing
    assert not found.has_capacity
    assert found.chance == found.p_tactics == 0.5
    assert math.isnan(found.binds)
    assert math.isnan(found.capacity_chance)
    assert capacity(simulation).empty
    assert landing(simulation)["plan_p50"].tolist() == [22_500] * 12


def test_without_a_forecast_no_chance_can_be_told() -> None:
    simulation = run([])
    found = facts(simulation, GOALS, NO_BUDGET, None, "", rng())
    assert math.isnan(found.chance)
    assert math.isnan(found.chance_low)
    assert landing(simulation).empty
    assert capacity(simulation).empty


def test_capacity_shows_its_median_against_the_target() -> None:
    found = capacity(run([[1] * 12] * 3))
    assert found["p50_cents"].tolist() == [20_000] * 12
    assert found["cover"].tolist() == [1.0] * 12


def test_the_level_that_eight_in_ten_reach_is_reached_by_eight_in_ten() -> None:
    paths = np.arange(10, 110, 10).reshape(-1, 1)
    assert reached_by(paths, 0.8) == 30  # 30, 40, ..., 100
    assert reached_by(paths, 1.0) == 10
    assert reached_by(paths[:0], 0.8) == 0


def test_four_thousand_draws_of_fourteen_months_take_less_than_a_second() -> None:
    paths = rng().integers(0, 40_000, (4000, 14))
    goals = small_goals(year(20_000), paths.tolist(), paths_from="2026-11")
    people = team(reps(*[(f"R{i}", "ae") for i in range(40)]), [AE], YEAR)
    began = time.perf_counter()
    simulate(goals, NO_EFFECTS, people, [AE], Attrition(annual="12%", source="t"), rng())
    assert time.perf_counter() - began < 1


def with_outcomes(*outcomes: int) -> Goals:
    """Goals whose quarters were forecast as 900 to 1,100 around 1,000, and came out as given [cents]."""
    rows = [(f"2026-{i + 1:02d}", "quarter", outcome, 900, 1000, 1100, True) for i, outcome in enumerate(outcomes)]
    return replace(GOALS, errors=framed(Goals, "errors", rows))


def demand_around(middle: int) -> list[list[int]]:
    """Sixty paths, the same amount in each month: spread evenly by a fifth to either side."""
    return [[amount] * 12 for amount in np.linspace(0.8 * middle, 1.2 * middle, 60).round().astype(int).tolist()]


def test_the_range_is_that_of_demand_alone_where_capacity_is_not_planned() -> None:
    goals = with_outcomes(950, 1080, 990, 1060, 930, 1010)
    simulation = run(demand_around(20_000), leaving=None)
    expected = demand_range(simulation.momentum.sum(axis=1), 240_000, goals.errors, rng(), months=len(goals.history))
    assert chance_range(simulation, goals, rng()) == pytest.approx(expected, abs=1 / 60)
    assert expected[0] < chance_of(simulation.booked(), 240_000) < expected[1]


def test_an_error_of_the_forecast_counts_only_as_far_as_people_can_carry_it() -> None:
    goals = with_outcomes(800, 1200, 850, 1150, 900, 1100)
    # two reps carry 200.00 a month and 2,400.00 is asked for: with demand far above, only people decide
    assert chance_range(run(demand_around(90_000)), goals, rng()) == (1.0, 1.0)
    assert chance_range(run(demand_around(90_000), TWO[:1]), goals, rng()) == (0.0, 0.0)


def test_the_range_is_the_same_for_ten_times_the_amounts() -> None:
    goals = with_outcomes(950, 1080, 990, 1060, 930, 1010)
    big = small_goals(year(200_000), [[10 * a for a in path] for path in demand_around(20_000)], paths_from="2027-01")
    tenfold = AE.model_copy(update={"annual_quota": 1_200_000})
    one, ten = run(demand_around(20_000)), simulate(big, NO_EFFECTS, TWO, [tenfold], NOBODY_LEAVES, rng())
    assert chance_range(one, goals, rng()) == pytest.approx(chance_range(ten, goals, rng()), abs=1 / 60)


def test_the_range_asks_whether_the_level_changed() -> None:
    goals = with_outcomes(950, 1080, 990, 1060, 930, 1010, 980, 1020, 1000, 960, 1040, 990)
    moved = replace(goals, facts=replace(goals.facts, level=LevelChange("2026-12", 2, 100.0, 300.0)))
    simulation = run(demand_around(20_000), leaving=None)
    before, after = (np.ptp(chance_range(simulation, one, rng())) for one in (goals, moved))
    assert after > 1.5 * before
