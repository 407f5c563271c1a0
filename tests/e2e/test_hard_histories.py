"""Histories from which little can be told, and years of other kinds: what only a whole run shows.

Workspaces of rows 28, 30 and 36 of the list of faults, from the zoo; `check` on them is tests/workspace/test_zoo.py.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest

from tests.e2e.probes import PLACEHOLDER
from tests.e2e.support import ROOT, once, ran_as_script, read

pytestmark = pytest.mark.slow
ZOO = ROOT / "tests" / "workspaces"


def ran(factory: pytest.TempPathFactory, name: str) -> Path:
    """An animal of the zoo with one run in it, which has come through."""

    def make(folder: Path) -> None:
        shutil.copytree(ZOO / name, folder)
        ran_as_script(folder)

    return once(factory, name, make)


def tables(folder: Path, query: str) -> list[tuple[object, ...]]:
    with duckdb.connect() as engine:
        return engine.sql(query.replace("$", str(folder / "runs" / "latest" / "tables"))).fetchall()


def no_placeholder(folder: Path) -> None:
    assert [line for line in read(folder).text.splitlines() if PLACEHOLDER.search(line)] == []


@pytest.mark.parametrize(
    "name", ["r36-one-customer", "r36-one-rep", "r36-three-months", "r36-constant", "r36-all-zero"]
)
def test_a_plan_is_made_from_little_and_shows_no_figure_that_is_none(
    tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    folder = ran(tmp_path_factory, name)
    no_placeholder(folder)


def test_three_months_are_said_to_be_little_evidence(tmp_path_factory: pytest.TempPathFactory) -> None:
    told = read(ran(tmp_path_factory, "r36-three-months")).text
    assert "ittle evidence: three months of history" in told  # after the wide range, where that is named
    # 10,000 + 10,100 + (10,200 + 1,500 for the third month of each year) = 31,800
    assert "31,800" in told or "31.8" in told


def test_a_growth_from_nothing_is_not_available_and_never_infinite(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = ran(tmp_path_factory, "r36-all-zero")
    assert "n/a (from 0)" in read(folder).text


def test_a_history_of_credit_notes_alone_is_kept_with_its_minus(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = ran(tmp_path_factory, "r30-all-negative")
    no_placeholder(folder)
    used = tables(folder, "select sum(amount_cents) from '$/quality/accounting.parquet' where rule = 'used'")
    # Minus the sum of 10,000 + 100 i + 1,500 in two months a year, i = 0 to 33: 340,000 + 56,100 + 5 x 1,500 = 403,600.
    assert used == [(-40_360_000,)]


@pytest.mark.parametrize(
    ("name", "first", "last", "told"),
    [
        ("r28-year-from-february", "2027-02", "2028-01", "Feb 2027 to Jan 2028"),
        ("r28-weeks-4-4-5", "2027-01", "2027-12", "Jan 2027 is 27 Dec 2026 to 23 Jan 2027"),
        ("r28-53-weeks", "2028-02", "2029-01", "a 53rd week is in Jan 2029 (31 Dec 2028 to 3 Feb 2029)"),
    ],
)
def test_the_parts_of_a_year_sum_to_it_and_its_months_say_their_dates(
    tmp_path_factory: pytest.TempPathFactory, name: str, first: str, last: str, told: str
) -> None:
    folder = ran(tmp_path_factory, name)
    ((goal,),) = tables(folder, "select cast(target as bigint) from '$/goals/goals.parquet'")
    asked = "select cast(sum(target) as bigint), min(month), max(month), count(distinct month)"
    ((parts, begins, ends, months),) = tables(folder, f"{asked} from '$/goals/targets.parquet'")
    assert (parts, begins, ends, months) == (goal, first, last, 12)
    assert told in read(folder).text
