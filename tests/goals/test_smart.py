"""Each letter of SMART, passed and failed, with what to write instead."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from salesplan_nb.calendars import Period
from salesplan_nb.goals import (
    Backtest,
    Base,
    Goals,
    Momentum,
    attainment,
    baselines,
    goal_row,
    lifted,
    smart,
    with_tactics,
)
from salesplan_nb.goals.effects import Declared
from salesplan_nb.results import framed
from salesplan_nb.workspace.plan import Goal, Market, Objective

from .conftest import forecast_of, history_of

GROW = [Objective(id="grow", statement="Grow")]
NOTHING = (framed(Goals, name, []) for name in ("backtest", "errors", "chances"))
NO_ERRORS = Backtest(*NOTHING, "smoothing", "seasonal naive", 1.0, "", history_of([100_00] * 22, "2025-01"))


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
    told = attainment(figures, company, NO_ERRORS, came_true=False, records=records, rng=np.random.default_rng(1))
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
        (
            {"change": "+60%"},
            "A",
            "0% of simulated paths reach it, not calibrated, by demand alone, tactics and people not counted; below",
            "target: EUR 1,200, an even chance by demand alone, tactics and people not counted, not calibrated",
        ),
        ({"target": "1100", "change": None}, "M", "EUR 1,100 lies below its base, EUR 1,200", "a value over EUR 1,200"),
        (
            {"change": "-99%"},
            "M",
            "EUR 12 lies below its base, EUR 1,200: reaching it is a step back",
            "over EUR 1,200",
        ),
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
    assert found.verdict == ("cannot tell" if "cannot be told" in reason or "no base and target" in reason else "no")
    assert reason in found.reason
    assert write in found.write_instead


def test_a_kpi_without_a_figure_fails_m_and_names_what_is_missing(company: Momentum) -> None:
    base = Base(float("nan"), Period.parse("2026"), still_open=True)
    found = verdicts(company, base, metric="csat", target="88%", change=None).loc["M"]
    assert (found.passed, found.write_instead) == (False, "a source for csat in sources.yml")


@pytest.mark.parametrize(
    ("base", "change", "told"), [(0.0, "+30%", False), (0.0, "+30 customers", True), (10.0, "+30%", True)]
)
def test_a_share_of_no_new_customers_asks_for_nothing_and_is_no_goal(
    company: Momentum, base: float, change: str, told: bool
) -> None:
    customers = Base(base, Period.parse("2026"), still_open=True, expected=base)
    found = verdicts(company, customers, metric="new_customers", change=change)
    assert found.loc["M", "passed"] == told
    if not told:
        assert found.loc["M", "reason"] == "+30% of 0 in 2026 asks for nothing"
        assert found.loc["M", "write_instead"] == "target: a value such as 120"
        assert found.loc["A", "verdict"] == "cannot tell"


def test_a_rate_that_the_base_already_meets_is_achievable(company: Momentum) -> None:
    base = Base(0.9, Period.parse("2026"), still_open=True)
    assert verdicts(company, base, metric="csat", target="88%", change=None).loc["A", "passed"]


@pytest.mark.parametrize(("base", "verdict"), [(50.0, "yes"), (70.0, "cannot tell")])
def test_a_shorter_cycle_is_the_better_one(company: Momentum, base: float, verdict: str) -> None:
    found = verdicts(
        company, Base(base, Period.parse("2026"), still_open=False), metric="sales_cycle", target="60 days", change=None
    )
    assert found.loc["A", "verdict"] == verdict
    assert found.loc["M", "passed"] == (verdict != "yes")


@pytest.mark.parametrize(
    ("reaching", "passed", "words"),
    [
        (9, False, "below the house floor of 10%"),
        (10, True, "passes the house floor of 10%, with less than an even chance"),
        (49, True, "less than"),
        (50, True, "passes the house floor of 10%"),
    ],
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


def test_people_objectives_and_scopes_are_called_by_their_names(company: Momentum) -> None:
    found = verdicts(company)
    assert found.loc["S", "reason"] == "bookings of the whole company, owner Chief revenue officer"
    assert found.loc["R", "reason"] == "serves the objective “Grow”"
    assert found.loc["T", "reason"] == "from Jan 2027 to Dec 2027"
    dach = replace(company, members={"region: DACH": company})
    assert verdicts(dach, scope={"region": "DACH"}).loc["S", "reason"].startswith("bookings of region DACH,")


def test_a_period_under_way_says_how_much_of_it_is_gone(company: Momentum) -> None:
    assert verdicts(company, period="2026").loc["T", "reason"] == "from Jan 2026 to Dec 2026, 10 of 12 months gone by"
    assert verdicts(company, period="2026-11", baseline="2026-10").loc["T", "reason"] == "in Nov 2026"
    assert verdicts(company, period="2026-Q4").loc["T", "passed"]
    assert not verdicts(company, period="2026-10", baseline="2026-09").loc["T", "passed"]


def rated(value: float, **keys: object) -> dict[str, object]:
    return {"base": Base(value, Period.parse("2026"), still_open=False), "metric": "csat", "change": None} | keys


def test_a_rate_stays_below_all(company: Momentum) -> None:
    found = verdicts(company, **rated(0.9, change="+20 points")).loc["M"]  # type: ignore[arg-type]
    assert (found.passed, found.write_instead) == (False, "target: at most 100%")
    assert verdicts(company, **rated(0.8, change="+20 points")).loc["M", "passed"]  # type: ignore[arg-type]


def test_a_target_on_the_worse_side_of_its_base_is_a_step_back_however_it_is_written(company: Momentum) -> None:
    back = verdicts(company, **rated(0.9, target="88%")).loc["M"]  # type: ignore[arg-type]
    assert back.reason == "88% lies below its base, 90%: reaching it is a step back"
    assert back.write_instead == "target: a value over 90%"
    assert not verdicts(company, change="-10%").loc["M", "passed"]
    assert not verdicts(company, **rated(0.9, change="-2 points")).loc["M", "passed"]  # type: ignore[arg-type]
    assert verdicts(company, change="+0%").loc["M", "passed"]
    assert verdicts(company, **rated(0.88, target="88%")).loc["M", "passed"]  # type: ignore[arg-type]
    cycle = {"metric": "sales_cycle"}
    longer = verdicts(company, **rated(50.0, target="60 days", **cycle)).loc["M"]  # type: ignore[arg-type]
    assert longer.reason.startswith("60 days lies above its base, 50 days")
    assert longer.write_instead == "target: a value under 50 days"
    assert verdicts(company, **rated(50.0, target="40 days", **cycle)).loc["M", "passed"]  # type: ignore[arg-type]
    assert verdicts(company, **rated(50.0, change="-10 days", **cycle)).loc["M", "passed"]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("target", "words"),
    [("123456", "; EUR 123,500 would say as much"), ("123500", ""), ("1235", ""), ("1500.25", "; EUR 1,500 would")],
)
def test_a_target_of_more_digits_than_anybody_means_is_told_and_passes(
    company: Momentum, target: str, words: str
) -> None:
    found = verdicts(company, change=None, target=target).loc["M"]
    assert found.passed
    assert found.reason.endswith("by orders") if not words else words in found.reason


def told(metric: str = "csat", base: float = 0.77, target: str = "88%", **figures: float | str | bool) -> pd.Series:
    """A's verdict on a rate of 77% that is asked for 88%, from the figures of its past."""
    goal = Goal(id="g", metric=metric, baseline="2026", target=target, period="2027", owner="cro", objective="grow")
    history = forecast_of(history_of([100] * 24, "2025-01"), [[100] * 12])
    table = baselines([goal], history, {"g": Base(base, Period.parse("2026"), still_open=False)}, currency="EUR")
    made = attainment(
        table, history, NO_ERRORS, came_true=False, records="bookings", rng=np.random.default_rng(1)
    ).assign(**figures)
    found = smart([goal], made, GROW, [], records="bookings", currency="EUR", as_of="2026-12")
    return found.set_index("letter").loc["A"]


