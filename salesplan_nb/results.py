"""What a stage hands on: a frozen dataclass of tables with declared columns, and facts.

A column's kind says its unit and the type it is stored as:
``text``, ``month`` ('2027-01'), ``date`` ('2027-01-31'), ``cents`` (int64), ``count`` (int64), ``fraction`` (float64,
NaN where it does not apply), ``number`` (float64, NaN likewise), ``flag`` (bool).
"""

from __future__ import annotations

import dataclasses
from typing import Any

import pandas as pd

DTYPES = {
    "text": "str",
    "month": "str",
    "date": "str",
    "cents": "int64",
    "count": "int64",
    "fraction": "float64",
    "number": "float64",
    "flag": "bool",
}
COLUMNS = "columns"


def table(**columns: str) -> Any:
    """A dataclass field for a table: its columns, in order, each with its kind."""
    unknown = set(columns.values()) - set(DTYPES)
    if unknown:
        raise ValueError(f"unknown column kinds: {sorted(unknown)}")
    return dataclasses.field(metadata={COLUMNS: columns})


def tables_of(result_type: type) -> dict[str, dict[str, str]]:
    """The declared tables of a result type: name to columns with kinds."""
    fields = dataclasses.fields(result_type)
    return {field.name: field.metadata[COLUMNS] for field in fields if COLUMNS in field.metadata}


def framed(result_type: type, name: str, rows: Any) -> pd.DataFrame:
    """A frame of the declared columns and types of a result's table.

    Parameters
    ----------
    result_type : type
        A result dataclass.
    name : str
        One of its tables.
    rows : DataFrame, list of dict, or list of tuple in the order of the columns
        What the table holds; an empty list gives an empty table with its columns.

    Raises
    ------
    ValueError
        When a declared column is missing, or cents are not whole.
    """
    columns = tables_of(result_type)[name]
    frame = rows if isinstance(rows, pd.DataFrame) else pd.DataFrame(rows, columns=_named(rows, columns))
    missing = [column for column in columns if column not in frame]
    if missing:
        raise ValueError(f"{result_type.__name__}.{name} lacks {', '.join(missing)}")
    typed = {}
    for column, kind in columns.items():
        values = frame[column]
        if kind in ("cents", "count"):
            numbers = pd.to_numeric(values)
            if numbers.isna().any() or (numbers != numbers.round()).any():
                raise ValueError(f"{result_type.__name__}.{name}.{column} holds what is not a whole number")
            typed[column] = numbers.astype("int64")
        elif kind in ("fraction", "number"):
            typed[column] = pd.to_numeric(values).astype("float64")
        elif kind == "flag":
            typed[column] = values.astype("bool")
        else:
            typed[column] = values.astype("object").where(values.notna(), "").astype("str")
    return pd.DataFrame(typed).reset_index(drop=True)


def _named(rows: Any, columns: dict[str, str]) -> list[str] | None:
    return None if rows and isinstance(rows[0], dict) else list(columns)


def checked(result: Any) -> None:
    """Make sure that a result's tables are as declared.

    Raises
    ------
    ValueError
        Naming the table and the column that is not.
    """
    for name, columns in tables_of(type(result)).items():
        frame = getattr(result, name)
        if list(frame.columns) != list(columns):
            raise ValueError(f"{type(result).__name__}.{name} has columns {list(frame.columns)}, not {list(columns)}")
        for column, kind in columns.items():
            if str(frame[column].dtype) != DTYPES[kind]:
                raise ValueError(
                    f"{type(result).__name__}.{name}.{column} is {frame[column].dtype}, not {DTYPES[kind]} ({kind})"
                )
