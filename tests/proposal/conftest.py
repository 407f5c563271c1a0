"""Files by their text, as the proposal sees them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from salesplan_nb.proposal.inputs import Input, inputs
from salesplan_nb.proposal.loading import Sheet, loaded
from salesplan_nb.proposal.profiles import Profile

Files = Callable[..., dict[str, Input]]


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """A maker of inputs: each keyword is a file's name, its value the text; inputs by their label."""

    def made(**texts: str) -> dict[str, Input]:
        sheets = []
        for name, text in texts.items():
            path = tmp_path / f"{name}.csv"
            path.write_text(text, encoding="utf-8")
            sheets += [one for one in loaded(path, tmp_path) if isinstance(one, Sheet)]
        return {one.label: one for one in inputs(sheets)}

    return made


@pytest.fixture
def column(files: Files) -> Callable[[list[str]], Profile]:
    """A maker of profiles: what a column of some texts shows."""

    def made(texts: list[str]) -> Profile:
        rows = "".join(f'{i};"{text}"\n' for i, text in enumerate(texts))
        return files(one="row;here\n" + rows)["one.csv"].profile("here")

    return made
