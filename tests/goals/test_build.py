"""From the base to the goal by hand; the steps always sum to the cent."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from salesplan_nb.goals import target_build
from salesplan_nb.goals.build import LITTLE, SEASON, UNNAMED
from salesplan_nb.goals.effects import Declared

MOVES = ("lost", "stayed", "returned", "new", "other")


def moves(before: list[int], now: list[int]) -> pd.DataFrame:
    return pd.DataFrame({"move": MOVES, "customers": [3, 9, 1, 4, 0], "before_cents": before, "now_cents": now})


def goal(**more: object) -> pd.Series:
    known = {
        "goal_id": "g", "baseline": 2_000_00.0, "target": 2_600_00.0, "baseline_period": "2026", "first": "2027-01",
        "last": "2027-12", "demand_p50": 2_150_00.0,
    }  # fmt: skip
    return pd.Series(known | more)


def effect(tactic: str, likely: int, lever: str = "") -> Declared:
    return Declared(
        tactic, tactic.title(), lever, "2027-01", "2027-12", likely // 2, likely, 2 * likely, f"by {tactic}"
    )


YEAR = moves([100_00, 900_00, 0, 0, 0], [0, 990_00, 20_00, 140_00, 0])
EFFECTS = [effect("visits", 200_00), effect("list", 30_00, "price"), effect("fees", 10_00, "price")]


def test_every_step_by_hand() -> None:
    """The twelve months before were 1,000; the base is twice that, so every move counts twice.

    Lost 100, kept + 90, back 20, new 140: -200 + 180 + 40 + 280 on 2,000 make 2,300. The forecast says 2,150: -150.
    Price 40 and visits 200 make 2,390 of 2,600: 210 is left.
    """
    table = target_build(goal(), YEAR, EFFECTS)
    assert dict(zip(table.step, table.amount_cents, strict=True)) == {
        "base": 2_000_00, "lost": -200_00, "stayed": 180_00, "returned": 40_00, "new": 280_00, "forecast": -150_00,
        "price": 40_00, "tactic:visits": 200_00, "rest": 210_00, "target": 2_600_00,
    }  # fmt: skip
    rows = table.set_index("step")
    assert rows.loc["price", ["low_cents", "high_cents", "source"]].tolist() == [20_00, 80_00, "by list; by fees"]
    assert (rows.customers["new"], rows.name["tactic:visits"], rows.source["tactic:visits"]) == (
        4,
        "Visits",
        "by visits",
    )
    assert math.isnan(rows.low_cents["new"])


@pytest.mark.parametrize(
    ("asked", "told", "why"),
    [
        (goal(), pd.DataFrame(), UNNAMED),
        (goal(), moves([100, 500, 0, 0, 400], [0, 500, 0, 0, 0]), LITTLE),
        (goal(), moves([100, 900, 0, 0, 0], [0, 500, 0, 0, 400]), LITTLE),
        (goal(baseline_period="2026-Q4", first="2027-01", last="2027-03"), YEAR, SEASON),
        (goal(baseline_period="2025"), YEAR, SEASON),
    ],
)
def test_where_customers_cannot_be_told_apart_going_on_is_one_step(
    asked: pd.Series, told: pd.DataFrame, why: str
) -> None:
    table = target_build(asked, told, [])
    assert table[["step", "amount_cents"]].to_numpy().tolist() == [
        ["base", 2_000_00], ["going-on", 150_00], ["rest", 450_00], ["target", 2_600_00],
    ]  # fmt: skip
    assert table.source[1] == why


def test_without_a_forecast_the_customers_alone_move_the_base() -> None:
    table = target_build(goal(demand_p50=math.nan), YEAR, [])
    assert table.step.tolist() == ["base", "lost", "stayed", "returned", "new", "rest", "target"]
    bare = target_build(goal(demand_p50=math.nan), pd.DataFrame(), [])
    assert bare[["step", "amount_cents"]].to_numpy().tolist() == [
        ["base", 2_000_00], ["rest", 600_00], ["target", 2_600_00],
    ]  # fmt: skip


def test_without_base_or_target_there_are_no_steps() -> None:
    assert target_build(goal(baseline=math.nan), YEAR, []).empty
    assert target_build(goal(target=math.nan), YEAR, []).empty


CENTS = st.integers(-(10**12), 10**12)


@given(
    st.lists(st.integers(0, 10**12), min_size=5, max_size=5), st.lists(CENTS, min_size=5, max_size=5), CENTS, CENTS,
    CENTS, st.lists(CENTS, max_size=4),
)  # fmt: skip
def test_steps_sum_to_the_target_to_the_cent(
    before: list[int], now: list[int], base: int, target: int, forecast: int, likely: list[int]
) -> None:
    # Nothing sold the year before, or enough: a base of 10bn over a cent of orders is past what a table of cents holds.
    assume(sum(before) == 0 or sum(before) >= 10**7)
    asked = goal(baseline=float(base), target=float(target), demand_p50=float(forecast))
    told = [effect(f"t{k}", value, "price" if k % 2 else "") for k, value in enumerate(likely)]
    table = target_build(asked, moves(before, now), told)
    assert table.amount_cents.iloc[:-1].sum() == table.amount_cents.iloc[-1] == target
    assert table.amount_cents.iloc[0] == base
    steps = table.set_index("step").amount_cents
    going = [step for step in steps.index if step in (*MOVES, "forecast", "going-on")]
    assert base + steps[going].sum() == forecast
