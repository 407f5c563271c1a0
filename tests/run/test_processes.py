"""Locks, dead kernels, signals, FAILED pages: real processes that are really stopped."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import nbformat
import psutil
import pytest

from salesplan_nb.run.lab import own_notebooks

COMMAND = [sys.executable, "-m", "salesplan_nb.cli"]
MONTHS = [f"{2024 + i // 12}-{i % 12 + 1:02d}" for i in range(30)]
SLOW = "import time; time.sleep(600)"


def ran(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, "run", str(folder), *options], capture_output=True, text=True, timeout=300, check=False
    )


def started(folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*COMMAND, "run", str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def until(condition: Callable[[], object], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.05)


def digest(folder: Path) -> dict[str, str]:
    folder = folder.resolve()
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def kernels_of(folder: Path) -> list[psutil.Process]:
    """Kernels whose parent runs this workspace."""
    found = []
    for process in psutil.process_iter(["cmdline"]):
        line = process.info["cmdline"] or []
        if "ipykernel_launcher" in " ".join(line):
            parent = process.parent()
            if parent is not None and str(folder) in parent.cmdline():
                found.append(process)
    return found


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small workspace with a good plan in it."""
    folder = tmp_path_factory.mktemp("small") / "small"
    data = folder / "data"
    data.mkdir(parents=True)
    rows = "".join(
        f"{m}-{d:02d},{100 + 3 * i + d},{r}\n" for i, m in enumerate(MONTHS) for d, r in ((5, "North"), (28, "South"))
    )
    (data / "orders.csv").write_text("date,amount,region\n" + rows, encoding="utf-8")
    (folder / "sources.yml").write_text(
        "records: bookings\nas_of: 2026-06\ntables:\n  orders:\n    file: orders.csv\n"
        "    columns: {order_date: date, amount: amount, region: region}\n",
        encoding="utf-8",
    )
    (folder / "plan.yml").write_text(
        "company: Small\ncurrency: EUR\nyear: {starts: 2027-01}\n"
        "goals:\n  - {id: g, metric: bookings, baseline: yoy, change: +10%, period: 2027, owner: me}\n",
        encoding="utf-8",
    )
    done = ran(folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def workspace(published: Path) -> Iterator[Path]:
    """The same workspace; the last good plan must be the same bytes afterwards, nothing hidden left, the lock free."""
    before = digest(published / "runs" / "latest")
    yield published
    for copy in published.glob("notebooks/*"):
        copy.unlink()
    assert digest(published / "runs" / "latest") == before or (published / "moved").exists()
    assert not list(published.glob("runs/.building-*"))
    assert not (published / "runs" / ".holder.json").exists()


def broken(folder: Path, name: str, source: str) -> None:
    """Give the workspace its own copy of the notebooks, one with a cell that misbehaves."""
    path = own_notebooks(folder) / name
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.insert(4, nbformat.v4.new_markdown_cell("## Where it breaks"))
    notebook.cells.insert(5, nbformat.v4.new_code_cell(source))
    nbformat.write(notebook, path)


def failed_page(folder: Path) -> str:
    newest = max(folder.glob("runs/2*"), key=lambda path: path.name)
    return (newest / "FAILED.html").read_text(encoding="utf-8")


def test_a_cell_that_raises_ends_in_a_failed_page_that_names_heading_and_cause(workspace: Path) -> None:
    broken(workspace, "01_objectives.ipynb", "1 / 0")
    done = ran(workspace)
    assert done.returncode == 7
    assert "Where it breaks" in done.stderr
    assert "ZeroDivisionError: division by zero" in done.stderr
    page = failed_page(workspace)
    assert [words in page for words in ("FAILED", "Where it breaks", "division by zero")] == [True] * 3


def test_a_kernel_that_is_killed_is_said_so(workspace: Path) -> None:
    broken(workspace, "01_objectives.ipynb", "import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
    done = ran(workspace)
    assert done.returncode == 7
    assert "the kernel died" in done.stderr
    assert "the kernel died" in failed_page(workspace)


def test_a_cell_that_never_ends_is_stopped_at_the_limit(workspace: Path) -> None:
    broken(workspace, "01_objectives.ipynb", SLOW)
    done = ran(workspace, "--cell-timeout", "5")
    assert done.returncode == 7
    assert "longer than the limit of 5 s" in done.stderr


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_stops_the_kernels_and_marks_the_run(workspace: Path, number: int, code: int) -> None:
    broken(workspace, "01_objectives.ipynb", SLOW)
    process = started(workspace)
    until(lambda: kernels_of(workspace))
    kernels = kernels_of(workspace)
    time.sleep(3)
    process.send_signal(number)
    process.communicate(timeout=30)
    assert process.returncode == code
    until(lambda: not any(kernel.is_running() for kernel in kernels))
    newest = max(workspace.glob("runs/2*"), key=lambda path: path.name)
    assert json.loads((newest / "manifest.json").read_text())["status"] == "interrupted"


def test_a_second_run_is_told_who_holds_the_workspace(workspace: Path) -> None:
    broken(workspace, "01_objectives.ipynb", SLOW)
    first = started(workspace)
    until((workspace / "runs" / ".holder.json").exists)
    second = ran(workspace)
    first.send_signal(signal.SIGTERM)
    first.communicate(timeout=30)
    assert second.returncode == 5
    assert f"process {first.pid} on" in second.stderr


def test_after_a_kill_the_next_run_marks_the_dead_one_and_publishes(workspace: Path) -> None:
    broken(workspace, "01_objectives.ipynb", SLOW)
    process = started(workspace)
    until(lambda: kernels_of(workspace))
    kernels = kernels_of(workspace)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate(timeout=30)
    until(lambda: not any(kernel.is_running() for kernel in kernels))
    left = list(workspace.glob("runs/.building-2*"))
    assert len(left) == 1
    for copy in workspace.glob("notebooks/*"):
        copy.unlink()
    (workspace / "moved").touch()
    done = ran(workspace)
    assert done.returncode == 0, done.stderr
    dead = workspace / "runs" / left[0].name.removeprefix(".building-")
    assert json.loads((dead / "manifest.json").read_text())["status"] == "interrupted"
    assert "was killed" in (dead / "FAILED.html").read_text(encoding="utf-8")
    assert done.stdout.splitlines()[-1] == str(workspace / "runs" / "latest" / "plan.html")
