"""A stage 2 small enough to work out by hand: one goal, a few months, paths that are given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

import pandas as pd

from salesplan_nb.goals.result import Goals, GoalsFacts
from salesplan_nb.results import framed
from salesplan_nb.workspace.plan import Attrition, Role

AE = Role(id="ae", title="Account executive", annual_quota="1200", expected_attainment="100%", ote="120")
"""100 a month [currency units] over twelve even months, paid 10 a month."""
NOBODY_LEAVES = Attrition(annual="0%", source="test")


def small_goals(
    targets: dict[str, int], paths: Sequence[Sequence[int]], *, paths_from: str, gone: dict[str, int] | None = None
) -> Goals:
    """Goals with one goal 'g' [cents]: targets by month, one row of `paths` per draw, months gone by in the history."""
    first = pd.Period(paths_from, "M")
    drawn = [(draw, str(first + step), amount) for draw, path in enumerate(paths) for step, amount in enumerate(path)]
    history = {str(first - 1): 0} | (gone or {})
    goal = {
        "goal_id": "g", "statement": "g", "metric": "bookings", "unit": "cents", "baseline": 0,
        "target": sum(targets.values()),
        "p_demand": 0.5, "objective": "", "owner": "", "baseline_kind": "yoy", "baseline_period": "2026", "change": 0.2,
        "first": min(targets), "last": max(targets), "baseline_actual": 0, "baseline_forecast": 0,
        "baseline_open": False, "p_low": 0.4, "p_high": 0.6, "demand_p10": 1, "demand_p50": 2, "demand_p90": 3,
        "name": "Bookings 2027", "scope": "total", "evidence": "", "past_changes": None, "past_reached": None,
        "past_best": None, "calibrated": True, "to_date": sum((gone or {}).values()),
    }  # fmt: skip
    given = {"goals", "paths", "targets", "history", "facts"}
    empty = {f.name: framed(Goals, f.name, []) for f in fields(Goals) if f.name not in given}
    return Goals(
        **empty,
        goals=framed(Goals, "goals", [goal]),
        paths=framed(Goals, "paths", drawn),
        targets=framed(Goals, "targets", [("g", month, "all", "all", cents, "") for month, cents in targets.items()]),
        history=framed(Goals, "history", sorted(history.items())),
        facts=GoalsFacts("g", "smoothing", 24, 19, True, 0.1, "", 0.2, 0.1, "both", 0.05, 0.03, 1.0, 1.0, None, None),
    )


def year(amount: int) -> dict[str, int]:
    """The same amount in every month of 2027."""
    return {f"2027-{month:02d}": amount for month in range(1, 13)}


def reps(*people: tuple[str, ...]) -> pd.DataFrame:
    """Rows of rep_id, role, region, manager_id, starts, ends; what is left out is ''."""
    columns = ["rep_id", "role", "region", "manager_id", "starts", "ends"]
    rows = [dict(zip(columns, (*person, *[""] * 6), strict=False)) for person in people]
    return pd.DataFrame(rows, columns=columns).assign(name=lambda frame: frame["rep_id"])
