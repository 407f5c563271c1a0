"""How a file is laid out, and what comes out of reading one."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

WHITESPACE = "whitespace"
"""The delimiter of files whose columns are split by any number of blanks."""


@dataclass(frozen=True)
class Layout:
    """What a reader must be told about a file; the defaults are those of a plain CSV file."""

    delimiter: str = ","
    """One character, or `whitespace`."""
    encoding: str = "utf-8"
    header: int = 1
    """Physical line (row of a sheet) of the column names; what stands above it is no data."""
    names: tuple[str, ...] = ()
    """Column names of a file that has none itself; `header` does not count then."""
    sheet: str = ""
    """Sheet of a workbook; '' for its only visible one."""
    range: str = ""
    """Cells of a sheet, such as B4:H2000, the names in the first row; '' for all that is filled."""


@dataclass(frozen=True)
class Cells:
    """The records of one file, every cell as text."""

    path: Path
    table: pa.Table
    """One row per record; string columns named as the header names them. Empty cells are '', never null."""
    rows: pa.Int64Array
    """Physical line of the file (row of the sheet, ordinal of a Parquet row) on which each record begins."""
    native: frozenset[str] = field(default_factory=frozenset)
    """Columns that the file itself types (Parquet, Excel): their numbers have a point as decimal mark and no exponent,
    their dates are ISO (2026-10-31, 2026-10-31T23:30:00, with +00:00 where the file says a zone)."""
    sheet: str = ""
    """Of a workbook the sheet that they are of, whether it was asked for or is its only one."""
