"""What is kept of a run that did not come through: stopped, failed or killed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from salesplan_nb.intake.redacting import WITHHELD
from salesplan_nb.run import failed, folders, kernels, manifest, redacted_notebook, redaction
from salesplan_nb.run.jobs import Job


class Interrupted(Exception):
    """SIGINT or SIGTERM arrived."""

    def __init__(self, signal_number: int) -> None:
        super().__init__(signal_number)
        self.exit_code = 128 + signal_number


def close_failed(job: Job, folder: Path, record: manifest.Manifest, error: BaseException) -> None:
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


def mark_dead(runs: folders.Runs, folder: Path) -> None:
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
