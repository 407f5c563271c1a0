"""Why a file is no table of orders: file, column and cells are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from salesplan_nb.errors import PlanErrors
from salesplan_nb.proposal.propose import proposed


def told(folder: Path, rows: str, header: str = "Order,Date,Net") -> str:
    """The line that says what a file of orders lacks."""
    (folder / "sales.csv").write_text(f"{header}\n{rows}\n", encoding="utf-8")
    with pytest.raises(PlanErrors) as raised:
        proposed([folder / "sales.csv"], folder / "plan")
    (line,) = raised.value.errors[0].context
    return line


@pytest.mark.parametrize(
    ("rows", "cells"),
    [
        ("A1,31.02.2026,100.50", "'31.02.2026'"),
        ("A1,31.01.2026,100.50\nA2,31.02.2026,99.50", "'31.02.2026'"),
        ("A1,20261340,100.50\nA2,20260105,99.50", "'20261340'"),
        ("A1,13/01/2026,5.50\nA2,01/13/2026,6.50", "'01/13/2026', '13/01/2026'"),  # two forms, and each may be right
        ("A1,x1,5.50\nA2,x2,6.50\nA3,x3,7.50\nA4,x4,8.50", "'x1', 'x2', 'x3', ..."),
    ],
)
def test_cells_that_are_no_days_are_named_with_file_and_column(tmp_path: Path, rows: str, cells: str) -> None:
    assert told(tmp_path, rows) == (
        f"sales.csv: 'Net' could be an amount, but 'Date' holds what cannot be read as days or months: {cells}; "
        "write these as 2026-10-31"
    )


def test_days_of_something_else_are_named_beside_an_amount(tmp_path: Path) -> None:
    rows = "A1,2026-01-31,100.50\nA2,2026-02-28,99.50"
    assert told(tmp_path, rows, "Order,Birthday,Net").endswith(
        "there is no column of days or months of sales ('Birthday': dates of something else)"
    )


def test_a_column_without_money_and_days_that_cannot_be_read(tmp_path: Path) -> None:
    line = told(tmp_path, "A1,31.02.2026,abc", "Order,Date,Remark")
    assert line.startswith("sales.csv: no column of money, and 'Date' holds what cannot be read as days or months: ")


@pytest.mark.parametrize(
    "price", ["Rate/Doz", "Price/Dozen", "Preis je Dutzend", "Price/100", "Unit Price (1000)", "Price per thousand"]
)
def test_a_price_for_several_pieces_makes_no_amount(tmp_path: Path, price: str) -> None:
    # 24 pieces at 30.00 a dozen are 60.00; 24 x 30.00 would say 720.00.
    rows = "\n".join(f"A{day},2026-01-{day:02d},24,3{day % 9}.00" for day in range(1, 29))
    assert told(tmp_path, rows, f"Order,Order Date,Qty,{price}").startswith(
        f"sales.csv: '{price}' is a price for a dozen or a hundred, not for a piece: "
    )


@pytest.mark.parametrize(
    "header", ["Sales YTD", "SalesYtd", "Net sales year to date", "Umsatz kumuliert", "CA cumulé", "Ventas acumulado"]
)
def test_sales_that_add_up_from_month_to_month_make_no_amount(tmp_path: Path, header: str) -> None:
    # 100.50 a month: January would count twelve times, 7,839.00 in place of 1,206.00.
    rows = "\n".join(f"2026-{m:02d},North,{m * 100.5:.2f}" for m in range(1, 13))
    assert told(tmp_path, rows, f"Month,Region,{header}") == (
        f"sales.csv: {header!r} adds up from month to month: give each month's own sales, which are the differences"
    )


def test_the_sales_of_the_month_beside_them_are_the_amount(tmp_path: Path) -> None:
    rows = "".join(f"2026-{m:02d},North,{m * 100.5:.2f},100.50\n" for m in range(1, 13))
    (tmp_path / "sales.csv").write_text(f"Month,Region,Net Sales YTD,Net Sales MTD\n{rows}", encoding="utf-8")
    proposal = proposed([tmp_path / "sales.csv"], tmp_path / "plan")
    assert [one.source for one in proposal.mapping if one.column == "amount"] == ["Net Sales MTD"]
    assert [one.why for one in proposal.unmapped] == [
        "adds up from month to month: each sale would count again in each month after it"
    ]


def test_a_month_with_a_point_is_no_number(tmp_path: Path) -> None:
    rows = "".join(f"{m:02d}.2026,North,100.50\n" for m in range(1, 13))
    (tmp_path / "sales.csv").write_text(f"Monat,Region,Umsatz\n{rows}", encoding="utf-8")
    proposal = proposed([tmp_path / "sales.csv"], tmp_path / "plan")
    assert [one.source for one in proposal.mapping if one.column == "month"] == ["Monat"]
