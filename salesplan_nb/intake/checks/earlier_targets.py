"""Earlier targets of what no order was of: a name written in another way, whose target nothing was sold against."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from salesplan_nb.errors import counted
from salesplan_nb.intake.checks.evidence import Evidence, first, money
from salesplan_nb.intake.findings import Finding

DIMENSIONS = ("product_family", "region")
"""What targets are set for."""


def earlier_targets(evidence: Evidence) -> Iterator[Finding]:
    """Findings about the members that targets name and orders do not."""
    for column in DIMENSIONS:
        if evidence.has("targets", column):
            yield from _strangers(evidence, column)


def _strangers(evidence: Evidence, column: str) -> Iterator[Finding]:
    table, sold = evidence.tables["targets"], set(evidence.frames["orders"][column].unique().to_pylist()) - {None}
    named = table.typed[column]
    strange = table.kept & named.where(lambda member: bool(member) and member not in sold)
    rows = np.flatnonzero(strange)
    if not len(rows):
        return
    amount, worth = int(table.amounts[rows].sum()), dict[str, int]()
    for row in rows.tolist():
        worth[str(named[row])] = worth.get(str(named[row]), 0) + int(table.amounts[row])
    members = sorted(worth, key=lambda member: (-worth[member], member))
    told = first([f"{member!r} ({money(worth[member])})" for member in members])
    if not sold:
        yield Finding(
            check="targets-without-orders", weight="note", table="targets", column=column, rows=len(rows),
            amount_cents=amount,
            text=f"targets are set by {column}, which the orders do not have: they are compared without it",
            hint=f"map {column} in orders too, to see each target beside what was sold against it",
        )  # fmt: skip
        return
    yield Finding(
        check="targets-without-orders", weight="must", table="targets", column=column, rows=len(rows),
        amount_cents=amount,
        text=f"no order is of {told}: {counted(len(members), f'{column} has', f'members of {column} have')} targets of "
        f"{money(amount)} that nothing was sold against",
        hint=f"if the orders name them otherwise ({first(sorted(map(str, sold)))}), write both names under synonyms:",
    )  # fmt: skip
