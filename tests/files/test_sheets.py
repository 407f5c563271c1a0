from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from xlsxwriter.workbook import Workbook

from salesplan_nb.files import Layout, column_names
from tests.files.making import changed, error_of, errors_of, ods, read, texts, workbook, written

ROWS: list[list[object]] = [["id", "net"], ["A", 5], ["B", 6.5]]
DAY = dt.datetime.fromisoformat("2026-10-31")


def made(folder: Path, fill: Callable[[Workbook], None]) -> Path:
    """An .xlsx that a function fills."""
    path = folder / "orders.xlsx"
    book = xlsxwriter.Workbook(path)
    fill(book)
    book.close()
    return path


def test_values_are_written_one_way_with_the_rows_of_the_sheet(tmp_path: Path) -> None:
    def fill(book: Workbook) -> None:
        sheet = book.add_worksheet("Orders")
        day, hour, span = (book.add_format({"num_format": form}) for form in ("yyyy-mm-dd", "hh:mm", "[h]:mm:ss"))
        sheet.write_row("A1", ["id", "day", "net", "paid", "span"])
        sheet.write_row("A2", ["00123", None, 1e22, True])
        sheet.write_datetime("B2", DAY, day)
        sheet.write_row("A4", [17850, None, 0.1, False])
        sheet.write_datetime("B4", DAY.replace(hour=23, minute=30, second=1), day)
        sheet.write_datetime("E4", dt.time(12, 30), hour)  # type: ignore[arg-type]  # XlsxWriter takes times too
        sheet.write_number("E2", 1.5, span)  # days

    cells = read(made(tmp_path, fill))
    assert texts(cells) == {
        "id": ["00123", "17850"],
        "day": ["2026-10-31", "2026-10-31T23:30:01"],
        "net": ["10000000000000000000000", "0.1"],
        "paid": ["TRUE", "FALSE"],
        "span": ["36:00:00", "12:30:00"],
    }
    assert cells.rows.to_pylist() == [2, 4]  # row 3 is empty
    assert cells.native == {"id", "day", "net", "paid", "span"}


def test_a_column_of_text_alone_is_not_native(tmp_path: Path) -> None:
    path = workbook(tmp_path / "orders.xlsx", Orders=[["id", "net"], ["1", 5], ["2", ""]])
    assert read(path).native == {"net"}


def test_dates_count_from_1904_where_the_workbook_says_so(tmp_path: Path) -> None:
    path = tmp_path / "orders.xlsx"
    book = xlsxwriter.Workbook(path, {"date_1904": True})
    sheet = book.add_worksheet()
    sheet.write("A1", "day")
    sheet.write_datetime("A2", DAY, book.add_format({"num_format": "yyyy-mm-dd"}))
    book.close()
    assert texts(read(path)) == {"day": ["2026-10-31"]}


def test_the_only_visible_sheet_with_data_is_meant(tmp_path: Path) -> None:
    def fill(book: Workbook) -> None:
        book.add_worksheet("Empty")
        lists = book.add_worksheet("Lists")
        lists.write("A1", "x")
        lists.hide()
        sheet = book.add_worksheet("Orders")
        for number, row in enumerate(ROWS):
            sheet.write_row(number, 0, row)

    path = made(tmp_path, fill)
    assert texts(read(path)) == {"id": ["A", "B"], "net": ["5", "6.5"]}
    assert column_names(path, Layout(), path.name) == ["id", "net"]


def test_several_visible_sheets_are_listed(tmp_path: Path) -> None:
    path = workbook(tmp_path / "orders.xlsx", Orders=ROWS, Returns=ROWS)
    error = error_of(lambda: read(path))
    assert (error.reference, error.exit_code) == ("several-sheets", 3)
    assert error.context == ("sheet 'Orders'", "sheet 'Returns'")
    assert error.hint == "write sheet: Orders, or whichever is meant"
    assert texts(read(path, Layout(sheet="Returns")))["id"] == ["A", "B"]


