"""The calls of the six notebooks as one plain script in one process: for variants of the sample, and as a benchmark."""

from __future__ import annotations

import ast
import json
import shutil
from dataclasses import asdict, replace
from pathlib import Path

from salesplan_nb.run import filling, jobs, manifest
from salesplan_nb.run.parameters import Parameters


def run_as_script(workspace: Path, *, through: str = "plan", seed: int = 2027) -> Path:
    """Execute the code cells of the notebooks in order, here; the folder with the tables they published.

    Parameters
    ----------
    workspace : Path
        A workspace folder; its `runs/script` is made anew.
    through : str
        The last stage to run.
    seed : int
        Seed of all randomness.
    """
    job = jobs.prepare(Parameters(str(workspace), "", "", "", seed))
    folder = job.runs.building("script")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    parameters = asdict(replace(job.parameters, run="script"))
    record = manifest.Manifest(
        "script", workspace.name, "", "", seed, job.checked.workspace.plan_sha256, job.fingerprint
    )
    for stage in job.stages:
        if stage.notebook:
            names: dict[str, object] = {}
            for source in code_cells(jobs.notebook_path(job.root, stage)):
                exec(compile(source, stage.notebook, "exec"), names)  # noqa: S102 -- our own notebooks, that is the point
                names |= parameters if "workspace" in names and "stage" not in names else {}
        else:
            filling.take_in(job, folder, record, filling.unsaid)
        if stage.name == through:
            break
    return folder


def code_cells(notebook: Path) -> list[str]:
    """The sources of a notebook's code cells; each must be plain Python."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    for source in sources:
        ast.parse(source)
    return sources
