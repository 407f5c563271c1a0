"""Where runs live: built in a hidden folder, renamed when whole; `latest` moves last; one run at a time."""

from __future__ import annotations

import json
import os
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from salesplan_nb.errors import PlanError

BUILDING = ".building-"
HOLDER = ".holder.json"
LOCK = ".lock"
LATEST = "latest"


@dataclass(frozen=True)
class Runs:
    """The `runs/` folder of a workspace."""

    folder: Path

    @property
    def latest(self) -> Path:
        """The last good run; may not exist."""
        return self.folder / LATEST

    @property
    def drafts(self) -> Path:
        """Drafts that notebooks opened by hand work in, one folder a hash of what decides their bytes."""
        return self.folder / ".drafts"

    def building(self, run_id: str) -> Path:
        """Where a run is built."""
        return self.folder / f"{BUILDING}{run_id}"

    def finish(self, run_id: str) -> Path:
        """Give a built run its name."""
        final = self.folder / run_id
        self.building(run_id).rename(final)
        return final

    def move_latest(self, run_id: str) -> None:
        """Point `latest` at a run, in one step."""
        fresh = self.folder / f"{BUILDING}{LATEST}"
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(run_id, target_is_directory=True)
        fresh.replace(self.latest)

    @contextmanager
    def held(self, run_id: str) -> Iterator[None]:
        """Hold the workspace for one run; the operating system frees it when the process dies, however it dies.

        Raises
        ------
        PlanError
            Of kind "locked" where another run holds it; of kind "disk" where the folder cannot be written.
        """
        lock = FileLock(self.folder / LOCK)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            lock.acquire(timeout=0)
            (self.folder / HOLDER).write_text(
                json.dumps({"pid": os.getpid(), "host": socket.gethostname(), "run_id": run_id})
            )
        except Timeout as cause:
            raise self._held_by_another() from cause
        except OSError as cause:
            lock.release()
            raise disk_error(cause, self.folder) from cause
        try:
            yield
        finally:
            (self.folder / HOLDER).unlink(missing_ok=True)
            lock.release()

    def _held_by_another(self) -> PlanError:
        try:
            holder = json.loads((self.folder / HOLDER).read_text())
            who = f"run {holder['run_id']}, process {holder['pid']} on {holder['host']}"
        except (OSError, ValueError, KeyError):
            who = "another run that is just starting"
        return PlanError(
            "workspace-locked",
            message=f"{self.folder.parent}: held by {who}",
            context=None,
            hint="wait until it ends, or stop it",
            kind="locked",
        )

    def dead(self) -> list[Path]:
        """Folders that a killed run left behind; ask only while holding the workspace."""
        return sorted(path for path in self.folder.glob(f"{BUILDING}*") if path.is_dir() and not path.is_symlink())


def strip_to_evidence(folder: Path) -> None:
    """Leave of a run that did not finish what tells why: notebooks, manifest and the FAILED page."""
    for path in folder.iterdir():
        if path.name in ("notebooks", "manifest.json", "FAILED.html"):
            continue
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()


def disk_error(cause: OSError, folder: Path) -> PlanError:
    """What to tell of a disk or permission fault."""
    where = cause.filename or folder
    context = []
    with suppress(OSError):  # not there, or in a folder that may not be looked into
        context = [f"{shutil.disk_usage(folder).free // 2**20} MB free there; a run needs about 50 MB"]
    return PlanError(
        "cannot-write",
        message=f"{where}: {cause.strerror or cause}",
        context=context,
        hint="free space, or give yourself the right to write in the workspace's runs folder",
        note="the last good plan is untouched",
        kind="disk",
    )
