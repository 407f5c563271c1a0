"""Workbooks with several sheets of one header: which are added up, which are not, and that each is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from salesplan_nb.intake import read
from salesplan_nb.proposal.propose import Proposal, init_from
from salesplan_nb.workspace import check
from tests.files.making import workbook

Rows = list[list[object]]
HEADER: list[object] = ["Order", "Date", "Customer", "Net"]
ADDED = "orders: sheets of one header are taken for parts of one table: "


def lines(letter: str, year: int, net: float, rows: int = 12) -> Rows:
    """Orders, one a month, of an amount that grows by 1: twelve of 100 come to 12 x 100 + 66."""
    days = [*(f"{year}-{month:02d}-28" for month in range(1, 12)), f"{year}-12-31"]
    return [[f"{letter}{i}", days[i], f"C{i % 5}", net + i] for i in range(rows)]


def sheet(*parts: Rows) -> Rows:
    return [HEADER, *(row for part in parts for row in part)]


Y23, Y24, Y25 = lines("A", 2023, 100), lines("B", 2024, 200), lines("D", 2025, 300)
OTHERS = lines("S", 2024, 250.25)


@pytest.fixture
def proposed(tmp_path: Path) -> Callable[..., tuple[int, Proposal]]:
    """A maker of proposals for a workbook of some sheets, with what the workspace then counts as sales [cents]."""

    def made(**sheets: Rows) -> tuple[int, Proposal]:
        book = workbook(tmp_path / "book.xlsx", **sheets)
        folder, proposal = init_from(tmp_path / "plan", [book])
        assert not proposal.refused
        return sum(read(check(folder).workspace).tables["orders"]["amount_cents"].to_pylist()), proposal

    return made


def about(proposal: Proposal, what: str) -> str:
    (found,) = [text for text in proposal.assumed if what in text]
    return found


def test_the_years_of_a_workbook_are_one_table_and_each_is_told_with_its_rows_and_money(proposed) -> None:  # type: ignore[no-untyped-def]
    total, proposal = proposed(**{"2023": sheet(Y23), "2024": sheet(Y24), "2025": sheet(Y25)})
    # 12 x 100 + (0 + 1 + ... + 11), 12 x 200 + 66 and 12 x 300 + 66
    assert total == (1266 + 2466 + 3666) * 100
    assert about(proposal, "one header") == (
        ADDED
        + "book.xlsx [2023] 12 rows, 1,266.00; book.xlsx [2024] 12 rows, 2,466.00; book.xlsx [2025] 12 rows, 3,666.00"
    )
    assert not proposal.unmapped


def test_years_that_come_to_the_same_are_years_still(proposed) -> None:  # type: ignore[no-untyped-def]
    assert proposed(**{"2024": sheet(lines("B", 2024, 100)), "2025": sheet(lines("D", 2025, 100))})[0] == 2 * 1266_00


@pytest.mark.parametrize("last", [True, False])
@pytest.mark.parametrize("off", [0, 3.5])
def test_a_sheet_that_comes_to_what_all_others_do_is_told_and_not_added(proposed, last: bool, off: float) -> None:  # type: ignore[no-untyped-def]
    # By month: 200 + i of North and 250.25 + i of South; in all 2466 + 12 x 250.25 + 66 = 5535, of which 3.5 are 0.06%.
    both = [["", f"2024-{i + 1:02d}-28", "every", 450.25 + 2 * i + (off if i == 3 else 0)] for i in range(12)]
    sheets = {"North": sheet(Y24), "South": sheet(OTHERS)}
    sheets = {**sheets, "Both": sheet(both)} if last else {"Both": sheet(both), **sheets}
    total, proposal = proposed(**sheets)
    assert total == 2466_00 + 3069_00
    assert about(proposal, "[Both]") == (
        f"book.xlsx [Both] has the header of others and is left out, 12 rows in which 'Net' comes to "
        f"{5535 + off:,.2f}: it comes to the same as book.xlsx [North], book.xlsx [South] together"
    )


@pytest.mark.parametrize("first", ["Monthly", "Lines"])
def test_of_two_that_come_to_the_same_the_one_with_fewer_rows_sums_the_other(proposed, first: str) -> None:  # type: ignore[no-untyped-def]
    halves = [[row[0], row[1], row[2], float(str(row[3])) / 2 + more] for row in Y24 for more in (-1, 1)]
    sheets = {"Lines": sheet(halves), "Monthly": sheet(Y24)}
    total, proposal = proposed(**{first: sheets.pop(first), **sheets})
    assert total == 2466_00
    assert about(proposal, "[Monthly]").endswith(
        "12 rows in which 'Net' comes to 2,466.00: it comes to the same as book.xlsx [Lines]"
    )


def test_of_two_that_come_to_the_same_in_as_many_rows_the_first_counts(proposed) -> None:  # type: ignore[no-untyped-def]
    turned = [[f"X{i}", row[1], "C9", Y24[-1 - i][3]] for i, row in enumerate(Y24)]
    _total, proposal = proposed(Former=sheet(Y24), Later=sheet(turned))
    assert about(proposal, "[Later]").startswith("book.xlsx [Later] has the header of others and is left out")


def test_one_that_comes_to_something_else_is_added(proposed) -> None:  # type: ignore[no-untyped-def]
    web = [[f"W{i}", f"2024-{i + 1:02d}-28", "C1", 450.25 + 2 * i + 1] for i in range(12)]
    assert proposed(North=sheet(Y24), South=sheet(OTHERS), Web=sheet(web))[0] == 2 * 5535_00 + 12_00


def test_rows_that_sum_a_sheet_do_not_hide_that_another_sums_all(proposed) -> None:  # type: ignore[no-untyped-def]
    below: Rows = [["Total", "", "", 2466]]
    both = [["", f"2024-{i + 1:02d}-28", "every", 450.25 + 2 * i] for i in range(12)]
    total, _proposal = proposed(
        North=sheet(Y24, below), South=sheet(OTHERS, [["Total", "", "", 3069]]), Both=sheet(both)
    )
    assert total == 5535_00


@pytest.mark.parametrize("name", ["Summary", "Übersicht 2025", "Total"])
def test_a_summary_by_its_name_is_not_added_whatever_it_comes_to(proposed, name: str) -> None:  # type: ignore[no-untyped-def]
    rows = [["", f"2024-{i + 1:02d}-28", "every", 999] for i in range(12)]
    total, proposal = proposed(**{name: sheet(rows), "North": sheet(Y24), "South": sheet(OTHERS)})
    assert total == 5535_00
    assert f"comes to 11,988.00: by its name {name!r} it sums the others" in about(proposal, f"[{name}]")


def test_a_summary_under_another_header_is_told_as_the_sum_that_it_is(proposed) -> None:  # type: ignore[no-untyped-def]
    by_month = [["Month", "Net"], *[[f"2024-{i + 1:02d}-28", 450.25 + 2 * i] for i in range(12)]]
    total, proposal = proposed(Months=by_month, North=sheet(Y24), South=sheet(OTHERS))
    assert total == 5535_00
    assert about(proposal, "[Months]").endswith("12 rows in which 'Net' comes to 5,535.00: it seems to sum them")


def test_what_all_names_say_tells_none_apart(proposed) -> None:  # type: ignore[no-untyped-def]
    assert proposed(**{"Summary 2023": sheet(Y23), "Summary 2024": sheet(Y24)})[0] == 1266_00 + 2466_00


def test_names_that_all_speak_of_no_sales_let_nothing_be_added(proposed) -> None:  # type: ignore[no-untyped-def]
    total, proposal = proposed(Summary=sheet(Y24), Cancelled=sheet(Y23))
    assert total in (2466_00, 1266_00)
    assert not [text for text in proposal.assumed if "one header" in text]


def test_the_name_of_a_file_counts_where_there_are_several(tmp_path: Path) -> None:
    workbook(tmp_path / "Cancelled.xlsx", Data=sheet(Y23))
    workbook(tmp_path / "orders.xlsx", Data=sheet(Y24), More=sheet(Y25))
    _folder, proposal = init_from(tmp_path / "plan", sorted(tmp_path.glob("*.xlsx")))
    assert about(proposal, "Cancelled.xlsx").endswith("1,266.00: its name 'Cancelled' does not speak of sales")
    assert about(proposal, "one header") == (
        ADDED + "orders.xlsx [Data] 12 rows, 2,466.00; orders.xlsx [More] 12 rows, 3,666.00"
    )


@pytest.mark.parametrize("copy", [Y24, Y24[:6], [*Y24[:6], *lines("X", 2024, 90, 5)]])
def test_the_copy_of_a_sheet_is_not_added(proposed, copy: Rows) -> None:  # type: ignore[no-untyped-def]
    total, proposal = proposed(**{"2024": sheet(Y24), "Copy": sheet(copy), "2025": sheet(Y25)})
    assert total == 2466_00 + 3666_00
    shared = len([row for row in copy if row in Y24])
    told = about(proposal, "[Copy]")
    assert told.endswith(f": {shared} rows of it are in book.xlsx [2024] too, cell for cell")
    assert f"{len(copy)} rows in which" in told
    (why,) = [one.why for one in proposal.unmapped if one.file == "book.xlsx [Copy]"]
    assert told.endswith(f": {why}")


def test_years_beside_a_sheet_that_has_them_all_are_not_added(proposed) -> None:  # type: ignore[no-untyped-def]
    total, proposal = proposed(**{"Every": sheet(Y24, Y25), "2024": sheet(Y24), "2025": sheet(Y25)})
    assert total == 2466_00 + 3666_00
    assert {one.file for one in proposal.unmapped} == {"book.xlsx [2024]", "book.xlsx [2025]"}


def test_a_few_rows_in_two_sheets_are_added_and_told(proposed, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    rows = [[row[1], row[2], row[3]] for row in Y24]
    more = [[row[1], row[2], row[3]] for row in Y25]
    header: Rows = [["Date", "Customer", "Net"]]
    total, proposal = proposed(**{"2024": header + rows, "2025": header + rows[-3:] + more})
    # Those of October to December are 209, 210 and 211.
    assert total == 2466_00 + 3666_00 + 630_00
    assert about(proposal, "repeat") == "orders: 3 rows repeat another in every cell, and each counts"


def test_more_rows_in_two_sheets_are_not_said_to_be_set_aside_by_a_rule_that_no_sheet_can_have(proposed) -> None:  # type: ignore[no-untyped-def]
    old, new = ([row[1:] for k in (0, 1, 2) for row in lines("", year, 100 * k + 7)] for year in (2024, 2025))
    header: Rows = [["Date", "Customer", "Net"]]
    total, proposal = proposed(**{"2024": header + old, "2025": header + old[:12] + new})
    # Thrice 66, and 12 x (7 + 107 + 207), in each year; the first twelve once more: 12 x 7 + 66.
    assert total == 2 * (3 * 66 + 12 * 321) * 100 + (12 * 7 + 66) * 100
    assert about(proposal, "repeat") == "orders: 12 rows repeat another in every cell, and each counts"


def test_nothing_is_looked_up_in_a_sheet_that_is_left_out(proposed) -> None:  # type: ignore[no-untyped-def]
    _total, proposal = proposed(Sales=sheet(Y24), Cancelled=sheet(lines("C", 2024, 50)))  # its orders are C0, C1, ...
    assert "customers:" not in proposal.sources
    assert "is left out, 12 rows in which 'Net' comes to 666.00" in about(proposal, "[Cancelled]")


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("Cancelled", "its name 'Cancelled' does not speak of sales"),
        ("Angebote", "its name 'Angebote' does not speak of sales"),
        ("Sales USD", "its name 'Sales USD' speaks of USD, that of the first of no money"),
    ],
)
def test_what_its_name_says_is_no_sale_or_other_money_is_not_added(proposed, name: str, why: str) -> None:  # type: ignore[no-untyped-def]
    total, proposal = proposed(**{"Sales": sheet(Y24), name: sheet(OTHERS)})
    assert total == 2466_00
    assert about(proposal, f"[{name}]").endswith(f"12 rows in which 'Net' comes to 3,069.00: {why}")


def test_columns_in_another_order_and_titles_above_them_make_no_difference(proposed) -> None:  # type: ignore[no-untyped-def]
    turned = [["Sales of the year 2025", "", "", ""], ["", "", "", ""], *[row[::-1] for row in sheet(Y25)]]
    total, proposal = proposed(**{"2024": sheet(Y24), "2025": turned})
    assert total == 2466_00 + 3666_00
    assert "header: 3" in proposal.sources


def test_what_is_set_aside_in_one_sheet_is_in_all_and_is_not_told_as_money(proposed) -> None:  # type: ignore[no-untyped-def]
    total, proposal = proposed(
        **{"2024": sheet(Y24, [["Total", "", "", 2466]]), "2025": sheet(Y25, [["Total", "", "", 3666]])}
    )
    assert total == 2466_00 + 3666_00
    assert about(proposal, "one header") == (
        ADDED + "book.xlsx [2024] 12 rows, 2,466.00; book.xlsx [2025] 12 rows, 3,666.00"
    )


def test_a_budget_under_the_header_of_the_sales_is_no_part_of_them(proposed) -> None:  # type: ignore[no-untyped-def]
    total, proposal = proposed(Sales=sheet(Y24), Budget=sheet(OTHERS))
    assert total == 2466_00
    assert "\n  targets:" in proposal.sources


def test_the_copy_of_a_budget_is_told_too(proposed) -> None:  # type: ignore[no-untyped-def]
    _total, proposal = proposed(Sales=sheet(Y24), Budget=sheet(OTHERS), **{"Budget once more": sheet(OTHERS)})
    assert about(proposal, "[Budget once more]") == (
        "book.xlsx [Budget once more] has the header of others and is left out, 12 rows in which 'Net' comes to "
        "3,069.00: 12 rows of it are in book.xlsx [Budget] too, cell for cell"
    )


def test_a_sheet_of_texts_under_the_header_of_the_sales_is_no_part_of_them(proposed) -> None:  # type: ignore[no-untyped-def]
    told: Rows = [["A", "B", "C", f"see line {i}"] for i in range(5)]
    total, proposal = proposed(Sales=sheet(Y24), Remarks=sheet(told))
    assert total == 2466_00
    assert [one.file for one in proposal.unmapped] == ["book.xlsx [Remarks]"]


def test_days_of_the_file_s_own_type_are_not_mixed_with_days_written_as_texts(tmp_path: Path) -> None:
    typed = [[row[0], date.fromisoformat(str(row[1])), *row[2:]] for row in Y24]
    texts = [[row[0], f"28.{i + 1:02d}.2025", *row[2:]] for i, row in enumerate(Y25)]
    with xlsxwriter.Workbook(tmp_path / "book.xlsx", {"default_date_format": "yyyy-mm-dd"}) as book:
        for title, rows in (("2024", typed), ("2025", texts)):
            made = book.add_worksheet(title)
            for number, row in enumerate(sheet(rows)):
                made.write_row(number, 0, row)
    _folder, proposal = init_from(tmp_path / "plan", [tmp_path / "book.xlsx"])
    assert "is left out, 12 rows in which 'Net' comes to" in about(proposal, "could be orders too")


def test_lists_without_money_stay_apart(proposed) -> None:  # type: ignore[no-untyped-def]
    ids = [["Key", "Label"], *[[f"C{i}", f"Ada {i}"] for i in range(5)]]
    more = [["Key", "Label"], *[[f"K{i}", f"Bo {i}"] for i in range(5)]]
    _total, proposal = proposed(Sales=sheet(Y24, Y25), Here=ids, There=more)
    assert "book.xlsx [Here], book.xlsx [There]" not in proposal.sources
    assert not [text for text in proposal.assumed if "one header" in text]


MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def wide(first: float, filled: int = 12) -> Rows:
    """Two products with a column a month, each a month 1 more and the second 0.5 more than the first."""
    cells = [[first + i + more if i < filled else None for i in range(12)] for more in (0, 0.5)]
    return [["Product", *MONTHS], ["Tea", *cells[0]], ["Coffee", *cells[1]]]


def test_months_as_columns_are_of_the_year_of_their_sheet(proposed, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    total, proposal = proposed(**{"2024": wide(100), "2025": wide(200, filled=7)})
    # Twice 12 x 100 + 66, and 12 x 0.5; twice 7 x 200 + (0 + ... + 6), and 7 x 0.5
    assert total == (2 * 1266 + 6) * 100 + 2 * 1421_00 + 3_50
    assert about(proposal, "one header") == (
        ADDED + "book.xlsx [2024] 24 rows, 2,538.00; book.xlsx [2025] 14 rows, 2,845.50"
    )
    assert (
        about(proposal, "Jan 2024")
        == "orders: the months are Jan 2024 to Dec 2024, after '2024' in the name of the sheet"
    )
    assert (
        about(proposal, "Dec 2025")
        == "orders: the months are Jan 2025 to Dec 2025, after '2025' in the name of the sheet"
    )
    orders = read(check(tmp_path / "plan").workspace).tables["orders"].to_pylist()
    by_month = {(row["month"], row["product_id"]): row["amount_cents"] for row in orders}
    assert by_month["2024-03", "Tea"] == 102_00
    assert by_month["2025-07", "Coffee"] == 206_50
    assert "what follows 2025-07, the last complete month" in proposal.plan


def test_equal_figures_of_another_year_are_no_copy(proposed) -> None:  # type: ignore[no-untyped-def]
    assert proposed(**{"2024": wide(100), "2025": wide(100)})[0] == 2 * (2 * 1266 + 6) * 100


def test_the_same_months_in_another_sheet_are_a_copy(proposed) -> None:  # type: ignore[no-untyped-def]
    titled = [["Sales of 2024"], [""], *wide(100)]
    total, proposal = proposed(**{"2024": wide(100), "Old": titled, "2025": wide(200)})
    assert total == (2 * 1266 + 6 + 2 * 2466 + 6) * 100
    assert about(proposal, "[Old]").endswith(": 24 rows of it are in book.xlsx [2024] too, cell for cell")


def test_files_of_a_year_each_are_added_up_by_the_years_in_their_names(tmp_path: Path) -> None:
    for year, first in ((2024, 100), (2025, 200)):
        rows = [",".join("" if cell is None else str(cell) for cell in row) for row in wide(first)]
        (tmp_path / f"sales {year}.csv").write_text("\n".join(rows) + "\n")
    folder, proposal = init_from(tmp_path / "plan", sorted(tmp_path.glob("*.csv")))
    assert not proposal.refused
    orders = read(check(folder).workspace).tables["orders"].to_pylist()
    assert sum(row["amount_cents"] for row in orders if row["month"] < "2025") == (2 * 1266 + 6) * 100
    assert sum(row["amount_cents"] for row in orders) == (2 * 1266 + 6 + 2 * 2466 + 6) * 100
