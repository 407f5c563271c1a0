"""In every direction that is shown, cells sum to the goal to the cent: on the sample and each template's real set."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from tests.e2e.test_every_page import every

pytestmark = pytest.mark.slow


@every()
def test_months_regions_families_and_leaves_sum_to_the_goal(workspace: Path) -> None:
    tables = workspace / "runs" / "latest" / "tables" / "goals"
    goals = pd.read_parquet(tables / "goals.parquet").set_index("goal_id")
    targets = pd.read_parquet(tables / "targets.parquet")
    asked = goals[(goals.unit == "cents") & goals.target.notna()].target.round().astype("int64")
    if targets.empty:
        assert workspace.name == "orders" or "breakdown" not in (workspace / "plan.yml").read_text(encoding="utf-8")
        return
    assert targets.groupby("goal_id").target.sum().to_dict() == asked[asked.index.isin(targets.goal_id)].to_dict()
    assert (targets.target >= 0).all()
    assert not targets.duplicated(["goal_id", "month", "region", "product_family", "channel"]).any()
    parts = pd.read_parquet(tables / "bottom_up.parquet")
    for goal_id, mine in targets.groupby("goal_id"):
        for dimension in ("month", "region", "product_family"):
            shown = parts[(parts.goal_id == goal_id) & (parts.dimension == dimension)]
            if len(shown):
                found = shown.set_index("member").target_cents.sort_index().to_dict()
                assert found == mine.groupby(dimension).target.sum().to_dict()
    rest = pd.read_parquet(tables / "replan.parquet")
    for goal_id, mine in rest.groupby("goal_id"):
        sold = int(mine[mine.closed].amount_cents.sum())
        assert int(mine.amount_cents.sum()) == max(sold, int(asked[goal_id]))
