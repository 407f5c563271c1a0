from __future__ import annotations

import math

import pandas as pd
import pytest

from salesplan_nb.calendars import months_between
from salesplan_nb.objectives import competitors, market, mix
from salesplan_nb.workspace.plan import Market

MONTHS = months_between("2024-11", "2026-10")


def by_segment(**amounts: tuple[int, int]) -> pd.DataFrame:
    """Monthly cents of each segment: (each month of the year before, each month of the latest year)."""
    rows = [(month, name, pair[i >= 12]) for name, pair in amounts.items() for i, month in enumerate(MONTHS)]
    return pd.DataFrame(rows, columns=["month", "segment", "amount_cents"])


def members(**amounts: tuple[int, int]) -> pd.DataFrame:
    return by_segment(**amounts).rename(columns={"segment": "member"})


def test_mix_shift_is_the_share_now_less_the_share_a_year_ago() -> None:
    """Food 100 of 400 a month, then 150 of 450: 25% to 33.3%, growth 50%; Water 300 and 300."""
    table = mix({"segment": members(Food=(100, 150), Water=(300, 300))}, "2026-10").set_index("member")
    food = table.loc["Food"]
    assert (food.before_cents, food.now_cents) == (1200, 1800)
    assert (food.growth, food.share_before) == (0.5, 0.25)
    assert food["shift"] == pytest.approx(1 / 3 - 1 / 4)
    assert table["shift"].sum() == pytest.approx(0)
    assert table.index.tolist() == ["Water", "Food"]


def test_mix_needs_two_years_and_a_new_member_has_no_growth() -> None:
    frame = members(Food=(0, 150), Water=(300, 300))
    assert math.isnan(mix({"segment": frame}, "2026-10").set_index("member").loc["Food", "growth"])
    short = mix({"segment": frame[frame["month"] > "2024-11"]}, "2026-10").set_index("member").loc["Food"]
    assert (short["before_cents"], short["share_now"]) == (0, 150 / 450)
    assert math.isnan(short["share_before"])
    assert math.isnan(short["shift"])


def outcomes(*rows: tuple[str, str, int, int]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["competitor", "month", "won", "lost"])


def test_win_rates_by_competitor_with_newcombes_published_intervals() -> None:
    """15 of 148: 0.0624 to 0.1605; 81 of 263: 0.2553 to 0.3662 (Newcombe 1998, table I, method 3)."""
    table = competitors(
        outcomes(("Corvex", "2026-05", 15, 133), ("Tessera", "2025-11", 81, 182), ("Tessera", "2025-10", 1, 3)),
        "2026-10",
    ).set_index("competitor")
    assert table.loc["Corvex", ["low", "high"]].round(4).tolist() == [0.0624, 0.1605]
    assert table.loc["Tessera", ["low", "high"]].round(4).tolist() == [0.2553, 0.3662]
    assert table.loc["Tessera", ["won_before", "closed_before", "rate_before"]].tolist() == [1, 4, 0.25]
    assert table.loc["", "rate"] == pytest.approx(96 / 411)
    assert table.loc[["Corvex", "Tessera"], "verdict"].tolist() == ["below", "above"]


def test_a_competitor_whose_interval_holds_the_overall_rate_is_unclear() -> None:
    """5 of 10 and 6 of 20: overall 11 of 30 = 37%; Wilson of 5 of 10 is 24 to 76%."""
    table = competitors(outcomes(("A", "2026-05", 5, 5), ("none named", "2026-05", 6, 14)), "2026-10")
    assert table["competitor"].tolist() == ["", "A", "none named"]
    assert table["verdict"].tolist() == ["", "unclear", "unclear"]


def test_without_outcomes_there_are_no_rates() -> None:
    assert competitors(None, "2026-10").empty
    assert competitors(outcomes(("A", "2020-05", 5, 5)), "2026-10").empty


FOOD = Market.model_validate(
    {"segment": "food", "sam": 4100, "som": 340, "year": 2027, "source": "EuroSens, p. 12", "date": "2026-06-30"}
)


def test_the_market_is_matched_without_regard_to_case_and_share_is_ours_over_all() -> None:
    """Ours 1800 of the market's 12 x 600 = 7200: 25%; growth 50% against 20%."""
    table = market(by_segment(Food=(100, 150)), by_segment(FOOD=(500, 600)), [FOOD], "2026-10")
    row = table.iloc[0]
    assert len(table) == 1
    assert (row.segment, row.share, row.ours_growth) == ("Food", 0.25, 0.5)
    assert row.market_growth == pytest.approx(0.2)
    assert (row.sam_cents, row.som_cents, row.date) == (410_000, 34_000, "2026-06-30")


def test_what_is_not_known_of_a_market_is_0_or_missing() -> None:
    nothing = by_segment()
    row = market(by_segment(Food=(100, 150)), nothing, [FOOD], "2026-10").iloc[0]
    assert (row.ours_cents, row.market_cents, row.som_cents) == (1800, 0, 34_000)
    assert math.isnan(row.share)
    assert math.isnan(row.market_growth)
    lacking = by_segment(FOOD=(500, 600))
    row = market(by_segment(Food=(100, 150)), lacking[lacking["month"] < "2026-10"], [], "2026-10").iloc[0]
    assert row.market_cents == 0, "a year of eleven months is not compared with a whole one"
    row = market(by_segment(Food=(100, 150)), lacking[lacking["month"] > "2025-11"], [], "2026-10").iloc[0]
    assert row.market_cents == 0, "nor is one that begins in its second month"


def test_a_market_without_segments_is_set_against_all_that_we_sell() -> None:
    whole = by_segment(all=(500, 600)).assign(segment="")
    row = market(by_segment(Food=(100, 150), Water=(50, 50)), whole, [], "2026-10").iloc[0]
    assert (row.segment, row.ours_cents, row.market_cents) == ("", 2400, 7200)


def test_where_no_deal_names_a_competitor_only_all_deals_are_left() -> None:
    outcomes = pd.DataFrame([("none named", "2026-10", 3, 1)], columns=["competitor", "month", "won", "lost"])
    table = competitors(outcomes, "2026-10")
    assert table[["competitor", "won", "closed", "rate"]].values.tolist() == [["", 3, 4, 0.75]]
