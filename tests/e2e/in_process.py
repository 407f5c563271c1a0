"""A run without kernels: the same engine, the cells of the notebooks executed here, one after the other.

Six kernels take longer to start than the stages of a small workspace to reckon. What tells of kernels (processes,
outputs, the notebooks' pages) is tested on runs that the command made; test_bytes.py shows that the plan is the same.
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any
from unittest.mock import patch

import nbformat

from salesplan_nb.run import engine, kernels
from salesplan_nb.run.parameters import DEFAULT_SEED, Parameters


def ran(folder: Path) -> Path:
    """The folder of a workspace's run, made in this process; its notebooks hold no outputs."""
    with patch.object(kernels, "execute", cells):
        return engine.run(engine.prepare(Parameters(str(folder), "", "", "", DEFAULT_SEED)))


def cells(notebook: Path, output: Path, parameters: Parameters, *, cell_timeout: int) -> None:
    """Execute a notebook's code from top to bottom; takes the place of `kernels.execute`."""
    book: Any = nbformat.read(notebook, as_version=4)
    names: dict[str, Any] = {}
    for cell in book.cells:
        if cell.cell_type == "code":
            exec(compile(cell.source, notebook.name, "exec"), names)  # noqa: S102 -- our own notebooks
        if "parameters" in cell.metadata.get("tags", []):
            names |= asdict(parameters)
    nbformat.write(book, output)
