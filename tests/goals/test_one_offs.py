"""What happened once stays in the base and leaves the forecast."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from salesplan_nb import goals
from salesplan_nb.calendars import Period
from salesplan_nb.errors import PlanError
from salesplan_nb.workspace.plan import OneOff

from .conftest import history_of


def cells() -> pd.DataFrame:
    rows = [("2026-01", "DACH", "Flow", 600), ("2026-01", "DACH", "Level", 300), ("2026-01", "Iberia", "Flow", 100)]
    rows += [("2026-02", "DACH", "Flow", 500), ("2026-02", "Iberia", "Flow", -50)]
    return pd.DataFrame(rows, columns=["month", "region", "product_family", "amount_cents"])


def once(amount: str = "1", month: str = "2026-01", **where: str) -> OneOff:
    return OneOff.model_validate({"month": month, "amount": amount, "reason": "will not come again", **where})


BOOKED = history_of([1000, 450], "2026-01")


def test_an_amount_leaves_its_month_and_its_cells_in_proportion() -> None:
    found = goals.regular(BOOKED, cells(), [once("1.01")])
    assert found.history.tolist() == [899, 450]
    assert found.booked.tolist() == [1000, 450]
    assert found.parts.amount_cents.tolist() == [539, 270, 90, 500, -50]  # 101 as 61, 30, 10 of 600, 300, 100


def test_a_one_off_of_a_region_leaves_the_others_alone() -> None:
    found = goals.regular(
        BOOKED, cells(), [once("3", region="DACH", product_family="Level"), once("0.5", region="Iberia")]
    )
    assert found.parts.amount_cents.tolist() == [600, 0, 50, 500, -50]
    assert found.history.tolist() == [650, 450]


def test_sales_missed_once_are_put_back() -> None:
    assert goals.regular(BOOKED, cells(), [once("-1", month="2026-02")]).history.tolist() == [1000, 550]


def test_without_one_offs_the_history_is_what_was_booked() -> None:
    found = goals.regular(BOOKED, cells(), [])
    assert found.history.tolist() == found.booked.tolist()
    assert found.parts.equals(cells())


@pytest.mark.parametrize(
    ("one", "reference", "words"),
    [
        (once(month="2025-12"), "one-off-unknown", "2025-12 has no sales"),
        (once(region="Mars"), "one-off-unknown", "2026-01, Mars has no sales"),
        (once("0.1", month="2026-02", region="Iberia"), "one-off-unknown", "2026-02, Iberia"),
        (once("10.01"), "one-off-too-large", "10.01 is more than the sales of 2026-01"),
    ],
)
def test_what_was_not_booked_cannot_be_taken_out(one: OneOff, reference: str, words: str) -> None:
    with pytest.raises(PlanError, match=words) as caught:
        goals.regular(BOOKED, cells(), [one])
    assert caught.value.reference == reference


def test_the_base_keeps_what_the_forecast_leaves_out() -> None:
    rng = np.random.default_rng(1)
    amounts = (100_000 * np.exp(rng.normal(0, 0.03, 30))).round().astype(int)
    amounts[20] += 900_000
    booked = history_of(amounts.tolist(), "2024-05")
    parts = pd.DataFrame({"month": booked.index.astype(str), "amount_cents": amounts})
    told = goals.regular(booked, parts, [once("9000", month="2026-01")])
    tested = goals.backtest(told.history, rng=rng)
    forecast = goals.momentum(told, "2027-10", tested=tested, rng=rng, draws=400)
    year = Period("2025-11", "2026-10")
    assert forecast.known(year) == amounts[18:].sum()
    # Twelve months at about 100,000: the one-off of January would have been nearly as much again.
    assert np.median(forecast.ahead(Period("2026-11", "2027-10"))) == pytest.approx(1_200_000, rel=0.05)
