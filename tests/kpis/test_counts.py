from __future__ import annotations

from datetime import date

import pandas as pd

from salesplan_nb.calendars import Period
from salesplan_nb.kpis import competitor_outcomes, market_months, measure, rep_quotas, segment_outcomes
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
