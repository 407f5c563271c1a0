"""From files as they are to text under the contract's names: spellings, lookups, derived columns, translations."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from salesplan_nb.contract import TABLES
from salesplan_nb.errors import cut
from salesplan_nb.intake.coded import Cents, Change, Coded, Mask, combined, translating
from salesplan_nb.intake.lookups import lookup
from salesplan_nb.intake.numbers import share
from salesplan_nb.intake.reading import Failed, Reading, Value, written
from salesplan_nb.intake.records import Records, records
from salesplan_nb.workspace.columns_read import read_by
from salesplan_nb.workspace.expressions import expression
from salesplan_nb.workspace.sources import FILE, Source

USED = "used"
CONTROL = "control character"
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""Characters that no page, workbook or terminal may get; tabs and line ends are only trimmed."""


@dataclass(frozen=True)
class Part:
    """Rows of a table whose files are laid out in one way."""

    source: Source
    rows: Mask


@dataclass
class Mapped:
    """A table of the contract on its way in; each source is one by itself until all of a table are joined."""

    name: str
    parts: tuple[Part, ...]
    """Each row in one of them."""
    records: Records
    texts: dict[str, Coded] = field(default_factory=dict)
    """Columns of the file, and over them those that sources.yml names: texts, exact fractions where derived."""
    native: frozenset[str] = frozenset()
    """Names of `texts` whose cells the files themselves type."""
    partly: dict[str, Mask] = field(default_factory=dict)
    """Names of `texts` whose cells some of the files type, and others do not: the rows of those that do."""
    unknown: dict[str, Mask] = field(default_factory=dict)
    """By name, the rows whose value neither the map nor the contract knows."""
    written: dict[str, Coded] = field(default_factory=dict)
    """Those names before they were mapped."""
    filled: dict[str, Mask] = field(default_factory=dict)
    """By name, the rows that have the value under `default`."""
    changes: list[Change] = field(default_factory=list)
    lookups: dict[str, int] = field(default_factory=dict)
    """Rows of each file that columns were looked up in."""
    typed: dict[str, Coded] = field(default_factory=dict)
    """Columns of the contract, typed; None where empty or unreadable."""
    unrated: Coded | None = None
    """Money in a currency without a rate [cents of that currency], None in other rows; of tables with currencies."""
    unreadable: dict[str, Mask] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    """Columns of which cells could not be read for a reason of their own, such as 'ambiguous' or 'unzoned'."""
    rule: npt.NDArray[np.int16] = field(default_factory=lambda: np.zeros(0, dtype="int16"))
    """Per row: 0 while kept, else one more than the place of the rule that took it."""
    rules: list[str] = field(default_factory=list)
    corrections: list[dict[str, object]] = field(default_factory=list)

    @property
    def source(self) -> Source:
        """What says how its files are laid out; a ValueError where several do."""
        (part,) = self.parts
        return part.source

    @property
    def label(self) -> str:
        """The files, as the accounting names them."""
        return ", ".join(part.source.label for part in self.parts)

    @property
    def names(self) -> list[str]:
        """The columns of the contract that it fills, as sources.yml writes them."""
        columns = TABLES[self.name].columns
        filled = frozenset[str]().union(*(part.source.filled for part in self.parts))
        return [name for name in sorted(filled) if self.stored(name) in columns]

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

    def fill(self, columns: Mapping[str, Coded], native: Collection[str], partly: Mapping[str, Mask]) -> None:
        """Name columns, over others of the same names, and say which of them the files type."""
        self.texts |= columns
        self.native = self.native - columns.keys() | frozenset(native)
        self.partly = {name: rows for name, rows in self.partly.items() if name not in columns} | dict(partly)

    def stored(self, name: str) -> str:
        """What the contract calls a column that sources.yml names."""
        return TABLES[self.name].stored(name)

    def readings(self, name: str) -> list[tuple[Mask, Reading]]:
        """How the cells of a column are read: rows, and the way of their files; each row once."""
        typed = self.partly.get(name)
        if typed is None:
            return [(part.rows, Reading(part.source, name in self.native)) for part in self.parts]
        ways = [
            (part, part.rows & (typed if native else ~typed), native) for part in self.parts for native in (False, True)
        ]
        return [(rows, Reading(part.source, native)) for part, rows, native in ways]

    def set_aside(self, rows: Mask, rule: str) -> None:
        """Take rows that no earlier rule took."""
        if rule not in self.rules:
            self.rules.append(rule)
        self.rule = np.where(rows & self.kept, self.rules.index(rule) + 1, self.rule).astype("int16")

    def correct(self, rule: str, column: str, before: Coded, after: Coded, rows: Mask) -> None:
        """Count what was corrected in rows that are kept, with its money, by source and value."""
        for part in self.parts:
            self._correct(rule, column, before, after, rows & part.rows, part.source.label)

    def _correct(self, rule: str, column: str, before: Coded, after: Coded, rows: Mask, label: str) -> None:
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
                "table": self.name, "source": label, "rule": rule, "column": column, "value": value,
                "replacement": replacement, "rows": int(rows_), "amount_cents": int(cents),
            }
            for value, replacement, rows_, cents in sorted(found)
        ]  # fmt: skip


