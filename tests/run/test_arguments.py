"""What the command is handed: refused before anything starts or is written, and without showing a secret."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from salesplan_nb.cli import app
from salesplan_nb.errors import PlanError
from salesplan_nb.run.lab import own_notebooks

SOUND = Path(__file__).parents[1] / "workspaces" / "r23-byte-order-mark"
"""A workspace that `check` takes."""


def ended(*arguments: object) -> Result:
    return CliRunner().invoke(app, list(map(str, arguments)))


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    shutil.copytree(SOUND, tmp_path / "sound")
    return tmp_path / "sound"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--growth", "0.2"], "--growth"),
        (["--sede", "1"], "--sede"),
        (["--seed", "abc"], "--seed"),
        (["--seed", "1.5"], "--seed"),
        (["--seed", "-1"], "seed=-1 must be from 0 to 4294967295"),
        (["--as-of", "abc"], "as_of='abc' is neither a month"),
        (["--as-of", "2026-10-30"], "as_of='2026-10-30' is neither a month"),
        (["--cell-timeout", "0"], "--cell-timeout"),
        (["--scenario", "../../x"], "scenario='../../x': plan.yml has none of that name"),
        (["--scenario", "/etc/x"], "scenario='/etc/x': plan.yml has none of that name"),
        (["--scenario", "a\0b"], "scenario='a\\x00b': plan.yml has none of that name"),
        (["--scenario", "CON"], "scenario='CON': plan.yml has none of that name"),
        (["--scenario", "x" * 300], "plan.yml has none of that name"),
        (["growth=0.2"], "growth=0.2"),
    ],
)
def test_an_argument_that_cannot_be_followed_ends_with_2_and_nothing_is_written(
    sound: Path, options: list[str], told: str
) -> None:
    before = contents(sound.parent)
    done = ended("run", sound, *options)
    assert done.exit_code == 2, done.output
    assert told in done.stderr
    assert contents(sound.parent) == before
    assert not (sound / "runs").exists()


@pytest.mark.parametrize("command", ["check", "run", "open"])
@pytest.mark.parametrize("folder", ["nowhere", "a\0b", "x" * 5_000, "../" * 50 + "x", "CON"])
def test_a_folder_that_can_be_no_workspace_ends_with_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, folder: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("os.execv", None)  # JupyterLab would take the place of the tests
    done = ended(command, folder)
    assert done.exit_code == 2, done.output
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("options", [["--password", "hunter2"], ["--token=hunter2"], ["--db-password", "hunter2"]])
def test_a_secret_is_no_option_and_is_not_shown(sound: Path, options: list[str]) -> None:
    done = ended("run", sound, *options)
    assert done.exit_code == 2
    assert "hunter2" not in done.output


@pytest.mark.parametrize("command", ["check", "run"])
def test_a_secret_in_the_place_of_the_folder_is_masked(command: str) -> None:
    done = ended(command, "postgresql://planner:hunter2@db.example/sales")
    assert done.exit_code == 2
    assert "there is no folder" in done.stderr
    assert "hunter2" not in done.output


def linked_folder(workspace: Path, outside: Path) -> None:
    (workspace / "runs").symlink_to(outside, target_is_directory=True)


def linked_lock(workspace: Path, outside: Path) -> None:
    (workspace / "runs").mkdir()
    (workspace / "runs" / ".lock").symlink_to(outside / "precious.txt")


def linked_holder(workspace: Path, outside: Path) -> None:
    (workspace / "runs").mkdir()
    (workspace / "runs" / ".holder.json").symlink_to(outside / "precious.txt")


def linked_log(workspace: Path, outside: Path) -> None:
    (workspace / "runs").mkdir()
    (workspace / "runs" / "error.log").symlink_to(outside / "precious.txt")


@pytest.mark.parametrize("link", [linked_folder, linked_lock, linked_holder, linked_log])
def test_a_run_writes_through_no_link_that_leads_out(
    sound: Path, tmp_path: Path, link: Callable[[Path, Path], None]
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "precious.txt").write_text("precious", encoding="utf-8")
    link(sound, outside)
    done = ended("run", sound)
    assert done.exit_code == 2, done.output
    assert "is a symbolic link" in done.stderr
    assert contents(outside) == {str(outside / "precious.txt"): b"precious"}


def test_notebooks_are_copied_through_no_link_that_leads_out(sound: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (sound / "notebooks").symlink_to(outside, target_is_directory=True)
    with pytest.raises(PlanError, match="symbolic link") as raised:
        own_notebooks(sound)
    assert raised.value.exit_code == 2
    assert list(outside.iterdir()) == []
