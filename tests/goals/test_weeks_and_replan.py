"""Weeks whose sums are those of months, and the remainder of a goal under way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesplan_nb.errors import PlanError
from salesplan_nb.fiscal import PlanYear, WeekMonths
from salesplan_nb.goals import replan, target_weeks, targets
from salesplan_nb.goals.breakdown.potential import potential

from .test_breakdown import CALENDAR, cells_of, goals_of, ground, plan
from .test_breakdown_locks import FOUR, RETAIL, lock

HOLIDAYS = st.frozensets(st.dates(date(2027, 1, 1), date(2028, 1, 31)), max_size=40) | st.just(
    frozenset(date(2027, 7, day) for day in range(1, 32))
)
"""A few days of the year, or a month in which nobody works."""


def weeks_of(amount: int, year: PlanYear = CALENDAR, first: str = "2027-01", last: str = "2027-12") -> pd.DataFrame:
    asked = plan(week="working_days")
    return target_weeks(targets(goals_of(amount, first, last), asked, ground(FOUR)), asked, year, "EUR")


def test_january_2027_by_hand() -> None:
    # 1 January 2027 is a Friday: pieces of 1, 5, 5, 5, 5 weekdays, 21 together; 2,100.00 by them
    found = weeks_of(2100_00, last="2027-01")
    assert found.working_days.tolist() == [1, 5, 5, 5, 5]
    assert found.target.tolist() == [100_00, 500_00, 500_00, 500_00, 500_00]
    assert found.week.tolist() == ["2026-12-28", "2027-01-04", "2027-01-11", "2027-01-18", "2027-01-25"]
    assert found["first"].tolist()[0] == "2027-01-01"
    assert found["last"].tolist()[-1] == "2027-01-31"


def test_a_week_shortened_by_a_holiday_is_asked_less() -> None:
    # 1 January is a Friday, 6 January a Wednesday, 9 January a Saturday: 0, 4, 5, 5 and 5 days, 19 together
    days = frozenset({date(2027, 1, 1), date(2027, 1, 6), date(2027, 1, 9)})
    found = weeks_of(1900_00, replace(CALENDAR, holidays=days), last="2027-01")
    assert found.working_days.tolist() == [0, 4, 5, 5, 5]
    assert found.target.tolist() == [0, 400_00, 500_00, 500_00, 500_00]


def test_weeks_of_a_currency_without_cents_are_whole_units() -> None:
    # 100 by 1, 5, 5, 5, 5 of 21: 4.76 and four times 23.81, of which the four hold the larger remainders
    asked = plan(week="working_days")
    month = pd.DataFrame({"goal_id": ["g"], "month": ["2027-01"], "target": [100_00]})
    assert target_weeks(month, asked, CALENDAR, "JPY").target.tolist() == [4_00, 24_00, 24_00, 24_00, 24_00]
    assert target_weeks(month, asked, CALENDAR, "EUR").target.tolist() == [4_76, 23_81, 23_81, 23_81, 23_81]


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**10), st.sampled_from([CALENDAR, RETAIL]), HOLIDAYS)
def test_pieces_sum_to_months_and_weeks_and_cover_each_day_once(
    amount: int, year: PlanYear, holidays: frozenset[date]
) -> None:
    year = replace(year, holidays=holidays)
    found = weeks_of(amount, year, year.first, year.last)
    by_month = targets(goals_of(amount, year.first, year.last), plan(), ground(FOUR))
    assert found.groupby("month").target.sum().to_dict() == by_month.groupby("month").target.sum().to_dict()
    assert found.target.sum() == amount
    assert (found.target >= 0).all()
    days = [
        date.fromisoformat(first) + timedelta(days=k)
        for first, last in zip(found["first"], found["last"], strict=True)
        for k in range((date.fromisoformat(last) - date.fromisoformat(first)).days + 1)
    ]
    assert days == [year.first_day + timedelta(days=k) for k in range((year.last_day - year.first_day).days + 1)]


def test_months_of_whole_weeks_have_whole_weeks() -> None:
    found = weeks_of(5200_00, RETAIL, RETAIL.first, RETAIL.last)
    assert set(found.working_days) == {5}
    assert found.groupby("month").size().tolist() == [4, 4, 5] * 4
    assert not found.duplicated("week").any()
    long = PlanYear("2022-10", "2023-09", WeekMonths.parse("5-4-4", "last Saturday of September"))
    assert weeks_of(5300_00, long, long.first, long.last).groupby("month").size()["2023-09"] == 5


def test_without_weeks_asked_for_there_are_none() -> None:
    assert target_weeks(targets(goals_of(1), plan(), ground(FOUR)), plan(), CALENDAR, "EUR").empty


# --- the remainder


def under_way(amount: int, **keys: object) -> pd.DataFrame:
    """A goal of July 2026 to June 2027 over data that end with December 2026: six months gone, 60.00 sold in them."""
    cells = FOUR.assign(amount_cents=FOUR.amount_cents * 1_00)
    return replan(goals_of(amount, "2026-07", "2027-06"), plan(**keys), ground(cells))


def test_what_was_sold_and_the_remainder_are_the_goal() -> None:
    found = under_way(360_01)
    done, ahead = found[found.closed], found[~found.closed]
    assert done.amount_cents.sum() == 60_00  # 10.00 a month
    assert ahead.groupby("month").amount_cents.sum().tolist() == [50_01, *[50_00] * 5]
    assert found.amount_cents.sum() == 360_01
    assert found.locks_kept.all()


def test_more_than_was_asked_leaves_nothing_to_ask() -> None:
    found = under_way(59_99)
    assert not found[~found.closed].amount_cents.any()
    assert found.amount_cents.sum() == 60_00


def test_a_lock_is_lessened_by_what_its_closed_months_sold() -> None:
    # A sold 36.00 from July to December: of 100.00 in the goal's period 64.00 are left; of 30.00 nothing
    for amount, left in ((100, 64_00), (30, 0)):
        found = under_way(360_00, locks=[lock(region="A", amount=amount)])
        assert found[~found.closed & (found.region == "A")].amount_cents.sum() == left
        assert found.amount_cents.sum() == 360_00
    alone = under_way(360_00, locks=[lock(region="A", month="2026-08", amount=1)])
    pd.testing.assert_frame_equal(alone, under_way(360_00))
    people = under_way(360_00, locks=[{"rep": "R1", "month": "2027-01", "amount": 0, "reason": "leave"}])
    pd.testing.assert_frame_equal(people, under_way(360_00))


def test_locks_that_the_remainder_cannot_hold_are_left_out_and_that_is_said() -> None:
    found = under_way(360_00, locks=[lock(region="A", month="2027-02", amount=301)])
    assert not found.locks_kept.any()
    assert found.amount_cents.sum() == 360_00


def test_a_lock_on_a_region_that_there_is_not_is_no_matter_of_the_remainder() -> None:
    with pytest.raises(PlanError, match="unknown-region"):
        under_way(360_00, locks=[lock(region="Mars", amount=1)])


def test_a_basis_that_is_not_there_is_no_matter_of_locks() -> None:
    with pytest.raises(PlanError, match="basis-unavailable"):
        under_way(360_00, region="potential")


@pytest.mark.parametrize(("first", "last"), [("2027-01", "2027-12"), ("2026-01", "2026-12")])
def test_a_goal_that_has_not_begun_or_has_ended_has_no_remainder(first: str, last: str) -> None:
    assert replan(goals_of(1, first, last), plan(), ground(FOUR)).empty


def test_targets_of_months_gone_by_stay_as_they_were_set() -> None:
    cells = cells_of({("A", "x"): [10] * 23 + [999]})
    found = targets(goals_of(1200_00, "2026-07", "2027-06"), plan(), ground(cells))
    assert found.target.tolist() == [100_00] * 12


# --- potential


def accounts(*rows: tuple[str, str, int]) -> pd.DataFrame:
    columns = ["customer_id", "region", "segment", "amount_cents"]
    return pd.DataFrame([(str(i), *row) for i, row in enumerate(rows)], columns=columns)


def test_regions_share_by_what_they_buy_and_what_their_accounts_would() -> None:
    # segment p: 300 sold on 3 accounts, 100 each; q: 40 on 2, 20 each. A: 12 x 6 + 100 = 172, B: 12 x 4 + 20 = 68
    known = accounts(("A", "p", 300), ("A", "p", 0), ("B", "p", 0), ("B", "q", 40), ("B", "q", 0))
    known.loc[2, "region"] = "elsewhere"
    found = targets(goals_of(240_00, last="2027-01"), plan(region="potential"), ground(FOUR, accounts=known))
    assert found.groupby("region").target.sum().to_dict() == {"A": 172_00, "B": 68_00}


@pytest.mark.parametrize(
    ("known", "words"),
    [
        (accounts(), "no customer of the table customers"),
        (accounts(("elsewhere", "p", 0)), "no customer of the table customers"),
        (accounts(("A", "p", 5)), "every customer of the table customers buys already"),
    ],
)
def test_without_accounts_that_do_not_buy_there_is_no_potential(known: pd.DataFrame, words: str) -> None:
    with pytest.raises(PlanError, match=words):
        targets(goals_of(1), plan(region="potential"), ground(FOUR, accounts=known))


def test_returns_are_no_negative_rate() -> None:
    import numpy as np

    known = accounts(("A", "p", -50), ("A", "p", 0))
    assert potential(["A"], np.array([10.0]), known).tolist() == [10.0]
