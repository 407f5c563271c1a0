"""Approvals of a workspace: `approvals/<date>-<plan hash>/`, each with approval.json and the plan as it was signed."""

from __future__ import annotations

import json
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


def newest(root: Path) -> tuple[Approval, Path] | None:
    """The approval that was given last, with its file; None where no plan of the workspace was signed yet.

    Raises
    ------
    PlanError
        Naming the file that is not what `salesplan approve` wrote, or the symbolic link that is in its place.
    """
    found = [(read(folder / FILE), folder / FILE) for folder in _folders(root / FOLDER)]
    return max(found, key=lambda one: (one[0].on, one[0].run_id), default=None)


def _folders(approvals: Path) -> Iterator[Path]:
    """The folders of approvals, in order; one that is hidden was never finished."""
    refuse_link(approvals)
    if not approvals.is_dir():
        return
    for path in sorted(approvals.iterdir()):
        if path.name.startswith("."):
            continue
        refuse_link(path)
        if path.is_dir():
            yield path


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


def read(file: Path) -> Approval:
    """An approval as it was written; the signed files beside it must be there unchanged.

    Raises
    ------
    PlanError
        Naming what is not.
    """
    refuse_link(file)
    try:
        stored: Any = json.loads(file.read_text(encoding="utf-8"))
        own = stored.pop(OWN, "")
        if store.json_sha256(stored) != own:
            raise ValueError("it was edited after it was written")
        approval = TypeAdapter(Approval).validate_json(json.dumps(stored), strict=True)
        date.fromisoformat(approval.on)
    except OSError as cause:
        raise _broken(file, cause.strerror or "cannot be read") from cause
    except (ValueError, TypeError, AttributeError, RecursionError) as cause:
        raise _broken(file, str(cause).splitlines()[0]) from cause
    for name, digest in approval.files.items():
        folder = file.parent / "notebooks" if name.startswith("notebooks/") else file.parent
        signed = folder / Path(name).name
        refuse_link(folder)
        refuse_link(signed)
        if not signed.is_file() or store.sha256(signed) != digest:
            raise _broken(signed, "not the file that was signed")
    return approval


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
