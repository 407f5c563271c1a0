from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from salesplan_nb.resources import all_lines, budget, team
from salesplan_nb.workspace import Checked, check
from salesplan_nb.workspace.plan import Plan

SAMPLE = Path(__file__).parents[2] / "data" / "sample"


@pytest.fixture(scope="module")
def sample() -> Checked:
    return check(SAMPLE)


def test_the_sample_plans_everything_and_leaves_one_thing_to_do(sample: Checked) -> None:
    plan = sample.workspace.plan
    assert [section for section in Plan.model_fields if getattr(plan, section) in (None, [])] == [
        "locale", "examples", "assumed", "one_offs",
    ]  # fmt: skip
    assert [todo.kind for todo in sample.todos] == ["must"]
    assert "never heard" in sample.todos[0].text


def test_the_samples_budget_keeps_its_limit_in_four_categories_and_pays_for_every_tactic(sample: Checked) -> None:
    plan = sample.workspace.plan
    assert plan.budget is not None
    assert plan.budget.limit == 250_000_000
    lines = all_lines(plan.budget, plan.roles, plan.plan_year)
    assert budget(lines, plan.plan_year)["amount_cents"].sum() <= plan.budget.limit
    assert {line.category for line in lines} == {"headcount", "marketing", "training", "technology"}
    assert {tactic.budget for tactic in plan.tactics} <= {line.id for line in lines}


def test_the_samples_leavers_of_autumn_are_not_on_the_team_of_the_plan_year(sample: Checked) -> None:
    plan = sample.workspace.plan
    rows = [line.split(",") for line in (SAMPLE / "data/reps.csv").read_text(encoding="utf-8").splitlines()]
    found = team(pd.DataFrame(rows[1:], columns=rows[0]), plan.roles, plan.plan_year)
    assert len(found) == 21
    assert not {"R011", "R013"} & set(found["rep_id"])
    assert found["span"].sum() == 20
