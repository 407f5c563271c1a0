"""The sources of one table, each read in its own way, become one table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from salesplan_nb.errors import Problems, counted
from salesplan_nb.intake.coded import Coded, Mask
from salesplan_nb.intake.mapping import Mapped, Part
from salesplan_nb.intake.records import SHOWN, joined_records

Rows = npt.NDArray[np.int64]


def joined(parts: Sequence[Mapped]) -> Mapped:
    """One table of its sources, typed and ruled each by itself: rows in their order, columns by name.

    Parameters
    ----------
    parts : sequence of Mapped
        Sources of one table. What a source does not fill is missing in its rows; a column of a file counts by its name
        only where no source fills the contract's column of that name.

    Returns
    -------
    Mapped
        What rules have taken stays taken. What only messages about single cells need stays with the parts.
    """
    if len(parts) == 1:
        return parts[0]
    table = Mapped(parts[0].name, (), joined_records([part.records for part in parts]))
    sizes = [len(part.records) for part in parts]
    ends = np.cumsum(sizes)
    ordinals = np.arange(len(table.records))
    spans = [(ordinals >= end - size) & (ordinals < end) for end, size in zip(ends, sizes, strict=True)]
    table.parts = tuple(Part(part.source, rows) for part, rows in zip(parts, spans, strict=True))
    ours = set(table.names)
    for name in _each(part.texts for part in parts):
        there = [part if name in part.texts and (name not in ours or name in part.names) else None for part in parts]
        texts = [None if part is None else part.texts[name] for part in there]
        table.texts[name] = _stacked(texts, sizes, "")
        typed = np.concatenate([_typed(part, name, size) for part, size in zip(there, sizes, strict=True)])
        if typed.all():
            table.native |= {name}
        elif typed.any():
            table.partly[name] = typed
    for name in _each(part.typed for part in parts):
        table.typed[name] = _stacked([part.typed.get(name) for part in parts], sizes, None)
    if any(part.unrated is not None for part in parts):
        table.unrated = _stacked([part.unrated for part in parts], sizes, None)
    table.rules = _each(part.rules for part in parts)
    table.rule = np.concatenate([_places(part, table.rules)[part.rule] for part in parts]).astype("int16")
    for i, part in enumerate(parts):
        table.lookups |= part.lookups
        for rule, column, *values in part.changes:
            before, after = (_stacked([v if i == j else None for j in range(len(parts))], sizes, "") for v in values)
            table.changes.append((rule, column, before, after))
    return table


def refuse_shared(table: Mapped, problems: Problems) -> None:
    """Add rows of a file that two sources of the table both use: what they hold would count twice."""
    used: dict[tuple[str, str], Rows] = {}
    for part in table.parts:
        # A source that names no sheet reads the only one: the sheet that was read counts, not the one that is written.
        for number, key in enumerate(zip(table.records.files, table.records.sheets, strict=True)):
            rows = np.flatnonzero(part.rows & table.kept & (table.records.file == number))
            lines, label = table.records.row[rows], table.records.labels[number]
            twice = rows[np.isin(lines, used.get(key, lines[:0]))]
            used[key] = np.concatenate([used.get(key, lines[:0]), lines])
            if len(twice):
                problems.add(
                    "row-used-twice",
                    message=f"{label}: {counted(len(twice), 'row is', 'rows are')} used by two sources of {table.name}",
                    context=[table.records.place(row) for row in twice[:SHOWN].tolist()],
                    hint="name the file in one of them only, or let each keep its own rows by a rule, such as "
                    "{rule: no invoices, keep: \"Type = 'Credit'\"}; where a row has two amounts, "
                    "unpivot: {columns: [Net, Freight], name: ..., value: ...} makes a row of each",
                    note="what they hold would count twice",
                    kind="data",
                )


def _each(several: Iterable[Iterable[str]]) -> list[str]:
    return list(dict.fromkeys(name for names in several for name in names))


def _typed(part: Mapped | None, name: str, rows: int) -> Mask:
    """The rows of a source whose cells its files type; of none where it has no such column."""
    if part is None or name not in part.partly:
        return np.full(rows, part is not None and name in part.native)
    return part.partly[name]


def _places(part: Mapped, rules: Sequence[str]) -> npt.NDArray[np.int16]:
    """What a source's rules are numbered in the whole table, by their number in the source; 0 stays 0."""
    return np.array([0, *(rules.index(rule) + 1 for rule in part.rules)], dtype="int16")


def _stacked(columns: Sequence[Coded | None], sizes: Sequence[int], missing: object) -> Coded:
    """Columns of several sources one below the other, `missing` in all rows of those that lack it."""
    there = [
        Coded.constant(missing, size) if column is None else column for column, size in zip(columns, sizes, strict=True)
    ]
    offsets = np.cumsum([0, *(len(column.values) for column in there)])[:-1]
    codes = np.concatenate([column.codes + offset for column, offset in zip(there, offsets, strict=True)])
    return Coded(codes.astype("int32"), [value for column in there for value in column.values]).changed(
        lambda value: value
    )
