"""Rows at the end that are no data: totals, a source, a count of rows."""

from __future__ import annotations

from collections.abc import Sequence

from salesplan_nb.files.findings import Finding
from salesplan_nb.files.header_rows import Row, width
from salesplan_nb.files.totals import is_total


def footer(rows: Sequence[Row], usual: int, columns: int) -> Finding | None:
    """A totals row, or a row with far fewer cells than the table has, among the last.

    Parameters
    ----------
    rows : sequence of Row
        The last rows of the file.
    usual : int
        Cells that most rows fill, up to the last filled one.
    columns : int
        Columns of the table.

    Examples
    --------
    >>> footer([(8, ["A", "b", "5"]), (9, ["Total", "", "5"])], 3, 3).reason
    "row 9 is a total: 'Total'"
    """
    for line, cells in rows:
        filled = [cell.strip() for cell in cells if cell.strip()]
        if word := next((cell for cell in filled if is_total(cell)), ""):
            return Finding("footer", 0.9, f"row {line} is a total: {word[:60]!r}")
    for line, cells in rows[-3:]:
        filled = [cell.strip() for cell in cells if cell.strip()]
        if columns > 2 and len(filled) == 1 and usual > 2 and width(cells) == 1:
            return Finding("footer", 0.6, f"row {line} has one cell only: {filled[0][:60]!r}")
    return None
