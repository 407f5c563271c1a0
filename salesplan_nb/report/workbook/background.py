"""What stands behind the figures: assumptions and method, the accounting of the data, what is open."""

from __future__ import annotations

from typing import Any, Literal

from salesplan_nb.report import behind
from salesplan_nb.report.frames import rows as frame_rows
from salesplan_nb.report.names import clean
from salesplan_nb.report.objects import Notes
from salesplan_nb.report.wording import workbook as say
from salesplan_nb.report.workbook.columns import Column
from salesplan_nb.report.workbook.sheet import Sheet
from salesplan_nb.report.workbook.where import Where, sum_where


def assumptions(sheet: Sheet, results: Any, identity: Any) -> None:
    """What was decided rather than found, then the method: the page's own sentences."""
    sheet.opening("Assumptions and method", say.TOPICS["Assumptions"] + ".")
    told: list[tuple[str, Notes]] = [
        ("Assumption", behind.assumptions(results.plan, identity.seed, identity.scenario)),
        ("Method", behind.method(results.goals, results.resources)),
        (
            "Chance",
            behind.verdict_notes(results.goals, results.resources, tactics=not results.strategies.effects.empty),
        ),
    ]
    rows = [(kind, term, words) for kind, notes in told for term, words in notes.items]
    sheet.table(
        (
            Column("kind", "Kind", "text", [kind for kind, _, _ in rows]),
            Column("term", "What", "text", [term for _, term, _ in rows]),
            Column("words", "Says", "prose", [words for _, _, words in rows]),
        ),
        main=True,
    )
    sheet.widen(2, 84)


def data(sheet: Sheet, results: Any) -> None:
    """Every row read, by table, file and rule; then by table, what is used and what is not; then the years."""
    a, money = list(frame_rows(results.quality.accounting)), results.plan.currency
    sheet.opening("Accounting of the data", say.data_reading(money))
    placed = sheet.table(
        (
            Column("table", "Table", "text", [r.table for r in a]),
            Column("source", "Source", "text", [r.source for r in a]),
            Column("rule", "Rule", "text", [r.rule for r in a]),
            Column("rows", "Rows", "count", [r.rows for r in a], total="sum"),
            Column("amount", f"Amount [{money}]", "exact", [r.amount_cents for r in a]),
        ),
        total="All rows",
        main=True,
    )
    for key in ("table", "rule", "rows", "amount"):
        sheet.define(f"data_{key}", placed.range(key))
    sheet.status(placed.range("rule"), ("used",), ())
    sheet.row += 1
    _by_table(sheet, a, money)
    _years(sheet, results)


def _by_table(sheet: Sheet, a: list[Any], money: str) -> None:
    tables = list(dict.fromkeys(clean(str(r.table)) for r in a))
    sheet.part("By table")

    def columns(of: str, kind: str, used: str, aside: str) -> tuple[Column, Column]:
        all_ = [sum(int(getattr(r, of)) for r in a if clean(str(r.table)) == t) for t in tables]
        kept = [sum(int(getattr(r, of)) for r in a if clean(str(r.table)) == t and r.rule == "used") for t in tables]
        amounts, of_table = f"data_{of.removesuffix('_cents')}", Where("data_table", "{table}", tables)
        total: Literal["", "sum"] = "sum" if kind == "count" else ""
        kept_formula = sum_where(amounts, of_table, Where("data_rule", '"used"'))
        left = [every - one for every, one in zip(all_, kept, strict=True)]
        return (
            Column(used, used, kind, kept, kept_formula, total),
            Column(aside, aside, kind, left, f"{sum_where(amounts, of_table)}-{{{used}}}", total),
        )

    sheet.table(
        (
            Column("table", "Table", "text", tables),
            *columns("rows", "count", "Rows used", "Rows set aside"),
            *columns("amount_cents", "exact", f"Used ({money})", f"Set aside ({money})"),
        ),
        total="All rows",
    )


def _years(sheet: Sheet, results: Any) -> None:
    rows, records = list(frame_rows(results.quality.years)), results.quality.facts.records
    if not rows:
        return
    sheet.part(f"{records.capitalize()} used, by year")
    sheet.table(
        (
            Column("year", "Year", "text", [y.year for y in rows]),
            Column("months", "Months", "count", [y.months for y in rows], total="sum"),
            Column("rows", "Rows", "count", [y.rows for y in rows], total="sum"),
            Column("amount", f"Amount [{results.plan.currency}]", "exact", [y.amount_cents for y in rows], total="sum"),
        ),
        total="All years",
    )


def todos(sheet: Sheet, results: Any) -> None:
    """What must be done before anybody signs, then what may be."""
    rows = sorted(results.todos, key=lambda t: (t.kind != "must", str(t.place)))
    sheet.opening("To-dos", "Must: before the plan can be signed. May: what would make it better.")
    placed = sheet.table(
        (
            Column("kind", "Kind", "text", [t.kind for t in rows] or ["none"]),
            Column("text", "What", "prose", [t.text for t in rows] or ["Nothing is open."]),
            Column("place", "Where", "text", [t.place for t in rows] or [""]),
        ),
        main=True,
    )
    sheet.widen(1, 84)
    sheet.status(placed.range("kind"), (), ("must",))
