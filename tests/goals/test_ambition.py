"""What another ambition asks, by hand; and what one thing alone would take, put back into the paths."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesplan_nb.calendars import Period
from salesplan_nb.goals import Goals, Momentum, ambition, even_chance, past_growths
from salesplan_nb.goals.ambition import asked_of_customers, serviceable
from salesplan_nb.results import framed
from salesplan_nb.workspace.plan import Market

from .conftest import forecast_of, history_of

NO_FUNNEL = framed(Goals, "reverse_funnel", [])


def goal(**more: object) -> pd.Series:
    known: dict[str, object] = {
        "goal_id": "g", "scope": "total", "unit": "cents", "baseline": 2_000.0, "target": 2_400.0, "change": 0.2,
        "baseline_period": "2026", "first": "2027-01", "last": "2027-12", "demand_p50": 2_200.0, "p_demand": 0.3,
    }  # fmt: skip
    return pd.Series(known | more)


def moves(new_now: int = 200, new: int = 4) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "move": ("lost", "stayed", "returned", "new", "other"),
            "customers": [3, 9, 1, new, 0],
            "before_cents": [150, 800, 0, 0, 50],
            "now_cents": [0, 900, 20, new_now, 80],
        }
    )


def market(**more: object) -> Market:
    known = {"segment": "Food", "sam": "100", "year": 2027, "source": "panel", "date": "2026-06-30"}
    return Market.model_validate(known | more)


def test_what_a_goal_asks_of_customers_by_hand() -> None:
    """All orders before were 1,000, so a goal of base + 20% is like 1,200.

    Others (20 back, 200 new, 80 without a name) bring 300: those who stay must go from 800 to 900, + 12.5%.
    Without the new there are 1,000: 200 are left, at 200 / 4 = 50 each four customers.
    """
    assert asked_of_customers(goal(), moves(), 2_400) == pytest.approx((0.125, 4))
    assert asked_of_customers(goal(), moves(), 1_000)[1] == 0  # fewer than none are not needed
    growth, customers = asked_of_customers(goal(), moves(0, 0), 2_400)
    assert (growth, math.isnan(customers)) == (pytest.approx(0.375), True)
    assert all(map(math.isnan, asked_of_customers(goal(), pd.DataFrame(), 2_400)))


def test_the_market_is_that_of_all_segments_in_the_goals_year_and_for_its_months() -> None:
    both = [market(), market(segment="Water", sam="50")]
    assert serviceable(both, Period.parse("2027")) == 150_00
    assert serviceable(both, Period.parse("2027-Q1")) == pytest.approx(37_50)
    for unknown in ([], [market(sam=None)], [market(year=2026)], [market(), market(segment="Water", year=2026)]):
        assert math.isnan(serviceable(unknown, Period.parse("2027")))


def paths(*years: int) -> Momentum:
    """The year 2026 in twelve even months of 100, and years that come in December 2027 alone."""
    return forecast_of(history_of([100] * 12, "2026-01"), [[0] * 11 + [year] for year in years])


def test_each_level_has_its_chance_alone_and_with_the_tactics() -> None:
    alone, more = paths(1_000, 2_000, 2_300), paths(2_000, 2_420, 2_700)
    table = ambition(goal(), alone, more, moves(), [market()]).set_index("change")
    assert table.loc[[0.0, 0.1, 0.2, 0.3], "chance"].tolist() == pytest.approx([2 / 3, 1 / 3, 0, 0])
    assert table.loc[[0.0, 0.2, 0.3, 0.36], "with_tactics"].tolist() == pytest.approx([1, 2 / 3, 1 / 3, 0])
    assert table.loc[0.2, ["target_cents", "implied_share", "growth_per_customer", "new_customers"]].tolist() == (
        pytest.approx([2_400, 0.24, 0.125, 4])
    )
    bare = ambition(goal(), alone, alone, pd.DataFrame(), [])
    assert bare[["with_tactics", "implied_share", "growth_per_customer", "new_customers"]].isna().all(axis=None)


def test_past_growths_by_hand() -> None:
    """2023: 12 x 100, 2024: 12 x 110, 2025: 12 x 99, 2026: 12 x 198; of 2022 half a year is not enough."""
    known = history_of([50] * 6 + [100] * 12 + [110] * 12 + [99] * 12 + [198] * 12, "2022-07")
    table = past_growths(goal(), forecast_of(known, [[1] * 12]))
    assert table["first"].tolist() == ["2026-01", "2025-01", "2024-01"]
    assert table.growth.tolist() == pytest.approx([1.0, -0.1, 0.1])


def test_a_quarter_against_the_one_before_is_compared_with_the_same_quarters() -> None:
    """To February 2026; a goal for the third quarter against the second: only 2025 and 2024 have both."""
    growing = {f"{y}-{m:02d}": 100 * (1 + (7 <= m <= 9) * (y - 2023)) for y in (2024, 2025, 2026) for m in range(1, 13)}
    known = history_of([amount for month, amount in growing.items() if month <= "2026-02"], "2024-01")
    asked = goal(first="2026-07", last="2026-09", baseline_period="2026-Q2")
    table = past_growths(asked, forecast_of(known, [[1] * 7]))
    assert table[["first", "last"]].to_numpy().tolist() == [["2025-07", "2025-09"], ["2024-07", "2024-09"]]
    assert table.growth.tolist() == pytest.approx([2.0, 1.0])


def test_growth_from_a_base_of_another_length_or_none_is_not_ranked() -> None:
    known = forecast_of(history_of([100] * 48, "2023-01"), [[1] * 12])
    assert past_growths(goal(baseline_period="2026-Q4"), known).empty
    assert past_growths(goal(baseline_period=""), known).empty
    assert past_growths(goal(baseline_period="2027"), known).empty


AMOUNTS = st.lists(st.integers(1_000, 10**9), min_size=1, max_size=9)


@given(AMOUNTS, st.integers(0, 10**9), st.floats(0.2, 5))
def test_prices_moved_as_told_give_an_even_chance(years: list[int], known: int, ratio: float) -> None:
    """Eleven of twelve months are gone with `known`; the median of A + f x reaches A + f M."""
    forecast = forecast_of(history_of([0] * 11 + [known], "2026-04"), [[year] for year in years])
    asked = goal(first="2026-05", last="2027-04", target=known + float(np.median(years)) * ratio)
    table = even_chance(asked, forecast, NO_FUNNEL).set_index("lever")
    assert table.index.tolist() == ["price", "volume"]  # another base would be another goal
    if ratio > 2:
        assert table.change.isna().all()
        return
    factor = 1 + table.change["price"]
    assert factor == pytest.approx(ratio)
    assert table.change["volume"] == table.change["price"]
    moved = known + factor * np.array(years)
    assert (moved >= asked["target"] * (1 - 1e-9)).mean() >= 0.5
    assert (moved > asked["target"] * (1 + 1e-9)).mean() <= 0.5


def test_the_win_rate_by_hand() -> None:
    """The median year is 2,000 and 2,400 is asked: 400, a fifth more. Deals bring half, so they must bring 40% more."""
    funnel = pd.DataFrame({"member": [""], "reason": [""], "win_rate": [0.3], "share": [0.5]})
    table = even_chance(goal(), paths(1_000, 2_000, 9_000), funnel).set_index("lever")
    assert table.change.to_dict() == pytest.approx({"price": 0.2, "volume": 0.2, "win_rate": 0.4})
    assert table.needed["win_rate"] == pytest.approx(0.42)


def test_nothing_falls_below_nothing_and_no_rate_passes_one() -> None:
    """Half of the 2,000 comes from deals: 900 come without any win, so even no win at all is enough for 900.

    6,000 are three times as much: no price is named. 2,900 takes 45% more, or 90% more wins: 0.6 x 1.9 is no rate.
    """
    funnel = pd.DataFrame({"member": [""], "reason": [""], "win_rate": [0.6], "share": [0.5]})

    def levers(target: float) -> pd.DataFrame:
        return even_chance(goal(target=target), paths(2_000), funnel).set_index("lever")

    assert levers(900).change.to_dict() == pytest.approx({"price": -0.55, "volume": -0.55, "win_rate": -1})
    assert levers(900).needed["win_rate"] == 0
    assert levers(6_000).change.isna().all()
    assert levers(2_900).change["price"] == pytest.approx(0.45)
    assert levers(2_900).loc["win_rate", ["needed", "change"]].isna().all()
    booked = forecast_of(history_of([0] * 11 + [500], "2026-04"), [[100]])
    done = even_chance(goal(first="2026-05", last="2027-04", target=300), booked, NO_FUNNEL)
    assert done.change.tolist() == [-1, -1]  # 500 are booked and 300 were asked


def test_a_refused_funnel_gives_no_win_rate_and_no_chance_no_levers() -> None:
    refused = pd.DataFrame({"member": [""], "reason": ["too few"], "win_rate": [math.nan], "share": [math.nan]})
    assert "win_rate" not in set(even_chance(goal(), paths(2_000), refused).lever)
    assert even_chance(goal(demand_p50=math.nan), paths(2_000), NO_FUNNEL).empty
