"""From files as they are to text under the contract's names: spellings, lookups, derived columns, translations."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial
from pathlib import Path

import numpy as np
import numpy.typing as npt

from salesplan_nb.contract import TABLES
from salesplan_nb.intake.coded import Cents, Change, Coded, Mask, combined, translating
from salesplan_nb.intake.lookups import lookup
from salesplan_nb.intake.parsing import Reading, share
from salesplan_nb.intake.records import Records, records
from salesplan_nb.workspace.expressions import expression
from salesplan_nb.workspace.sources import FILE, Source, Sources

USED = "used"
CONTROL = "control character"
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""Characters that no page, workbook or terminal may get; tabs and line ends are only trimmed."""
WAYS: dict[str, Callable[[str], str]] = {"trim": str.strip, "upper": str.upper, "lower": str.lower}
"""What `tidy` can do."""


@dataclass
class Mapped:
    """A table of the contract on its way in."""

    name: str
    source: Source
    records: Records
    texts: dict[str, Coded]
    """Columns of the file, and over them those that sources.yml names: texts, exact fractions where derived."""
    native: frozenset[str]
    """Names of `texts` whose cells the file itself types."""
    unknown: dict[str, Mask] = field(default_factory=dict)
    """By name, the rows whose value neither the map nor the contract knows."""
    written: dict[str, Coded] = field(default_factory=dict)
    """Those names before they were mapped."""
    changes: list[Change] = field(default_factory=list)
    lookups: dict[str, int] = field(default_factory=dict)
    """Rows of each file that columns were looked up in."""
    typed: dict[str, Coded] = field(default_factory=dict)
    """Columns of the contract, typed; None where empty or unreadable."""
    unreadable: dict[str, Mask] = field(default_factory=dict)
    rule: npt.NDArray[np.int16] = field(default_factory=lambda: np.zeros(0, dtype="int16"))
    """Per row: 0 while kept, else one more than the place of the rule that took it."""
    rules: list[str] = field(default_factory=list)
    corrections: list[dict[str, object]] = field(default_factory=list)

    @property
    def names(self) -> list[str]:
        """The columns of the contract that it fills, as sources.yml writes them."""
        columns = TABLES[self.name].columns
        return [name for name in sorted(self.source.filled) if TABLES[self.name].stored(name) in columns]

    @property
    def kept(self) -> Mask:
        """The rows that no rule took."""
        found: Mask = self.rule == 0
        return found

    @property
    def amounts(self) -> Cents:
        """Money of each row [cents], 0 where it has none."""
        amounts = self.typed.get(TABLES[self.name].money)
        return np.zeros(len(self.records), dtype="int64") if amounts is None else amounts.cents()

    def set_aside(self, rows: Mask, rule: str) -> None:
        """Take rows that no earlier rule took."""
        if rule not in self.rules:
            self.rules.append(rule)
        self.rule = np.where(rows & self.kept, self.rules.index(rule) + 1, self.rule).astype("int16")

    def correct(self, rule: str, column: str, before: Coded, after: Coded, rows: Mask) -> None:
        """Count what was corrected in rows that are kept, with its money, by value."""
        changed = np.flatnonzero(rows & self.kept)
        if not len(changed):
            return
        codes, pairs = combined([before.take(changed), after.take(changed)])
        money = np.zeros(len(pairs), dtype="int64")
        np.add.at(money, codes, self.amounts[changed])
        counts = np.bincount(codes, minlength=len(pairs))
        found = [(str(a or ""), str(b or ""), n, m) for (a, b), n, m in zip(pairs, counts, money, strict=True) if n]
        self.corrections += [
            {
                "table": self.name, "source": self.source.label, "rule": rule, "column": column, "value": value,
                "replacement": replacement, "rows": int(rows_), "amount_cents": int(cents),
            }
            for value, replacement, rows_, cents in sorted(found)
        ]  # fmt: skip


