"""The rules of sources.yml: which rows each would set aside."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import partial
from typing import Any

import numpy as np

from salesplan_nb.calendars import MONTH
from salesplan_nb.contract import TABLES
from salesplan_nb.errors import PlanError, Problems
from salesplan_nb.intake.coded import Coded, Mask, repeated
from salesplan_nb.intake.mapping import Mapped
from salesplan_nb.intake.numbers import number
from salesplan_nb.intake.reading import Reading, Value, written
from salesplan_nb.money import cents
from salesplan_nb.workspace.source_rules import Rule
from salesplan_nb.workspace.where import Condition, conditions

STARTS = "starts with"
COMPARED: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "in": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    STARTS: lambda text, start: str(text).startswith(str(start)),
}
WRITTEN = {
    STARTS: "the beginning of a text, in quotes, of a column of texts, dates or months",
    "date": "a date such as '2026-01-31'",
    "month": "a month such as '2026-01'",
}
"""What may stand in a condition, by its operator or the kind of its column; else a number."""


def taken(rule: Rule, table: Mapped, cannot_tell: Mapping[str, Mask]) -> Mask:
    """Rows that a rule takes, of those that no earlier rule took.

    Parameters
    ----------
    rule : Rule
        Of sources.yml.
    table : Mapped
        Typed: a condition on an amount or a date means the amount or the date, however the file writes it. A canonical
        column goes before a column of the file of the same name.
    cannot_tell : mapping of str to array of bool
        Rows that the rule cannot compare (`unclear`): they stay, and are told.

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
    if rule.where:
        return kept & holds
    # What cannot be read is no reason to leave a row out: it is an error.
    left: Mask = kept & ~np.logical_or.reduce([holds, *cannot_tell.values()])
    return left


def unclear(rule: Rule, table: Mapped) -> dict[str, Mask]:
    """By column, the kept rows whose cell a rule that says what to keep cannot compare."""
    found: dict[str, Mask] = {}
    for condition in conditions(rule.keep) if rule.keep else ():
        column, kind = _column(condition.column, table)
        stored = table.stored(condition.column)
        if stored in table.unreadable:
            found[condition.column] = table.kept & table.unreadable[stored]
        elif kind == "text" and not any(isinstance(value, str) for value in condition.values):
            wrong = [rows & column.where(partial(_no_number, r)) for rows, r in table.readings(condition.column)]
            found[condition.column] = table.kept & np.logical_or.reduce(wrong)
    return found


def _no_number(reading: Reading, cell: Value) -> bool:
    try:
        return cell != "" and number(cell, reading) is None
    except ValueError:
        return True


def met(where: str, table: Mapped, whose: str) -> Mask:
    """Rows for which all conditions hold; `whose` names them in errors, which are those of `taken`."""
    found = np.ones(len(table.records), dtype="bool")
    for condition in conditions(where):
        column, kind = _column(condition.column, table)
        try:
            for rows, reading in table.readings(condition.column):
                found &= ~rows | column.where(_test(condition, kind, reading))
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
            message=f"{table.label}: rule {rule.rule!r} took {rows} of {whole} rows, its limit is {rule.limit}",
            context=None,
            hint="look at what it took (the export may have changed), then correct the data, the rule or its limit",
            kind="gate",
        )


def _column(name: str, table: Mapped) -> tuple[Coded, str]:
    """A column that a condition names, and its kind: typed where it is the contract's and no text."""
    stored = table.stored(name)
    declared = TABLES[table.name].columns.get(stored)
    if declared is None or stored not in table.typed or declared.kind == "text":
        return table.texts[name], "text"
    return table.typed[stored], declared.kind


def _test(condition: Condition, kind: str, reading: Reading) -> Callable[[Any], bool]:
    """Whether a value meets a condition; a cell that is no number meets no numeric one, a missing value none."""
    compare = COMPARED[condition.operator]
    wanted = [_wanted(value, condition.operator, kind) for value in condition.values]
    if kind != "text":
        return lambda value: value is not None and any(compare(value, one) for one in wanted)
    return lambda text: any(compare(*pair) for one in wanted if (pair := _pair(text, one, reading)) is not None)


def _wanted(value: str | float, operator: str, kind: str) -> Any:
    if operator == STARTS:
        if kind not in ("text", "date", "month") or not isinstance(value, str):
            raise ValueError(value)
        return value
    if kind == "text":
        return value if isinstance(value, str) else Fraction(str(value))
    if kind == "date":
        return date.fromisoformat(str(value))
    if kind == "month":
        if MONTH.fullmatch(str(value)) is None:
            raise ValueError(value)
        return value
    return cents(Decimal(str(value))) if kind == "cents" else float(value)


def _pair(cell: Value, wanted: str | Fraction, reading: Reading) -> tuple[Any, Any] | None:
    """Text beside text, a number beside a number; None where the cell is no number."""
    if isinstance(wanted, str):
        return written(cell), wanted
    try:
        return number(cell, reading), wanted
    except ValueError:
        return None


def _unclear(whose: str, condition: Condition, kind: str) -> PlanError:
    wanted = WRITTEN.get(STARTS if condition.operator == STARTS else kind, "a number")
    return PlanError(
        "unclear-rule",
        message=f"sources.yml: {whose}: {condition.column} cannot be compared with {condition.values[0]!r}",
        context=None,
        hint=f"write {wanted}",
    )
