"""Cross-checks of sources.yml: tables and columns that the contract knows, files and columns that are there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path, PurePosixPath

from salesplan_nb.contract import TABLES
from salesplan_nb.errors import Kind, Problems
from salesplan_nb.workspace.headers import header
from salesplan_nb.workspace.sources import Source, Sources
from salesplan_nb.workspace.validate import nearest, suggestion
from salesplan_nb.workspace.yamlfile import Document, Location

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
    headers: dict[tuple[str, str, str], list[str] | None] = field(default_factory=dict)
    """Names by file, encoding, delimiter; None where the file was found wanting, which is told once."""

    def add(self, reference: str, location: Location, message: str, hint: str, kind: Kind = "input") -> None:
        """Keep a problem at the line of a location."""
        place = self.rest.place(*location)
        self.problems.add(reference, message=f"{place}: {message}", context=None, hint=hint, kind=kind)


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
    readable = check.data.is_dir()
    if not readable:
        check.add(
            "no-data-folder",
            ("data",),
            f"there is no folder {sources.data}",
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
    filled: list[tuple[Location, str]] = [((*at, "columns", name), name) for name in source.columns]
    for i, join in enumerate(source.joins):
        filled += [((*at, "joins", i, "columns", name), name) for name in join.columns]
    set_up = [((*at, key, name), name) for key in ("map", "scale") for name in getattr(source, key)]
    defaults = [((*at, "default", name), name) for name in source.default]
    for location, name in filled + set_up + defaults:
        if name not in known:
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
        if not source.canonical.intersection(names):
            hint = f"add {names[0]}: and the file's column, under columns"
            check.add("missing-column", ("tables", table, "columns"), f"{table} needs {' or '.join(names)}", hint)


def _required(table: str) -> Iterator[tuple[str, ...]]:
    """Columns that a table needs; where there are several in one, any of them will do."""
    if one_of := TABLES[table].one_of:
        yield one_of
    yield from ((name.removesuffix("_cents"),) for name, column in TABLES[table].columns.items() if column.required)


def _files(check: SourceCheck, table: str, source: Source) -> None:
    at = ("tables", table)
    asked: list[tuple[Location, str]] = [((*at, "columns", key), column) for key, column in source.columns.items()]
    asked += [((*at, key, column), column) for key in ("tidy", "replace") for column in getattr(source, key)]
    for i, rule in enumerate(source.rules):
        asked += [((*at, "rules", i), column) for column in rule.columns if column not in source.canonical]
    for i, join in enumerate(source.joins):
        there = (*at, "joins", i)
        asked += [((*there, "on", column), column) for column in join.on]
        theirs: list[tuple[Location, str]] = [((*there, "on", column), other) for column, other in join.on.items()]
        theirs += [((*there, "columns", key), column) for key, column in join.columns.items()]
        _columns(check, (*there, "file"), join.file, source, theirs)
    _columns(check, (*at, "file"), source.file, source, asked)


def _columns(check: SourceCheck, at: Location, file: str, source: Source, asked: list[tuple[Location, str]]) -> None:
    """Find the columns asked of a file, each from its place, that its header lacks."""
    key = (file, source.encoding, source.delimiter)
    if key not in check.headers:
        check.headers[key] = _header(check, at, file, source)
    names = check.headers[key]
    if names is None:
        return
    for location, column in asked:
        if column not in names:
            hint = suggestion(column, names, "name one of its columns")
            check.add("column-not-found", location, f"{file} has no column {column!r}", hint)


def _header(check: SourceCheck, at: Location, file: str, source: Source) -> list[str] | None:
    """The columns of a file; None where there are none to compare with, which is told."""
    path = check.data / file
    if not path.is_file():
        stems = {PurePosixPath(name).stem: name for name in _listed(check.data)}
        found = nearest(PurePosixPath(file).stem, stems)  # that both end in .csv says nothing
        hint = (
            f"did you mean {stems[found]}?" if found else suggestion("", stems.values(), "name a file of that folder")
        )
        check.add("file-not-found", at, f"there is no file {file!r} in {check.sources.data}", hint)
        return None
    try:
        names = header(path, source.encoding, source.delimiter)
    except UnicodeError:
        hint = "write encoding: utf-16, cp1252 or latin-1 for this table, whichever shows its letters right"
        check.add("wrong-encoding", at, f"{file}:1 is not in {source.encoding}", hint, kind="data")
        return None
    except (OSError, ValueError) as cause:
        hint = "save the table as text with one row of column names at its top"
        check.add("unreadable-header", at, f"{file}:1: {cause}", hint, kind="data")
        return None
    if not names:
        hint = "export the table again, with its row of column names"
        check.add("empty-file", at, f"{file} has no data rows", hint, kind="data")
        return None
    for name, times in Counter(names).items():
        if times > 1:
            hint = "give each column of the file its own name"
            check.add("doubled-header", at, f"{file} has {times} columns {name!r}", hint)
    return names


def _listed(folder: Path) -> list[str]:
    """Names of the files in a folder, for a hint."""
    found = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    return sorted(path.relative_to(folder).as_posix() for path in islice(found, MAX_LISTED))
