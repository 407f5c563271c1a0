"""A copy to share: names of people and accounts taken out of everything that intake hands on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from salesplan_nb.contract import TABLES
from salesplan_nb.intake.pseudonyms import Pseudonyms
from salesplan_nb.intake.result import Quality
from salesplan_nb.intake.taking import Intake
from salesplan_nb.results import framed, tables_of

WITHHELD = "withheld"
"""What stands where a row of a file stood: nobody knows what else is in it."""


def redacted(taken: Intake, pseudonyms: Pseudonyms) -> Intake:
    """What was taken in with its names replaced; figures, rows and months stay."""
    tables = {name: _arrow(name, table, pseudonyms) for name, table in taken.tables.items()}
    return replace(taken, tables=tables, quality=_quality(taken.quality, pseudonyms), names={})


def _arrow(name: str, table: pa.Table, pseudonyms: Pseudonyms) -> pa.Table:
    columns = {}
    for column in table.column_names:
        declared = TABLES[name].columns.get(column)
        values = table[column]
        if pa.types.is_string(values.type) and (declared is None or (declared.kind == "text" and not declared.values)):
            coded = pc.dictionary_encode(values).combine_chunks()
            told = pa.array([pseudonyms.text(v) for v in coded.dictionary.to_pylist()], pa.string())
            values = told.take(coded.indices)
        columns[column] = values
    return pa.table(columns)


def _quality(quality: Quality, pseudonyms: Pseudonyms) -> Quality:
    frames: dict[str, pd.DataFrame] = {}
    for name, columns in tables_of(Quality).items():
        frame = getattr(quality, name)
        texts = [column for column, kind in columns.items() if kind == "text"]
        frames[name] = framed(Quality, name, frame.assign(**{c: _told(frame[c], pseudonyms.text) for c in texts}))
    whole = {"rejects": ("value", "record"), "corrections": ("value",), "columns": ("lowest", "highest", "members")}
    for name, withheld in whole.items():
        frames[name] = framed(Quality, name, frames[name].assign(**dict.fromkeys(withheld, WITHHELD)))
    return Quality(**frames, facts=quality.facts)


def _told(column: pd.Series[Any], change: Callable[[str], str]) -> pd.Series[Any]:
    return column.map({value: change(str(value)) for value in column.unique()})
