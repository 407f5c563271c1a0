"""What a run saw of its data, kept so that the next one can tell what changed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from salesplan_nb.contract import TABLES
from salesplan_nb.fiscal import MonthCalendar
from salesplan_nb.intake.coded import Mask
from salesplan_nb.intake.mapping import Mapped
from salesplan_nb.intake.result import COLUMNS, MONTHS
from salesplan_nb.workspace.sources import Source

SMALL = 24
"""Different texts up to which a column is a category, whose values are kept."""


@dataclass(frozen=True)
class Seen:
    """The columns of all tables, and the months of the orders."""

    columns: pd.DataFrame
    """Kinds as in `COLUMNS`: `filled` is the share of the rows with a value, `filled_latest` that of the last month;
    `members` the values of a category, as a JSON list, '' where it has too many or is no text."""
    months: pd.DataFrame
    """Kinds as in `MONTHS`."""


def seen(tables: Mapping[str, Mapped], as_of: str, calendar: MonthCalendar) -> Seen:
    """What this run sees, in rows that are kept.

    Parameters
    ----------
    tables : mapping of str to Mapped
        Ruled, and cut at as_of.
    as_of : str
        Last month in use.
    calendar : MonthCalendar
        The company's months.
    """
    each = [tables[name] for name in TABLES if name in tables]
    rows = [row for table in each for row in _columns(table, as_of, calendar)]
    return Seen(pd.DataFrame(rows, columns=list(COLUMNS)), _months(tables["orders"]))


def _columns(table: Mapped, as_of: str, calendar: MonthCalendar) -> Iterator[dict[str, object]]:
    kept, latest = table.kept, _latest(table, as_of, calendar)
    rows, mapped = int(kept.sum()), set[str]()
    for column, declared in TABLES[table.name].columns.items():
        if column not in table.typed:
            continue
        values = table.typed[column]
        there = values.where(lambda value: value is not None and value != "")
        found = [values.values[code] for code in np.unique(values.codes[kept & there])]
        found = sorted(set(found))
        category = declared.kind == "text" and len(found) <= SMALL
        written = column.removesuffix("_cents")
        origins = [_source(written, part.source) for part in table.parts]
        mapped.update(origins)
        yield {
            "table": table.name, "column": column, "source": next(filter(None, origins), ""),
            "kind": declared.kind + (", typed by the file" if written in table.native else ""),
            "rows": rows, "filled": _share(there, kept), "filled_latest": _share(there, latest), "distinct": len(found),
            "lowest": str(found[0]) if found else "", "highest": str(found[-1]) if found else "",
            "members": json.dumps(found, ensure_ascii=False) if category else "",
        }  # fmt: skip
    for name in table.records.table.column_names:
        if name not in mapped:  # a column that only a rule reads is one of the file's as before
            yield dict.fromkeys(COLUMNS, "") | {
                "table": table.name, "source": name, "rows": rows, "filled": np.nan, "filled_latest": np.nan,
                "distinct": 0,
            }  # fmt: skip


def _source(column: str, source: Source) -> str:
    """Where a column comes from: the column of a file, or the expression."""
    if column in source.columns:
        return source.columns[column][0]
    if column in source.derive:
        return source.derive[column]
    return next((join.columns[column] for join in source.joins if column in join.columns), "")


def _share(there: Mask, rows: Mask) -> float:
    """The share of some rows that have a value; not a number where there are no rows."""
    return round(float((there & rows).sum() / rows.sum()), 6) if rows.any() else float("nan")


def _latest(table: Mapped, as_of: str, calendar: MonthCalendar) -> Mask:
    """The kept rows of the last month; all of them in a table that knows no months."""

    def last(value: date | str | None) -> bool:
        return value is not None and (value if isinstance(value, str) else calendar.month_of(value)) == as_of

    column = "month" if "month" in table.typed else next((c for c in TABLES[table.name].when if c in table.typed), "")
    return table.kept & table.typed[column].where(last) if column else table.kept


def _months(orders: Mapped) -> pd.DataFrame:
    kept = np.flatnonzero(orders.kept)
    months = orders.typed["month"].take(kept)
    sums = pd.DataFrame({"code": months.codes, "amount_cents": orders.amounts[kept]})
    found = sums.groupby("code")["amount_cents"].agg(["size", "sum"]).reset_index()
    found["month"] = [months.values[code] for code in found["code"]]
    found = found.rename(columns={"size": "rows", "sum": "amount_cents"}).sort_values("month", ignore_index=True)
    return found[list(MONTHS)]