def test_where_no_chance_can_be_told_a_is_not_told_either_however_far_overlapping_changes_went() -> None:
    never = told(evidence="we cannot tell: 0 of 19", past_changes=19.0, past_reached=0.0, past_best=0.849)
    assert (never.passed, never.verdict) == (False, "cannot tell")
    assert never.reason == "we cannot tell: 0 of 19; the furthest of them would lead to 84.9%"
    assert never.write_instead == "a target that a source of its own supports, or 77%, held"
    often = told(evidence="e", past_changes=20.0, past_reached=9.0, past_best=0.9)
    assert (often.passed, often.verdict, often.reason) == (False, "cannot tell", "e")
    assert told(evidence="e", past_changes=9.0, past_reached=0.0, past_best=0.75).reason == "e"
    assert told().reason == "we cannot tell from this data: CSAT has no past changes in it"


def test_the_remedy_of_what_cannot_be_told_is_never_the_goal_itself() -> None:
    cycle = told("sales_cycle", 63.0, "53 days", evidence="e", past_changes=19.0, past_reached=1.0, past_best=53.0)
    assert (cycle.verdict, cycle.reason) == ("cannot tell", "e")
    assert "53" not in cycle.write_instead
    nearer = told("sales_cycle", 63.0, "53 days", evidence="e", past_changes=19.0, past_reached=0.0, past_best=57.0)
    assert nearer.reason == "e; the furthest of them would lead to 57 days"
    longer = told("sales_cycle", 63.0, "53 days", evidence="e", past_changes=19.0, past_reached=0.0, past_best=70.0)
    assert longer.reason == "e"


