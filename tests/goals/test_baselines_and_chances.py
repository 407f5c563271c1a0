"""Bases, targets, chances and their ranges, counted by hand on three paths."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesplan_nb.calendars import Period
from salesplan_nb.goals import Backtest, Base, Goals, Momentum, ambition, attainment, baselines, goal_row, levels
from salesplan_nb.goals.attainment import chance, chance_range, standardised_errors
from salesplan_nb.goals.baselines import target_value
from salesplan_nb.results import framed
from salesplan_nb.workspace.plan import Goal

from .conftest import forecast_of, history_of


def goal(**keys: object) -> Goal:
    written = {
        "id": "g",
        "metric": "bookings",
        "baseline": "yoy",
        "period": "2027",
        "owner": "cro",
        "objective": "grow",
    } | keys
    return Goal.model_validate({key: value for key, value in written.items() if value is not None})


def errors_of(rows: list[tuple[float, float, float, float]]) -> pd.DataFrame:
    columns = ["outcome_cents", "p10_cents", "p50_cents", "p90_cents"]
    frame = pd.DataFrame(rows, columns=columns).assign(origin="2026-01", horizon="quarter", inside=True)
    return framed(Goals, "errors", frame if rows else [])


def untested() -> Backtest:
    return Backtest(framed(Goals, "backtest", []), errors_of([]), "theta", "seasonal naive", "")


def rng() -> np.random.Generator:
    return np.random.default_rng(1)


def test_an_open_base_is_actual_to_date_plus_the_median_of_the_sum_to_come(company: Momentum) -> None:
    row = baselines([goal(change="+20%")], company, {}, currency="EUR").iloc[0]
    # ten months of 100.00, then the middle path's two of 100.00
    assert (row.baseline_actual, row.baseline_forecast, row.baseline) == (1000_00, 200_00, 1200_00)
    assert row.baseline_open
    assert row.target == 1440_00
    assert (row.baseline_kind, row.baseline_period) == ("yoy", "2026")


def test_the_median_is_of_sums_not_the_sum_of_medians() -> None:
    forecast = forecast_of(history_of([0] * 22, "2025-01"), [[100, 900], [500, 100], [900, 0]])
    row = baselines([goal(change="+0%")], forecast, {}, currency="EUR").iloc[0]
    assert row.baseline_forecast == 900  # sums 1000, 600, 900; medians of months 500 + 100 = 600


def test_a_closed_base_is_actual_alone(company: Momentum) -> None:
    row = baselines([goal(change="+10%", period="2026")], company, {}, currency="EUR").iloc[0]
    assert (row.baseline, row.baseline_open, row.target) == (1200_00, False, 1320_00)


def test_qoq_is_the_quarter_just_before_and_a_named_period_is_itself(company: Momentum) -> None:
    assert goal(baseline="qoq", period="2027-Q1").base == Period.parse("2026-Q4")
    row = baselines([goal(baseline="2025", change="+20%")], company, {}, currency="EUR").iloc[0]
    assert (row.baseline_kind, row.baseline_period, row.baseline) == ("period", "2025", 1200_00)


@pytest.mark.parametrize("keys", [{"baseline": None}, {"baseline": "last year"}, {"baseline": "qoq"}, {"period": None}])
def test_what_names_no_base_has_none(company: Momentum, keys: dict[str, object]) -> None:
    assert goal(change="+20%", **keys).base is None
    assert np.isnan(baselines([goal(change="+20%", **keys)], company, {}, currency="EUR").iloc[0].target)


def test_a_base_before_the_history_has_no_value(company: Momentum) -> None:
    row = baselines([goal(baseline="2024", change="+20%")], company, {}, currency="EUR").iloc[0]
    assert np.isnan(row.baseline)
    assert np.isnan(row.target)


@given(st.integers(0, 10**13), st.integers(-99, 300))
def test_a_target_is_exact_to_the_cent(cents: int, percent: int) -> None:
    forecast = forecast_of(history_of([cents] + [0] * 23, "2025-01"), [[0] * 12])
    found = goal(baseline="2025", change=f"{percent}%")
    row = baselines([found], forecast, {}, currency="EUR").iloc[0]
    exact = Decimal(cents) * (100 + percent) / 100
    assert abs(Decimal(int(row.target)) - exact) <= Decimal("0.5")


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("88%", "fraction", 0.88),
        ("0.88", "fraction", 0.88),
        ("28800000", "cents", 28_800_000_00),
        ("60 days", "days", 60),
        ("120", "count", 120),
    ],
)
def test_a_target_is_read_in_the_unit_of_its_metric(text: str, unit: str, value: float) -> None:
    assert target_value(text, unit) == value


def test_a_rate_takes_its_base_from_the_kpis(company: Momentum) -> None:
    csat = goal(metric="csat", target="88%", period="2027-Q4")
    base = Base(0.85, Period.parse("2025-11..2026-10"), still_open=True)
    row = baselines([csat], company, {"g": base}, currency="EUR").iloc[0]
    assert (row.unit, row.baseline, row.target, row.baseline_open) == ("fraction", 0.85, 0.88, True)
    assert row.change == pytest.approx(0.88 / 0.85 - 1)
    assert np.isnan(baselines([csat], company, {}, currency="EUR").iloc[0].baseline)


@pytest.mark.parametrize(
    ("keys", "sentence"),
    [
        (
            {"change": "+20%"},
            "Raise bookings 2027 by 20% to EUR 1,440 from EUR 1,200 in 2026 (owner cro; base still open)",
        ),
        (
            {"change": "-10%", "period": "2026"},
            "Lower bookings 2026 by 10% to EUR 1,080 from EUR 1,200 in 2025 (owner cro)",
        ),
        (
            {"change": "+7.5%", "period": "2026", "owner": None},
            "Raise bookings 2026 by 7.5% to EUR 1,290 from EUR 1,200 in 2025",
        ),
        ({"change": "0%", "period": "2026"}, "Hold bookings 2026 at EUR 1,200 from EUR 1,200 in 2025 (owner cro)"),
        ({"change": "+20%", "baseline": None}, "Raise bookings 2027 by 20% (owner cro)"),
        ({"target": "88%", "metric": "csat", "baseline": None}, "Raise CSAT 2027 to 88% (owner cro)"),
    ],
)
def test_a_goal_is_printed_back_as_one_sentence(company: Momentum, keys: dict[str, object], sentence: str) -> None:
    assert baselines([goal(**keys)], company, {}, currency="EUR").iloc[0].statement == sentence


def test_the_chance_is_the_share_of_paths_that_reach_the_target(company: Momentum) -> None:
    # 2027 sums to 960.00, 1200.00 and 1560.00; target 1440.00: one path of three; 2026 +0%: 1160, 1200, 1260
    written = [goal(change="+20%"), goal(id="under-way", change="0%", period="2026")]
    found = attainment(
        baselines(written, company, {}, currency="EUR"), company, untested(), records="bookings", rng=rng()
    )
    assert found.p_demand.tolist() == [pytest.approx(1 / 3), pytest.approx(2 / 3)]
    assert found.demand_p50.tolist() == [1200_00, 1200_00]
    assert (found.p_low <= found.p_demand).all()
    assert (found.p_demand <= found.p_high).all()


def test_a_goal_that_the_data_does_not_record_has_no_chance(company: Momentum) -> None:
    written = [
        goal(change="+20%", metric="revenue"),
        goal(id="c", metric="csat", target="88%"),
        goal(id="far", change="+5%", period="2030"),
    ]
    found = attainment(
        baselines(written, company, {}, currency="EUR"), company, untested(), records="bookings", rng=rng()
    )
    assert found.p_demand.isna().all()
    assert found.demand_p50.isna().all()


def test_a_chance_counts_paths_that_just_reach_it() -> None:
    assert chance(np.array([10, 20, 30, 40]), 30) == 0.5


def test_errors_are_measured_in_the_forecasts_own_spread() -> None:
    # p90 / p10 = e: the spread is 1 / 2.563; an outcome at p50 e^(2 / 2.563) is two spreads high. A zero has no log.
    e = float(np.exp(1) * 1e6)
    z = standardised_errors(errors_of([(round(1e6 * np.exp(2 / 2.5631)), 1e6, 1e6, round(e)), (0, 1e6, 1e6, round(e))]))
    assert z == pytest.approx([2.0], abs=1e-4)


sums = np.round(np.exp(np.random.default_rng(3).normal(np.log(1e8), 0.05, 2000))).astype(np.int64)


def scattered(spread: float, count: int = 10) -> pd.DataFrame:
    z = np.random.default_rng(4).normal(0, spread, count)
    middle, s = 1e7, 0.04
    rows = [
        (
            round(middle * np.exp(s * k)),
            round(middle * np.exp(-1.28155 * s)),
            middle,
            round(middle * np.exp(1.28155 * s)),
        )
        for k in z
    ]
    return errors_of(rows)


def test_the_range_holds_the_chance_and_narrows_with_more_tested_quarters() -> None:
    target = float(np.quantile(sums, 0.7))
    few, many = (chance_range(sums, target, scattered(1, n), rng(), months=36) for n in (8, 200))
    for low, high in (few, many):
        assert 0 <= low <= chance(sums, target) <= high <= 1
    assert many[1] - many[0] < 0.5 * (few[1] - few[0])


def test_a_lasting_bias_does_not_move_the_range() -> None:
    target = float(np.quantile(sums, 0.7))
    plain, biased = scattered(1), scattered(1)
    biased["outcome_cents"] = (biased["outcome_cents"] * 1.1).round().astype("int64")
    one, two = (chance_range(sums, target, errors, rng(), months=36) for errors in (plain, biased))
    assert two == pytest.approx(one, abs=0.002)


def test_a_method_too_sure_of_itself_in_the_past_is_not_stretched_twice() -> None:
    target = float(np.quantile(sums, 0.7))
    one = chance_range(sums, target, scattered(1), rng(), months=36)
    wide = chance_range(sums, target, scattered(1.5), rng(), months=36)
    # Centres scatter half as much again; the spread of resamples against that of all errors stays what it was.
    z, seen = (np.log(np.array(one) / (1 - np.array(one))), np.log(np.array(wide) / (1 - np.array(wide))))
    assert np.ptp(z) < np.ptp(seen) < 1.6 * np.ptp(z)


def test_without_tested_quarters_a_short_history_leaves_the_chance_wide_open() -> None:
    target = float(np.quantile(sums, 0.6))
    short, longer = (chance_range(sums, target, errors_of([]), rng(), months=months) for months in (9, 90))
    assert short[1] - short[0] > 0.4
    assert longer[1] - longer[0] < short[1] - short[0]


def test_paths_that_all_agree_leave_no_range() -> None:
    assert chance_range(np.full(100, 5), 5.0, errors_of([]), rng(), months=10) == (1.0, 1.0)


def test_levels_are_the_highest_targets_with_that_chance() -> None:
    forecast = forecast_of(history_of([0] * 12, "2026-01"), [[k] + [0] * 11 for k in range(1, 11)])
    found = attainment(
        baselines([goal(change="+0%")], forecast, {}, currency="EUR"),
        forecast,
        untested(),
        records="bookings",
        rng=rng(),
    )
    table = levels(goal_row(found, "g"), forecast)
    assert table.target_cents.tolist() == [
        6,
        3,
        2,
    ]  # of 1..10: six or more 5 times, three or more 8 times, two or more 9 times
    for level, target in zip(table.chance, table.target_cents, strict=True):
        assert chance(forecast.paths.sum(axis=1), target) >= level
        assert chance(forecast.paths.sum(axis=1), target + 1) < level


def test_ambition_falls_and_holds_the_goal_as_it_stands(company: Momentum) -> None:
    found = attainment(
        baselines([goal(change="+17.5%")], company, {}, currency="EUR"),
        company,
        untested(),
        records="bookings",
        rng=rng(),
    )
    table = ambition(goal_row(found, "g"), company, company, pd.DataFrame(), [])
    assert table.chance.is_monotonic_decreasing
    assert table.change.is_monotonic_increasing
    assert (table.change.min(), table.change.max()) == (-0.1, 0.4)
    own = table[table.change == 0.175].iloc[0]
    assert (own.target_cents, own.chance) == (found.target.iloc[0], found.p_demand.iloc[0])


def test_a_goal_without_chance_has_no_ambition_and_no_levels(company: Momentum) -> None:
    found = attainment(
        baselines([goal(change="+5%", period="2030")], company, {}, currency="EUR"),
        company,
        untested(),
        records="bookings",
        rng=rng(),
    )
    assert ambition(found.iloc[0], company, company, pd.DataFrame(), []).empty
    assert levels(found.iloc[0], company).empty
