"""manifest.json: what went into a run, how it went, what came out."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

from salesplan_nb.run import store

PACKAGES = ("salesplan_nb", "pandas", "numpy", "duckdb", "ibis-framework", "matplotlib", "papermill", "XlsxWriter")
PAGES = "notebooks/*.html"


@dataclass
class StageRecord:
    """How one stage went."""

    name: str
    status: str
    seconds: float
    cached: bool = False


@dataclass
class Manifest:
    """The record of a run; `status`: running, published, failed, interrupted."""

    run_id: str
    workspace: str
    scenario: str
    as_of: str
    seed: int
    plan_sha256: str
    fingerprint: str
    redacted: list[str] = field(default_factory=list)
    status: str = "running"
    inputs: list[dict[str, Any]] = field(default_factory=list)
    stages: list[StageRecord] = field(default_factory=list)
    outputs: dict[str, str] = field(default_factory=dict)
    """Hash of each file that a reader gets, by its path in the run's folder."""
    versions: dict[str, str] = field(default_factory=dict)
    asked_as_of: str = ""
    """The parameter as it was given; `as_of` is the month that was used."""

    def write(self, folder: Path) -> None:
        """Write manifest.json into a run's folder."""
        self.versions = {"python": sys.version.split()[0]} | {name: version(name) for name in PACKAGES}
        text = json.dumps(asdict(self), indent=1, ensure_ascii=False)
        (folder / "manifest.json").write_text(text + "\n", encoding="utf-8")


def outputs(folder: Path) -> dict[str, str]:
    """The hashes of plan.* and of the notebooks' pages to which the plan's page leads."""
    files = [*sorted(folder.glob("plan.*")), *sorted(folder.glob(PAGES))]
    return {file.relative_to(folder).as_posix(): store.sha256(file) for file in files}


def read(folder: Path) -> dict[str, Any] | None:
    """The manifest of a run, None where there is none that can be read."""
    try:
        found: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found
