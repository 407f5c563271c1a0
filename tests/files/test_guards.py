from __future__ import annotations

import resource
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import xlsxwriter

from salesplan_nb.files import Layout, archives, column_names, scans, sniffed
from tests.files.making import archive, changed, error_of, ods, read, texts, workbook, written

SHEET = "xl/worksheets/sheet1.xml"
CELL = '<table:table-cell office:value-type="string"{}><text:p>a</text:p></table:table-cell>'


@pytest.fixture(autouse=True)
def _quick_and_small() -> Iterator[None]:
    """Each trap is refused within a second and 200 MB more than there were."""
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    yield
    assert time.perf_counter() - start < 5  # a second, and what a busy machine adds
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000


def refused(path: Path) -> str:
    """The reference under which a file is refused, whatever is asked of it."""
    calls: list[Callable[[], object]] = [
        lambda: read(path),
        lambda: column_names(path, Layout(), path.name),
        lambda: sniffed(path, path.name),
    ]
    errors = [error_of(call) for call in calls]
    assert {error.exit_code for error in errors} == {3}
    assert len({error.reference for error in errors}) == 1
    return errors[0].reference


# Written row by row: xlsxwriter takes 140 MB for a table of a million rows otherwise, and those are measured too.
BY_ROWS = {"constant_memory": True}


def test_a_cell_at_the_far_end_of_a_sheet(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "far.xlsx", BY_ROWS)
    sheet = book.add_worksheet("Orders")
    sheet.write(0, 0, "id")
    sheet.write(1_048_575, 16_383, 1)
    book.close()
    assert refused(tmp_path / "far.xlsx") == "sheet-too-large"
    assert "XFD1048576" in error_of(lambda: read(tmp_path / "far.xlsx")).context[0]


def test_a_cell_at_the_far_end_that_is_only_formatted_is_none(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "far.xlsx", BY_ROWS)
    sheet = book.add_worksheet("Orders")
    sheet.write_column(0, 0, ["id", 1])
    sheet.write_blank(1_048_575, 16_383, None, book.add_format({"bold": True}))
    book.close()
    assert texts(read(tmp_path / "far.xlsx")) == {"id": ["1"]}


@pytest.mark.parametrize(
    "cell",
    [
        b'<x:c xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" r="XFD1048576"><x:v>1</x:v></x:c>',
        b"<c\tr='XFD1048576'><v>1</v></c>",
        b'<c t="n" r="XFD1048576"><v>1</v></c>',
        b'<c r="&#88;FD1048576"><v>1</v></c>',
        b'<c r="XFD1048576" t="e"><v>#N/A</v></c>',
        b'<c r="XFD1048576"><f>1</f><v>1</v></c>',
    ],
)
def test_a_far_cell_is_seen_however_it_is_written(tmp_path: Path, cell: bytes) -> None:
    path = workbook(tmp_path / "far.xlsx", Orders=[["id"], [1]])
    assert refused(changed(path, SHEET, b"</row></sheetData>", cell + b"</row></sheetData>")) == "sheet-too-large"


def test_a_sparse_sheet_is_weighed_by_its_filled_cells() -> None:
    # 1,000,001 cells of rectangle: with 10,001 filled ones that is 99.99 for each, with 10,000 it is 100.0001
    fits, spread = scans.Scan(), scans.Scan()
    fits.add(1, 1, 1_000_001, 1, cells=10_001)
    spread.add(1, 1, 1_000_001, 1, cells=10_000)
    fits.check("orders.xlsx!Orders")
    assert error_of(lambda: spread.check("orders.xlsx!Orders")).reference == "sheet-too-large"


def test_an_archive_that_unpacks_to_over_a_hundred_times_its_size(tmp_path: Path) -> None:
    path = workbook(tmp_path / "bomb.xlsx", Orders=[["id"], [1]])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as target:
        target.writestr("xl/media/picture.bin", b"\0" * 30_000_000)
    assert refused(path) == "grows-too-large"


def test_an_archive_of_more_than_500_mb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workbook(tmp_path / "bomb.xlsx", Orders=[["id"], [1]])
    with zipfile.ZipFile(path) as source:
        monkeypatch.setattr(archives, "LARGE", sum(info.file_size for info in source.infolist()) - 1)
    assert refused(path) == "grows-too-large"


@pytest.mark.parametrize("member", [SHEET, "xl/sharedStrings.xml", "xl/workbook.xml", "xl/styles.xml"])
def test_a_document_type_in_any_part(tmp_path: Path, member: str) -> None:
    path = workbook(tmp_path / "entities.xlsx", Orders=[["id"], ["A"]])
    declared = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>\n<'
    with zipfile.ZipFile(path) as source:
        start = source.read(member).split(b"\n", 1)[1][:1]
    assert start == b"<"
    assert refused(changed(path, member, b"\n<", b"\n" + declared)) == "xml-entities"


def test_a_member_that_unpacks_to_more_than_the_directory_says(tmp_path: Path) -> None:
    path = workbook(tmp_path / "liar.xlsx", Orders=[["id"], ["A"]])
    raw = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as source:
        size = source.getinfo(SHEET).file_size
    at = raw.rindex(SHEET.encode()) - 46  # its entry in the directory
    assert int.from_bytes(raw[at + 24 : at + 28], "little") == size
    raw[at + 24 : at + 28] = (size - 100).to_bytes(4, "little")
    path.write_bytes(raw)
    assert refused(path) == "damaged-file"
    assert "unpacks to more than its" in error_of(lambda: read(path)).message


ROW = "<table:table-row>{}</table:table-row>"
FAR_DOWN = '<table:table-row table:number-rows-repeated="1048574"><table:table-cell/></table:table-row>'
FAR_RIGHT = '<table:table-cell table:number-columns-repeated="16383"/>'
MANY_ROWS = '<table:table-row table:number-rows-repeated="9999">{}</table:table-row>'
MANY = ' table:number-columns-repeated="9999"'


@pytest.mark.parametrize(
    "rows",
    [
        MANY_ROWS.format(CELL.format(MANY)),
        ROW.format(CELL.format("")) + FAR_DOWN + ROW.format(FAR_RIGHT + CELL.format("")),
    ],
    ids=["one cell for millions", "a far cell"],
)
def test_an_ods_sheet_that_stands_for_millions_of_cells(tmp_path: Path, rows: str) -> None:
    assert refused(written(tmp_path, ods(rows), "orders.ods")) == "sheet-too-large"


def test_an_ods_with_entities(tmp_path: Path) -> None:
    path = written(tmp_path, ods(f"<table:table-row>{CELL.format('')}</table:table-row>"), "orders.ods")
    assert (
        refused(changed(path, "content.xml", b"?><office", b'?><!DOCTYPE x [<!ENTITY a "b">]><office'))
        == "xml-entities"
    )


def test_a_folder_of_parts_that_is_no_workbook(tmp_path: Path) -> None:
    assert refused(written(tmp_path, archive({"xl/nothing.xml": b"<x/>"}), "orders.xlsx")) == "damaged-file"
