"""Chances of rates, durations and counts: by hand, against the t distribution, and on planted truths."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from salesplan_nb import kpis
from salesplan_nb.calendars import Period, month_index, months_between, shift
from salesplan_nb.goals import Base, baselines, customer_paths, measured, outlooks
from salesplan_nb.goals import past_changes as module
from salesplan_nb.goals.outlook import Outlook
from salesplan_nb.goals.past_changes import PastChanges, Spread, past_changes
from salesplan_nb.kpis.figures import Value, untold
from salesplan_nb.workspace.plan import Goal

from .conftest import forecast_of, history_of


class Months:
    """A cube of nothing but months; figures are given by the test."""

    def __init__(self, first: str, last: str) -> None:
        self.months, self.as_of = months_between(first, last), last


@pytest.fixture
def company(monkeypatch: pytest.MonkeyPatch):
    """A maker of companies whose KPI over a window is the mean of given months, each with an interval of +-width."""

    def made(values: list[float], width: float = 0.0, missing: int = 0) -> Months:
        cube = Months("2016-01", shift("2016-01", len(values) - 1))
        table = dict(zip(cube.months, values, strict=True))

        def over(_cube: object, _kpi: str, periods: list[Period]) -> list[Value]:
            told = []
            for period in periods:
                own = [table[month] for month in period.months if month in table and month >= cube.months[missing]]
                value = float(np.mean(own)) if own else float("nan")
                told.append(Value(value, 9, value - width, value + width) if own else untold("none"))
            return told

        monkeypatch.setattr(kpis, "measured_over", over)
        return cube

    return made


QUARTER, NEXT = Period.parse("2025-Q1"), Period.parse("2025-Q2")


def test_changes_are_between_windows_as_long_and_as_far_apart_as_the_goals(company) -> None:
    cube = company([1, 2, 3, 4, 5, 9, 7, 8])
    past = past_changes(cube, "csat", QUARTER, NEXT)
    # windows of three months, three months apart: (4+5+9)/3 - (1+2+3)/3, then (5+9+7)/3 - 3, then (9+7+8)/3 - 4
    assert past.changes.tolist() == [4, 4, 4]
    assert (past.distance, past.span) == (3, 6)
    assert past.at.tolist() == [month_index(month) for month in ("2016-06", "2016-07", "2016-08")]
    assert past.independent == [2]


def test_a_window_that_begins_before_its_table_does_is_left_out(company) -> None:
    assert len(past_changes(company([1.0] * 12), "csat", QUARTER, NEXT).changes) == 7
    assert len(past_changes(company([1.0] * 12, missing=4), "csat", QUARTER, NEXT).changes) == 3


def test_a_goal_that_ends_with_its_base_has_no_change(company) -> None:
    assert past_changes(company([1.0] * 9), "csat", QUARTER, QUARTER).refusal.startswith("no two periods lie")


def changes(values: list[float], noise: float = 0.0, step: int = 6) -> PastChanges:
    at = np.arange(len(values)) * step
    return PastChanges(3, np.array(values), np.full(len(values), noise), at, 6)


def test_the_spread_takes_the_noise_of_the_past_out_and_that_of_today_in() -> None:
    past = changes([3.0, -3.0, 3.0, -3.0], noise=1.0)
    past.noise[-1] = 4.0
    # mean square 9, mean noise (1 + 1 + 1 + 4) / 4 = 1.75, noise now 4: 9 - 1.75 + 4 = 11.25
    assert past.spread.size == pytest.approx(11.25**0.5)
    assert changes([1.0, -1.0], noise=4.0).spread.size == 2.0  # no less than chance alone


def test_the_chance_is_students_with_as_many_degrees_as_changes_that_share_no_month() -> None:
    spread = Spread(2.0, 12)
    assert spread.chance(3.0) == pytest.approx(stats.t(12).sf(1.5))
    assert spread.chance(0.0) == pytest.approx(0.5)
    # tables of Student's t: 1.356 is passed by one in ten at 12 degrees of freedom
    assert spread.quantile(0.9) == pytest.approx(2 * 1.356, abs=0.001)
    assert (Spread(0.0, 12).chance(0.1), Spread(0.0, 12).chance(0.0)) == (0.0, 1.0)


def test_changes_that_share_a_month_count_once() -> None:
    assert len(changes([0.0] * 12, step=6).independent) == 12
    assert len(changes([0.0] * 12, step=3).independent) == 6
    assert len(changes([0.0] * 12, step=1).independent) == 2


def test_under_ten_changes_no_chance_is_given() -> None:
    assert changes([1.0, -1.0] * 5).refusal == ""
    assert changes([1.0, -1.0] * 4 + [1.0]).refusal == (
        "9 past changes without a month in common, and a chance needs 10"
    )


def test_ranges_that_did_not_hold_on_the_companys_own_past_give_no_chance() -> None:
    calm_then_wild = changes([0.1, -0.1] * 5 + [50.0, -500.0, 5000.0, -5e4, 5e5, -5e6])
    hits, trials = calm_then_wild.tested
    assert (hits, trials) == (6, 12)
    assert calm_then_wild.refusal == "ranges of 8 in 10 from earlier changes held 6 of 12 times"


def asked(company_of: Months, target: str, **keys: object) -> Outlook:
    goal = Goal.model_validate(
        {"id": "g", "metric": "csat", "baseline": "2025-Q1", "target": target, "period": "2025-Q2"} | keys
    )
    forecast = forecast_of(history_of([100] * 24, "2023-04"), [[100] * 12])
    base = {"g": Base(0.77, QUARTER, still_open=False)}
    figures = baselines([goal], forecast, base, currency="EUR")
    return outlooks(company_of, [goal], figures, base, forecast, None)["g"]  # type: ignore[arg-type]


def test_where_the_past_is_too_short_the_plain_figure_is_said(company) -> None:
    outlook = asked(company([0.7, 0.8, 0.7, 0.8] * 6), "88%")
    assert np.isnan(outlook.p)
    assert outlook.evidence == (
        "we cannot tell from this data: 4 past changes without a month in common, and a chance needs 10; "
        "in 19 past changes over 3 months it rose by 11 points or more 0 times"
    )
    assert (outlook.changes, outlook.reached) == (19, 0)


def test_a_chance_from_past_changes_is_tested_by_the_ranges_of_earlier_ones(company) -> None:
    cube = company([0.7 + 0.01 * (7 * k % 13) for k in range(120)])
    outlook = asked(cube, "80%")
    past = past_changes(cube, "csat", QUARTER, NEXT)
    assert np.isfinite(outlook.p)
    assert outlook.tested == past.tested
    assert past.tested[1] >= 10


def test_a_shorter_cycle_is_a_fall(company) -> None:
    cube = company([60.0, 60, 60, 50, 50, 50, 60, 60, 60])
    outlook = asked(cube, "67 days", metric="sales_cycle")
    assert "it rose" not in outlook.evidence
    falling = past_changes(cube, "sales_cycle", QUARTER, NEXT).changes
    assert falling.tolist() == [-10, pytest.approx(-10 / 3), pytest.approx(10 / 3), 10]


def test_what_the_plan_itself_sets_has_no_past(company) -> None:
    outlook = asked(company([1.0] * 40), "105%", metric="attainment")
    assert outlook == Outlook("we cannot tell from this data: it is measured against this plan's own amounts")


def test_growth_is_counted_on_the_paths_of_money_with_their_own_base() -> None:
    # 2026: 10 x 100 actual and 2 months of the path; 2027: 12 months of it. 960/1160, 1200/1200, 1560/1260
    forecast = forecast_of(history_of([100] * 22, "2025-01"), [[80] * 14, [100] * 14, [130] * 14])
    goal = Goal(id="g", metric="revenue_growth", baseline="yoy", target="0%", period="2027")
    base = {"g": Base(0.1, Period.parse("2026"), still_open=True)}

    def told_of(target: str) -> Outlook:
        written = goal.model_copy(update={"target": target})
        figures = baselines([written], forecast, base, currency="EUR")
        return outlooks(None, [written], figures, {}, forecast, None)["g"]  # type: ignore[arg-type]

    assert told_of("0%").p == pytest.approx(2 / 3)
    assert told_of("0%").range[1] == 0.0
    assert told_of("0%").tested is None  # the backtest of the orders tells
    assert "8 in 10 grow between" in told_of("0%").evidence
    assert (told_of("23%").p, told_of("25%").p) == (pytest.approx(1 / 3), 0)  # 1560/1260 is +23.8%
    figures = baselines([goal], forecast, base, currency="EUR")
    short = forecast_of(history_of([100] * 5, "2026-06"), [[80] * 14])
    told = outlooks(None, [goal], figures, {}, short, None)["g"]  # type: ignore[arg-type]
    assert told.evidence == "we cannot tell from this data: the orders do not hold the year before"


def newcomers(
    monkeypatch: pytest.MonkeyPatch, counts: list[float], target: str, period: str = "2027", baseline: str = "2026"
) -> tuple[pd.Series, Outlook]:
    """The row of `baselines` and the outlook of a goal for new customers."""
    cube = Months("2024-01", "2026-10")
    frame = pd.DataFrame({"month": cube.months[-len(counts) :] if counts else [], "value": counts})
    monkeypatch.setattr(kpis, "monthly", lambda *_: frame)
    keys = {"change": target} if target.endswith(("%", "s")) else {"target": target}
    goal = Goal.model_validate({"id": "g", "metric": "new_customers", "baseline": baseline, "period": period} | keys)
    forecast = forecast_of(history_of([100] * 22, "2025-01"), [[80] * 14])
    paths = customer_paths(cube, "2027-12", rng=np.random.default_rng(5))  # type: ignore[arg-type]
    bases = measured(cube, [goal], "2026-10", paths)  # type: ignore[arg-type]
    figures = baselines([goal], forecast, bases, currency="EUR")
    return figures.iloc[0], outlooks(cube, [goal], figures, bases, forecast, paths)["g"]  # type: ignore[arg-type]


def test_new_customers_are_forecast_by_month_and_counted_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    counts = [float(8 + k % 3) for k in range(22)]
    _, likely = newcomers(monkeypatch, counts, "80")
    assert likely.p > 0.95
    assert likely.tested == (0, 0)
    assert 90 <= likely.range[1] <= 125  # nine or so a month
    assert newcomers(monkeypatch, counts, "400")[1].p == 0
    assert all(point == round(point) for point in likely.range)
    low, _, high = likely.range
    assert likely.evidence == (
        f"paths made from 22 months of new customers, of which 8 in 10 lie between {low:.0f} and {high:.0f}"
    )


def test_an_open_base_of_customers_is_actual_plus_forecast_and_its_goal_a_whole_number(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    row, _ = newcomers(monkeypatch, [10.0] * 22, "+1%")
    assert (row.baseline_actual, row.baseline_forecast, row.baseline_open) == (100, 20, True)
    assert (row.baseline_period, row.target) == ("2026", 122)  # 121.2 is met by the 122nd


def test_months_gone_by_count_as_they_were(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kpis, "measure", lambda *_: Value(30.0, 30))
    for target, p in (("30", 1), ("31", 0)):
        assert newcomers(monkeypatch, [10.0] * 22, target, "2026-08..2026-10", "2025-08..2025-10")[1].p == p


def test_too_few_months_of_newcomers_give_no_chance_and_no_open_base(monkeypatch: pytest.MonkeyPatch) -> None:
    row, few = newcomers(monkeypatch, [10.0] * 11, "80")
    assert np.isnan(few.p)
    assert np.isnan(row.baseline)
    assert few.evidence == (
        "we cannot tell from this data: 11 months in which new customers can be told, and a chance needs 12"
    )
    assert newcomers(monkeypatch, [], "80")[1].evidence.startswith("we cannot tell from this data: 0 months")
    monkeypatch.setattr(kpis, "measure", lambda *_: Value(30.0, 30))
    _, early = newcomers(monkeypatch, [10.0] * 12, "80", "2025-10..2025-12", "2024-10..2024-12")
    assert early.evidence == "we cannot tell from this data: who is new can be told from Nov 2025 on"


def test_planted_rates_come_true_as_often_as_their_chance_says() -> None:
    # 400 companies of eleven years: a rate that walks by 1.5 points a quarter, 80 ratings each; asked for +4 points
    rng = np.random.default_rng(2027)
    told, came = [], []
    for _ in range(400):
        rate = np.clip(0.7 + np.cumsum(rng.normal(0, 0.015, 45)), 0.05, 0.95)
        share = rng.binomial(80, rate) / 80
        noise = np.sqrt(share * (1 - share) / 80)
        at = np.arange(1, 44) * 3
        past = PastChanges(3, np.diff(share[:-1]), noise[1:-1] ** 2 + noise[:-2] ** 2, at, 6)
        if past.refusal:
            continue
        told.append(past.spread.chance(0.04))
        came.append(share[-1] - share[-2] >= 0.04)
    assert len(told) > 320
    scatter = np.sqrt(np.mean(np.array(told) * (1 - np.array(told))) / len(told))
    assert abs(np.mean(told) - np.mean(came)) < 2.5 * scatter
    assert 0.1 < np.mean(told) < 0.4


def test_the_sampling_variance_comes_from_the_interval() -> None:
    assert module._noise(Value(0.5, 100, 0.402, 0.598)) == pytest.approx(0.05**2, rel=1e-3)
    assert module._noise(Value(3.0, 2)) == 0.0
