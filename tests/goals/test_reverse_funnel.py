"""The reverse funnel: a small pipeline by hand, and a planted one that meets its target if what is asked is created."""

from __future__ import annotations

import math
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from salesplan_nb.calendars import Period
from salesplan_nb.fiscal import CalendarMonths
from salesplan_nb.goals import Momentum, reverse_funnel
from salesplan_nb.goals.deal_cohort import mature
from salesplan_nb.goals.deals_needed import Window, needed, won_of_new, won_of_open
from salesplan_nb.goals.incidence import LOST, OPEN, WON, incidence

from .conftest import forecast_of, history_of

PLAIN = CalendarMonths()


def rng(seed: int = 5) -> np.random.Generator:
    return np.random.default_rng(seed)


def lives_of(rows: list[tuple[int, int | None, str, float, str]], as_of: str = "2026-12") -> pd.DataFrame:
    """Deals from (age at the end of as_of, days to the close, outcome, amount, member)."""
    end = PLAIN.last_day(as_of)
    told = [
        {
            "month": (end - timedelta(days=age)).isoformat()[:7],
            "age": age,
            "days": math.nan if days is None else float(days),
            "outcome": outcome,
            "amount_cents": amount,
            "member": member,
            "closed_month": "" if days is None else (end - timedelta(days=age - days)).isoformat()[:7],
            "deals": 1,
        }
        for age, days, outcome, amount, member in rows
    ]
    return pd.DataFrame(told)


def goal(target: float, first: str = "2027-01", last: str = "2027-12") -> pd.Series:
    return pd.Series(
        {"goal_id": "g", "unit": "cents", "target": target, "demand_p50": 1.0, "first": first, "last": last}
    )


def year_of(orders: int, months: int = 12) -> Momentum:
    """Orders [cents] of every month of 2026, and 2027 ahead."""
    return forecast_of(history_of([orders] * months, "2026-01"), [[1] * 12])


def test_a_deal_created_in_a_month_gives_what_its_days_give() -> None:
    """Won on day 2 or lost on day 1, half each. Of three days ahead the third is too near the end, day 3, to be won."""
    curve = incidence(np.array([2, 1]), np.array([WON, LOST]), np.ones(2))
    window = Window(1, 3, ("2027-01",), ((1, 3),))
    assert won_of_new(curve, window) == pytest.approx([0.5 / 3])  # created on day 1 only
    assert won_of_new(curve, Window(5, 9, ("2027-01",), ((1, 3),))) == pytest.approx([0.5 / 3])  # won before day 5


def test_wins_count_from_the_goals_first_day_or_from_the_day_after_the_data() -> None:
    window = Window.of(Period.parse("2027"), "2026-10", PLAIN)
    assert (window.first, window.last) == (62, 61 + 365)  # November and December have 61 days
    assert (window.months[0], window.days[0], len(window.months)) == ("2026-11", (1, 30), 14)
    running = Window.of(Period.parse("2027"), "2027-03", PLAIN)
    assert (running.first, running.last, running.months[0]) == (1, 365 - 90, "2027-04")


def test_an_open_deal_is_won_with_the_chance_that_is_left_at_its_age() -> None:
    """Of four: won on days 2 and 6, lost on 2 and 4. Open at day 3: 2 of 4 are left, 1 of them is won by day 6."""
    curve = incidence(np.array([2, 2, 4, 6]), np.array([WON, LOST, LOST, WON]), np.ones(4))
    ages = np.array([0, 3, 7])
    assert won_of_open(curve, ages, Window(1, 30, (), ())) == pytest.approx([0.5, 0.5, 0.0])
    # From day 4 after as_of on: a deal aged 3 is then 7 days old, and won or lost already; one aged 0 has day 6 left.
    assert won_of_open(curve, ages, Window(4, 30, (), ())) == pytest.approx([0.25, 0.0, 0.0])
    assert won_of_open(curve, ages, Window(1, 2, (), ())) == pytest.approx([0.25, 0.0, 0.0])


