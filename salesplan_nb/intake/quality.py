"""Every row read accounted for: used, or set aside by a named rule, with its money."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date

import numpy as np
import pandas as pd
import pyarrow as pa

from salesplan_nb.contract import TABLES
from salesplan_nb.fiscal import MonthCalendar
from salesplan_nb.intake.checks.earlier_targets import DIMENSIONS
from salesplan_nb.intake.checks.seen import seen
from salesplan_nb.intake.coded import Coded
from salesplan_nb.intake.findings import Finding
from salesplan_nb.intake.mapping import USED, Mapped, Part
from salesplan_nb.intake.monthly import monthly_cents
from salesplan_nb.intake.restating import Counted
from salesplan_nb.intake.result import Quality, QualityFacts
from salesplan_nb.results import framed


def quality(
    tables: Mapping[str, Mapped],
    orders: Counted,
    found: Sequence[Finding],
    facts: QualityFacts,
    calendar: MonthCalendar,
) -> Quality:
    """The accounting of all tables.

    Parameters
    ----------
    tables : mapping of str to Mapped
        All that sources.yml maps, cut at as_of.
    orders : Counted
        Returns and overlays.
    found : sequence of Finding
        What the data checks found.
    facts : QualityFacts
        Of the workspace.
    calendar : MonthCalendar
        The company's months.
    """
    now = seen(tables, facts.as_of, calendar)
    each = [tables[name] for name in TABLES if name in tables]
    corrections = [row for table in each for row in table.corrections]
    return Quality(
        accounting=framed(Quality, "accounting", [row for table in each for row in _accounting(table)]),
        unrated=framed(Quality, "unrated", [row for table in each for row in _unrated(table)]),
        rejects=framed(Quality, "rejects", pd.concat(_rejects(each), ignore_index=True)),
        corrections=framed(Quality, "corrections", corrections),
        years=framed(Quality, "years", _years(orders.orders, tables["orders"])),
        controls=framed(Quality, "controls", _controls(tables)),
        targets=framed(Quality, "targets", _targets(tables, orders.orders)),
        returns=framed(Quality, "returns", orders.returns),
        credits=framed(Quality, "credits", orders.credits),
        findings=framed(Quality, "findings", [vars(finding) for finding in found]),
        columns=framed(Quality, "columns", now.columns),
        months=framed(Quality, "months", now.months),
        inventory=framed(Quality, "inventory", [_inventory(name, tables.get(name), calendar) for name in TABLES]),
        facts=facts,
    )


def _accounting(table: Mapped) -> list[dict[str, object]]:
    """A row per file and rule, the rows of each once: those that are used, and those that a rule took."""
    rules = [USED, *table.rules]
    keys = table.records.file.astype("int64") * len(rules) + table.rule
    size = len(rules) * len(table.records.labels)
    counts, money = np.bincount(keys, minlength=size), np.zeros(size, dtype="int64")
    np.add.at(money, keys, table.amounts)
    return [
        {
            "table": table.name, "source": file, "rule": rule, "rows": int(counts[i]), "amount_cents": int(money[i]),
        }
        for i, (file, rule) in enumerate((file, rule) for file in table.records.labels for rule in rules)
        if counts[i] or rule == USED or len(table.records.labels) == 1
    ]  # fmt: skip


def _unrated(table: Mapped) -> list[dict[str, object]]:
    """A row per rule and currency without a rate: sums across currencies would mean nothing."""
    if table.unrated is None:
        return []
    sums = Counter[tuple[str, str]]()
    for row in np.flatnonzero(table.unrated.where(lambda cents: cents is not None) & ~table.kept).tolist():
        sums[table.rules[table.rule[row] - 1], str(table.typed["currency"][row])] += table.unrated[row]
    return [
        {"table": table.name, "rule": rule, "currency": code, "amount_cents": cents}
        for (rule, code), cents in sorted(sums.items())
    ]


def _rejects(tables: Sequence[Mapped]) -> list[pd.DataFrame]:
    return [_rejects_of(table, part) for table in tables for part in table.parts]


def _rejects_of(table: Mapped, part: Part) -> pd.DataFrame:
    """The rows set aside, as they stand in their files."""
    columns = {rule.rule: rule.columns[0] for rule in part.source.rules}
    aside = np.flatnonzero(~table.kept & part.rows)
    rules = [table.rules[place - 1] for place in table.rule[aside].tolist()]
    looked_at = [columns.get(rule, "") for rule in rules]
    cells = {name: _looked_at(table, part, name) for name in set(looked_at) if name in table.texts}
    return pd.DataFrame(
        {
            "table": table.name,
            "source": [table.records.labels[file] for file in table.records.file[aside].tolist()],
            "row": table.records.row[aside],
            "rule": rules,
            "column": looked_at,
            "value": [
                str(cells[name][row]) if name in cells else ""
                for name, row in zip(looked_at, aside.tolist(), strict=True)
            ],
            "amount_cents": table.amounts[aside],
            "record": table.records.texts(aside.tolist(), part.source.layout().delimiter),
        },
        columns=["table", "source", "row", "rule", "column", "value", "amount_cents", "record"],
    )


def _looked_at(table: Mapped, part: Part, name: str) -> Coded:
    """The cells of a source that a rule looked at: its files' where only another source fills the contract's column."""
    own = name not in part.source.filled and name in table.names and name in table.records.table.column_names
    return table.records.column(name).changed(str.strip) if own else table.texts[name]


def _years(orders: pa.Table, table: Mapped) -> list[dict[str, object]]:
    """Orders as they count, by calendar year: how many months have any, money; and the files' rows of that year."""
    read = Counter[str]()
    months = table.typed["month"]
    for code, rows in enumerate(np.bincount(months.codes[table.kept], minlength=len(months.values)).tolist()):
        read[str(months.values[code])[:4]] += rows
    sums = orders.select(["month", "amount_cents"]).group_by("month").aggregate([("amount_cents", "sum")]).to_pandas()
    sums["year"] = sums["month"].str[:4]
    return [
        {"year": year, "months": len(group), "rows": read[year], "amount_cents": int(group["amount_cents_sum"].sum())}
        for year, group in sums.groupby("year", sort=True)
    ]


