"""The notebooks on a workspace, in JupyterLab."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from salesplan_nb.errors import PlanError
from salesplan_nb.run.stages import STAGES
from salesplan_nb.workspace import check
from salesplan_nb.workspace.resources import resource


def own_notebooks(folder: Path) -> Path:
    """The workspace's own copies of the notebooks, without outputs; copies that are there stay as they are.

    From then on `salesplan run` executes these copies, so what an analyst changes goes into the plan.
    """
    import nbformat

    target = folder / "notebooks"
    if target.is_symlink():
        raise PlanError(
            "linked-folder",
            message=f"{target} is a symbolic link",
            context=None,
            hint="put a real folder there, or remove it",
        )
    target.mkdir(exist_ok=True)
    for stage in STAGES:
        copy = target / stage.notebook
        if not stage.notebook or copy.exists():
            continue
        notebook = nbformat.read(resource("notebooks") / stage.notebook, as_version=4)
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = [], None
            if "parameters" in cell.metadata.get("tags", []):
                lines = cell.source.splitlines()
                lines[0] = 'workspace = "."  # this folder: the one above notebooks/'
                cell.source = "\n".join(lines)
        nbformat.write(notebook, copy)
    return target


def lab(folder: Path) -> None:
    """Replace this process by JupyterLab, opened on the first notebook.

    Raises
    ------
    PlanErrors
        Where the workspace is not in order: better said here than in a cell.
    """
    root = check(folder).workspace.root
    first = next(stage.notebook for stage in STAGES if stage.notebook)
    own_notebooks(root)
    command = [sys.executable, "-m", "jupyterlab", f"--notebook-dir={root}", f"notebooks/{first}"]
    os.execv(sys.executable, command)  # noqa: S606 -- our own interpreter, arguments as a list
