"""`make notebooks`: execute the notebooks on the sample and keep their outputs, the same bytes each time."""

from __future__ import annotations

import tempfile
from pathlib import Path

import nbformat

from salesplan_nb.run import kernels
from salesplan_nb.run.parameters import Parameters, declared
from salesplan_nb.run.stages import STAGES
from salesplan_nb.workspace.resources import resource

WIDGET = "application/vnd.jupyter.widget-view+json"


def kept(executed: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """An executed notebook without what papermill adds: its injected cell, timings, paths; and without widget state."""
    cells = [cell for cell in executed.cells if "injected-parameters" not in cell.metadata.get("tags", [])]
    count = 0
    for number, cell in enumerate(cells, start=1):
        cell["id"] = f"cell-{number:02d}"
        cell["metadata"] = {"tags": ["parameters"]} if "parameters" in cell.metadata.get("tags", []) else {}
        if cell.cell_type != "code":
            continue
        count += 1
        cell["execution_count"] = count
        for output in cell.outputs:
            output["metadata"] = {}
            if WIDGET in output.get("data", {}):
                # A random name of a model that is not kept; nbval does not compare it.
                output["data"][WIDGET]["model_id"] = "0" * 32
            if "execution_count" in output:
                output["execution_count"] = count
    executed["cells"] = cells
    executed["metadata"] = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    return executed


def refresh(notebook: Path, parameters: Parameters) -> None:
    """Execute one notebook with its own defaults and write it back with its outputs."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / notebook.name
        kernels.execute(notebook, output, parameters, cell_timeout=600)
        executed = kept(nbformat.read(output, as_version=4))
    fresh = notebook.with_suffix(".fresh")
    nbformat.write(executed, fresh)
    fresh.replace(notebook)


def main() -> None:
    """Refresh all notebooks, in order; each draws on the run or draft that the ones before left."""
    for stage in STAGES:
        if stage.notebook:
            notebook = resource("notebooks") / stage.notebook
            refresh(notebook, Parameters(**declared(notebook)))


if __name__ == "__main__":
    main()
