"""Rows of money that sum others, refused until a rule sets them aside: what they sum would count twice."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from salesplan_nb.contract import TABLES
from salesplan_nb.errors import Problems
from salesplan_nb.files.totals import LAST_ROWS, may_be_total, totals_among
from salesplan_nb.intake.coded import Coded, Mask
from salesplan_nb.intake.mapping import Mapped
from salesplan_nb.intake.refused import add_rows
from salesplan_nb.intake.sums import sums_of_others

FILLED = 0.95
"""Share of the other rows that must fill a cell for its being empty to tell a sum."""
MOST_ROWS = 50_000
"""Rows beyond which a table is one of orders, not of a few lines by month."""
MOST_LINES = 400
"""Lines of a table by month: each is compared with all runs of others."""
MOST_LETTERED = 2_000
"""Different cells beyond which a column that the plan does not use is no name of lines; totals may stand at its end."""


def check_totals(table: Mapped, problems: Problems) -> None:
    """Add rows of money that sum others: their name says so, or month after month they come to what stands beside them.

    A name that begins or ends with a word of totals, such as Total Wine, is a sum where one of the other names is the
    rest of it, or arithmetic shows it. Columns that the plan does not use are read too, as there the names of totals
    may stand: they count where the row also leaves all empty that the others fill, or arithmetic shows it.
    """
    if not TABLES[table.name].money or not table.kept.any():
        return
    ours = {name: table.texts[name] for name in table.names if _kind(table, name) == "text"}
    others, ends = _unused(table)
    searched = ours | others | ends
    named = {name: _named(column, totals_among) for name, column in searched.items()}
    maybe = {name: _named(column, _maybe) for name, column in searched.items()}
    found = {name: rows & table.kept for name, rows in named.items() if name in ours}
    for name in searched:
        bare = _leaves_out(table, name, maybe[name] | named[name])
        found[name] = found.get(name, np.zeros(len(bare), dtype="bool")) | bare
    words = np.logical_or.reduce([*named.values(), *maybe.values(), np.zeros(len(table.records), dtype="bool")])
    sums = _summed(table, ours | others, words) & ~np.logical_or.reduce([*found.values(), ~table.kept])
    if sums.any():
        every = np.logical_or.reduce([*found.values(), sums])
        name = next((name for name, column in (ours | others).items() if _tells(column, sums, ~every & table.kept)), "")
        found[name] = found.get(name, np.zeros(len(sums), dtype="bool")) | sums
    for name, rows in found.items():
        column = searched.get(name, Coded.constant("", len(rows)))
        add_rows(
            table, "rows-of-totals", np.flatnonzero(rows), name, column, "rows are totals of others",
            _hint(table, name, column, rows), problems, note="what they sum would count twice",
        )  # fmt: skip


def _kind(table: Mapped, name: str) -> str:
    return TABLES[table.name].columns[table.stored(name)].kind


def _unused(table: Mapped) -> tuple[dict[str, Coded], dict[str, Coded]]:
    """Columns of the files that the plan does not use: those that hold words, and the ends of those with too many."""
    source = table.source
    used = {names[0] for names in source.columns.values()} | set(table.names)
    if source.unpivot is not None:
        used |= {source.unpivot.name, source.unpivot.value}
    found, ends = dict[str, Coded](), dict[str, Coded]()
    for name in table.records.table.column_names:
        if name not in used:
            column = table.records.column(name).changed(str.strip)
            if len(column.values) > MOST_LETTERED:
                ends[name] = _only(column, _last_rows(table))
            elif 2 * sum(any(letter.isalpha() for letter in cell) for cell in column.values) >= len(column.values):
                found[name] = column
    return found, ends


def _only(column: Coded, rows: Mask) -> Coded:
    """A column of which only some rows are filled, with their values alone: the others are what takes time."""
    values, codes = np.unique(column.codes[rows], return_inverse=True)
    placed = np.zeros(len(rows), dtype="int32")
    placed[rows] = codes + 1
    return Coded(placed, ["", *(column.values[value] for value in values.tolist())]).changed(lambda value: value)


def _last_rows(table: Mapped) -> Mask:
    """The last rows of each file."""
    records = table.records
    last: Mask = np.zeros(len(records), dtype="bool")
    for file in range(len(records.files)):
        here = records.file == file
        last |= here & (records.row > records.row[here].max(initial=0) - LAST_ROWS)
    return last


def _named(column: Coded, which: Callable[[list[str]], set[str]]) -> Mask:
    names = which([str(text) for text in column.values])
    return column.where(lambda text: str(text) in names)


def _maybe(cells: list[str]) -> set[str]:
    return {cell for cell in cells if may_be_total(cell)}


def _leaves_out(table: Mapped, name: str, rows: Mask) -> Mask:
    """Of some rows, those that leave empty all that the others fill beside their name, month and money."""
    rows = rows & table.kept
    others = table.kept & ~rows
    skipped = {name, TABLES[table.name].money.removesuffix("_cents"), *TABLES[table.name].when, "order_date"}
    empties = [table.texts[other].where(lambda text: text == "") for other in table.names if other not in skipped]
    filled = [empty for empty in empties if others.any() and empty[others].mean() <= 1 - FILLED]
    if not filled or not rows.any():
        return np.zeros(len(rows), dtype="bool")
    bare: Mask = rows & np.logical_and.reduce(filled)
    return bare


def _summed(table: Mapped, columns: Mapping[str, Coded], named: Mask) -> Mask:
    """Rows of lines that are the sums of others in each month, of a table that has a row for each line and month."""
    rows = np.flatnonzero(table.kept)
    nothing = np.zeros(len(table.kept), dtype="bool")
    periods = next(
        (table.typed[name] for name in (*TABLES[table.name].when, "order_date") if name in table.typed), None
    )
    if periods is None or len(rows) > MOST_ROWS:
        return nothing
    own = [column.codes for column in columns.values()] or [np.zeros(len(nothing), dtype="int32")]
    if table.source.unpivot is not None:
        own = [table.records.file, table.records.row.astype("int32")]
    line = np.unique(np.stack(own), axis=1, return_inverse=True)[1].ravel()
    # Lines in the order in which they come; months in any.
    firsts, lines = np.unique(line[rows], return_index=True, return_inverse=True)[1:]
    place = np.argsort(np.argsort(firsts))[lines]
    months = np.unique(periods.codes[rows], return_inverse=True)[1]
    shape = (len(firsts), int(months.max()) + 1)
    there = np.zeros(shape, dtype="int64")
    np.add.at(there, (place, months), 1)
    if shape[0] > MOST_LINES or shape[0] < 3 or there.max() > 1:
        return nothing
    amounts = np.zeros(shape, dtype="int64")
    amounts[place, months] = table.amounts[rows]
    words = np.zeros(shape[0], dtype="bool")
    np.logical_or.at(words, place, named[rows])
    nothing[rows] = sums_of_others(amounts, there > 0, words)[place]
    return nothing


def _tells(column: Coded, rows: Mask, others: Mask) -> bool:
    """Whether a column has values in some rows that it has in no others."""
    return not set(np.unique(column.codes[rows]).tolist()) & set(np.unique(column.codes[others]).tolist())


def _hint(table: Mapped, name: str, column: Coded, rows: Mask) -> str:
    """The rule that sets rows aside."""
    texts = [str(column.values[code]) for code in dict.fromkeys(column.codes[rows].tolist())]
    quoted = name if name in table.names else f'\\"{name}\\"'
    if name == "" or '"' in name:
        return "no rule can name them: leave them out by range:, or take them out of the file"
    if texts == [""]:
        return f"set them aside by a rule: {{rule: totals, missing: {name}}}"
    asked = ", ".join("'" + text.replace("'", "''") + "'" for text in texts)
    rule = f'{{rule: totals in {name}, where: "{quoted} in ({asked})"}}'
    return f"set them aside by a rule: {rule}; write a real name otherwise under replace:"
