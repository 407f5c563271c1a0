from __future__ import annotations

from pathlib import Path

import pytest

from salesplan_nb.files import listed
from tests.files.making import error_of


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    data = tmp_path / "data"
    for name in ("b.csv", "a.csv", "crm/2026/x.csv", "crm/y.csv", ".hidden.csv", "~$a.xlsx", "README.md", "m.pkl"):
        (data / name).parent.mkdir(parents=True, exist_ok=True)
        (data / name).write_text("x", encoding="utf-8")
    (tmp_path / "outside.csv").write_text("x", encoding="utf-8")
    return data


@pytest.mark.parametrize(
    ("patterns", "names"),
    [
        (["b.csv"], ["b.csv"]),
        (["*.csv"], ["a.csv", "b.csv"]),
        (["crm"], ["crm/y.csv"]),
        (["."], ["a.csv", "b.csv", "m.pkl"]),
        (["**/*.csv"], ["a.csv", "b.csv", "crm/2026/x.csv", "crm/y.csv"]),
        (["crm/*/x.csv"], ["crm/2026/x.csv"]),
        (["b.csv", "*.csv"], ["b.csv", "a.csv"]),
        (["none.csv"], []),
        (["x[.csv", "", "~$a*"], ["a.csv", "b.csv", "m.pkl"]),
    ],
)
def test_a_pattern_stands_for_its_files_each_once_sorted_by_name(
    folder: Path, patterns: list[str], names: list[str]
) -> None:
    found = listed(folder, patterns)
    assert [name for name, _ in found] == names
    assert all(path == folder / name for name, path in found)


@pytest.mark.parametrize(
    "pattern", ["../outside.csv", "crm/../../outside.csv", "/etc/passwd", "C:\\x.csv", "..\\x", "a\0"]
)
def test_nothing_outside_the_folder_is_listed(folder: Path, pattern: str) -> None:
    error = error_of(lambda: listed(folder, [pattern]))
    assert (error.reference, error.exit_code) == ("outside-the-folder", 2)


def test_a_file_whose_name_looks_like_a_pattern_is_meant_itself(folder: Path) -> None:
    (folder / "orders [2026].csv").write_text("x", encoding="utf-8")
    assert [name for name, _ in listed(folder, ["orders [2026].csv"])] == ["orders [2026].csv"]


def test_a_link_in_the_folder_is_listed(folder: Path) -> None:
    (folder / "link.csv").symlink_to(folder.parent / "outside.csv")
    assert [name for name, _ in listed(folder, ["link*"])] == ["link.csv"]
