"""Why rows do not fit their header: another delimiter, or title lines above the names."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence

from salesplan_nb.errors import PlanError, cut
from salesplan_nb.files.header_rows import Row, header_line
from salesplan_nb.files.layout import WHITESPACE
from salesplan_nb.files.records import records

DELIMITERS = (";", "\t", "|", ",", WHITESPACE)
LOOKED_AT = 60
"""Lines from which the fault is guessed."""


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
                    context=[f"{name}:{at}: {cut(lines[above].strip())}"],
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


def preamble(rows: Sequence[Row], name: str) -> PlanError | None:
    """The error for title lines above a wider header.

    Parameters
    ----------
    rows : sequence of Row
        The row that was taken for the header, and some below; of a sheet or of a file.
    name : str
        What messages call the file.
    """
    if (found := header_line(rows)) is None or found == rows[0][0]:
        return None
    return PlanError(
        "preamble",
        message=f"{name}:{rows[0][0]}: is no row of column names; those of line {found} are",
        context=[f"{name}:{line}: {_shown(cells)}" for line, cells in rows if line in (rows[0][0], found)],
        hint=f"write header: {found}",
        kind="data",
    )


def _shown(cells: Sequence[str]) -> str:
    return cut(", ".join(cell.strip() for cell in cells if cell.strip())) or "(empty)"
