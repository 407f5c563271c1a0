from __future__ import annotations

import json
import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest

from salesplan_nb import results
from salesplan_nb.errors import PlanError
from salesplan_nb.results import framed
from salesplan_nb.run import store


@dataclass(frozen=True)
class Facts:
    """Of every shape that a stage's facts have."""

    note: str
    skill: float
    trials: int
    calibrated: bool
    chosen: tuple[str, ...]
    missing: str | None = None


@dataclass(frozen=True, kw_only=True)
class Toy:
    """A column of each kind, a table without rows, a file."""

    rows: pd.DataFrame = results.table(
        name="text", month="month", day="date", paid="cents", n="count", rate="fraction", size="number", open="flag"
    )
    nothing: pd.DataFrame = results.table(name="text", day="date", paid="cents", rate="fraction", open="flag")
    facts: Facts
    files: dict[str, bytes] = results.files()


ROWS = [
    ("Halden 測量 <b>", "2027-01", "2027-01-31", -(2**53) - 1, 3, 0.1, 1e-300, True),
    ("", "2027-02", "", 0, 0, math.nan, math.nan, False),
    ("00123", "", "0207-02-28", 2**62, 1, 1.0, -0.5, True),
]


def toy(rows: list[tuple[object, ...]] | None = None) -> Toy:
    """A result that has all that is awkward to store."""
    return Toy(
        rows=framed(Toy, "rows", ROWS if rows is None else rows),
        nothing=framed(Toy, "nothing", []),
        facts=Facts("größer", math.nan, 24, True, ("a", "b")),
        files={"plan.html": b"<!DOCTYPE html>", "plan.xlsx": b"PK\x03\x04\x00"},
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the stage 'toy' of a run keeps its tables."""
    return tmp_path / "run" / "tables" / "toy"


def test_a_result_comes_back_as_it_was_published(folder: Path) -> None:
    store.save(toy(), folder)
    back = store.load(Toy, folder)
    pd.testing.assert_frame_equal(back.rows, toy().rows, check_exact=True)
    pd.testing.assert_frame_equal(back.nothing, toy().nothing)
    results.checked(back)
    assert math.isnan(back.facts.skill)
    assert (back.facts.note, back.facts.trials, back.facts.calibrated) == ("größer", 24, True)
    assert back.facts.chosen == ("a", "b")
    assert back.facts.missing is None
    assert back.files == toy().files


def test_others_read_the_tables_with_the_types_that_were_promised(folder: Path) -> None:
    import pyarrow.parquet as pq

    store.save(toy(), folder)
    kinds = {field.name: str(field.type) for field in pq.read_schema(folder / "rows.parquet")}
    assert kinds == {
        "name": "string", "month": "string", "day": "date32[day]", "paid": "int64", "n": "int64",
        "rate": "double", "size": "double", "open": "bool",
    }  # fmt: skip
    empty = {field.name: str(field.type) for field in pq.read_schema(folder / "nothing.parquet")}
    assert empty == {name: kinds[name] for name in ("name", "day", "paid", "rate", "open")}


def test_the_same_result_has_the_same_bytes(tmp_path: Path) -> None:
    for run in ("one", "two"):
        store.save(toy(), tmp_path / run / "tables" / "toy")
    files = sorted(path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*") if path.is_file())
    assert len(files) == 5
    for file in files:
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes(), file


def test_a_table_that_is_not_as_declared_is_not_stored(folder: Path) -> None:
    bad = Toy(rows=toy().rows.astype({"paid": "float64"}), nothing=toy().nothing, facts=toy().facts, files={})
    with pytest.raises(ValueError, match=r"Toy\.rows\.paid is float64"):
        store.save(bad, folder)
    assert not folder.exists()


def test_a_stage_that_has_not_published_says_so(folder: Path) -> None:
    with pytest.raises(PlanError, match="stage 'toy' has published no result in") as caught:
        store.load(Toy, folder)
    assert caught.value.exit_code == 4


def flip(path: Path) -> None:
    """Change one byte in the middle of a file."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def rewrite(path: Path) -> None:
    """A whole, well-formed table with one cent more, as a hand edit would leave it."""
    frame = pd.read_parquet(path)
    frame.assign(paid=frame["paid"] + 1).to_parquet(path)


def better(path: Path) -> None:
    """The facts, well-formed, with a better skill."""
    stored = json.loads(path.read_text(encoding="utf-8"))
    stored["facts"]["facts"]["skill"] = 0.99
    path.write_text(json.dumps(stored), encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("tables/toy/rows.parquet", flip),
        ("tables/toy/rows.parquet", rewrite),
        ("tables/toy/nothing.parquet", Path.unlink),
        ("tables/toy/facts.json", better),
        ("tables/toy/facts.json", lambda path: path.write_bytes(path.read_bytes()[:40])),
        ("tables/toy/facts.json", lambda path: path.write_text("[]")),
        ("plan.html", flip),
        ("plan.xlsx", Path.unlink),
    ],
)
def test_what_was_changed_after_it_was_published_is_refused(
    folder: Path, name: str, change: Callable[[Path], object]
) -> None:
    store.save(toy(), folder)
    file = folder.parent.parent / name
    change(file)
    with pytest.raises(PlanError, match="changed-result") as caught:
        store.load(Toy, folder)
    assert file.name in caught.value.message
    assert caught.value.exit_code == 4


def test_publishing_again_replaces_what_was_there(folder: Path) -> None:
    store.save(toy(), folder)
    store.save(toy(rows=[]), folder)
    assert len(store.load(Toy, folder).rows) == 0
