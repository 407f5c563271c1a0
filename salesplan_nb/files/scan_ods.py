"""OpenDocument's sheets, scanned: a cell can stand for millions by a number beside it."""

from __future__ import annotations

from xml.parsers import expat

from salesplan_nb.files.archives import Archive, parse
from salesplan_nb.files.scans import Fault, Scan


def scan_ods(archive: Archive) -> dict[str, Scan]:
    """All sheets by their titles; its reader opens all of them at once."""
    sheets = _Sheets()
    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = sheets.start, sheets.end
    parser.CharacterDataHandler = sheets.text
    parse(archive.blocks("content.xml"), parser, archive.name)
    return sheets.scans


class _Sheets:
    """The sheets so far, and the cell that the parser is in."""

    def __init__(self) -> None:
        self.scans: dict[str, Scan] = {}
        self._scan = Scan()
        self._row = self._column = self._rows = self._columns = 1
        self._error = False
        self._text = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Go to where an element begins."""
        if tag == "table:table":
            self._scan = self.scans.setdefault(attributes.get("table:name", ""), Scan())
            self._row = 1
        elif tag == "table:table-row":
            self._column, self._rows = 1, int(attributes.get("table:number-rows-repeated", 1))
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self._columns = int(attributes.get("table:number-columns-repeated", 1))
            self._error = attributes.get("calcext:value-type") == "error"
            self._text = ""
            if "office:value-type" in attributes or "table:formula" in attributes:
                last_row, last_column = self._row + self._rows - 1, self._column + self._columns - 1
                self._scan.add(self._row, self._column, last_row, last_column)
                if "office:value-type" not in attributes:
                    self._scan.faults.append(Fault(self._row, self._column, "a formula that was not worked out"))

    def text(self, text: str) -> None:
        """Keep what an error is called."""
        if self._error:
            self._text += text

    def end(self, tag: str) -> None:
        """Go past an element."""
        if tag == "table:table-row":
            self._row += self._rows
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            if self._error:
                self._scan.faults.append(Fault(self._row, self._column, self._text.strip() or "an error"))
                self._error = False
            self._column += self._columns
