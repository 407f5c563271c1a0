from __future__ import annotations

from datetime import date

import pandas as pd

from salesplan_nb.calendars import Period
from salesplan_nb.fiscal import WeekMonths
from salesplan_nb.kpis import competitor_outcomes, market_months, measure, rep_quotas, segment_outcomes
from salesplan_nb.kpis.counts import cohorts, open_deals, outcomes, scores, winning_days
from tests.kpis.cubes import cube_of, deals

CLOSED = (
    ("2026-01-01", "2026-02-10", "won", {"competitor": "Corvex", "customer_id": "C1"}),
    ("2026-01-01", "2026-02-11", "lost", {"competitor": "Corvex", "customer_id": "C2"}),
    ("2026-01-01", "2026-02-12", "lost", {"competitor": "", "customer_id": "C9"}),
    ("2026-01-01", "2026-03-12", "won", {"competitor": None, "customer_id": "C1"}),
    ("2026-01-01", None, "open", {"competitor": "Tessera", "customer_id": "C1"}),
)


def test_outcomes_by_competitor_name_who_was_not_named() -> None:
    found = competitor_outcomes(cube_of("2026-03", opportunities=deals(*CLOSED)))
    assert found is not None
    assert found.values.tolist() == [
        ["Corvex", "2026-02", 1, 1],
        ["none named", "2026-02", 0, 1],
        ["none named", "2026-03", 1, 0],
    ]


def test_without_a_competitor_column_or_a_name_in_it_every_closed_deal_names_none() -> None:
    found, unnamed = deals(*CLOSED), [["none named", "2026-02", 1, 2], ["none named", "2026-03", 1, 0]]
    for without in (found.drop(columns="competitor"), found.assign(competitor="")):
        outcomes = competitor_outcomes(cube_of("2026-03", opportunities=without))
        assert outcomes is not None
        assert outcomes.values.tolist() == unnamed
    assert competitor_outcomes(cube_of("2026-03")) is None


def test_the_market_table_is_summed_by_segment_and_may_have_none() -> None:
    rows = pd.DataFrame([("2026-01", "Food", 1), ("2026-01", "Food", 2)], columns=["month", "segment", "amount_cents"])
    assert market_months(cube_of("2026-03", market=rows)).values.tolist() == [["2026-01", "Food", 3]]
    assert market_months(cube_of("2026-03", market=rows.drop(columns="segment"))).values.tolist() == [
        ["2026-01", "", 3]
    ]
    assert market_months(cube_of("2026-03")).empty


def test_only_reps_with_a_quota_are_listed() -> None:
    reps = pd.DataFrame(
        {
            "rep_id": ["R2", "R1", "R3"],
            "starts": [date(2026, 2, 1)] * 3,
            "quota_cents": pd.array([5, 7, 0], dtype="Int64"),
        }
    )
    found = rep_quotas(cube_of("2026-03", reps=reps))
    assert found["rep_id"].tolist() == ["R1", "R2"]
    assert found["quota_cents"].tolist() == [7, 5]
    assert rep_quotas(cube_of("2026-03", reps=reps.drop(columns="quota_cents"))).empty


def test_outcomes_by_segment_follow_the_customer_and_keep_every_deal() -> None:
    found = deals(*CLOSED)
    known = pd.DataFrame([("C1", "Food"), ("C2", "Water")], columns=["customer_id", "segment"])
    rows = segment_outcomes(cube_of("2026-03", opportunities=found, customers=known))
    assert rows is not None
    assert rows.values.tolist() == [
        ["Food", "2026-02", 1, 0],
        ["Food", "2026-03", 1, 0],
        ["Water", "2026-02", 0, 1],
        ["unassigned", "2026-02", 0, 1],
    ]
    assert segment_outcomes(cube_of("2026-03", opportunities=found, customers=known.assign(segment=""))) is None
    assert (
        segment_outcomes(cube_of("2026-03", opportunities=found.drop(columns="customer_id"), customers=known)) is None
    )


def test_a_deal_created_after_as_of_is_not_there_yet() -> None:
    found = deals(
        ("2026-03-01", None, "open", {}),
        ("2026-04-01", "2026-04-02", "won", {}),
        ("2026-03-01", "2026-03-02", "won", {}),
    )
    whole = Period.parse("2026")
    assert measure(cube_of("2026-03", opportunities=found), "conversion", whole).n == 2
    assert measure(cube_of("2026-04", opportunities=found), "conversion", whole).n == 3


RETAIL = WeekMonths.parse("4-5-4", "Saturday nearest the end of January")
"""Its March 2026 is 1 March to 4 April, its April 5 April to 2 May."""
EDGES = (
    ("2026-03-01", "2026-04-04", "won", {"expected_close": None, "amount_cents": 1}),
    ("2026-03-01", "2026-04-05", "won", {"expected_close": date(2026, 5, 2), "amount_cents": 10}),
    ("2026-04-04", None, "open", {"expected_close": date(2026, 5, 3), "amount_cents": 100}),
    ("2026-04-05", None, "open", {"expected_close": date(2026, 5, 3), "amount_cents": 1000}),
)


def test_in_a_year_of_weeks_a_deal_counts_in_the_month_that_holds_its_day() -> None:
    found = outcomes(cube_of("2026-04", RETAIL, opportunities=deals(*EDGES)))
    assert found.values.tolist() == [["2026-03", 1, 0], ["2026-04", 1, 0]]
    found = winning_days(cube_of("2026-04", RETAIL, opportunities=deals(*EDGES)))
    assert found[["month", "days", "deals"]].values.tolist() == [["2026-03", 34, 1], ["2026-04", 35, 1]]


def test_in_a_year_of_weeks_deals_stand_as_they_did_on_the_months_last_day() -> None:
    """On 4 April the first was won, the second still open, the third made, the fourth not."""
    cube = cube_of("2026-03", RETAIL, opportunities=deals(*EDGES))
    assert open_deals(cube).values.tolist() == [["2026-04", 1, 0, 10], ["2026-05", 1, 0, 100]]
    assert cohorts(cube)[["month", "outcome", "deals"]].values.tolist() == [
        ["2026-03", "open", 2],
        ["2026-03", "won", 1],
    ]


def test_in_a_year_of_weeks_ratings_count_in_the_month_that_holds_their_day() -> None:
    days = [date(2026, 3, 31), date(2026, 4, 4), date(2026, 4, 5)]
    ratings = pd.DataFrame({"date": days, "score": [5.0, 3.0, 9.0]})
    assert scores(cube_of("2026-04", RETAIL, ratings=ratings)).values.tolist() == [
        ["2026-03", 1, 2, 0],
        ["2026-04", 0, 1, 1],
    ]
