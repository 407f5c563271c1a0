"""Data in: the files that sources.yml names become the canonical tables, every row accounted for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from salesplan_nb.contract import TABLES
from salesplan_nb.errors import PlanError, PlanErrors, Problems
from salesplan_nb.intake import tables as canonical
from salesplan_nb.intake.checks import findings
from salesplan_nb.intake.crosschecks import check_new_customers, cross_check
from salesplan_nb.intake.currencies import convert, known_rates, refuse_unrated
from salesplan_nb.intake.findings import old_export, same_files, settled
from salesplan_nb.intake.gates import gates
from salesplan_nb.intake.joining import joined, refuse_shared
from salesplan_nb.intake.mapping import Mapped, mapped
from salesplan_nb.intake.names_held import names_in
from salesplan_nb.intake.plan_crosschecks import check_locks, check_one_offs, check_scopes
from salesplan_nb.intake.quality import quality
from salesplan_nb.intake.records import source_files as files_of
from salesplan_nb.intake.restating import counted
from salesplan_nb.intake.result import Quality, QualityFacts
from salesplan_nb.intake.spelling import one_spelling
from salesplan_nb.intake.values import (
    check_keys,
    check_values,
    control_characters,
    count_changes,
    give_types,
    rule_out,
)
from salesplan_nb.number_formats import used
from salesplan_nb.workspace import Workspace

HOUSE = "house account"


@dataclass(frozen=True)
class Intake:
    """What was taken in."""

    quality: Quality
    tables: dict[str, pa.Table]
    """Canonical tables with the columns that the data has."""
    inputs: list[dict[str, Any]]
    """For the manifest: table, rows, sha256 of its file."""
    names: dict[str, set[str]]
    """Names of people and accounts, as the files write them."""

    def write(self, folder: Path) -> None:
        """Write the tables as Parquet, rows in the order of all their columns: the files' row order does not matter."""
        folder.mkdir(parents=True)
        for name, table in self.tables.items():
            ordered = table.sort_by([(column, "ascending") for column in table.column_names])
            pq.write_table(ordered, folder / f"{name}.parquet", compression="zstd")


