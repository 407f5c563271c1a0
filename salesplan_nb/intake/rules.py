"""The rules of sources.yml: which rows each would set aside."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any

import pandas as pd

from salesplan_nb.workspace.sources import Rule
from salesplan_nb.workspace.where import Condition, conditions


def taken(rule: Rule, cells: pd.DataFrame, texts: dict[str, pd.Series]) -> pd.Series:
    """Rows that a rule takes, whatever other rules took before.

    Parameters
    ----------
    rule : Rule
        Of sources.yml.
    cells : DataFrame of str
        The file's columns.
    texts : dict of Series of str
        Canonical columns; they go before columns of the file of the same name.

    Returns
    -------
    Series of bool
    """

    def column(name: str) -> pd.Series:
        return texts[name] if name in texts else cells[name]

    if rule.missing is not None:
        return column(rule.missing).str.strip() == ""
    if rule.duplicates:
        return pd.DataFrame({name: column(name) for name in rule.duplicates}).duplicated(keep="first")
    found = pd.Series(True, index=cells.index)
    for condition in conditions(rule.where or ""):
        found &= _holds(condition, column(condition.column))
    return found


def _holds(condition: Condition, text: pd.Series) -> pd.Series:
    """Text is compared as text, numbers as numbers; a cell that is no number meets no numeric condition."""
    if isinstance(condition.values[0], str) or condition.operator == "in":
        return text.map({value: _compared(condition, value) for value in text.unique()}).astype(bool)
    return text.map({value: _compared_number(condition, value) for value in text.unique()}).astype(bool)


def _compared(condition: Condition, value: str) -> bool:
    texts = [v if isinstance(v, str) else f"{v:g}" for v in condition.values]
    return _compare(condition.operator, value, texts)


def _compared_number(condition: Condition, value: str) -> bool:
    try:
        number = Decimal(value.strip())
    except InvalidOperation:
        return False
    return _compare(condition.operator, number, [Decimal(str(v)) for v in condition.values])


def _compare(operator: str, left: Any, right: list[Any]) -> bool:
    """Text with texts, or a number with numbers."""
    outcomes: dict[str, Callable[[], Any]] = {
        "=": lambda: left == right[0],
        "!=": lambda: left != right[0],
        "<": lambda: left < right[0],
        "<=": lambda: left <= right[0],
        ">": lambda: left > right[0],
        ">=": lambda: left >= right[0],
        "in": lambda: left in right,
    }
    return bool(outcomes[operator]())
