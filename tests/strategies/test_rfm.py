from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesplan_nb.fiscal import CalendarMonths, WeekMonths
from salesplan_nb.strategies import rfm
from salesplan_nb.strategies.rfm import recency_days, recency_tells, scores

AS_OF = "2026-12"


def customer(last: str, orders: int, cents: int, first: str = "2020-01-15") -> dict[str, object]:
    return {"first_order": first, "last_order": last, "orders": orders, "amount_cents": cents}


def test_recency_counts_days_to_the_last_day() -> None:
    assert recency_days(pd.Series(["2026-12-31", "2026-12-01", "2025-12-31"]), date(2026, 12, 31)).tolist() == [
        0,
        30,
        365,
    ]


def test_scores_are_fifths_and_ties_share_theirs() -> None:
    # middle ranks of ten: 1, 2, 4 (three tied on 3..5), 6, 7, 8, 9, 10; less a half, of ten: .05 .15 .35 .55 ... .95
    values = pd.Series([1, 2, 3, 3, 3, 6, 7, 8, 9, 10])
    assert scores(values).tolist() == [1, 1, 2, 2, 2, 3, 4, 4, 5, 5]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 50), min_size=1, max_size=60))
def test_scores_follow_the_values_and_not_the_order_of_rows(values: list[int]) -> None:
    series = pd.Series(values)
    found = scores(series)
    assert found.between(1, 5).all()
    by_value = dict(zip(values, found, strict=True))
    assert [by_value[v] for v in sorted(by_value)] == sorted(by_value.values())
    assert found.tolist() == [by_value[v] for v in values]


def test_groups_have_the_customers_that_their_names_say() -> None:
    buyers = pd.DataFrame(
        [
            customer("2026-12-30", 50, 9000),  # recent, often, much
            customer("2026-12-29", 40, 8000),
            customer("2026-01-10", 45, 8500),  # bought a lot, then stopped
            customer("2026-12-20", 1, 10, first="2026-12-20"),  # first order this month
            customer("2025-06-01", 0, 0),  # nothing for 18 months
            customer("2026-11-01", 2, 100),
            customer("2026-10-01", 2, 90),
            customer("2026-09-01", 2, 80),
            customer("2026-02-01", 1, 50),
            customer("2026-03-01", 1, 40),
        ]
    )
    found = rfm(buyers, AS_OF, CalendarMonths()).set_index("group")
    assert found.loc["Core customers", "customers"] == 2
    assert found.loc["Core customers", "recency_days"] == 1.5  # median of 1 and 2 days
    assert found.loc["Core customers", "spend_cents"] == 8500
    assert found.loc["Slipping away", "customers"] == 1
    assert found.loc["New", "customers"] == 1
    assert found.loc["Lapsed", "customers"] == 1
    assert found.loc["Core customers", "share"] == 17_000 / 25_870
    assert found["customers"].sum() == len(buyers)


def test_customers_who_lapsed_have_no_part_in_the_fifths() -> None:
    """Five who bought score 5 4 3 2 1 three times over; the twenty who lapsed would lift them all into the top fifth.

    Gaps of 5, 4, 3 and 2 orders: 365 / 3.5 = 104 days, and 1.61 of them 168; the 80% point of the recency is 260.
    """
    days = ["2026-12-21", "2026-12-11", "2026-06-14", "2026-04-25", "2026-03-06"]
    buyers = [customer(day, 5 - i, 100 * (5 - i)) for i, day in enumerate(days)]
    lapsed = [customer("2024-05-01", 0, 0)] * 20
    found = rfm(pd.DataFrame(buyers + lapsed), AS_OF, CalendarMonths()).set_index("group")
    assert found["customers"].to_dict() == {"Lapsed": 20, "Core customers": 2, "Recent, room to grow": 1, "Quiet": 2}
    assert found["active"].to_dict() == {"Lapsed": 0, "Core customers": 2, "Recent, room to grow": 1, "Quiet": 2}
    assert found["by_recency"].all()


