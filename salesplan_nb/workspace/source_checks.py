"""Cross-checks of sources.yml: tables and columns that the contract knows, files and columns that are there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path, PurePosixPath

from salesplan_nb.contract import TABLES
from salesplan_nb.errors import PlanError, PlanErrors, Problems
from salesplan_nb.files import Layout, listed
from salesplan_nb.files import column_names as names_of
from salesplan_nb.workspace.expressions import expression
from salesplan_nb.workspace.sources import FILE, Source, Sources, run_of
from salesplan_nb.workspace.validate import nearest, suggestion
from salesplan_nb.workspace.yamlfile import Document, Location, is_folder

MOST = 200
"""Characters of a folder's name that a message shows."""
MAX_LISTED = 2_000
"""Files of the data folder that a misspelt name is compared with."""


def column_names(table: str) -> list[str]:
    """The columns of a table of the contract as sources.yml writes them: money without `_cents`."""
    return [name.removesuffix("_cents") for name in TABLES[table].columns]


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


def check_sources(sources: Sources, rest: Document, root: Path, problems: Problems) -> None:
    """Find what sources.yml names and neither the contract nor the data has.

    Parameters
    ----------
    sources : Sources
        The valid part of the file.
    rest : Document
        Where that is in the file.
    root : Path
        The workspace.
    problems : Problems
        Gets one error a problem.
    """
    check = SourceCheck(sources, rest, root / sources.data, problems)
    readable = is_folder(check.data)
    if not readable:
        check.add(
            "no-data-folder",
            ("data",),
            f"there is no folder {sources.data[:MOST]}",
            "make it and put the files there, or write data: and the folder that has them",
        )  # fmt: skip
    for table, source in sources.tables.items():
        if ("tables", table) not in rest.lines:
            continue  # the filler
        if table in TABLES:
            _contract(check, table, source)
        else:
            hint = suggestion(table, TABLES, "remove it")
            check.add("unknown-table", ("tables", table), f"unknown table {table!r}", hint)
        if readable:
            _files(check, table, source)


def _contract(check: SourceCheck, table: str, source: Source) -> None:
    known, at = column_names(table), ("tables", table)
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
    _values(check, table, source)
    _complete(check, table, source)


def _steps(source: Source) -> set[str]:
    """Names that are only a step on the way: another lookup, an expression or a rule reads them."""
    read = {column for text in source.derive.values() for column in expression(text).columns()}
    read |= {column for rule in source.rules for column in rule.columns}
    return read | {column for join in source.joins for column in join.on}


def _values(check: SourceCheck, table: str, source: Source) -> None:
    columns = TABLES[table].columns
    given: list[tuple[Location, str, str]] = [
        (("tables", table, "map", name, theirs), name, ours)
        for name, pairs in source.map.items()
        for theirs, ours in pairs.items()
    ]
    given += [(("tables", table, "default", name), name, value) for name, value in source.default.items()]
    for location, name, value in given:
        allowed = columns[name].values if name in columns else ()
        if allowed and value not in allowed:
            problem = f"{value!r} is no value of {table}.{name}"
            check.add("unknown-value", location, problem, suggestion(value, allowed, "choose one"))


def _complete(check: SourceCheck, table: str, source: Source) -> None:
    for names in _required(table):
        if not source.filled.intersection(names):
            hint = f"add {names[0]}: and the file's column, under columns"
            check.add("missing-column", ("tables", table, "columns"), f"{table} needs {' or '.join(names)}", hint)


def _required(table: str) -> Iterator[tuple[str, ...]]:
    """Columns that a table needs; where there are several in one, any of them will do."""
    if one_of := TABLES[table].one_of:
        yield one_of
    yield from ((name.removesuffix("_cents"),) for name, column in TABLES[table].columns.items() if column.required)


