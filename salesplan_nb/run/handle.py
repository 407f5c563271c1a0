"""`open_stage`: the one call with which a notebook enters its run."""

from __future__ import annotations

from pathlib import Path

from salesplan_nb import number_formats
from salesplan_nb.run import engine, jobs, manifest
from salesplan_nb.run.opened import OpenStage
from salesplan_nb.run.parameters import DEFAULT_SEED, Parameters
from salesplan_nb.run.stages import stage_named


def open_stage(
    name: str, workspace: str, run: str = "", scenario: str = "", as_of: str = "", seed: int = DEFAULT_SEED
) -> OpenStage:
    """The stage of that name, with its plan sections, the results before it, and the data.

    With a `run`, that run. Without, `latest` where plan, data, code and parameters are the same as then; else a draft,
    which is filled with the earlier stages once.

    Parameters
    ----------
    name : str
        Of the stage.
    workspace, run, scenario, as_of, seed
        The notebook's parameters.

    Raises
    ------
    PlanError, PlanErrors
        Bad parameters, plan, sources or data.
    """
    stage = stage_named(name)
    parameters = Parameters(str(_located(workspace)), run, scenario, as_of, seed)
    job = jobs.prepare(parameters)
    number_formats.use(job.checked.workspace.plan.locale)  # for all cells to come
    if run:
        folder = job.runs.building(run)
        if not folder.is_dir():
            folder = job.runs.drafts / run
        return OpenStage(stage, folder, job, parameters, writes=True)
    stored = manifest.read(job.runs.latest)
    if stored and stored.get("fingerprint") == job.fingerprint:
        return OpenStage(stage, job.runs.latest, job, parameters, writes=False)
    return OpenStage(stage, engine.draft(job, name), job, parameters, writes=True)


def _located(workspace: str) -> Path:
    """A relative workspace starts from the folder above `notebooks/`, where a notebook is opened by hand."""
    path, here = Path(workspace), Path.cwd()
    return path if path.is_absolute() else (here.parent if here.name == "notebooks" else here) / path