def test_deals_a_month_by_hand() -> None:
    """A won deal is worth 200 (100 and 300), half are won, on day 0. An open deal of 100 has half a chance: 50.

    Asked 1,050: 1,000 are left, 5 wins, 10 deals over two months: 5 a month.
    """
    cohort = pd.DataFrame(
        {"days": [0, 0, 9, 9], "state": [WON, WON, LOST, LOST], "amount_cents": [100.0, 300.0, math.nan, 5.0]}
    )
    # On day 9 the open one is lost: at age 0 it is won with the half that was won on day 0 already gone.
    waiting = pd.DataFrame({"age": [0], "amount_cents": [100.0], "deals": [1]})
    window = Window(1, 60, ("2027-01", "2027-02"), ((1, 31), (32, 59)))
    told = needed(cohort, waiting, window, 1_000.0, np.ones(4))
    assert (told.value, told.open_cents, told.wins, told.a_month) == pytest.approx((200, 0, 5, 5))
    later = cohort.assign(days=[5, 5, 9, 9])
    told = needed(later, waiting, window, 1_050.0, np.ones(4))
    assert (told.open_cents, told.wins) == pytest.approx((50, 5))
    bare = needed(later, waiting.assign(amount_cents=math.nan), window, 1_100.0, np.ones(4))
    assert (bare.open_cents, bare.wins) == pytest.approx((100, 5))  # counted at the mean of a won deal
    assert needed(later, waiting, window, 10.0, np.ones(4)).a_month == 0  # open deals bring more than is asked


def deal(random: np.random.Generator) -> tuple[bool, int]:
    """The planted pipeline: 40% are won after 30 to 90 days, the others lost after 5 to 120."""
    won = bool(random.random() < 0.4)
    return won, int(random.integers(30, 91) if won else random.integers(5, 121))


def pipeline(random: np.random.Generator, a_day: int, days: int = 900) -> list[tuple[int, int | None, str, float, str]]:
    rows: list[tuple[int, int | None, str, float, str]] = []
    for age in range(days):
        for _ in range(a_day):
            won, length = deal(random)
            amount = float(random.integers(50_00, 150_01))
            open_ = length > age
            rows.append((age, None if open_ else length, "open" if open_ else "won" if won else "lost", amount, ""))
    return rows


def booked(random: np.random.Generator, rows: list[tuple[int, int | None, str, float, str]], a_month: float) -> float:
    """What 2027 brings in the planted world: from deals open at the end of 2026, and from those created then."""
    end, last = date(2026, 12, 31), (date(2027, 12, 31) - date(2026, 12, 31)).days
    total = 0.0
    for age, _, outcome, amount, _ in rows:
        while outcome == "open":
            won, length = deal(random)
            if length > age:  # as it stands at the end of 2026
                total += amount * (won and length - age <= last)
                break
    for month in Period.parse("2027").months:
        low, high = ((day - end).days for day in (PLAIN.first_day(month), PLAIN.last_day(month)))
        for created in random.integers(low, high + 1, size=round(a_month)):
            won, length = deal(random)
            total += 100_00 * (won and created + length <= last)
    return total


def test_creating_what_is_asked_meets_the_target_in_half_of_the_planted_worlds() -> None:
    random = rng(11)
    rows = pipeline(random, 2)
    lives = lives_of(rows)
    forecast = year_of(
        round(sum(lives.amount_cents[lives.closed_month.str.startswith("2026") & (lives.outcome == "won")]) / 12)
    )
    target = 4_000_000.0
    basis, months = reverse_funnel(goal(target), forecast, lives, "", PLAIN, rng())
    row, ahead = basis.iloc[0], months[months.created.isna()]
    assert row.share == pytest.approx(1.0, abs=0.001)
    assert row.created_to_won == pytest.approx(0.4, abs=0.03)
    assert row.deal_cents == pytest.approx(100_00, rel=0.03)
    assert row.cycle_days == pytest.approx(60, abs=3)
    assert not ahead.too_late.any()  # of December's first day some are won on the year's last
    assert ahead.won_in_period.iloc[0] == pytest.approx(0.4, abs=0.03)
    assert 0 < ahead.won_in_period.iloc[-1] < 0.01
    outcomes = np.array([booked(random, rows, row.needed) for _ in range(60)])
    # The rate itself is known to 3 points: the mean of the worlds may miss by that much, and by their own scatter.
    assert outcomes.mean() == pytest.approx(target, rel=0.08)
    assert 0.1 < (outcomes >= target).mean() < 0.9
    assert row.needed_low < row.needed < row.needed_high
    fewer = np.array([booked(random, rows, 0.75 * row.needed) for _ in range(30)])
    assert (fewer >= target).mean() < 0.1


