"""`salesplan approve`: what it refuses before it looks at the figures; what it signs is tested end to end."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from salesplan_nb.errors import PlanError
from salesplan_nb.run import store
from salesplan_nb.run.approve import approve

RUN_ID = "20261013T080000-0a0b-c0ffee00"


def made(root: Path, **more: Any) -> Path:
    """A workspace with a run that looks published."""
    run = root / "runs" / RUN_ID
    run.mkdir(parents=True)
    (root / "plan.yml").write_text("company: Halden\n")
    for name in ("plan.html", "plan.xlsx"):
        (run / name).write_text(name)
    outputs = {name: store.sha256(run / name) for name in ("plan.html", "plan.xlsx")}
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
