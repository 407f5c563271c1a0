"""The run: intake in process, then the notebooks in order, then the plan; all or nothing."""

from __future__ import annotations

import secrets
import shutil
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

from salesplan_nb import intake
from salesplan_nb.errors import PlanError
from salesplan_nb.intake.redacting import WITHHELD, redacted
from salesplan_nb.intake.summary import summary
from salesplan_nb.report.approval import Approval
from salesplan_nb.run import (
    approvals,
    failed,
    folders,
    kernels,
    manifest,
    printing,
    redacted_notebook,
    redaction,
    store,
)
from salesplan_nb.run.fingerprint import combined, fingerprint, with_approval
from salesplan_nb.run.parameters import Parameters, declared
from salesplan_nb.run.since import since_last_run
from salesplan_nb.run.stages import STAGES, Stage
from salesplan_nb.workspace import Checked, check, check_main_goal_ahead
from salesplan_nb.workspace.resources import resource

CELL_TIMEOUT = 600
"""Longest time for one cell [s]; the slowest of ours takes a few seconds."""
Progress = Callable[[str, str], None]
Told = Callable[[list[str]], None]


def silent(_stage: str, _state: str) -> None:
    """Tell nobody how the run goes."""


def unsaid(_lines: list[str]) -> None:
    """Tell nobody what was taken in."""


class Interrupted(Exception):
    """SIGINT or SIGTERM arrived."""

    def __init__(self, signal_number: int) -> None:
        super().__init__(signal_number)
        self.exit_code = 128 + signal_number


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
        Bad data, a gate, another run, the disk.
    StageFailed
        A notebook did not come through; its run folder keeps notebooks and a FAILED page.
    Interrupted
        A signal; kernels are stopped, the run is marked.
    """
    run_id = f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{secrets.token_hex(2)}-{job.fingerprint[:8]}"
    runs = job.runs
    with runs.held(run_id), _signals():
        for folder in runs.dead():
            _mark_dead(runs, folder)
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
            _fill(job, folder, replace(job.parameters, run=run_id), job.stages, record, cell_timeout, progress, told)
            _print(folder, job.checked.workspace.plan.locale or "", progress, told)
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
            _close_failed(job, folder, record, error)
            if isinstance(error, OSError):
                raise folders.disk_error(error, runs.folder) from error
            raise
        return final


def _fill(
    job: Job,
    folder: Path,
    parameters: Parameters,
    stages: Sequence[Stage],
    record: manifest.Manifest,
    cell_timeout: int,
    progress: Progress,
    told: Told,
) -> None:
    """Execute stages into a run folder, in order."""
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
                _take_in(job, folder, record, told)
        finally:
            outcome.seconds = round(time.perf_counter() - started, 2)
        outcome.status = "done"
        record.write(folder)
        progress(stage.name, "done")


def _print(folder: Path, locale: str, progress: Progress, told: Told) -> None:
    """Print the page beside it, where this machine can."""
    page = folder / "plan.html"
    if not (page.is_file() and printing.wanted()):
        return
    progress("plan.pdf", "running")
    if why := printing.print_page(page, folder / "plan.pdf", printing.paper(locale)):
        told([f"plan.pdf was not made: {why}"])
    else:
        progress("plan.pdf", "done")


def _take_in(job: Job, folder: Path, record: manifest.Manifest, told: Told) -> None:
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
        _fill(
            job,
            folder,
            replace(job.parameters, run=folder.name),
            missing,
            record,
            CELL_TIMEOUT,
            silent,
            unsaid,
        )
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


def _close_failed(job: Job, folder: Path, record: manifest.Manifest, error: BaseException) -> None:
    """Keep of a failed run what tells why; drop it whole where nothing ran."""
    kernels.stop_kernels()
    runs = job.runs
    finished = runs.folder / record.run_id
    if finished.is_dir():
        # Whole, but `latest` could not be moved to it.
        finished.rename(folder)
    if not any(folder.glob("notebooks/*.ipynb")) and not isinstance(error, Interrupted):
        shutil.rmtree(folder, ignore_errors=True)
        return
    record.status = "interrupted" if isinstance(error, Interrupted) else "failed"
    try:
        record.write(folder)
        (folder / "FAILED.html").write_text(failed.page(record, error, _told(job, folder)), encoding="utf-8")
        folders.strip_to_evidence(folder)
        runs.finish(record.run_id)
    except OSError:
        # The disk is full or gone: leave nothing half-written; the error in flight tells the user.
        shutil.rmtree(folder, ignore_errors=True)


def _told(job: Job, folder: Path) -> Callable[[str], str]:
    """How a failed run tells why: as it is, with names replaced, or, where they are not known any more, not at all."""
    if not job.redaction:
        return str
    if not (replaced := redaction.read(folder)):
        return lambda _: WITHHELD
    return lambda why: replaced.pseudonyms.prose(redacted_notebook.without_path(why, job.root))


def _mark_dead(runs: folders.Runs, folder: Path) -> None:
    """What a killed run left: marked as interrupted, without its half-made tables."""
    stored = manifest.read(folder)
    run_id = folder.name.removeprefix(folders.BUILDING)
    if stored is None or (runs.folder / run_id).exists():
        shutil.rmtree(folder)
        return
    try:
        stored["stages"] = [manifest.StageRecord(**stage) for stage in stored["stages"]]
        record = manifest.Manifest(**stored)
    except (KeyError, TypeError):
        # Left by another version: what it says cannot be kept in our words.
        shutil.rmtree(folder)
        return
    record.status = "interrupted"
    if record.redacted:
        # Its notebooks may have stopped before names were taken out of them.
        shutil.rmtree(folder / "notebooks", ignore_errors=True)
    record.write(folder)
    (folder / "FAILED.html").write_text(failed.page(record, None), encoding="utf-8")
    folders.strip_to_evidence(folder)
    runs.finish(run_id)


def _inputs_changed(root: Path) -> PlanError:
    return PlanError(
        "inputs-changed",
        message=f"{root}: plan.yml, sources.yml, a data file or a notebook changed while the run was on",
        context=None,
        hint="run again when nobody writes there",
        note="the plan would have mixed two states of the data",
        kind="data",
    )
