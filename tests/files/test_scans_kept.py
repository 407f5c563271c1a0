"""A workbook opened for its header and then for its rows is scanned once."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from salesplan_nb.errors import PlanErrors
from salesplan_nb.files import Layout, column_names, read_cells, workbook
from salesplan_nb.files.scans import Scan


def written(path: Path, rows: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(path)
    return path


@pytest.fixture
def scanned(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sheets scanned from now on."""
    monkeypatch.setattr(workbook, "_scans", type(workbook._scans)())
    found: list[str] = []
    scan = workbook.scan_xlsx

    def noted(archive: object, member: str, uncounted: bool) -> Scan:
        found.append(member)
        return scan(archive, member, uncounted)

    monkeypatch.setattr(workbook, "scan_xlsx", noted)
    return found


def test_a_sheet_is_scanned_once_and_again_when_its_workbook_is_another(tmp_path: Path, scanned: list[str]) -> None:
    path = written(tmp_path / "a.xlsx", [["date", "net"], ["2026-01-05", 1]])
    assert column_names(path, Layout(), "a.xlsx") == ["date", "net"]
    assert len(read_cells(path, Layout(), "a.xlsx").rows) == 1
    assert len(scanned) == 1
    written(path, [["date", "net"], ["2026-01-05", 1], ["2026-01-06", 2]])
    assert len(read_cells(path, Layout(), "a.xlsx").rows) == 2
    assert len(scanned) == 2


def test_what_a_scan_found_is_told_each_time(tmp_path: Path, scanned: list[str]) -> None:
    path = written(tmp_path / "a.xlsx", [["date", "net"], ["2026-01-05", "=1+1"]])
    for _ in range(2):
        with pytest.raises(PlanErrors, match="1 cell has no value to take"):
            read_cells(path, Layout(), "a.xlsx")
    assert len(scanned) == 1


def test_only_so_many_scans_are_kept(tmp_path: Path, scanned: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "KEPT", 1)
    one = written(tmp_path / "a.xlsx", [["date", "net"], ["2026-01-05", 1]])
    other = written(tmp_path / "b.xlsx", [["date", "net"], ["2026-01-05", 2]])
    for path in (one, other, one):
        column_names(path, Layout(), path.name)
    assert len(scanned) == 3
    assert len(workbook._scans) == 1
