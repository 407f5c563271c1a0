"""The rules of sources.yml: which rows each would set aside."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

import pandas as pd

from salesplan_nb.contract import TABLES
from salesplan_nb.errors import PlanError
from salesplan_nb.intake.parsing import digits
from salesplan_nb.money import cents
from salesplan_nb.workspace.sources import Rule, Source
from salesplan_nb.workspace.where import Condition, conditions

COMPARED: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "in": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def taken(
    rule: Rule, table: str, source: Source, cells: pd.DataFrame, texts: Mapping[str, pd.Series], frame: pd.DataFrame
) -> pd.Series:
    """Rows that a rule takes, of those that are given.

    Parameters
    ----------
    rule : Rule
        Of sources.yml.
    table : str
        Of the contract.
    source : Source
        Declares how the file writes numbers.
    cells : DataFrame of str
        The file's columns, of the rows that no earlier rule took: the first of several rows is the first of these.
    texts : mapping of str to Series of str
        Canonical columns as sources.yml names them; they go before columns of the file of the same name.
    frame : DataFrame
        Their values: a condition on an amount or a date means the amount or the date, however the file writes it.

    Returns
    -------
    Series of bool

    Raises
    ------
    PlanError
        Where a condition compares a column with what it cannot hold.
    """

    def column(name: str) -> pd.Series:
        return texts[name] if name in texts else cells[name]

    if rule.missing is not None:
        return column(rule.missing).str.strip() == ""
    if rule.duplicates:
        return pd.DataFrame({name: column(name) for name in rule.duplicates}).duplicated(keep="first")
    found = pd.Series(True, index=cells.index)
    for condition in conditions(rule.where or ""):
        stored = TABLES[table].stored(condition.column)
        kind = TABLES[table].columns[stored].kind if condition.column in texts else "text"
        values = column(condition.column) if kind in ("text", "month") else frame[stored]
        try:
            holds = _test(condition, kind, source)
        except (ValueError, InvalidOperation) as cause:
            raise _unclear(rule, condition, kind) from cause
        known = {value: holds(value) for value in values.dropna().unique().tolist()}
        found &= values.map(known).fillna(False).astype(bool)
    return found


def _test(condition: Condition, kind: str, source: Source) -> Callable[[Any], bool]:
    """Whether a value meets a condition; a cell that is no number meets no numeric one, a missing value none."""
    compare = COMPARED[condition.operator]
    wanted = [_wanted(value, kind) for value in condition.values]
    if kind not in ("text", "month"):
        return lambda value: any(compare(value, one) for one in wanted)
    return lambda text: any(compare(*pair) for one in wanted if (pair := _pair(text, one, source)) is not None)


def _wanted(value: str | float, kind: str) -> Any:
    if kind in ("text", "month"):
        return value if isinstance(value, str) else Decimal(str(value))
    if kind == "date":
        return date.fromisoformat(str(value))
    return cents(Decimal(str(value))) if kind == "cents" else float(value)


def _pair(text: str, wanted: str | Decimal, source: Source) -> tuple[Any, Any] | None:
    """Text beside text, a number beside a number; None where the text is no number."""
    if isinstance(wanted, str):
        return text, wanted
    try:
        return Decimal(digits(text, source)), wanted
    except ValueError:
        return None


def _unclear(rule: Rule, condition: Condition, kind: str) -> PlanError:
    wanted = "a date such as '2026-01-31'" if kind == "date" else "a number"
    return PlanError(
        "unclear-rule",
        message=f"sources.yml: rule {rule.rule!r}: {condition.column} cannot be compared with {condition.values[0]!r}",
        context=None,
        hint=f"write {wanted}",
    )
