"""Excel's sheets in XML, scanned."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.parsers import expat

from salesplan_nb.files.archives import Archive, parse, relations
from salesplan_nb.files.places import column_number
from salesplan_nb.files.scans import Fault, Scan

DIGITS = "0123456789"
PLAIN_CELL = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"(?: s="[0-9]+")?(?: t="(?:n|s|b|d|str|inlineStr)")?(/?)>')
NOT_PLAIN = (b"<f>", b"<f ", b"<f/", b't="e"', b"<c>", b"<c/", b"<c\t", b"<c\n", b"<c\r", b":c>", b":c ", b"<!", b"\0")
"""What a parser has to look at: formulas, errors, cells written in another way, declarations, UTF-16."""
MAX_TAG = 100_000


def xlsx_sheets(archive: Archive) -> tuple[dict[str, str], bool]:
    """The member that holds each sheet, by its title; and whether the program that wrote them left sums to Excel."""
    targets = relations(archive, "xl/_rels/workbook.xml.rels")
    titles: list[tuple[str, str]] = []
    uncounted = False

    def sheet(tag: str, attributes: dict[str, str]) -> None:
        nonlocal uncounted
        name = tag.rpartition(":")[2]
        if name == "sheet":
            key = next((value for key, value in attributes.items() if key.rpartition(":")[2] == "id"), "")
            titles.append((attributes.get("name", ""), key))
        if name == "calcPr":
            uncounted = attributes.get("fullCalcOnLoad") in ("1", "true")

    parser = expat.ParserCreate()
    parser.StartElementHandler = sheet
    parse(archive.blocks("xl/workbook.xml"), parser, archive.name)
    return {title: targets[key] for title, key in titles if targets.get(key) in archive.members}, uncounted


def check_xml(archive: Archive) -> None:
    """Unpack and parse what the workbook's reader opens first.

    Raises
    ------
    PlanError
        Of kind "data" for entities, and for members larger than they say.
    """
    for member in ("[Content_Types].xml", "xl/sharedStrings.xml", "xl/styles.xml"):
        if member in archive.members:
            parse(archive.blocks(member), expat.ParserCreate(), archive.name)


def scan_xlsx(archive: Archive, member: str, uncounted: bool) -> Scan:
    """A sheet, scanned.

    Parameters
    ----------
    archive : Archive
        The workbook.
    member : str
        The sheet's.
    uncounted : bool
        Whether a formula's 0 may only stand for what Excel is to work out.
    """
    if plain := _plain_scan(archive.blocks(member)):
        return plain
    cell = _Cell(uncounted)
    parser = expat.ParserCreate()
    parser.ordered_attributes = True
    cell.listen(parser)
    parse(archive.blocks(member), parser, archive.name)
    cell.close()
    return cell.scan


def _plain_scan(blocks: Iterator[bytes]) -> Scan | None:
    """A sheet in the form that Excel itself writes, without formulas and errors; None for any other.

    A parser of XML takes four times as long.
    """
    scan, rest = Scan(), b""
    for block in blocks:
        text, last, rest = (rest + block).rpartition(b"<")
        rest = last + rest
        cells = PLAIN_CELL.findall(text)
        if len(rest) > MAX_TAG or len(cells) != text.count(b"<c ") or any(mark in text for mark in NOT_PLAIN):
            return None
        if filled := [(int(row), column) for column, row, closed in cells if not closed]:
            columns = [column_number(letters.decode()) for letters in {column for _, column in filled}]
            rows = [row for row, _ in filled]
            scan.add(min(rows), min(columns), max(rows), max(columns), len(filled))
    return scan


class _Cell:
    """The cell that the parser is in."""

    def __init__(self, uncounted: bool) -> None:
        self.scan = Scan()
        self._uncounted = uncounted
        self._row = self._column = 0
        self._kind = ""
        self._formula = self._filled = self._in_value = False
        self._value = ""
        self._columns: dict[str, int] = {}

    def listen(self, parser: expat.XMLParserType) -> None:
        """Take the parser's events."""
        self._parser = parser
        parser.StartElementHandler = self._start

    def _start(self, tag: str, attributes: list[str]) -> None:
        if ":" in tag:
            tag = tag.rpartition(":")[2]
        if tag == "c":
            self.close()
            self._open(attributes)
        elif tag in ("v", "is", "f"):
            if not self._filled:
                self._filled = True
                self.scan.add(self._row, self._column)
            if tag == "f":
                self._formula = True
            if self._kind == "e" or self._formula:
                self._in_value = tag == "v"
                self._parser.CharacterDataHandler = self._text
        elif tag == "row":
            self.close()
            self._row, self._column = int(_value(attributes, "r") or self._row + 1), 0

    def _open(self, attributes: list[str]) -> None:
        place, self._kind = "", "n"
        for i in range(0, len(attributes), 2):
            if attributes[i] == "r":
                place = attributes[i + 1]
            elif attributes[i] == "t":
                self._kind = attributes[i + 1]
        if not place:
            self._column += 1
            return
        letters = place.rstrip(DIGITS)
        self._row = int(place[len(letters) :])
        if letters not in self._columns:
            self._columns[letters] = column_number(letters.upper())
        self._column = self._columns[letters]

    def _text(self, text: str) -> None:
        if self._in_value:
            self._value += text

    def close(self) -> None:
        """Leave the cell, and note it where it has no value."""
        if self._kind == "e" and self._filled:
            self.scan.faults.append(Fault(self._row, self._column, self._value.strip() or "an error"))
        elif self._formula and self._kind != "str" and (not self._value or (self._uncounted and self._value == "0")):
            self.scan.faults.append(Fault(self._row, self._column, "a formula that was not worked out"))
        if self._formula or self._kind == "e":
            self._parser.CharacterDataHandler = None
        self._kind, self._value = "", ""
        self._formula = self._filled = self._in_value = False


def _value(attributes: list[str], name: str) -> str:
    return next((attributes[i + 1] for i in range(0, len(attributes), 2) if attributes[i] == name), "")
