"""The sample is approved, then changed: what is signed, what is refused, and what the next plan says of it."""

from __future__ import annotations

import io
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from salesplan_nb.errors import PlanError
from salesplan_nb.run import store
from salesplan_nb.run.approve import approve
from salesplan_nb.run.jobs import prepare
from salesplan_nb.run.parameters import Parameters
from tests.e2e import support
from tests.e2e.support import Read, read

WHO = "Anna Weber, CEO"
DAY = "2026-10-14"
UNHEARD = "    influence: medium      # not heard yet"
CHANGES = (
    ("effect: {low: 600000, likely: 1700000, high: 2800000", "effect: {low: 300000, likely: 900000, high: 1600000"),
    ("baseline: yoy, change: +20%, period: 2027", "baseline: yoy, change: +22%, period: 2027"),
)


def rewritten(file: Path, *pairs: tuple[str, str]) -> None:
    text = file.read_text(encoding="utf-8")
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")


def hashes(folder: Path) -> dict[str, str]:
    return {str(f.relative_to(folder)): store.sha256(f) for f in sorted(folder.rglob("*")) if f.is_file()}


def refused(folder: Path, on: str = DAY) -> PlanError:
    with pytest.raises(PlanError) as raised:
        approve(folder / "runs" / "latest", by=WHO, on=on, today="2026-12-31")
    return raised.value


@dataclass(frozen=True)
class Signed:
    """The workspace after its approval, as it was then, and after a change of the plan and a second run."""

    folder: Path
    then: Path
    run: Path
    before: dict[str, str]

    @property
    def approval(self) -> Path:
        (found,) = (self.folder / "approvals").iterdir()
        return found


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Signed:
    """A copy of the sample whose last to-do is done: run, approved, copied, changed, run again."""
    base = tmp_path_factory.mktemp("approve")
    folder = support.fresh_sample(base / "now")
    rewritten(folder / "plan.yml", (UNHEARD, "    influence: medium\n    heard: 2026-11-20\n    # heard"))
    support.made("run", folder)
    run = (folder / "runs" / "latest").resolve()
    before = hashes(run)
    shown = support.made("approve", folder / "runs" / "latest", "--by", WHO, "--on", DAY)
    assert shown.splitlines()[-1] == str(next((folder / "approvals").iterdir()) / "plan.html")
    shutil.copytree(folder, base / "then", symlinks=True)
    rewritten(folder / "plan.yml", *CHANGES)
    stale = refused(folder)
    assert (stale.reference, stale.exit_code) == ("stale-run", 4)
    support.made("run", folder)
    return Signed(folder, base / "then", run, before)


def test_the_run_stays_byte_for_byte_and_nothing_temporary_is_left(signed: Signed) -> None:
    assert hashes(signed.run) == signed.before
    plan_hash = store.sha256(signed.then / "plan.yml")
    assert signed.approval.name == f"{DAY}-{plan_hash[:8]}"
    assert sorted(f.name for f in signed.approval.iterdir()) == [
        "approval.json", "notebooks", "plan.html", "plan.xlsx",
    ]  # fmt: skip
    led = set(re.findall(r'href="(notebooks/[^"]+)"', (signed.approval / "plan.html").read_text(encoding="utf-8")))
    assert led == {f"notebooks/{page.name}" for page in (signed.approval / "notebooks").iterdir()}
    assert len(led) == 6


def test_the_signed_plan_is_the_run_with_its_state_and_nothing_else(signed: Signed) -> None:
    html = (signed.approval / "plan.html").read_text(encoding="utf-8")
    draft, made = (
        Read(text).text.splitlines() for text in ((signed.run / "plan.html").read_text(encoding="utf-8"), html)
    )
    words = f"Approved 14 Oct 2026 by {WHO}"
    assert [(a, b) for a, b in zip(draft, made, strict=True) if a != b] == [
        ("Halden Instruments: sales plan 2027 (draft)", "Halden Instruments: sales plan 2027 (approved 14 Oct 2026)"),
        (
            "Halden Instruments: sales plan 2027 DRAFT, not signed, data to 31 Oct 2026",
            f"Halden Instruments: sales plan 2027 {words}, data to 31 Oct 2026",
        ),
        ("Summary DRAFT", "Summary Approved"),
        ("DRAFT, not signed. No plan was signed yet.", f"{words}."),
    ]
    assert "DRAFT" not in html
    books = [openpyxl.load_workbook(io.BytesIO((f / "plan.xlsx").read_bytes())) for f in (signed.run, signed.approval)]
    cells = [{(s.title, c.coordinate): c.value for s in book for row in s for c in row} for book in books]
    assert [(cells[0][at], cells[1][at]) for at in cells[0] if cells[0][at] != cells[1][at]] == [
        ("DRAFT, not signed", words),
        ("No plan was signed yet.", words),
    ]


def test_the_same_plan_is_approved_and_signed_once_any_other_is_a_draft(signed: Signed) -> None:
    then, now = (prepare(Parameters(str(folder))) for folder in (signed.then, signed.folder))
    assert then.signed is not None
    assert then.signed.who == WHO
    assert now.signed is None
    assert now.approval == then.signed
    assert then.fingerprint != then.unsigned  # the approval is an input
    assert prepare(Parameters(str(signed.then), seed=1)).signed is None
    again = refused(signed.then)
    assert (again.reference, again.exit_code) == ("approved-already", 4)
    assert f"14 Oct 2026, by {WHO}" in again.message


def test_a_later_plan_is_signed_no_earlier(signed: Signed) -> None:
    assert refused(signed.folder, "2026-10-13").reference == "approved-later"