def _controls(tables: Mapping[str, Mapped]) -> list[dict[str, object]]:
    if "controls" not in tables:
        return []
    ours, theirs = monthly_cents(tables["orders"]), monthly_cents(tables["controls"])
    tolerances = _tolerances(tables["controls"])
    return [
        {
            "month": month, "orders_cents": ours.get((month,), 0), "control_cents": control,
            "difference_cents": ours.get((month,), 0) - control, "tolerance": tolerances.get(month, np.nan),
        }
        for (month,), control in sorted(theirs.items())
    ]  # fmt: skip


def _tolerances(controls: Mapped) -> dict[str, float]:
    """By month the share of the total by which orders may differ, where the controls say one; the smallest counts."""
    if "tolerance" not in controls.typed:
        return {}
    found: dict[str, float] = {}
    for row in np.flatnonzero(controls.kept).tolist():
        month, tolerance = controls.typed["month"][row], controls.typed["tolerance"][row]
        if tolerance is not None:
            found[month] = min(tolerance, found.get(month, tolerance))
    return found


def _targets(tables: Mapping[str, Mapped], orders: pa.Table) -> list[dict[str, object]]:
    """Actual against the targets that were set before, by month and what the targets are for."""
    if "targets" not in tables:
        return []
    # By what the orders do not have, each target would stand beside nothing.
    by = [
        name for name in DIMENSIONS
        if name in tables["targets"].typed and orders[name].null_count < len(orders)
    ]  # fmt: skip
    theirs = monthly_cents(tables["targets"], *by)
    sums = orders.group_by(["month", *by]).aggregate([("amount_cents", "sum")]).to_pylist()
    ours = {tuple(str(row[name] or "") for name in ("month", *by)): row["amount_cents_sum"] for row in sums}
    return [
        {
            "month": key[0], "product_family": "", "region": "", **dict(zip(by, key[1:], strict=True)),
            "target_cents": target, "orders_cents": ours.get(key, 0),
        }
        for key, target in sorted(theirs.items())
    ]  # fmt: skip


def _inventory(name: str, table: Mapped | None, calendar: MonthCalendar) -> dict[str, object]:
    first = last = ""
    if table is not None:
        kinds = {column: declared.kind for column, declared in TABLES[name].columns.items() if column in table.typed}
        spans = [column for kind in ("date", "month") for column in kinds if kinds[column] == kind]
        filled = [days for column in spans if (days := _kept_values(table, column))]
        if filled:
            first, last = _day(min(filled[0]), calendar.first_day), _day(max(filled[0]), calendar.last_day)
    return {
        "table": name, "present": table is not None, "rows": 0 if table is None else int(table.kept.sum()),
        "first": first, "last": last, "switches_off": "" if table is not None else TABLES[name].switches_off,
    }  # fmt: skip


def _kept_values(table: Mapped, column: str) -> list[date | str]:
    values = table.typed[column]
    return [values.values[code] for code in np.unique(values.codes[table.kept]) if values.values[code] is not None]


def _day(value: date | str, of_month: Callable[[str], date]) -> str:
    """A date as text; a month's first or last day."""
    return (of_month(value) if isinstance(value, str) else value).isoformat()
