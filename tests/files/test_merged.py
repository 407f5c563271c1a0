"""Merged cells: what one that covers several means, and which of them nobody can tell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from salesplan_nb.files import Layout, sniffed
from tests.files.making import error_of, read, texts

DAY = dt.datetime.fromisoformat("2026-10-31")


def made(folder: Path, fill: Callable[[Worksheet], object]) -> Path:
    """A sheet `Orders` whose names are in row 3, below a merged title, and that a function goes on with from row 4."""
    path = folder / "orders.xlsx"
    book = xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet("Orders")
    sheet.merge_range("A1:C1", "Sales 2026")
    sheet.write_row("A3", ["region", "id", "net"])
    sheet.write_row("B4", ["A", 5])
    sheet.write_row("B5", ["B", 6])
    fill(sheet)
    book.close()
    return path


def rows(path: Path) -> list[tuple[str, ...]]:
    found = texts(read(path, Layout(header=3)))
    return list(zip(*found.values(), strict=True))


def test_a_text_merged_downwards_is_that_of_each_row_and_ends_where_the_merged_cell_does(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.merge_range("A4:A5", "North")
        sheet.write_row("B6", ["C", 7])

    assert rows(made(tmp_path, fill)) == [("North", "A", "5"), ("North", "B", "6"), ("", "C", "7")]


def test_a_day_merged_downwards_is_that_of_each_row(tmp_path: Path) -> None:
    path = made(tmp_path, lambda sheet: sheet.merge_range("A4:A5", DAY))
    assert [row[0] for row in rows(path)] == ["2026-10-31", "2026-10-31"]


def test_a_row_of_which_a_merged_cell_alone_would_be_filled_is_none(tmp_path: Path) -> None:
    path = made(tmp_path, lambda sheet: sheet.merge_range("A4:A9", "North"))
    assert [row[0] for row in rows(path)] == ["North", "North"]


def test_a_text_merged_across_stays_in_its_first_column(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.merge_range("A6:B6", "Total")
        sheet.write("C6", 11)

    assert rows(made(tmp_path, fill))[-1] == ("Total", "", "11")


@pytest.mark.parametrize(
    ("area", "value", "shown"),
    [
        ("C4:C5", 11, "11"),  # once, or in each row?
        ("B6:C6", 11, "11"),
        ("A4:A5", "1,100.50", "1,100.50"),
        ("A6:B6", DAY, "2026-10-31"),  # the day of which of the two columns?
        ("A3:A4", "region", "begins above the table"),  # a name, or the first row's region?
    ],
)
def test_what_could_be_read_in_two_ways_is_refused_with_its_place(
    tmp_path: Path, area: str, value: object, shown: str
) -> None:
    path = made(tmp_path, lambda sheet: sheet.merge_range(area, value))
    error = error_of(lambda: read(path, Layout(header=3)))
    assert (error.reference, error.exit_code) == ("merged-cells", 3)
    assert error.message == "orders.xlsx!Orders: 1 merged cell in the table could be read in two ways"
    assert error.context == (f"orders.xlsx!Orders:{area}: {shown}",)
    assert error.hint == "unmerge them and write each cell's own value, or leave them out by header: or range:"


def test_what_is_merged_in_columns_that_nobody_asks_for_does_not_matter(tmp_path: Path) -> None:
    path = made(tmp_path, lambda sheet: sheet.merge_range("C4:C5", 11))
    assert texts(read(path, Layout(header=3), ["id"])) == {"id": ["A", "B"]}


def test_of_a_header_of_two_rows_the_lower_has_the_names_and_lacks_none_that_the_upper_has(tmp_path: Path) -> None:
    path = tmp_path / "sales.xlsx"
    book = xlsxwriter.Workbook(path, {"default_date_format": "mmm-yy"})
    sheet = book.add_worksheet("Sales")
    sheet.merge_range("A1:E1", "Net sales")
    sheet.merge_range("A3:A4", "Region")
    sheet.merge_range("B3:D3", "FY26")
    sheet.merge_range("E3:E4", "Total")
    for column, month in enumerate((4, 5, 6), 1):
        sheet.write(3, column, dt.datetime(2026, month, 1))  # noqa: DTZ001 -- a workbook has no zones
    sheet.write_row("A5", ["North", 5, 6, 7, 18])
    sheet.write_row("A6", ["South", 1, 2, 3, 6])
    book.close()
    [table] = sniffed(path, path.name).tables
    assert table.layout.header == 4
    assert table.names == ("Region", "2026-04-01", "2026-05-01", "2026-06-01", "Total")
    assert list(texts(read(path, table.layout))) == list(table.names)
