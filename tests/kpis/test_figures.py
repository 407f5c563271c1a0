from __future__ import annotations

import math
from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesplan_nb.calendars import Period
from salesplan_nb.kpis import LIBRARY, Against, latest, measure, monthly
from salesplan_nb.kpis.counts import cohorts, winning_days
from salesplan_nb.kpis.figures import cycle, stage_conversion
from tests.kpis.cubes import cube_of, deals, orders

Q1 = Period.parse("2026-Q1")
JANUARY = Period("2026-01", "2026-01")


def test_win_rate_is_won_over_closed_in_the_period_with_the_published_interval() -> None:
    """81 of 263: 0.2553 to 0.3662 by Wilson's score method (Newcombe 1998, Statistics in Medicine 17, table I)."""
    closed = [("2025-12-01", "2026-01-15", "won" if i < 81 else "lost", {}) for i in range(263)]
    other = [("2025-12-01", "2026-02-01", "won", {}), ("2025-12-01", None, "open", {})]
    value = measure(cube_of("2026-03", opportunities=deals(*closed, *other)), "win_rate", JANUARY)
    assert (value.value, value.n) == (81 / 263, 263)
    assert (round(value.low, 4), round(value.high, 4)) == (0.2553, 0.3662)


def test_a_deal_that_closed_after_as_of_was_still_open() -> None:
    found = deals(("2025-12-01", "2026-01-15", "won", {}), ("2025-12-01", "2026-02-15", "lost", {}))
    assert measure(cube_of("2026-01", opportunities=found), "win_rate", Q1).value == 1.0
    assert measure(cube_of("2026-02", opportunities=found), "win_rate", Q1).value == 0.5


def test_a_period_without_closed_deals_says_so_instead_of_giving_a_rate() -> None:
    value = measure(cube_of("2026-03", opportunities=deals(("2025-12-01", "2025-12-05", "won", {}))), "win_rate", Q1)
    assert math.isnan(value.value)
    assert value.reason == "no deal closed in Q1 2026"


def test_the_sales_cycle_is_the_median_days_of_deals_won_in_the_period() -> None:
    """Won after 10, 20 and 60 days: median 20. The lost one after 1 day and the one won in February do not count."""
    start = date(2025, 11, 20)
    rows = [(start.isoformat(), (start + timedelta(days=50 + i)).isoformat(), "won", {}) for i in (0, 10)]
    january = [
        ("2026-01-05", "2026-01-15", "won", {}),
        ("2026-01-05", "2026-01-25", "won", {}),
        ("2025-12-01", "2026-01-30", "won", {}),
    ]
    noise = [("2026-01-05", "2026-01-06", "lost", {}), ("2026-01-31", "2026-02-01", "won", {})]
    value = measure(cube_of("2026-03", opportunities=deals(*january, *noise)), "sales_cycle", JANUARY)
    assert (value.value, value.n) == (20.0, 3)
    assert math.isnan(value.low), "three deals have no 95% interval of the median"
    both = measure(cube_of("2026-03", opportunities=deals(*january, *noise, *rows)), "sales_cycle", JANUARY)
    assert both.value == 50.0  # 10, 20, 50, 60, 60


def test_the_interval_of_a_median_of_100_runs_from_the_40th_to_the_61st() -> None:
    """Campbell and Gardner (1988), BMJ 296, 1454: for n = 100 the ranks are 40 and 61."""
    frame = pd.DataFrame({"month": "2026-01", "days": range(1, 101), "deals": 1})
    value = cycle(frame, JANUARY)
    assert (value.value, value.low, value.high) == (50.5, 40.0, 61.0)


def test_revenue_growth_is_against_the_same_months_a_year_before() -> None:
    """120.00 after 100.00: +20%."""
    rows = [("2025-01", "a", 60_00), ("2025-03", "a", 40_00), ("2025-04", "a", 999), ("2026-01", "a", 120_00)]
    assert measure(cube_of("2026-03", orders=orders(*rows)), "revenue_growth", Q1).value == pytest.approx(
        0.2, abs=1e-12
    )


def test_growth_without_the_year_before_says_from_when_on_there_are_orders() -> None:
    value = measure(cube_of("2026-03", orders=orders(("2025-02", "a", 1), ("2026-01", "a", 1))), "revenue_growth", Q1)
    assert value.reason == "needs the year before: orders start in Feb 2025, the period in Jan 2025"


def test_new_customers_have_their_first_order_ever_in_the_period() -> None:
    """History from Jan 2025. In Jan 2026: b and c are new, a is not; b counts once though it ordered twice."""
    rows = [("2025-01", "a", 1), ("2026-01", "a", 1), ("2026-01", "b", 1), ("2026-01", "b", 1), ("2026-01", "c", 1)]
    unnamed = [("2026-01", "", 1), ("2026-01", "unassigned", 1), ("2026-02", "b", 1)]
    cube = cube_of("2026-03", orders=orders(*rows, *unnamed))
    assert measure(cube, "new_customers", JANUARY).value == 2
    assert monthly(cube, "new_customers", ["2026-01", "2026-02"])["value"].tolist() == [2.0, 0.0]


