from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesplan_nb.goals.effects import spread, triangular
from salesplan_nb.strategies import effects, facts, tactics
from salesplan_nb.workspace.plan import Budget, Tactic
from tests.resources.small_goals import small_goals


def tactic(**fields: object) -> Tactic:
    given_fields = {
        "id": "t", "goal": "g", "action": "visit", "owner": "anna", "period": "2027",
        "effect": {"low": "1", "likely": "2", "high": "4", "source": "pilot"},
    } | fields  # fmt: skip
    return Tactic.model_validate({key: value for key, value in given_fields.items() if value is not None})


def rng() -> np.random.Generator:
    return np.random.default_rng(7)


GOALS = small_goals({"2027-01": 300, "2027-02": 100, "2027-03": 600}, [[0, 0, 0, 0]] * 500, paths_from="2026-12")


def added(*plan: Tactic) -> pd.DataFrame:
    return effects(tactics(plan, None), GOALS, rng())


def test_a_tactic_shows_its_effect_and_its_budget_line() -> None:
    budget = Budget.model_validate(
        {"lines": [{"id": "fund", "category": "marketing", "amount": "300", "owner": "anna"}]}
    )
    row = tactics([tactic(budget="fund", name="Visits", period="2027-03..2027-05")], budget).iloc[0]
    assert (row["first"], row["last"], row["budget_cents"]) == ("2027-03", "2027-05", 30_000)
    assert (row["low_cents"], row["likely_cents"], row["high_cents"]) == (100, 200, 400)
    bare = tactics([tactic(effect=None)], budget).iloc[0]
    assert (bare["name"], bare["source"], bare["high_cents"], bare["budget_cents"]) == ("t", "", 0, 0)


def test_a_triangular_draw_has_the_moments_of_the_textbook() -> None:
    drawn = triangular(0, 100_000, 300_000, 200_000, rng())
    # the mean is a third of low + likely + high; the variance (sum of squares less the products of pairs) / 18
    assert drawn.mean() == pytest.approx(400_000 / 3, rel=0.005)
    assert drawn.var() == pytest.approx((1e10 + 9e10 - 3e10) / 18, rel=0.01)
    assert drawn.min() >= 0
    assert drawn.max() <= 300_000
    assert (drawn <= 100_000).mean() == pytest.approx(1 / 3, abs=0.005)  # (likely - low) / (high - low)


def test_an_effect_most_likely_at_its_end_has_a_triangle_with_one_side() -> None:
    falling, rising = triangular(0, 0, 300_000, 100_000, rng()), triangular(0, 300_000, 300_000, 100_000, rng())
    assert falling.mean() == pytest.approx(100_000, rel=0.01)  # a third of low + likely + high
    assert rising.mean() == pytest.approx(200_000, rel=0.01)
    assert (falling <= 0).mean() < 0.001


def test_a_sure_effect_is_that_effect() -> None:
    assert set(triangular(5, 5, 5, 10, rng())) == {5}


def test_an_effect_follows_the_goals_month_shares() -> None:
    sure = {"low": "10", "likely": "10", "high": "10", "source": "contract"}
    found = added(tactic(effect=sure))
    assert found.groupby("month")["amount_cents"].unique().map(list).to_dict() == {
        "2027-01": [300], "2027-02": [100], "2027-03": [600],
    }  # fmt: skip
    late = added(tactic(effect=sure, period="2027-02..2028-06"))  # 100 and 600 of 700
    assert late.groupby("month")["amount_cents"].first().to_dict() == {"2027-01": 0, "2027-02": 142, "2027-03": 858}


def test_effects_of_other_goals_or_without_a_source_add_nothing() -> None:
    assert added(tactic(goal="other")).empty
    assert added(tactic(effect=None)).empty
    assert added(tactic(period="2028")).empty
    assert added().empty


def test_effects_have_the_draws_of_the_paths_and_add_up() -> None:
    one, both = added(tactic()), added(tactic(), tactic(id="u"))
    assert one["draw"].nunique() == 500
    first = one.groupby("draw")["amount_cents"].sum()
    assert ((first >= 100) & (first <= 400)).all()
    second = both.groupby("draw")["amount_cents"].sum() - first  # the first tactic's draws are the same
    assert ((second >= 100) & (second <= 400)).all()
    assert np.corrcoef(first, second)[0, 1] == pytest.approx(0, abs=0.15)


def test_a_tactic_that_drops_out_of_the_period_leaves_the_draws_of_the_others_alone() -> None:
    behind = added(tactic(), tactic(id="u"))
    gone = added(tactic(period="2028"), tactic(id="u"))
    assert behind["amount_cents"].sum() > gone["amount_cents"].sum()
    both, one = (frame.groupby("draw")["amount_cents"].sum() for frame in (behind, gone))
    assert ((both - one) >= 100).all()


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.integers(-(10**11), 10**12), min_size=1, max_size=5),
    st.lists(st.integers(0, 10**9), min_size=1, max_size=14),
)
def test_months_sum_to_the_drawn_sum_to_the_cent(amounts: list[int], weights: list[int]) -> None:
    if not any(weights):
        weights[0] = 1
    parts = spread(np.array(amounts), np.array(weights, dtype="float64"))
    assert parts.sum(axis=1).tolist() == amounts
    assert (parts[:, np.array(weights) == 0] == 0).all()


def test_the_facts_are_the_points_of_the_sum() -> None:
    amounts = np.repeat(range(0, 1100, 100), 2)
    rows = pd.DataFrame(
        {"draw": np.repeat(range(11), 2), "month": ["2027-01", "2027-02"] * 11, "amount_cents": amounts}
    )
    found = facts(["2024-11", "2026-10"], rows)  # sums 0, 200, ..., 2000
    assert (found.effect_low_cents, found.effect_likely_cents, found.effect_high_cents) == (200, 1000, 1800)
    assert found.window == "Nov 2025 to Oct 2026"
    assert facts(["2026-09", "2026-10"], rows[:0]).effect_high_cents == 0
    assert facts(["2026-09", "2026-10"], rows[:0]).window == "Sep to Oct 2026"
