"""The rules of sources.yml: which rows each would set aside."""

from __future__ import annotations

import operator
from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

import numpy as np

from salesplan_nb.contract import TABLES
from salesplan_nb.errors import PlanError, Problems
from salesplan_nb.intake.coded import Coded, Mask, repeated
from salesplan_nb.intake.mapping import Mapped
from salesplan_nb.intake.parsing import Reading, digits
from salesplan_nb.money import cents
from salesplan_nb.workspace.sources import Rule
from salesplan_nb.workspace.where import Condition, conditions

COMPARED: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "in": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "starts with": lambda text, start: str(text).startswith(str(start)),
}


def taken(rule: Rule, table: Mapped) -> Mask:
    """Rows that a rule takes, of those that no earlier rule took.

    Parameters
    ----------
    rule : Rule
        Of sources.yml.
    table : Mapped
        Typed: a condition on an amount or a date means the amount or the date, however the file writes it. A canonical
        column goes before a column of the file of the same name.

    Returns
    -------
    array of bool, one per row

    Raises
    ------
    PlanError
        Where a condition compares a column with what it cannot hold.
    """
    kept = table.kept
    if rule.missing is not None:
        return kept & table.texts[rule.missing].where(lambda text: text == "")
    if rule.duplicates:
        rows = np.flatnonzero(kept)
        found = np.zeros(len(kept), dtype="bool")
        found[rows] = repeated([table.texts[name].take(rows) for name in rule.duplicates])
        return found
    holds = met(rule.where or rule.keep or "", table, f"rule {rule.rule!r}")
    return kept & (holds if rule.where else ~holds)


def met(where: str, table: Mapped, whose: str) -> Mask:
    """Rows for which all conditions hold; `whose` names them in errors, which are those of `taken`."""
    found = np.ones(len(table.records), dtype="bool")
    for condition in conditions(where):
        column, kind = _column(condition.column, table)
        reading = Reading(table.source, condition.column in table.native)
        try:
            found &= column.where(_test(condition, kind, reading))
        except (ValueError, InvalidOperation) as cause:
            raise _unclear(whose, condition, kind) from cause
    return found


def past_limit(rule: Rule, table: Mapped, problems: Problems) -> None:
    """Add a rule that took more rows than it may: a gate."""
    if rule.limit is None:
        return
    rows = int((table.rule == table.rules.index(rule.rule) + 1).sum())
    whole = len(table.records)
    most = Decimal(rule.limit[:-1]) * whole / 100 if rule.limit.endswith("%") else Decimal(rule.limit)
    if rows > most:
        problems.add(
            "past-limit",
            message=f"{table.source.label}: rule {rule.rule!r} took {rows} of {whole} rows, its limit is {rule.limit}",
            context=None,
            hint="look at what it took (the export may have changed), then correct the data, the rule or its limit",
            kind="gate",
        )


def _column(name: str, table: Mapped) -> tuple[Coded, str]:
    """A column that a condition names, and its kind: typed where it is the contract's and no text."""
    stored = TABLES[table.name].stored(name)
    declared = TABLES[table.name].columns.get(stored)
    if declared is None or stored not in table.typed or declared.kind in ("text", "month"):
        return table.texts[name], "text"
    return table.typed[stored], declared.kind


def _test(condition: Condition, kind: str, reading: Reading) -> Callable[[Any], bool]:
    """Whether a value meets a condition; a cell that is no number meets no numeric one, a missing value none."""
    compare = COMPARED[condition.operator]
    wanted = [_wanted(value, kind) for value in condition.values]
    if kind != "text":
        return lambda value: value is not None and any(compare(value, one) for one in wanted)
    return lambda text: any(compare(*pair) for one in wanted if (pair := _pair(text, one, reading)) is not None)


def _wanted(value: str | float, kind: str) -> Any:
    if kind == "text":
        return value if isinstance(value, str) else Decimal(str(value))
    if kind == "date":
        return date.fromisoformat(str(value))
    return cents(Decimal(str(value))) if kind == "cents" else float(value)


def _pair(text: Any, wanted: str | Decimal, reading: Reading) -> tuple[Any, Any] | None:
    """Text beside text, a number beside a number; None where the text is no number."""
    if isinstance(wanted, str):
        return text, wanted
    try:
        return Decimal(digits(text, reading)), wanted
    except ValueError:
        return None


def _unclear(whose: str, condition: Condition, kind: str) -> PlanError:
    wanted = "a date such as '2026-01-31'" if kind == "date" else "a number"
    return PlanError(
        "unclear-rule",
        message=f"sources.yml: {whose}: {condition.column} cannot be compared with {condition.values[0]!r}",
        context=None,
        hint=f"write {wanted}",
    )
