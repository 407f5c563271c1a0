"""A Parquet file as text cells: what it types is written one way, whatever its type."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from salesplan_nb.errors import PlanError
from salesplan_nb.files.contents import damaged, unreadable
from salesplan_nb.files.headings import doubled, no_rows
from salesplan_nb.files.layout import Cells

MAX_ROWS_PER_BYTE = 100
"""Rows of a file for each of its bytes; more are no table but a trap."""
MANY_ROWS = 20_000_000
"""Rows up to which nobody asks how many there are for each byte."""


def read_parquet(path: Path, name: str, columns: Collection[str] | None) -> Cells:
    """Every row of a Parquet file; the arguments are those of `read_cells`.

    Raises
    ------
    PlanError
        Of kind "data": a damaged file, no rows, a column of lists or the like. Of kind "input": a doubled column.
    """
    with _opened(path, name) as file:
        names = _names(file, name)
        _check_rows(file, path, name)
        wanted = [column for column in names if columns is None or column in columns]
        table = file.read(columns=wanted)
        typed = {column: table.column(column) for column in wanted}
        texts = {column: _text(values, column, name) for column, values in typed.items()}
    rows = pa.array(range(1, table.num_rows + 1), pa.int64())
    native = frozenset(column for column, values in typed.items() if not _is_text(values.type))
    return Cells(path, pa.table(texts) if texts else table, rows, native)


def parquet_names(path: Path, name: str) -> list[str]:
    """The column names of a Parquet file; the errors are those of `read_parquet`."""
    with _opened(path, name) as file:
        return _names(file, name)


@contextmanager
def _opened(path: Path, name: str) -> Iterator[pq.ParquetFile]:
    try:
        with pq.ParquetFile(path) as file:
            yield file
    except (pa.ArrowException, ValueError, TypeError, KeyError, IndexError, MemoryError, RuntimeError) as cause:
        raise damaged(name, str(cause).partition("\n")[0][:200]) from cause
    except OSError as cause:  # Arrow says so of damaged files too
        raise (unreadable(name, cause) if cause.errno else damaged(name, str(cause)[:200])) from cause


def _names(file: pq.ParquetFile, name: str) -> list[str]:
    names = [str(column) for column in file.schema_arrow.names]
    if twice := doubled(names, name, 1):
        raise twice
    return names


def _check_rows(file: pq.ParquetFile, path: Path, name: str) -> None:
    rows = file.metadata.num_rows
    if rows <= 0:
        raise no_rows(name)
    if rows > MANY_ROWS and rows > MAX_ROWS_PER_BYTE * path.stat().st_size:
        raise PlanError(
            "grows-too-large",
            message=f"{name} has {path.stat().st_size:,} bytes and says that it holds {rows:,} rows",
            context=None,
            hint="export it again with the rows that there are",
            kind="data",
        )


def _is_text(kind: pa.DataType) -> bool:
    if pa.types.is_dictionary(kind):
        return _is_text(kind.value_type)
    return any(is_kind(kind) for is_kind in (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view))


def _text(values: pa.ChunkedArray, column: str, name: str) -> pa.ChunkedArray:
    """Values as text, '' for what is missing.

    Raises
    ------
    PlanError
        For a kind of value that is no cell.
    """
    kind = values.type
    if pa.types.is_dictionary(kind):
        return _text(values.cast(kind.value_type), column, name)
    if pa.types.is_null(kind):
        return pa.chunked_array([pa.array([""] * len(values), pa.string())])
    if pa.types.is_floating(kind):
        texts = _floats(values)
    elif pa.types.is_decimal(kind):
        texts = _decimals(values)
    elif pa.types.is_timestamp(kind):
        texts = _times(values)
    elif pa.types.is_boolean(kind):
        texts = pc.if_else(values, "TRUE", "FALSE")
    elif any(is_kind(kind) for is_kind in (pa.types.is_nested, pa.types.is_duration, pa.types.is_interval)):
        raise PlanError(
            "unreadable-column",
            message=f"{name}: column {column!r} holds {kind}, which is no cell",
            context=None,
            hint="export it as text, a number or a date",
            kind="data",
        )
    else:
        texts = values.cast(pa.string())  # text, whole numbers, dates, times of day, text in bytes
    return pc.fill_null(texts, "").cast(pa.string())


def _floats(values: pa.ChunkedArray) -> pa.ChunkedArray:
    """The shortest decimals that give the same floats, never with an exponent; '' for NaN."""
    texts = values.cast(pa.string())
    texts = pc.if_else(pc.is_nan(values), "", texts)
    texts = pc.replace_substring_regex(texts, r"^-0$", "0")
    return _plain(texts)


def _decimals(values: pa.ChunkedArray) -> pa.ChunkedArray:
    """Decimals without zeros at their end."""
    return _trimmed(_plain(values.cast(pa.string())))


def _trimmed(texts: pa.ChunkedArray) -> pa.ChunkedArray:
    """Texts without zeros at the end of a fraction, and without a point that nothing follows."""
    return pc.replace_substring_regex(pc.replace_substring_regex(texts, r"(\.\d*?)0+$", r"\1"), r"\.$", "")


def _plain(texts: pa.ChunkedArray) -> pa.ChunkedArray:
    """Numbers without exponents."""
    short = pc.fill_null(pc.match_substring_regex(texts, "[eE]"), False)
    if not pc.any(short).as_py():
        return texts
    long = [format(Decimal(text), "f") for text in texts.filter(short).to_pylist()]
    return pc.replace_with_mask(texts.combine_chunks(), short.combine_chunks(), pa.array(long, pa.string()))


def _times(values: pa.ChunkedArray) -> pa.ChunkedArray:
    """Times as 2026-10-31T23:30:00, with a fraction if they have one; in UTC, with +00:00, if the file says a zone."""
    bare = values.cast(pa.timestamp(values.type.unit)).combine_chunks().dictionary_encode()  # in UTC
    # The lines of an order share their time, and to write one takes long.
    written = _trimmed(pc.strftime(bare.dictionary, format="%Y-%m-%dT%H:%M:%S"))
    texts = pa.chunked_array([written.take(bare.indices)])
    return texts if values.type.tz is None else pc.binary_join_element_wise(texts, "+00:00", "")
