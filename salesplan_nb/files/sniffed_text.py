"""How a file of text is laid out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from salesplan_nb.errors import counted
from salesplan_nb.files.encodings import first_wrong, shown_encoding, text_lines
from salesplan_nb.files.findings import Finding, SniffedTable
from salesplan_nb.files.footers import footer
from salesplan_nb.files.header_rows import Judgement, judged, table_top, width
from salesplan_nb.files.headings import headings, no_rows
from salesplan_nb.files.layout import WHITESPACE, Layout
from salesplan_nb.files.records import some_records
from salesplan_nb.files.streams import unpacked

BEGINNING = 200_000
"""Characters at the beginning that tell delimiter and header."""
TAIL = 20
"""Lines at the end among which a footer is looked for."""
DELIMITERS = (",", ";", "\t", "|")
WORDS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar", WHITESPACE: "blanks"}


def text_table(path: Path, name: str) -> SniffedTable:
    """The one table of a file of text.

    Raises
    ------
    PlanError
        Of kind "data" where there is no row.
    """
    encoding, first = _encoding(path, name)
    lines, tail, count = _looked_at(path, encoding, name)
    if not any(line.strip() for line in lines):
        raise no_rows(name)
    delimiter, second = _delimiter(lines)
    rows = some_records(lines, delimiter, 1)
    if not rows:
        raise no_rows(name)
    top = table_top(rows) or 0
    line, cells = rows[top]
    judgement = judged(cells, [below for _, below in rows[top + 1 :]])
    layout, third = _header(encoding, delimiter, line, cells, judgement)
    findings = [first, second, third]
    usual = Counter(width(below) for _, below in rows[top:]).most_common(1)[0][0]
    if last := footer(some_records(tail, delimiter, count - len(tail) + 1), usual, len(cells)):
        findings.append(last)
    return SniffedTable(layout, layout.names or tuple(headings(cells)), tuple(findings))


def _encoding(path: Path, name: str) -> tuple[str, Finding]:
    """The encoding in which all of the file can be read."""
    with unpacked(path, name) as stream:
        head = stream.peek(8192)
    if shown := shown_encoding(head).removesuffix("-sig"):
        sure = 1.0 if not shown.startswith("utf-16-") else 0.9
        return shown, Finding("encoding", sure, f"the first bytes are those of {shown}")
    if first_wrong(path, "utf-8", name)[1] is None:
        return "utf-8", Finding("encoding", 1.0, "all of it is UTF-8")
    if first_wrong(path, "cp1252", name)[1] is None:
        return "cp1252", Finding("encoding", 0.8, "it is not UTF-8; cp1252 is what Windows writes in Western Europe")
    return "latin-1", Finding("encoding", 0.5, "it is neither UTF-8 nor cp1252")


def _looked_at(path: Path, encoding: str, name: str) -> tuple[list[str], list[str], int]:
    """The first lines, the last ones, and how many there are."""
    first: list[str] = []
    last: list[str] = []
    size = count = 0
    with text_lines(path, encoding, name) as lines:
        for line in lines:
            count += 1
            if size < BEGINNING:
                first.append(line)
                size += len(line)
            last.append(line)
            if len(last) > 2 * TAIL:
                del last[:TAIL]
    return first, last[-TAIL:], count


def _delimiter(lines: Sequence[str]) -> tuple[str, Finding]:
    """The delimiter that gives most records the same number of cells, and of equals the one that gives more."""
    best, share, cells = ",", 0.0, 1
    for delimiter in (*DELIMITERS, WHITESPACE):
        widths = Counter(len(record) for _, record in some_records(lines, delimiter, 1))
        usual, times = max(widths.items(), key=lambda item: (item[1], item[0]), default=(1, 0))
        found = times / max(1, sum(widths.values()))
        if usual < 2 or (delimiter == WHITESPACE and ((cells > 1 and share > 0.5) or usual < 3 or found < 0.9)):
            continue
        if (round(found, 3), usual) > (round(share, 3), cells):
            best, share, cells = delimiter, found, usual
    if cells == 1:
        return ",", Finding("delimiter", 0.5, "no delimiter splits it; it has one column")
    reason = f"{WORDS[best]} splits {share:.0%} of the rows into {cells} columns"
    return best, Finding("delimiter", round(share, 2), reason)


def _header(
    encoding: str, delimiter: str, line: int, cells: Sequence[str], judgement: Judgement
) -> tuple[Layout, Finding]:
    if judgement.is_header:
        above = f", below {counted(line - 1, 'line')} of titles" if line > 1 else ""
        found = Finding("header", judgement.confidence, f"{judgement.reason}{above}")
        return Layout(delimiter=delimiter, encoding=encoding, header=line), found
    names = tuple(headings([""] * len(cells)))
    found = Finding("names", judgement.confidence, f"{judgement.reason}: there is no row of names")
    return Layout(delimiter=delimiter, encoding=encoding, names=names), found
