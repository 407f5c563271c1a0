"""The sample's plan.xlsx, opened by LibreOffice, beside the tables that were published with it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from tests.office import Office, errors, formulas, named, poisoned, same

pytestmark = pytest.mark.slow


def table(sample: Path, name: str) -> pd.DataFrame:
    return pd.read_parquet(sample / "runs" / "latest" / "tables" / f"{name}.parquet")


@pytest.fixture(scope="module")
def computed(sample: Path, office: Office, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The workbook's values after LibreOffice has computed them, from a copy whose stored results were all wrong."""
    copy = tmp_path_factory.mktemp("sample-book") / "plan.xlsx"
    assert poisoned((sample / "runs" / "latest" / "plan.xlsx").read_bytes(), copy) > 100
    (book,) = office.recalculated(copy)
    return book


def by_first(sheet: Any, first: str, title: str) -> dict[Any, Any]:
    """The cells under a heading by those of the first column, which has that heading itself."""
    ((row, at),) = [
        (row, cell.column) for row in sheet.iter_rows() for cell in row if cell.value == title and row[0].value == first
    ]
    return {sheet.cell(r, 1).value: sheet.cell(r, at).value for r in range(row[0].row + 1, sheet.max_row + 1)}


def test_nothing_is_wrong_in_it(computed: Any) -> None:
    assert errors(computed) == []


def test_computed_totals_are_those_of_the_tables(sample: Path, computed: Any) -> None:
    goals = table(sample, "goals/goals").set_index("goal_id")
    targets = table(sample, "goals/targets")
    main = named(computed, "goal_id")
    cents = {
        "goal": round(goals.target[main]),
        "targets_total": int(targets[targets.goal_id == main].target.sum()),
        "quotas_total": int(table(sample, "resources/quotas").quota_cents.sum()),
        "budget_total": int(table(sample, "resources/budget").amount_cents.sum()),
    }
    assert {name: round(100 * named(computed, name), 3) for name in cents} == cents
    assert cents["targets_total"] == cents["goal"]


def test_computed_attainment_and_cover_are_those_of_the_tables(sample: Path, computed: Any) -> None:
    attained = table(sample, "measures/attainment").set_index("rep_id").attainment
    told = by_first(computed["Attainment"], "Person", "Attainment")
    assert {rep: told[rep] for rep in attained.index} == pytest.approx(attained.to_dict())
    cover = table(sample, "resources/capacity").cover
    told = by_first(computed["Capacity"], "Month", "Cover")
    assert list(told.values())[: len(cover)] == pytest.approx(list(cover))


def test_what_is_stored_is_what_another_program_computes(sample: Path, computed: Any) -> None:
    path = sample / "runs" / "latest" / "plan.xlsx"
    stored = openpyxl.load_workbook(path, data_only=True)
    wrong = [
        (place, stored[place[0]][place[1]].value, computed[place[0]][place[1]].value)
        for place in formulas(path)
        if not same(stored[place[0]][place[1]].value, computed[place[0]][place[1]].value)
    ]
    assert wrong == []
