"""A year in one column and a month in another are the month of a sale."""

from __future__ import annotations

from pathlib import Path

import pytest

from salesplan_nb import intake
from salesplan_nb.proposal.propose import init_from
from salesplan_nb.workspace import load
from tests.files.making import error_of

MONTHS = [(2025 + i // 12, i % 12 + 1) for i in range(22)]  # to October 2026
SHORT = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
GERMAN = ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
          "Dezember"]  # fmt: skip
PADDED = [f"{month:02d}" for month in range(1, 13)]


def file(folder: Path, head: str, words: list[str], end: str = "") -> Path:
    """Sales of 100.25 in the first month, and 1 more in each later one."""
    rows = [f"{year},{words[month - 1]},North,{100 + i}.25" for i, (year, month) in enumerate(MONTHS)]
    path = folder / "sales.csv"
    path.write_text("\n".join([head, *rows]) + "\n" + end, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("head", "words"),
    [
        ("Year,Month,Region,Net sales", [str(month) for month in range(1, 13)]),
        ("Year,Month,Region,Net sales", PADDED),
        ("Year,Sales Month,Region,Net sales", SHORT),
        ("Jahr,Monat,Region,Umsatz", GERMAN),
    ],
)
def test_year_and_month_are_joined_whatever_the_month_is_written_as(
    tmp_path: Path, head: str, words: list[str]
) -> None:
    init_from(tmp_path / "plan", [file(tmp_path, head, words)])
    orders = intake.read(load(tmp_path / "plan")).tables["orders"].to_pylist()
    assert {row["month"]: row["amount_cents"] for row in orders} == {
        f"{year}-{month:02d}": 100_25 + 100 * i for i, (year, month) in enumerate(MONTHS)
    }


@pytest.mark.parametrize(
    ("head", "words", "end"),
    [
        ("Fiscal Year,Month,Region,Net sales", SHORT, ""),  # of which calendar year is not said
        ("Year,Period,Region,Net sales", PADDED, ""),
        ("Year,Month,Region,Net sales", SHORT, "2026,Total,North,5\n"),
        ("Year,Month,Region,Net sales", SHORT, ",Oct,North,5\n"),
        ("Year,Month,Region,Net sales", SHORT, "2026,,North,5\n"),
        ("Year,Month,Region,Net sales", SHORT, "26,Oct,North,5\n"),
    ],
)
def test_what_is_no_month_of_the_calendar_in_every_row_is_left(
    tmp_path: Path, head: str, words: list[str], end: str
) -> None:
    error = error_of(lambda: init_from(tmp_path / "plan", [file(tmp_path, head, words, end)]))
    assert error.reference == "no-orders-table"
    assert not (tmp_path / "plan").exists()


def test_a_column_of_days_comes_first(tmp_path: Path) -> None:
    rows = [f"{year}-{month:02d}-28,{year},{month},North,5.50" for year, month in MONTHS]
    path = tmp_path / "sales.csv"
    path.write_text("\n".join(["Order Date,Year,Month,Region,Net sales", *rows]) + "\n", encoding="utf-8")
    init_from(tmp_path / "plan", [path])
    sources = (tmp_path / "plan" / "sources.yml").read_text(encoding="utf-8")
    assert "order_date: Order Date" in sources
    assert "join(" not in sources
