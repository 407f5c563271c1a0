from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesplan_nb.strategies import channels
from salesplan_nb.workspace.plan import Channel

AS_OF = "2026-12"


def monthly(*rows: tuple[str, str, int, int]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["month", "channel", "amount_cents", "cost_cents"])


SALES = monthly(
    ("2025-01", "direct", 800, 0),
    ("2025-06", "online", 200, 0),
    ("2026-01", "direct", 1000, 600),
    ("2026-12", "online", 250, 0),
)


def plan(**shares: str) -> list[Channel]:
    return [Channel.model_validate({"id": name, "cost": "10%", "share": share}) for name, share in shares.items()]


def test_contribution_is_revenue_less_goods_less_own_cost() -> None:
    direct, online = channels(SALES, plan(direct="75%", online="25%"), 1001, AS_OF).to_dict("records")
    assert (direct["revenue_cents"], direct["before_cents"], direct["growth"]) == (1000, 800, pytest.approx(0.25))
    assert (direct["goods_cents"], direct["own_cost_cents"], direct["contribution_cents"]) == (600, 100, 300)
    assert direct["rate"] == 0.3
    assert direct["share"] == 1000 / 1250
    assert direct["note"] == ""
    assert online["contribution_cents"] == 225  # 250 less 10%
    assert online["note"] == "cost of goods not known"
    assert [direct["planned_cents"], online["planned_cents"]] == [751, 250]  # 750.75 and 250.25 of 1001


def test_without_any_cost_there_is_no_rate() -> None:
    only = channels(SALES, [Channel(id="online")], 100, AS_OF).set_index("channel")
    assert only.loc["online", "note"] == "no cost known"
    assert pd.isna(only.loc["online", "rate"])
    assert only["planned_cents"].tolist() == [0, 0]  # no mix chosen
    assert only.index.tolist() == ["online", "direct"]  # the plan's first, then what else the orders name


def test_a_channel_of_the_plan_without_orders_is_shown_and_unknown_orders_come_last() -> None:
    sales = monthly(("2026-12", "unassigned", 500, 0), ("2026-12", "direct", 100, 0))
    found = channels(sales, plan(partner="100%"), 77, AS_OF)
    assert found["channel"].tolist() == ["partner", "direct", "unassigned"]
    assert found["planned_cents"].tolist() == [77, 0, 0]


def test_orders_without_channels_have_no_channel_table() -> None:
    assert channels(monthly(("2026-12", "unassigned", 500, 0)), [], 100, AS_OF).empty


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**13), st.lists(st.integers(1, 99), min_size=1, max_size=6))
def test_the_planned_mix_sums_to_the_main_target_to_the_cent(target: int, weights: list[int]) -> None:
    mix = [Channel(id=f"c{i}", share=weight / sum(weights)) for i, weight in enumerate(weights)]
    assert channels(SALES[:0], mix, target, AS_OF)["planned_cents"].sum() == target
