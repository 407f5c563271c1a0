from __future__ import annotations

import math
from datetime import date

import numpy as np
import pandas as pd
import pytest

from salesplan_nb.calendars import months_between
from salesplan_nb.fiscal import CalendarMonths, PlanYear, WeekMonths
from salesplan_nb.measures import reviews, triggers
from salesplan_nb.measures.rules import false_alarm
from salesplan_nb.workspace.plan import Reviews, Trigger

MONTHS = months_between("2024-11", "2026-10")
YEAR = PlanYear("2027-01", "2027-12", CalendarMonths())


def trigger(when: str, persists: str = "2 months", kpi: str = "win_rate") -> Trigger:
    return Trigger.model_validate({"kpi": kpi, "when": when, "for": persists, "action": "clinic", "owner": "head"})


def monthly(values: list[float], n: int = 40, kpi: str = "win_rate") -> pd.DataFrame:
    return pd.DataFrame({"kpi": kpi, "month": MONTHS[24 - len(values) :], "value": values, "n": n})


def state(when: str, values: list[float]) -> tuple[str, str]:
    row = triggers([trigger(when)], monthly(values), "2026-10", np.random.default_rng(1)).iloc[0]
    return row.state, row.since


def test_a_trigger_fires_after_so_many_months_in_a_row_up_to_the_last() -> None:
    assert state("below 27%", [0.3, 0.2, 0.3, 0.26, 0.2, 0.1]) == ("fired", "2026-08")
    assert state("below 27%", [0.2, 0.2, 0.3, 0.3, 0.3, 0.2]) == ("quiet", "")
    assert state("below 27%", [0.27, 0.27]) == ("quiet", "")
    assert state("above 27%", [0.2, 0.28, 0.28]) == ("fired", "2026-09")


def test_a_trigger_on_months_without_a_figure_cannot_tell() -> None:
    gap = monthly([0.2, 0.2, 0.2])
    row = triggers([trigger("below 27%")], gap[gap["month"] != "2026-10"], "2026-10", np.random.default_rng(1)).iloc[0]
    assert (row.state, row.since) == ("cannot tell", "")
    assert math.isnan(row.false_alarm)


def test_the_false_alarm_rate_of_one_month_is_the_binomials() -> None:
    """X ~ binomial(40, 0.3): P(X < 10.8) = P(X <= 10) = 0.30873 a month; in a year 1 - 0.69127^12 = 0.98808."""
    rate = false_alarm(trigger("below 27%", "1 month"), monthly([0.3] * 24), np.random.default_rng(1))
    assert rate == pytest.approx(1 - (1 - 0.30873) ** 12, abs=0.006)


def test_the_false_alarm_rate_of_two_months_in_a_row_follows_the_run() -> None:
    """p = 0.30873. Without two in a row in 12 months: a(n) = q a(n-1) + p q a(n-2), a(0) = a(1) = 1."""
    p = 0.30873
    free = [1.0, 1.0]
    for _ in range(11):
        free.append((1 - p) * free[-1] + p * (1 - p) * free[-2])
    rate = false_alarm(trigger("below 27%"), monthly([0.3] * 24), np.random.default_rng(1))
    assert rate == pytest.approx(1 - free[12], abs=0.025)  # 4,000 years: three standard errors


def test_a_figure_that_is_no_rate_draws_its_own_past_months_anew() -> None:
    quiet = false_alarm(
        trigger("above 60", kpi="sales_cycle"), monthly([50.0] * 24, kpi="sales_cycle"), np.random.default_rng(1)
    )
    always = false_alarm(
        trigger("above 40", kpi="sales_cycle"), monthly([50.0] * 3, kpi="sales_cycle"), np.random.default_rng(1)
    )
    assert (quiet, always) == (0.0, 1.0)


def test_a_trigger_does_not_move_another_ones_rate() -> None:
    one, two = trigger("below 27%"), trigger("below 25%", "1 month")
    table, alone = (
        triggers(rules, monthly([0.3] * 24), "2026-10", np.random.default_rng(3)) for rules in ([two, one], [one])
    )
    assert table.iloc[1].to_dict() == alone.iloc[0].to_dict()


def test_a_longer_wait_gives_fewer_false_alarms() -> None:
    rates = [
        false_alarm(trigger("below 27%", f"{n} months"), monthly([0.3] * 24), np.random.default_rng(1))
        for n in (1, 2, 3, 6, 12)
    ]
    assert rates == sorted(rates, reverse=True)
    assert false_alarm(trigger("below 27%", "13 months"), monthly([0.3] * 24), np.random.default_rng(1)) == 0.0


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
