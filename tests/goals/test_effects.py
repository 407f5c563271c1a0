"""Declared effects on top of the paths: drawn once for stages 2 and 3, and only in the months to come."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from salesplan_nb.goals import declared, month_targets, with_tactics
from salesplan_nb.strategies import effects, tactics
from salesplan_nb.workspace.plan import Tactic
from tests.resources.small_goals import small_goals

from .conftest import forecast_of, history_of


def tactic(**fields: object) -> Tactic:
    known = {
        "id": "t", "goal": "g", "action": "visit", "owner": "anna", "period": "2027",
        "effect": {"low": "10", "likely": "20", "high": "40", "source": "pilot"},
    } | fields  # fmt: skip
    return Tactic.model_validate({key: value for key, value in known.items() if value is not None})


PLAN = [
    tactic(id="a", name="Visits"),
    tactic(id="b", period="2027-02..2027-03", lever="price"),
    tactic(id="c", effect=None),
    tactic(id="d", goal="other"),
]


def rng() -> np.random.Generator:
    return np.random.default_rng(7)


def test_only_stated_effects_of_the_goal_count() -> None:
    told = declared(PLAN, "g")
    assert [(e.tactic_id, e.name, e.lever, e.low, e.likely, e.high) for e in told] == [
        ("a", "Visits", "", 10_00, 20_00, 40_00), ("b", "b", "price", 10_00, 20_00, 40_00),
    ]  # fmt: skip
    assert (told[1].first, told[1].last, told[1].source) == ("2027-02", "2027-03", "pilot")


def test_stage_2_adds_what_stage_3_tells_draw_by_draw() -> None:
    goals = small_goals({"2027-01": 300, "2027-02": 100, "2027-03": 600}, [[0, 0, 0, 0]] * 50, paths_from="2026-12")
    table = effects(tactics(PLAN, None), goals, rng())
    months = month_targets("g", goals.goals, goals.targets, goals.forecast, goals.history)
    forecast = forecast_of(history_of([0] * 11, "2026-01"), [[5, 5, 5, 5]] * 50)
    more = with_tactics(forecast, declared(PLAN, "g"), months, rng()).paths
    assert (more[:, 0] == 5).all()  # December 2026 is not of the goal
    told = table.pivot(index="draw", columns="month", values="amount_cents").to_numpy()
    assert (more[:, 1:] - 5 == told).all()
    assert (more[:, 1:].sum(axis=1) - 15 >= 20_00).all()  # the lows of both
    assert (forecast.paths == 5).all()


def test_an_effect_works_from_its_first_to_its_last_month() -> None:
    months = pd.Series([1, 1, 1, 1], index=["2027-01", "2027-02", "2027-03", "2027-04"])
    sure = {"low": "10", "likely": "10", "high": "10", "source": "contract"}
    forecast = forecast_of(history_of([0] * 12, "2026-01"), [[0] * 4])
    told = declared([tactic(effect=sure, period="2027-02..2027-03")], "g")
    assert with_tactics(forecast, told, months, rng()).paths.tolist() == [[0, 500, 500, 0]]


def test_what_falls_in_months_gone_by_is_in_the_actuals() -> None:
    months = pd.Series([1, 1], index=["2027-01", "2027-02"])
    sure = [tactic(effect={"low": "10", "likely": "10", "high": "10", "source": "contract"})]
    forecast = forecast_of(history_of([0] * 13, "2026-01"), [[7], [7]])  # February 2027 is ahead
    assert with_tactics(forecast, declared(sure, "g"), months, rng()).paths.tolist() == [[507], [507]]


def test_without_effects_the_forecast_is_itself() -> None:
    forecast = forecast_of(history_of([0] * 12, "2026-01"), [[1]])
    assert with_tactics(forecast, [], pd.Series([1], index=["2027-01"]), rng()) is forecast


def test_a_lever_that_the_build_does_not_know_is_refused() -> None:
    with pytest.raises(ValueError, match="price"):
        tactic(lever="volume")
