"""One notebook, executed by papermill in a kernel of its own."""

from __future__ import annotations

import sys
import tempfile
import threading
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from salesplan_nb.errors import PlanError
from salesplan_nb.run.parameters import Parameters

OUTPUT_LIMIT = 10 * 2**20
"""Largest executed notebook [bytes]: ours stay under 1 MB; more means that a cell printed without end."""


@dataclass(frozen=True)
class Failure:
    """Why a notebook did not come through."""

    notebook: str
    heading: str
    cause: str


class StageFailed(Exception):
    """A notebook did not come through."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(f"{failure.notebook}: {failure.heading}: {failure.cause}")
        self.failure = failure


def execute(notebook: Path, output: Path, parameters: Parameters, *, cell_timeout: int) -> None:
    """Run a notebook from top to bottom and keep what it showed.

    The exception is believed, never the notebook's metadata: after a dead kernel papermill calls every cell completed.

    Parameters
    ----------
    notebook, output : Path
        The source, and where the executed copy goes.
    parameters : Parameters
        Set in the cell after the one tagged `parameters`.
    cell_timeout : int
        Longest time for one cell [s].

    Raises
    ------
    StageFailed
        A cell raised, the kernel died, or a cell ran out of time.
    PlanError
        Of kind "gate" where the outputs pass `OUTPUT_LIMIT`.
    """
    # A grammar that jupyterlab's JSON-schema extra brings costs papermill's import 1.4 CPU seconds and serves no call.
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
    import papermill
    from nbclient.exceptions import CellTimeoutError, DeadKernelError
    from papermill.exceptions import PapermillExecutionError
    from traitlets.config import Config

    # Kernels over TCP print a warning into the outputs since ipykernel 7.4; sockets must not lie beside the notebook.
    try:
        with tempfile.TemporaryDirectory(prefix="salesplan-") as sockets:
            papermill.execute_notebook(
                notebook,
                output,
                parameters=asdict(parameters),
                kernel_name="python3",
                progress_bar=False,
                execution_timeout=cell_timeout,
                cwd=str(notebook.parent),
                # What a notebook leaves is published in its last cell. Asked politely, a kernel that is still at its
                # last answer hears the interrupt that comes first: a KeyboardInterrupt that nobody pressed is told.
                shutdown_kernel="immediate",
                config=Config({"KernelManager": {"transport": "ipc", "ip": f"{sockets}/kernel"}}),
            )
    except PapermillExecutionError as error:
        raise StageFailed(
            Failure(notebook.name, _heading(notebook, error.source), f"{error.ename}: {error.evalue}")
        ) from error
    except CellTimeoutError as error:
        raise StageFailed(
            Failure(notebook.name, "", f"a cell ran longer than the limit of {cell_timeout} s")
        ) from error
    except DeadKernelError as error:
        raise StageFailed(Failure(notebook.name, "", "the kernel died: killed, or out of memory")) from error
    if output.stat().st_size > OUTPUT_LIMIT:
        size = output.stat().st_size // 2**20
        raise PlanError(
            "notebook-too-large",
            message=f"{notebook.name}: its outputs take {size} MB; the limit is {OUTPUT_LIMIT // 2**20} MB",
            context=None,
            hint="a cell shows one chart or table: remove what prints without end",
            kind="gate",
        )


def _heading(notebook: Path, source: str) -> str:
    """The last heading above a cell, so that the reader finds the place."""
    import nbformat

    heading = ""
    for cell in nbformat.read(notebook, as_version=4).cells:
        if cell.cell_type == "markdown":
            heading = next((line.lstrip("# ") for line in cell.source.splitlines() if line.startswith("#")), heading)
        elif cell.source.strip() == source.strip():
            break
    return heading


class Worker(threading.Thread):
    """Executes a notebook beside the main thread, which stays free to hear signals.

    nbclient takes the signals over when it runs in the main thread, and a stopped run would look like a dead kernel.
    """

    def __init__(self, notebook: Path, output: Path, parameters: Parameters, *, cell_timeout: int) -> None:
        super().__init__(daemon=True)
        self.arguments: dict[str, Any] = {
            "notebook": notebook,
            "output": output,
            "parameters": parameters,
            "cell_timeout": cell_timeout,
        }
        self.error: BaseException | None = None

    def run(self) -> None:
        """Execute, and keep the error for the main thread."""
        try:
            execute(**self.arguments)
        except BaseException as error:  # noqa: BLE001 -- handed to the main thread, which raises it
            self.error = error


def stop_kernels() -> None:
    """Kill every kernel that this process started."""
    import psutil

    for child in psutil.Process().children(recursive=True):
        try:
            child.kill()
        except psutil.NoSuchProcess:
            continue