def test_a_chance_of_a_rate_has_the_thresholds_of_money_and_the_same_remedy() -> None:
    low = told(p_demand=0.09, demand_p50=0.78, evidence="in 12 past changes ...")
    assert (low.passed, low.verdict) == (False, "no")
    assert low.write_instead == "target: 78%, an even chance if nothing changes, not calibrated"
    floor = "below the house floor of 10%"
    assert low.reason == f"if nothing changes its chance is 9%, not calibrated: in 12 past changes ...; {floor}"
    sure = told(p_demand=0.09, demand_p50=0.78, evidence="in 12 past changes ...", calibrated=True)
    assert sure.write_instead == "target: 78%, an even chance if nothing changes"
    assert sure.reason == f"if nothing changes its chance is 9%: in 12 past changes ...; {floor}"
    assert told(p_demand=0.1, demand_p50=0.77).reason.endswith("less than an even chance")


def test_no_remedy_of_a_is_one_that_m_calls_a_step_back() -> None:
    history = history_of([100] * 24, "2025-01")
    found = verdicts(forecast_of(history, [[90] * 12] * 3), change="+20%").loc["A"]
    # 24 months of 1.00; a path is 12 x 0.90
    assert found.write_instead == (
        "tactics that change more: the level with an even chance by demand alone, tactics and people not counted, "
        "not calibrated, EUR 11, lies below the base"
    )
    assert told(p_demand=0.09, demand_p50=0.76).write_instead.endswith("76%, lies below the base")
    cycle = told("sales_cycle", 63.0, "53 days", p_demand=0.09, demand_p50=64.0)
    assert cycle.write_instead.endswith("64 days, lies above the base")


