"""What the checks look at: rows as integers for the engine, and where in its file each of them stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

import ibis
import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from salesplan_nb.contract import TABLES
from salesplan_nb.fiscal import MonthCalendar
from salesplan_nb.intake.mapping import Mapped
from salesplan_nb.number_formats import decimal_text

FIRST = 3
"""Places that a finding names."""
ENGINE = {"cents": pa.int64(), "count": pa.int64(), "number": pa.float64(), "fraction": pa.float64()}
Rows = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Evidence:
    """The tables as they came and as they are used."""

    tables: Mapping[str, Mapped]
    frames: Mapping[str, pa.Table]
    """The canonical tables, kept rows only."""
    as_of: str
    """Last month in use."""
    calendar: MonthCalendar
    """The company's months."""
    _arrays: dict[tuple[str, str], pa.Array] = field(default_factory=dict)

    @cached_property
    def _engine(self) -> ibis.BaseBackend:
        return ibis.duckdb.connect()

    def has(self, table: str, *columns: str) -> bool:
        """Whether a table has all these canonical columns."""
        return table in self.tables and all(column in self.tables[table].typed for column in columns)

    def rows(self, table: str, *columns: str) -> ibis.Table:
        """The kept rows of some columns, to ask the engine about.

        Returns
        -------
        Table
            `row` is the row's ordinal in the files, `file` the ordinal of its file, `part`, where it is asked for, that
            of its source; amounts and numbers are themselves, everything else is the code of its value, null where
            missing.
        """
        arrays = {name: self._array(table, name) for name in ("row", "file", *columns)}
        return ibis.memtable(pa.table(arrays))

    def _array(self, table: str, column: str) -> pa.Array:
        """One of the columns that `rows` gives, made once for all checks."""
        if (table, column) not in self._arrays:
            mapped = self.tables[table]
            kept = np.flatnonzero(mapped.kept)
            if column == "row":
                made = pa.array(kept.astype("int32"))
            elif column == "file":
                made = pa.array(mapped.records.file[kept])
            elif column == "part":
                made = pa.array(np.argmax([part.rows[kept] for part in mapped.parts], axis=0))
            else:
                values, kind = mapped.typed[column].take(kept), TABLES[table].columns[column].kind
                missing = values.where(lambda value: value is None or value == "")
                made = values.array(ENGINE[kind]) if kind in ENGINE else pa.array(values.codes, mask=missing)
            self._arrays[table, column] = made
        return self._arrays[table, column]

    def used(self, table: str) -> ibis.Table:
        """A canonical table as stages see it."""
        return ibis.memtable(self.frames[table])

    def asked(self, question: ibis.Table) -> pd.DataFrame:
        """The engine's answer."""
        found: pd.DataFrame = self._engine.execute(question)
        return found

    def places(self, table: str, rows: Sequence[int] | Rows) -> str:
        """Where the first of some rows stand: `orders.csv:17, orders.csv:40 ...`."""
        records = self.tables[table].records
        return first([records.place(int(row)) for row in rows])


def first(items: Sequence[str], most: int = FIRST) -> str:
    """Some items in one line, the first of them.

    Examples
    --------
    >>> first(["a", "b", "c"], 2)
    'a, b ...'
    """
    return ", ".join(items[:most]) + (" ..." if len(items) > most else "")


def money(amount_cents: float) -> str:
    """An amount in whole units with two decimals, its currency left out.

    Examples
    --------
    >>> money(-123456)
    '-1,234.56'
    """
    whole, rest = divmod(abs(round(amount_cents)), 100)
    return f"{'-' if amount_cents < 0 else ''}{decimal_text(Decimal(f'{whole}.{rest:02d}'))}"


def times(ratio: float) -> str:
    """How many times as large, readable.

    Examples
    --------
    >>> times(98.4), times(0.0102), times(2.5)
    ('98 times', '1/98 of', '2.5 times')
    """
    if ratio < 1:
        return f"1/{decimal_text(round(1 / ratio))} of"
    return f"{decimal_text(round(ratio) if ratio >= 10 else Decimal(f'{ratio:.2g}'))} times"
