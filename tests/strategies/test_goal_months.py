from __future__ import annotations

from dataclasses import replace

import pandas as pd

from salesplan_nb.goals.result import Goals
from salesplan_nb.results import framed
from salesplan_nb.strategies.goal_months import goal_months, has_paths
from tests.resources.small_goals import small_goals

GOALS = small_goals({"2027-01": 30, "2027-02": 10}, [[5, 5]], paths_from="2027-01")


def test_a_month_is_the_sum_of_its_cells() -> None:
    cells = pd.concat([GOALS.targets, GOALS.targets.assign(region="Iberia"), GOALS.targets.assign(goal_id="other")])
    assert goal_months(replace(GOALS, targets=cells)).to_dict() == {"2027-01": 60, "2027-02": 20}


def test_a_goal_without_a_breakdown_follows_what_was_booked_and_is_forecast() -> None:
    forecast = framed(Goals, "forecast", [("total", "2027-02", 0, 0, 300, 0), ("region: DACH", "2027-02", 0, 0, 9, 0)])
    history = framed(Goals, "history", [("2027-01", 100)])
    bare = replace(GOALS, targets=GOALS.targets[:0], forecast=forecast, history=history)
    assert goal_months(bare).to_dict() == {"2027-01": 10, "2027-02": 30}  # 40 by 100 and 300
    nothing = replace(bare, forecast=forecast[:0], history=history.assign(amount_cents=0))
    assert goal_months(nothing).to_dict() == {"2027-01": 20, "2027-02": 20}


def test_a_goal_without_a_target_in_money_has_no_months() -> None:
    bare = replace(GOALS, targets=GOALS.targets[:0])
    assert goal_months(replace(bare, goals=bare.goals.assign(target=float("nan")))).empty
    assert goal_months(replace(bare, goals=bare.goals.assign(unit="fraction"))).empty
    assert goal_months(replace(bare, goals=bare.goals[:0])).empty


def test_paths_speak_about_the_goal_only_where_its_chance_is_known() -> None:
    assert has_paths(GOALS)
    assert not has_paths(replace(GOALS, goals=GOALS.goals.assign(demand_p50=float("nan"))))
    assert not has_paths(replace(GOALS, paths=GOALS.paths[:0]))
    assert not has_paths(replace(GOALS, goals=GOALS.goals[:0]))
