"""What changed in the data since the last run: columns, values of categories, rows, and months that were closed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from salesplan_nb.contract import TABLES
from salesplan_nb.errors import counted
from salesplan_nb.intake.checks.evidence import first, money
from salesplan_nb.intake.checks.seen import Seen
from salesplan_nb.intake.findings import Finding, Weight
from salesplan_nb.number_formats import decimal_text, share_text

FILLED = 0.5
"""A column that was filled is emptied where less than this part of what was filled is left."""
OFTEN = 0.1
"""Share of rows with a value below which a column comes and goes by chance."""
FEWER = 0.9
"""Part of the last run's rows below which an export was cut off, or another one taken."""
RESTATED = 0.005
"""Share of their money by which closed months may change: late credit notes."""


def drift(now: Seen, before: Seen) -> list[Finding]:
    """Findings about what changed.

    Parameters
    ----------
    now, before : Seen
        By this run, and by the last one that was published.

    Notes
    -----
    A month more is no change. Where this run ends before the last one did (an earlier as_of), rows are not counted
    against it, and only months that both have are compared.
    """
    backwards = str(now.months["month"].max()) < str(before.months["month"].max())
    return [
        *_columns(now.columns, before.columns),
        *([] if backwards else _rows(now.columns, before.columns)),
        *_history(now.months, before.months, backwards=backwards),
    ]


def _columns(now: pd.DataFrame, before: pd.DataFrame) -> Iterator[Finding]:
    for table in TABLES:
        ours, theirs = now[now["table"] == table], before[before["table"] == table]
        if theirs.empty:
            continue
        if ours.empty:
            yield _finding(
                "table-lost", "must", table, "", int(theirs["rows"].max()),
                "was there in the last run and is not mapped any more",
                f"map it again, or go without {TABLES[table].switches_off}",
            )  # fmt: skip
            continue
        yield from _names(table, ours, theirs)
        both = ours[ours["column"] != ""].merge(theirs, on="column", suffixes=("", "_before"))
        for row in both.to_dict("records"):
            yield from _column(table, {str(key): value for key, value in row.items()})


def _names(table: str, ours: pd.DataFrame, theirs: pd.DataFrame) -> Iterator[Finding]:
    """Columns that came or went: those of the contract, and those of the files."""
    rows = int(ours["rows"].max())
    lost = sorted(set(theirs["column"]) - set(ours["column"]) - {""})
    if lost:
        yield _finding(
            "column-lost", "note", table, lost[0].removesuffix("_cents"), rows,
            f"no longer mapped since the last run: {first([name.removesuffix('_cents') for name in lost])}",
            "map it again, if the plan is to use it",
        )  # fmt: skip
    old, new = set(theirs["source"]), set(ours["source"])
    gone, come = sorted(old - new - set(theirs.loc[theirs["column"] != "", "source"])), sorted(new - old)
    come = [name for name in come if name in set(ours.loc[ours["column"] == "", "source"])]
    if gone or come:
        what = [f"no longer {first([repr(name) for name in gone])}"] if gone else []
        what += [f"new: {first([repr(name) for name in come])}"] if come else []
        yield _finding(
            "file-columns", "note", table, "", rows,
            f"the file's columns changed since the last run, {'; '.join(what)}",
            "look whether the export is the same one, and whether to map what is new",
        )  # fmt: skip


def _column(table: str, row: dict[str, Any]) -> Iterator[Finding]:
    column, rows = str(row["column"]).removesuffix("_cents"), int(row["rows"])
    latest, was = row["filled_latest"], row["filled_latest_before"]
    if was >= OFTEN and latest < FILLED * was:
        yield _finding(
            "column-emptied", "must", table, column, rows,
            f"{column} has a value in {share_text(latest)} of the last month's rows, "
            f"in the last run in {share_text(was)}",
            "look whether the export still fills it",
        )  # fmt: skip
    if row["kind"] != row["kind_before"]:
        yield _finding(
            "kind-changed", "note", table, column, rows,
            f"{column} was {row['kind_before']} in the last run and is {row['kind']} now",
            "look whether dates and numbers are still read as they are meant",
        )  # fmt: skip
    if not row["members_before"]:
        return
    old = set(json.loads(row["members_before"]))
    new = set(json.loads(row["members"])) if row["members"] else None
    if new is None:
        text = f"{column} has {decimal_text(int(row['distinct']))} different values, "
        text += f"in the last run {decimal_text(len(old))}"
    elif come := sorted(new - old):
        gone = sorted(old - new)
        less = f"; without {first([repr(name) for name in gone])}, which it had" if gone else ""
        text = f"{column} has {counted(len(come), 'value')} that the last run did not know, "
        text += f"{first([repr(name) for name in come])}{less}"
    else:
        return
    hint = f"if it is another spelling of a known one, write synonyms: {{{column}: {{known: [new]}}}} in sources.yml"
    yield _finding("values-new", "note", table, column, rows, text, hint)


def _rows(now: pd.DataFrame, before: pd.DataFrame) -> Iterator[Finding]:
    """Tables with fewer rows than they had: history does not shrink."""
    ours, theirs = now.groupby("table")["rows"].max(), before.groupby("table")["rows"].max()
    for table in TABLES:
        if table not in ours.index or table not in theirs.index or ours[table] >= theirs[table]:
            continue
        weight: Weight = "must" if ours[table] < FEWER * theirs[table] else "note"
        yield _finding(
            "fewer-rows", weight, table, "", int(ours[table]),
            f"{counted(int(ours[table]), 'row is', 'rows are')} in use, "
            f"in the last run {decimal_text(int(theirs[table]))}",
            "look whether the export was cut off, or covers less than before; a new rule in sources.yml takes rows too",
        )  # fmt: skip


def _history(now: pd.DataFrame, before: pd.DataFrame, *, backwards: bool) -> Iterator[Finding]:
    """Months of the last run whose total is another one now."""
    both = before.merge(now, on="month", how="inner" if backwards else "left", suffixes=("_before", ""))
    both = both.sort_values("month", ignore_index=True)
    for column in ("rows", "amount_cents"):
        both[column] = both[column].fillna(0).astype("int64")
    both["change"] = both["amount_cents"] - both["amount_cents_before"]
    changed = both[both["change"] != 0]
    if changed.empty:
        return
    moved, whole = int(changed["change"].abs().sum()), int(both["amount_cents_before"].abs().sum())
    order = np.argsort(-changed["change"].abs().to_numpy(), kind="stable")
    shown = [
        f"{month} {money(abs(change))} {'more' if change > 0 else 'less'}"
        for month, change in zip(changed["month"].iloc[order], changed["change"].iloc[order], strict=True)
    ]
    yield Finding(
        check="history-changed", weight="must" if moved > RESTATED * whole else "note", table="orders", column="amount",
        rows=int(changed["rows"].sum()), amount_cents=int(changed["change"].sum()),
        text=f"{counted(len(changed), 'month')} of the {len(both)} that the last run knew "
        f"{'has' if len(changed) == 1 else 'have'} another total now, "
        f"{money(abs(int(changed['change'].sum())))} {'more' if changed['change'].sum() > 0 else 'less'} together: "
        f"{first(shown)}",
        hint="ask who changed closed months, or which rule of sources.yml did; what was reported no longer holds",
    )  # fmt: skip


def _finding(check: str, weight: Weight, table: str, column: str, rows: int, text: str, hint: str) -> Finding:
    return Finding(check, weight, table, column, rows, 0, text, hint)