def test_customers_who_all_buy_weekly_are_not_told_apart_by_recency() -> None:
    """Recency of 1 to 10 days, its 80% point 8.2; the gap is 365 / 52 = 7 days, of which chance leaves 1.61, 11.3."""
    buyers = pd.DataFrame([customer(f"2026-12-{30 - i}", 52, 100 * (i + 1)) for i in range(10)])
    found = rfm(buyers, AS_OF, CalendarMonths())
    assert not found["by_recency"].any()
    assert not {"Slipping away", "Quiet", "Recent, room to grow"} & set(found["group"])
    assert not found["description"].str.contains("recent").any()


def test_recency_tells_from_sixteen_tenths_of_the_usual_gap_on() -> None:
    """Twelve orders a year: gaps of 365 / 12 = 30.4 days, and -ln(0.2) = 1.609 of them are 48.95."""
    monthly = pd.Series([12] * 5)
    assert not recency_tells(pd.Series([48] * 5), monthly, 365)
    assert recency_tells(pd.Series([50] * 5), monthly, 365)
    assert not recency_tells(pd.Series([300] * 5), pd.Series([1] * 5), 365)  # nobody came twice: no gap is known


def test_nobody_is_new_in_the_first_twelve_months_of_the_history() -> None:
    young = pd.DataFrame([customer("2026-12-20", 1, 10, first=f"2026-{m:02d}-01") for m in range(2, 13)])
    assert "New" not in rfm(young, AS_OF, CalendarMonths())["group"].tolist()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 1500), st.integers(0, 30), st.integers(-500, 10**8)), min_size=1, max_size=80))
def test_every_customer_is_in_exactly_one_group(rows: list[tuple[int, int, int]]) -> None:
    end = pd.Timestamp("2026-12-31")
    buyers = pd.DataFrame([customer(str((end - pd.Timedelta(days=d)).date()), n, c) for d, n, c in rows])
    found = rfm(buyers, AS_OF, CalendarMonths())
    assert found["customers"].sum() == len(buyers)
    assert found["group"].is_unique
    assert found["revenue_cents"].sum() == buyers["amount_cents"].sum()
    assert rfm(buyers.iloc[::-1], AS_OF, CalendarMonths()).equals(found)


def test_no_customers_no_groups() -> None:
    assert rfm(
        pd.DataFrame(columns=["first_order", "last_order", "orders", "amount_cents"]), AS_OF, CalendarMonths()
    ).empty


def test_shares_of_nothing_are_not_a_number() -> None:
    assert rfm(pd.DataFrame([customer("2024-01-01", 0, 0)]), AS_OF, CalendarMonths())["share"].isna().all()
    assert rfm(pd.DataFrame([customer("2026-12-01", 1, 5)]), AS_OF, CalendarMonths())[
        "share"
    ].tolist() == pytest.approx([1.0])


def test_without_dates_of_orders_there_are_no_groups() -> None:
    undated = pd.DataFrame([customer("2026-12-01", 1, 5)]).assign(last_order=None, first_order=None)
    assert rfm(undated, AS_OF, CalendarMonths()).empty


def test_in_a_year_of_weeks_customers_are_new_and_recent_by_its_days() -> None:
    # Retail February 2027 ends on the 27th; September 2026, the sixth month back, begins on 30 August.
    retail = WeekMonths.parse("4-5-4", "Saturday nearest the end of January")
    buyers = pd.DataFrame(
        [
            customer("2027-02-20", 1, 10, first="2026-08-30"),
            customer("2027-02-20", 1, 10, first="2026-08-29"),
            customer("2027-02-20", 1, 10, first="2020-01-15"),
        ]
    )
    found = rfm(buyers, "2027-02", retail).set_index("group")
    assert found.loc["New", "customers"] == 1
    assert found.loc["New", "recency_days"] == 7
    assert rfm(buyers, "2027-02", CalendarMonths()).set_index("group")["recency_days"].tolist() == [8]
