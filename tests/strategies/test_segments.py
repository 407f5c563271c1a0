from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesplan_nb.strategies import profile, segments
from salesplan_nb.workspace.plan import Segment

AS_OF = "2026-12"
NO_DEALS = None


def customers(*rows: tuple[str, int, int]) -> pd.DataFrame:
    """segment, orders of 12 months, orders of the 12 before."""
    frame = pd.DataFrame(rows, columns=["segment", "orders", "orders_before"])
    return frame.assign(
        amount_cents=0, before_cents=0, customer_id=[f"C{i}" for i in range(len(frame))], industry=frame["segment"],
        country="Spain", region="Iberia",
        employees=60, founded=1980,
    )  # fmt: skip


def monthly(*rows: tuple[str, str, int, int, int]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["month", "segment", "amount_cents", "cost_cents", "orders"])


def test_a_segments_figures_are_those_worked_by_hand() -> None:
    people = customers(("Food", 2, 1), ("Food", 0, 3), ("Food", 1, 0), ("Water", 4, 4))
    sales = monthly(
        ("2025-01", "Food", 400, 0, 4), ("2025-01", "Water", 600, 0, 1),
        ("2026-12", "Food", 500, 300, 3), ("2026-12", "Water", 1500, 0, 4),
    )  # fmt: skip
    deals = pd.DataFrame(
        [("Food", "2026-01", 2, 4), ("Food", "2026-12", 1, 5), ("Food", "2025-12", 9, 0)],
        columns=["segment", "month", "won", "lost"],
    )  # three of twelve in the last 12 months
    food, water = segments(people, sales, deals, [], AS_OF).sort_values("segment").to_dict("records")
    assert food["customers"] == 2  # two of three ordered in 2026
    assert food["revenue_cents"] == 500
    assert food["share"] == 500 / 2000
    assert food["growth"] == 500 / 400 - 1
    assert food["retention"] == 1 / 2  # two ordered in 2025, one of them again
    assert food["order_value_cents"] == 167  # 500 / 3
    assert food["margin"] == pytest.approx(1 - 300 / 500)
    assert (food["won"], food["closed"], food["win_rate"]) == (3, 12, 0.25)
    assert math.isnan(water["margin"])  # no cost known
    assert math.isnan(water["win_rate"])  # no closed deal
    assert (food["rule"], food["chosen"]) == ("industry = 'Food'", False)


def test_growth_and_retention_need_two_whole_years() -> None:
    sales = monthly(("2025-02", "Food", 400, 0, 4), ("2026-12", "Food", 500, 0, 3))
    row = segments(customers(("Food", 2, 1)), sales, NO_DEALS, [], AS_OF).iloc[0]
    assert math.isnan(row["growth"])
    assert math.isnan(row["retention"])
    assert row["revenue_cents"] == 500


def test_the_plans_segments_come_in_its_order_with_choice_and_reason_and_what_no_rule_takes_last() -> None:
    rules = [
        Segment(id="small", where="employees < 5"),
        Segment(id="food", name="Food plants", where="industry = 'Food'", choose=True, reason="it grows"),
    ]
    sales = monthly(("2026-12", "other", 900, 0, 1), ("2026-12", "food", 100, 0, 1))
    found = segments(customers(("other", 1, 0), ("food", 1, 0)), sales, NO_DEALS, rules, AS_OF)
    assert found["segment"].tolist() == ["small", "food", "other"]
    assert found["customers"].tolist() == [0, 1, 1]
    assert found["name"].tolist() == ["small", "Food plants", "other"]
    assert found["chosen"].tolist() == [False, True, False]
    assert found["reason"].tolist() == ["", "it grows", ""]


def test_without_anything_that_tells_customers_apart_there_are_no_segments() -> None:
    nobody = customers()
    unknown = customers(("unassigned", 1, 1))
    sales = monthly(("2026-12", "unassigned", 100, 0, 1))
    assert segments(nobody, sales, NO_DEALS, [], AS_OF).empty
    assert segments(unknown, sales, NO_DEALS, [], AS_OF).empty


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(["Food", "Water", "Pharma"]), st.integers(1, 10**9)), min_size=1),
    st.integers(2, 9),
)
def test_shares_sum_to_one_and_scaling_amounts_scales_revenue_alone(sold: list[tuple[str, int]], factor: int) -> None:
    people = customers(*[(segment, 1, 1) for segment, _ in sold])
    sales = monthly(*[("2026-12", segment, cents, 0, 1) for segment, cents in sold])
    found = segments(people, sales, NO_DEALS, [], AS_OF)
    scaled = segments(people, sales.assign(amount_cents=sales["amount_cents"] * factor), NO_DEALS, [], AS_OF)
    assert found["share"].sum() == pytest.approx(1)
    assert scaled["revenue_cents"].tolist() == [cents * factor for cents in found["revenue_cents"]]
    assert scaled["share"].tolist() == pytest.approx(found["share"].tolist())


def test_a_profile_counts_active_customers_by_class_with_the_unknown_in_the_denominator() -> None:
    people = customers(("food", 1, 0), ("food", 1, 0), ("food", 1, 0), ("food", 0, 5)).assign(
        industry=["Food", "Food", "Dairy", "Food"], country=["Spain", "Spain", "", "France"],
        employees=[49, 50, float("nan"), 5000], founded=[1969, 1970, 2000, 1900],
    )  # fmt: skip
    found = profile(people).set_index(["attribute", "value"])
    assert found.loc[("country", "Spain"), "customers"] == 2
    assert found.loc[("country", "Spain"), "share"] == 2 / 3  # of three active, one without a country
    assert ("country", "France") not in found.index  # did not order in the last 12 months
    assert found.loc[("employees", "1 to 49"), "customers"] == 1
    assert found.loc[("employees", "50 to 249"), "customers"] == 1
    assert found.loc[("founded", "founded before 1970"), "customers"] == 1
    assert found.loc[("founded", "founded 1970 to 1999"), "customers"] == 1
    assert found.loc[("industry", "Food"), "share"] == 2 / 3


def test_an_industry_is_no_attribute_of_a_segment_that_is_that_industry() -> None:
    assert "industry" not in profile(customers(("Food", 1, 0)))["attribute"].tolist()


def test_where_orders_have_no_ids_amounts_say_who_bought() -> None:
    people = customers(("Food", 0, 0), ("Food", 0, 0)).assign(amount_cents=[5, 0], before_cents=[7, 7])
    sales = monthly(("2025-01", "Food", 14, 0, 0), ("2026-12", "Food", 5, 0, 0))
    row = segments(people, sales, NO_DEALS, [], AS_OF).iloc[0]
    assert (row["customers"], row["retention"], row["order_value_cents"]) == (1, 0.5, 0)
    assert profile(people)["customers"].max() == 1
