"""plan.xlsx: targets, quotas, budget, KPIs; real numbers and dates, totals as formulas, the same bytes."""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pandas as pd
import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from salesplan_nb.calendars import month_end
from salesplan_nb.number_formats import used
from salesplan_nb.report.names import clean
from salesplan_nb.report.numbers import percent
from salesplan_nb.report.objects import FirstScreen, Refusal
from salesplan_nb.report.page import Identity, Results, first_screen
from salesplan_nb.report.wording.approval import last_signed, state
from salesplan_nb.report.wording.changes import in_a_line
from salesplan_nb.report.wording.quality import redacted_words

CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 -- fixed, so that the same plan has the same bytes
FORMATS: dict[str, dict[str, Any]] = {
    "text": {"text_wrap": False, "valign": "top"},
    "money": {"num_format": "#,##0.00;[Red]-#,##0.00"},
    "whole": {"num_format": "#,##0"},
    "share": {"num_format": "0.0%"},
    "month": {"num_format": "mmm yyyy", "align": "left"},
    "date": {"num_format": "d mmm yyyy", "align": "left"},
    "number": {"num_format": "#,##0.00"},
}
HEAD: dict[str, Any] = {"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom"}
TOTAL: dict[str, Any] = {"bold": True, "top": 1}


@dataclass(frozen=True)
class Column:
    """A column of a sheet.

    Parameters
    ----------
    title : str
        Its heading, with the unit.
    kind : str
        text, money, whole, share, month, date or number; decides type and format.
    values : sequence
        One a row; money in cents, months as text, NaN and '' are left empty.
    total : bool
        Whether the last row sums it.
    width : int
        In characters.
    """

    title: str
    kind: str
    values: Sequence[Any]
    total: bool = False
    width: int = 14


@dataclass(frozen=True)
class Sheet:
    """A sheet: name, title in the first row, columns under it."""

    name: str
    title: str
    columns: tuple[Column, ...]


