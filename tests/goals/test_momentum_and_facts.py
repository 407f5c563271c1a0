"""Paths of parts that sum to the whole, and the facts of the stage."""

from __future__ import annotations

import doctest
import math
from importlib import import_module

import numpy as np
import pandas as pd
import pytest

from salesplan_nb import goals
from salesplan_nb.calendars import Period, months_between
from salesplan_nb.fiscal import CalendarMonths, PlanYear
from salesplan_nb.goals.coherence import member_table
from salesplan_nb.goals.signal import Signal
from salesplan_nb.goals.summary import _little
from salesplan_nb.results import checked, framed
from salesplan_nb.workspace.plan import Breakdown, Goal, Objective

from .conftest import history_of
from .test_breakdown import ground

SEASON = np.array([6.5, 7, 9, 7.5, 8, 9.5, 7, 6, 9.5, 8.5, 9.5, 12]) / 100


def rng(seed: int = 1) -> np.random.Generator:
    return np.random.default_rng(seed)


def company(months: int = 36) -> pd.DataFrame:
    noise, names = rng(), months_between("2023-11", "2026-10")[-months:]
    rows = [
        (month, region, family, round(1e9 * share * part * SEASON[int(month[5:]) - 1] * math.exp(noise.normal(0, 0.1))))
        for month in names
        for region, share in (("DACH", 0.5), ("Iberia", 0.3), ("Nordics", 0.2))
        for family, part in (("Flow", 0.6), ("Level", 0.4))
    ]
    return pd.DataFrame(rows, columns=["month", "region", "product_family", "amount_cents"])


TESTED = goals.Backtest(
    *(framed(goals.Goals, name, []) for name in ("backtest", "errors", "chances")),
    "smoothing",
    "seasonal naive",
    1.0,
    "",
    history_of([100_00] * 22, "2025-01"),
)


def total(cells: pd.DataFrame) -> pd.Series:
    sums = cells.groupby("month").amount_cents.sum()
    return history_of(sums.tolist(), str(sums.index[0]))


def regular(cells: pd.DataFrame) -> goals.Regular:
    return goals.regular(total(cells), cells, [])


def test_members_come_largest_first_over_the_last_twelve_months() -> None:
    recent = member_table(company(), "region", months_between("2025-11", "2026-10"))
    assert list(recent.columns) == ["DACH", "Iberia", "Nordics"]
    assert list(recent.index) == months_between("2025-11", "2026-10")


def test_the_forecast_has_a_scope_for_the_total_and_each_member() -> None:
    cells = company()
    found = goals.momentum(regular(cells), "2027-12", tested=TESTED, rng=rng(), draws=500)
    assert found.forecast.scope.unique().tolist() == [
        "total", "region: DACH", "region: Iberia", "region: Nordics", "product_family: Flow", "product_family: Level",
    ]  # fmt: skip
    assert found.months == tuple(months_between("2026-11", "2027-12"))
    assert len(found.forecast) == 6 * 14
    table = found.forecast.set_index(["scope", "month"])
    parts = table.loc[["region: DACH", "region: Iberia", "region: Nordics"]].groupby("month")["mean"].sum()
    assert (parts - table.loc["total"]["mean"]).abs().max() <= 2  # rounded means of three parts
    assert (found.forecast.p10 <= found.forecast.p50).all()
    assert (found.forecast.p50 <= found.forecast.p90).all()
    assert found.paths_table.groupby("month").amount_cents.sum().tolist() == found.paths.sum(axis=0).tolist()
    assert found.history_table.amount_cents.sum() == cells.amount_cents.sum()


def test_order_of_rows_is_irrelevant() -> None:
    cells = company()
    one = goals.momentum(regular(cells), "2027-12", tested=TESTED, rng=rng(), draws=50)
    two = goals.momentum(regular(cells.sample(frac=1, random_state=3)), "2027-12", tested=TESTED, rng=rng(), draws=50)
    pd.testing.assert_frame_equal(one.forecast, two.forecast)


def test_the_horizon_reaches_the_goal_that_ends_last() -> None:
    written = [
        Goal.model_validate({"id": "a", "metric": "bookings", "period": "2028-Q1"}),
        Goal.model_validate({"id": "b", "metric": "csat"}),
    ]
    assert goals.last_month(written, Period.parse("2027")) == "2028-03"
    assert goals.last_month(written[1:], Period.parse("2027")) == "2027-12"


