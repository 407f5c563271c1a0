"""A plan is about months to come: its main goal must not be over."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from salesplan_nb.cli import app
from salesplan_nb.errors import PlanError
from salesplan_nb.goals import main_goal
from salesplan_nb.workspace import check_main_goal_ahead, load
from salesplan_nb.workspace.finished import main_goal_at
from salesplan_nb.workspace.plan import UNITS

Maker = Callable[..., Path]
HEAD = "company: Halden\ncurrency: EUR\nyear: {starts: 2027-01}\ngoals:\n"
QUARTER = "  - {id: q3, metric: bookings, baseline: yoy, change: +20%, period: 2026-07..2026-09, owner: cro}\n"
YEAR = "  - {id: year, metric: bookings, baseline: yoy, change: +20%, period: 2027, owner: cro}\n"
LONG = (
    "  - {id: long, metric: bookings, baseline: 2024-01..2025-09, change: +20%, period: 2026-07..2028-03, owner: cro}\n"
)
PART = (
    "  - {id: dach, metric: bookings, scope: {region: DACH}, baseline: yoy, change: +20%, period: 2028, owner: cro}\n"
)
RATE = "  - {id: rate, metric: win_rate, baseline: yoy, change: +5 points, period: 2029, owner: cro}\n"


def test_a_main_goal_that_is_over_is_named_with_its_line_and_what_to_do(workspace: Maker) -> None:
    made = load(workspace(plan=HEAD + QUARTER))
    check_main_goal_ahead(made, "2026-08")  # its last month is still to come
    with pytest.raises(PlanError) as told:
        check_main_goal_ahead(made, "2026-10")
    assert (told.value.reference, told.value.exit_code) == ("goal-over", 2)
    assert told.value.message == (
        "plan.yml:5: goal 'q3' is what the plan is about, and its period, Q3 2026, is over: the data reach to Oct 2026"
    )
    assert str(told.value.hint).endswith("salesplan run --as-of 2026-08")
    with pytest.raises(PlanError):
        check_main_goal_ahead(made, "2026-09")


def test_another_goal_may_be_over(workspace: Maker) -> None:
    check_main_goal_ahead(load(workspace(plan=HEAD + QUARTER + YEAR)), "2026-10")
    broken_down = load(workspace("breakdown: {goal: q3, month: seasonal}\n", plan=HEAD + QUARTER + YEAR))
    with pytest.raises(PlanError):
        check_main_goal_ahead(broken_down, "2026-10")
    check_main_goal_ahead(load(workspace(plan=HEAD + RATE)), "2030-01")  # no goal in money: none to plan for


@pytest.mark.parametrize(
    "goals", [QUARTER, LONG + YEAR, QUARTER + YEAR, YEAR + QUARTER + PART, RATE + PART, YEAR + RATE]
)
@pytest.mark.parametrize("broken_down", ["", "breakdown: {goal: year, month: seasonal}\n"])
def test_it_is_the_goal_that_the_first_screen_is_about(workspace: Maker, goals: str, broken_down: str) -> None:
    if broken_down and YEAR not in goals:
        return
    plan = load(workspace(broken_down, plan=HEAD + goals)).plan
    frame = pd.DataFrame(
        [
            {"goal_id": g.id, "unit": UNITS[g.metric], "scope": g.scope_name, "first": g.period.first,
             "last": g.period.last}
            for g in plan.goals
            if g.period is not None
        ]
    )  # fmt: skip
    at = main_goal_at(plan)
    assert ("" if at is None else plan.goals[at].id) == main_goal(frame, plan.breakdown)


@pytest.mark.parametrize("command", ["check", "run"])
def test_the_command_ends_with_2_and_one_error(workspace: Maker, command: str) -> None:
    orders = "date,net\n" + "".join(f"{y}-{m:02d}-05,100.00\n" for y in (2025, 2026) for m in range(1, 11))
    folder = workspace(plan=HEAD + QUARTER, orders=orders.encode())
    done = CliRunner().invoke(app, [command, str(folder)])
    assert done.exit_code == 2, done.output
    assert done.stderr.count("error: goal-over") == 1
    assert "Traceback" not in done.stderr
