from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import xlsxwriter

from salesplan_nb.files import Layout, Sniffed, read_cells, sniffed
from tests.files.making import error_of, workbook, written

CSV = Layout()
# How the public sets are laid out, written down by hand from looking at them.
REAL = {
    "advertising/Advertising.csv": CSV,
    "cdnow/CDNOW_master.txt": Layout(delimiter="whitespace"),
    "cdnow/CDNOW_sample.txt": Layout(delimiter="whitespace", names=tuple(f"column {n}" for n in range(1, 6))),
    "cdnow/cdnow_customers_summary.csv": CSV,
    "census_retail/RSAFSNA.csv": CSV,
    "census_retail/RSCCASN.csv": CSV,
    "census_retail/RSXFS.csv": CSV,
    "census_retail/mrts_master_long.csv": CSV,
    "crm_opportunities/accounts.csv": CSV,
    "crm_opportunities/data_dictionary.csv": CSV,
    "crm_opportunities/products.csv": CSV,
    "crm_opportunities/sales_pipeline.csv": CSV,
    "crm_opportunities/sales_teams.csv": CSV,
    "dp_data_sales/customers.csv": CSV,
    "dp_data_sales/products.csv": CSV,
    "dp_data_sales/sales.csv": CSV,
    "hillstrom_email/hillstrom.csv": CSV,
    "india_ecommerce_targets/List of Orders.csv": CSV,
    "india_ecommerce_targets/Order Details.csv": CSV,
    "india_ecommerce_targets/Sales target.csv": CSV,
    "lead_scoring/Leads Data Dictionary.xlsx": CSV,
    "lead_scoring/Leads.csv": CSV,
    "m3_monthly/m3_monthly_half.parquet": CSV,
    "marketing_campaign/marketing_campaign.csv": Layout(delimiter=";"),
    "mmm_pymc/mmm_example.csv": CSV,
    "mmm_pymc/mmm_roas_data.csv": CSV,
    "mmm_robyn/dt_simulated_weekly.csv": CSV,
    "northwind/categories.csv": CSV,
    "northwind/customers.csv": CSV,
    "northwind/employee_territories.csv": CSV,
    "northwind/employees.csv": CSV,
    "northwind/order_details.csv": CSV,
    "northwind/orders.csv": CSV,
    "northwind/products.csv": CSV,
    "northwind/regions.csv": CSV,
    "northwind/shippers.csv": CSV,
    "northwind/suppliers.csv": CSV,
    "northwind/territories.csv": CSV,
    "online_retail/online_retail.parquet": CSV,
    "online_retail/online_retail_ii.parquet": CSV,
    "us_regional_sales/Customer_Sheet.csv": CSV,
    "us_regional_sales/Product.csv": CSV,
    "us_regional_sales/Sales_Team.csv": CSV,
    "us_regional_sales/Store_Location_Sheet.csv": CSV,
    "us_regional_sales/US_Regional_Sales_Data.csv": CSV,
}


@pytest.mark.parametrize("name", REAL)
def test_a_public_file_is_read_by_its_own_layout_without_being_told(real_data: Path, name: str) -> None:
    path = real_data / name
    (table,) = sniffed(path, name).tables
    assert table.layout == REAL[name]
    assert table.confidence >= 0.7
    assert not any(finding.setting == "footer" for finding in table.findings)
    if not name.startswith("online_retail/"):  # large, and read in other tests
        assert tuple(read_cells(path, table.layout, name).table.column_names) == table.names


def test_every_public_file_is_in_the_list(real_data: Path) -> None:
    files = {path.relative_to(real_data).as_posix() for path in real_data.glob("*/*") if path.is_file()}
    assert files == REAL.keys()


def of(folder: Path, content: str, encoding: str = "utf-8") -> Sniffed:
    """What is found of a file of this text."""
    return sniffed(written(folder, content.encode(encoding)), "orders.csv")


TITLES = "Umsatzbericht 2026;;\n;;\n"
GERMAN = "Artikel;Monat;Umsatz\nSchürze;01.01.2026;1.234,56\nHut;02.01.2026;12,00\n"
PLAIN = "id,date,amount\n1,2026-01-01,5\n2,2026-01-02,6\n"


