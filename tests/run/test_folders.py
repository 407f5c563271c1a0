from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from salesplan_nb.errors import PlanError
from salesplan_nb.run.folders import HOLDER, Runs, disk_error, strip_to_evidence

NOBODY = 65534
"""A user who owns nothing."""
HOLD = """
import sys, time
from pathlib import Path
from salesplan_nb.run.folders import Runs
runs = Runs(Path(sys.argv[1]))
with runs.held("other-run"):
    runs.building("other-run").mkdir()
    print("holding", flush=True)
    time.sleep(60)
"""

READ = """
import sys
from pathlib import Path
plan = Path(sys.argv[1])
print("reading", flush=True)
print(*sorted({plan.read_text() for _ in range(20_000)}))
"""


@pytest.fixture
def runs(tmp_path: Path) -> Runs:
    return Runs(tmp_path / "workspace" / "runs")


@pytest.fixture
def other(runs: Runs) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the workspace and has begun to build a run."""
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(runs.folder)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "holding"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def finished(runs: Runs, run_id: str) -> None:
    """A whole run."""
    runs.building(run_id).mkdir(parents=True)
    (runs.building(run_id) / "plan.html").write_text(run_id)
    runs.finish(run_id)


def test_a_run_is_built_hidden_and_gets_its_name_when_whole(runs: Runs) -> None:
    folder = runs.building("r1")
    assert folder.name.startswith(".")
    folder.mkdir(parents=True)
    assert runs.finish("r1") == runs.folder / "r1"
    assert [path.name for path in runs.folder.iterdir()] == ["r1"]


def test_latest_moves_to_the_new_run_and_still_works_when_the_workspace_moves(runs: Runs, tmp_path: Path) -> None:
    for run_id in ("r1", "r2"):
        finished(runs, run_id)
        runs.move_latest(run_id)
        assert (runs.latest / "plan.html").read_text() == run_id
    assert sorted(path.name for path in runs.folder.iterdir()) == ["latest", "r1", "r2"]
    (tmp_path / "workspace").rename(tmp_path / "elsewhere")
    assert (tmp_path / "elsewhere/runs/latest/plan.html").read_text() == "r2"


def test_who_reads_latest_while_it_moves_always_finds_a_plan(runs: Runs) -> None:
    for run_id in ("r1", "r2"):
        finished(runs, run_id)
    runs.move_latest("r1")
    reader = subprocess.Popen(
        [sys.executable, "-c", READ, str(runs.latest / "plan.html")], stdout=subprocess.PIPE, text=True
    )
    assert reader.stdout is not None
    assert reader.stdout.readline().strip() == "reading"
    while reader.poll() is None:
        for run_id in ("r2", "r1"):
            runs.move_latest(run_id)
    assert reader.stdout.read() == "r1 r2\n"
    reader.stdout.close()


def test_a_link_that_a_killed_process_left_half_moved_is_in_nobodys_way(runs: Runs) -> None:
    finished(runs, "r1")
    (runs.folder / ".building-latest").symlink_to("gone")
    assert runs.dead() == []
    runs.move_latest("r1")
    assert sorted(path.name for path in runs.folder.iterdir()) == ["latest", "r1"]


def test_a_second_process_is_told_at_once_who_holds_the_workspace(runs: Runs, other: subprocess.Popen[str]) -> None:
    started = time.monotonic()
    with pytest.raises(PlanError, match=f"held by run other-run, process {other.pid} on ") as caught, runs.held("mine"):
        pass
    assert time.monotonic() - started < 1
    assert caught.value.exit_code == 5
    assert other.poll() is None
    assert json.loads((runs.folder / HOLDER).read_text())["pid"] == other.pid  # still the other's


def test_a_killed_process_frees_the_workspace_and_its_half_run_is_found(
    runs: Runs, other: subprocess.Popen[str]
) -> None:
    other.send_signal(signal.SIGKILL)
    other.wait()
    with runs.held("mine"):
        assert runs.dead() == [runs.building("other-run")]
        assert json.loads((runs.folder / HOLDER).read_text()) | {"host": ""} == {
            "pid": os.getpid(), "run_id": "mine", "host": "",
        }  # fmt: skip
    assert not (runs.folder / HOLDER).exists()


def test_the_lock_is_free_again_after_a_run_that_failed(runs: Runs) -> None:
    with pytest.raises(RuntimeError, match="in the run"), runs.held("r1"):
        raise RuntimeError("in the run")
    with runs.held("r2"):
        pass
    assert not (runs.folder / HOLDER).exists()


def test_a_disk_that_fills_as_the_run_starts_is_told_as_such_and_leaves_the_lock_free(
    runs: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Path, *_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(self))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_text", full)
        with pytest.raises(PlanError, match="No space left on device") as caught, runs.held("r1"):
            pass
    assert caught.value.exit_code == 6
    assert "MB free" in str(caught.value)
    with runs.held("r2"):
        pass


@pytest.fixture
def may_not_write(tmp_path: Path) -> Iterator[None]:
    """The test's folder is read only, also for root, who may write everywhere and so is nobody for the while."""
    tmp_path.chmod(0o500)
    before = os.geteuid()
    try:
        if before == 0:
            os.seteuid(NOBODY)
        yield
    finally:
        os.seteuid(before)
        tmp_path.chmod(0o700)


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no such rights")
@pytest.mark.usefixtures("may_not_write")
def test_a_folder_without_the_right_to_write_is_named(tmp_path: Path) -> None:
    with pytest.raises(PlanError, match="Permission denied") as caught, Runs(tmp_path / "runs").held("r1"):
        pass
    assert caught.value.exit_code == 6


def test_a_file_where_the_runs_should_be_is_a_fault_of_the_disk_not_of_ours(tmp_path: Path) -> None:
    (tmp_path / "runs").write_text("")
    with pytest.raises(PlanError, match="cannot-write") as caught, Runs(tmp_path / "runs").held("r1"):
        pass
    assert caught.value.exit_code == 6


def test_a_disk_error_names_the_file_and_the_space(tmp_path: Path) -> None:
    error = disk_error(OSError(errno.EFBIG, "File too large", "x.parquet"), tmp_path)
    assert error.message == "x.parquet: File too large"
    assert "a run needs about 50 MB" in error.context[0]
    assert disk_error(OSError("odd"), tmp_path / "absent").message.endswith("absent: odd")


def test_only_evidence_is_left_of_a_run_that_did_not_finish(tmp_path: Path) -> None:
    for name in ("notebooks/01.ipynb", "tables/goals/goals.parquet", "canonical/orders.parquet"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    for name in ("manifest.json", "FAILED.html", "plan.html", "plan.xlsx"):
        (tmp_path / name).write_text("x")
    strip_to_evidence(tmp_path)
    left = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file())
    assert left == ["FAILED.html", "manifest.json", "notebooks/01.ipynb"]
