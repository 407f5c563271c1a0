"""Makes the animals of the zoo that no editor can write: workbooks, a container, Parquet. Same bytes each time.

`.venv/bin/python tests/workspace/animals.py` writes them into tests/workspaces/, where they are committed; a test
compares what they hold. Nothing here is taken from a real file: the workbooks have the few parts that a reader asks
for, written out, so that a trap is exactly the trap that its name says.
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from itertools import pairwise
from pathlib import Path

ZOO = Path(__file__).parent.parent / "workspaces"
FIRST_DAY_OF_ZIP = (1980, 1, 1, 0, 0, 0)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
ROWS = (
    ("A1", "2026-09-04", 1200),
    ("A2", "2026-09-18", 800.5),
    ("A3", "2026-10-05", 950.25),
    ("A4", "2026-10-30", 1100),
)
"""The orders of most animals: 4,050.75 in all."""
HALF_A_GIGABYTE = 500_000_000


def text(place: str, words: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{words}</t></is></c>'


def number(place: str, value: float) -> str:
    return f'<c r="{place}"><v>{value}</v></c>'


def header(line: int = 1) -> str:
    cells = "".join(text(f"{column}{line}", name) for column, name in zip("ABC", ("id", "date", "net"), strict=True))
    return f'<row r="{line}">{cells}</row>'


def row(line: int, order: str, day: str, cell: str) -> str:
    return f'<row r="{line}">{text(f"A{line}", order)}{text(f"B{line}", day)}{cell}</row>'


def orders(**cells: str) -> str:
    """Header and rows; `C3="..."` puts another cell in the place of an amount."""
    made = [row(i, order, day, cells.get(f"C{i}", number(f"C{i}", net))) for i, (order, day, net) in enumerate(ROWS, 2)]
    return header() + "".join(made)


def sheet(rows: str, after: str = "", before: str = "") -> str:
    return f'{HEAD}{before}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{after}</worksheet>'


def workbook(sheets: Mapping[str, str], hidden: str = "") -> dict[str, bytes]:
    """The parts of a workbook: sheets by title, and the title of one that is hidden."""
    numbered, state = list(enumerate(sheets, 1)), 'state="hidden" '
    titles = "".join(
        f'<sheet name="{title}" sheetId="{i}" {state if title == hidden else ""}r:id="rId{i}"/>'
        for i, title in numbered
    )
    links = "".join(
        f'<Relationship Id="rId{i}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{i}.xml"/>' for i, _ in numbered
    )
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = "".join(
        f'<Override PartName="/xl/worksheets/sheet{i}.xml" ContentType="{kind}.worksheet+xml"/>' for i, _ in numbered
    )
    made = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{TYPES}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>{parts}</Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{titles}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="{RELATIONS}">{links}</Relationships>',
    }
    made |= {f"xl/worksheets/sheet{i}.xml": sheets[title] for i, title in numbered}
    return {name: part.encode() for name, part in made.items()}


def zipped(parts: Mapping[str, bytes]) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name, FIRST_DAY_OF_ZIP), part, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def hidden_sheet() -> bytes:
    """The orders on a hidden sheet; the visible one is empty."""
    return zipped(workbook({"Cover": sheet(""), "Orders": sheet(orders())}, hidden="Orders"))


def merged_cells() -> bytes:
    """The amount of two orders is one merged cell: of both together, or of each?"""
    rows = orders(C3="")
    return zipped(workbook({"Orders": sheet(rows, '<mergeCells count="1"><mergeCell ref="C2:C3"/></mergeCells>')}))


def far_cell() -> bytes:
    """A letter that somebody typed into the last cell there is."""
    return zipped(workbook({"Orders": sheet(orders() + f'<row r="1048576">{text("XFD1048576", "x")}</row>')}))


def packed_over_a_hundredfold() -> bytes:
    """The orders, and 25 MB of blanks behind them, in 25 KB."""
    return zipped(workbook({"Orders": sheet(orders() + " " * 25_000_000)}))


def half_a_gigabyte_inside() -> bytes:
    """A directory that names one packed part over and over: 500 MB, all of them the same 25 KB of the file."""
    blanks = zipped(workbook({"Orders": sheet(orders() + " " * 25_000_000)}))
    made = BytesIO(blanks)
    with zipfile.ZipFile(made) as archive:
        large = archive.getinfo("xl/worksheets/sheet1.xml")
    with zipfile.ZipFile(made, "a") as archive:
        for i in range(HALF_A_GIGABYTE // large.file_size):
            other = zipfile.ZipInfo(f"xl/media/image{i}.xml", FIRST_DAY_OF_ZIP)
            for part in ("CRC", "compress_size", "file_size", "compress_type", "header_offset"):
                setattr(other, part, getattr(large, part))
            archive.filelist.append(other)
        archive._didModify = True
    return made.getvalue()


def xml_entities() -> bytes:
    """A sheet that declares entities, each ten of the one before: a name of 10^9 characters."""
    names = "abcdefghi"
    declared = '<!ENTITY a "lollollolo">' + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in pairwise(names)
    )
    rows = orders().replace(">A1<", ">&i;<")
    return zipped(workbook({"Orders": sheet(rows, before=f"<!DOCTYPE worksheet [{declared}]>")}))


def formulas_without_values() -> bytes:
    """Amounts that are formulas which nobody worked out: written by a program, never opened in Excel."""
    return zipped(
        workbook({"Orders": sheet(orders(C3='<c r="C3"><f>B3*2</f></c>', C5='<c r="C5"><f>SUM(C2:C4)</f></c>'))})
    )


def broken_references() -> bytes:
    """Amounts that are errors."""
    cells = {"C3": '<c r="C3" t="e"><f>Prices!#REF!</f><v>#REF!</v></c>', "C4": '<c r="C4" t="e"><v>#DIV/0!</v></c>'}
    return zipped(workbook({"Orders": sheet(orders(**cells))}))


def ids_as_text() -> bytes:
    """Ids that are text in the workbook and look like numbers."""
    ids = ("00123", "1E5", "NA", "1234567890123456789")
    rows = orders()
    for (order, _, _), name in zip(ROWS, ids, strict=True):
        rows = rows.replace(f">{order}<", f">{name}<")
    return zipped(workbook({"Orders": sheet(rows)}))


def encrypted_workbook() -> bytes:
    """A container by hand with the two streams that Excel writes for a workbook with a password; they hold zeros.

    One sector each for the table of sectors, the directory, and the streams' contents (as small streams, in 64 bytes).
    """
    free, end, fat = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    start = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    # Directory sectors, sectors of the table, first directory sector, signature, where small streams end, ...
    start += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 2, 1, end, 0) + struct.pack("<109I", 0, *[free] * 108)
    sectors = struct.pack("<128I", fat, end, end, end, *[free] * 124)
    names = (("Root Entry", 5, 1, 3, 512), ("EncryptionInfo", 2, free, 0, 64), ("EncryptedPackage", 2, free, 1, 64))
    directory = b"".join(_entry(i, *entry) for i, entry in enumerate(names)) + bytes(128)
    small = struct.pack("<128I", end, end, *[free] * 126)
    return start + sectors + directory + small + bytes(512)


def _entry(place: int, name: str, kind: int, child: int, start: int, size: int) -> bytes:
    coded = (name + "\0").encode("utf-16-le")
    right = 2 if place == 1 else 0xFFFFFFFF
    links = struct.pack("<III", 0xFFFFFFFF, right, child)
    return (
        coded.ljust(64, b"\0")
        + struct.pack("<HBB", len(coded), kind, 1)
        + links
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )


def times_with_zone() -> bytes:
    """Parquet whose column of times says UTC: the second order is of 1 January in Berlin."""
    from datetime import UTC, datetime

    import pyarrow as pa

    times = [(2025, 12, 31, 22, 30), (2025, 12, 31, 23, 30), (2026, 1, 30, 12, 0)]
    days = pa.array([datetime(*time, tzinfo=UTC) for time in times], pa.timestamp("us", "UTC"))
    return _parquet(pa.table({"id": ["A1", "A2", "A3"], "date": days, "net": [100.0, 200.0, 300.0]}))


def not_a_number() -> bytes:
    """Parquet with NaN and infinity among its amounts."""
    import pyarrow as pa

    days = ["2026-09-04", "2026-09-18", "2026-10-30"]
    return _parquet(pa.table({"id": ["A1", "A2", "A3"], "date": days, "net": [100.0, float("nan"), float("inf")]}))


def _parquet(table: object) -> bytes:
    import pyarrow.parquet as pq

    made = BytesIO()
    pq.write_table(table, made, compression="none")
    return made.getvalue()


ANIMALS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "r22-hidden-sheet": ("orders.xlsx", hidden_sheet),
    "r22-hidden-sheet-declared": ("orders.xlsx", hidden_sheet),
    "r22-merged-cells": ("orders.xlsx", merged_cells),
    "r27-times-with-zone-in-parquet": ("orders.parquet", times_with_zone),
    "r30-not-a-number-in-parquet": ("orders.parquet", not_a_number),
    "r33-ids-in-a-workbook": ("orders.xlsx", ids_as_text),
    "r38-encrypted-workbook": ("orders.xlsx", encrypted_workbook),
    "r39-far-cell": ("orders.xlsx", far_cell),
    "r39-packed-over-a-hundredfold": ("orders.xlsx", packed_over_a_hundredfold),
    "r39-half-a-gigabyte-inside": ("orders.xlsx", half_a_gigabyte_inside),
    "r39-xml-entities": ("orders.xlsx", xml_entities),
    "r40-formulas-without-values": ("orders.xlsx", formulas_without_values),
    "r40-broken-references": ("orders.xlsx", broken_references),
}
"""By folder of the zoo: the file in its data folder, and what makes it."""


if __name__ == "__main__":
    for folder, (name, make) in ANIMALS.items():
        (ZOO / folder / "data" / name).write_bytes(make())
