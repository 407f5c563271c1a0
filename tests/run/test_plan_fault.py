"""What only a notebook could find wrong in plan.yml is told as `check` tells it, with its line, and ends with 2."""

from __future__ import annotations

from pathlib import Path

import pytest

from salesplan_nb.allocate import Conflicts
from salesplan_nb.errors import PlanError
from salesplan_nb.goals.breakdown.targets import infeasible
from salesplan_nb.run import engine, jobs, kernels
from salesplan_nb.run.kernels import Failure, StageFailed
from salesplan_nb.run.parameters import Parameters
from salesplan_nb.run.plan_fault import plan_fault
from salesplan_nb.workspace import Workspace, load

PLAN = """\
company: Halden
currency: EUR
year: {starts: 2027-01}
goals:
  - {id: sales27, metric: bookings, baseline: yoy, change: +10%, period: 2027, owner: cro}
breakdown:
  goal: sales27
  month: even
  locks:
    - {region: North, cap: 500, reason: agreed}
    - {region: South, cap: 400, reason: agreed}
"""
SOURCES = (
    "records: bookings\ntables: {orders: {file: o.csv, columns: {order_date: date, amount: net, region: where}}}\n"
)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "o.csv").write_text(
        "date,net,where\n2026-01-31,5,North\n2026-10-31,5,South\n", encoding="utf-8"
    )
    (tmp_path / "plan.yml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "sources.yml").write_text(SOURCES, encoding="utf-8")
    return load(tmp_path)


def raised(error: Exception) -> Failure:
    """As the kernel tells it."""
    return Failure("02_goals.ipynb", "Who carries which part?", f"{type(error).__name__}: {error}")


def test_locks_above_a_goal_whose_base_is_forecast_have_their_lines(workspace: Workspace) -> None:
    assert workspace.plan.breakdown is not None
    locks = infeasible(1_000_00, workspace.plan.breakdown.locks, Conflicts(((0, 1),)))
    found = plan_fault(raised(locks), workspace)
    assert found is not None
    assert (found.reference, found.exit_code, found.note) == ("infeasible-locks", 2, None)
    assert found.message == "plan.yml:9: breakdown.locks: 2 locks cannot hold together in 1,000.00"
    assert found.context == (
        "plan.yml:10, North: at most 500.00 (agreed)", "plan.yml:11, South: at most 400.00 (agreed)",
    )  # fmt: skip
    assert found.hint == locks.hint


def test_a_lock_in_several_conflicts_keeps_the_number_of_each(workspace: Workspace) -> None:
    assert workspace.plan.breakdown is not None
    locks = infeasible(1_000_00, workspace.plan.breakdown.locks, Conflicts(((0,), (1,))))
    found = plan_fault(raised(locks), workspace)
    assert found is not None
    assert found.context[1] == "conflict 2: plan.yml:11, South: at most 400.00 (agreed)"


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("plan.yml, breakdown, month: no year", "plan.yml:8: breakdown.month: no year"),
        ("plan.yml: breakdown.rep.basis: none", "plan.yml:6: breakdown.rep.basis: none"),  # the nearest that is there
        ("plan.yml, goals: goal 'x': nothing", "plan.yml:4: goals: goal 'x': nothing"),
        ("plan.yml, goals 'sales27': it is", "plan.yml:5: goals 'sales27': it is"),
        ("plan.yml: a word", "plan.yml: a word"),
    ],
)
def test_each_place_that_a_stage_names_has_its_line(workspace: Workspace, message: str, told: str) -> None:
    error = PlanError("x", message=message, context=None, hint="mend it", note="else it is wrong")
    found = plan_fault(raised(error), workspace)
    assert found is not None
    assert (found.message, found.context, found.hint, found.note) == (told, (), "mend it", "else it is wrong")


@pytest.mark.parametrize(
    "error",
    [
        ValueError("error: x\nplan.yml, goals: 1"),
        PlanError("result-changed", message="goals.json was changed", context=None, hint=None, kind="gate"),
    ],
)
def test_other_errors_stay_those_of_their_notebook(workspace: Workspace, error: Exception) -> None:
    assert plan_fault(raised(error), workspace) is None


@pytest.mark.parametrize(("place", "kind"), [("plan.yml, goals: no", PlanError), ("tables: no", StageFailed)])
def test_a_run_that_stops_at_the_plan_raises_the_error_of_the_plan(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, place: str, kind: type[Exception]
) -> None:
    class Stopped(kernels.Worker):
        def run(self) -> None:
            self.error = StageFailed(raised(PlanError("x", message=place, context=None, hint="mend it")))

    monkeypatch.setattr(kernels, "Worker", Stopped)
    # The end of a run kills all that its process started: here that would be the browser of other tests.
    monkeypatch.setattr(kernels, "stop_kernels", lambda: None)
    with pytest.raises(kind):
        engine.run(jobs.prepare(Parameters(str(workspace.root), "", "", "2026-10", 1)))