def source_files(workspace: Workspace) -> list[Path]:
    """Every file that sources.yml names, once each."""
    named: dict[Path, None] = {}
    for source in (source for table in workspace.sources.tables.values() for source in table.every):
        names = [*source.file, *(join.file for join in source.joins)]
        named |= dict.fromkeys(files_of(names, workspace.data))
    return list(named)


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
        Of kind "data" or "gate", all tables' problems in one go.
    """
    with used(workspace.plan.locale):  # what the checks find is shown on the page
        return _taken(workspace, as_of)


def _taken(workspace: Workspace, as_of: str | None) -> Intake:
    calendar = workspace.plan.year.calendar
    tables = _mapped(workspace)
    orders = tables["orders"]
    asked = as_of or workspace.sources.as_of
    # Months without an export must not count as months without orders.
    old = asked is not None and asked > canonical.newest_month(orders)
    last = canonical.complete_month(orders, calendar) if asked is None or old else asked
    for table in tables.values():
        canonical.cut(table, last, calendar)
        count_changes(table)
    canonical.drop_orphans(tables)
    if not orders.kept.any():
        raise canonical.no_orders(f"{orders.label}: no order up to {last} is left", ", and at as_of")
    frames = {
        name: canonical.arrow(name, {c: v.take(np.flatnonzero(table.kept)) for c, v in table.typed.items()})
        for name, table in tables.items()
    }
    orders_ = counted(
        tables, canonical.complete_orders(tables), workspace.sources, house=_house(workspace), as_of=last,
        calendar=calendar,
    )  # fmt: skip
    frames["orders"] = orders_.orders
    facts = QualityFacts(
        as_of=last,
        currency=workspace.plan.currency,
        records=workspace.sources.records,
        assumed=len(workspace.sources.assumed) + len(workspace.plan.assumed),
        segment_dimension=_segment_dimension(workspace, frames),
    )
    cross_check(workspace, tables, last)
    check_new_customers(workspace, orders_.orders, last)
    check_scopes(workspace, orders_.orders, last)
    check_locks(workspace, orders_.orders, last)
    check_one_offs(workspace, orders_.orders, last)
    inputs = list(_inputs(workspace, tables))
    found = [*same_files(inputs), *findings(tables, frames, last, calendar), *orders_.findings]
    found += control_characters(tables)
    if asked is not None and old:
        found.insert(0, old_export(asked, last))
    made = quality(tables, orders_, settled(found, workspace.sources.accepted), facts, calendar)
    gates(made)
    return Intake(
        made, frames, [{key: one[key] for key in ("table", "rows", "sha256")} for one in inputs], names_in(tables)
    )


def _mapped(workspace: Workspace) -> dict[str, Mapped]:
    """All tables, named, typed and ruled; what is wrong in any of them is told in one go."""
    problems, sources, currency = Problems(), workspace.sources, workspace.plan.currency
    parts: dict[str, list[Mapped]] = {name: [] for name in TABLES if name in sources.tables}
    for name, each in parts.items():
        for source in sources.tables[name].every:
            with _Kept(problems):
                each.append(mapped(name, source, workspace.data))
    problems.raise_all()
    one_spelling([part for each in parts.values() for part in each], sources)
    zone = ZoneInfo(sources.time_zone) if sources.time_zone else None
    calendar = workspace.plan.year.calendar
    for each in parts.values():
        for part in each:
            give_types(part, zone, calendar)
    tables = dict[str, Mapped]()
    if "rates" in parts:  # the others' amounts are worth what these say
        tables["rates"] = _ruled(parts["rates"], problems)
        problems.raise_all()
    known = known_rates(tables.get("rates"), currency)
    others = {name: each for name, each in parts.items() if name != "rates"}
    unrated = {name: [convert(part, known, calendar) for part in each] for name, each in others.items()}
    for name, each in others.items():
        for part in each:
            canonical.add_months(part, calendar)
        tables[name] = _ruled(each, problems)
        for part, rows in zip(each, unrated[name], strict=True):
            refuse_unrated(part, rows, currency, problems)
    problems.raise_all()
    return {name: tables[name] for name in parts}


def _ruled(parts: Sequence[Mapped], problems: Problems) -> Mapped:
    """One table of its sources, after their rules; what is wrong in it is added."""
    with _Kept(problems):
        for part in parts:
            rule_out(part, problems)
            check_values(part, problems)
        table = joined(parts)
        refuse_shared(table, problems)
        check_keys(table, problems)
        canonical.refuse_too_much(table, problems)
        return table
    return joined(parts)


class _Kept:
    """Keep what is raised as problems."""

    def __init__(self, problems: Problems) -> None:
        self.problems = problems

    def __enter__(self) -> None:
        return None

    def __exit__(self, _type: object, error: BaseException | None, _trace: object) -> bool:
        if isinstance(error, PlanErrors):
            self.problems.errors += error.errors
        elif isinstance(error, PlanError):
            self.problems.errors.append(error)
        else:
            return False
        return True


def _house(workspace: Workspace) -> str:
    """What the plan calls the house account."""
    breakdown = workspace.plan.breakdown
    return HOUSE if breakdown is None or breakdown.rep is None else breakdown.rep.remainder


def _segment_dimension(workspace: Workspace, frames: Mapping[str, pa.Table]) -> str:
    customers = frames.get("customers")
    if customers is None or "customer_id" not in frames["orders"].column_names:
        return ""
    if workspace.plan.segments:
        return "segment"
    known = "industry" in customers.column_names and customers["industry"].null_count < len(customers)
    return "industry" if known else ""


def _inputs(workspace: Workspace, tables: Mapping[str, Mapped]) -> Iterator[dict[str, Any]]:
    """Every file that was read: those of each table, and those that it looks columns up in."""
    import hashlib

    for name, table in tables.items():
        counts = np.bincount(table.records.file, minlength=len(table.records.files)).tolist()
        for file, rows in [*zip(table.records.files, counts, strict=True), *table.lookups.items()]:
            digest = hashlib.sha256((workspace.data / file).read_bytes()).hexdigest()
            yield {"table": name, "rows": rows, "sha256": digest, "file": file}
