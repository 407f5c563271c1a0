from __future__ import annotations

import math
from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesplan_nb.calendars import Period
from salesplan_nb.fiscal import CalendarMonths, PlanYear, WeekMonths
from salesplan_nb.measures import Measures, against, attainment, pacing, tracking
from salesplan_nb.measures.progress import running_year
from salesplan_nb.objectives import Objectives
from salesplan_nb.results import framed

YEAR = PlanYear("2027-01", "2027-12", CalendarMonths())


def targets(*rows: tuple[str, str, int]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["goal_id", "month", "target"])


def booked(**months: int) -> pd.DataFrame:
    rows = [(month.replace("m", "").replace("_", "-"), cents) for month, cents in months.items()]
    return pd.DataFrame(rows, columns=["month", "amount_cents"])


QUARTER = targets(
    ("g", "2027-01", 60), ("g", "2027-01", 40), ("g", "2027-02", 100), ("g", "2027-03", 200), ("later", "2027-06", 5)
)


def test_tracking_has_every_month_of_the_goal_under_way_and_hides_what_is_not_known() -> None:
    table = tracking(QUARTER, booked(m2026_12=999, m2027_01=90, m2027_02=120, m2027_03=1), "2027-02")
    assert table.values.tolist() == [
        ["g", "2027-01", 90, 100, True],
        ["g", "2027-02", 120, 100, True],
        ["g", "2027-03", 0, 200, False],
    ]


@pytest.mark.parametrize("as_of", ["2026-12", "2027-07"])
def test_a_goal_whose_months_have_not_begun_or_are_over_is_not_under_way(as_of: str) -> None:
    table = tracking(QUARTER, booked(m2027_01=90), as_of)
    assert table.empty
    assert pacing(table).empty


def test_pacing_is_actual_over_the_targets_of_the_months_gone_by() -> None:
    """(90 + 120) / (100 + 100) = 1.05, of a target of 400."""
    row = pacing(tracking(QUARTER, booked(m2027_01=90, m2027_02=120), "2027-02")).iloc[0]
    assert (row.through, row.actual_cents, row.target_to_date_cents, row.target_cents) == ("2027-02", 210, 200, 400)
    assert row.pacing == 1.05


def test_pacing_against_a_target_of_nothing_is_missing() -> None:
    assert math.isnan(pacing(tracking(targets(("g", "2027-01", 0)), booked(m2027_01=5), "2027-01")).iloc[0].pacing)


SEASON = framed(
    Objectives, "seasonality", [(number, 2.0 if number == 1 else 10 / 11, 0.0, 0.0, "") for number in range(1, 13)]
)
"""January carries 2/12 of a year."""


def reps(*rows: tuple[str, date | None, date | None, int]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["rep_id", "starts", "ends", "quota_cents"])


def sold(*rows: tuple[str, str, int]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["rep_id", "month", "amount_cents"])


def test_attainment_sets_actual_against_the_quotas_share_to_date() -> None:
    """1,200.00 a year, data to January: 200.00 due. R1 sold 300.00 (150%), R2 100.00 (50%); not in December."""
    months = sold(("R1", "2027-01", 300_00), ("R2", "2027-01", 100_00), ("R1", "2026-12", 1), ("R9", "2027-01", 1))
    table = attainment(months, reps(("R2", None, None, 1200_00), ("R1", None, None, 1200_00)), SEASON, YEAR, "2027-01")
    assert table.values.tolist() == [["R1", 300_00, 200_00, 1.5], ["R2", 100_00, 200_00, 0.5]]


def test_a_rep_is_asked_only_for_the_months_of_being_there() -> None:
    """Even months of 100.00. To June: from April 3 months, until February 2 months, from July none."""
    there = reps(("new", date(2027, 4, 15), None, 1200_00), ("left", date(2020, 1, 1), date(2027, 2, 28), 1200_00),
                 ("coming", date(2027, 7, 1), None, 1200_00), ("gone", None, date(2026, 12, 31), 1200_00))  # fmt: skip
    months = sold(("new", "2027-02", 7), ("new", "2027-05", 150_00), ("left", "2027-01", 100_00))
    table = attainment(months, there, framed(Objectives, "seasonality", []), YEAR, "2027-06")
    assert table.values.tolist() == [["left", 100_00, 200_00, 0.5], ["new", 150_00, 300_00, 0.5]]


