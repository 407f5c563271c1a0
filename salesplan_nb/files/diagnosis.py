"""Why rows do not fit their header: another delimiter, or title lines above the names."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from salesplan_nb.errors import PlanError
from salesplan_nb.files.layout import WHITESPACE
from salesplan_nb.files.records import records

DELIMITERS = (";", "\t", "|", ",", WHITESPACE)
LOOKED_AT = 60
"""Lines from which the fault is guessed."""
NUMBER = re.compile(r"[\s$€£¥(+-]*\d[\d.,'\s%)/:-]*")


def wrong_delimiter(lines: Sequence[str], delimiter: str, name: str, line: int) -> PlanError | None:
    """The error for a header that another delimiter would split, and the rows below evenly with it.

    Parameters
    ----------
    lines : sequence of str
        The header's line and some below.
    delimiter : str
        The present one, which leaves the header in one piece.
    name : str
        What messages call the file.
    line : int
        The header's line.
    """
    for other in DELIMITERS:
        for above in range(len(lines) if other != WHITESPACE else 1):
            width = 0 if other == delimiter or not lines[above].strip() else even_width(lines[above:], other)
            if width > (1 if above == 0 and other != WHITESPACE else 2) and (above == 0 or len(lines) - above > 2):
                at, where = line + above, f" and header: {line + above}" if above else ""
                return PlanError(
                    "wrong-delimiter",
                    message=f"{name}:{at}: {written(delimiter)} leaves one column, {written(other)} gives {width}",
                    context=[f"{name}:{at}: {lines[above].strip()[:120]}"],
                    hint=f"write delimiter: {written(other)}{where}",
                    kind="data",
                )
    return None


def even_width(lines: Iterable[str], delimiter: str) -> int:
    """Cells of each record where all have as many; else 0.

    Examples
    --------
    >>> even_width(["date;net", "2026-10-01;5,00"], ";")
    2
    >>> even_width(["date;net", "2026-10-01;5,00"], ",")
    0
    """
    try:
        widths = {len(record) for record in records(iter(lines), delimiter) if record}
    except csv.Error:
        return 0
    return widths.pop() if len(widths) == 1 else 0


def written(delimiter: str) -> str:
    """A delimiter as sources.yml writes it."""
    return {"\t": '"\\t"', WHITESPACE: WHITESPACE}.get(delimiter, f"'{delimiter}'")


def preamble(rows: Sequence[tuple[int, Sequence[str]]], name: str) -> PlanError | None:
    """The error for title lines above a wider header.

    Parameters
    ----------
    rows : sequence of (line, cells)
        The row that was taken for the header, and some below; of a sheet or of a file.
    name : str
        What messages call the file.
    """
    if (found := header_among(rows)) is None or found == rows[0][0]:
        return None
    return PlanError(
        "preamble",
        message=f"{name}:{rows[0][0]}: is no row of column names; those of line {found} are",
        context=[f"{name}:{line}: {_shown(cells)}" for line, cells in rows if line in (rows[0][0], found)],
        hint=f"write header: {found}",
        kind="data",
    )


def header_among(rows: Sequence[tuple[int, Sequence[str]]]) -> int | None:
    """Line of the row that names the columns: the first as wide as the table, all text, no name twice.

    The table's width is that of most rows, counted to the last filled cell.

    Examples
    --------
    >>> header_among([(1, ["Sales", ""]), (3, ["date", "net"]), (4, ["2026-10-01", "5"]), (5, ["2026-10-02", "6"])])
    3
    """
    widths = Counter(width(cells) for _, cells in rows if width(cells) > 1)
    if not widths:
        return None
    most = max(widths.values())
    usual = max(cells for cells, times in widths.items() if times == most)
    for line, cells in rows:
        filled = [cell.strip() for cell in cells if cell.strip()]
        wide = width(cells) >= usual and len(filled) >= max(2, (len(cells[: width(cells)]) + 1) // 2)
        if wide and len(set(filled)) == len(filled) and not any(NUMBER.fullmatch(cell) for cell in filled):
            return line
    return None


def width(cells: Sequence[str]) -> int:
    """Cells up to the last filled one.

    Examples
    --------
    >>> width(["a", "", "b", ""])
    3
    """
    return max((number for number, cell in enumerate(cells, 1) if cell.strip()), default=0)


def _shown(cells: Sequence[str]) -> str:
    return ", ".join(cell.strip() for cell in cells if cell.strip())[:120] or "(empty)"
