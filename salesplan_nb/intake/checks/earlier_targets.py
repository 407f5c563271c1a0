"""Earlier targets that cannot be compared as they stand: under a name that no order has, or set twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

import numpy as np

from salesplan_nb.errors import counted
from salesplan_nb.intake.checks.evidence import Evidence, first, money
from salesplan_nb.intake.findings import Finding
from salesplan_nb.intake.monthly import monthly_cents

DIMENSIONS = ("product_family", "region")
"""What targets are set for."""
AGAIN = 0.5
"""Share of targets set in one way, in the months of those set in another, from which they are the same once more."""


def earlier_targets(evidence: Evidence) -> Iterator[Finding]:
    """Findings about the members that targets name and orders do not."""
    for column in DIMENSIONS:
        if evidence.has("targets", column):
            yield from _strangers(evidence, column)
    if "targets" in evidence.tables:
        yield from _twice(evidence)


def _twice(evidence: Evidence) -> Iterator[Finding]:
    """Targets by region beside those by product, or for the whole company: the same money once more."""
    table = evidence.tables["targets"]
    names, sums = [name for name in DIMENSIONS if name in table.typed], dict[str, Counter[str]]()
    for (month, *members), cents in monthly_cents(table, *names).items():
        way = " and ".join(name for name, member in zip(names, members, strict=True) if member)
        if cents > 0:
            sums.setdefault(f"by {way}" if way else "as a whole", Counter())[month] += cents
    for one, other in combinations(sorted(sums), 2):
        both = sums[one].keys() & sums[other].keys()
        less, more = sorted((sum(sums[way][month] for month in both), way) for way in (one, other))
        if both and less[0] >= AGAIN * more[0]:
            yield Finding(
                check="targets-set-twice", weight="gate", table="targets", column="amount", rows=len(both),
                amount_cents=less[0],
                text=f"in {counted(len(both), 'month')} targets are set {less[1]} ({money(less[0])}) and {more[1]} "
                f"({money(more[0])}): together they count twice",
                hint="keep one of the two, such as by {rule: targets of the whole, missing: region}",
            )  # fmt: skip


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
