"""Workbooks opened by a second program, which computes every formula anew."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.office import Office, errors, formulas, named, poisoned, same
from tests.report import fakes
from tests.report.test_workbook_structure import PLANS, REGIONS, made


@pytest.fixture(scope="module")
def computed(office: Office, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, Any, int]]:
    """By plan: the file as it is made, the values that LibreOffice computes, and how many formulas were poisoned."""
    folder = tmp_path_factory.mktemp("books")
    files, counts = [], []
    for name in PLANS:
        data = made(name)
        (folder / f"{name}.good.xlsx").write_bytes(data)
        files.append(folder / f"{name.replace(' ', '-')}.xlsx")
        counts.append(poisoned(data, files[-1]))
    books = office.recalculated(*files)
    return {
        name: (folder / f"{name}.good.xlsx", book, count)
        for name, book, count in zip(PLANS, books, counts, strict=True)
    }


@pytest.mark.parametrize("name", list(PLANS))
def test_what_is_stored_is_what_another_program_computes(computed: Any, name: str) -> None:
    # Every stored result was replaced by a wrong one before: whatever comes out right was computed.
    path, book, count = computed[name]
    told, stored = formulas(path), openpyxl.load_workbook(path, data_only=True)
    assert len(told) == count > 10
    assert errors(book) == []
    assert errors(stored) == []
    wrong = {
        place: (stored[place[0]][place[1]].value, book[place[0]][place[1]].value)
        for place in told
        if not same(stored[place[0]][place[1]].value, book[place[0]][place[1]].value)
    }
    assert wrong == {}


def test_computed_totals_are_the_plans(computed: Any) -> None:
    _, book, _ = computed["complete"]
    results = fakes.complete()
    totals = {
        "targets_total": results.goals.targets.target,
        "quotas_total": results.resources.quotas.quota_cents,
        "budget_total": results.resources.budget.amount_cents,
    }
    for name, cents in totals.items():
        assert round(named(book, name) * 100, 3) == int(cents.sum())
    assert named(book, "short_of_goal") == pytest.approx(28_800_000 - 27_900_000)


def test_regions_that_sumifs_would_mix_up_keep_their_own_sums(computed: Any) -> None:
    _, book, _ = computed["odd regions"]
    targets = fakes.goals(regions=REGIONS).targets
    for region in REGIONS:
        rows = [r for r in book["Targets"].iter_rows(values_only=True) if r[0] == region]
        quarters, months = rows  # by quarter, then by month
        wanted = int(targets[targets.region == region].target.sum())
        assert {round(max(v for v in r[1:] if v is not None) * 100) for r in (quarters, months)} == {wanted}
