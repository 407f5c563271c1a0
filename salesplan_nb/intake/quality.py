"""Every row read accounted for: used, or set aside by a named rule, with its money."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from salesplan_nb.calendars import month_end
from salesplan_nb.contract import TABLES
from salesplan_nb.intake.mapping import USED, Mapped
from salesplan_nb.intake.reading import ROW
from salesplan_nb.intake.result import Quality, QualityFacts
from salesplan_nb.intake.tables import AFTER
from salesplan_nb.results import framed


def quality(tables: Mapping[str, Mapped], facts: QualityFacts) -> Quality:
    """The accounting of all tables.

    Parameters
    ----------
    tables : mapping of str to Mapped
        All that sources.yml maps, cut at as_of.
    facts : QualityFacts
        Of the workspace.
    """
    each = [tables[name] for name in TABLES if name in tables]
    corrections = [row for table in each for row in table.corrections]
    return Quality(
        accounting=framed(Quality, "accounting", [row for table in each for row in _accounting(table)]),
        rejects=framed(Quality, "rejects", [row for table in each for row in _rejects(table)]),
        corrections=framed(Quality, "corrections", corrections),
        controls=framed(Quality, "controls", _controls(tables)),
        inventory=framed(Quality, "inventory", [_inventory(name, tables.get(name)) for name in TABLES]),
        facts=facts,
    )


def _accounting(table: Mapped) -> list[dict[str, object]]:
    rules = [USED, *(rule.rule for rule in table.source.rules)]
    if (table.rule == AFTER).any():
        rules.append(AFTER)
    rows = []
    for rule in dict.fromkeys(rules):
        taken = table.rule == ("" if rule == USED else rule)
        rows.append(
            {
                "table": table.name, "source": table.source.file, "rule": rule, "rows": int(taken.sum()),
                "amount_cents": int(table.amounts[taken].sum()),
            }
        )  # fmt: skip
    return rows


def _rejects(table: Mapped) -> list[dict[str, object]]:
    columns = {rule.rule: rule.columns[0] for rule in table.source.rules}
    aside = table.cells[table.rule != ""]
    amounts, mark = table.amounts, table.source.delimiter
    named = dict(table.source.columns)
    rows = []
    for index, record in zip(aside.index, aside.drop(columns=ROW).itertuples(index=False, name=None), strict=True):
        rule = table.rule[index]
        column = columns.get(rule, "")
        cell = named.get(column, column)
        rows.append(
            {
                "table": table.name, "source": table.source.file, "row": int(table.cells[ROW][index]), "rule": rule,
                "column": column, "value": table.cells[cell][index] if cell in table.cells else "",
                "amount_cents": int(amounts[index]), "record": _written(record, mark),
            }
        )  # fmt: skip
    return rows


def _written(record: Sequence[str], delimiter: str) -> str:
    """A row as a file writes it, quotes and all."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="").writerow(record)
    return text.getvalue()


def _controls(tables: Mapping[str, Mapped]) -> list[dict[str, object]]:
    if "controls" not in tables:
        return []
    ours = tables["orders"].kept.groupby("month")["amount_cents"].sum()
    theirs = tables["controls"].kept.groupby("month")["amount_cents"].sum()
    return [
        {
            "month": month, "orders_cents": int(ours.get(month, 0)), "control_cents": int(control),
            "difference_cents": int(ours.get(month, 0)) - int(control),
        }
        for month, control in theirs.sort_index().items()
    ]  # fmt: skip


def _inventory(name: str, table: Mapped | None) -> dict[str, object]:
    first = last = ""
    if table is not None:
        kinds = {column: declared.kind for column, declared in TABLES[name].columns.items() if column in table.frame}
        spans = [column for kind in ("date", "month") for column in kinds if kinds[column] == kind]
        filled = [values for column in spans if len(values := table.kept[column].dropna())]
        if filled:
            first, last = _day(min(filled[0]), _month_start), _day(max(filled[0]), month_end)
    return {
        "table": name, "present": table is not None, "rows": 0 if table is None else len(table.kept), "first": first,
        "last": last, "switches_off": "" if table is not None else TABLES[name].switches_off,
    }  # fmt: skip


def _month_start(month: str) -> date:
    return date.fromisoformat(f"{month}-01")


def _day(value: date | str, of_month: Callable[[str], date]) -> str:
    """A date as text; a month's first or last day."""
    return (of_month(value) if isinstance(value, str) else value).isoformat()