def test_nobody_is_new_in_the_first_twelve_months_of_the_history() -> None:
    cube = cube_of("2026-03", orders=orders(("2025-02", "a", 1), ("2026-01", "b", 1), ("2026-02", "c", 1)))
    assert (
        measure(cube, "new_customers", JANUARY).reason
        == "who is new can be told from Feb 2026 on, after 12 months of orders"
    )
    assert measure(cube, "new_customers", Period("2026-02", "2026-02")).value == 1


def test_csat_is_the_share_of_fours_and_fives_and_refuses_another_scale() -> None:
    """4 of 5 scores are 4 or 5."""
    scores = pd.DataFrame({"date": [date(2026, 1, day) for day in range(1, 6)], "score": [5.0, 4.0, 3.0, 4.0, 5.0]})
    assert measure(cube_of("2026-03", ratings=scores), "csat", Q1).value == 0.8
    wrong = measure(cube_of("2026-03", ratings=scores.assign(score=[5.0, 10.0, 3.0, 9.0, 5.0])), "csat", Q1)
    assert wrong.reason == "2 of 5 scores are not from 1 to 5"


STAGED = deals(
    *[("2026-01-10", "2026-02-01", "won", {"reached": "2 Proposal"})] * 4,
    *[("2026-01-10", "2026-02-01", "lost", {"reached": "1 Lead"})] * 2,
    *[("2026-01-10", "2026-02-01", "lost", {"reached": "2 Proposal"})] * 1,
    *[("2026-01-10", None, "open", {"reached": "1 Lead"})] * 3,
    *[("2026-01-10", None, "open", {"reached": "2 Proposal"})] * 5,
    *[("2025-12-10", "2026-02-01", "lost", {"reached": "1 Lead"})] * 9,
)


def test_conversion_leaves_open_deals_out_of_the_stage_they_are_in() -> None:
    """Lead: 15 entered, 3 still there, 10 of 12 moved on. Proposal: 10 entered, 5 still there, 4 of 5 won."""
    cube = cube_of("2026-03", opportunities=STAGED)
    table = stage_conversion(cohorts(cube), JANUARY)
    assert table[["entered", "moved_on", "lost", "open"]].values.tolist() == [[15, 10, 2, 3], [10, 4, 1, 5]]
    value = measure(cube, "conversion", JANUARY)
    assert value.value == pytest.approx(10 / 12 * 4 / 5)
    assert value.n == 15
    variance = (2 / 12) / (12 * 10 / 12) + (1 / 5) / (5 * 4 / 5)  # Greenwood, on the logarithm
    assert value.low == pytest.approx(value.value * math.exp(-1.959964 * math.sqrt(variance)), rel=1e-6)


def test_conversion_without_an_order_of_stages_is_won_over_closed_of_the_cohort() -> None:
    """4 won and 3 lost, 8 open: 4/7, not 4/15."""
    named = STAGED.assign(reached=STAGED["reached"].str[2:])
    for found in (named, STAGED.drop(columns="reached")):
        assert measure(cube_of("2026-03", opportunities=found), "conversion", JANUARY).value == pytest.approx(4 / 7)


OPEN = deals(
    *[("2026-01-10", None, "open", {"expected_close": date(2026, 4, 20), "amount_cents": 50_00})] * 3,
    ("2026-01-10", None, "open", {"expected_close": date(2026, 7, 1), "amount_cents": 999_00}),
    ("2025-12-10", "2026-01-20", "won", {"expected_close": None, "amount_cents": 1}),
    *[("2025-12-10", "2026-01-20", "lost", {"expected_close": None, "amount_cents": 1})] * 3,
)
REMAINING = Against(Period.parse("2026-Q2"), 300_00)


def test_pipeline_coverage_is_open_deals_due_in_the_period_over_the_remaining_target() -> None:
    """3 x 50.00 / 300.00 = 0.5; weighted by a win rate of 1 in 4: 0.125."""
    cube = cube_of("2026-03", opportunities=OPEN)
    value = measure(cube, "pipeline_coverage", REMAINING.period, REMAINING)
    assert (value.value, value.n) == (0.5, 3)
    assert measure(cube, "weighted_coverage", REMAINING.period, REMAINING).value == 0.125


def test_pipeline_coverage_cannot_be_told_without_target_amounts_or_dates() -> None:
    cube = cube_of("2026-03", opportunities=OPEN)
    assert (
        measure(cube, "pipeline_coverage", REMAINING.period).reason == "needs the remaining target of a period to come"
    )
    bare = cube_of("2026-03", opportunities=OPEN.drop(columns="amount_cents"))
    assert (
        measure(bare, "pipeline_coverage", REMAINING.period, REMAINING).reason
        == "3 of 3 open deals due in Q2 2026 have no amount"
    )
    undated = cube_of("2026-03", opportunities=OPEN.drop(columns="expected_close"))
    assert (
        measure(undated, "pipeline_coverage", REMAINING.period, REMAINING).reason
        == "4 of 4 open deals have no expected close"
    )


