"""Data in: the files that sources.yml names become the canonical tables, every row accounted for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from salesplan_nb.contract import TABLES
from salesplan_nb.errors import PlanError, PlanErrors, Problems
from salesplan_nb.intake import tables as canonical
from salesplan_nb.intake.mapping import Mapped, mapped
from salesplan_nb.intake.quality import quality
from salesplan_nb.intake.reading import ROW
from salesplan_nb.intake.result import Quality, QualityFacts
from salesplan_nb.workspace import Workspace

ARROW = {
    "text": pa.string(), "month": pa.string(), "date": pa.date32(), "cents": pa.int64(), "count": pa.int64(),
    "number": pa.float64(),
}  # fmt: skip


@dataclass(frozen=True)
class Intake:
    """What was taken in."""

    quality: Quality
    tables: dict[str, pd.DataFrame]
    """Canonical tables with the columns that the data has; empty ones are left out."""
    inputs: list[dict[str, Any]]
    """For the manifest: table, rows, sha256 of its file."""

    def write(self, folder: Path) -> None:
        """Write the tables as Parquet, rows in the order of all their columns: the files' row order does not matter."""
        folder.mkdir(parents=True)
        for name, frame in self.tables.items():
            kinds = {column: TABLES[name].columns[column].kind for column in map(str, frame)}
            arrow = pa.table({c: pa.array(_plain(frame[c]), ARROW[kind]) for c, kind in kinds.items()})
            ordered = arrow.sort_by([(column, "ascending") for column in arrow.column_names])
            pq.write_table(ordered, folder / f"{name}.parquet", compression="zstd")


def source_files(workspace: Workspace) -> list[Path]:
    """Every file that sources.yml names, once each."""
    named = {}
    for source in workspace.sources.tables.values():
        for file in (source.file, *(join.file for join in source.joins)):
            named[file] = workspace.data / file
    return list(named.values())


def read(workspace: Workspace, *, as_of: str | None = None) -> Intake:
    """Take the workspace's files in.

    Parameters
    ----------
    workspace : Workspace
        Its sources.yml names the files.
    as_of : str, optional
        Last month to use, '2026-10'; before sources.yml's, before the last complete month of the orders.

    Raises
    ------
    PlanErrors
        Of kind "data", all tables' problems in one go.
    """
    tables = _mapped(workspace)
    orders = tables["orders"]
    last = as_of or workspace.sources.as_of or canonical.complete_month(orders)
    newest = str(orders.kept["month"].dropna().max())
    if last > newest:
        raise PlanError(
            "as-of-beyond-data",
            message=f"as_of {last}: the orders end in {newest}",
            context=None,
            hint=f"write {newest} or an earlier month, or export the newer orders",
            note="months without an export would count as months without orders",
            kind="data",
        )
    for table in tables.values():
        canonical.cut(table, last)
    canonical.drop_orphans(tables)
    if orders.kept.empty:
        raise PlanError(
            "no-orders",
            message=f"{orders.source.file}: no order up to {last} is left",
            context=None,
            hint="look at rules: under orders in sources.yml, and at as_of",
            kind="data",
        )
    frames = {name: table.kept.drop(columns=ROW) for name, table in tables.items()}
    frames["orders"] = canonical.complete_orders(tables)
    facts = QualityFacts(
        as_of=last,
        currency=workspace.plan.currency,
        records=workspace.sources.records,
        segment_dimension=_segment_dimension(workspace, frames),
    )
    return Intake(quality(tables, facts), frames, list(_inputs(workspace, tables)))


def _mapped(workspace: Workspace) -> dict[str, Mapped]:
    problems, tables = Problems(), {}
    for name in TABLES:
        if name not in workspace.sources.tables:
            continue
        try:
            tables[name] = mapped(name, workspace.sources.tables[name], workspace.data)
            canonical.add_months(tables[name])
        except PlanErrors as found:
            problems.errors += found.errors
        except PlanError as found:
            problems.errors.append(found)
    problems.raise_all()
    return tables


def _segment_dimension(workspace: Workspace, frames: dict[str, pd.DataFrame]) -> str:
    customers = frames.get("customers")
    if customers is None or "customer_id" not in frames["orders"]:
        return ""
    if workspace.plan.segments:
        return "segment"
    return "industry" if "industry" in customers and customers["industry"].notna().any() else ""


def _inputs(workspace: Workspace, tables: dict[str, Mapped]) -> Iterator[dict[str, Any]]:
    """Every file that was read: that of each table, and those that it looks columns up in."""
    import hashlib

    for name, table in tables.items():
        for file, rows in {table.source.file: len(table.cells), **table.lookups}.items():
            digest = hashlib.sha256((workspace.data / file).read_bytes()).hexdigest()
            yield {"table": name, "rows": rows, "sha256": digest}


def _plain(values: pd.Series) -> list[Any]:
    return [None if value is None or value != value else value for value in values.tolist()]