def test_an_unknown_sheet_gets_the_nearest_name_and_hidden_ones_are_named_as_hidden(tmp_path: Path) -> None:
    def fill(book: Workbook) -> None:
        book.add_worksheet("Start")
        book.add_worksheet("Orders").hide()

    error = error_of(lambda: read(made(tmp_path, fill), Layout(sheet="Order")))
    assert (error.reference, error.exit_code, error.hint) == ("sheet-not-found", 3, "write sheet: Orders")
    assert "sheet 'Orders' (hidden)" in error.context


def test_data_on_a_hidden_sheet_only_are_said(tmp_path: Path) -> None:
    def fill(book: Workbook) -> None:
        book.add_worksheet("Start")
        hidden = book.add_worksheet("Orders")
        hidden.write_row(0, 0, ["id"])
        hidden.write_row(1, 0, [1])
        hidden.hide()

    error = error_of(lambda: read(made(tmp_path, fill)))
    assert (error.reference, error.hint) == ("hidden-sheet", "write sheet: Orders")


@pytest.mark.parametrize("rows", [[], [["id", "net"]]], ids=["nothing", "header only"])
def test_a_sheet_without_rows_has_no_data_rows(tmp_path: Path, rows: list[list[object]]) -> None:
    error = error_of(lambda: read(workbook(tmp_path / "orders.xlsx", Orders=rows)))
    assert (error.reference, error.exit_code) == ("no-rows", 3)
    assert "has no data rows" in error.message


def test_a_range_cuts_the_table_out(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Sales"],
        [],
        ["", "id", "net", "x"],
        ["", "A", 5, 1],
        ["", "B", 6, 1],
        ["", "Total", 11],
    ]
    path = workbook(tmp_path / "orders.xlsx", Orders=rows)
    cells = read(path, Layout(range="B3:C5"))
    assert (texts(cells), cells.rows.to_pylist()) == ({"id": ["A", "B"], "net": ["5", "6"]}, [4, 5])
    named = read(path, Layout(range="C4:B5", names=("one", "two")))
    assert texts(named) == {"one": ["A", "B"], "two": ["5", "6"]}


