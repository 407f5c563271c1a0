"""Generated workspaces, each made once a session and only when a test asks for it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.sample.readings import Workspace

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "sample"
sys.path.insert(0, str(SAMPLE))

from generator import generate  # noqa: E402  (the path has to be set first)

Make = Callable[..., Workspace]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Make:
    """A workspace of a seed with effects off or turned; the same one for the same wish."""
    known: dict[tuple[int, str, str], Workspace] = {}

    def make(seed: int = 2027, off: str = "", turn: str = "") -> Workspace:
        wish = (seed, off, turn)
        if wish not in known:
            folder = tmp_path_factory.mktemp("sample")
            generate(seed, folder, off=[off] if off else [], turn=[turn] if turn else [])
            known[wish] = Workspace(folder)
        return known[wish]

    return make


@pytest.fixture(scope="session")
def committed() -> Workspace:
    """The sample as it lies in the repository."""
    return Workspace(SAMPLE)


@pytest.fixture(scope="session")
def truth(committed: Workspace) -> dict:
    """truth.yml of the committed sample."""
    from ruamel.yaml import YAML

    return YAML(typ="safe").load((committed.folder / "truth.yml").read_text(encoding="utf-8"))
