"""What a run is made of: workspace, parameters and notebooks, checked before anything is written or started."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from salesplan_nb import intake
from salesplan_nb.errors import PlanError
from salesplan_nb.report.approval import Approval
from salesplan_nb.run import approvals, folders, redaction
from salesplan_nb.run.fingerprint import combined, fingerprint, with_approval
from salesplan_nb.run.parameters import Parameters, declared
from salesplan_nb.run.stages import STAGES, Stage
from salesplan_nb.workspace import Checked, check
from salesplan_nb.workspace.resources import resource


@dataclass(frozen=True)
class Job:
    """What one run is made of: checked workspace, parameters, stages, notebooks, hashes, the plan signed last."""

    checked: Checked
    parameters: Parameters
    stages: tuple[Stage, ...]
    unsigned: str
    """Hash of plan, data, code and parameters."""
    fingerprint: str
    """The same with the newest approval."""
    approval: Approval | None
    """The newest."""
    redaction: redaction.Redaction | None = None
    """How names are replaced; None: they stay."""

    @property
    def signed(self) -> Approval | None:
        """The newest approval, where it is of this very plan."""
        return self.approval if self.approval and self.approval.fingerprint == self.unsigned else None

    @property
    def root(self) -> Path:
        """The workspace's folder."""
        return self.checked.workspace.root

    @property
    def runs(self) -> folders.Runs:
        """Where its runs live."""
        return folders.Runs(self.root / "runs")


def prepare(parameters: Parameters, stages: tuple[Stage, ...] = STAGES, *, redact: tuple[str, ...] = ()) -> Job:
    """Check workspace, parameters and notebooks before anything is written or started.

    Raises
    ------
    PlanErrors, PlanError
        Listing all that is wrong in plan.yml and sources.yml, or the parameter, notebook or approval that is.
    """
    checked = check(Path(parameters.workspace))
    known = [scenario.id for scenario in checked.workspace.plan.scenarios]
    if parameters.scenario and parameters.scenario not in known:
        raise PlanError(
            "unknown-scenario",
            message=f"scenario={parameters.scenario!r}: plan.yml has none of that name",
            context=None,
            hint=f"known: {', '.join(known) or 'none; add one under scenarios'}",
        )
    root = checked.workspace.root
    ours = (root / "runs", root / "notebooks", *sorted((root / "runs").glob(".*")), root / "runs" / "error.log")
    if linked := [path for path in ours if path.is_symlink()]:
        raise PlanError(
            "linked-folder",
            message=f"{linked[0]} is a symbolic link",
            context=None,
            hint="put a real file or folder there, or remove it: a run writes inside its workspace only",
        )
    notebooks = [notebook_path(root, stage) for stage in stages if stage.notebook]
    for path in notebooks:
        declared(path)
    files = [root / "plan.yml", root / "sources.yml", *intake.source_files(checked.workspace)]
    unsigned, newest = fingerprint(files, notebooks, parameters), approvals.newest(root)
    whole = with_approval(unsigned, newest[1]) if newest else unsigned
    located = replace(parameters, workspace=str(root))
    job = Job(checked, located, stages, unsigned, whole, newest[0] if newest else None)
    if not redact:
        return job
    replaced = redaction.redaction(root, checked, redact)
    return replace(job, redaction=replaced, fingerprint=combined([whole, replaced.sha256]))


def notebook_path(root: Path, stage: Stage) -> Path:
    """The stage's notebook: the workspace's own copy where `salesplan open` made one, else the package's."""
    own = root / "notebooks" / stage.notebook
    return own if own.is_file() else resource("notebooks") / stage.notebook
