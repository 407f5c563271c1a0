from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesplan_nb.calendars import months_between
from salesplan_nb.measures import series, signals
from salesplan_nb.measures.signals import against_level, xmr
from tests.kpis.cubes import cube_of, deals, orders

MONTHS = months_between("2024-11", "2026-10")


def rates(*values: float) -> pd.DataFrame:
    return pd.DataFrame({"kpi": "csat", "month": MONTHS[: len(values)], "value": values, "n": 30})


NO_HISTORY = pd.DataFrame({"month": [], "adjusted_cents": []})


def test_the_limits_are_the_mean_and_2_66_mean_moving_ranges() -> None:
    """1 2 1 2 1 2 1 9: mean 2.375; moving ranges 1 1 1 1 1 1 8, mean 2; limits 2.375 +- 5.32."""
    mean, low, high, signal = xmr([1.0, 2.0, 1.0, 2.0, 1.0, 2.0, 1.0, 9.0])
    assert (mean, low, high) == pytest.approx((2.375, -2.945, 7.695))
    assert signal.tolist() == [False] * 7 + [True]


def test_eight_in_a_row_on_one_side_are_a_signal_and_seven_are_not() -> None:
    """Mean 0 and limits beyond 5 in both: eight above and eight below; then seven, a point on the mean, seven."""
    above, below = [1.0, 3.0] * 4, [-1.0, -3.0] * 4
    assert xmr(above + below)[3].all()
    assert not xmr([*above[:7], 0.0, *below[:7]])[3].any()


def test_a_drop_of_a_rate_is_a_signal_and_its_months_are_named() -> None:
    """20 months within a point of 86%, then 4 at 70%: all below the lower limit."""
    values = [0.86 + 0.01 * (-1) ** i for i in range(20)] + [0.7] * 4
    table = signals(rates(*values), NO_HISTORY, "bookings")
    assert table.loc[table["signal"], "month"].tolist()[-4:] == MONTHS[20:]
    assert (table.loc[20:, "value"] < table.loc[20:, "low"]).all()


def test_under_eight_months_have_no_limits() -> None:
    assert signals(rates(*[0.8] * 7), NO_HISTORY, "bookings").empty
    assert len(signals(rates(*[0.8] * 8), NO_HISTORY, "bookings")) == 8


def test_bookings_are_set_against_the_twelve_months_before() -> None:
    """Level 100 for twelve months, then 150: 1.5."""
    history = pd.DataFrame({"month": MONTHS[:13], "adjusted_cents": [100] * 12 + [150]})
    frame = against_level(history, "bookings")
    assert frame[["month", "value", "n"]].values.tolist() == [["2025-11", 1.5, 12]]


@pytest.mark.parametrize("records", ["bookings", "revenue"])
def test_the_orders_signal_is_of_what_the_orders_are(records: str) -> None:
    history = pd.DataFrame({"month": MONTHS, "adjusted_cents": [100] * 24})
    assert signals(rates(), history, records)["kpi"].unique().tolist() == [records]


def test_the_series_hold_at_most_24_months_and_only_what_the_orders_are() -> None:
    months = months_between("2024-01", "2026-10")
    sold = orders(*((month, "a", 100) for month in months))
    closed = deals(("2026-01-01", "2026-02-01", "won", {}))
    found = series(cube_of("2026-10", orders=sold, opportunities=closed), months, "bookings")
    assert found.groupby("kpi").size().to_dict() == {
        "bookings": 24,
        "new_customers": 22,
        "sales_cycle": 1,
        "win_rate": 1,
    }


@given(st.lists(st.floats(0, 1), min_size=8, max_size=30), st.floats(0.01, 100), st.floats(-10, 10))
def test_scaling_and_shifting_a_series_moves_the_limits_with_it(values: list[float], scale: float, by: float) -> None:
    mean, low, high, _ = xmr(values)
    moved = xmr([scale * value + by for value in values])
    assert moved[:3] == pytest.approx((scale * mean + by, scale * low + by, scale * high + by), abs=1e-6)


def test_noise_around_a_level_raises_few_signals() -> None:
    """Limits at about 3 sigma and runs of 8: in 24 months of noise under 3% of the points."""
    noise = np.random.default_rng(1).standard_normal((400, 24))
    assert np.mean([xmr(row.tolist())[3].mean() for row in noise]) < 0.03
