"""One hash of everything that decides a plan's bytes: plan, inputs, code, parameters."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from salesplan_nb.run.parameters import Parameters
from salesplan_nb.run.store import sha256
from salesplan_nb.workspace.resources import resource

PACKAGE = Path(__file__).parent.parent


@lru_cache(maxsize=1)
def code_sha256() -> str:
    """Hash of the package's modules and page templates, as they were when first asked for."""
    files = [*PACKAGE.rglob("*.py"), *(p for p in (resource("templates") / "report").rglob("*") if p.is_file())]
    return combined(f"{path.name}:{sha256(path)}" for path in sorted(files))


def notebook_sha256(path: Path) -> str:
    """Hash of a notebook's cells: what they say, not what they showed."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return combined(
        f"{cell['cell_type']}:{''.join(cell['source'])}"
        for cell in cells
        if "parameters" not in cell["metadata"].get("tags", [])
    )


def fingerprint(inputs: Iterable[Path], notebooks: Iterable[Path], parameters: Parameters) -> str:
    """Hash of a run: equal where the same bytes must come out.

    Parameters
    ----------
    inputs : paths
        plan.yml, sources.yml and every data file.
    notebooks : paths
        Those that the run executes, in order.
    parameters : Parameters
        `workspace` and `run` do not count: where a workspace lies does not change its plan.
    """
    # By name, then by the folder's name: sorted by whole paths, a data folder elsewhere would count by where it lies.
    parts = [f"{path.name}:{sha256(path)}" for path in sorted(inputs, key=lambda path: path.parts[::-1])]
    parts += [f"{path.name}:{notebook_sha256(path)}" for path in notebooks]
    parts += [code_sha256(), parameters.scenario, parameters.as_of, str(parameters.seed)]
    return combined(parts)


def combined(parts: Iterable[str]) -> str:
    """One hash of several texts."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.encode() + b"\0")
    return digest.hexdigest()