def mapped(name: str, sources: Sources, folder: Path) -> Mapped:
    """A table read and named, still text.

    Raises
    ------
    PlanError, PlanErrors
        Of kind "data", as readers and lookups raise.
    """
    source = sources.tables[name]
    read = records(source, folder)
    table = Mapped(name, source, read, {}, read.native)
    columns = dict.fromkeys(_used(source, read))
    table.texts = {FILE: read.named} | {column: read.column(column) for column in columns}
    _tidied(table)
    for join in source.joins:
        found = lookup(join, table.texts, read, source, folder)
        table.lookups[found.file] = found.rows
        table.texts |= found.columns
        table.native |= found.native
        table.changes += found.changes
    named = {canonical: table.texts[names[0]] for canonical, names in source.columns.items()}
    table.native |= {canonical for canonical, names in source.columns.items() if names[0] in read.native}
    for canonical, text in source.derive.items():
        table.texts[canonical] = _derived(text, table.texts | named, source, table.native)
    table.texts |= named
    _mapped_values(table)
    table.rule = np.zeros(len(read), dtype="int16")
    return table


def _used(source: Source, read: Records) -> list[str]:
    """The columns of the files that a table is made from."""
    asked = [names[0] for names in source.columns.values()]
    asked += [*source.replace, *source.tidy, *(column for rule in source.rules for column in rule.columns)]
    asked += [column for text in source.derive.values() for column in expression(text).columns()]
    asked += [column for join in source.joins for column in join.on]
    return [column for column in asked if column in read.table.column_names]


def _tidied(table: Mapped) -> None:
    """Make spellings one. Every cell that is used is trimmed, unless `tidy` says otherwise of its column.

    A trimmed cell that only a rule looks at is no corrected value of the plan.
    """
    source = table.source
    told = {names[0] for names in source.columns.values()} | {column for join in source.joins for column in join.on}
    for column, as_sent in table.texts.items():
        before = as_sent.changed(partial(UNSEEN.sub, "\ufffd"))
        table.changes.append((CONTROL, column, as_sent, before))
        after = before
        for way in source.tidy.get(column, ["trim"]):
            after = after.changed(WAYS[way])
        if column in told or column in source.tidy:
            table.changes.append(("spelling" if column in source.tidy else "trimmed", column, before, after))
        table.texts[column] = after
    for column, values in source.replace.items():
        if column not in table.texts:
            continue  # of a joined file
        before = table.texts[column]
        table.texts[column] = before.changed(translating(values))
        table.changes.append(("replaced", column, before, table.texts[column]))


def _derived(text: str, columns: dict[str, Coded], source: Source, native: frozenset[str]) -> Coded:
    """What an expression comes to; '' where a column that it reads is empty, the cells side by side where it fails."""
    found = expression(text)
    names = list(dict.fromkeys(found.columns()))
    codes, rows = combined([columns[name] for name in names])
    reading = {name: Reading(source, name in native) for name in names}

    def come_to(cells: tuple[str | Fraction, ...]) -> str | Fraction:
        if found.kind != "join" and "" in cells:
            return ""
        try:
            by_name = dict(zip(names, cells, strict=True))
            return found.value(by_name, lambda name, cell: share(cell, reading[name]))
        except (ValueError, KeyError):  # a text between quotes in arithmetic has no column
            return " and ".join(f"{name} {str(cell)!r}" for name, cell in zip(names, cells, strict=True))

    return Coded(codes, [come_to(cells) for cells in rows]).changed(lambda value: value)


def _meaning(names: Mapping[str, str], text: str) -> str:
    return names.get(text, "")


def _other(known: Collection[str], text: str) -> bool:
    return text not in known and text != ""


def _mapped_values(table: Mapped) -> None:
    """Names after `map` and `default`; and, where only certain values may be, the rows with others."""
    source, columns = table.source, TABLES[table.name].columns
    for canonical in table.names:
        before = table.texts.get(canonical, Coded.constant("", len(table.records)))
        after = before
        names = source.map.get(canonical)
        if names is not None:
            after = before.changed(partial(_meaning, names))
            table.unknown[canonical] = before.where(partial(_other, names))
        if values := columns[TABLES[table.name].stored(canonical)].values:
            other = after.where(partial(_other, values))
            table.unknown[canonical] = table.unknown.get(canonical, other) | other
        if canonical in source.default:
            empty = before.where(lambda text: text == "")
            after = after.masked(empty, Coded.constant(source.default[canonical], len(table.records)))
        table.written[canonical], table.texts[canonical] = before, after
