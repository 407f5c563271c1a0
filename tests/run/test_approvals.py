"""Approvals on disk: read as they were written, or refused by name; the newest one is an input of a run."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from salesplan_nb.errors import PlanError
from salesplan_nb.report.approval import Approval, Figures, Step
from salesplan_nb.run import approvals, store
from salesplan_nb.run.fingerprint import with_approval

FIGURES = Figures(
    "EUR", "sales27", "2027-01", "2027-12", 30 * 10**8, 24 * 10**8, (1, 2, 3), None, 0.28, 0.19, None,
    (Step("base", "Base", 24 * 10**8), Step("people", "People run short", -5)),
)  # fmt: skip
FILES = ("plan.html", "plan.xlsx", "approval.json")
APPROVAL = Approval("Łucja „Łu” Weber", "2026-10-14", "20261013T080000-0a0b-c0ffee00", "a" * 64, "b" * 64, FIGURES, {})


def put(root: Path, name: str = "2026-10-14-aaaaaaaa", approval: Approval = APPROVAL) -> Path:
    """An approval in a workspace, with a signed page: its file."""
    folder = root / "approvals" / name
    folder.mkdir(parents=True)
    for signed in approvals.SIGNED:
        (folder / signed).write_text("<p>signed</p>")
    whole = replace(approval, files={signed: store.sha256(folder / signed) for signed in approvals.SIGNED})
    (folder / approvals.FILE).write_text(approvals.written(whole), encoding="utf-8")
    return folder / approvals.FILE


def newest(root: Path) -> Approval | None:
    found = approvals.newest(root)
    return replace(found[0], files={}) if found else None


def test_an_approval_is_read_as_it_was_written(tmp_path: Path) -> None:
    put(tmp_path)
    assert newest(tmp_path) == APPROVAL


def test_a_workspace_without_approvals_has_no_newest(tmp_path: Path) -> None:
    assert newest(tmp_path) is None
    (tmp_path / "approvals").mkdir()
    (tmp_path / "approvals" / "README.txt").write_text("ours")
    assert newest(tmp_path) is None


def test_the_newest_is_that_of_the_last_day_and_within_a_day_of_the_last_run(tmp_path: Path) -> None:
    put(tmp_path, "2026-10-14-ffffffff")
    later = replace(APPROVAL, on="2026-11-02", run_id="20261001T080000-0a0b-c0ffee00")
    put(tmp_path, "2026-11-02-bbbbbbbb", later)
    assert newest(tmp_path) == later
    last = replace(later, run_id="20261102T080000-0a0b-c0ffee00")
    put(tmp_path, "2026-11-02-cccccccc", last)
    assert newest(tmp_path) == last


def test_of_earlier_approvals_nothing_is_read(tmp_path: Path) -> None:
    earlier = put(tmp_path, "2026-10-14-ffffffff")
    put(tmp_path, "2026-11-02-bbbbbbbb-100", replace(APPROVAL, on="2026-11-02"))
    earlier.write_text("no approval")
    earlier.with_name("plan.html").unlink()
    found = newest(tmp_path)
    assert found is not None
    assert found.on == "2026-11-02"


@pytest.mark.parametrize("name", ["drafts", "2026-12-01", "2026-12-01-board", "2026-12-01-aaaaaaaa-old"])
def test_a_folder_that_somebody_else_put_there_is_no_approval(tmp_path: Path, name: str) -> None:
    put(tmp_path)
    stray = tmp_path / "approvals" / name
    stray.mkdir()
    (stray / "minutes.txt").write_text("ours")
    assert newest(tmp_path) == APPROVAL


def test_an_emptied_approval_of_any_day_is_refused(tmp_path: Path) -> None:
    put(tmp_path)
    for name in ("2026-10-01-bbbbbbbb", "2026-12-01-bbbbbbbb-2"):
        empty = tmp_path / "approvals" / name
        empty.mkdir()
        with pytest.raises(PlanError, match=f"move {name} out of approvals/") as raised:
            newest(tmp_path)
        assert raised.value.reference == "broken-approval"
        empty.rmdir()


@pytest.mark.parametrize("name", ["last", "2026-10-14-aaaaaaaa (copy)", "2026-10-15-aaaaaaaa"])
def test_an_approval_under_another_name_or_day_is_refused_not_passed_over(tmp_path: Path, name: str) -> None:
    put(tmp_path, name)
    with pytest.raises(PlanError, match="not as 'salesplan approve' wrote it") as raised:
        newest(tmp_path)
    assert name in raised.value.message


def test_what_a_killed_approval_left_is_no_approval(tmp_path: Path) -> None:
    put(tmp_path, ".building-2026-10-14-aaaaaaaa")
    assert newest(tmp_path) is None


def test_another_approval_is_another_input(tmp_path: Path) -> None:
    one = put(tmp_path / "one")
    same = put(tmp_path / "two")
    other = put(tmp_path / "three", approval=replace(APPROVAL, who="Somebody else"))
    prints = [with_approval("c" * 64, file) for file in (one, same, other)]
    assert prints[0] == prints[1] != prints[2]
    assert "c" * 64 not in prints


def edit(change: Callable[[dict[str, Any]], Any], *, sealed: bool) -> Callable[[Path], None]:
    """Change the values of approval.json; sealed: with a hash that fits, so that only its types can tell."""

    def edited(file: Path) -> None:
        stored = json.loads(file.read_text(encoding="utf-8"))
        own = stored.pop(approvals.OWN)
        change(stored)
        own = store.json_sha256(stored) if sealed else own
        file.write_text(json.dumps(stored | {approvals.OWN: own}), encoding="utf-8")

    return edited


def text(words: str) -> Callable[[Path], None]:
    return lambda file: file.write_text(words, encoding="utf-8") and None


BREAKS: dict[str, Callable[[Path], None]] = {
    "another chance": edit(lambda s: s["figures"].update(chance=0.9), sealed=False),
    "another name": edit(lambda s: s.update(who="Mallory"), sealed=False),
    "a number as text": edit(lambda s: s["figures"].update(goal_cents="3000000000"), sealed=True),
    "cents with a fraction": edit(lambda s: s["figures"].update(goal_cents=1.5), sealed=True),
    "a range of two": edit(lambda s: s["figures"].update(plan_cents=[1, 2]), sealed=True),
    "a key less": edit(lambda s: s.pop("fingerprint"), sealed=True),
    "no day": edit(lambda s: s.update(on="yesterday"), sealed=True),
    "no page": edit(lambda s: s["files"].pop("plan.html"), sealed=True),
    "no workbook": edit(lambda s: s["files"].pop("plan.xlsx"), sealed=True),
    "no files": edit(lambda s: s.update(files={}), sealed=True),
    "a list": text("[]"),
    "a number": text("1"),
    "cut short": text('{"who": "A'),
    "empty": text(""),
    "no text": lambda file: file.write_bytes(b"\xff\xfe\x00") and None,
    "deep": text("[" * 100_000),
    "missing": lambda file: file.unlink(),
}


@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_approval_is_refused_by_its_name_with_what_to_do(tmp_path: Path, name: str) -> None:
    file = put(tmp_path)
    BREAKS[name](file)
    with pytest.raises(PlanError, match=re.escape(str(file))) as raised:
        approvals.newest(tmp_path)
    assert raised.value.reference == "broken-approval"
    assert raised.value.exit_code == 2
    assert "move 2026-10-14-aaaaaaaa out of approvals/" in (raised.value.hint or "")


@pytest.mark.parametrize(
    ("on", "folder"),
    [
        ("20261014", "2026-10-14"), ("2026-W42-3", "2026-10-14"), ("2026-10-14T00", "2026-10-14"),
        ("2026-10-13", "2026-10-14"), ("2026-13-14", "2026-13-14"), ("20261014", "20261014"),
    ],
)  # fmt: skip
def test_the_day_is_one_of_the_calendar_written_as_in_the_folder_s_name(tmp_path: Path, on: str, folder: str) -> None:
    file = put(tmp_path, f"{folder}-aaaaaaaa")
    edit(lambda s: s.update(on=on), sealed=True)(file)
    with pytest.raises(PlanError, match="not as 'salesplan approve' wrote it"):
        newest(tmp_path)


@pytest.mark.parametrize("change", [lambda f: f.write_text("<p>other</p>"), lambda f: f.unlink()])
def test_a_signed_page_that_changed_or_went_is_refused(tmp_path: Path, change: Callable[[Path], Any]) -> None:
    page = put(tmp_path).with_name("plan.html")
    change(page)
    with pytest.raises(PlanError, match="not as 'salesplan approve' wrote it") as raised:
        approvals.newest(tmp_path)
    assert raised.value.message.startswith(str(page))


@pytest.mark.parametrize("linked", ["", "/2026-10-14-aaaaaaaa", *(f"/2026-10-14-aaaaaaaa/{n}" for n in FILES)])
def test_what_leads_out_of_the_workspace_is_refused(tmp_path: Path, linked: str) -> None:
    put(tmp_path / "here")
    place = tmp_path / "here" / f"approvals{linked}"
    shutil.move(place, tmp_path / "elsewhere")
    place.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(PlanError, match="is a symbolic link") as raised:
        approvals.newest(tmp_path / "here")
    assert raised.value.reference == "linked-folder"
