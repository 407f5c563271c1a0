from __future__ import annotations

import math
from datetime import date

import numpy as np
import pandas as pd
import pytest

from salesplan_nb.calendars import months_between
from salesplan_nb.fiscal import CalendarMonths, PlanYear, WeekMonths
from salesplan_nb.measures import reviews, triggers
from salesplan_nb.measures.rules import Paths, false_alarm, months_ahead
from salesplan_nb.workspace.plan import Reviews, Trigger

MONTHS = months_between("2024-11", "2026-10")
YEAR = PlanYear("2027-01", "2027-12", CalendarMonths())
NO_PATHS = pd.DataFrame({"draw": [], "month": [], "amount_cents": []})
NONE_AHEAD: Paths = np.empty((0, 12))


def trigger(when: str, persists: str = "2 months", kpi: str = "win_rate") -> Trigger:
    return Trigger.model_validate({"kpi": kpi, "when": when, "for": persists, "action": "clinic", "owner": "head"})


def monthly(values: list[float], n: int = 40, kpi: str = "win_rate") -> pd.DataFrame:
    return pd.DataFrame({"kpi": kpi, "month": MONTHS[24 - len(values) :], "value": values, "n": n})


def told(rules: list[Trigger], series: pd.DataFrame, paths: pd.DataFrame = NO_PATHS, seed: int = 1) -> pd.DataFrame:
    return triggers(rules, series, paths, YEAR, "2026-10", np.random.default_rng(seed))


def rate(one: Trigger, months: pd.DataFrame, ahead: Paths = NONE_AHEAD) -> float:
    return false_alarm(one, months, ahead, np.random.default_rng(1))


def state(when: str, values: list[float]) -> tuple[str, str]:
    row = told([trigger(when)], monthly(values)).iloc[0]
    return row.state, row.since


def test_a_trigger_fires_after_so_many_months_in_a_row_up_to_the_last() -> None:
    assert state("below 27%", [0.3, 0.2, 0.3, 0.26, 0.2, 0.1]) == ("fired", "2026-08")
    assert state("below 27%", [0.2, 0.2, 0.3, 0.3, 0.3, 0.2]) == ("quiet", "")
    assert state("below 27%", [0.27, 0.27]) == ("quiet", "")
    assert state("above 27%", [0.2, 0.28, 0.28]) == ("fired", "2026-09")


def test_a_trigger_on_months_without_a_figure_cannot_tell() -> None:
    gap = monthly([0.2, 0.2, 0.2])
    row = told([trigger("below 27%")], gap[gap["month"] != "2026-10"]).iloc[0]
    assert (row.state, row.since) == ("cannot tell", "")
    assert math.isnan(row.false_alarm)


def test_the_false_alarm_rate_of_one_month_is_the_binomials() -> None:
    """X ~ binomial(40, 0.3): P(X < 10.8) = P(X <= 10) = 0.30873 a month; in a year 1 - 0.69127^12 = 0.98808."""
    found = rate(trigger("below 27%", "1 month"), monthly([0.3] * 24))
    assert found == pytest.approx(1 - (1 - 0.30873) ** 12, abs=0.006)


def test_the_false_alarm_rate_of_two_months_in_a_row_follows_the_run() -> None:
    """p = 0.30873. Without two in a row in 12 months: a(n) = q a(n-1) + p q a(n-2), a(0) = a(1) = 1."""
    p = 0.30873
    free = [1.0, 1.0]
    for _ in range(11):
        free.append((1 - p) * free[-1] + p * (1 - p) * free[-2])
    found = rate(trigger("below 27%"), monthly([0.3] * 24))
    assert found == pytest.approx(1 - free[12], abs=0.025)  # 4,000 years: three standard errors


def test_a_figure_that_is_neither_money_nor_a_rate_draws_its_own_past_months_anew() -> None:
    """One of three months lies above 40: in twelve drawn anew in blocks of three it always comes up."""
    always = rate(trigger("above 40", "1 month", "sales_cycle"), monthly([30.0, 30.0, 50.0], kpi="sales_cycle"))
    never = rate(trigger("above 40", kpi="sales_cycle"), monthly([30.0, 30.0, 50.0], kpi="sales_cycle"))
    assert always == 1.0
    assert never < 1.0


def test_a_threshold_that_no_past_month_met_has_no_rate_of_false_alarms() -> None:
    """Months of 50 drawn anew never pass 60: that says nothing of a year to come."""
    assert math.isnan(rate(trigger("above 60", kpi="sales_cycle"), monthly([50.0] * 24, kpi="sales_cycle")))


