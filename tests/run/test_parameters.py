from __future__ import annotations

import json
from pathlib import Path

import pytest

from salesplan_nb.errors import PlanError
from salesplan_nb.run.parameters import Parameters, declared

FIVE = 'workspace = "data/sample"\nrun = ""\nscenario = ""\nas_of = ""  # empty: last complete month\nseed = 2027\n'


@pytest.mark.parametrize(
    ("given", "kept"), [("", ""), ("2026-10", "2026-10"), ("2026-10-31", "2026-10"), ("2028-02-29", "2028-02")]
)
def test_as_of_is_a_month_or_its_last_day(given: str, kept: str) -> None:
    assert Parameters("x", as_of=given).as_of == kept


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("as_of", "2026-13", "neither a month"),
        ("as_of", "2026-10-30", "neither a month"),
        ("as_of", "2027-02-29", "neither a month"),
        ("as_of", "0000-01-31", "neither a month"),
        ("as_of", "October", "neither a month"),
        ("as_of", 202610, "is int; it must be str"),
        ("seed", "2027", "is str; it must be int"),
        ("seed", True, "is bool; it must be int"),
        ("seed", 2027.0, "is float; it must be int"),
        ("seed", -1, "from 0 to 4294967295"),
        ("seed", 2**32, "from 0 to 4294967295"),
        ("scenario", None, "is NoneType; it must be str"),
        ("workspace", Path("x"), "it must be str"),
        ("workspace", "a\0b", "holds a NUL"),
        ("run", "../../x", "no run id"),
        ("run", "/x", "no run id"),
        ("run", "a/b", "no run id"),
        ("run", "a\\b", "no run id"),
        ("run", ".hidden", "no run id"),
        ("run", "a\0", "no run id"),
        ("run", "a\n", "no run id"),
        ("run", "x" * 300, "no run id"),
        ("run", "CON", "no run id"),
        ("run", "nul.txt", "no run id"),
        ("run", "ends.", "no run id"),
    ],
)  # fmt: skip
def test_a_parameter_of_wrong_type_or_value_is_refused_by_name(name: str, value: object, why: str) -> None:
    with pytest.raises(PlanError, match=why) as caught:
        Parameters(**({"workspace": "x"} | {name: value}))  # type: ignore[arg-type]
    assert caught.value.message.startswith(f"{name}=")
    assert caught.value.exit_code == 2


def test_a_parameter_that_does_not_exist_is_refused() -> None:
    with pytest.raises(TypeError, match="growth"):
        Parameters("x", growth=0.2)  # type: ignore[call-arg]


@pytest.mark.parametrize("run", ["20261103T071500-ab12-0123abcd", "console", "a.b-c_d", "x" * 80])
def test_run_ids_as_the_engine_makes_them_pass(run: str) -> None:
    assert Parameters("x", run=run).run == run


def notebook(folder: Path, *sources: str, tags: tuple[str, ...] = ("parameters",)) -> Path:
    """A notebook with a code cell of these tags for each source."""
    cells = [{"cell_type": "code", "metadata": {"tags": list(tags)}, "source": source} for source in sources]
    path = folder / "toy.ipynb"
    path.write_text(json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}), encoding="utf-8")
    return path


def test_a_notebook_declares_the_five_with_their_defaults(tmp_path: Path) -> None:
    assert declared(notebook(tmp_path, FIVE)) == {
        "workspace": "data/sample", "run": "", "scenario": "", "as_of": "", "seed": 2027,
    }  # fmt: skip


def test_a_source_may_be_a_list_of_lines(tmp_path: Path) -> None:
    path = notebook(tmp_path, FIVE)
    stored = json.loads(path.read_text())
    stored["cells"][0]["source"] = FIVE.splitlines(keepends=True)
    path.write_text(json.dumps(stored))
    assert list(declared(path)) == ["workspace", "run", "scenario", "as_of", "seed"]


@pytest.mark.parametrize(
    "source",
    [
        FIVE + "growth = 0.2\n",
        FIVE.replace("seed = 2027\n", ""),
        FIVE.replace("scenario", "scenery"),
        FIVE + "import os\n",
        FIVE + "print(workspace)\n",
        FIVE.replace('run = ""', 'run = workspace + "x"'),
        FIVE.replace('run = ""', "run = open('x').read()"),
        FIVE.replace("seed = 2027", "seed = other = 2027"),
        "",
    ],
)
def test_a_parameters_cell_with_more_less_or_other_than_the_five_is_refused(tmp_path: Path, source: str) -> None:
    with pytest.raises(PlanError, match=r"toy\.ipynb: the cell tagged 'parameters' must set") as caught:
        declared(notebook(tmp_path, source))
    assert caught.value.exit_code == 2


def test_no_tagged_cell_and_two_of_them_are_refused(tmp_path: Path) -> None:
    with pytest.raises(PlanError, match="found: none"):
        declared(notebook(tmp_path, FIVE, tags=()))
    with pytest.raises(PlanError, match="found: none"):
        declared(notebook(tmp_path, FIVE, FIVE))


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "{}", '{"cells": [{"metadata": {"tags": ["parameters"]}}]}', "\udcff"]
)
def test_a_file_that_is_no_notebook_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "toy.ipynb"
    path.write_bytes(content.encode(errors="surrogateescape"))
    with pytest.raises(PlanError, match="unreadable-notebook") as caught:
        declared(path)
    assert caught.value.exit_code == 2


def test_a_cell_that_is_no_python_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(PlanError, match="SyntaxError"):
        declared(notebook(tmp_path, "workspace = \n"))
    with pytest.raises(PlanError, match="No such file"):
        declared(tmp_path / "absent.ipynb")