def test_titles_above_the_header_are_told_with_the_setting_to_write(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Sales 2026"], [], ["", "id", "net"], ["", "A", 5], ["", "B", 6]]
    path = workbook(tmp_path / "orders.xlsx", Orders=rows)
    for call in (lambda: read(path), lambda: column_names(path, Layout(), path.name)):
        error = error_of(call)
        assert (error.reference, error.exit_code, error.hint) == ("preamble", 3, "write header: 3")
    cells = read(path, Layout(header=3))
    assert list(texts(cells))[1:] == ["id", "net"]
    assert cells.rows.to_pylist() == [4, 5]


def test_empty_columns_left_of_the_table_are_none(tmp_path: Path) -> None:
    path = workbook(tmp_path / "orders.xlsx", Orders=[["", "id", "", "net"], ["", "A", "x", 5]])
    assert texts(read(path)) == {"id": ["A"], "column 3": ["x"], "net": ["5"]}


def errors_sheet(book: Workbook) -> None:
    sheet = book.add_worksheet("Orders")
    sheet.write_row("A1", ["id", "net", "gross"])
    sheet.write_row("A2", ["A", 5, 6])
    sheet.write_formula("C2", "=1/0", None, "#DIV/0!")
    sheet.write_formula("B3", "=B2*2", None, "")
    sheet.write_formula("C3", "=X9", None, "#REF!")
    sheet.write_string("A3", "#N/A")  # text, not an error


def test_cells_that_hold_an_error_or_no_value_yet_are_listed(tmp_path: Path) -> None:
    error = error_of(lambda: read(made(tmp_path, errors_sheet)))
    assert (error.reference, error.exit_code) == ("cells-without-value", 3)
    assert error.context == (
        "orders.xlsx!Orders:C2: #DIV/0!",
        "orders.xlsx!Orders:B3: a formula that was not worked out",
        "orders.xlsx!Orders:C3: #REF!",
    )


def test_errors_in_columns_that_nobody_asks_for_do_not_matter(tmp_path: Path) -> None:
    path = made(tmp_path, errors_sheet)
    assert texts(read(path, columns=["id"])) == {"id": ["A", "#N/A"]}
    assert len(error_of(lambda: read(path, columns=["net"])).context) == 1


def test_a_formula_whose_value_is_zero_only_because_nobody_worked_it_out_is_listed(tmp_path: Path) -> None:
    path = workbook(tmp_path / "orders.xlsx", Orders=[["a", "b"], [1, "=A2*2"], [0, 0]])  # XlsxWriter writes 0 for it
    error = error_of(lambda: read(path))
    assert error.context == ("orders.xlsx!Orders:B2: a formula that was not worked out",)
    saved = changed(path, "xl/workbook.xml", b' fullCalcOnLoad="1"', b"")  # as Excel saves it
    assert texts(read(saved))["b"] == ["0", "0"]


def test_a_formula_with_its_value_is_the_value(tmp_path: Path) -> None:
    def fill(book: Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write_row("A1", ["a", "b"])
        sheet.write_formula("A2", "=1+1", None, 2)
        sheet.write_formula("B2", '=""', None, "text")

    assert texts(read(made(tmp_path, fill))) == {"a": ["2"], "b": ["text"]}


def test_numbers_and_text_that_reads_as_a_number_with_marks_do_not_mix(tmp_path: Path) -> None:
    path = workbook(tmp_path / "orders.xlsx", Orders=[["id", "net"], [1, "1.234,56"], ["A-7", 5.5]])
    error = error_of(lambda: read(path))
    assert (error.reference, error.exit_code) == ("numbers-as-text", 3)
    assert error.context == ("orders.xlsx!Orders:B2: '1.234,56'",)
    assert texts(read(path, columns=["id"])) == {"id": ["1", "A-7"]}


def test_all_faults_of_a_sheet_are_told_in_one_go(tmp_path: Path) -> None:
    def fill(book: Workbook) -> None:
        errors_sheet(book)
        book.get_worksheet_by_name("Orders").merge_range("A4:A5", 7)  # type: ignore[union-attr]

    assert [error.reference for error in errors_of(lambda: read(made(tmp_path, fill)))] == [
        "cells-without-value",
        "merged-cells",
    ]


def test_a_doubled_column_is_an_error_of_input(tmp_path: Path) -> None:
    error = error_of(lambda: read(workbook(tmp_path / "orders.xlsx", Orders=[["a", "a"], [1, 2]])))
    assert (error.reference, error.exit_code) == ("doubled-column", 2)


CELL = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
NUMBER = '<table:table-cell office:value-type="float" office:value="{0}"><text:p>{0}</text:p></table:table-cell>'
NOTHING = (
    '<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/>'
    "</table:table-row>"
)


def test_an_ods_sheet_reads_alike(tmp_path: Path) -> None:
    head = f"<table:table-row>{CELL.format('id')}{CELL.format('net')}</table:table-row>"
    row = f"<table:table-row>{CELL.format('A')}{NUMBER.format('5')}</table:table-row>"
    cells = read(written(tmp_path, ods(head + row + NOTHING), "orders.ods"))
    assert (texts(cells), cells.rows.to_pylist()) == ({"id": ["A"], "net": ["5"]}, [2])


def test_an_error_in_an_ods_sheet_is_listed(tmp_path: Path) -> None:
    broken = (
        '<table:table-cell office:value-type="string" office:string-value="" calcext:value-type="error">'
        "<text:p>#DIV/0!</text:p></table:table-cell>"
    )
    head = f"<table:table-row>{CELL.format('id')}{CELL.format('net')}</table:table-row>"
    path = written(tmp_path, ods(f"{head}<table:table-row>{CELL.format('A')}{broken}</table:table-row>"), "orders.ods")
    assert error_of(lambda: read(path)).context == ("orders.ods!S:B2: #DIV/0!",)