def test_money_is_simulated_by_the_plans_own_paths_and_not_by_past_months() -> None:
    """Past months of 100.00 never fall below 90. Of four paths one does for two months in a row, one for one month."""
    high = [10_000] * 12
    paths = pd.DataFrame(
        [
            (draw, month, cents)
            for draw, amounts in enumerate([high, [8_000, 8_500, *high[2:]], [8_000, *high[1:]], high])
            for month, cents in zip(["2026-12", *YEAR.months], [100, *amounts], strict=True)
        ],
        columns=["draw", "month", "amount_cents"],
    )
    assert months_ahead(paths, YEAR, "2026-10").shape == (4, 12)
    past = monthly([10_000.0] * 24, kpi="revenue")
    rules = [trigger("below 90", f"{n}", "revenue") for n in ("2 months", "1 month", "3 months")]
    assert told(rules, past, paths)["false_alarm"].tolist() == [0.25, 0.5, 0.0]


def test_within_the_year_only_its_months_to_come_count() -> None:
    """Data to June: of July to December one path of two lies under the threshold, in October and November."""
    months = months_between("2027-07", "2027-12")
    low = [100, 100, 100, 50, 50, 100]
    paths = pd.DataFrame(
        [
            (draw, month, cents)
            for draw in (0, 1)
            for month, cents in zip(months, low if draw else [100] * 6, strict=True)
        ],
        columns=["draw", "month", "amount_cents"],
    )
    ahead = months_ahead(paths, YEAR, "2027-06")
    assert ahead.shape == (2, 6)
    rules = [trigger("below 0.90", f"{n} months", "revenue") for n in (2, 3, 6, 7)]
    found = [rate(one, monthly([100.0] * 24, kpi="revenue"), ahead) for one in rules]
    assert found[:3] == [0.5, 0.0, 0.0]
    assert math.isnan(found[3])  # seven months do not come any more


def test_money_without_paths_over_the_months_to_come_has_no_rate_of_false_alarms() -> None:
    short = pd.DataFrame({"draw": [0, 1], "month": ["2027-01"] * 2, "amount_cents": [1, 2]})
    past = monthly([10_000.0] * 24, kpi="bookings")
    for paths in (short, NO_PATHS):
        row = told([trigger("below 90", kpi="bookings")], past, paths).iloc[0]
        assert row.state == "quiet"
        assert math.isnan(row.false_alarm)


def test_a_trigger_does_not_move_another_ones_rate() -> None:
    one, two = trigger("below 27%"), trigger("below 25%", "1 month")
    table, alone = (told(rules, monthly([0.3] * 24), seed=3) for rules in ([two, one], [one]))
    assert table.iloc[1].to_dict() == alone.iloc[0].to_dict()


def test_a_longer_wait_gives_fewer_false_alarms() -> None:
    rates = [rate(trigger("below 27%", f"{n} months"), monthly([0.3] * 24)) for n in (1, 2, 3, 6, 12)]
    assert rates == sorted(rates, reverse=True)
    assert math.isnan(rate(trigger("below 27%", "13 months"), monthly([0.3] * 24)))


def test_monthly_reviews_run_from_as_of_to_the_one_that_closes_the_year() -> None:
    table = reviews(Reviews(every="month", day=10), YEAR, "2026-10")
    assert len(table) == 15
    assert table.iloc[0].tolist() == ["2026-11-10", "Oct 2026 against plan"]
    assert table.iloc[-1].tolist() == ["2028-01-10", "Dec 2027 against plan"]


def test_quarterly_reviews_follow_the_ends_of_quarters() -> None:
    table = reviews(Reviews(every="quarter", day=5), YEAR, "2026-10")
    assert table["date"].tolist() == ["2027-01-05", "2027-04-05", "2027-07-05", "2027-10-05", "2028-01-05"]
    assert table["what"].tolist()[0] == "Q4 2026 against plan"


def test_reviews_that_are_not_planned_are_none() -> None:
    assert reviews(None, YEAR, "2026-10").empty
    assert date.fromisoformat(reviews(Reviews(every="month", day=28), YEAR, "2028-06")["date"].iloc[0])


def test_in_a_year_from_february_quarters_are_the_plans() -> None:
    table = reviews(Reviews(every="quarter", day=5), PlanYear("2027-02", "2028-01", CalendarMonths()), "2027-10")
    assert table.values.tolist() == [
        ["2027-11-05", "Aug to Oct 2027 against plan"],
        ["2028-02-05", "Nov 2027 to Jan 2028 against plan"],
    ]


def test_in_a_year_of_weeks_reviews_wait_for_the_end_of_the_month() -> None:
    """Retail December 2027 ends on 1 January 2028, January on the 29th; ten days later each."""
    retail = WeekMonths.parse("4-5-4", "Saturday nearest the end of January")
    table = reviews(Reviews(every="month", day=10), PlanYear("2027-02", "2028-01", retail), "2027-12")
    assert table["date"].tolist() == ["2028-01-11", "2028-02-08"]
