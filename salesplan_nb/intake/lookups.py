"""Columns looked up in another file: many rows here to one there, so that nothing is counted twice."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from salesplan_nb.contract import UNASSIGNED
from salesplan_nb.errors import PlanError, cut
from salesplan_nb.intake.coded import Change, Coded, Codes, Mask, combined, translating
from salesplan_nb.intake.records import SHOWN, Records, looked_up
from salesplan_nb.workspace.source_layouts import Join
from salesplan_nb.workspace.sources import Source

ONE_ROW = "leave one row for each key"
DATED = (
    "; who serves a customer, or in which region it lies, from a day on is no join but the table assignments: "
    "customer_id, rep_id, region, starts"
)


@dataclass(frozen=True)
class Lookup:
    """What one join brings."""

    file: str
    rows: int
    """Rows of the file."""
    columns: dict[str, Coded]
    native: frozenset[str]
    """Columns that its file types."""
    changes: list[Change]
    """Its values that were corrected, and the rows here that it does not know."""


def lookup(join: Join, here: dict[str, Coded], records: Records, source: Source, folder: Path) -> Lookup:
    """Columns of a joined file, a value for each row here; '' where it is not found.

    Parameters
    ----------
    join : Join
        Of sources.yml.
    here : dict of str to Coded
        Columns of the table so far, trimmed.
    records : Records
        The table's rows, to name them.
    source : Source
        Its `replace` holds for the joined file too, and its `tidy` for the keys; what the join does not say of its
        format is as here.
    folder : Path
        Of the data files.

    Raises
    ------
    PlanError
        Of kind "data" where a key is there twice, or here where the join is one-to-one.
    """
    there = looked_up(join, source, folder)
    raw = {name: there.column(name) for name in {*join.on.values(), *join.columns.values()}}
    trimmed = {name: text.changed(str.strip) for name, text in raw.items()}
    columns = {name: text.changed(translating(source.replace.get(name, {}))) for name, text in trimmed.items()}
    codes, keys = combined([columns[theirs].tidied(source.tidy.get(ours, [])) for ours, theirs in join.on.items()])
    whole = np.array([all(key) for key in keys], dtype="bool")[codes]
    _refuse_doubled(there, codes, keys, whole, f"rows of {source.label} are looked up by", _way_out(join))
    place = {keys[code]: row for row, code in enumerate(codes.tolist()) if whole[row]}
    mine, wanted = combined([here[name] for name in join.on])
    if join.cardinality == "one-to-one":
        full = np.array([all(key) for key in wanted], dtype="bool")[mine]
        _refuse_doubled(records, mine, wanted, full, f"is looked up in {join.file} one to one", ONE_ROW)
    found = np.array([place.get(key, -1) for key in wanted], dtype="int64")[mine]
    first = next(iter(join.on))
    absent = (found < 0) & here[first].where(bool)
    missed = here[first].masked(absent, Coded.constant(UNASSIGNED, len(mine)))
    brought = {ours: _at(columns[theirs], found) for ours, theirs in join.columns.items()}
    changes: list[Change] = []
    for ours, theirs in join.columns.items():
        as_sent, plain = _at(raw[theirs], found), _at(trimmed[theirs], found)
        changes += [("trimmed", theirs, as_sent, plain), ("replaced", theirs, plain, brought[ours])]
    changes.append((f"not in {join.file}", first, here[first], missed))
    native = frozenset(ours for ours, theirs in join.columns.items() if theirs in there.native)
    return Lookup(join.file, len(there), brought, native, changes)


def _at(column: Coded, rows: npt.NDArray[np.int64]) -> Coded:
    """The column's values at some rows, '' where a row is -1."""
    blank = Coded.constant("", len(rows))
    return blank.masked(rows >= 0, column.take(np.maximum(rows, 0)))


def _way_out(join: Join) -> str:
    return ONE_ROW + (DATED if {"rep_id", "region"} & set(join.columns) else "")


def _refuse_doubled(
    rows: Records, codes: Codes, keys: list[tuple[str, ...]], whole: Mask, what: str, hint: str
) -> None:
    often = np.bincount(codes[whole], minlength=len(keys))
    doubled = np.flatnonzero((often > 1)[codes] & whole)
    if len(doubled):
        raise PlanError(
            "doubled-key",
            message=f"{', '.join(rows.files)}: {len(doubled)} rows share a key that {what}",
            context=[f"{rows.place(row)}: {cut(', '.join(keys[codes[row]]))}" for row in doubled[:SHOWN].tolist()],
            hint=hint,
            note="each order would count once for each of them",
            kind="data",
        )
