from __future__ import annotations

import json
import pickle
import zipfile
from pathlib import Path

import pytest

from salesplan_nb.files import Layout, column_names
from tests.files.making import GOOD, HEAD, archive, error_of, read, texts, workbook, written

REFUSED = {
    "report.xls": b"\r\n<html><body><table><tr><td>1</td></tr></table></body></html>",
    "old.xls": b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>',
    "model.pkl": pickle.dumps({"a": 1}),
    "model.bin": pickle.dumps({"a": 1}),
    "model.joblib": b"x\x9c\x00",
    "orders.json": json.dumps([{"a": 1}]).encode(),
    "orders.dump": bytes(range(256)),
    "doc.docx": archive({"word/document.xml": b"<w/>"}),
    "orders.pdf": b"%PDF-1.7",
    "orders.db": b"SQLite format 3\x00",
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_holds_no_table_or_must_not_be_opened_is_refused_with_what_to_save_as(tmp_path: Path, name: str) -> None:
    path = written(tmp_path, REFUSED[name], name)
    for call in (lambda: read(path), lambda: column_names(path, Layout(), name)):
        error = error_of(call)
        assert (error.reference, error.exit_code) == ("unknown-kind", 3)
        assert name in error.message
        assert "save it as CSV" in (error.hint or "")


def test_a_pickle_is_refused_without_being_loaded(tmp_path: Path) -> None:
    class Trap:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return (Path.touch, (tmp_path / "ran",))  # type: ignore[return-value]  # any call would do

    assert error_of(lambda: read(written(tmp_path, pickle.dumps(Trap()), "orders.csv"))).reference == "unknown-kind"
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("name", ["orders.xlsx", "orders.parquet"])
def test_a_name_that_promises_more_than_the_bytes_hold_is_damaged(tmp_path: Path, name: str) -> None:
    assert error_of(lambda: read(written(tmp_path, b"PK\x03\x04junk", name))).reference == "damaged-file"


def test_an_archive_packed_by_lzma_that_is_damaged_is_told_like_any_other(tmp_path: Path) -> None:
    path = tmp_path / "orders.ods"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet" * 9)
    whole = bytearray(path.read_bytes())
    start = whole.index(b"mimetype") + len("mimetype") + 9  # past the name, and the nine bytes of LZMA's header
    whole[start : start + 8] = b"\xff" * 8
    path.write_bytes(whole)
    assert error_of(lambda: read(path)).reference == "damaged-file"


def test_content_decides_and_not_the_name(tmp_path: Path) -> None:
    book = workbook(tmp_path / "book.csv", Orders=[["id", "net"], ["A", 5]])
    assert texts(read(book)) == {"id": ["A"], "net": ["5"]}
    text = written(tmp_path, (HEAD + GOOD).replace(",", "\t"), "export.xls")
    assert texts(read(text, Layout(delimiter="\t")))["net"] == ["5.00"]


def test_a_file_that_is_not_there_is_an_error_of_input(tmp_path: Path) -> None:
    error = error_of(lambda: read(tmp_path / "orders.csv"))
    assert (error.reference, error.exit_code) == ("file-not-found", 2)


def test_a_folder_is_an_error_of_the_disk(tmp_path: Path) -> None:
    assert error_of(lambda: read(tmp_path)).exit_code == 6


def test_a_file_is_read_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "link.csv").symlink_to(written(tmp_path, HEAD + GOOD))
    assert texts(read(tmp_path / "link.csv"))["order"] == ["A"]
