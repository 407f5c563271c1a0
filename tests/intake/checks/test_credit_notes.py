"""A file of credit notes whose amounts have no minus raises the sales that it should lower."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from salesplan_nb.errors import PlanErrors
from tests.intake.checks.told import Found

TABLES = """
orders:
  file: [invoices.csv, {second}]
  columns: {{order_date: date, amount: net}}
"""
INVOICES = "date,net\n2026-09-01,100\n2026-09-30,200\n"
CREDITS = "date,net\n2026-09-12,10\n2026-09-13,0\n2026-09-30,30\n"


def told_to_stop(found: Callable[..., Found], second: str, text: str) -> str:
    """What stops orders that have a second file."""
    with pytest.raises(PlanErrors) as caught:
        found(TABLES.format(second=second), {"invoices.csv": INVOICES, second: text})
    [error] = caught.value.errors
    assert error.reference == "credit-notes-added"
    return error.message


def test_positive_amounts_of_a_file_named_for_credit_notes_stop(found: Callable[..., Found]) -> None:
    # 10.00 + 0.00 + 30.00
    text = "orders: avoirs.csv reads like credit notes, and its 3 rows add 40.00 to the sales that they should lower"
    assert told_to_stop(found, "avoirs.csv", CREDITS) == text


def test_so_do_those_of_a_file_whose_own_column_is_named_for_them(found: Callable[..., Found]) -> None:
    told = told_to_stop(found, "more.csv", "Credit note,date,net\nC1,2026-09-30,10\n")
    assert told.startswith("orders: more.csv reads like credit notes, and its 1 row adds 10.00")


def test_a_column_that_all_files_have_says_nothing_about_one(found: Callable[..., Found]) -> None:
    both = {
        "invoices.csv": "Credit note,date,net\nC,2026-09-01,100\n",
        "more.csv": "Credit note,date,net\nD,2026-09-30,9\n",
    }
    assert "credit-notes-added" not in found(TABLES.format(second="more.csv"), both)


@pytest.mark.parametrize("amounts", ["-10", "-10\n2026-09-13,5"])
def test_a_minus_among_them_is_enough(found: Callable[..., Found], amounts: str) -> None:
    files = {"invoices.csv": INVOICES, "avoirs.csv": f"date,net\n2026-09-12,{amounts}\n"}
    assert "credit-notes-added" not in found(TABLES.format(second="avoirs.csv"), files)


def test_rows_that_a_rule_takes_add_nothing(found: Callable[..., Found]) -> None:
    tables = TABLES.format(second="avoirs.csv") + '  rules: [{rule: credit, where: "net < 50"}]\n'
    assert "credit-notes-added" not in found(tables, {"invoices.csv": INVOICES, "avoirs.csv": CREDITS})


def test_one_file_of_orders_is_taken_at_its_word(found: Callable[..., Found]) -> None:
    tables = "orders: {file: avoirs.csv, columns: {order_date: date, amount: net}}"
    assert "credit-notes-added" not in found(tables, {"avoirs.csv": CREDITS})