class Book:
    """A workbook in memory, with the formats of the house."""

    def __init__(self, title: str) -> None:
        self._buffer = io.BytesIO()
        self._book = xlsxwriter.Workbook(
            self._buffer,
            {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
        )
        self._book.set_properties({"title": clean(title), "created": CREATED})
        self._formats: dict[tuple[str, str], Any] = {}

    def format(self, kind: str, role: str = "") -> Any:
        """The format of a kind of value, as body, head or total."""
        extra = {"head": HEAD, "total": TOTAL, "title": {"bold": True, "font_size": 14}}.get(role, {})
        if (kind, role) not in self._formats:
            self._formats[kind, role] = self._book.add_format(FORMATS.get(kind, {}) | extra)
        return self._formats[kind, role]

    def add(self, sheet: Sheet) -> None:
        """Write a sheet: frozen header, real types, totals as formulas whose cached value is the plan's."""
        page = self._book.add_worksheet(sheet.name)
        page.write_string(0, 0, clean(sheet.title), self.format("", "title"))
        page.freeze_panes(2, 1)
        page.hide_gridlines(2)
        page.set_landscape()
        page.fit_to_pages(1, 0)
        page.repeat_rows(1)
        rows = max((len(c.values) for c in sheet.columns), default=0)
        for at, column in enumerate(sheet.columns):
            page.set_column(at, at, column.width)
            page.write_string(1, at, clean(column.title), self.format("text", "head"))
            for i, value in enumerate(column.values):
                self._write(page, 2 + i, at, value, column.kind)
            if column.total and rows:
                self._total(page, 2 + rows, at, column)
        if rows and any(c.total for c in sheet.columns):
            page.write_string(2 + rows, 0, "Total", self.format("text", "total"))
        if rows:
            page.autofilter(1, 0, 1 + rows, len(sheet.columns) - 1)

    def _write(self, page: Any, row: int, at: int, value: Any, kind: str) -> None:
        how = self.format(kind)
        if kind == "text":
            page.write_string(row, at, clean(str(value))[:32_000], how)
        elif kind in ("month", "date"):
            if value:
                day = month_end(value) if kind == "month" else date.fromisoformat(str(value)[:10])
                page.write_datetime(row, at, datetime(day.year, day.month, day.day if kind == "date" else 1), how)  # noqa: DTZ001
        elif value is None or not math.isfinite(float(value)):
            page.write_blank(row, at, None, how)
        else:
            page.write_number(row, at, float(value) / 100 if kind == "money" else float(value), how)

    def _total(self, page: Any, row: int, at: int, column: Column) -> None:
        first, last = xl_rowcol_to_cell(2, at), xl_rowcol_to_cell(row - 1, at)
        there = [v for v in column.values if v is not None]
        known = sum(int(v) for v in there) if column.kind == "money" else sum(float(v) for v in there)
        page.write_formula(
            row,
            at,
            f"=SUM({first}:{last})",
            self.format(column.kind, "total"),
            known / 100 if column.kind == "money" else known,
        )

    def bytes(self) -> bytes:
        """The finished file."""
        self._book.close()
        return self._buffer.getvalue()


def workbook(results: Results, identity: Identity) -> bytes:
    """The plan as a workbook: Cover, Targets, Quotas, Budget, KPIs; a sheet without data says what is missing.

    Parameters
    ----------
    results : Results
        What it holds.
    identity : Identity
        For the cover.
    """
    plan = results.plan
    book = Book(f"{plan.company}: sales plan {results.year.name}")
    makers: tuple[Callable[[Results], Sheet], ...] = (targets, quotas, budget, kpis)
    with used(plan.locale):
        book.add(cover(results, identity))
        for make in makers:
            book.add(make(results))
    return book.bytes()


def cover(results: Results, identity: Identity) -> Sheet:
    """The first screen's figures, and where the workbook comes from."""
    plan = results.plan
    first = first_screen(results)
    signed = " ".join(
        f"{text.rstrip('.')}."
        for text in (state(identity.signed), last_signed(identity.signed, results.approval))
        if text
    )
    lines: list[tuple[str, str]] = [("State", signed), ("Data to", results.quality.facts.as_of)]
    lines += [("Names", redacted_words(identity.redacted))] if identity.redacted else []
    if isinstance(first, FirstScreen):
        lines += [
            ("Verdict", " ".join(first.verdict)),
            ("Chance", f"{first.chance.removeprefix('Chance: ')} {first.chance_figures}"),
        ]
        lines += [("Care", first.caveat)] if first.caveat else []
        lines += [("Data", first.data)] if first.data else []
        lines += [(line.label, f"{line.value} ({line.note})") for line in first.landing]
        if first.since:
            changes = [f"{line.name} {line.amount}" for line in first.since.lines]
            lines.append(("Since", in_a_line(first.since.heading, first.since.note, changes)))
        lines += [(first.holds[0], first.holds[1])] + [
            (f"Option {i}", f"{o.what} {o.rest}") for i, o in enumerate(first.options, 1)
        ]
        lines.append(("Base", first.base))
    elif isinstance(first, Refusal):
        lines.append(("Goal", f"{first.cannot} {first.lift}"))
    lines += [("Plan hash", identity.plan_sha256), ("Version", f"{identity.version}, seed {identity.seed}")]
    return Sheet(
        "Cover",
        f"{plan.company}: sales plan {results.year.name}",
        (
            Column("What", "text", [a for a, _ in lines], width=32),
            Column("Says", "text", [b for _, b in lines], width=90),
        ),
    )


def targets(results: Results) -> Sheet:
    """Every cell of every goal that is broken down; a column a goal: goals of other periods have no common total."""
    t = results.goals.targets.sort_values(["goal_id", "month", "region", "product_family"])
    goals = sorted(set(t.goal_id))
    return Sheet(
        "Targets",
        f"Targets by month, region and product family, {results.plan.currency}",
        (
            Column("Goal", "text", list(t.goal_id)),
            Column("Month", "month", list(t.month)),
            Column("Region", "text", list(t.region), width=20),
            Column("Product family", "text", list(t.product_family), width=20),
            *(
                Column(
                    f"{goal} [{results.plan.currency}]",
                    "money",
                    [v if of == goal else None for of, v in zip(t.goal_id, t.target, strict=True)],
                    total=True,
                    width=20,
                )
                for goal in goals
            ),
        ),
    )


def quotas(results: Results) -> Sheet:
    """A row a rep, a column a month."""
    q, money = results.resources.quotas, results.plan.currency
    if q.empty:
        return Sheet(
            "Quotas",
            "Quotas are not planned yet",
            (
                Column(
                    "To do",
                    "text",
                    [results.resources.facts.quotas_missing or results.resources.facts.missing],
                    width=60,
                ),
            ),
        )
    table = q.pivot_table(
        index="rep_id", columns="month", values="quota_cents", aggfunc="sum", fill_value=0
    ).sort_index(axis=1)
    names, regions = (
        dict(zip(results.resources.team.rep_id, results.resources.team[c], strict=True)) for c in ("name", "region")
    )
    return Sheet(
        "Quotas",
        f"Quotas by rep and month, {money}",
        (
            Column("Rep", "text", list(table.index), width=16),
            Column("Name", "text", [names.get(r, "") for r in table.index], width=22),
            Column("Region", "text", [regions.get(r, "") for r in table.index], width=18),
            *(Column(f"{m} [{money}]", "money", [int(v) for v in table[m]], total=True) for m in table.columns),
            Column(f"Sum [{money}]", "money", [int(v) for v in table.sum(axis=1)], total=True, width=18),
        ),
    )


def budget(results: Results) -> Sheet:
    """A row a line, a column a month."""
    b, lines, money = results.resources.budget, results.resources.lines, results.plan.currency
    if b.empty:
        return Sheet(
            "Budget",
            "The budget is not planned yet",
            (Column("To do", "text", ["Add budget: to plan.yml with a limit and lines"], width=60),),
        )
    table = b.pivot_table(index="line", columns="month", values="amount_cents", aggfunc="sum", fill_value=0).sort_index(
        axis=1
    )
    known = {
        c: dict(zip(lines.line, lines[c], strict=True)) for c in ("category", "owner", "goal", "tactics", "closes")
    }
    return Sheet(
        "Budget",
        f"Budget by line and month, {money}",
        (
            Column("Line", "text", list(table.index), width=22),
            *(
                Column(c.capitalize(), "text", [known[c].get(line, "") for line in table.index], width=18)
                for c in ("category", "owner", "goal", "tactics", "closes")
            ),
            *(Column(f"{m} [{money}]", "money", [int(v) for v in table[m]], total=True) for m in table.columns),
            Column(f"Sum [{money}]", "money", [int(v) for v in table.sum(axis=1)], total=True, width=18),
        ),
    )


def kpis(results: Results) -> Sheet:
    """A row a measure: value, interval, target, status."""
    k: pd.DataFrame = results.measures.kpis
    # Money is in cents inside; a workbook shows whole units.
    per = [100 if unit == "cents" else 1 for unit in k.unit]
    units = [results.plan.currency if unit == "cents" else unit for unit in k.unit]
    return Sheet(
        "KPIs",
        "Measures",
        (
            Column("Measure", "text", list(k.name), width=26),
            Column("Period", "text", list(k.period)),
            Column("Unit", "text", units, width=10),
            *(
                Column(title, "number", [v / by for v, by in zip(k[c], per, strict=True)])
                for title, c in (
                    ("Value", "value"),
                    (f"Low ({percent(0.95)})", "low"),
                    (f"High ({percent(0.95)})", "high"),
                    ("Target", "target"),
                    ("Year before", "before"),
                )
            ),
            Column("n", "whole", list(k.n), width=8),
            Column("Status", "text", list(k.status)),
            Column("Owner", "text", list(k.owner), width=20),
            Column("Definition", "text", list(k.definition), width=50),
            Column("Why no value", "text", list(k.reason), width=40),
        ),
    )
