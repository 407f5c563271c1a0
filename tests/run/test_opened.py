"""What a stage is handed: to-dos of the plan, of the data checks, of stale claims and of goals that contradict."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from salesplan_nb.goals.result import Goals
from salesplan_nb.results import framed
from salesplan_nb.run import store
from salesplan_nb.run.found import of_run
from salesplan_nb.run.opened import OpenStage
from salesplan_nb.run.parameters import Parameters
from salesplan_nb.run.stages import stage_named
from tests.report import fakes


def opened(name: str, folder: Path) -> OpenStage:
    workspace = SimpleNamespace(plan=fakes.plan(), plan_sha256="a" * 64)
    job: Any = SimpleNamespace(checked=SimpleNamespace(workspace=workspace, todos=()), signed=None, approval=None)
    store.save(fakes.quality(), folder / "tables" / "quality")
    store.save(fakes.objectives(), folder / "tables" / "objectives")
    told = [
        ("a", "b", "two targets", 1.0, "a and b differ", True),
        ("a", "c", "overlap", 1.0, "a and c overlap", False),
    ]
    own = replace(fakes.goals(), conflicts=framed(Goals, "conflicts", told))
    store.save(own, folder / "tables" / "goals")
    return OpenStage(stage_named(name), folder, job, Parameters("w"), writes=False)


def test_a_claim_whose_evidence_has_gone_must_be_settled_before_approval(tmp_path: Path) -> None:
    found = [(todo.kind, todo.text) for todo in opened("plan", tmp_path).todos]
    # of the three claims one is stale, and nothing is left to read there; of two conflicts one may be meant
    assert found == [
        ("must", "Partners want us: correct the claim, or take it out"),
        ("must", "a and b differ: keep what is meant"),
    ]


def test_a_finished_run_tells_both_of_them_from_its_tables(tmp_path: Path) -> None:
    opened("plan", tmp_path)
    assert [(todo.place, todo.text) for todo in of_run(tmp_path)] == [
        ("plan.yml, swot", "Partners want us: correct the claim, or take it out"),
        ("plan.yml, goals", "a and b differ: keep what is meant"),
    ]


def test_a_stage_that_does_not_read_the_objectives_asks_for_no_claims(tmp_path: Path) -> None:
    assert opened("objectives", tmp_path).todos == []
