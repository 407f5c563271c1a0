"""Excel's binary sheets (.xls, .xlsb), scanned record by record."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from salesplan_nb.files.archives import Archive, encrypted, relations
from salesplan_nb.files.ole import Container
from salesplan_nb.files.scans import Fault, Scan

ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
XLS_CELLS = frozenset({0x0203, 0x0204, 0x027E, 0x00FD, 0x00D6, 0x0205, 0x0006})
XLS_MANY = 0x00BD
"""Several numbers in one row."""
XLSB_ROW, XLSB_SHEET = 0, 156
XLSB_CELLS = range(2, 12)
XLSB_ERRORS = (3, 11)


def scan_xls(container: Container, name: str) -> dict[str, Scan]:
    """All sheets by their titles; their reader opens all of them at once.

    Raises
    ------
    PlanError
        Of kind "data" for a workbook with a password.
    """
    data = container.stream("Workbook" if "Workbook" in container.names else "Book")
    is_new = len(data) > 6 and struct.unpack_from("<H", data, 4)[0] == 0x0600
    scans: dict[str, Scan] = {}
    for kind, body in _xls_records(data, 0):
        if kind == 0x002F:
            raise encrypted(name)
        if kind == 0x0085:
            scans[_xls_title(body, is_new)] = _xls_sheet(data, struct.unpack_from("<I", body)[0])
    return scans


def _xls_records(data: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records of a part of the stream, up to its end mark."""
    while at + 4 <= len(data):
        kind, size = struct.unpack_from("<HH", data, at)
        yield kind, data[at + 4 : at + 4 + size]
        if kind == 0x000A:
            return
        at += 4 + size


def _xls_title(body: bytes, is_new: bool) -> str:
    if not is_new:
        return body[7 : 7 + body[6]].decode("cp1252", errors="replace")
    if body[7] & 1:
        return body[8 : 8 + 2 * body[6]].decode("utf-16-le", errors="replace")
    return body[8 : 8 + body[6]].decode("latin-1")


def _xls_sheet(data: bytes, at: int) -> Scan:
    scan = Scan()
    for kind, body in _xls_records(data, at):
        if kind in XLS_CELLS:
            row, column = struct.unpack_from("<HH", body)
            scan.add(row + 1, column + 1)
            if (code := _xls_error(kind, body)) is not None:
                scan.faults.append(Fault(row + 1, column + 1, ERRORS.get(code, "an error")))
        elif kind == XLS_MANY:
            row, first = struct.unpack_from("<HH", body)
            last = struct.unpack_from("<H", body, len(body) - 2)[0]
            for column in range(first, last + 1):
                scan.add(row + 1, column + 1)
    return scan


def _xls_error(kind: int, body: bytes) -> int | None:
    if kind == 0x0205 and body[7]:
        return body[6]
    if kind == 0x0006 and body[12:14] == b"\xff\xff" and body[6] == 2:
        return body[8]
    return None


def xlsb_sheets(archive: Archive) -> dict[str, str]:
    """The member that holds each sheet of an .xlsb, by its title."""
    targets = relations(archive, "xl/_rels/workbook.bin.rels")
    found: dict[str, str] = {}
    for kind, body in _xlsb_records(b"".join(archive.blocks("xl/workbook.bin"))):
        if kind == XLSB_SHEET:
            key, at = _wide(body, 8)
            title, _ = _wide(body, at)
            found[title] = targets.get(key, "")
    return {title: member for title, member in found.items() if member in archive.members}


def scan_xlsb(archive: Archive, member: str) -> Scan:
    """A sheet of an .xlsb."""
    scan, row = Scan(), 0
    for kind, body in _xlsb_records(b"".join(archive.blocks(member))):
        if kind == XLSB_ROW:
            row = struct.unpack_from("<I", body)[0] + 1
        elif kind in XLSB_CELLS:
            column = struct.unpack_from("<I", body)[0] + 1
            scan.add(row, column)
            if kind in XLSB_ERRORS:
                scan.faults.append(Fault(row, column, ERRORS.get(body[8], "an error")))
    return scan


def _wide(body: bytes, at: int) -> tuple[str, int]:
    end = at + 4 + 2 * struct.unpack_from("<I", body, at)[0]
    return body[at + 4 : end].decode("utf-16-le", errors="replace"), end


def _xlsb_records(data: bytes) -> Iterator[tuple[int, bytes]]:
    at, end = 0, len(data)
    while at < end:
        kind, at = data[at], at + 1
        if kind & 0x80:
            kind, at = (kind & 0x7F) | data[at] << 7, at + 1
        size = shift = 0
        while shift < 28:
            byte, at = data[at], at + 1
            size |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80:
                break
        yield kind, data[at : at + size]
        at += size
