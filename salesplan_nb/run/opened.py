"""What a notebook gets: its plan sections, the results before it, the data; and `publish`."""

from __future__ import annotations

import hashlib
import html
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np

from salesplan_nb import intake
from salesplan_nb.calendars import Period
from salesplan_nb.errors import counted
from salesplan_nb.report.approval import Approval
from salesplan_nb.results import files_of, tables_of
from salesplan_nb.run import found, redaction, store
from salesplan_nb.run.parameters import Parameters
from salesplan_nb.run.stages import STAGES, Stage, stage_named
from salesplan_nb.workspace import Todo
from salesplan_nb.workspace.plan import Plan

if TYPE_CHECKING:
    from salesplan_nb.run.jobs import Job


@dataclass(frozen=True)
class Published:
    """What `publish` shows: the tables that went on, with their rows."""

    text: str

    def _repr_html_(self) -> str:
        return f"<p>{html.escape(self.text)}</p>"

    def __repr__(self) -> str:
        return self.text


class OpenStage:
    """A stage at work in its run folder.

    Parameters
    ----------
    stage : Stage
        Its row.
    folder : Path
        Of the run.
    job : Job
        The workspace with its to-dos, and the plan that was signed last: `approval`.
    parameters : Parameters
        As the notebook has them.
    writes : bool
        False where the folder is a finished run: `publish` then only compares.
    """

    def __init__(self, stage: Stage, folder: Path, job: Job, parameters: Parameters, *, writes: bool) -> None:
        self._stage, self._folder, self._parameters, self._writes = stage, folder, parameters, writes
        checked, signed, approval, redacted = job.checked, job.signed, job.approval, redaction.read(folder)
        if redacted:
            checked = redaction.without_names(checked, redacted.pseudonyms)
            kinds = redacted.kinds
            signed, approval = (redaction.without_signer(one, kinds, redacted.pseudonyms) for one in (signed, approval))
        self._redacted = redacted.kinds if redacted else ()
        self._plan_sha256 = redacted.plan_sha256 if redacted else job.checked.workspace.plan_sha256
        self._checked, self._signed = checked, signed
        self.approval: Approval | None = approval
        plan = checked.workspace.plan
        whole = set(stage.plan_keys) == set(Plan.model_fields)
        self.plan: Any = plan if whole else Sections(stage.name, {key: getattr(plan, key) for key in stage.plan_keys})
        self.company, self.currency = plan.company, plan.currency
        self.year: Period = plan.plan_year
        self.seed = parameters.seed
        self.scenario = next((s for s in plan.scenarios if s.id == parameters.scenario), None)

    def __getattr__(self, name: str) -> Any:
        """An earlier result, where the stage declared that it needs it."""
        if name.startswith("_") or name not in {s.name for s in STAGES}:
            raise AttributeError(name)
        if name not in self._stage.needs:
            raise AttributeError(f"stage '{self._stage.name}' does not declare that it needs '{name}'")
        value = store.load(stage_named(name).result_type, self._folder / "tables" / name)
        setattr(self, name, value)
        return value

    @property
    def as_of(self) -> str:
        """Last complete month of the data."""
        return str(self.quality.facts.as_of)

    @property
    def todos(self) -> Any:
        """What is unfinished in the workspace, and what its data checks ask for."""
        findings = self.quality.findings
        must = findings[findings["weight"] == "must"]
        asked = [Todo("must", f"{row.text}: {row.hint}", f"data, {row.table}") for row in must.itertuples()]
        stale = found.stale(self.objectives) if "objectives" in self._stage.needs else []
        conflicting = found.conflicting(self.goals) if "goals" in self._stage.needs else []
        return [*self._checked.todos, *asked, *stale, *conflicting]

    @property
    def identity(self) -> SimpleNamespace:
        """What the page's footer says of its origin: hashes and names, no clock, no path."""
        return SimpleNamespace(
            plan_sha256=self._plan_sha256,
            version=version("salesplan_nb"),
            seed=self._parameters.seed,
            scenario=self._parameters.scenario,
            redacted=self._redacted,
            signed=self._signed,
        )

    @cached_property
    def cube(self) -> intake.Cube:
        """The canonical tables of the run, for aggregates."""
        plan = self._checked.workspace.plan
        return intake.Cube.open(self._folder / "canonical", plan, self.quality.facts)

    def rng(self, scope: str, *, stage: str = "") -> np.random.Generator:
        """A generator seeded by the run's seed, a stage and a scope: one scope's draws never move another's.

        Parameters
        ----------
        scope : str
            What is drawn.
        stage : str
            The stage that draws the same and is to draw it alike; this one where it is empty.
        """
        text = f"{self._parameters.seed}/{stage or self._stage.name}/{scope}"
        return np.random.default_rng(int.from_bytes(hashlib.sha256(text.encode()).digest()[:16], "big"))

    def publish(self, result: Any) -> Published:
        """Hand the stage's result on.

        Raises
        ------
        TypeError
            Where it is not the stage's result type.
        ValueError
            Where a table is not as declared.
        """
        if not isinstance(result, self._stage.result_type):
            raise TypeError(
                f"stage '{self._stage.name}' publishes {self._stage.result_type.__name__}, not {type(result).__name__}"
            )
        if self._writes:
            store.save(result, self._folder / "tables" / self._stage.name)
        rows = [f"{name} {counted(len(getattr(result, name)), 'row')}" for name in tables_of(type(result))]
        files = [name for field in files_of(type(result)) for name in getattr(result, field)]
        return Published(f"{self._stage.name}: {', '.join(rows + files)}.")


class Sections:
    """The plan sections that a stage declared; any other is refused by name."""

    def __init__(self, stage: str, values: dict[str, Any]) -> None:
        self._stage = stage
        self.__dict__.update(values)

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(f"stage '{self._stage}' does not declare the plan section '{name}'")
