"""A sheet of a workbook as text cells."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice
from pathlib import Path

import pyarrow as pa
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from salesplan_nb.errors import PlanError
from salesplan_nb.files.cell_text import Value, cell_text
from salesplan_nb.files.contents import damaged
from salesplan_nb.files.diagnosis import LOOKED_AT, preamble
from salesplan_nb.files.headings import doubled, headings, no_rows
from salesplan_nb.files.layout import Cells, Layout

CHUNK = 50_000


@dataclass(frozen=True)
class Area:
    """A rectangle of a sheet, in its rows and columns from 1; None goes to the end."""

    top: int
    left: int
    bottom: int | None = None
    right: int | None = None


def read_workbook(path: Path, layout: Layout, name: str, columns: Collection[str] | None) -> Cells:
    """Every filled row of a sheet; the arguments are those of `read_cells`.

    Raises
    ------
    PlanError, PlanErrors
        Of kind "data".
    """
    with opened(path, name) as workbook:
        title = sheet_title(workbook, layout.sheet, name)
        sheet = workbook.get_sheet_by_name(title)
        place = f"{name}!{title}"
        return _cells(path, sheet, layout, place, columns)


def workbook_names(path: Path, layout: Layout, name: str) -> list[str]:
    """The column names of a sheet; the errors are those of `read_workbook`."""
    with opened(path, name) as workbook:
        title = sheet_title(workbook, layout.sheet, name)
        place = f"{name}!{title}"
        return _header(workbook.get_sheet_by_name(title), layout, place).names


@contextmanager
def opened(path: Path, name: str) -> Iterator[CalamineWorkbook]:
    """A workbook that has passed the guards.

    Raises
    ------
    PlanError
        Of kind "data": damaged, encrypted, or a trap.
    """
    try:
        with CalamineWorkbook.from_path(path) as workbook:
            yield workbook
    except (CalamineError, OSError, ValueError) as cause:
        raise damaged(name, cause) from cause


def sheet_title(workbook: CalamineWorkbook, asked: str, name: str) -> str:
    """The name of the sheet that is asked for, or of the only visible one that has data.

    Raises
    ------
    PlanError
        Of kind "data" where there is none, or several are visible.
    """
    sheets = [sheet for sheet in workbook.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    hidden = {sheet.name for sheet in sheets if sheet.visible != SheetVisibleEnum.Visible}
    titles = [sheet.name for sheet in sheets]
    known = [f"sheet {title!r}{' (hidden)' if title in hidden else ''}" for title in titles]
    if asked:
        if asked in titles:
            return asked
        near = get_close_matches(asked, titles, 1) or titles[:1]
        raise PlanError(
            "sheet-not-found",
            message=f"{name} has no sheet {asked!r}",
            context=known[:10],
            hint=f"write sheet: {near[0]}" if near else "name a workbook with sheets of cells",
            kind="data",
        )
    visible = [title for title in titles if title not in hidden and workbook.get_sheet_by_name(title).start]
    if len(visible) == 1:
        return visible[0]
    if not visible and not hidden:
        raise no_rows(name)
    raise PlanError(
        "several-sheets" if visible else "hidden-sheets",
        message=f"{name} has {len(visible)} visible sheets with data"
        if visible
        else f"{name} shows no sheet with data",
        context=known[:10],
        hint=f"write sheet: {(visible or titles)[0]}, or whichever is meant",
        kind="data",
    )


def area_of(text: str) -> Area:
    """The rectangle that a range such as B4:H2000 names.

    Examples
    --------
    >>> area_of("B4:H2000")
    Area(top=4, left=2, bottom=2000, right=8)
    """
    (left, top), (right, bottom) = re.findall(r"([A-Z]+)([0-9]+)", text)
    columns, rows = sorted((column_number(left), column_number(right))), sorted((int(top), int(bottom)))
    return Area(rows[0], columns[0], rows[1], columns[1])


def column_number(letters: str) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """A for 1, AA for 27.

    Examples
    --------
    >>> [column_letters(number) for number in (1, 26, 27, 703)]
    ['A', 'Z', 'AA', 'AAA']
    """
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass(frozen=True)
class _Header:
    names: list[str]
    line: int
    """Row of the names; 0 where the layout gives them."""
    area: Area
    """The table, its header left out."""


def _rows(sheet: CalamineSheet, area: Area) -> Iterator[tuple[int, list[Value]]]:
    """The filled rows of an area, each with its number, cut and filled up to the area's width."""
    if sheet.start is None:
        return
    first = sheet.start[1] + 1  # column of the first cell that calamine gives
    for number, row in enumerate(sheet.iter_rows(), 1):
        if number < area.top or (area.bottom and number > area.bottom):
            continue
        cells = [*[""] * (first - area.left), *row[max(0, area.left - first) :]]
        if area.right:
            cells = [*cells[: area.right - area.left + 1], *[""] * (area.right - area.left + 1 - len(cells))]
        if any(cell != "" for cell in cells):
            yield number, cells


def _header(sheet: CalamineSheet, layout: Layout, place: str) -> _Header:
    area = area_of(layout.range) if layout.range else Area(1 if layout.names else layout.header, 1)
    if layout.names:
        return _Header(list(layout.names), 0, area)
    some = [(number, [cell_text(cell) for cell in row]) for number, row in islice(_rows(sheet, area), LOOKED_AT)]
    if not some:
        raise no_rows(place)
    line, cells = some[0]
    above = [(area.top, [""])] if line != area.top else []
    unnamed = sum(not cell.strip() for cell in cells) * 2 >= len(cells)
    if (above or unnamed) and (found := preamble([*above, *some], place)):
        raise found
    names = headings(cells)
    if twice := doubled(names, place, line):
        raise twice
    return _Header(names, line, Area(line + 1, area.left, area.bottom, area.right))


def _cells(path: Path, sheet: CalamineSheet, layout: Layout, place: str, columns: Collection[str] | None) -> Cells:
    header = _header(sheet, layout, place)
    wanted = {name: i for i, name in enumerate(header.names) if columns is None or name in columns}
    texts: dict[str, list[pa.Array]] = {name: [] for name in wanted}
    native: set[str] = set()
    lines: list[int] = []
    rows: list[list[Value]] = []

    def flush() -> None:
        for name, i in wanted.items():
            values = [row[i] if i < len(row) else "" for row in rows]
            if not all(isinstance(value, str) for value in values):
                native.add(name)
            texts[name].append(pa.array([cell_text(value) for value in values], pa.string()))
        rows.clear()

    for number, row in _rows(sheet, header.area):
        lines.append(number)
        rows.append(row)
        if len(rows) == CHUNK:
            flush()
    flush()
    if not lines:
        raise no_rows(place)
    table = pa.table({name: pa.chunked_array(chunks) for name, chunks in texts.items()})
    return Cells(path, table, pa.array(lines, pa.int64()), frozenset(native))
