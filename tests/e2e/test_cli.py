"""The command from outside: what it prints, how it ends, what it leaves."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from tests.e2e.support import ROOT, made, salesplan

ZOO = ROOT / "tests" / "workspaces"


def digest(folder: Path) -> dict[str, str]:
    """Every file under a folder, hidden ones too, links followed by their target's name."""
    return {
        str(path.relative_to(folder)): str(path.readlink())
        if path.is_symlink()
        else hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_symlink() or path.is_file()
    }


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace of the default template, as `init` leaves it."""
    folder = tmp_path_factory.mktemp("mine") / "my-plan"
    made("init", folder)
    return folder


@pytest.fixture
def untouched(started: Path) -> Path:
    """A copy of it without a run."""
    folder = started.parent / "copy"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(started, folder, ignore=shutil.ignore_patterns("runs", "notebooks"))
    return folder


@pytest.mark.slow
def test_init_check_and_run_come_through_and_the_path_stands_last(started: Path) -> None:
    before = digest(started)
    assert "in order" in made("check", started)
    assert digest(started) == before
    printed = made("run", started)
    plan = started / "runs" / "latest" / "plan.html"
    assert printed.splitlines()[-1] == str(plan)
    assert "<title>" in plan.read_text(encoding="utf-8")
    assert {name: value for name, value in digest(started).items() if not name.startswith("runs/")} == before


@pytest.mark.slow
def test_data_that_changes_during_the_run_ends_it_and_the_last_plan_stays(started: Path) -> None:
    latest = started / "runs" / "latest"
    if not latest.exists():
        made("run", started)
    before, stood = digest(latest.resolve()), latest.readlink()
    orders = started / "data" / "orders.csv"
    rows = orders.read_bytes()
    own = started / "notebooks" / "01_objectives.ipynb"
    own.parent.mkdir()
    notebook = json.loads((ROOT / "notebooks" / own.name).read_text(encoding="utf-8"))
    source = [
        f"with open({str(orders)!r}, 'a') as file:\n",
        f"    _ = file.write({rows.splitlines()[-1].decode()!r} + '\\n')",
    ]
    cell = {
        "cell_type": "code",
        "id": "appends",
        "metadata": {},
        "source": source,
        "outputs": [],
        "execution_count": None,
    }
    notebook["cells"].append(cell)
    own.write_text(json.dumps(notebook), encoding="utf-8")
    try:
        done = salesplan("run", started)
        changed = orders.read_bytes() != rows
    finally:
        orders.write_bytes(rows)
        shutil.rmtree(own.parent)
    assert changed
    assert done.returncode == 3, done.stderr
    assert "changed while the run was on" in done.stderr
    assert (digest(latest.resolve()), latest.readlink()) == (before, stood)
    failed = [path for path in (started / "runs").glob("2*") if (path / "FAILED.html").is_file()]
    assert len(failed) == 1
    assert not (failed[0] / "plan.html").exists()
    assert not (failed[0] / "tables").exists()


@pytest.mark.parametrize("command", ["check", "run"])
def test_five_errors_are_told_at_once_with_file_and_line_and_nothing_is_written(tmp_path: Path, command: str) -> None:
    folder = tmp_path / "five"
    shutil.copytree(ZOO / "five-at-once", folder)
    before = digest(tmp_path)
    done = salesplan(command, folder)
    assert done.returncode == 2
    for place in ("plan.yml:4:", "plan.yml:8:", "plan.yml:11:", "sources.yml:7:", "sources.yml:10:"):
        assert done.stderr.count(place) == 1, place
    assert done.stderr.count("hint: ") == 5
    assert "Traceback" not in done.stderr
    assert digest(tmp_path) == before
    assert not (folder / "runs").exists()


def test_check_writes_all_errors_into_a_file_where_it_is_asked_to(tmp_path: Path) -> None:
    done = salesplan("check", ZOO / "five-at-once", "--errors", tmp_path / "errors.txt")
    assert done.returncode == 2
    assert (tmp_path / "errors.txt").read_text(encoding="utf-8").count("hint: ") == 5


WRONG = [
    ("--scenario moon-shot", 2, "plan.yml has none of that name"),
    ("--as-of 2026-13", 2, "neither a month"),
    ("--as-of October", 2, "neither a month"),
    ("--as-of 2026-10-15", 2, "neither a month"),
    ("--as-of 1990-01", 3, "no order up to 1990-01"),
    ("--seed abc", 2, "valid integer"),
    ("--seed -1", 2, "from 0 to"),
    ("--seed 1.5", 2, "valid integer"),
    ("--ambition 9", 2, "--ambition"),
]


@pytest.mark.parametrize(("option", "code", "words"), WRONG, ids=[option for option, _, _ in WRONG])
def test_a_wrong_option_ends_before_a_kernel_starts(untouched: Path, option: str, code: int, words: str) -> None:
    before = digest(untouched)
    done = salesplan("run", untouched, *option.split())
    assert done.returncode == code, done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(untouched.glob("runs/2*"))
    assert {name: value for name, value in digest(untouched).items() if not name.startswith("runs/.")} == before


@pytest.mark.slow
def test_a_month_that_the_data_do_not_reach_is_said_on_the_page_which_stands_on_the_last_one(untouched: Path) -> None:
    done = salesplan("run", untouched, "--as-of", "2090-01")
    assert done.returncode == 0, done.stderr
    said = "as_of 2090-01 was asked for, and the export is complete to 2026-10 only: the plan stands on 2026-10"
    assert said in (untouched / "runs" / "latest" / "plan.html").read_text(encoding="utf-8")


def test_runs_that_is_a_file_cannot_be_written_and_is_said_so(untouched: Path) -> None:
    (untouched / "runs").write_text("mine\n", encoding="utf-8")
    done = salesplan("run", untouched)
    assert done.returncode == 6, done.stderr
    assert f"{untouched / 'runs'}" in done.stderr
    assert "hint: " in done.stderr
    assert (untouched / "runs").read_text(encoding="utf-8") == "mine\n"


def test_no_workspace_is_told_without_a_trace(tmp_path: Path) -> None:
    for command in ("check", "run"):
        done = salesplan(command, tmp_path / "nowhere")
        assert done.returncode == 2
        assert "Traceback" not in done.stderr
        assert "nowhere" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_init_does_not_overwrite(started: Path) -> None:
    before = digest(started)
    done = salesplan("init", started)
    assert done.returncode == 2
    assert digest(started) == before
