"""How the sheets of a workbook are laid out."""

from __future__ import annotations

from collections import Counter, deque
from itertools import islice
from pathlib import Path

from salesplan_nb.files.cell_text import cell_texts
from salesplan_nb.files.diagnosis import LOOKED_AT
from salesplan_nb.files.findings import Finding, SniffedTable
from salesplan_nb.files.footers import footer
from salesplan_nb.files.header_rows import Row, judged, names_row, width
from salesplan_nb.files.headings import headings, no_rows
from salesplan_nb.files.layout import Layout
from salesplan_nb.files.places import Area, cell_place
from salesplan_nb.files.sheets import filled_rows
from salesplan_nb.files.workbook import Workbook, opened

TAIL = 20


def sheets(path: Path, name: str) -> tuple[SniffedTable, ...]:
    """The sheets of a workbook that have data, visible ones first.

    Raises
    ------
    PlanError
        Of kind "data" where none has.
    """
    with opened(path, name) as workbook:
        filled = [title for title in workbook.titles if workbook.scan(title).cells]
        visible = [title for title in filled if title not in workbook.hidden]
        ordered = visible + [title for title in filled if title in workbook.hidden]
        if not ordered:
            raise no_rows(name)
        return tuple(_sheet(workbook, title, visible) for title in ordered)


def _sheet(workbook: Workbook, title: str, visible: list[str]) -> SniffedTable:
    sheet = workbook.sheet(title)
    assert sheet.start is not None
    left = sheet.start[1] + 1
    rows = ((number, cell_texts(row)) for number, row in filled_rows(sheet, Area(1, left)))
    first: list[Row] = list(islice(rows, LOOKED_AT))
    tail: deque[Row] = deque(first, TAIL)
    tail.extend(rows)
    top = names_row(first) or 0
    line, cells = first[top]
    above = first[top - 1][1] if top and first[top - 1][0] == line - 1 else []
    judgement = judged(cells, [below for _, below in first[top + 1 :]])
    only = visible == [title]
    asked = "" if only else title
    reason = "the only visible sheet with data" if only else f"one of {len(visible)} visible sheets with data"
    findings = [Finding("sheet", 1.0 if only else 0.5, "a hidden sheet" if title in workbook.hidden else reason)]
    names = tuple(headings(cells, left, above))
    if judgement.is_header:
        layout = Layout(sheet=asked, header=line)
        findings.append(Finding("header", judgement.confidence, judgement.reason))
    else:
        names = tuple(headings([""] * len(cells), left))
        layout = Layout(sheet=asked, names=names)
        findings.append(Finding("names", judgement.confidence, f"{judgement.reason}: there is no row of names"))
    usual = Counter(width(below) for _, below in first[top:]).most_common(1)[0][0]
    if last := footer([row for row in tail if row[0] >= line], usual, len(cells)):
        findings.append(last)
    area = f"{cell_place(line, left)}:{cell_place(tail[-1][0], left + len(cells) - 1)}"
    return SniffedTable(layout, names, tuple(findings), title, area, title in workbook.hidden)
