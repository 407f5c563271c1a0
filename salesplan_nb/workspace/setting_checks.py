"""What sources.yml says of a table: columns that the contract knows, settings that change something."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from salesplan_nb.contract import TABLES, TYPES
from salesplan_nb.errors import Problems
from salesplan_nb.files import Layout
from salesplan_nb.workspace.columns_read import read_by
from salesplan_nb.workspace.sources import FITTING, Source, Sources, TableSources
from salesplan_nb.workspace.validate import suggestion
from salesplan_nb.workspace.where import conditions
from salesplan_nb.workspace.yamlfile import Document, Location


@dataclass(frozen=True)
class SourceCheck:
    """A sources.yml under check: its valid part, where that is in the file, the data folder, the problems found."""

    sources: Sources
    rest: Document
    data: Path
    problems: Problems
    headers: dict[tuple[str, Layout], list[str] | None] = field(default_factory=dict)
    """Names by file and layout; None where the file was found wanting, which is told once."""

    def add(self, reference: str, location: Location, message: str, hint: str) -> None:
        """Keep a problem at the line of a location."""
        place = self.rest.place(*location)
        self.problems.add(reference, message=f"{place}: {message}", context=None, hint=hint)


def check_settings(check: SourceCheck, at: Location, table: str, source: Source) -> None:
    """Find columns and values that the contract has not, what is filled twice or never, and keys without effect."""
    known = list(TABLES[table].written)
    own: list[tuple[Location, str]] = [((*at, "columns", name), name) for name in source.columns]
    filled = own + [((*at, "derive", name), name) for name in source.derive]
    for i, join in enumerate(source.joins):
        filled += [((*at, "joins", i, "columns", name), name) for name in join.columns]
    set_up = [((*at, key, name), name) for key in ("map", "scale") for name in getattr(source, key)]
    defaults = [((*at, "default", name), name) for name in source.default]
    steps = _steps(source)
    for location, name in filled + set_up + defaults:
        if name not in known and (name not in steps or (location, name) in own):
            problem = f"{table} has no column {name!r} in the data contract"
            check.add("unknown-column", location, problem, suggestion(name, known, "remove it"))
    first: dict[str, Location] = {}
    for location, name in filled:
        if name in first:
            earlier = check.rest.place(*first[name]).rpartition(":")[2]
            problem = f"{table}.{name} is filled twice, first in line {earlier}"
            check.add("doubled-column", location, problem, "keep one of them")
        first.setdefault(name, location)
    for location, name in set_up:
        if name in known and name not in first:
            check.add("unused-setting", location, f"no column fills {name!r}", f"add {name} under columns")
    _kinds(check, at, table, source)
    _returns(check, at, table, source)
    _complete(check, at, table, source)


def _steps(source: Source) -> set[str]:
    """Names that are only a step on the way: another lookup, an expression or a rule reads them."""
    return {column for location, column, _ in read_by(source) if location[0] not in ("tidy", "replace")}


def _kinds(check: SourceCheck, at: Location, table: str, source: Source) -> None:
    """Find names under map that are numbers, and texts under scale."""
    written = TABLES[table].written
    for key, kinds in FITTING.items():
        for name in getattr(source, key):
            if name in written and written[name].kind not in kinds:
                problem = f"{key}: {table}.{name} is of kind {TYPES[written[name].kind]}"
                hint = (
                    f"{key} is for {' and '.join(dict.fromkeys(TYPES[kind] for kind in kinds))}; write replace: instead"
                )
                check.add("unused-setting", (*at, key, name), problem, hint)


def _returns(check: SourceCheck, at: Location, table: str, source: Source) -> None:
    if source.returns is None:
        return
    if table != "orders":
        problem = f"{table} has no returns: they are matched to orders"
        check.add("unused-setting", (*at, "returns"), problem, "write returns: under orders")
        return
    if "also" in at:
        problem = "returns are matched to the orders of all files"
        check.add("unused-setting", (*at, "returns"), problem, "write returns: beside also:, once for the table")
        return
    somewhere = source.filled_somewhere if isinstance(source, TableSources) else source.filled
    filled = somewhere.intersection(TABLES[table].written)
    for name in sorted({one.column for one in conditions(source.returns.where)} & filled - source.filled):
        # Among the rows of all sources it is the contract's, which those of this one lack, whatever their file has.
        problem = f"{name!r} is filled under also: alone, and no order here would be a return"
        hint = f"fill {name} here too, under columns: or default:, or ask for another column"
        check.add("unknown-column", (*at, "returns", "where"), problem, hint)
    for i, name in enumerate(source.returns.match):
        if name not in filled:
            problem = f"no column fills {name!r}, by which returns are matched"
            check.add("unknown-column", (*at, "returns", "match", i), problem, suggestion(name, filled, "add it"))


def _complete(check: SourceCheck, at: Location, table: str, source: Source) -> None:
    for names in _required(table):
        if not source.filled.intersection(names):
            hint = f"add {names[0]}: and the file's column, under columns"
            check.add("missing-column", (*at, "columns"), f"{table} needs {' or '.join(names)}", hint)


def _required(table: str) -> Iterator[tuple[str, ...]]:
    """Columns that a table needs; where there are several in one, any of them will do."""
    if one_of := TABLES[table].one_of:
        yield one_of
    yield from ((name.removesuffix("_cents"),) for name, column in TABLES[table].columns.items() if column.required)
