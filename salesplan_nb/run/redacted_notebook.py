"""An executed notebook of a redacted run: where it ran and whom it names taken out of its texts."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from salesplan_nb.intake.pseudonyms import Pseudonyms
from salesplan_nb.report.names import ANSI

INJECTED = "injected-parameters"
"""Tag of the cell that papermill adds."""


def clean_notebook(file: Path, root: Path, pseudonyms: Pseudonyms) -> None:
    """Take out of an executed notebook where it ran, and names in the text of a workspace's own copy."""
    stored = json.loads(file.read_text(encoding="utf-8"))
    stored["metadata"].pop("papermill", None)  # paths, times and parameters; the parameters stand in their cell
    own = (root / "notebooks" / file.name).is_file()
    for cell in stored["cells"]:
        cell["metadata"].pop("papermill", None)
        source = without_path("".join(cell["source"]), root)
        if INJECTED in cell["metadata"].get("tags", []):
            source = re.sub(r"(?m)^workspace = .*$", lambda _: f"workspace = {root.name!r}", source)
        told = pseudonyms.prose if own and cell["cell_type"] == "markdown" else pseudonyms.text
        cell["source"] = told(source)
        for output in cell.get("outputs", []):
            _clean_output(output, lambda text: pseudonyms.prose(without_path(ANSI.sub("", text), root)))
    file.write_text(json.dumps(stored, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _clean_output(output: dict[str, Any], told: Callable[[str], str]) -> None:
    """What a cell printed, and why it failed; tables and charts are made of what is replaced already."""
    if output["output_type"] == "stream":
        output["text"] = told("".join(output["text"]))
    elif output["output_type"] == "error":
        output["evalue"] = told(output["evalue"])
        output["traceback"] = [told(line) for line in output["traceback"]]


def without_path(text: str, root: Path) -> str:
    """A text in which a workspace is called by its folder's name, however its path is written there."""
    for written in (str(root), str(root).encode("unicode_escape").decode("ascii"), repr(str(root))[1:-1]):
        text = text.replace(written, root.name)
    return text