def stage(cells: pd.DataFrame, breakdown: Breakdown | None = None) -> goals.Goals:
    same = {"objective": "grow", "metric": "bookings", "baseline": "yoy", "owner": "cro"}
    near, far = {"id": "near", "change": "+10%", "period": "2026"}, {"id": "far", "change": "+20%", "period": "2027"}
    written = [Goal.model_validate(same | own) for own in (near, far)]
    history = total(cells)
    test = goals.backtest(history, rng=rng())
    forecast = goals.momentum(
        regular(cells), goals.last_month(written, Period.parse("2027")), tested=test, rng=rng(), draws=500
    )
    reliability = goals.reliability(test.chances, rng())
    table = goals.attainment(
        goals.baselines(written, forecast, {}, currency="EUR"),
        forecast,
        test,
        came_true=False,
        records="bookings",
        rng=rng(),
    )
    main = goals.goal_row(table, goals.main_goal(table, breakdown))
    grow = [Objective(id="grow", statement="Grow")]
    targets = goals.targets(table, breakdown, ground(cells, history))
    return goals.Goals(
        goals=table,
        conflicts=goals.conflicts(table, list(forecast.members), targets, currency="EUR", names={}),
        smart=goals.smart(written, table, grow, [], records="bookings", currency="EUR", as_of=forecast.as_of),
        backtest=test.table,
        errors=test.errors,
        chances=test.chances,
        reliability=reliability,
        coherence=forecast.coherence,
        forecast=forecast.forecast,
        paths=forecast.paths_table,
        targets=targets,
        target_weeks=goals.target_weeks(targets, breakdown, PlanYear("2027-01", "2027-12", CalendarMonths()), "EUR"),
        replan=goals.replan(table, breakdown, ground(cells, history)),
        bottom_up=goals.bottom_up(targets, table, forecast),
        ambition=goals.ambition(main, forecast, forecast, pd.DataFrame(), []),
        levels=goals.levels(main, forecast),
        past_growths=goals.past_growths(main, forecast),
        even_chance=goals.even_chance(main, forecast, framed(goals.Goals, "reverse_funnel", [])),
        build=goals.target_build(main, pd.DataFrame(), []),
        reverse_funnel=framed(goals.Goals, "reverse_funnel", []),
        pipeline_needed=framed(goals.Goals, "pipeline_needed", []),
        pipeline_backtest=framed(goals.Goals, "pipeline_backtest", []),
        history=forecast.history_table,
        facts=goals.facts(table, breakdown, test, reliability, forecast, Signal("season")),
    )


@pytest.mark.parametrize("months", [36, 18, 10, 3])
def test_the_stage_gives_its_result_whatever_the_length_of_the_history(months: int) -> None:
    result = stage(company(months), Breakdown(goal="far", month="even"))
    checked(result)
    known = result.goals.set_index("goal_id").target.dropna()
    assert result.targets.groupby("goal_id").target.sum().to_dict() == known.to_dict()


def test_the_main_goal_is_the_one_broken_down_else_the_one_furthest_ahead() -> None:
    cells = company()
    assert stage(cells).facts.main_goal == "far"
    assert stage(cells, Breakdown(goal="near")).facts.main_goal == "near"


def test_facts_count_the_held_out_months_of_the_method_used() -> None:
    result = stage(company())
    months = result.errors[result.errors.horizon == "month"]
    assert (result.facts.trials, result.facts.hits) == (len(months), months.inside.sum())
    assert result.facts.trials == 12
    assert result.facts.little_evidence == ""


def test_a_short_history_is_labelled_and_never_called_calibrated() -> None:
    facts = stage(company(10)).facts
    assert (facts.method, facts.calibrated, facts.little_evidence) == (
        "recent level",
        False,
        "ten months of history",
    )
    assert math.isnan(facts.skill)


@pytest.mark.parametrize(
    ("months", "words"), [(1, "one month of history"), (18, "18 months of history, too few to tell a season"), (24, "")]
)
def test_little_evidence_in_words(months: int, words: str) -> None:
    assert _little(months) == words


@pytest.mark.parametrize(
    "module", ["attainment", "baselines", "reliability", "scores", "statement", "calibration", "width"]
)
def test_examples_in_the_docstrings_hold(module: str) -> None:
    outcome = doctest.testmod(import_module(f"salesplan_nb.goals.{module}"))
    assert outcome.failed == 0
    assert outcome.attempted > 0


def test_a_scope_has_its_own_history_and_the_paths_that_its_forecast_sums_up() -> None:
    cells = company()
    found = goals.momentum(regular(cells), "2027-12", tested=TESTED, rng=rng(), draws=50)
    dach = found.of("region: DACH")
    year = Period("2026-01", "2026-10")
    assert dach.known(year) == cells[(cells.region == "DACH") & (cells.month >= "2026-01")].amount_cents.sum()
    regions = [found.of(f"region: {name}") for name in ("DACH", "Iberia", "Nordics")]
    assert (sum(region.paths for region in regions) == found.paths).all()
    row = found.forecast[(found.forecast.scope == "region: DACH") & (found.forecast.month == "2027-03")].iloc[0]
    assert row["mean"] == round(dach.paths[:, dach.months.index("2027-03")].mean())
    assert found.of("total") is found
    with pytest.raises(KeyError, match="Mars"):
        found.of("region: Mars")
