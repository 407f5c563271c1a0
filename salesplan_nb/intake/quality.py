"""Every row read accounted for: used, or set aside by a named rule, with its money."""

from __future__ import annotations

from collections.abc import Mapping

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
                "amount_cents": int(amounts[index]), "record": mark.join(record),
            }
        )  # fmt: skip
    return rows


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
        dates = [c for c, declared in TABLES[name].columns.items() if declared.kind == "date" and c in table.frame]
        days = table.kept[dates[0]].dropna().tolist() if dates else []
        if days:
            first, last = min(days).isoformat(), max(days).isoformat()
    return {
        "table": name, "present": table is not None, "rows": 0 if table is None else len(table.kept), "first": first,
        "last": last, "switches_off": "" if table is not None else TABLES[name].switches_off,
    }  # fmt: skip
