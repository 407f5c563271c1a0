from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest

from salesplan_nb.errors import PlanError
from salesplan_nb.run import manifest
from salesplan_nb.run.failed import page
from salesplan_nb.run.kernels import Failure, StageFailed
from salesplan_nb.run.manifest import Manifest, StageRecord


def record(*stages: tuple[str, str], status: str = "failed", workspace: str = "halden") -> Manifest:
    """A run that came as far as these stages."""
    made = Manifest("r1", workspace, "", "2026-10", 2027, "0" * 64, "1" * 64, status=status)
    made.stages = [StageRecord(name, state, 1.5) for name, state in stages]
    return made


class Text(HTMLParser):
    """The words of a page, its tags, and every attribute that could ask a network for something."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.words, self.tags, self.addresses = "", set[str](), list[str]()
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.addresses += [f"{name}={value}" for name, value in attrs if name in ("src", "href", "srcset", "action")]

    def handle_data(self, data: str) -> None:
        self.words += data


HALFWAY = (("quality", "done"), ("objectives", "done"), ("goals", "failed"))


def test_the_page_says_failed_where_and_why() -> None:
    error = StageFailed(Failure("02_goals.ipynb", "How likely the goal is", "ValueError: no history"))
    words = Text(page(record(*HALFWAY), error)).words
    assert "FAILED: no plan was published" in words
    assert "Run r1 of halden stopped in stage 'goals'. Done before: quality, objectives." in words
    assert "02_goals.ipynb, under 'How likely the goal is'\nValueError: no history" in words
    assert "The last good plan, if there is one, is untouched" in words


@pytest.mark.parametrize(
    ("stages", "status", "error", "expected"),
    [
        (HALFWAY, "interrupted", None, "The process was killed"),
        (HALFWAY, "interrupted", KeyboardInterrupt(), "Stopped by a signal."),
        (HALFWAY, "failed", StageFailed(Failure("02.ipynb", "", "the kernel died")), "02.ipynb\nthe kernel died"),
        (HALFWAY, "failed", RuntimeError(), "RuntimeError"),
        (
            (("quality", "failed"),), "failed",
            PlanError("no-rows", message="orders.csv has no data rows", context=None, hint="export again", kind="data"),
            "error: no-rows\norders.csv has no data rows\nhint: export again",
        ),
        ((), "failed", RuntimeError("x"), "stopped between two stages. Done before: nothing."),
        # inputs that changed while it ran are found when every stage is done
        (
            (("quality", "done"), ("plan", "done")), "failed", RuntimeError("x"),
            "stopped between two stages. Done before: quality, plan.",
        ),
    ],
)  # fmt: skip
def test_each_way_to_fail_is_told_in_its_own_words(
    stages: tuple[tuple[str, str], ...], status: str, error: BaseException | None, expected: str
) -> None:
    assert expected in Text(page(record(*stages, status=status), error)).words


def test_text_from_outside_is_shown_as_text() -> None:
    hostile = "<script>alert(1)</script>{why}\"'&"
    error = StageFailed(Failure("02_goals.ipynb", hostile, hostile))
    read = Text(page(record(*HALFWAY, workspace=hostile), error))
    assert "script" not in read.tags
    assert read.words.count(hostile) == 4  # title, run, heading, cause


def test_the_page_asks_no_network_for_anything() -> None:
    source = page(record(*HALFWAY), RuntimeError("x"))
    assert Text(source).addresses == []
    assert "default-src 'none'" in source
    assert "script" not in Text(source).tags


def test_a_manifest_is_written_with_the_names_that_others_rely_on_and_read_back(tmp_path: Path) -> None:
    record(*HALFWAY).write(tmp_path)
    stored = manifest.read(tmp_path)
    assert stored == json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    assert stored is not None
    names = {"run_id", "workspace", "scenario", "as_of", "seed", "status", "plan_sha256", "inputs", "stages", "outputs"}
    assert names | {"versions"} <= set(stored)
    assert stored["stages"][2] == {"name": "goals", "status": "failed", "seconds": 1.5, "cached": False}
    assert stored["versions"]["pandas"]


@pytest.mark.parametrize("content", [None, "", "{", "\udcff"])
def test_a_manifest_that_is_missing_or_cut_off_reads_as_none(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "manifest.json").write_bytes(content.encode(errors="surrogateescape"))
    assert manifest.read(tmp_path) is None
