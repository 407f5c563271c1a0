"""Declared effects on top of the paths: drawn once for stages 2 and 3, and only in the months to come."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from salesplan_nb.errors import PlanError
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


def losing(low: str, period: str = "2027", **more: object) -> Tactic:
    return tactic(effect={"low": low, "likely": low, "high": low, "source": "contract"}, period=period, **more)


def test_a_declared_loss_takes_what_it_says_and_from_no_month_more_than_it_has() -> None:
    months = pd.Series([1, 1], index=["2027-01", "2027-02"])
    forecast = forecast_of(history_of([0] * 12, "2026-01"), [[10_00, 30_00], [2_00, 30_00], [10_00, 30_00]])
    told = declared([losing("-8")], "g")  # 4 in each month
    assert with_tactics(forecast, told, months, rng()).paths.tolist() == [[6_00, 26_00], [0, 26_00], [6_00, 26_00]]


def test_a_loss_of_more_than_the_forecast_holds_is_refused_with_what_it_holds() -> None:
    months = pd.Series([1, 1], index=["2027-01", "2027-02"])
    forecast = forecast_of(history_of([0] * 12, "2026-01"), [[10_00, 30_00], [0, 0], [20_00, 30_00]])
    with pytest.raises(PlanError, match="loss-too-large") as told:  # the median of 40, 0, 50
        with_tactics(forecast, declared([losing("-40.01")], "g"), months, rng())
    assert told.value.message == (
        "plan.yml, tactics 't': its effect takes away up to 40.01, and its months to come hold 40.00 by the forecast"
    )
    assert told.value.hint == "write low: -40 or a smaller loss"
    with_tactics(forecast, declared([losing("-40")], "g"), months, rng())
    with pytest.raises(PlanError, match="tactics 't'"):  # January alone holds 10
        with_tactics(forecast, declared([losing("-10.01", "2027-01")], "g"), months, rng())


def test_losses_together_take_no_more_than_there_is() -> None:
    months = pd.Series([1, 1], index=["2027-01", "2027-02"])
    forecast = forecast_of(history_of([0] * 12, "2026-01"), [[10_00, 30_00]])
    with pytest.raises(PlanError, match="tactics 'b'") as told:  # 40 less 25
        with_tactics(forecast, declared([losing("-25", id="a"), losing("-16", id="b")], "g"), months, rng())
    assert "hold 15.00 by the forecast, less what tactics before it take" in told.value.message
    with_tactics(forecast, declared([losing("-25", id="a"), losing("-15", id="b")], "g"), months, rng())
    with pytest.raises(PlanError, match=r"hold 10\.00"):  # what February holds is not January's
        with_tactics(forecast, declared([losing("-2", id="a"), losing("-20", "2027-01")], "g"), months, rng())


def test_of_a_loss_only_what_falls_in_months_to_come_counts() -> None:
    months = pd.Series([3, 1], index=["2027-01", "2027-02"])  # a quarter is to come: 10 of 40
    forecast = forecast_of(history_of([0] * 13, "2026-01"), [[10_00]])
    assert with_tactics(forecast, declared([losing("-40")], "g"), months, rng()).paths.tolist() == [[0]]
    with pytest.raises(PlanError, match="write low: -40"):
        with_tactics(forecast, declared([losing("-41")], "g"), months, rng())


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