@pytest.mark.parametrize(
    ("content", "encoding", "layout"),
    [
        (PLAIN, "utf-8", CSV),
        (PLAIN, "utf-8-sig", CSV),
        (PLAIN.replace(",", "\t"), "utf-16", Layout(delimiter="\t", encoding="utf-16")),
        (PLAIN.replace(",", "|"), "utf-16-le", Layout(delimiter="|", encoding="utf-16-le")),
        (PLAIN.replace(",", "  "), "utf-8", Layout(delimiter="whitespace")),
        (TITLES + GERMAN, "cp1252", Layout(delimiter=";", encoding="cp1252", header=3)),
        (PLAIN + "é\x81,2026-01-03,7\n", "latin-1", Layout(encoding="latin-1")),
        ("a;b\n1,5;2,5\n3,5;4,5\n", "utf-8", Layout(delimiter=";")),  # each row has two commas, the header none
        ("Product,2025,2026\nA,100,200\nB,200,300\n", "utf-8", CSV),  # years name columns
        ("Region,2025-01,2025-02\nN,100,200\nS,200,300\n", "utf-8", CSV),
        ("SO1,2026-01-01,5\nSO2,2026-01-02,6\n", "utf-8", Layout(names=("column 1", "column 2", "column 3"))),
        ("A,B\nA,C\nB,C\n", "utf-8", Layout(names=("column 1", "column 2"))),  # A comes again below
        ("comment\nvery good buy\nnice\na bad one\nall fine here\n", "utf-8", CSV),  # prose: 3 of 5 have three words
        ("full name\nAnn Lee\nBob Day\n", "utf-8", CSV),  # one column, no blanks to split by
        ('id,"note"\n1,"a, b"\n2,"c, d"\n', "utf-8", CSV),
    ],
)
def test_a_layout_is_found(tmp_path: Path, content: str, encoding: str, layout: Layout) -> None:
    (table,) = of(tmp_path, content, encoding).tables
    assert table.layout == layout
    assert all(0 < finding.confidence <= 1 and finding.reason for finding in table.findings)
    assert tuple(read_cells(tmp_path / "orders.csv", table.layout, "orders.csv").table.column_names) == table.names


@pytest.mark.parametrize(
    ("last", "reason"),
    [
        ("Gesamt;;1.246,56\n", "row 4 is a total: 'Gesamt'"),
        (";Total;1.246,56\n", "row 4 is a total: 'Total'"),
        ("2 rows\n", "row 4 has one cell only: '2 rows'"),
        ("Total Wine;03.01.2026;5\n", None),
    ],
)
def test_a_totals_row_or_a_remark_at_the_end_is_pointed_out(tmp_path: Path, last: str, reason: str | None) -> None:
    (table,) = of(tmp_path, GERMAN + last).tables
    footers = [finding.reason for finding in table.findings if finding.setting == "footer"]
    assert footers == ([reason] if reason else [])


def test_a_total_in_the_middle_of_a_long_file_is_no_footer(tmp_path: Path) -> None:
    (table,) = of(tmp_path, GERMAN + "Total;01.01.2026;5\n" + "Hut;02.01.2026;12,00\n" * 100).tables
    assert [finding.setting for finding in table.findings] == ["encoding", "delimiter", "header"]


def test_each_sheet_with_data_is_a_table_and_hidden_ones_come_last(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "orders.xlsx")
    hidden, sheet, other = (book.add_worksheet(title) for title in ("Lists", "Sales", "Targets"))
    hidden.write_column(0, 0, ["name", "North"])
    hidden.hide()
    sheet.activate()
    sheet.merge_range("B1:D1", "Sales 2026")
    sheet.write_row("B4", ["Region", "Jan", "Feb"])
    sheet.write_row("B5", ["North", 100, 110.5])
    sheet.write_row("B6", ["South", 90, 80])
    sheet.write_row("B7", ["Total", 190, 190.5])
    other.write_row("A1", ["N", 1])
    other.write_row("A2", ["S", 2])
    book.add_worksheet("Empty")
    book.close()
    found = sniffed(tmp_path / "orders.xlsx", "orders.xlsx")
    assert [(table.sheet, table.hidden, table.area) for table in found.tables] == [
        ("Sales", False, "B4:D7"),
        ("Targets", False, "A1:B2"),
        ("Lists", True, "A1:A2"),
    ]
    sales, targets, lists = found.tables
    assert (sales.layout, sales.names) == (Layout(sheet="Sales", header=4), ("Region", "Jan", "Feb"))
    assert "row 7 is a total: 'Total'" in [finding.reason for finding in sales.findings]
    assert targets.layout == Layout(sheet="Targets", names=("column 1", "column 2"))
    assert lists.layout == Layout(sheet="Lists")
    assert tuple(read_cells(tmp_path / "orders.xlsx", sales.layout, "x").table.column_names) == sales.names


def test_the_only_visible_sheet_need_not_be_named(tmp_path: Path) -> None:
    path = workbook(tmp_path / "orders.xlsx", Orders=[["id", "net"], ["A", 5]], Empty=[])
    (table,) = sniffed(path, path.name).tables
    assert (table.layout, table.sheet) == (CSV, "Orders")


def test_the_header_below_a_group_header_is_the_one(tmp_path: Path) -> None:
    rows: list[list[object]] = [["", "", "Q1", "", "Q2"], ["Region", "Item", "Jan", "Feb", "Apr"], ["N", "A", 1, 2, 3]]
    path = workbook(tmp_path / "orders.xlsx", Orders=[*rows, ["S", "B", 4, 5, 6]])
    (table,) = sniffed(path, path.name).tables
    assert table.layout == replace(CSV, header=2)


def test_a_file_without_rows_is_an_error(tmp_path: Path) -> None:
    error = error_of(lambda: of(tmp_path, "\n\n"))
    assert (error.reference, error.exit_code) == ("no-rows", 3)
