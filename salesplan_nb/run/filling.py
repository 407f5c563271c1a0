"""Stages executed into a run's folder, in order: intake in process, then each notebook."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from salesplan_nb import intake
from salesplan_nb.intake.redacting import redacted
from salesplan_nb.intake.summary import summary
from salesplan_nb.run import kernels, manifest, redacted_notebook, redaction, store
from salesplan_nb.run.jobs import Job, notebook_path
from salesplan_nb.run.parameters import Parameters
from salesplan_nb.run.since import since_last_run
from salesplan_nb.run.stages import Stage
from salesplan_nb.workspace import check_main_goal_ahead

Progress = Callable[[str, str], None]
Told = Callable[[list[str]], None]


def silent(_stage: str, _state: str) -> None:
    """Tell nobody how the run goes."""


def unsaid(_lines: list[str]) -> None:
    """Tell nobody what was taken in."""


def fill(
    job: Job,
    folder: Path,
    parameters: Parameters,
    stages: Sequence[Stage],
    record: manifest.Manifest,
    cell_timeout: int,
    progress: Progress,
    told: Told,
) -> None:
    """Execute stages into a run folder, in order.

    Parameters
    ----------
    job : Job
        Of `prepare`.
    folder : Path
        Where the run is built.
    parameters : Parameters
        Those of the job, with the name of this run.
    stages : sequence of Stage
        Those to execute, each after what it needs.
    record : Manifest
        Is told each stage, and written after it.
    cell_timeout : int
        Longest time for one cell [s].
    progress, told : callable
        As `run` takes them.
    """
    (folder / "notebooks").mkdir(exist_ok=True)
    for stage in stages:
        progress(stage.name, "running")
        started = time.perf_counter()
        outcome = manifest.StageRecord(stage.name, "failed", 0.0)
        record.stages.append(outcome)
        try:
            if stage.notebook:
                _execute(job, stage, folder, parameters, cell_timeout)
            else:
                take_in(job, folder, record, told)
        finally:
            outcome.seconds = round(time.perf_counter() - started, 2)
        outcome.status = "done"
        record.write(folder)
        progress(stage.name, "done")


def take_in(job: Job, folder: Path, record: manifest.Manifest, told: Told) -> None:
    """Read and check the data: its tables for the notebooks, the stage `quality`, and what the manifest says of it."""
    taken = intake.read(job.checked.workspace, as_of=job.parameters.as_of or None)
    check_main_goal_ahead(job.checked.workspace, taken.quality.facts.as_of)
    if job.redaction:
        workspace, reps = job.checked.workspace, taken.tables.get("reps")
        ids = set() if reps is None else set(reps["rep_id"].to_pylist())
        pseudonyms = job.redaction.pseudonyms(taken.names, workspace.plan, ids)
        redaction.write(job.redaction, pseudonyms, workspace.plan_sha256, folder)
        taken, record.workspace = redacted(taken, pseudonyms), pseudonyms.text(job.root.name)
        record.inputs = [one | {"sha256": job.redaction.keyed(one["sha256"])} for one in taken.inputs]
        told(summary(taken.quality))
    else:
        record.inputs = taken.inputs
        told([*summary(taken.quality), *since_last_run(job.root, taken.quality)])
    taken.write(folder / "canonical")
    store.save(taken.quality, folder / "tables" / "quality")
    record.as_of = taken.quality.facts.as_of


def _execute(job: Job, stage: Stage, folder: Path, parameters: Parameters, cell_timeout: int) -> None:
    output = folder / "notebooks" / stage.notebook
    worker = kernels.Worker(notebook_path(job.root, stage), output, parameters, cell_timeout=cell_timeout)
    worker.start()
    try:
        while worker.is_alive():
            worker.join(0.1)
    except BaseException:
        kernels.stop_kernels()
        worker.join(10)
        raise
    finally:
        if replaced := redaction.read(folder):
            _clean(output, job.root, replaced)
    if worker.error is not None:
        raise worker.error
    if not (folder / "tables" / stage.name / store.FACTS).is_file():
        raise kernels.StageFailed(kernels.Failure(stage.notebook, "", "it ended without publishing its result"))
    from salesplan_nb.report.notebook_page import notebook_page

    output.with_suffix(".html").write_text(notebook_page(output), encoding="utf-8")


def _clean(output: Path, root: Path, replaced: redaction.Replaced) -> None:
    """Take names out of a notebook, however far it came; one that was not written whole is dropped."""
    if not output.is_file():
        return
    try:
        redacted_notebook.clean_notebook(output, root, replaced.pseudonyms)
    except (ValueError, KeyError):
        output.unlink()