def _files(check: SourceCheck, table: str, source: Source) -> None:
    at: Location = ("tables", table)
    unpivoted = {source.unpivot.name, source.unpivot.value} if source.unpivot else set()
    made = source.filled | unpivoted
    asked: list[tuple[Location, list[str]]] = [
        ((*at, "columns", key), names) for key, names in source.columns.items() if names[0] not in unpivoted
    ]
    theirs = {column for join in source.joins for column in (*join.on.values(), *join.columns.values())}
    single: list[tuple[Location, str]] = [((*at, "tidy", column), column) for column in source.tidy]
    single += [((*at, "replace", column), column) for column in source.replace if column not in theirs]
    for i, rule in enumerate(source.rules):
        single += [((*at, "rules", i), column) for column in rule.columns if column != FILE]
    for name, text in source.derive.items():
        single += [((*at, "derive", name), column) for column in expression(text).columns()]
    for i, join in enumerate(source.joins):
        there: Location = (*at, "joins", i)
        single += [((*there, "on", column), column) for column in join.on]
        wanted = [((*there, "on", column), [other]) for column, other in join.on.items()]
        wanted += [((*there, "columns", key), [column]) for key, column in join.columns.items()]
        layout = join.layout(source)
        for name, path in _found(check, (*there, "file"), [join.file]):
            _columns(check, (*there, "file"), name, path, layout, wanted)
    spelt = {names[0]: names for names in source.columns.values()}
    asked += [(location, spelt.get(column, [column])) for location, column in single if column not in made]
    for name, path in _found(check, (*at, "file"), source.file):
        names = _columns(check, (*at, "file"), name, path, source.layout(), asked)
        if source.unpivot is not None and names is not None:
            _check_run(check, (*at, "unpivot", "columns"), name, source.unpivot.columns, names)


def _check_run(check: SourceCheck, at: Location, file: str, columns: list[str], names: list[str]) -> None:
    try:
        run_of(columns, names)
    except ValueError as cause:
        hint = suggestion(str(cause), names, "name columns of the file, or the first and the last of a run: Jan..Dec")
        check.add("column-not-found", at, f"{file}: {cause}", hint)


def _found(check: SourceCheck, at: Location, files: list[str]) -> list[tuple[str, Path]]:
    """The files that are meant; one that is not there is told."""
    found: list[tuple[str, Path]] = []
    for file in files:
        some = listed(check.data, [file])
        found += some
        if not some:
            stems = {PurePosixPath(name).stem: name for name in _listed(check.data)}
            near = nearest(PurePosixPath(file).stem, stems)  # that both end in .csv says nothing
            other = suggestion("", stems.values(), "name a file of that folder")
            hint = f"did you mean {stems[near]}?" if near else other
            check.add("file-not-found", at, f"there is no file {file!r} in {check.sources.data}", hint)
    return found


def _columns(
    check: SourceCheck, at: Location, file: str, path: Path, layout: Layout, asked: list[tuple[Location, list[str]]]
) -> list[str] | None:
    """Find the columns asked of a file, each from its place and under any of its names, that its header lacks."""
    key = (file, layout)
    if key not in check.headers:
        check.headers[key] = _header(check, at, path, layout, file)
    names = check.headers[key]
    for location, any_of in asked if names is not None else []:
        if not set(any_of) & set(names or ()):
            hint = suggestion(any_of[0], names or (), "name one of its columns")
            check.add("column-not-found", location, f"{file} has no column {' or '.join(map(repr, any_of))}", hint)
    return names


def _header(check: SourceCheck, at: Location, path: Path, layout: Layout, file: str) -> list[str] | None:
    """The columns of a file; None where there are none to compare with, which is told at the line that names it."""
    try:
        return names_of(path, layout, file)
    except (PlanError, PlanErrors) as found:
        for error in found.errors if isinstance(found, PlanErrors) else (found,):
            if error.kind == "data":  # the file's own place is told
                check.problems.errors.append(error)
                continue
            check.problems.add(
                error.reference, message=f"{check.rest.place(*at)}: {error.message}", context=error.context,
                hint=error.hint, note=error.note, kind=error.kind,
            )  # fmt: skip
        return None


def _listed(folder: Path) -> list[str]:
    """Names of the files in a folder, for a hint."""
    found = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    return sorted(path.relative_to(folder).as_posix() for path in islice(found, MAX_LISTED))
