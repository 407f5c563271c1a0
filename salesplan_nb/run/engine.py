"""The run: intake in process, then the notebooks in order, then the plan; all or nothing."""

from __future__ import annotations

import secrets
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

from salesplan_nb.errors import PlanError
from salesplan_nb.intake.redacting import WITHHELD
from salesplan_nb.run import folders, manifest, printing, redaction, store
from salesplan_nb.run.ending import Interrupted, close_failed, mark_dead
from salesplan_nb.run.filling import Progress, Told, fill, silent, unsaid
from salesplan_nb.run.jobs import Job, prepare
from salesplan_nb.run.kernels import StageFailed
from salesplan_nb.run.plan_fault import plan_fault

CELL_TIMEOUT = 600
"""Longest time for one cell [s]; the slowest of ours takes a few seconds."""


def run(job: Job, *, cell_timeout: int = CELL_TIMEOUT, progress: Progress = silent, told: Told = unsaid) -> Path:
    """Make the plan: the folder of the finished run, to which `latest` then points.

    Parameters
    ----------
    job : Job
        Of `prepare`.
    cell_timeout : int
        Longest time for one cell [s].
    progress : callable
        Told (stage, state) as the run goes.
    told : callable
        Told what was read and used, as lines.

    Raises
    ------
    PlanError, PlanErrors
        Bad data, a gate, another run, the disk; a fault of plan.yml that only a notebook could find.
    StageFailed
        A notebook did not come through; its run folder keeps notebooks and a FAILED page.
    Interrupted
        A signal; kernels are stopped, the run is marked.
    """
    run_id = f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{secrets.token_hex(2)}-{job.fingerprint[:8]}"
    runs = job.runs
    with runs.held(run_id), _signals():
        for folder in runs.dead():
            mark_dead(runs, folder)
        folder = runs.building(run_id)
        workspace = job.checked.workspace
        record = manifest.Manifest(
            run_id, WITHHELD if job.redaction else job.root.name, job.parameters.scenario, job.parameters.as_of,
            job.parameters.seed, job.redaction.keyed(workspace.plan_sha256) if job.redaction else workspace.plan_sha256,
            job.fingerprint, list(job.redaction.kinds) if job.redaction else [],
            asked_as_of=job.parameters.as_of,
        )  # fmt: skip
        try:
            folder.mkdir()
            record.write(folder)
            fill(job, folder, replace(job.parameters, run=run_id), job.stages, record, cell_timeout, progress, told)
            _print(folder, workspace.plan.locale or "", progress, told)
            if prepare(job.parameters, job.stages, redact=tuple(record.redacted)).fingerprint != job.fingerprint:
                raise _inputs_changed(job.root)
            redaction.remove(folder)
            record.status = "published"
            record.outputs = manifest.outputs(folder)
            record.write(folder)
            final = runs.finish(run_id)
            if not job.redaction:  # a copy to share is not the workspace's plan
                runs.move_latest(run_id)
        except BaseException as error:
            close_failed(job, folder, record, error)
            if isinstance(error, OSError):
                raise folders.disk_error(error, runs.folder) from error
            if isinstance(error, StageFailed) and (fault := plan_fault(error.failure, workspace)) is not None:
                raise fault from error
            raise
        return final


def _print(folder: Path, locale: str, progress: Progress, told: Told) -> None:
    """Print the page as plan.pdf beside it, where this machine can."""
    page = folder / "plan.html"
    if not (page.is_file() and printing.wanted()):
        return
    progress("plan.pdf", "running")
    if why := printing.print_page(page, folder / "plan.pdf", printing.paper(locale)):
        told([f"plan.pdf was not made: {why}"])
    else:
        progress("plan.pdf", "done")


def draft(job: Job, before: str) -> Path:
    """A draft for work by hand: one folder a hash, filled once with the stages before the one that asks.

    Takes no workspace lock and never moves `latest`; drafts of other hashes are removed.
    """
    from filelock import FileLock

    drafts = job.runs.drafts
    drafts.mkdir(parents=True, exist_ok=True)
    folder = drafts / job.fingerprint[:16]
    with FileLock(drafts / f".lock-{job.fingerprint[:16]}"):
        for other in drafts.iterdir():
            if other.is_dir() and other != folder:
                shutil.rmtree(other, ignore_errors=True)
        folder.mkdir(exist_ok=True)
        names = [stage.name for stage in job.stages]
        missing = [
            stage
            for stage in job.stages[: names.index(before)]
            if not (folder / "tables" / stage.name / store.FACTS).is_file()
        ]
        record = manifest.Manifest(
            folder.name, job.root.name, job.parameters.scenario, job.parameters.as_of, job.parameters.seed,
            job.checked.workspace.plan_sha256, job.fingerprint, status="draft",
        )  # fmt: skip
        fill(job, folder, replace(job.parameters, run=folder.name), missing, record, CELL_TIMEOUT, silent, unsaid)
    return folder


@contextmanager
def _signals() -> Iterator[None]:
    """Turn SIGINT and SIGTERM into `Interrupted` while a run holds the workspace."""

    def arrived(number: int, _frame: FrameType | None) -> None:
        raise Interrupted(number)

    before = {number: signal.signal(number, arrived) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _inputs_changed(root: Path) -> PlanError:
    return PlanError(
        "inputs-changed",
        message=f"{root}: plan.yml, sources.yml, a data file or a notebook changed while the run was on",
        context=None,
        hint="run again when nobody writes there",
        note="the plan would have mixed two states of the data",
        kind="data",
    )
