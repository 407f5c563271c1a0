"""Each part against its own forecast: counted by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from salesplan_nb.goals import Momentum, bottom_up

from .conftest import forecast_of, history_of


def forecast() -> Momentum:
    """2026-10 to 2026-12 ahead; A is always 60.00 a month, B 20.00, 40.00 or 60.00 by path."""
    months = ("2026-10", "2026-11", "2026-12")
    past = history_of([100_00] * 21, "2025-01")
    paths = {"A": [[60_00] * 3] * 3, "B": [[20_00] * 3, [40_00] * 3, [60_00] * 3]}
    total = forecast_of(past, np.sum(list(paths.values()), axis=0).tolist())
    members = {
        f"region: {name}": forecast_of(history_of([50_00] * 21, "2025-01"), path) for name, path in paths.items()
    }
    assert total.months == months
    return Momentum(past, total.paths, months, total.forecast, "theta", members)


def table(targets: dict[tuple[str, str], int], first: str, last: str) -> pd.DataFrame:
    rows = [("g", month, region, "unassigned", cents) for (month, region), cents in targets.items()]
    cells = pd.DataFrame(rows, columns=["goal_id", "month", "region", "product_family", "target"])
    other = {"goal_id": "other", "first": "", "last": ""}
    goals = pd.DataFrame([{"goal_id": "g", "first": first, "last": last}, other])
    return bottom_up(cells, goals, forecast())


def test_regions_and_months_by_hand() -> None:
    cells = {(month, region): 60_00 for month in ("2026-09", "2026-10") for region in "AB"}
    found = table(cells, "2026-09", "2026-10").set_index(["dimension", "member"])
    # September is closed: 100.00, 50.00 each; October's median is 100.00, of A 60.00, of B 40.00
    forecasts = found["forecast_cents"].to_dict()
    assert forecasts == {
        ("total", "total"): 200_00, ("month", "2026-09"): 100_00, ("month", "2026-10"): 100_00,
        ("region", "A"): 110_00, ("region", "B"): 90_00,
    }  # fmt: skip
    # 240.00 less 200.00 is 40.00 of ambition: 22.00 and 18.00 by forecast; A is asked 10.00 beyond, B 30.00
    assert found.loc["region", "ambition_cents"].to_dict() == {"A": 22_00, "B": 18_00}
    assert found.loc["region", "basis_cents"].to_dict() == {"A": -12_00, "B": 12_00}


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(0, 10**9), min_size=4, max_size=4))
def test_the_difference_is_ambition_and_basis_and_the_basis_sums_to_nothing(amounts: list[int]) -> None:
    places = [(month, region) for month in ("2026-10", "2026-11") for region in "AB"]
    found = table(dict(zip(places, amounts, strict=True)), "2026-10", "2026-11")
    assert (found.target_cents - found.forecast_cents == found.ambition_cents + found.basis_cents).all()
    assert (found.groupby("dimension").basis_cents.sum() == 0).all()
    assert (found.groupby("dimension").target_cents.sum() == sum(amounts)).all()


def test_who_has_no_forecast_expects_nothing_and_one_member_alone_is_no_comparison() -> None:
    found = table({("2026-10", "A"): 1, ("2026-10", "house account"): 2}, "2026-10", "2026-10")
    assert found.set_index("member").forecast_cents["house account"] == 0
    assert "region" not in set(table({("2026-10", "A"): 1}, "2026-10", "2026-10").dimension)


def test_months_that_the_forecast_does_not_reach_are_left_out() -> None:
    assert table({("2027-01", "A"): 1}, "2027-01", "2027-01").empty
