"""Small files that the tests write, and how their errors are met."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from salesplan_nb.errors import PlanError, PlanErrors
from salesplan_nb.files import Cells, Layout, read_cells

HEAD = "order,date,net\n"
GOOD = "A,2026-10-01,5.00\n"


def written(folder: Path, content: bytes | str, name: str = "orders.csv") -> Path:
    """A file of these bytes; text is written as UTF-8, line ends as they are."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read(path: Path, layout: Layout | None = None, columns: list[str] | None = None) -> Cells:
    """A file's cells, by its own name."""
    return read_cells(path, layout or Layout(), path.name, columns)


def texts(cells: Cells) -> dict[str, list[str]]:
    """The columns as Python's lists."""
    found: dict[str, list[str]] = cells.table.to_pydict()
    return found


def errors_of(call: Callable[[], object]) -> list[PlanError]:
    """All errors that a call ends with."""
    with pytest.raises((PlanError, PlanErrors)) as caught:
        call()
    return list(caught.value.errors) if isinstance(caught.value, PlanErrors) else [caught.value]


def error_of(call: Callable[[], object]) -> PlanError:
    """The one error that a call ends with."""
    errors = errors_of(call)
    assert len(errors) == 1, "\n".join(map(str, errors))
    return errors[0]


def workbook(path: Path, **sheets: list[list[object]]) -> Path:
    """An .xlsx of these sheets, from A1 on."""
    book = xlsxwriter.Workbook(path)
    for title, rows in sheets.items():
        sheet = book.add_worksheet(title)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    book.close()
    return path


def changed(path: Path, member: str, old: bytes, new: bytes) -> Path:
    """The same archive with one member changed."""
    with zipfile.ZipFile(path) as source:
        parts = {info.filename: source.read(info) for info in source.infolist()}
    assert old in parts[member]
    parts[member] = parts[member].replace(old, new, 1)
    path.write_bytes(archive(parts))
    return path


def archive(parts: dict[str, bytes]) -> bytes:
    """A zip archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return buffer.getvalue()


def ods(rows: str) -> bytes:
    """An .ods with one sheet `S` of these rows."""
    name = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="{name}:office:1.0"'
        f' xmlns:table="{name}:table:1.0" xmlns:text="{name}:text:1.0" xmlns:calcext="urn:org:calcext:1.0">'
        f'<office:body><office:spreadsheet><table:table table:name="S">{rows}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        f'<?xml version="1.0"?><manifest:manifest xmlns:manifest="{name}:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    parts = {"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": content}
    return archive({name: text.encode() for name, text in parts.items()})
