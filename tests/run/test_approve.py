"""`salesplan approve`: what it refuses before it looks at the figures; what it signs is tested end to end."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from salesplan_nb.cli import app
from salesplan_nb.errors import PlanError
from salesplan_nb.run import approve as module
from salesplan_nb.run import manifest, store
from salesplan_nb.run.approve import approve

RUN_ID = "20261013T080000-0a0b-c0ffee00"
FILES = ("plan.html", "plan.xlsx", "notebooks/01_objectives.html")


def made(root: Path, **more: Any) -> Path:
    """A workspace with a run that looks published."""
    run = root / "runs" / RUN_ID
    run.mkdir(parents=True)
    (root / "plan.yml").write_text("company: Halden\n")
    (run / "notebooks").mkdir()
    for name in FILES:
        (run / name).write_text(name)
    outputs = {name: store.sha256(run / name) for name in FILES}
    record = {"run_id": RUN_ID, "status": "published", "scenario": "", "asked_as_of": "", "seed": 1, "outputs": outputs}
    (run / "manifest.json").write_text(json.dumps(record | more))
    return run


def refused(run: Path, by: str = "Anna Weber", on: str = "2026-10-14") -> PlanError:
    with pytest.raises(PlanError) as raised:
        approve(run, by=by, on=on, today="2026-10-14")
    return raised.value


@pytest.mark.parametrize("by", ["", "   ", "\n\t", "W" * 81])
def test_who_signs_has_a_name_that_fits(tmp_path: Path, by: str) -> None:
    found = refused(made(tmp_path), by=by)
    assert (found.reference, found.exit_code) == ("wrong-name", 2)


@pytest.mark.parametrize(
    "on", ["2026-10-15", "14.10.2026", "2026-02-30", "20261014", "2026-1-1", "soon", "\uff12026-10-14"]
)
def test_the_day_is_one_of_the_calendar_and_not_in_the_future(tmp_path: Path, on: str) -> None:
    found = refused(made(tmp_path), on=on)
    assert (found.reference, found.exit_code) == ("wrong-date", 2)


@pytest.mark.parametrize("path", [".", "runs", "runs/none", "runs/../plan.yml", "../../etc", "runs/latest", "a\0b"])
def test_what_is_no_run_of_a_workspace_is_refused(tmp_path: Path, path: str) -> None:
    made(tmp_path / "mine")
    assert refused(tmp_path / "mine" / path).reference == "no-run"


@pytest.mark.parametrize("place", ["elsewhere/runs", "mine/runs/.drafts"])
def test_a_link_in_place_of_a_run_is_followed_only_to_a_run_beside_it(tmp_path: Path, place: str) -> None:
    run = made(tmp_path / "mine")
    (tmp_path / place).mkdir(parents=True)
    run.rename(tmp_path / place / RUN_ID)
    run.symlink_to(tmp_path / place / RUN_ID)
    assert refused(run).reference == "no-run"


@pytest.mark.parametrize("name", [".drafts", ".building-x"])
def test_a_draft_is_no_run(tmp_path: Path, name: str) -> None:
    run = made(tmp_path)
    assert refused(run.rename(run.with_name(name))).reference == "no-run"


@pytest.mark.parametrize("status", ["running", "failed", "interrupted", "draft"])
def test_a_run_that_did_not_come_through_is_not_signed(tmp_path: Path, status: str) -> None:
    found = refused(made(tmp_path, status=status))
    assert (found.reference, found.exit_code) == ("unfinished-run", 4)


def test_a_run_of_a_scenario_is_not_signed(tmp_path: Path) -> None:
    found = refused(made(tmp_path, scenario="four-hires"))
    assert (found.reference, found.exit_code) == ("scenario-run", 4)
    assert "four-hires" in found.message


def test_a_copy_to_share_is_not_signed(tmp_path: Path) -> None:
    found = refused(made(tmp_path, redacted=["people"]))
    assert (found.reference, found.exit_code) == ("redacted-run", 4)


def test_a_run_that_says_it_is_another_is_not_signed(tmp_path: Path) -> None:
    assert refused(made(tmp_path, run_id="20261014T080000-0a0b-c0ffee00")).exit_code == 4


@pytest.mark.parametrize("more", [{"seed": "1"}, {"outputs": 3}, {"asked_as_of": None}])
def test_a_manifest_of_other_types_is_refused(tmp_path: Path, more: dict[str, Any]) -> None:
    found = refused(made(tmp_path, **more))
    assert (found.reference, found.exit_code) == ("changed-run", 4)


@pytest.mark.parametrize("text", ["", "[]", '"x"'])
def test_a_manifest_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    run = made(tmp_path)
    (run / "manifest.json").write_text(text)
    assert refused(run).reference == "no-run"


@pytest.mark.parametrize("name", ["plan.html", "plan.xlsx"])
def test_a_run_whose_files_changed_or_went_or_were_never_recorded_is_not_signed(tmp_path: Path, name: str) -> None:
    changed, gone, unrecorded = (made(tmp_path / place) for place in "abc")
    (changed / name).write_text("other")
    (gone / name).unlink()
    record = json.loads((unrecorded / "manifest.json").read_text())
    del record["outputs"][name]
    (unrecorded / "manifest.json").write_text(json.dumps(record))
    for run in (changed, gone, unrecorded):
        found = refused(run)
        assert (found.reference, found.exit_code) == ("changed-run", 4)
        assert name in found.message


def test_a_run_records_its_plan_and_the_notebooks_pages_by_their_paths(tmp_path: Path) -> None:
    run = made(tmp_path)
    (run / "notebooks" / "01_objectives.ipynb").write_text("{}")
    assert manifest.outputs(run) == {name: hashlib.sha256(name.encode()).hexdigest() for name in FILES}


@pytest.mark.parametrize("change", [lambda f: f.write_text("other"), lambda f: f.unlink()], ids=["changed", "gone"])
def test_a_run_whose_notebook_page_changed_or_went_is_not_signed(tmp_path: Path, change: Callable[[Path], Any]) -> None:
    run = made(tmp_path)
    change(run / FILES[2])
    found = refused(run)
    assert (found.reference, found.exit_code) == ("changed-run", 4)
    assert "01_objectives.html" in found.message


@pytest.mark.parametrize("linked", ["plan.html", "notebooks", "notebooks/01_objectives.html"])
def test_a_run_with_a_link_in_place_of_a_file_is_not_signed(tmp_path: Path, linked: str) -> None:
    run = made(tmp_path / "here")
    (run / linked).rename(tmp_path / "elsewhere")
    (run / linked).symlink_to(tmp_path / "elsewhere")
    assert refused(run).reference == "changed-run"


@pytest.mark.parametrize("name", ["../secret.html", "notebooks/../../secret.html", "notebooks/.html", "secret.html"])
def test_a_manifest_cannot_name_another_file(tmp_path: Path, name: str) -> None:
    run = made(tmp_path)
    file = run / name
    file.write_text("secret")
    outputs = manifest.outputs(run) | {name: store.sha256(file)}
    record = json.loads((run / "manifest.json").read_text())
    (run / "manifest.json").write_text(json.dumps(record | {"outputs": outputs}))
    assert refused(run).reference == "changed-run"


def test_only_what_the_run_recorded_is_taken_along(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = made(tmp_path)
    (run / "notebooks" / "00_foreign.html").write_text("foreign")
    monkeypatch.setattr(module.jobs, "prepare", lambda _parameters: None)
    assert module._found(run).pages == {FILES[2]: FILES[2].encode()}


def test_a_day_has_room_for_any_number_of_approvals(tmp_path: Path) -> None:
    for number in range(1, 121):
        name = "2026-10-14-c0ffee00" + (f"-{number}" if number > 1 else "")
        assert module._free(tmp_path, "2026-10-14-c0ffee00") == name
        (tmp_path / name).mkdir()


@pytest.mark.parametrize("path", ["runs/latest", f"runs/{RUN_ID}"])
def test_a_bug_leaves_its_traceback_in_the_log_of_the_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    run = made(tmp_path)
    run.with_name("latest").symlink_to(run.name)
    monkeypatch.setattr(module, "_found", lambda _run: 1 // 0)
    done = CliRunner().invoke(app, ["approve", str(tmp_path / path), "--by", "Anna Weber"])
    log = tmp_path / "runs" / "error.log"
    assert done.exit_code == 1
    assert f"the traceback is in {log}" in done.stderr
    assert "Traceback" not in done.stderr
    assert "ZeroDivisionError" in log.read_text(encoding="utf-8")


def test_a_bug_of_what_is_in_no_runs_folder_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor through a link in place of the log."""
    monkeypatch.setattr(module, "_found", lambda _run: 1 // 0)
    (tmp_path / "runs").mkdir()
    (tmp_path / "precious.txt").write_text("precious")
    (tmp_path / "runs" / "error.log").symlink_to(tmp_path / "precious.txt")
    for path in ("x", "none/runs/latest", "runs/latest"):
        done = CliRunner().invoke(app, ["approve", str(tmp_path / path), "--by", "Anna Weber"])
        assert (done.exit_code, "ZeroDivisionError" in done.stderr) == (1, True)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["precious.txt", "runs"]
    assert (tmp_path / "precious.txt").read_text() == "precious"
