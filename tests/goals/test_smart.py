"""Each letter of SMART, passed and failed, with what to write instead."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

from salesplan_nb.calendars import Period
from salesplan_nb.goals import Backtest, Base, Goals, Momentum, attainment, baselines, smart
from salesplan_nb.results import framed
from salesplan_nb.workspace.plan import Goal, Market, Objective

from .conftest import forecast_of, history_of

GROW = [Objective(id="grow", statement="Grow")]
NO_ERRORS = Backtest(framed(Goals, "backtest", []), framed(Goals, "errors", []), "theta", "seasonal naive", "")


def verdicts(
    company: Momentum,
    base: Base | None = None,
    market: list[Market] | None = None,
    records: str = "bookings",
    **keys: object,
) -> pd.DataFrame:
    written = {
        "id": "g",
        "metric": "bookings",
        "baseline": "yoy",
        "change": "+10%",
        "period": "2027",
        "owner": "cro",
        "objective": "grow",
    } | keys
    goal = Goal.model_validate({key: value for key, value in written.items() if value is not None})
    figures = baselines([goal], company, {"g": base} if base else {}, currency="EUR")
    told = attainment(figures, company, NO_ERRORS, records=records, rng=np.random.default_rng(1))
    names = {"cro": "Chief revenue officer"}
    found = smart([goal], told, GROW, market or [], records=records, currency="EUR", as_of="2026-10", names=names)
    return found.set_index("letter")


def som(amount: object, segment: str = "food") -> Market:
    return Market.model_validate(
        {"segment": segment, "som": amount, "year": 2027, "source": "panel", "date": date(2026, 6, 30)}
    )


def test_a_goal_that_says_everything_passes_all_five_letters(company: Momentum) -> None:
    found = verdicts(company)
    assert found.index.tolist() == list("SMART")
    assert found.passed.all()
    assert (found.write_instead == "").all()
    assert (found.reason != "").all()


@pytest.mark.parametrize(
    ("keys", "letter", "reason", "write"),
    [
        ({"owner": None}, "S", "nobody owns it", "owner:"),
        (
            {"baseline": None, "change": "+20%"},
            "M",
            "+20% is measured from nothing",
            "baseline: yoy, qoq or a period such as 2026",
        ),
        ({"baseline": "qoq"}, "M", "names no period", "qoq is for goals of one quarter"),
        ({"change": None}, "M", "no value", "change: +20%"),
        ({"change": None, "target": "a lot"}, "M", "'a lot' is not in cents", "target: 28800000"),
        ({"metric": "revenue"}, "M", "records bookings, not revenue", "metric: bookings"),
        ({"baseline": "2019"}, "M", "does not hold the base, 2019", "baseline: a period that the data holds"),
        ({"metric": "csat", "target": "88%", "change": None}, "A", "CSAT has no base and target", "what M asks for"),
        ({"change": "+60%"}, "A", "0% of simulated paths", "target: EUR 1,200, an even chance from demand alone"),
        ({"target": "1100", "change": None}, "M", "EUR 1,100 lies below its base, EUR 1,200", "or change: −8%"),
        ({"period": "2026-Q1"}, "T", "Q1 2026 is over", "period: one that ends after Oct 2026"),
        ({"change": None}, "A", "cannot be told without", "what M and T ask for"),
        ({"objective": None}, "R", "serves no objective", "objective: grow"),
        ({"objective": "shrink"}, "R", "no objective of this plan", "objective: grow"),
        ({"period": None}, "T", "no period", "period: 2027"),
    ],
)
def test_a_letter_that_fails_says_why_and_what_to_write(
    company: Momentum, keys: dict[str, object], letter: str, reason: str, write: str
) -> None:
    found = verdicts(company, **keys).loc[letter]
    assert not found.passed
    assert reason in found.reason
    assert write in found.write_instead


def test_a_kpi_without_a_figure_fails_m_and_names_what_is_missing(company: Momentum) -> None:
    base = Base(float("nan"), Period.parse("2026"), still_open=True)
    found = verdicts(company, base, metric="csat", target="88%", change=None).loc["M"]
    assert (found.passed, found.write_instead) == (False, "a source for csat in sources.yml")


def test_a_rate_that_the_base_already_meets_is_achievable(company: Momentum) -> None:
    base = Base(0.9, Period.parse("2026"), still_open=True)
    assert verdicts(company, base, metric="csat", target="88%", change=None).loc["A", "passed"]


@pytest.mark.parametrize(("base", "passed"), [(50.0, True), (70.0, False)])
def test_a_shorter_cycle_is_the_better_one(company: Momentum, base: float, passed: bool) -> None:
    found = verdicts(
        company, Base(base, Period.parse("2026"), still_open=False), metric="sales_cycle", target="60 days", change=None
    )
    assert found.loc["A", "passed"] == passed


@pytest.mark.parametrize(
    ("reaching", "passed", "words"),
    [(9, False, "9%"), (10, True, "less than an even chance"), (49, True, "less than"), (50, True, "50%")],
)
def test_house_thresholds_are_one_in_ten_and_one_in_two(reaching: int, passed: bool, words: str) -> None:
    history = history_of([100] * 24, "2025-01")
    forecast = forecast_of(history, [[200] * 12] * reaching + [[90] * 12] * (100 - reaching))
    found = verdicts(forecast, change="+20%").loc["A"]
    assert found.passed == passed
    assert words in found.reason
    assert ("less than" in found.reason) == (10 <= reaching < 50)


def test_a_goal_above_the_obtainable_market_is_not_achievable(company: Momentum) -> None:
    # +10% on 1200.00 is 1320.00; half a year's market counts half
    assert not verdicts(company, market=[som(1319)]).loc["A", "passed"]
    assert "100% of the obtainable market" in verdicts(company, market=[som(1320)]).loc["A", "reason"]
    half = {"period": "2027-01..2027-06", "baseline": "2025-01..2025-06"}
    assert not verdicts(company, market=[som(1319)], **half).loc["A", "passed"]


def test_a_market_known_in_part_is_no_limit(company: Momentum) -> None:
    assert verdicts(company, market=[som(1), som(None, "water")]).loc["A", "passed"]
