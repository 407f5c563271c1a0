from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from salesplan_nb.run.fingerprint import code_sha256, fingerprint, notebook_sha256
from salesplan_nb.run.parameters import Parameters

CELLS = [
    {"cell_type": "markdown", "metadata": {}, "source": ["# Goals\n", "Why."]},
    {"cell_type": "code", "metadata": {"tags": ["parameters"]}, "source": "seed = 2027", "outputs": []},
    {"cell_type": "code", "metadata": {}, "source": "show.fan(momentum)", "outputs": [], "execution_count": 1},
]
PARAMETERS = Parameters("workspace", as_of="2026-10")


def notebook(path: Path, cells: list[dict[str, object]] = CELLS) -> Path:
    """A notebook of these cells."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}), encoding="utf-8")
    return path


def made(root: Path, data: Path | None = None, **files: str) -> list[Path]:
    """A workspace with its data: plan.yml, sources.yml and orders.csv."""
    data = root / "data" if data is None else data
    contents = {"plan": "company: Halden", "sources": "records: bookings", "orders": "date,amount\n"} | files
    paths = [root / "plan.yml", root / "sources.yml", data / "orders.csv"]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(contents[path.stem])
    return paths


def test_two_workspaces_with_the_same_bytes_have_the_same_fingerprint(tmp_path: Path) -> None:
    one, two = made(tmp_path / "one"), made(tmp_path / "two")
    notebooks = [notebook(tmp_path / "02_goals.ipynb")]
    elsewhere = replace(PARAMETERS, workspace=str(tmp_path), run="r1")
    assert fingerprint(one, notebooks, PARAMETERS) == fingerprint(two[::-1], notebooks, elsewhere)


def test_a_data_folder_outside_counts_by_its_bytes_not_by_where_it_lies(tmp_path: Path) -> None:
    # before the workspace in the alphabet, and after it
    first = made(tmp_path / "m", data=tmp_path / "a")
    last = made(tmp_path / "m2", data=tmp_path / "z")
    assert fingerprint(first, [], PARAMETERS) == fingerprint(last, [], PARAMETERS)


def test_two_files_of_one_name_that_change_places_are_another_input(tmp_path: Path) -> None:
    prints = []
    for root, (east, west) in (("one", "ab"), ("two", "ba")):
        files = [
            *made(tmp_path / root, data=tmp_path / root / "east", orders=east),
            *made(tmp_path / root, data=tmp_path / root / "west", orders=west)[2:],
        ]
        prints.append(fingerprint(files, [], PARAMETERS))
    assert prints[0] != prints[1]


@pytest.mark.parametrize(
    "change", [{"plan": "company: Halten"}, {"sources": "records: revenue"}, {"orders": "date,amount\n1,2\n"}]
)
def test_another_plan_mapping_or_data_is_another_fingerprint(tmp_path: Path, change: dict[str, str]) -> None:
    before, after = made(tmp_path / "one"), made(tmp_path / "two", **change)
    assert fingerprint(before, [], PARAMETERS) != fingerprint(after, [], PARAMETERS)


@pytest.mark.parametrize("change", [{"scenario": "low"}, {"as_of": "2026-09"}, {"seed": 1}])
def test_another_scenario_month_or_seed_is_another_fingerprint(tmp_path: Path, change: dict[str, object]) -> None:
    files = made(tmp_path)
    other = replace(PARAMETERS, **change)  # type: ignore[arg-type]
    assert fingerprint(files, [], other) != fingerprint(files, [], PARAMETERS)


def test_what_a_notebook_showed_and_its_defaults_do_not_count(tmp_path: Path) -> None:
    executed = json.loads(json.dumps(CELLS))
    executed[1]["source"] = "seed = 1"
    executed[2] |= {"outputs": [{"output_type": "stream", "name": "stdout", "text": "x"}], "execution_count": 7}
    executed[0]["source"] = "# Goals\nWhy."  # the same text, stored in one piece
    assert notebook_sha256(notebook(tmp_path / "a.ipynb")) == notebook_sha256(notebook(tmp_path / "b.ipynb", executed))


@pytest.mark.parametrize(
    ("cell", "change"),
    [
        (0, {"source": "# Goals\nWhy?"}),
        (0, {"cell_type": "raw"}),
        (2, {"source": "show.fan(target)"}),
        (2, {"source": "show.fan(\nmomentum)"}),
    ],
)
def test_what_a_notebook_says_counts(tmp_path: Path, cell: int, change: dict[str, str]) -> None:
    cells = json.loads(json.dumps(CELLS))
    cells[cell] |= change
    assert notebook_sha256(notebook(tmp_path / "a.ipynb")) != notebook_sha256(notebook(tmp_path / "b.ipynb", cells))


def test_the_order_of_the_notebooks_counts(tmp_path: Path) -> None:
    first, second = notebook(tmp_path / "a.ipynb"), notebook(tmp_path / "b.ipynb", CELLS[:1])
    assert fingerprint([], [first, second], PARAMETERS) != fingerprint([], [second, first], PARAMETERS)


def test_the_code_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from salesplan_nb.run import fingerprint as module

    (tmp_path / "stage.py").write_text("a = 1")
    monkeypatch.setattr(module, "PACKAGE", tmp_path)
    before = code_sha256.__wrapped__()
    (tmp_path / "stage.py").write_text("a = 2")
    assert code_sha256.__wrapped__() != before