def test_the_interval_holds_the_true_need_in_most_planted_worlds() -> None:
    """True: 100.00 a win at 40%, no open deals: asked / (100 x sum over months of what a deal gives)."""
    held = 0
    for seed in range(30):
        rows = [row for row in pipeline(rng(100 + seed), 1, 700) if row[2] != "open"]
        lives = lives_of(rows)
        wins = lives[lives.closed_month.str.startswith("2026") & (lives.outcome == "won")]
        forecast = year_of(round(wins.amount_cents.sum() / 12))
        row = reverse_funnel(goal(3_000_000.0), forecast, lives, "", PLAIN, rng(seed))[0].iloc[0]
        days = np.concatenate([np.arange(30, 91), np.arange(5, 121)])
        states = np.repeat([WON, LOST], [61, 116])
        truth = incidence(days, states, np.repeat([0.4 / 61, 0.6 / 116], [61, 116]))
        window = Window.of(Period.parse("2027"), "2026-12", PLAIN)
        gives = won_of_new(truth, window).sum()
        held += row.needed_low <= 300 * row.share / gives <= row.needed_high
    assert held >= 25  # 95% of 30 is 28.5; under 25 has a chance below 1 in 100


def small(won: int = 20, lost: int = 20) -> list[tuple[int, int | None, str, float, str]]:
    """Won in 20 days at 100.00, lost in 20; created 100 to 139 days before the end of 2026."""
    return [
        (100 + k, 20, "won" if k < won else "lost", 100_00.0, "DACH" if k % 4 else "West") for k in range(won + lost)
    ]


def test_deals_are_asked_for_the_part_that_they_brought() -> None:
    """20 wins of 100 against orders of 12 x 1,000: deals brought a sixth. Of 12,000 they are asked for 2,000: 20 wins.

    Half are won, so 40 deals over eleven months and the eleven days of December from which 20 are left.
    """
    basis, months = reverse_funnel(goal(12_000_00.0), year_of(1_000_00), lives_of(small()), "", PLAIN, rng())
    row = basis.iloc[0]
    assert (row.share, row.asked_cents, row.wins_needed) == pytest.approx((1 / 6, 2_000_00, 20))
    assert (row.won, row.lost, row.open, row.win_rate, row.cycle_days) == (20, 20, 0, 0.5, 20)
    early = months[months.created.isna() & ~months.too_late]
    assert set(early.needed) == {row.needed}
    assert early.won_in_period.tolist() == pytest.approx([0.5] * 11 + [0.5 * 11 / 31])
    assert row.needed == pytest.approx(40 / (11 + 11 / 31), rel=1e-6)
    assert months.created.dropna().sum() == 40
    assert row.created == np.median(months.created.dropna())


def test_a_month_of_which_nothing_is_won_in_period_asks_for_nothing() -> None:
    """Deals take 40 days: of those created in December none is won by the 31st, of November's those of 20 days."""
    slow = [(140 + k, 40, "won" if k < 20 else "lost", 100_00.0, "") for k in range(40)]
    basis, months = reverse_funnel(goal(12_000_00.0), year_of(1_000_00), lives_of(slow), "", PLAIN, rng())
    late = months[months.too_late]
    assert late[["month", "needed", "low", "high", "won_in_period"]].to_numpy().tolist() == [["2027-12", 0, 0, 0, 0]]
    assert months.needed.iloc[-2] == basis.needed.iloc[0] == pytest.approx(40 / (10 + 21 / 30))


def test_what_is_created_supports_the_target_at_which_as_much_is_needed() -> None:
    """To March 2027 with 3 x 1,000 booked, and 40 deals a month created in July to September 2026 alone, then none.

    Put back as the target, what the middle month supports asks for just the middle month.
    """
    forecast = forecast_of(history_of([1_000_00] * 15, "2026-01"), [[1] * 9])
    lives = lives_of([(age + 10 * k, *rest) for k in range(20) for age, *rest in small()], "2027-03")
    row = reverse_funnel(goal(12_000_00.0), forecast, lives, "", PLAIN, rng())[0].iloc[0]
    again = reverse_funnel(goal(row.supported_cents), forecast, lives, "", PLAIN, rng())[0].iloc[0]
    assert row.created > 0
    assert again.needed == pytest.approx(row.created)
    assert row.supported_cents > 3_000_00


