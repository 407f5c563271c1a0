"""The stages, in order: one row each. A new stage is a row, a package, a notebook and a module in `report/`."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Any

from salesplan_nb.workspace.plan import Plan


@dataclass(frozen=True)
class Stage:
    """A step of the run.

    Parameters
    ----------
    name : str
        Its name in code, folders and the manifest.
    notebook : str
        File in `notebooks/`; empty for the stage that runs in process.
    needs : tuple of str
        Earlier stages whose results it may read.
    plan_keys : tuple of str
        Sections of plan.yml that it may read.
    result : str
        Where its result type is, 'module:Class': named, not imported, so that a kernel loads only what it needs.
    """

    name: str
    notebook: str
    needs: tuple[str, ...]
    plan_keys: tuple[str, ...]
    result: str

    @property
    def result_type(self) -> type[Any]:
        """The dataclass that the stage publishes."""
        module, _, name = self.result.partition(":")
        found: type[Any] = getattr(import_module(module), name)
        return found


EVERY_KEY = tuple(Plan.model_fields)
STAGES = (
    Stage("quality", "", (), ("segments",), "salesplan_nb.intake.result:Quality"),
    Stage(
        "objectives",
        "01_objectives.ipynb",
        ("quality",),
        ("vision", "mission", "stakeholders", "objectives", "goals", "kpis", "market", "swot", "segments"),
        "salesplan_nb.objectives.result:Objectives",
    ),
    Stage(
        "goals",
        "02_goals.ipynb",
        ("quality", "objectives"),
        ("goals", "objectives", "breakdown", "market", "one_offs", "roles", "stakeholders", "tactics"),
        "salesplan_nb.goals.result:Goals",
    ),
    Stage(
        "strategies",
        "03_strategies.ipynb",
        ("quality", "objectives", "goals"),
        ("segments", "tactics", "channels", "budget"),
        "salesplan_nb.strategies.result:Strategies",
    ),
    Stage(
        "resources",
        "04_resources.ipynb",
        ("quality", "goals", "strategies"),
        (
            "goals",
            "roles",
            "attrition",
            "over_assignment",
            "breakdown",
            "budget",
            "accepted_risks",
            "scenarios",
            "tactics",
        ),
        "salesplan_nb.resources.result:Resources",
    ),
    Stage(
        "measures",
        "05_measures.ipynb",
        ("quality", "objectives", "goals", "resources"),
        ("kpis", "triggers", "reviews"),
        "salesplan_nb.measures.result:Measures",
    ),
    Stage(
        "plan",
        "06_plan.ipynb",
        ("quality", "objectives", "goals", "strategies", "resources", "measures"),
        EVERY_KEY,
        "salesplan_nb.report.result:PlanPage",
    ),
)


def stage_named(name: str, stages: tuple[Stage, ...] = STAGES) -> Stage:
    """The stage of a name.

    Raises
    ------
    KeyError
        Where no stage has that name.
    """
    for stage in stages:
        if stage.name == name:
            return stage
    raise KeyError(f"no stage {name!r}; known: {', '.join(s.name for s in stages)}")