def test_attainment_counts_the_orders_of_reps_who_carry_a_quota() -> None:
    """40.00 + 20.00 of R1 and R2 against 80.00; R3 has no quota."""
    sold = orders(("2026-01", "a", 40_00), ("2026-02", "a", 20_00), ("2026-02", "a", 70_00)).assign(
        rep_id=["R1", "R2", "R3"]
    )
    reps = pd.DataFrame({"rep_id": ["R1", "R2", "R3"], "quota_cents": pd.array([100_00, 100_00, None], dtype="Int64")})
    value = measure(cube_of("2026-03", orders=sold, reps=reps), "attainment", Q1, Against(Q1, 80_00))
    assert (value.value, value.n) == (0.75, 2)


@pytest.mark.parametrize("kpi", LIBRARY)
def test_a_kpi_whose_data_is_absent_has_one_line_of_reason_and_no_value(kpi: str) -> None:
    value = measure(cube_of("2026-03"), kpi, Q1)
    assert math.isnan(value.value)
    assert value.reason.startswith("the data has no ")
    assert monthly(cube_of("2026-03"), kpi, Q1.months).empty


def test_a_column_without_values_is_as_absent_as_no_column() -> None:
    found = deals(("2026-01-01", None, "open", {})).assign(closed=pd.Series([pd.NaT], dtype="datetime64[us]"))
    assert measure(cube_of("2026-03", opportunities=found), "win_rate", Q1).reason == "the opportunities have no closed"


def test_latest_takes_twelve_months_or_as_many_as_there_are() -> None:
    short = latest(cube_of("2026-03", orders=orders(("2025-12", "a", 5), ("2026-03", "a", 7))))
    assert short["bookings"].period.label == "2025-12..2026-03"
    assert short["bookings"].now.value == 12
    assert not short["bookings"].before.known
    long = latest(cube_of("2026-03", orders=orders(("2024-01", "a", 5), ("2026-03", "a", 7))))
    assert (long["bookings"].period.label, long["bookings"].before.value) == ("2025-04..2026-03", 0.0)


def test_the_year_before_counts_only_where_the_data_holds_the_whole_of_it() -> None:
    now = [("2026-01-05", "2026-02-05", "won", {}), ("2026-01-05", "2026-02-05", "lost", {})]
    sold = orders(("2025-04", "a", 1), ("2026-03", "a", 1))
    for first, known in (("2024-04-30", True), ("2024-05-01", False)):
        past = [(first, first, "won", {}), ("2025-01-01", "2025-02-01", "won", {})]
        found = latest(cube_of("2026-03", orders=sold, opportunities=deals(*past, *now)))
        assert [found[name].before.known for name in ("win_rate", "conversion", "sales_cycle")] == [known] * 3
        assert found["win_rate"].now.value == 0.5


amounts = st.lists(st.tuples(st.sampled_from(Q1.months), st.integers(-(10**9), 10**12)), min_size=1, max_size=20)


@given(amounts, st.randoms(use_true_random=False))
def test_bookings_are_exact_cents_in_any_order_of_rows(lines: list[tuple[str, int]], random: object) -> None:
    from salesplan_nb.kpis.figures import booked

    frame = pd.DataFrame([(month, cents, 1) for month, cents in lines], columns=["month", "amount_cents", "lines"])
    start = pd.DataFrame([("2025-01", 0, 0)], columns=frame.columns)
    random.shuffle(lines)  # type: ignore[attr-defined]
    mixed = pd.DataFrame([(month, cents, 1) for month, cents in lines], columns=frame.columns)
    value = booked(pd.concat([start, mixed]), Q1)
    assert value.value == booked(pd.concat([start, frame]), Q1).value == sum(cents for _, cents in lines)


@given(st.integers(0, 30), st.integers(1, 30), st.integers(0, 30), st.integers(0, 30))
def test_conversion_never_leaves_0_to_1_and_more_open_leads_do_not_lower_it(
    won: int, lost: int, open_now: int, more: int
) -> None:
    from salesplan_nb.kpis.figures import conversion

    def frame(waiting: int) -> pd.DataFrame:
        rows = [
            ("2026-01", "1 Lead", "won", won),
            ("2026-01", "1 Lead", "lost", lost),
            ("2026-01", "1 Lead", "open", waiting),
        ]
        return pd.DataFrame(rows, columns=["month", "reached", "outcome", "deals"])

    value = conversion(frame(open_now), JANUARY)
    assert 0 <= value.value <= 1
    assert value.value == conversion(frame(open_now + more), JANUARY).value == won / (won + lost)


def test_days_are_counted_from_dates_not_from_hours() -> None:
    counted = winning_days(cube_of("2026-03", opportunities=deals(("2026-02-28", "2026-03-01", "won", {}))))
    assert counted[["month", "days", "deals"]].values.tolist() == [["2026-03", 1, 1]]