def test_the_last_three_months_stand_beside_the_middle_of_twelve() -> None:
    """100 days ago 40 deals were created, in one month or two; in the last three months 5, 1 and 0."""
    recent = [(age, None, "open", 1.0, "") for age in (75, 76, 77, 78, 79, 40)]  # Oct, Oct, Oct, Oct, Oct, Nov 2026
    row = reverse_funnel(goal(12_000_00.0), year_of(1_000_00), lives_of(small() + recent), "", PLAIN, rng())[0].iloc[0]
    assert (row.created, row.created_recently) == (0.0, 2.0)


def test_members_keep_their_part_and_sum_to_the_whole() -> None:
    basis, _ = reverse_funnel(goal(96_000_00.0), year_of(1_000_00), lives_of(small()), "region", PLAIN, rng())
    members = basis[basis.member != ""]
    assert members.needed.sum() == round(basis.needed.iloc[0])
    assert members.member.tolist() == ["DACH", "West"]  # 30 and 10 of 40
    assert members.needed.tolist() == [21, 7]  # 160 wins take 320 deals, 28.18 a month: 28
    assert members.won.sum() == 20


def test_what_is_booked_already_is_not_asked_again() -> None:
    forecast = forecast_of(history_of([1_000_00] * 15, "2026-01"), [[1] * 9])  # to March 2027
    lives = lives_of(small(), "2027-03")
    row = reverse_funnel(goal(12_000_00.0), forecast, lives, "", PLAIN, rng())[0].iloc[0]
    assert row.remaining_cents == 9_000_00


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        (small(9, 30), "39 deals that are old enough are closed, 9 of them won; 30 and 10 are needed"),
        (small(20, 9), "29 deals that are old enough are closed, 20 of them won; 30 and 10 are needed"),
        ([(age, None, "won", 1.0, "") for age in range(100)], "too many closed deals do not say when they closed"),
        ([(a, d, o, math.nan, m) for a, d, o, _, m in small()], "no won deal has an amount"),
        (
            [(a + 500, d, o, v, m) for a, d, o, v, m in small()],
            "no deal was won in the last twelve months, so what deals bring cannot be told",
        ),
    ],
)
def test_too_little_is_refused_with_its_reason(
    rows: list[tuple[int, int | None, str, float, str]], reason: str
) -> None:
    basis, months = reverse_funnel(goal(12_000_00.0), year_of(1_000_00), lives_of(rows), "", PLAIN, rng())
    assert (basis.reason.tolist(), len(months)) == ([reason], 0)


def test_where_a_deal_takes_longer_than_is_left_all_is_too_late() -> None:
    slow = [(200 + k, 150, "won" if k % 2 else "lost", 100_00.0, "") for k in range(40)]
    asked = goal(12_000_00.0, "2027-01", "2027-02")
    basis, months = reverse_funnel(asked, year_of(1_000_00), lives_of(slow), "", PLAIN, rng())
    assert basis.reason.iloc[0].startswith("every month left is too late")
    assert months.too_late[months.created.isna()].all()


def test_without_a_goal_in_money_or_deals_there_is_nothing_to_tell() -> None:
    for asked, lives in (
        (goal(math.nan), lives_of(small())),
        (goal(1.0), lives_of(small()).iloc[:0]),
    ):
        basis, months = reverse_funnel(asked, year_of(1), lives, "", PLAIN, rng())
        assert (len(basis), len(months)) == (0, 0)


def test_a_deal_counts_by_its_age_and_not_by_how_it_ended() -> None:
    """Fast wins of the last days, beside slow losses that are still open, would make any rate look good."""
    young = [(k, 1, "won", 1.0, "") for k in range(1, 15)] + [(k, None, "open", 1.0, "") for k in range(1, 60)]
    cohort, reason = mature(lives_of(small() + young))
    assert reason == ""
    assert cohort.age.min() >= 20
    assert (cohort.state != OPEN).sum() == 40
