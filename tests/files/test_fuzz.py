"""Bytes of any kind: a table or an error that a user can read, never another exception."""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salesplan_nb.errors import PlanError, PlanErrors
from salesplan_nb.files import Layout, column_names, read_cells, sniffed
from tests.files.making import archive, ods, workbook, written

HERE = Path(__file__).parent
LAYOUTS = st.builds(
    Layout,
    delimiter=st.sampled_from([",", ";", "\t", "whitespace", '"', "\r"]),
    encoding=st.sampled_from(
        ["utf-8", "utf-16", "latin-1", "cp1252", "utf-16-be", "utf-7", "shift_jis", "rot13", "idna"]
    ),
    header=st.integers(1, 4),
    names=st.sampled_from([(), ("a", "b"), ("a", "a")]),
    sheet=st.sampled_from(["", "Orders"]),
    range=st.sampled_from(["", "A1:B3", "B2:A1"]),
)


def survives(content: bytes, name: str, layout: Layout) -> None:
    """Ask a file everything, and meet nothing but tables and our own errors."""
    with TemporaryDirectory() as folder:
        path = written(Path(folder), content, name)
        for call in (
            lambda: read_cells(path, layout, name),
            lambda: read_cells(path, layout, name, ["a"]),
            lambda: column_names(path, layout, name),
            lambda: sniffed(path, name),
        ):
            with suppress(PlanError, PlanErrors):
                call()


@st.composite
def mutated(draw: st.DrawFn, whole: bytes) -> bytes:
    """A good file with some bytes changed, cut off or doubled."""
    raw = bytearray(whole)
    for _ in range(draw(st.integers(1, 8))):
        at = draw(st.integers(0, len(raw) - 1))
        raw[at] = draw(st.integers(0, 255))
    if draw(st.booleans()):
        del raw[draw(st.integers(1, len(raw))) :]
    return bytes(raw)


@cache
def good(kind: str) -> bytes:
    """A good file of a kind."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"orders.{kind}"
        if kind == "parquet":
            table = pa.table({"a": [1.5, None], "b": ["x", "y"], "c": pa.array(["u", "v"]).dictionary_encode()})
            pq.write_table(table, path, compression="none")
        elif kind == "xlsx":
            workbook(path, Orders=[["a", "b"], [1, "x"], [2.5, "=A2"]], Other=[["c"], [True]])
        elif kind == "ods":
            row = '<table:table-row><table:table-cell office:value-type="float" office:value="3"/></table:table-row>'
            path.write_bytes(ods(row * 3))
        else:
            return (HERE / "small.xls").read_bytes()
        return path.read_bytes()


ANY_TEXT = st.text(st.sampled_from('ab1,;"\n\r\t \0é|'), max_size=80).map(str.encode)
LOOSE = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@LOOSE
@given(content=st.binary(max_size=300) | ANY_TEXT, name=st.sampled_from(["o.csv", "o.txt", "o"]), layout=LAYOUTS)
def test_bytes_as_text(content: bytes, name: str, layout: Layout) -> None:
    survives(content, name, layout)


@LOOSE
@given(
    content=st.tuples(
        st.sampled_from(
            [b"PK\x03\x04", b"PAR1", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x1f\x8b", b"BZh9", b"\xfd7zXZ\x00"]
        ),
        st.binary(max_size=600),
    ).map(b"".join),
    name=st.sampled_from(["o.xlsx", "o.parquet", "o.xls", "o.gz", "o.csv"]),
)
def test_bytes_behind_the_mark_of_another_kind(content: bytes, name: str) -> None:
    survives(content, name, Layout())


@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls", "parquet"])
@LOOSE
@given(data=st.data())
def test_a_damaged_file(kind: str, data: st.DataObject) -> None:
    survives(data.draw(mutated(good(kind))), f"orders.{kind}", Layout())


@pytest.mark.parametrize("member", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml"])
@LOOSE
@given(data=st.data())
def test_a_workbook_with_a_damaged_part_in_a_sound_archive(member: str, data: st.DataObject) -> None:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(good("xlsx"))) as source:
        parts = {info.filename: source.read(info) for info in source.infolist()}
    parts[member] = data.draw(mutated(parts[member]))
    survives(archive(parts), "orders.xlsx", Layout(sheet="Orders"))
