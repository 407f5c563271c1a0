"""What a notebook's first call leaves behind for the cells after it."""

from __future__ import annotations

import contextvars
from pathlib import Path
from types import SimpleNamespace

import pytest

from salesplan_nb.number_formats import used
from salesplan_nb.report.numbers import number
from salesplan_nb.run import handle
from tests.report import fakes


def test_after_open_stage_the_cells_write_numbers_as_the_plan_s_locale_does(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def opened(locale: str | None) -> str:
        workspace = SimpleNamespace(plan=fakes.plan(locale=locale), plan_sha256="")
        runs = SimpleNamespace(building=lambda _run: tmp_path)
        checked = SimpleNamespace(workspace=workspace, todos=[])
        job = SimpleNamespace(checked=checked, runs=runs, signed=None, approval=None)
        monkeypatch.setattr(handle.jobs, "prepare", lambda _parameters: job)
        contextvars.copy_context().run(handle.open_stage, "goals", str(tmp_path), run="r")  # a cell
        return contextvars.copy_context().run(number, 12096.5, 1)  # another

    with used(None):
        assert opened("de_CH") == "12’096.5"
        assert opened("de_DE") == "12.096,5"
        assert opened(None) == "12,096.5"
