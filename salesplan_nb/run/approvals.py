"""Approvals of a workspace: `approvals/<date>-<plan hash>/`, each with approval.json and the plan as it was signed."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from salesplan_nb.errors import PlanError
from salesplan_nb.report.approval import Approval
from salesplan_nb.run import store

FOLDER = "approvals"
FILE = "approval.json"
OWN = "own_sha256"
SIGNED = ("plan.html", "plan.xlsx")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
NAME = re.compile(rf"({DAY.pattern})-[0-9a-f]{{8}}(-\d+)?", re.ASCII)
"""Day, plan, and a number from the second of a day on: what tells an approval from a folder put there by somebody."""


def newest(root: Path) -> tuple[Approval, Path] | None:
    """The approval that was given last, with its file; None where no plan of the workspace was signed yet.

    Raises
    ------
    PlanError
        Naming the file that is not what `salesplan approve` wrote, or the symbolic link that is in its place.
    """
    folders = list(_folders(root / FOLDER))
    # Names begin with the day: of earlier days nothing is read, and signed files are hashed of one approval only.
    last = [(_read(folder / FILE), folder / FILE) for folder in folders if _day(folder) == _day(folders[-1])]
    if not last:
        return None
    approval, file = max(last, key=lambda one: one[0].run_id)
    _refuse_changed(approval, file)
    return approval, file


def _day(folder: Path) -> str:
    return folder.name[: len("2026-10-14")]


def _folders(approvals: Path) -> Iterator[Path]:
    """The folders of approvals, in order; one that is hidden was never finished.

    One of another name is not ours, unless an approval is in it: passing that over would compare with an older plan.
    """
    refuse_link(approvals)
    if not approvals.is_dir():
        return
    for path in sorted(approvals.iterdir()):
        if path.name.startswith("."):
            continue
        refuse_link(path)
        if not path.is_dir():
            continue
        ours, has = NAME.fullmatch(path.name) is not None, os.path.lexists(path / FILE)
        if ours and has:
            yield path
        elif ours:
            raise _broken(path / FILE, "there is no such file")
        elif has:
            raise _broken(path / FILE, f"its folder is not named by day and plan, such as 2026-10-14-{'0a' * 4}")


def refuse_link(path: Path) -> None:
    """Refuse what leads elsewhere.

    Raises
    ------
    PlanError
        Where the path is a symbolic link.
    """
    if path.is_symlink():
        raise PlanError(
            "linked-folder",
            message=f"{path} is a symbolic link",
            context=None,
            hint="put a real file or folder there, or remove it: approvals live inside their workspace only",
        )


def _read(file: Path) -> Approval:
    """An approval as it was written, of the day in its folder's name and of a page and a workbook."""
    refuse_link(file)
    try:
        stored: Any = json.loads(file.read_text(encoding="utf-8"))
        own = stored.pop(OWN, "")
        if store.json_sha256(stored) != own:
            raise ValueError("it was edited after it was written")
        approval = TypeAdapter(Approval).validate_json(json.dumps(stored), strict=True)
        if approval.on != _day(file.parent):  # which is of the form 2026-10-14, as fromisoformat does not ask
            raise ValueError(f"on {approval.on!r} is not the day in its folder's name")
        date.fromisoformat(approval.on)
        if lacking := [name for name in SIGNED if name not in approval.files]:
            raise ValueError(f"{lacking[0]} is not among its files")
    except OSError as cause:
        raise _broken(file, cause.strerror or "cannot be read") from cause
    except (ValueError, TypeError, AttributeError, RecursionError) as cause:
        raise _broken(file, str(cause).splitlines()[0]) from cause
    return approval


def _refuse_changed(approval: Approval, file: Path) -> None:
    """The signed files beside an approval must be there unchanged."""
    for name, digest in approval.files.items():
        folder = file.parent / "notebooks" if name.startswith("notebooks/") else file.parent
        signed = folder / Path(name).name
        refuse_link(folder)
        refuse_link(signed)
        if not signed.is_file() or store.sha256(signed) != digest:
            raise _broken(signed, "not the file that was signed")


def written(approval: Approval) -> str:
    """The text of approval.json, with its own hash."""
    value = asdict(approval)
    # As it will be read: tuples are lists in JSON.
    plain = json.loads(store.json_text(value))
    return store.json_text(plain | {OWN: store.json_sha256(plain)}) + "\n"


def _broken(file: Path, why: str) -> PlanError:
    return PlanError(
        "broken-approval",
        message=f"{file}: not as 'salesplan approve' wrote it",
        context=[why],
        hint=f"restore it from a backup, or move {file.parent.name} out of {FOLDER}/ and approve a run again",
        note="later plans would be compared with figures that nobody signed",
    )
