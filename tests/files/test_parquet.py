from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesplan_nb.files import Layout, column_names, parquet
from tests.files.making import error_of, read, texts, written


def made(folder: Path, **columns: Any) -> Path:
    """A Parquet file of these columns."""
    path = folder / "orders.parquet"
    pq.write_table(pa.table(columns), path)
    return path


DAY = dt.datetime.fromisoformat("2026-10-31T23:30")


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (pa.array([17850.0, 0.1, 1e22, 1e-7, -0.0]), ["17850", "0.1", "10000000000000000000000", "0.0000001", "0"]),
        (pa.array([float("nan"), None, float("inf"), -2.5]), ["", "", "inf", "-2.5"]),
        (pa.array([1.1, 16777216], pa.float32()), ["1.1", "16777216"]),
        (pa.array([1, None, -(2**63)], pa.int64()), ["1", "", "-9223372036854775808"]),
        (pa.array([Decimal("1.50"), Decimal("0.0000000001"), Decimal(100)]), ["1.5", "0.0000000001", "100"]),
        (pa.array([True, False, None]), ["TRUE", "FALSE", ""]),
        (pa.array([dt.date(2026, 10, 31), None]), ["2026-10-31", ""]),
        (pa.array([DAY, None]), ["2026-10-31T23:30:00", ""]),
        (pa.array([DAY.replace(microsecond=500000)]), ["2026-10-31T23:30:00.5"]),
        (pa.array([DAY], pa.timestamp("ns")), ["2026-10-31T23:30:00"]),
        # 23:30 UTC is 00:30 of the next day in Berlin; the instant is written in UTC, with its zone
        (pa.array([DAY], pa.timestamp("s", tz="Europe/Berlin")), ["2026-10-31T23:30:00+00:00"]),
        (pa.array(["a", None, "b", "a"]).dictionary_encode(), ["a", "", "b", "a"]),
        (pa.array([1.0, 2.5, 1.0]).dictionary_encode(), ["1", "2.5", "1"]),
        (pa.array(["00123", "NA", ""]), ["00123", "NA", ""]),
        (pa.array([b"M\xc3\xbcller"], pa.binary()), ["Müller"]),
        (pa.nulls(2), ["", ""]),
        (pa.array(["x"], pa.large_string()), ["x"]),
    ],
    ids=str,
)
def test_a_value_of_any_type_is_written_one_way(tmp_path: Path, values: pa.Array, expected: list[str]) -> None:
    cells = read(made(tmp_path, value=values))
    assert texts(cells)["value"] == expected
    assert cells.table.schema.field("value").type == pa.string()
    assert cells.rows.to_pylist() == list(range(1, len(expected) + 1))


def test_columns_that_the_file_types_are_native_and_text_is_not(tmp_path: Path) -> None:
    path = made(tmp_path, id=["1"], kind=pa.array(["a"]).dictionary_encode(), net=[1.5], day=[dt.date(2026, 1, 1)])
    assert read(path).native == {"net", "day"}
    assert read(path, columns=["id", "net"]).native == {"net"}


def test_only_the_columns_that_are_wanted_are_read(tmp_path: Path) -> None:
    path = made(tmp_path, id=["1"], lists=pa.array([[1, 2]]))
    assert texts(read(path, columns=["id", "gross"])) == {"id": ["1"]}
    assert column_names(path, Layout(), path.name) == ["id", "lists"]
    error = error_of(lambda: read(path))
    assert (error.reference, error.exit_code) == ("unreadable-column", 3)
    assert "'lists'" in error.message
    nothing = read(path, columns=["gross"])
    assert (nothing.table.num_columns, nothing.rows.to_pylist()) == (0, [1])


def test_a_file_without_rows_is_an_error(tmp_path: Path) -> None:
    error = error_of(lambda: read(made(tmp_path, id=pa.array([], pa.string()))))
    assert error.message == "orders.parquet has no data rows"


def test_bytes_that_are_no_text_are_an_error(tmp_path: Path) -> None:
    assert error_of(lambda: read(made(tmp_path, id=pa.array([b"\xff"], pa.binary())))).exit_code == 3


def test_a_doubled_column_is_an_error_of_input(tmp_path: Path) -> None:
    path = tmp_path / "orders.parquet"
    pq.write_table(pa.table([pa.array([1]), pa.array([2])], names=["a", "a"]), path)
    error = error_of(lambda: read(path))
    assert (error.reference, error.exit_code) == ("doubled-column", 2)


def test_more_rows_than_bytes_can_hold_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = made(tmp_path, id=pa.nulls(2_000_000, pa.int8()))
    assert path.stat().st_size * parquet.MAX_ROWS_PER_BYTE < 2_000_000
    monkeypatch.setattr(parquet, "MANY_ROWS", 1_000_000)
    assert error_of(lambda: read(path)).reference == "grows-too-large"


@pytest.mark.parametrize("cut", [4, 40, -1, -9])
def test_a_damaged_file_is_an_error(tmp_path: Path, cut: int) -> None:
    whole = made(tmp_path, id=["1", "2"]).read_bytes()
    error = error_of(lambda: read(written(tmp_path, whole[:cut], "orders.parquet")))
    assert (error.reference, error.exit_code) == ("damaged-file", 3)


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=20))
def test_a_float_is_read_back_from_its_text_exactly(
    tmp_path_factory: pytest.TempPathFactory, values: list[float]
) -> None:
    found = texts(read(made(tmp_path_factory.mktemp("parquet"), value=pa.array(values))))["value"]
    assert [float(text) for text in found] == values
    assert not any("e" in text.lower() for text in found)
