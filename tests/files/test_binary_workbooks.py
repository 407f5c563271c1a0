"""Old workbooks: `small.xls` was written by xlwt; the .xlsb is made here, record by record."""

from __future__ import annotations

import shutil
import struct
from pathlib import Path

import pytest

from salesplan_nb.files import Layout
from tests.files.making import archive, error_of, read, texts, written

SMALL = Path(__file__).with_name("small.xls")
NUMBERS = bytes.fromhex("bd00 1200 0100 0100 1200 dad30200 1100 5b020000 0200")
"""Its record of B2 and C2: kind, size, row and first column from 0, two formats and values, last column."""


def patched(folder: Path, old: bytes, new: bytes) -> Path:
    """The workbook with some of its bytes replaced by as many."""
    raw = SMALL.read_bytes()
    assert len(old) == len(new)
    assert raw.count(old) == 1
    return written(folder, raw.replace(old, new), "orders.xls")


def test_an_xls_reads_alike_and_its_hidden_sheet_is_no_choice(tmp_path: Path) -> None:
    path = shutil.copy(SMALL, tmp_path / "orders.xls")
    cells = read(path, columns=["id", "date"])
    assert texts(cells) == {"id": ["00123", "124"], "date": ["2026-10-31", "2026-11-01"]}
    assert (cells.rows.to_pylist(), cells.native) == ([2, 3], {"id", "date"})


def test_an_error_in_an_xls_is_listed(tmp_path: Path) -> None:
    path = shutil.copy(SMALL, tmp_path / "orders.xls")
    error = error_of(lambda: read(path, Layout(sheet="Orders")))
    assert (error.reference, error.context) == ("cells-without-value", ("orders.xls!Orders:D3: #REF!",))


def test_a_cell_at_the_far_end_of_an_xls_is_refused(tmp_path: Path) -> None:
    far = NUMBERS[:4] + struct.pack("<HH", 65_535, 254) + NUMBERS[8:-2] + struct.pack("<H", 255)
    path = patched(tmp_path, NUMBERS, far)
    error = error_of(lambda: read(path))
    assert (error.reference, error.exit_code) == ("sheet-too-large", 3)
    assert "IV65536" in error.context[0]


def test_an_encrypted_xlsx_is_told_by_its_container(tmp_path: Path) -> None:
    raw = bytearray(SMALL.read_bytes())
    at = raw.index("Workbook".encode("utf-16-le"))
    name = "EncryptedPackage".encode("utf-16-le")
    raw[at : at + len(name)] = name
    raw[at + 64] = len(name) + 2
    error = error_of(lambda: read(written(tmp_path, bytes(raw), "orders.xlsx")))
    assert (error.reference, error.exit_code) == ("encrypted", 3)


def test_an_xls_with_a_password_is_refused(tmp_path: Path) -> None:
    code_page = struct.pack("<HH", 0x0042, 2)
    path = patched(tmp_path, code_page, struct.pack("<HH", 0x002F, 2))
    assert error_of(lambda: read(path)).reference == "encrypted"


def test_an_old_document_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    old, new = ("Workbook".encode("utf-16-le"), "WordDocu".encode("utf-16-le"))
    assert error_of(lambda: read(patched(tmp_path, old, new))).reference == "unknown-kind"


@pytest.mark.parametrize("cut", [100, 512, 1024, 3000])
def test_an_xls_that_is_cut_is_damaged(tmp_path: Path, cut: int) -> None:
    error = error_of(lambda: read(written(tmp_path, SMALL.read_bytes()[:cut], "orders.xls")))
    assert error.exit_code == 3


def record(kind: int, body: bytes = b"") -> bytes:
    """A record of an .xlsb; both numbers seven bits a byte."""
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return head + bytes([len(body)]) + body


def wide(text: str) -> bytes:
    """Text as an .xlsb writes it."""
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb(*cells: tuple[int, int, bytes]) -> bytes:
    """A workbook with one sheet of cells: row and column from 0, and what is in it as its record's kind and value."""
    rows = b""
    for row, column, (kind, *value) in cells:
        rows += record(0, struct.pack("<I", row) + bytes(12) + struct.pack("<I", 0))
        rows += record(kind, struct.pack("<I", column) + bytes(4) + bytes(value))
    sheet = record(129) + record(148, bytes(16)) + record(145) + rows + record(146) + record(130)
    bundle = record(156, struct.pack("<II", 0, 1) + wide("rId1") + wide("Orders"))
    relation = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
        'Target="worksheets/sheet1.bin"/></Relationships>'
    )
    return archive(
        {
            "[Content_Types].xml": b"<Types/>",
            "xl/workbook.bin": record(131) + record(143) + bundle + record(144) + record(132),
            "xl/_rels/workbook.bin.rels": relation.encode(),
            "xl/worksheets/sheet1.bin": sheet,
        }
    )


def text_cell(text: str) -> bytes:
    """A cell of text, with its record's kind before it."""
    return bytes([6]) + wide(text)


def number_cell(number: float) -> bytes:
    """A cell of a number."""
    return bytes([5]) + struct.pack("<d", number)


def test_an_xlsb_reads_alike(tmp_path: Path) -> None:
    raw = xlsb((0, 0, text_cell("id")), (1, 0, text_cell("00123")), (3, 0, number_cell(17850)))
    cells = read(written(tmp_path, raw, "orders.xlsb"))
    assert (texts(cells), cells.rows.to_pylist()) == ({"id": ["00123", "17850"]}, [2, 4])


def test_an_error_in_an_xlsb_is_listed(tmp_path: Path) -> None:
    raw = xlsb((0, 0, text_cell("id")), (1, 0, bytes([3, 42])))
    error = error_of(lambda: read(written(tmp_path, raw, "orders.xlsb")))
    assert error.context == ("orders.xlsb!Orders:A2: #N/A",)


def test_a_cell_at_the_far_end_of_an_xlsb_is_refused(tmp_path: Path) -> None:
    raw = xlsb((0, 0, text_cell("id")), (1_048_575, 16_383, number_cell(1)))
    assert error_of(lambda: read(written(tmp_path, raw, "orders.xlsb"))).reference == "sheet-too-large"