def test_in_a_year_of_weeks_people_come_and_go_in_its_months() -> None:
    """Retail March 2027 is 28 February to 3 April; even months of 100.00, from February to April."""
    retail = WeekMonths.parse("4-5-4", "Saturday nearest the end of January")
    there = reps(("new", date(2027, 4, 3), None, 1200_00), ("left", None, date(2027, 2, 28), 1200_00))
    year = PlanYear("2027-02", "2028-01", retail)
    table = attainment(sold(), there, framed(Objectives, "seasonality", []), year, "2027-04")
    assert table[["rep_id", "quota_cents"]].values.tolist() == [["left", 200_00], ["new", 200_00]]


def test_attainment_without_quotas_or_orders_is_empty_or_zero() -> None:
    assert attainment(sold(), reps(), SEASON, YEAR, "2027-01").empty
    assert attainment(sold(), reps(("R1", None, None, 1200_00)), SEASON, YEAR, "2027-01")["attainment"].tolist() == [
        0.0
    ]


@given(st.lists(st.integers(1, 10**12), min_size=1, max_size=5))
def test_over_a_whole_year_the_quota_due_is_the_annual_quota_to_the_cent(quotas: list[int]) -> None:
    people = reps(*((f"R{i}", None, None, quota) for i, quota in enumerate(quotas)))
    table = attainment(sold(), people, framed(Objectives, "seasonality", []), YEAR, "2027-12").set_index("rep_id")
    assert [table.loc[f"R{i}", "quota_cents"] for i in range(len(quotas))] == quotas


@pytest.mark.parametrize(
    ("as_of", "label"), [("2026-10", "2026"), ("2027-01", "2027"), ("2029-03", "2029"), ("2025-12", "2025")]
)
def test_the_running_year_holds_as_of(as_of: str, label: str) -> None:
    assert running_year(YEAR, as_of).label == label
    february = Period("2027-02", "2028-01")
    assert running_year(february, "2027-01") == Period("2026-02", "2027-01")


ATTAINED = framed(Measures, "attainment", [("R1", 300, 200, 1.5), ("R2", 100, 200, 0.5)])
NOBODY = framed(Measures, "attainment", [])


def test_before_the_goal_begins_coverage_is_asked_of_its_first_quarter() -> None:
    found = against(QUARTER, "g", booked(m2026_10=5), ATTAINED, YEAR, "2026-10")
    assert (found["pipeline_coverage"].period.label, found["pipeline_coverage"].amount_cents) == ("2027-Q1", 400)
    assert (found["attainment"].period.label, found["attainment"].amount_cents) == ("2026-01..2026-10", 400)


def test_within_a_quarter_what_was_booked_is_taken_off_its_target() -> None:
    """400 less 90 booked in January, before the quarter's other months."""
    found = against(QUARTER, "g", booked(m2027_01=90), NOBODY, YEAR, "2027-01")
    assert found["weighted_coverage"].amount_cents == 310
    assert "attainment" not in found


def test_nothing_is_asked_of_a_pipeline_where_no_target_is_left() -> None:
    assert against(QUARTER, "g", booked(m2027_01=500), NOBODY, YEAR, "2027-01") == {}
    assert against(QUARTER, "g", booked(), NOBODY, YEAR, "2027-03") == {}
    assert against(QUARTER, "no such goal", booked(), NOBODY, YEAR, "2026-10") == {}


def test_in_a_year_from_february_coverage_is_asked_of_the_plans_quarter() -> None:
    """February 100 and March 200; the calendar's quarter would take in January's target and bookings."""
    found = against(
        QUARTER, "g", booked(m2027_01=90), NOBODY, PlanYear("2027-02", "2028-01", CalendarMonths()), "2027-01"
    )
    assert found["pipeline_coverage"].period == Period("2027-02", "2027-04")
    assert found["pipeline_coverage"].amount_cents == 300
