"""Orders in which each customer comes once pass for the list of customers: their money is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from salesplan_nb.proposal.propose import proposed

ERP = [f"A{i},2026-{i % 9 + 1:02d}-{i % 28 + 1:02d},C{i % 40 + 100},{10 + i % 7}.50" for i in range(400)]


def left_out(folder: Path, head: str, rows: list[str]) -> list[str]:
    (folder / "erp.csv").write_text("\n".join(["Order No,Order Date,Customer No,Net Amount", *ERP]) + "\n")
    (folder / "web.csv").write_text("\n".join([head, *rows]) + "\n")
    return [
        line
        for line in proposed([folder / "erp.csv", folder / "web.csv"], folder / "plan").assumed
        if "web.csv" in line
    ]


@pytest.mark.parametrize("head", ["Web Order,Order Date,Customer,Total", "Order,Date,Customer No,Total"])
def test_orders_that_are_read_as_customers_are_told_with_their_money(tmp_path: Path, head: str) -> None:
    rows = [f"W{i},2026-{i % 9 + 1:02d}-{i % 28 + 1:02d},C{i + 100},{i + 1}.25" for i in range(40)]
    (line,) = left_out(tmp_path, head, rows)
    # 1 + 2 + ... + 40 are 820, and 40 x 0.25 are 10.
    assert "is read as customers alone, 40 rows in which 'Total' comes to 830.00;" in line


def test_a_list_of_customers_with_days_and_money_but_no_number_of_an_order_is_a_list(tmp_path: Path) -> None:
    rows = [f"C{i + 100},Firm {i},2019-{i % 9 + 1:02d}-{i % 28 + 1:02d},{i + 1}000.25" for i in range(40)]
    assert left_out(tmp_path, "Customer No,Name,Date,Amount", rows) == []
