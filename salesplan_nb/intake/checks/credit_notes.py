"""Credit notes among the orders' files that raise sales: their amounts are written without a minus."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from salesplan_nb.errors import counted
from salesplan_nb.files.credit_notes import names_credit_notes
from salesplan_nb.intake.checks.evidence import Evidence, money
from salesplan_nb.intake.findings import Finding
from salesplan_nb.intake.mapping import Mapped


def credit_notes(evidence: Evidence) -> Iterator[Finding]:
    """Findings about files of the orders that speak of credit notes, and of which no amount is below zero."""
    orders = evidence.tables["orders"]
    if len(orders.records.labels) < 2:
        return
    speaking = [name for name in orders.records.table.column_names if names_credit_notes(name)]
    for number, file in enumerate(orders.records.labels):
        rows = np.flatnonzero(orders.kept & (orders.records.file == number))
        amounts = orders.amounts[rows]
        if not amounts.any() or (amounts < 0).any():
            continue
        if names_credit_notes(file) or any(_own(orders, number, name) for name in speaking):
            amount = int(amounts.sum())
            yield Finding(
                check="credit-notes-added", weight="gate", table="orders", column="amount", rows=len(rows),
                amount_cents=amount,
                text=f"{file} reads like credit notes, and its {counted(len(rows), 'row adds', 'rows add')} "
                f"{money(amount)} to the sales that they should lower",
                hint="list the file under also: with its amounts turned round, such as derive: {amount: -Net}, or "
                "leave it out",
            )  # fmt: skip


def _own(orders: Mapped, number: int, column: str) -> bool:
    """Whether only one of the files has a column."""
    inside = orders.records.file == number
    there = np.asarray(orders.records.table.column(column).is_valid())
    return bool(there[inside].any() and not there[~inside].any())
