"""plan.pdf: what a browser prints, offline, in the same bytes each time; and what is said where there is none."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from salesplan_nb.report.page import page
from salesplan_nb.run import printing
from tests import pdf
from tests.report import fakes


@pytest.fixture
def html(tmp_path: Path) -> Path:
    file = tmp_path / "plan.html"
    linked = page(fakes.minimal(), fakes.IDENTITY).html.replace("</main>", '<a href="notebooks/x.html">x</a></main>')
    file.write_text(linked, encoding="utf-8")
    return file


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files go, so that what is left of them is seen."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def program(folder: Path, body: str) -> str:
    """A program that passes for a browser."""
    file = folder / "browser"
    file.write_text(f"#!{sys.executable}\nimport sys, time\n{body}\n", encoding="utf-8")
    file.chmod(0o755)
    return str(file)


def test_two_prints_are_equal_and_nothing_temporary_remains(
    chromium: Path, html: Path, tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(printing.VARIABLE, str(chromium))
    first, second = tmp_path / "first.pdf", tmp_path / "second.pdf"
    assert printing.print_page(html, first, "A4") == ""
    assert printing.print_page(html, second, "A4") == ""
    content = first.read_bytes()
    assert content == second.read_bytes()
    assert set(re.findall(rb"D:\d{14}", content)) == {b"D:20000101000000"}
    assert b"file:" not in content
    assert list(temporary.iterdir()) == list(tmp_path.glob(".printing-*")) == []
    sheets = pdf.pages(first)
    assert "DRAFT, not signed" in sheets[0]
    assert f"{len(sheets)} of {len(sheets)}" in sheets[-1]
    assert b"/Outlines" in content
    assert b"/MarkInfo" in content


@pytest.mark.parametrize(("locale", "size"), [("", (595, 842)), ("en_US", (612, 792)), ("en_GB", (595, 842))])
def test_the_paper_is_the_locale_s(
    chromium: Path, html: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, locale: str, size: tuple[int, int]
) -> None:
    monkeypatch.setenv(printing.VARIABLE, str(chromium))
    assert printing.print_page(html, tmp_path / "plan.pdf", printing.paper(locale)) == ""
    found = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", (tmp_path / "plan.pdf").read_bytes())
    assert found is not None
    assert tuple(float(side) for side in found.groups()) == pytest.approx(size, abs=1)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("sys.exit(3)", "made no PDF"),
        ("", "made no PDF"),
        ("[open(a[15:], 'w').write('%PDF-1.4') for a in sys.argv if a.startswith('--print-to-pdf=')]", "made no PDF"),
        ("time.sleep(60)", "took longer than"),
    ],
)  # fmt: skip
def test_a_browser_that_fails_is_told_in_one_line_and_leaves_nothing(
    html: Path, tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch, body: str, said: str
) -> None:
    monkeypatch.setenv(printing.VARIABLE, program(tmp_path, body))
    monkeypatch.setattr(printing, "LONGEST", 0.5 if "sleep" in body else 60)
    why = printing.print_page(html, tmp_path / "plan.pdf", "A4")
    assert said in why
    assert "\n" not in why
    assert not (tmp_path / "plan.pdf").exists()
    assert list(temporary.iterdir()) == list(tmp_path.glob(".printing-*")) == []


COPIES = "[open(a[15:], 'wb').write(b'%PDF-1.4\\n%%EOF') for a in sys.argv if a.startswith('--print-to-pdf=')]"
"""A browser that makes a PDF."""


def test_the_page_is_copied_beside_itself_so_that_the_next_run_finds_what_is_left(
    html: Path, tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted = f"open({str(tmp_path / 'noted')!r}, 'w').write(sys.argv[-1]); {COPIES}"
    monkeypatch.setenv(printing.VARIABLE, program(tmp_path, noted))
    run = tmp_path / "run"
    run.mkdir()
    page_there = html.rename(run / "plan.html")
    assert printing.print_page(page_there, run / "plan.pdf", "A4") == ""
    assert (tmp_path / "noted").read_text().startswith(f"{run.as_uri()}/.printing-")
    assert sorted(file.name for file in run.iterdir()) == ["plan.html", "plan.pdf"]
    assert list(temporary.iterdir()) == []


def test_a_browser_that_may_not_read_there_gets_the_page_in_the_system_s_folder(
    html: Path, tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept_out = f"{temporary.as_uri()!r} in sys.argv[-1] or sys.exit(1)\n{COPIES}"
    monkeypatch.setenv(printing.VARIABLE, program(tmp_path, kept_out))
    assert printing.print_page(html, tmp_path / "plan.pdf", "A4") == ""
    assert (tmp_path / "plan.pdf").read_bytes().startswith(b"%PDF-")
    assert list(temporary.iterdir()) == []
    assert not list(tmp_path.glob(".printing-*"))


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a browser ends by itself")
def test_a_browser_dies_with_the_run_that_was_killed(
    html: Path, tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it has open is closed when it ends: were it not killed, it would say so before."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    body = f"f = open({str(pipe)!r}, 'w', 1); f.write('here\\n'); time.sleep(10); f.write('lived on\\n')"
    monkeypatch.setenv(printing.VARIABLE, program(tmp_path, body))
    code = "import sys, pathlib; from salesplan_nb.run import printing\n"
    code += "printing.print_page(*map(pathlib.Path, sys.argv[1:]), 'A4')"
    run = subprocess.Popen([sys.executable, "-c", code, str(html), str(tmp_path / "plan.pdf")])
    with run, pipe.open(encoding="utf-8") as told:
        assert told.readline() == "here\n"
        run.kill()
        assert told.read() == ""
    assert len(list(tmp_path.glob(".printing-*"))) == 1
    assert list(temporary.iterdir()) == []


def test_without_a_browser_it_is_said_how_to_name_one(
    html: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(printing.VARIABLE, raising=False)
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(printing, "PLACES", ())
    assert "SALESPLAN_CHROMIUM" in printing.print_page(html, tmp_path / "plan.pdf", "A4")
    monkeypatch.setenv(printing.VARIABLE, "/no/such/browser")
    assert "/no/such/browser: there is no such program" in printing.print_page(html, tmp_path / "plan.pdf", "A4")
    monkeypatch.setenv(printing.VARIABLE, "")
    assert not printing.wanted()
