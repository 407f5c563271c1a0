from __future__ import annotations

import numpy as np
import pandas as pd

from salesplan_nb.fiscal import CalendarMonths, PlanYear
from salesplan_nb.resources import facts, options, simulate, team
from salesplan_nb.resources.simulation import Simulation
from salesplan_nb.workspace.plan import Attrition, Budget, Role, Scenario
from tests.resources.small_goals import AE, NOBODY_LEAVES, reps, small_goals, year

YEAR = PlanYear("2027-01", "2027-12", CalendarMonths())
NO_EFFECTS = pd.DataFrame({"draw": [], "month": [], "amount_cents": []})
HIRE_ONE = Scenario.model_validate({"id": "one-more", "hires": [{"role": "ae", "region": "DACH", "starts": "2027-07"}]})
REPS = reps(("R1", "ae", "DACH"), ("R2", "ae", "DACH"))


def run(
    paths: list[list[int]], leaving: Attrition = NOBODY_LEAVES, scenario: Scenario | None = None, role: Role = AE
) -> Simulation:
    goals = small_goals(year(20_000), paths, paths_from="2027-01")
    people = team(REPS, [role], YEAR, scenario)
    return simulate(goals, NO_EFFECTS, people, [role], leaving, np.random.default_rng(7))


def test_hires_are_simulated_with_the_same_draws() -> None:
    # two reps carry 200.00 a month; demand is 250.00, 300.00 and 100.00; from July a third carries 100.00
    simulation = run([[25_000] * 12, [30_000] * 12, [10_000] * 12])
    hires, *_ = options(simulation, [HIRE_ONE], [AE], Budget(limit="50"), YEAR).to_dict("records")
    # before: 2,400, 2,400, 1,200; after: 1,200 + 1,500, 1,200 + 1,800, 1,200
    assert hires["gain_cents"] == 270_000 - 240_000
    assert hires["chance"] == 2 / 3
    assert hires["cost_cents"] == 60_00  # 120.00 x 6 / 12
    assert hires["over_limit_cents"] == 10_00  # 60.00 against a limit of 50.00
    assert (hires["kind"], hires["count"], hires["role"], hires["region"], hires["starts"]) == (
        "hires",
        1,
        "ae",
        "DACH",
        "2027-07",
    )
    assert hires["target_cents"] == 240_000


def test_people_of_the_scenario_that_is_run_use_up_the_limit_for_the_next_option() -> None:
    other = Scenario.model_validate({"id": "another", "hires": [{"role": "ae", "region": "DACH", "starts": "2027-10"}]})
    taken = run([[25_000] * 12], scenario=HIRE_ONE)
    found = options(taken, [other, HIRE_ONE], [AE], Budget(limit="70"), YEAR, HIRE_ONE).set_index("option")
    assert found.loc["another", "over_limit_cents"] == 20_00  # 60.00 for July's hire, 30.00 for October's, less 70.00


def test_without_a_limit_or_pay_nothing_is_over_and_the_missing_pay_is_said() -> None:
    unpaid = AE.model_copy(update={"ote": None})
    simulation = run([[25_000] * 12], role=unpaid)
    hires = options(simulation, [HIRE_ONE], [unpaid], None, YEAR).iloc[0]
    assert (hires["cost_cents"], hires["over_limit_cents"]) == (0, 0)
    assert hires["note"] == "without the pay of ae: no ote in plan.yml"


def test_goals_are_the_largest_amounts_that_five_and_eight_in_ten_reach() -> None:
    # yearly sums of 12,345.60, 24,691.20, ..., ten of them
    paths = [[102_880 * step] * 12 for step in range(1, 11)]
    endless = AE.model_copy(update={"annual_quota": 10**12})
    found = options(run(paths, role=endless), [], [endless], None, YEAR).set_index("option")
    assert found.loc["goal-5-in-10", "target_cents"] == 74_073_60  # the sixth smallest
    assert found.loc["goal-8-in-10", "target_cents"] == 37_036_80  # the third smallest
    assert found.loc["goal-5-in-10", "chance"] == 0.5
    assert found.loc["goal-8-in-10", "chance"] == 0.8
    assert set(found["kind"]) == {"goal"}


def test_an_option_that_is_run_has_the_chance_it_was_offered_with() -> None:
    paths = np.random.default_rng(3).integers(0, 60_000, (400, 12)).tolist()
    leaving = Attrition(annual="30%", source="test")
    offered = options(run(paths, leaving), [HIRE_ONE], [AE], None, YEAR).iloc[0]
    taken = run(paths, leaving, HIRE_ONE)
    done = facts(
        taken,
        small_goals(year(1), [], paths_from="2027-01"),
        pd.DataFrame({"amount_cents": []}),
        None,
        "",
        np.random.default_rng(1),
    )
    before = np.median(run(paths, leaving).booked().sum(axis=1))
    assert done.chance == offered["chance"]
    assert done.plan_p50_cents - before == offered["gain_cents"]
    assert "one-more" not in options(taken, [HIRE_ONE], [AE], None, YEAR, HIRE_ONE)["option"].tolist()


def test_without_capacity_only_goals_are_proposed_and_without_a_forecast_nothing() -> None:
    bare = Role(id="ae", title="AE")
    assert set(options(run([[1] * 12], role=bare), [HIRE_ONE], [bare], None, YEAR)["kind"]) == {"goal"}
    assert options(run([]), [HIRE_ONE], [AE], None, YEAR).empty
