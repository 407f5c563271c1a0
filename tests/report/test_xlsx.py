from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import datetime
from typing import Any

import openpyxl
import pytest

from salesplan_nb.report import xlsx
from salesplan_nb.report.page import page
from tests.report import fakes


def read(data: bytes, *, values: bool) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data), data_only=values)


@pytest.fixture(scope="module")
def data() -> bytes:
    return xlsx.workbook(fakes.complete(), fakes.IDENTITY)


def test_the_same_plan_has_the_same_bytes(data: bytes) -> None:
    assert xlsx.workbook(fakes.complete(), fakes.IDENTITY) == data
    assert read(data, values=True).properties.created == xlsx.CREATED  # else two runs in different seconds differ


def test_sheets_have_frozen_headers(data: bytes) -> None:
    book = read(data, values=False)
    assert book.sheetnames == ["Cover", "Targets", "Quotas", "Budget", "KPIs"]
    assert {sheet.freeze_panes for sheet in book} == {"B3"}


@pytest.mark.parametrize("name", ["Targets", "Quotas", "Budget"])
def test_totals_are_formulas_whose_cached_value_is_the_sum_of_the_plan(data: bytes, name: str) -> None:
    formulas, values = read(data, values=False)[name], read(data, values=True)[name]
    column, row = formulas.max_column, formulas.max_row
    results = fakes.complete()
    known = {
        "Targets": results.goals.targets.target,
        "Quotas": results.resources.quotas.quota_cents,
        "Budget": results.resources.budget.amount_cents,
    }
    assert formulas.cell(row, column).value.startswith("=SUM(")
    assert values.cell(row, column).value == int(known[name].sum()) / 100
    above = [values.cell(r, column).value for r in range(3, row)]
    assert round(sum(above) * 100) == int(known[name].sum())


def test_numbers_and_dates_are_real(data: bytes) -> None:
    sheet = read(data, values=True)["Targets"]
    assert sheet.cell(3, 2).value == datetime(2027, 1, 1)  # noqa: DTZ001 -- a calendar date
    assert sheet.cell(3, 2).number_format == "mmm yyyy"
    assert isinstance(sheet.cell(3, 5).value, int | float)


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@x", "=HYPERLINK(1)", "a\x00b"])
def test_text_that_looks_like_a_formula_is_text(name: str) -> None:
    book = read(xlsx.workbook(fakes.nasty(name), fakes.IDENTITY), values=False)
    regions = [book["Targets"].cell(r, 3) for r in range(3, 20)]
    mine = [c for c in regions if c.value == name.replace("\x00", "\ufffd")]
    assert mine
    assert all(c.data_type == "s" for c in mine)


def test_a_sheet_without_data_says_what_to_add() -> None:
    book = read(xlsx.workbook(fakes.minimal(), fakes.IDENTITY), values=True)
    assert book["Quotas"]["A1"].value == "Quotas are not planned yet"
    assert "budget" in book["Budget"]["A3"].value


def test_pay_is_in_no_sheet(data: bytes) -> None:
    cells = [c.value for sheet in read(data, values=True) for row in sheet.iter_rows() for c in row]
    assert 110_000 not in cells


def test_nobody_s_pay_is_in_workbook_or_page() -> None:
    results = fakes.complete()
    paid = results.resources.roles.assign(ote_cents=123_457_00)
    assert len(paid)
    told = replace(results, resources=replace(results.resources, roles=paid))
    cells = [
        cell for sheet in read(xlsx.workbook(told, fakes.IDENTITY), values=True) for row in sheet.values for cell in row
    ]
    assert not {123_457, 123_457_00} & {cell for cell in cells if isinstance(cell, int | float)}
    words = " ".join([page(told, fakes.IDENTITY).html, *(cell for cell in cells if isinstance(cell, str))])
    assert not re.search(r"123,457|123457|123\.5k|123k", words)
