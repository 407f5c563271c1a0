"""What a stage hands on: a frozen dataclass of tables with declared columns, and facts.

A column's kind says its unit and the type it is stored as:
``text``, ``month`` ('2027-01'), ``date`` ('2027-01-31'), ``cents`` (int64), ``count`` (int64), ``fraction`` (float64,
NaN where it does not apply), ``number`` (float64, NaN likewise), ``flag`` (bool).
"""

from __future__ import annotations

import dataclasses
import re
from datetime import date, datetime
from typing import Any

import numpy as np
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
FORMS = {"month": re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])|"), "date": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|")}
"""How text of these kinds is written; empty where it does not apply."""
COLUMNS = "columns"
FILES = "files"


def table(**columns: str) -> Any:
    """A dataclass field for a table: its columns, in order, each with its kind."""
    unknown = set(columns.values()) - set(DTYPES)
    if unknown:
        raise ValueError(f"unknown column kinds: {sorted(unknown)}")
    return dataclasses.field(metadata={COLUMNS: columns})


def files() -> Any:
    """A dataclass field for files that go beside the tables: name to bytes."""
    return dataclasses.field(metadata={FILES: True})


def files_of(result_type: type) -> list[str]:
    """The fields of a result type that hold files."""
    return [field.name for field in dataclasses.fields(result_type) if FILES in field.metadata]


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
        When a declared column is missing, or holds what its kind does not allow: cents that are not whole, a flag that
        is neither true nor false, a date that is none.

    Examples
    --------
    >>> @dataclasses.dataclass
    ... class Spend:
    ...     lines: pd.DataFrame = table(month="month", amount_cents="cents")
    >>> framed(Spend, "lines", [("2027-01", 12_50)]).to_dict("records")
    [{'month': '2027-01', 'amount_cents': 1250}]
    """
    columns = tables_of(result_type)[name]
    frame = rows if isinstance(rows, pd.DataFrame) else pd.DataFrame(rows, columns=_named(rows, columns))
    missing = [column for column in columns if column not in frame]
    if missing:
        raise ValueError(f"{result_type.__name__}.{name} lacks {', '.join(missing)}")
    typed = {
        column: _typed(frame[column], kind, f"{result_type.__name__}.{name}.{column}")
        for column, kind in columns.items()
    }
    return pd.DataFrame(typed).reset_index(drop=True)


def _typed(values: pd.Series[Any], kind: str, place: str) -> pd.Series[Any]:
    """A column as its kind is stored; `place` names it in errors."""
    if kind in ("cents", "count"):
        return _whole(values, place)
    if kind in ("fraction", "number"):
        return pd.to_numeric(values).astype("float64")
    if kind == "flag":
        if not values.isin([True, False]).all():
            raise ValueError(f"{place} holds what is neither true nor false")
        return values.astype("bool")
    texts = values.astype("object").where(values.notna(), "")
    if kind == "date":
        texts = texts.map(_day)
    typed = texts.astype("str")
    _well_formed(typed, kind, place)
    return typed


def _whole(values: pd.Series[Any], place: str) -> pd.Series[Any]:
    numbers = pd.to_numeric(values)
    sizes = np.abs(numbers.to_numpy(dtype="float64", na_value=np.nan))
    if not (sizes < 2**63).all() or (numbers != numbers.round()).any():  # NaN is not below, either
        raise ValueError(f"{place} holds what is not a whole number")
    return numbers.astype("int64")


def _day(value: object) -> object:
    """A date or a time stamp as the day's text; text stays."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else value


def _well_formed(texts: pd.Series[Any], kind: str, place: str) -> None:
    """Refuse missing text, and months and dates that are written otherwise or are not in the calendar."""
    if texts.isna().any():
        raise ValueError(f"{place} holds missing text; empty text is ''")
    if kind in FORMS:
        odd = sorted(text for text in set(texts) if not FORMS[kind].fullmatch(text) or not _in_calendar(text, kind))
        if odd:
            raise ValueError(f"{place} holds {odd[0]!r}, which is no {kind}")


def _in_calendar(text: str, kind: str) -> bool:
    if kind != "date" or not text:
        return True
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


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
            place = f"{type(result).__name__}.{name}.{column}"
            if str(frame[column].dtype) != DTYPES[kind]:
                raise ValueError(f"{place} is {frame[column].dtype}, not {DTYPES[kind]} ({kind})")
            if DTYPES[kind] == "str":
                _well_formed(frame[column], kind, place)