def answers(page: Read) -> dict[str, str]:
    """The first screen's landing by its labels, and the chance."""
    landing = {row[0]: row[1] for row in page.table("Bookings 2027, EUR M, with the range")}
    (chance,) = re.findall(r"^Chance: .*? \((\d+%)", page.text, re.MULTILINE)
    return landing | {"chance": chance}


def tenths(amount: str) -> int:
    return int(re.sub(r"[^\d-]", "", amount.replace("−", "-")))


def test_the_next_plan_says_what_changed_and_its_amounts_add_up_as_printed(signed: Signed) -> None:
    page = read(signed.folder)
    then, now = answers(Read((signed.approval / "plan.html").read_text(encoding="utf-8"))), answers(page)
    lines = page.text.splitlines()
    start = lines.index(f"Since 14 Oct the chance fell from {then['chance']} to {now['chance']}")
    assert lines[start + 1] == f"The goal rose from {then['Goal']} to {now['Goal']}."
    end = next(i for i in range(start, len(lines)) if lines[i].startswith("For you to decide"))
    changes = [line.rpartition(" ") for line in lines[start + 2 : end]]
    *parts, (last, _, total) = changes
    assert last == f"With this plan, from {then['With this plan']}"
    assert tenths(total) == tenths(now["With this plan"]) - tenths(then["With this plan"])
    assert sum(tenths(amount) for _, _, amount in parts) == tenths(total)
    assert ("Food line teams", " ", "−0.8M") in parts  # 0.9M likely instead of 1.7M
    assert len(parts) <= 3
    assert f"DRAFT, not signed. Last signed plan: 14 Oct 2026, by {WHO}." in lines
    told = f"{lines[start]}. {lines[start + 1]} {'; '.join(lines[start + 2 : end])}."
    book = openpyxl.load_workbook(signed.folder / "runs" / "latest" / "plan.xlsx")
    assert told in [cell.value for row in book["Cover"].iter_rows() for cell in row]
    notebook = (signed.folder / "runs" / "latest" / "notebooks" / "06_plan.html").read_text(encoding="utf-8")
    shown = Read(notebook).text
    assert all(line in shown for line in lines[start:end])


def test_all_answers_stand_within_the_first_phone_screen(offline: Any, signed: Signed) -> None:
    for file in (signed.folder / "runs" / "latest" / "plan.html", signed.approval / "plan.html"):
        page = offline(width=390, height=844).open(file.resolve())
        assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
        assert page.evaluate("document.querySelector('.first .base').getBoundingClientRect().bottom") <= 844
        parts = page.evaluate("""['h1', '.landing', '[id$=holds]', '.since', '.ask', '.base'].map(
            s => document.querySelector('.first ' + s)?.getBoundingClientRect().height > 0)""")
        assert parts == [True, True, True, file.parent != signed.approval, True, True]


def test_a_plan_with_what_must_be_done_is_not_signed(sample: Path, tmp_path: Path) -> None:
    folder = tmp_path / "sample"
    shutil.copytree(sample, folder, symlinks=True)
    done = support.salesplan("approve", folder / "runs" / "latest", "--by", WHO, "--on", DAY)
    assert done.returncode == 4
    assert "1 to-do must be done before approval" in done.stderr
    assert "Legal (General counsel) was never heard" in done.stderr
    assert not (folder / "approvals").exists()


def test_a_run_whose_results_or_page_changed_is_not_signed(signed: Signed, tmp_path: Path) -> None:
    folder = tmp_path / "edited"
    shutil.copytree(signed.then, folder, symlinks=True)
    shutil.rmtree(folder / "approvals")
    table = folder / "runs" / "latest" / "tables" / "goals" / "levels.parquet"
    table.write_bytes(table.read_bytes() + b"x")
    found = refused(folder)
    assert (found.reference, found.exit_code) == ("changed-result", 4)
    assert not (folder / "approvals").exists()
    # what the run has in another form than its results give is not what would be signed
    shutil.copy(signed.run / "tables" / "goals" / "levels.parquet", table)
    manifest, page = (folder / "runs" / "latest" / name for name in ("manifest.json", "plan.html"))
    digest = store.sha256(page)
    page.write_bytes(page.read_bytes().replace(b"We will probably", b"We will surely"))
    rewritten(manifest, (digest, store.sha256(page)))
    facts = folder / "runs" / "latest" / "tables" / "plan" / "facts.json"
    assert digest in facts.read_text(encoding="utf-8")
    found = refused(folder)
    assert (found.reference, found.exit_code) == ("other-page", 4)


def test_approvals_that_lead_elsewhere_are_not_written_to(signed: Signed, tmp_path: Path) -> None:
    folder = tmp_path / "linked"
    shutil.copytree(signed.then, folder, symlinks=True)
    (folder / "approvals").rename(tmp_path / "elsewhere")
    (folder / "approvals").symlink_to(tmp_path / "elsewhere")
    found = refused(folder)
    assert (found.reference, found.exit_code) == ("linked-folder", 2)
    assert len(list((tmp_path / "elsewhere").iterdir())) == 1


def test_a_disk_that_fails_leaves_no_half_approval(
    signed: Signed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "full"
    shutil.copytree(signed.then, folder, symlinks=True)
    shutil.rmtree(folder / "approvals")
    write = Path.write_bytes

    def full(self: Path, data: bytes) -> int:
        if self.name == "plan.xlsx" and "approvals" in self.parts:
            raise OSError(28, "No space left on device", str(self))
        return write(self, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    found = refused(folder)
    assert (found.reference, found.exit_code) == ("cannot-write", 6)
    assert list((folder / "approvals").iterdir()) == []