def mapped(name: str, source: Source, folder: Path) -> Mapped:
    """The files of one source of a table, read and named, still text.

    Raises
    ------
    PlanError, PlanErrors
        Of kind "data", as readers and lookups raise.
    """
    read = records(source, folder)
    table = Mapped(name, (Part(source, np.ones(len(read), dtype="bool")),), read)
    table.fill({FILE: read.named}, (), {})
    table.fill({column: read.column(column) for column in _used(source, read)}, read.native, read.partly)
    _tidied(table)
    own = {canonical: names[0] for canonical, names in source.columns.items()}
    named = {canonical: table.texts[column] for canonical, column in own.items()}
    for join in source.joins:
        found = lookup(join, table.texts, read, source, folder)
        table.lookups[found.file] = found.rows
        table.fill(found.columns, found.native, {})
        table.changes += found.changes
    native = {ours for ours, column in own.items() if column in read.native}
    table.fill(named, native, {ours: read.partly[column] for ours, column in own.items() if column in read.partly})
    for canonical, text in source.derive.items():
        table.fill({canonical: _derived(text, table)}, (), {})
    _mapped_values(table)
    table.rule = np.zeros(len(read), dtype="int16")
    return table


def _used(source: Source, read: Records) -> list[str]:
    """The columns of the files that a table is made from."""
    asked = [*(names[0] for names in source.columns.values()), *(column for _, column, _ in read_by(source))]
    there = set(read.table.column_names)
    return [column for column in dict.fromkeys(asked) if column in there]


def _tidied(table: Mapped) -> None:
    """Make spellings one. Every cell that is used is trimmed, then made as `tidy` says.

    A trimmed cell that only a rule looks at is no corrected value of the plan.
    """
    source = table.source
    told = {names[0] for names in source.columns.values()} | {column for join in source.joins for column in join.on}
    for column, as_sent in table.texts.items():
        before = as_sent.changed(partial(UNSEEN.sub, "\ufffd"))
        table.changes.append((CONTROL, column, as_sent, before))
        after = before.changed(str.strip).tidied(source.tidy.get(column, []))
        if column in told or column in source.tidy:
            table.changes.append(("spelling" if column in source.tidy else "trimmed", column, before, after))
        table.texts[column] = after
    for column, values in source.replace.items():
        if column not in table.texts:
            continue  # of a joined file
        before = table.texts[column]
        table.texts[column] = before.changed(translating(values))
        table.changes.append(("replaced", column, before, table.texts[column]))


def _derived(text: str, table: Mapped) -> Coded:
    """What an expression comes to: '' where a column that it reads is empty, or all that it joins are."""
    found = expression(text)
    names = list(dict.fromkeys(found.columns()))
    mixed = [name for name in names if name in table.partly]
    typed = [Coded(table.partly[name].astype("int32"), [False, True]) for name in mixed]
    codes, rows = combined([*(table.texts[name] for name in names), *typed])
    native = {name: name in table.native for name in names}

    def come_to(row: tuple[Any, ...]) -> Value:
        cells, typed = row[: len(names)], native | dict(zip(mixed, row[len(names) :], strict=True))
        empty = [cell == "" for cell in cells]
        if all(empty) or (found.kind != "join" and any(empty)):
            return ""
        known = {name: cell for name, cell in zip(names, cells, strict=True) if not isinstance(cell, Failed)}
        try:
            return found.value(known, lambda name, cell: share(cell, Reading(table.source, typed[name])))
        except (ValueError, KeyError):  # a text between quotes in arithmetic has no column, nor what failed before
            return Failed(cut(" and ".join(f"{name} {str(cell)!r}" for name, cell in zip(names, cells, strict=True))))

    return Coded(codes, [come_to(cells) for cells in rows]).changed(lambda value: value)


def _meaning(names: Mapping[str, str], text: Value) -> Value:
    return text if isinstance(text, Failed) else names.get(written(text), "")


def _other(known: Collection[str], text: Value) -> bool:
    return text not in known and text != "" and not isinstance(text, Failed)


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
        if values := columns[table.stored(canonical)].values:
            other = after.where(partial(_other, values))
            table.unknown[canonical] = table.unknown.get(canonical, other) | other
        if canonical in source.default:
            table.filled[canonical] = before.where(lambda text: text == "")
            default = Coded.constant(source.default[canonical], len(table.records))
            after = after.masked(table.filled[canonical], default)
        table.written[canonical], table.texts[canonical] = before, after
