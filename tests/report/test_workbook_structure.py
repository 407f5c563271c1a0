"""What Excel would want to repair, looked for in the file itself: no program that opens workbooks says it all."""

from __future__ import annotations

import functools
import io
import re
import xml.etree.ElementTree as ET
import zipfile
from collections import Counter
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import range_boundaries

from salesplan_nb.report.workbook import workbook
from tests.report import fakes

parsed = ET.fromstring  # of our own files
NS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
FUNCTIONS = {"SUM", "SUMIFS", "SUMPRODUCT", "EXACT", "SUBTOTAL", "IF", "ROUND"}
"""Known to Excel 2007 and to LibreOffice; a newer one would need a prefix."""
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.]*")
LIKE_A_CELL = re.compile(r"[A-Za-z]{1,3}[0-9]+|[RrCc]|[Rr][0-9]*[Cc][0-9]*")
REGIONS = ("=1+1", "N*", "Nord", "nord", "007", "7")


def odd_names() -> Any:
    return fakes.complete(goals=fakes.goals(regions=REGIONS))


PLANS: dict[str, Callable[[], Any]] = {
    "complete": fakes.complete,
    "minimal": fakes.minimal,
    "formula": lambda: fakes.nasty("=1+1"),
    "long": lambda: fakes.nasty("W" * 500),
    "controls": lambda: fakes.nasty("a\x00b\x0bc"),
    "odd regions": odd_names,
}


@functools.cache
def made(name: str) -> bytes:
    """The workbook of one of the plans."""
    return workbook(PLANS[name](), fakes.IDENTITY)


@pytest.fixture(scope="module", params=list(PLANS))
def book(request: pytest.FixtureRequest) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(made(request.param)))


def sheets(book: zipfile.ZipFile) -> list[ET.Element]:
    count = sum(bool(re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name)) for name in book.namelist())
    return [parsed(book.read(f"xl/worksheets/sheet{i}.xml")) for i in range(1, count + 1)]


def sheet_names(book: zipfile.ZipFile) -> list[str]:
    return [s.attrib["name"] for s in parsed(book.read("xl/workbook.xml")).findall(".//m:sheet", NS)]


def defined(book: zipfile.ZipFile) -> list[ET.Element]:
    return parsed(book.read("xl/workbook.xml")).findall(".//m:definedName", NS)


def test_every_part_is_xml_without_characters_that_xml_forbids(book: zipfile.ZipFile) -> None:
    for name in book.namelist():
        text = book.read(name).decode()
        parsed(text)
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|_x00[01][0-9A-F]_", text), name


def test_sheet_names_are_valid_and_unique(book: zipfile.ZipFile) -> None:
    names = sheet_names(book)
    assert len({name.casefold() for name in names}) == len(names) > 4
    assert all(0 < len(name) <= 31 and not re.search(r"[\[\]:*?/\\]|^'|'$", name) for name in names)


def test_names_are_valid_unique_and_lead_to_a_sheet(book: zipfile.ZipFile) -> None:
    names = Counter((n.attrib["name"].casefold(), n.attrib.get("localSheetId")) for n in defined(book))
    assert set(names.values()) == {1}
    ours = [n.attrib["name"] for n in defined(book) if not n.attrib["name"].startswith("_xlnm")]
    assert "goal_id" in ours
    assert all(NAME.fullmatch(n) and not LIKE_A_CELL.fullmatch(n) and len(n) <= 255 for n in ours)
    for name in defined(book):
        assert (name.text or "").split("!")[0].strip("'") in sheet_names(book)


def test_formulas_use_known_functions_and_names_only(book: zipfile.ZipFile) -> None:
    known = {n.attrib["name"] for n in defined(book)}
    found = [f.text or "" for sheet in sheets(book) for f in sheet.findall(".//m:f", NS)]
    assert found
    for formula in found:
        bare = re.sub(r'"[^"]*"', '""', formula)
        assert set(re.findall(r"([A-Z]+)\(", bare)) <= FUNCTIONS, formula
        words = set(re.findall(r"[A-Za-z_][A-Za-z_0-9]*", bare.replace("$", ""))) - FUNCTIONS
        assert {w for w in words if not re.fullmatch(r"[A-Z]{1,2}[0-9]+", w)} <= known, formula
        assert len(formula) < 8192


def test_filters_merged_cells_and_conditions_lie_apart_and_in_their_sheet(book: zipfile.ZipFile) -> None:
    for sheet in sheets(book):
        filters = sheet.findall("m:autoFilter", NS)
        assert len(filters) <= 1
        boxes = [range_boundaries(m.attrib["ref"]) for m in sheet.findall(".//m:mergeCell", NS)]
        boxes += [range_boundaries(f.attrib["ref"]) for f in filters]
        for i, (left, top, right, bottom) in enumerate(boxes):
            for other in boxes[i + 1 :]:
                assert right < other[0] or other[2] < left or bottom < other[1] or other[3] < top


def test_a_filters_heading_is_text_in_every_column(book: zipfile.ZipFile) -> None:
    read = openpyxl.load_workbook(io.BytesIO(book.fp.getvalue()))  # type: ignore[union-attr]
    filtered = [sheet for sheet in read if sheet.auto_filter.ref]
    assert filtered
    for sheet in filtered:
        left, top, right, bottom = range_boundaries(sheet.auto_filter.ref)
        heads = [sheet.cell(top, at).value for at in range(left, right + 1)]
        assert all(isinstance(head, str) and head for head in heads)
        assert len(set(heads)) == len(heads)
        assert bottom > top


def test_texts_headers_widths_and_heights_are_within_limits(book: zipfile.ZipFile) -> None:
    strings = parsed(book.read("xl/sharedStrings.xml"))
    assert max(len("".join(s.itertext())) for s in strings) <= 32_767
    for sheet in sheets(book):
        for part in ("oddHeader", "oddFooter"):
            assert len(sheet.find(f".//m:{part}", NS).text) <= 255  # type: ignore[union-attr,arg-type]
        assert all(float(c.attrib["width"]) <= 255 for c in sheet.findall(".//m:col", NS))
        assert all(float(r.attrib.get("ht", 0)) <= 409 for r in sheet.findall(".//m:row", NS))


def test_links_lead_to_sheets_that_are_there(book: zipfile.ZipFile) -> None:
    links = [link.attrib["location"] for sheet in sheets(book) for link in sheet.findall(".//m:hyperlink", NS)]
    assert {link.split("!")[0].strip("'") for link in links} == set(sheet_names(book))


def test_no_number_is_stored_as_text_where_figures_stand(book: zipfile.ZipFile) -> None:
    read = openpyxl.load_workbook(io.BytesIO(book.fp.getvalue()), data_only=True)  # type: ignore[union-attr]
    wrong = [
        f"{sheet.title}!{cell.coordinate}"
        for sheet in read
        for row in sheet.iter_rows()
        for cell in row
        if cell.number_format not in ("General", "@") and isinstance(cell.value, str) and not cell.font.b
    ]
    assert wrong == []
