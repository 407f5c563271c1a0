"""Several sheets of one workbook as sources of a table: each is told by its name, none counts twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from salesplan_nb.intake.taking import read
from tests.files.making import errors_of, workbook

LINES = [["date", "net"], ["2026-09-01", 5], ["2026-09-02", 6.5]]
ONE = """
    orders:
      file: book.xlsx
      {first}columns: {{order_date: date, amount: net}}
      also: [{{file: book.xlsx, {second}columns: {{order_date: date, amount: net}}}}]
"""


@pytest.mark.parametrize(("first", "second"), [("", "sheet: Old, "), ("sheet: Old\n      ", "")])
def test_the_only_sheet_is_the_same_whether_it_is_named_or_not(  # type: ignore[no-untyped-def]
    first: str, second: str, maker, tmp_path: Path
) -> None:
    book = workbook(tmp_path / "book.xlsx", Old=LINES).read_bytes()
    (error,) = errors_of(lambda: maker.read(ONE.format(first=first, second=second), {"book.xlsx": book}))
    assert error.reference == "row-used-twice"
    assert "2 rows are used by two sources of orders" in error.message


def test_rows_of_two_sheets_are_told_apart_by_the_name_of_their_sheet(maker, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    new = [["date", "net"], ["2026-10-01", 7], ["2026-10-02", 0]]
    book = workbook(tmp_path / "book.xlsx", Old=LINES, New=new).read_bytes()
    rules = "rules: [{rule: free, where: amount = 0}], "
    tables = ONE.format(first="sheet: Old\n      ", second="sheet: New, " + rules)
    quality = read(maker.made(tables, {"book.xlsx": book}), as_of="2026-10").quality
    used = quality.accounting[quality.accounting["rule"] == "used"]
    assert dict(zip(used["source"], used["amount_cents"], strict=True)) == {"book.xlsx!Old": 1150, "book.xlsx!New": 700}
    assert quality.rejects["source"].tolist() == ["book.xlsx!New"]


def test_a_cell_that_cannot_be_read_is_named_with_its_sheet(maker, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    new = [["date", "net"], ["2026-10-01", 7], ["soon", 8]]
    book = workbook(tmp_path / "book.xlsx", Old=LINES, New=new).read_bytes()
    tables = ONE.format(first="sheet: Old\n      ", second="sheet: New, ")
    (error,) = errors_of(lambda: maker.read(tables, {"book.xlsx": book}))
    assert error.context[0].startswith("book.xlsx!New:3")
