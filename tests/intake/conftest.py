"""Small workspaces whose files are written by the test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from salesplan_nb import intake
from salesplan_nb.workspace import Workspace, load
from tests.intake.making import Maker

PLAN = """company: Small
currency: EUR
year: {starts: 2027-01}
goals:
  - {id: g, metric: bookings, baseline: yoy, target: 1000, period: 2027, owner: me}
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Callable[..., Workspace]:
    """A workspace of files (name to text or bytes) and a sources.yml below its first line."""

    def made(sources: str, plan: str = PLAN, **files: str | bytes) -> Workspace:
        data = tmp_path / "data"
        data.mkdir(exist_ok=True)
        for name, content in files.items():
            raw = content if isinstance(content, bytes) else content.encode()
            (data / f"{name}.csv").write_bytes(raw)
        (tmp_path / "sources.yml").write_text("records: bookings\n" + sources, encoding="utf-8")
        (tmp_path / "plan.yml").write_text(plan, encoding="utf-8")
        return load(tmp_path)

    return made


@pytest.fixture
def maker(tmp_path: Path) -> Maker:
    """A maker of workspaces in the test's folder."""
    return Maker(tmp_path / "workspace")


@pytest.fixture
def counted() -> Callable[[intake.Intake, str], dict[str, tuple[int, int]]]:
    """Accounting of a table as {rule: (rows, cents)}."""

    def of(taken: intake.Intake, table: str) -> dict[str, tuple[int, int]]:
        frame = taken.quality.accounting
        mine = frame[frame["table"] == table]
        return {row.rule: (int(row.rows), int(row.amount_cents)) for row in mine.itertuples()}

    return of
