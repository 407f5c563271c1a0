"""A workbook as a finance department makes it: merged titles, years above months, regions merged, totals and notes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import xlsxwriter

from salesplan_nb.errors import PlanErrors
from salesplan_nb.intake import read
from salesplan_nb.proposal import Proposal, init_from, proposed
from salesplan_nb.workspace import check

MONTHS = [(2025, month) for month in range(4, 13)] + [(2026, month) for month in range(1, 10)]
REGIONS = {
    "Leeds": [410_25 + 3_17 * i + 7_01 * (i % 5) for i in range(18)],
    "York": [190_40 + 2_03 * i + 5_11 * (i % 4) for i in range(18)],
    "Cardiff": [305_10 + 1_09 * i + 9_07 * (i % 3) for i in range(18)],
}
"""Hundredths of a thousand pounds by month: 410.25 is £410,250."""
ENGLAND = [a + b for a, b in zip(REGIONS["Leeds"], REGIONS["York"], strict=True)]
ALL = [a + b for a, b in zip(ENGLAND, REGIONS["Cardiff"], strict=True)]
LINES = {"Leeds": REGIONS["Leeds"], "York": REGIONS["York"], "Total": ENGLAND, "Cardiff": REGIONS["Cardiff"], "UK": ALL}


@pytest.fixture
def accounts(tmp_path: Path) -> Path:
    """Rows 1 and 2 titles, 4 and 5 the header, 6 to 10 regions and totals, 12 a source; and a sheet of a note."""
    path = tmp_path / "files" / "accounts.xlsx"
    path.parent.mkdir()
    book = xlsxwriter.Workbook(path, {"default_date_format": "mmm-yy"})
    sheet = book.add_worksheet("Sales")
    sheet.merge_range("A1:H1", "Pike Castings Ltd: net sales by region")
    sheet.merge_range("A2:H2", "£ thousands, unaudited")
    sheet.merge_range("A4:A5", "Country")
    sheet.merge_range("B4:B5", "Region")
    sheet.merge_range(3, 2, 3, 13, "FY25/26")
    sheet.merge_range(3, 14, 3, 19, "FY26/27")
    sheet.merge_range(3, 20, 4, 20, "Total")
    for column, (year, month) in enumerate(MONTHS, 2):
        sheet.write(4, column, dt.datetime(year, month, 1))  # noqa: DTZ001 -- a workbook has no zones
    for row, (name, cells) in enumerate(LINES.items(), 5):
        sheet.write(row, 1, name)
        sheet.write_row(row, 2, [cell / 100 for cell in (*cells, sum(cells))])
    sheet.merge_range("A6:A7", "England")
    sheet.merge_range("A8:B8", "Total England")
    sheet.write("A9", "Wales")
    sheet.merge_range("A10:B10", "UK")
    sheet.write("A12", "Source: finance ledger.")
    book.add_worksheet("Notes").write("A1", "Prepared by J. Pike")
    book.close()
    return path


def made(accounts: Path) -> tuple[Path, Proposal]:
    return init_from(accounts.parent.parent / "plan", [accounts])


def test_it_is_read_as_it_is_and_each_sale_counts_once(accounts: Path) -> None:
    workspace, proposal = made(accounts)
    assert proposal.refused == ()
    result = read(check(workspace).workspace)
    assert result.quality.facts.currency == "GBP"
    # Hundredths of a thousand pounds are ten pounds each: a thousand cents.
    years = {2025: sum(ALL[:9]) * 1_000, 2026: sum(ALL[9:]) * 1_000}
    found = result.quality.years
    assert dict(zip(map(int, found["year"]), found["amount_cents"].tolist(), strict=True)) == years


def test_what_was_assumed_names_currency_and_every_total(accounts: Path) -> None:
    _workspace, proposal = made(accounts)
    assert "currency: GBP, the title says '£ thousands, unaudited'" in proposal.assumed
    assert "orders: rows with 'Country' 'Total England', 'UK' are set aside as sums of others" in proposal.assumed


def test_a_sheet_without_rows_is_said_and_hides_nothing(accounts: Path) -> None:
    _workspace, proposal = made(accounts)
    told = {(one.file, one.column): one.why for one in proposal.unmapped}
    assert told["accounts.xlsx [Notes]", ""] == "accounts.xlsx!Notes has no data rows"


def test_where_there_are_no_orders_an_empty_sheet_is_no_error_of_its_own(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "people.xlsx")
    book.add_worksheet("People").write_row("A1", ["name", "city"])
    book.worksheets()[0].write_row("A2", ["Ada", "Leeds"])
    book.worksheets()[0].write_row("A3", ["Bob", "York"])
    book.add_worksheet("Notes").write("A1", "Prepared by J. Pike")
    book.close()
    with pytest.raises(PlanErrors) as raised:
        proposed([tmp_path / "people.xlsx"], tmp_path / "plan")
    assert [error.reference for error in raised.value.errors] == ["no-orders-table"]
    assert "could not be read" not in raised.value.errors[0].message
