"""Chances that came true, by hand; and the band in which a right forecast's would lie."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from salesplan_nb.goals.reliability import brier, outside, reliability


def rng(seed: int = 1) -> np.random.Generator:
    return np.random.default_rng(seed)


def chances(rows: list[tuple[str, float, bool]]) -> pd.DataFrame:
    return pd.DataFrame(
        [(origin, "month", 0.0, chance, reached) for origin, chance, reached in rows],
        columns=["origin", "horizon", "change", "chance", "reached"],
    )


def test_fifths_hold_their_chances_and_what_came() -> None:
    told = [("2026-01", 0.1, False), ("2026-04", 0.15, True), ("2026-07", 0.2, False), ("2026-10", 1.0, True)]
    table = reliability(chances(told), rng())
    assert table["low"].tolist() == [0.0, 0.2, 0.8]
    assert table["count"].tolist() == [2, 1, 1]
    assert table["chance"].tolist() == pytest.approx([0.125, 0.2, 1.0])
    assert table["reached"].tolist() == [0.5, 0.0, 1.0]


def test_a_sure_chance_has_a_band_of_one_point_and_an_even_one_of_a_single_quarter_none_at_all() -> None:
    table = reliability(chances([("2026-01", 1.0, True), ("2026-02", 0.5, True), ("2026-03", 0.5, True)]), rng())
    even, sure = table.iloc[0], table.iloc[1]
    assert (sure["band_low"], sure["band_high"]) == (1, 1)
    assert (even["band_low"], even["band_high"]) == (0, 1)  # both months of the quarter stand or fall together


def test_months_of_a_quarter_are_one_coin_not_three() -> None:
    months = [str(month) for month in pd.period_range("2026-01", periods=6, freq="M")]
    row = reliability(chances([(month, 0.5, True) for month in months]), rng()).iloc[0]
    # Of two coins both fall alike half the time; of six, in one of 32.
    assert (row["band_low"], row["band_high"]) == (0, 1)


def test_the_band_of_many_quarters_is_that_of_as_many_coins() -> None:
    months = [str(month) for month in pd.period_range("1990-01", periods=100, freq="Q").asfreq("M")]
    row = reliability(chances([(month, 0.5, True) for month in months]), rng()).iloc[0]
    # 100 coins: 0.5 +- 1.96 x 0.05
    assert (row["band_low"], row["band_high"]) == pytest.approx((0.402, 0.598), abs=0.015)


def test_a_right_forecast_is_inside_its_bands_and_a_boastful_one_outside() -> None:
    months = [str(month) for month in pd.period_range("1990-01", periods=120, freq="Q").asfreq("M")]
    given = rng(3).uniform(0, 1, 120)
    right = [(m, p, bool(u < p)) for m, p, u in zip(months, given, rng(4).uniform(0, 1, 120), strict=True)]
    boast = [(m, p, bool(u < p / 3)) for m, p, u in zip(months, given, rng(4).uniform(0, 1, 120), strict=True)]
    assert outside(reliability(chances(right), rng())).sum() <= 1  # of five, each in 95 of 100
    assert outside(reliability(chances(boast), rng())).sum() >= 3


def test_brier_is_the_mean_square_and_its_skill_is_against_the_share_that_was_reached() -> None:
    rows = chances([("2026-01", 0.9, True), ("2026-02", 0.2, False), ("2026-03", 0.5, False)])
    score, gain = brier(rows)
    assert score == pytest.approx((0.01 + 0.04 + 0.25) / 3)
    assert gain == pytest.approx(1 - 0.1 / (1 / 3 * 2 / 3))
    # A goal that is never reached and one that always is need no forecast: knowing so earns nothing.
    sure = pd.concat(
        [rows.assign(change=0.2, chance=0.0, reached=False), rows.assign(change=-0.5, chance=1.0, reached=True)]
    )
    both = brier(pd.concat([rows, sure]))
    assert both[0] == pytest.approx(0.1 / 3)
    assert both[1] == pytest.approx(gain)


def test_where_all_came_out_alike_there_is_no_skill_to_tell() -> None:
    score, gain = brier(chances([("2026-01", 0.9, True)]))
    assert score == pytest.approx(0.01)
    assert math.isnan(gain)
    assert all(math.isnan(value) for value in brier(chances([])))
    assert reliability(chances([]), rng()).empty
