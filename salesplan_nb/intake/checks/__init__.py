"""The data checks: each looks at the canonical tables for one kind of oddity and tells what it found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import pyarrow as pa

from salesplan_nb.fiscal import MonthCalendar
from salesplan_nb.intake.checks import (
    amounts,
    costs,
    credit_notes,
    deals,
    earlier_targets,
    ids,
    lacking,
    late,
    months,
    names,
    prices,
    several,
    totals,
)
from salesplan_nb.intake.checks.evidence import Evidence
from salesplan_nb.intake.findings import Finding
from salesplan_nb.intake.mapping import Mapped

CHECKS: tuple[Callable[[Evidence], Iterator[Finding]], ...] = (
    amounts.amounts, costs.costs, prices.prices, totals.totals, months.months, late.late, deals.deals, names.names,
    ids.ids, lacking.lacking, earlier_targets.earlier_targets, credit_notes.credit_notes,
    several.several,
)  # fmt: skip
WEIGHTS = ("gate", "must", "note")


def findings(
    tables: Mapping[str, Mapped], frames: Mapping[str, pa.Table], as_of: str, calendar: MonthCalendar
) -> list[Finding]:
    """All that the checks find: what stops a run first, then what is to be settled, then notes; each by its money.

    Parameters
    ----------
    tables : mapping of str to Mapped
        The tables as they came, with file and line of every row.
    frames : mapping of str to Table
        The canonical tables, kept rows only.
    as_of : str
        Last month in use.
    calendar : MonthCalendar
        The company's months.
    """
    evidence = Evidence(tables, frames, as_of, calendar)
    found = [finding for check in CHECKS for finding in check(evidence)]
    return sorted(found, key=in_order)


def in_order(finding: Finding) -> tuple[int, int]:
    """Where a finding stands in the list."""
    return WEIGHTS.index(finding.weight), -abs(finding.amount_cents)
