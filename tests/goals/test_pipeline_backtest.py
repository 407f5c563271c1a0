"""Past quarters foretold by the deals of their day: by hand, without looking ahead, and where the deals know more."""

from __future__ import annotations

import math
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from salesplan_nb.fiscal import CalendarMonths
from salesplan_nb.goals.pipeline_backtest import expected_wins, known_at, pipeline_backtest, won_by_month

from .test_reverse_funnel import lives_of, rng

PLAIN = CalendarMonths()


def daily(a_day: int, first: date, last: date, cycle: int, amount: float, as_of: str) -> pd.DataFrame:
    """So many deals created on every day, every second one won after the cycle, the others lost after as long."""
    end = PLAIN.last_day(as_of)
    rows: list[tuple[int, int | None, str, float, str]] = []
    for at in range((last - first).days + 1):
        age = (end - first - timedelta(days=at)).days
        for one in range(a_day):
            outcome = ("won", "lost")[(at * a_day + one) % 2] if age >= cycle else "open"
            rows.append((age, cycle if outcome != "open" else None, outcome, amount, ""))
    return lives_of(rows, as_of)


def test_deals_are_seen_as_they_stood_at_the_end_of_the_month() -> None:
    """November ends 31 days before December. Of age 60, won on day 20: 29 days old then, and won."""
    lives = lives_of(
        [
            (60, 20, "won", 5.0, ""),
            (60, 40, "won", 6.0, ""),
            (60, 29, "lost", 7.0, ""),
            (30, 2, "lost", 8.0, ""),
            (31, None, "open", 9.0, ""),
            (60, None, "won", 4.0, ""),
        ]
    )
    then = known_at(lives, "2026-11", "2026-12", PLAIN)
    assert then["age"].tolist() == [29, 29, 29, 0, 29]
    assert then["outcome"].tolist() == ["won", "open", "lost", "open", "won"]
    assert then["days"].fillna(-1).tolist() == [20, -1, 29, -1, -1]
    assert then["amount_cents"].fillna(-1).tolist() == [5, -1, 7, -1, 4]  # what an open deal ended at is not known yet
    assert then["closed_month"].tolist() == ["2026-11", "", "2026-11", "", ""]


def test_won_amounts_by_month_start_with_the_first_win_and_hold_empty_months() -> None:
    lives = lives_of(
        [(100, 5, "won", 7.0, ""), (100, 5, "won", 2.0, ""), (20, 10, "won", 1.0, ""), (90, 3, "lost", 9.0, "")]
    )
    won = won_by_month(lives.assign(deals=[1, 3, 1, 1]), "2026-12")
    assert won.to_dict() == {
        pd.Period("2026-09", "M"): 13.0,  # 95 days before the end of December is 27 September
        pd.Period("2026-10", "M"): 0.0,
        pd.Period("2026-11", "M"): 0.0,
        pd.Period("2026-12", "M"): 1.0,
    }
    assert won_by_month(lives[lives["outcome"] == "lost"], "2026-12").empty


def test_a_steady_pipeline_is_expected_to_win_as_many_a_day_as_ever() -> None:
    """Two deals a day, one of them won 40 days on at 10.00: 92 days from October to December have 92 wins."""
    lives = daily(2, date(2024, 1, 1), date(2026, 9, 30), 40, 10_00.0, "2026-09")
    # a month's deals are 61 in the middle, July to September have 62, 62 and 60: what is told is 1% off at most
    assert expected_wins(lives, "2026-09", PLAIN) == pytest.approx(92 * 10_00, rel=0.01)


def test_only_open_deals_can_still_be_won() -> None:
    """Two a day decided on day 10 and two on day 80: 92 days have 184 wins. One decided at 20 days is not won again."""
    both = [daily(2, date(2024, 1, 1), date(2026, 9, 30), cycle, 10_00.0, "2026-09") for cycle in (10, 80)]
    told = expected_wins(pd.concat(both, ignore_index=True), "2026-09", PLAIN)
    assert told == pytest.approx(2 * 92 * 10_00, rel=0.02)


