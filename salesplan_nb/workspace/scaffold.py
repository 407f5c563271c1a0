"""A new workspace out of a template, whole or not at all."""

from __future__ import annotations

import json
import re
import secrets
import shutil
from collections.abc import Callable
from pathlib import Path

from salesplan_nb.errors import PlanError
from salesplan_nb.workspace.resources import resource
from salesplan_nb.workspace.validate import suggestion

DEFAULT_TEMPLATE = "orders"
DATA_LINE = re.compile(r"^data:.*$", re.MULTILINE)
SCHEMAS = {"plan.yml": "plan.schema.json", "sources.yml": "sources.schema.json"}
"""The JSON Schema of each file of a workspace, in templates/schemas/."""
NOT_SHARED = b".redact-key*\nruns/\n"
"""A workspace's .gitignore: the key that names are replaced with, and what can be made again."""


def templates() -> dict[str, Path]:
    """The folder of each template, by name."""
    return {path.name: path for path in sorted((resource("templates") / "workspaces").iterdir()) if path.is_dir()}


def init(folder: Path, template: str = DEFAULT_TEMPLATE, data: Path | None = None) -> Path:
    """Make a workspace.

    Parameters
    ----------
    folder : Path
        Where: a folder that is not there yet, or an empty one.
    template : str
        Name of a folder in templates/workspaces.
    data : Path, optional
        Folder of data files; the workspace refers to it, and nothing is ever written there.

    Returns
    -------
    Path
        The workspace, absolute.

    Raises
    ------
    PlanError
        Where the template or the data folder is unknown, or the folder is taken.
    """
    known = templates()
    if template not in known:
        raise PlanError(
            "unknown-template",
            message=f"there is no template {template!r}",
            context=None,
            hint=suggestion(template, known, "choose one"),
        )
    if data is not None and not data.is_dir():
        raise PlanError(
            "no-data-folder",
            message=f"there is no folder {data}",
            context=None,
            hint="name the folder that holds the data files",
        )
    target = free(folder)
    place(target, lambda building: _fill(building, known[template], data))
    return target


def free(folder: Path) -> Path:
    """Where a new workspace can be made, absolute.

    Raises
    ------
    PlanError
        Where the folder is taken.
    """
    target = folder.absolute()
    if target.is_symlink() or (target.exists() and (not target.is_dir() or any(target.iterdir()))):
        raise PlanError(
            "folder-taken",
            message=f"{folder} is there already and not an empty folder",
            context=None,
            hint="name a new folder; an existing workspace is changed by editing its plan.yml",
        )
    return target


def place(target: Path, fill: Callable[[Path], None]) -> None:
    """Fill a hidden folder beside the target, then rename it: nobody sees half a workspace.

    Parameters
    ----------
    target : Path
        As `free` gives it.
    fill : callable
        Writes plan.yml, sources.yml and what belongs to them into the folder that it is handed.

    Raises
    ------
    PlanError
        Of kind "disk" where it cannot be written; nothing is left of it then.
    """
    building = target.parent / f".{target.name[:100]}.{secrets.token_hex(4)}"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        building.mkdir()
        fill(building)
        add_schemas(building)
        if not (building / ".gitignore").exists():
            (building / ".gitignore").write_bytes(NOT_SHARED)
        if target.exists():
            target.rmdir()  # empty; Windows renames onto nothing that exists
        building.rename(target)
    except OSError as cause:
        raise PlanError(
            "cannot-write",
            message=f"cannot make {target}: {cause.strerror}",
            context=None,
            hint="name a folder that you may write to, on a disk with space",
            kind="disk",
        ) from cause
    finally:
        shutil.rmtree(building, ignore_errors=True)


def add_schemas(workspace: Path) -> None:
    """Give a workspace's files completion and hover in editors: copies of the schemas, named in each first line.

    Copies, since a path into an installation holds on one machine only; those that are there already are renewed.
    """
    folder = workspace / ".schema"
    folder.mkdir(exist_ok=True)
    for name, schema in SCHEMAS.items():
        (folder / schema).write_bytes((resource("templates") / "schemas" / schema).read_bytes())
        line = f"# yaml-language-server: $schema={folder.name}/{schema}\n".encode()
        text = (workspace / name).read_bytes()
        if not text.startswith(line):
            (workspace / name).write_bytes(line + text)


def _fill(building: Path, template: Path, data: Path | None) -> None:
    """Copy a template."""
    for path in sorted(template.rglob("*")):
        inner = path.relative_to(template)
        if data is not None and inner.parts[0] == "data":
            continue  # the template's own example
        if path.is_dir():
            (building / inner).mkdir()
        else:
            # The bytes alone: an installed template may be read-only, the analyst's copy is not.
            (building / inner).write_bytes(path.read_bytes())
    if data is not None:
        sources = building / "sources.yml"
        line = f"data: {json.dumps(str(data.resolve()), ensure_ascii=False)}"
        text = DATA_LINE.sub(lambda _: line, sources.read_text(encoding="utf-8"), count=1)
        sources.write_bytes(text.encode())