def test_a_counts_the_levers_of_a_goal_that_has_some_and_says_so() -> None:
    # base 12.00, goal 14.40; demand: 9 of 100 paths reach it; 3.60 more from a tactic: 91 paths at 10.80 + 3.60 do
    history = history_of([100] * 24, "2025-01")
    forecast = forecast_of(history, [[200] * 12] * 9 + [[90] * 12] * 91)
    goal = Goal(id="g", metric="bookings", baseline="yoy", change="+20%", period="2027", owner="cro", objective="grow")
    table = attainment(
        baselines([goal], forecast, {}, currency="EUR"), forecast, NO_ERRORS, came_true=False, records="bookings",
        rng=np.random.default_rng(1),
    )  # fmt: skip
    months = pd.Series([120] * 12, index=list(forecast.months))

    def judged(effect: int, first: str = "2027-01", last: str = "2027-12") -> pd.Series:
        declared = [Declared("t", "T", "price", first, last, effect, effect, effect, "pilot")]
        plus = with_tactics(forecast, declared, months, np.random.default_rng(2))
        sums = lifted(goal_row(table, "g"), forecast, plus)
        found = smart([goal], table, GROW, [], records="bookings", currency="EUR", as_of="2026-12", lifted=sums)
        return found.set_index("letter").loc["A"]

    enough = judged(3_60)
    assert enough.passed
    assert enough.reason == (
        "100% of simulated paths reach it, not calibrated, by demand with the tactics' declared effects, people "
        "and hires not counted (the first screen counts them); passes the house floor of 10%"
    )
    short = judged(2_40)
    assert (short.verdict, short.write_instead) == (
        "no",
        (
            "target: EUR 13, an even chance by demand with the tactics' declared effects, people and hires not "
            "counted, not calibrated"
        ),
    )
    # Months before the goal's are gone by: nothing is added, and nothing is said of tactics.
    assert "demand alone" in judged(3_60, "2026-01", "2026-12").reason
    assert lifted(goal_row(table.assign(p_demand=np.nan), "g"), forecast, forecast) == {}


def test_above_the_market_the_remedy_is_the_even_chance_where_the_market_has_room_for_it(company: Momentum) -> None:
    assert verdicts(company, market=[som(1319)]).loc["A", "write_instead"].startswith("target: EUR 1,200, an even")
    assert verdicts(company, market=[som(1100)]).loc["A", "write_instead"] == "target: at most EUR 1,100"


def test_the_market_of_the_whole_is_no_limit_of_a_part(company: Momentum) -> None:
    dach = replace(company, members={"region: DACH": company})
    assert verdicts(dach, market=[som(1)], scope={"region": "DACH"}).loc["A", "passed"]


def test_a_cannot_tell_where_the_range_of_the_chance_holds_both_and_says_reached_where_it_is(company: Momentum) -> None:
    written = Goal(
        id="g", metric="bookings", baseline="yoy", change="+10%", period="2027", owner="cro", objective="grow"
    )
    table = attainment(
        baselines([written], company, {}, currency="EUR"), company, NO_ERRORS, came_true=False, records="bookings",
        rng=np.random.default_rng(1),
    )  # fmt: skip

    def judged(**figures: float) -> pd.Series:
        told = smart([written], table.assign(**figures), GROW, [], records="bookings", currency="EUR", as_of="2026-10")
        return told.set_index("letter").loc["A"]

    wide = judged(p_demand=0.69, p_low=0.0, p_high=1.0)
    assert (wide.verdict, wide.passed) == ("cannot tell", False)
    assert wide.reason == (
        "69% of simulated paths reach it, not calibrated, by demand alone, tactics and people not counted; the range "
        "of the chance goes from under 30% to over 70%, by the errors of past forecasts"
    )
    assert judged(p_demand=0.69, p_low=0.3, p_high=1.0).verdict == "yes"
    assert judged(p_demand=0.04, p_low=0.0, p_high=0.7).verdict == "no"
    reached = judged(p_demand=1.0, p_low=1.0, p_high=1.0, to_date=1400_00.0)  # the goal is 1,320.00
    assert (reached.verdict, reached.reason) == ("yes", "it is reached already: EUR 1,400 to 2026-10")
    assert "reached already" not in judged(p_demand=1.0, p_low=1.0, p_high=1.0, to_date=1319_00.0).reason


def test_what_a_goals_own_months_brought_stands_beside_it(company: Momentum) -> None:
    goal = {"metric": "bookings", "baseline": "yoy", "change": "+10%", "owner": "cro"}
    now, later = Goal(id="a", period="2026", **goal), Goal(id="b", period="2027", **goal)
    assert baselines([now, later], company, {}, currency="EUR").to_date.tolist() == [1000_00, 0]  # ten months at 100.00