def test_a_rush_of_deals_in_one_month_is_not_taken_for_the_months_to_come() -> None:
    """500 more on 30 September, decided 200 days on: in the quarter none of them is won, and 61 a month stay 61."""
    steady = daily(2, date(2024, 1, 1), date(2026, 9, 30), 40, 10_00.0, "2026-09")
    late = daily(2, date(2024, 1, 1), date(2025, 12, 31), 200, 10_00.0, "2026-09")
    rush = lives_of([(0, None, "open", 10_00.0, "")] * 500, "2026-09")
    plain, more = (
        expected_wins(pd.concat(parts, ignore_index=True), "2026-09", PLAIN)
        for parts in ((steady, late), (steady, late, rush))
    )
    new = more - plain
    # What is learnt from are two years of creation up to 200 days ago, 14 March: 731 days of the quick ones, 657 of the
    # slow. Of 500 new ones as many are quick, and half of these are won. The mean of three months would add 80 wins.
    assert new == pytest.approx(500 * 0.5 * 731 / (731 + 657) * 10_00, rel=0.01)


def test_the_history_speaks_by_its_middle() -> None:
    """Amounts of 1.00 to 100.00 by chance: a quarter's 92 wins scatter by 13%, so its 90% point lies 17% higher."""
    lives = daily(2, date(2024, 1, 1), date(2026, 12, 31), 40, 10_00.0, "2026-12")
    amounts = np.exp(rng(3).uniform(np.log(1_00), np.log(100_00), size=len(lives))).round()
    told = pipeline_backtest(lives.assign(amount_cents=amounts), "2026-12", PLAIN, rng())
    assert 0.87 < told["forecast_cents"].sum() / told["won_cents"].sum() < 1.13


def test_deals_that_are_open_count_before_their_wins_do() -> None:
    """From October on four deals a day instead of two, won 90 days later: twice the wins from January on."""
    before = daily(2, date(2024, 1, 1), date(2026, 9, 30), 90, 10_00.0, "2027-03")
    more = daily(4, date(2026, 10, 1), date(2027, 3, 31), 90, 10_00.0, "2027-03")
    told = pipeline_backtest(pd.concat([before, more], ignore_index=True), "2027-03", PLAIN, rng()).set_index("origin")
    last = told.loc["2026-12"]
    assert last["won_cents"] == pytest.approx(2 * 90 * 10_00, rel=0.04)  # created 3 October to 31 December
    assert last["pipeline_cents"] == pytest.approx(last["won_cents"], rel=0.04)
    assert last["forecast_cents"] < 0.75 * last["won_cents"]


def test_what_happens_after_an_origin_does_not_change_what_is_told_from_it() -> None:
    lives = daily(2, date(2024, 1, 1), date(2026, 12, 31), 40, 10_00.0, "2026-12")
    late = (lives["age"] - lives["days"]) < 91  # closed after September
    turned = lives.assign(
        outcome=lives["outcome"].mask(late, lives["outcome"].map({"won": "lost", "lost": "won", "open": "open"})),
        amount_cents=lives["amount_cents"].mask(late, 99_00.0),
    )
    assert late.sum() > 100
    first, again = (pipeline_backtest(one, "2026-12", PLAIN, rng()).set_index("origin") for one in (lives, turned))
    assert first.loc["2026-09", "won_cents"] != again.loc["2026-09", "won_cents"]
    assert first.loc[:"2026-09", "pipeline_cents"].tolist() == again.loc[:"2026-09", "pipeline_cents"].tolist()


def test_what_was_won_is_what_the_deals_say_by_plain_sums() -> None:
    lives = daily(2, date(2024, 1, 1), date(2026, 12, 31), 40, 10_00.0, "2026-12")
    told = pipeline_backtest(lives, "2026-12", PLAIN, rng())
    won = lives[lives["outcome"] == "won"]
    assert len(told) == 10  # 35 months with wins: 22 are kept, 13 held out, and the last two have no whole quarter
    for row in told.itertuples():
        months = [str(pd.Period(row.origin, "M") + ahead) for ahead in (1, 2, 3)]
        assert row.won_cents == 10_00 * int(won["closed_month"].isin(months).sum())


def test_too_few_deals_or_none_say_nothing() -> None:
    few = lives_of([(400 - 10 * k, 5, "won", 1.0, "") for k in range(29)])
    assert pipeline_backtest(few, "2026-12", PLAIN, rng()).empty
    assert pipeline_backtest(few.iloc[:0], "2026-12", PLAIN, rng()).empty
    assert math.isnan(expected_wins(few, "2026-12", PLAIN))
    assert np.isfinite(
        expected_wins(daily(2, date(2025, 1, 1), date(2026, 12, 31), 9, 1.0, "2026-12"), "2026-12", PLAIN)
    )
