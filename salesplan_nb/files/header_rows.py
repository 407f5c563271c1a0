"""Which row names the columns, judged by what stands below it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

Row = tuple[int, Sequence[str]]
"""Line (row of a sheet) and cells."""
NUMBER = re.compile(r"[-+(]?[^\w.,()-]{0,3}[-+]?\d[\d.,'\s]*[^\w.,()]{0,2}\)?")
DATE = re.compile(
    r"\d{4}[-/]\d{1,2}([-/]\d{1,2})?([T ].*)?|\d{4}\.\d{1,2}\.\d{1,2}([T ].*)?|(19|20)\d\d\.(0[1-9]|1[0-2])"
    r"|\d{1,2}[-/.]\d{1,2}[-/.](\d{2}|\d{4})([T ].*)?|\d{1,2}/\d{4}"
)
YEAR = re.compile(r"(19|20)\d\d")
MOST = 0.8
"""Share of a column's filled cells that must be of a kind to call it one."""
FEWEST = 3
"""Names above numbers from which a row is the lower one of a header, and no row of data with words for nothing."""


@dataclass(frozen=True)
class Judgement:
    """Whether a row names the columns."""

    is_header: bool
    confidence: float
    """0 to 1."""
    reason: str


def width(cells: Sequence[str]) -> int:
    """Cells up to the last filled one.

    Examples
    --------
    >>> width(["a", "", "b", ""])
    3
    """
    return max((number for number, cell in enumerate(cells, 1) if cell.strip()), default=0)


def table_top(rows: Sequence[Row]) -> int | None:
    """Index of the first row that is as wide as most and at least half filled; what is above it are titles.

    Examples
    --------
    >>> table_top([(1, ["Sales", ""]), (3, ["date", "net"]), (4, ["2026-10-01", "5"]), (5, ["2026-10-02", "6"])])
    1
    """
    widths = Counter(width(cells) for _, cells in rows if width(cells) > 1)
    if not widths:
        return 0 if rows else None
    most = max(widths.values())
    usual = max(cells for cells, times in widths.items() if times == most)
    for index, (_, cells) in enumerate(rows):
        filled = sum(bool(cell.strip()) for cell in cells)
        if width(cells) >= usual and filled >= 2 and filled * 2 >= width(cells):
            return index
    return None


def names_row(rows: Sequence[Row]) -> int | None:
    """Index of the row that names the columns if any does: that of `table_top`, or the lower of a header's two.

    The lower one holds names such as months above numbers, where the upper one is empty or says the same of several
    columns: their year.

    Examples
    --------
    >>> names_row([(1, ["Region", "2026", "", ""]), (2, ["", "Jan", "Feb", "Mar"]), (3, ["N", "5", "6", "7"])])
    1
    """
    top = table_top(rows)
    if top is None:
        return None
    return next((i for i in range(1, min(top + 2, len(rows))) if _is_lower(rows, i)), top)


def _is_lower(rows: Sequence[Row], index: int) -> bool:
    (before, groups), (line, cells) = rows[index - 1], rows[index]
    if line != before + 1 or len({cell.strip() for cell in groups} - {""}) < 2:
        return False
    below = [[cell.strip() for cell in row] for _, row in rows[index + 1 :]]
    names, upper = [], []
    for i, cell in enumerate(cells):
        column = [row[i] for row in below if i < len(row) and row[i]]
        if cell.strip() and column_kind(column) == "number":
            names.append(cell.strip())
            upper.append(groups[i].strip() if i < len(groups) else "")
    named = len(names) >= FEWEST and len(set(names)) == len(names) and "number" not in map(cell_kind, names)
    return named and len(set(filter(None, upper))) < len(upper)


def judged(first: Sequence[str], below: Sequence[Sequence[str]]) -> Judgement:
    """Whether a row names the columns of the rows below.

    It does where it is text above numbers or dates, or a month or year above numbers. It does not where it is one more
    number above numbers, or a text that comes again below. Where all is text, a row of names without a repeat will do.

    Examples
    --------
    >>> judged(["id", "net"], [["A", "5.00"], ["B", "6.00"]]).is_header
    True
    >>> judged(["00004", "19970101"], [["00004", "19970118"], ["00021", "19970101"]]).is_header
    False
    """
    speaks_for, against = 0, 0
    for i, cell in enumerate(first):
        column = [row[i].strip() for row in below if i < len(row) and row[i].strip()]
        own, theirs = cell_kind(cell), column_kind(column)
        period = own == "date" or YEAR.fullmatch(cell.strip())
        if own == "text":
            speaks_for += theirs in ("number", "date")
            against += theirs == "text" and column.count(cell.strip()) > 0
        elif own and period and theirs == "number":
            speaks_for += 1
        elif own:
            against += 1
    filled = [cell.strip() for cell in first if cell.strip()]
    if len(set(filled)) < len(filled) and against:
        return Judgement(False, 0.8, "the first row has a value twice")
    if speaks_for > against:
        return Judgement(True, 0.95 if not against else 0.7, "names stand above numbers or dates")
    if against:
        return Judgement(False, 0.9 if not speaks_for else 0.6, "the first row is data like those below")
    return Judgement(True, 0.7, "the first row is text that does not come again")


def header_line(rows: Sequence[Row]) -> int | None:
    """Line of the row that names the columns; None where none does.

    Examples
    --------
    >>> header_line([(1, ["Sales", ""]), (3, ["date", "net"]), (4, ["2026-10-01", "5"]), (5, ["2026-10-02", "6"])])
    3
    """
    top = names_row(rows)
    if top is None or not judged(rows[top][1], [cells for _, cells in rows[top + 1 :]]).is_header:
        return None
    return rows[top][0]


def cell_kind(cell: str) -> str:
    """number, date or text; '' for nothing.

    Examples
    --------
    >>> [cell_kind(cell) for cell in ("$1,963.10", "31/5/18", "2026-01", "Apr-18", "12%", "")]
    ['number', 'date', 'date', 'text', 'number', '']
    >>> cell_kind("2026.01"), cell_kind("1203.11")
    ('date', 'number')
    """
    cell = cell.strip()
    if DATE.fullmatch(cell):
        return "date"
    return "number" if NUMBER.fullmatch(cell) else "text" if cell else ""


def column_kind(cells: Sequence[str]) -> str:
    """The kind that most cells of a column are of; '' where none is."""
    if not cells:
        return ""
    kind, times = Counter(map(cell_kind, cells)).most_common(1)[0]
    return kind if times >= MOST * len(cells) else ""
