"""One notebook in a kernel of its own: what is left of it when it has ended."""

from __future__ import annotations

from pathlib import Path

import nbformat

from salesplan_nb.run import kernels
from salesplan_nb.run.parameters import Parameters


def notebook(folder: Path, *cells: str) -> Path:
    """A notebook with the parameters' cell and these."""
    made = nbformat.v4.new_notebook(metadata={"language_info": {"name": "python"}})
    first = nbformat.v4.new_code_cell('workspace = ""\nrun = ""\nscenario = ""\nas_of = ""\nseed = 1')
    first.metadata["tags"] = ["parameters"]
    made.cells = [first, *map(nbformat.v4.new_code_cell, cells)]
    nbformat.write(made, folder / "some.ipynb")
    return folder / "some.ipynb"


def test_a_finished_kernel_is_killed_and_not_asked_to_end(tmp_path: Path) -> None:
    # Asked, it runs its exit hooks; on the way there it may tell of a KeyboardInterrupt, 2 times in 60 or so.
    done, late = tmp_path / "done.txt", tmp_path / "late.txt"
    some = notebook(
        tmp_path,
        f"from pathlib import Path\nPath({str(done)!r}).touch()",
        f"import atexit\natexit.register(Path({str(late)!r}).touch);",
    )
    kernels.execute(some, tmp_path / "out.ipynb", Parameters("x"), cell_timeout=60)
    assert done.exists()
    assert not late.exists()
