"""Cross-checks of sources.yml: what the contract knows, and the files and columns that are there."""

from __future__ import annotations

from collections.abc import Collection
from itertools import islice
from pathlib import Path, PurePosixPath

from salesplan_nb.contract import TABLES
from salesplan_nb.errors import PlanError, PlanErrors, Problems
from salesplan_nb.files import Layout, column_names, listed
from salesplan_nb.workspace.columns_read import read_by
from salesplan_nb.workspace.other_names import check_header, check_names
from salesplan_nb.workspace.setting_checks import SourceCheck, check_settings
from salesplan_nb.workspace.shared_checks import check_shared
from salesplan_nb.workspace.source_layouts import Unpivot, run_of
from salesplan_nb.workspace.sources import Source, Sources
from salesplan_nb.workspace.validate import nearest, suggestion
from salesplan_nb.workspace.value_checks import check_values
from salesplan_nb.workspace.yamlfile import Document, Location, is_folder

MOST = 200
"""Characters of a folder's name that a message shows."""
MAX_LISTED = 2_000
"""Files of the data folder that a misspelt name is compared with."""


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
        if table not in TABLES:
            hint = suggestion(table, TABLES, "remove it")
            check.add("unknown-table", ("tables", table), f"unknown table {table!r}", hint)
        for i, one in enumerate(source.every):
            at: Location = ("tables", table, "also", i - 1) if i else ("tables", table)
            if table in TABLES:
                check_settings(check, at, table, one)
                check_values(check, at, table, one)
            check_names(check, at, one)
            if readable:
                _files(check, at, table, one)
    check_shared(check)


def _files(check: SourceCheck, at: Location, table: str, source: Source) -> None:
    unpivoted = {source.unpivot.name, source.unpivot.value} if source.unpivot else set()
    asked: list[tuple[Location, list[str]]] = [
        ((*at, "columns", key), names) for key, names in source.columns.items() if names[0] not in unpivoted
    ]
    for i, join in enumerate(source.joins):
        there: Location = (*at, "joins", i)
        wanted = [((*there, "on", column), [other]) for column, other in join.on.items()]
        wanted += [((*there, "columns", key), [column]) for key, column in join.columns.items()]
        layout = join.layout(source)
        for name, path in _found(check, (*there, "file"), [join.file]):
            _columns(check, (*there, "file"), name, path, layout, wanted)
    spelt = {names[0]: names for names in source.columns.values()}
    read = [((*at, *location), column) for location, column, made in read_by(source) if column not in made]
    first = source.first_names
    asked += [(location, spelt.get(column, [column])) for location, column in read if column not in first]
    files = _found(check, (*at, "file"), source.file)
    headers = [_columns(check, (*at, "file"), name, path, source.layout(), []) or [] for name, path in files]
    somewhere = {name for names in headers for name in names}
    gained = {(*at, "columns", key) for key, any_of in source.columns.items() if somewhere & set(any_of)}
    asked = [one for one in asked if one[0] not in gained or one[0][-1] not in source.default]
    gained = {location for location in gained if _may_be_filled(table, str(location[-1]))}
    for name, path in files:
        names = _columns(check, (*at, "file"), name, path, source.layout(), asked, gained)
        if names is None:
            continue
        check_header(check, at, name, names, source)
        if source.unpivot is not None:
            _check_run(check, (*at, "unpivot"), name, source.unpivot, [first.get(one, one) for one in names])


def _may_be_filled(table: str, column: str) -> bool:
    """Whether some rows may have one value for all: a text that is not required. No number stands for another."""
    declared = TABLES[table].columns.get(TABLES[table].stored(column)) if table in TABLES else None
    return declared is not None and declared.kind == "text" and not declared.required


def _check_run(check: SourceCheck, at: Location, file: str, unpivot: Unpivot, names: list[str]) -> None:
    try:
        rest = set(names) - set(run_of(unpivot.columns, names))
    except ValueError as cause:
        hint = suggestion(str(cause), names, "name columns of the file, or the first and the last of a run: Jan..Dec")
        check.add("column-not-found", (*at, "columns"), f"{file}: {cause}", hint)
        return
    for key, name in (("name", unpivot.name), ("value", unpivot.value)):
        if name in rest or (key == "value" and name == unpivot.name):
            problem = f"{file} has a column {name!r} besides those that are turned into rows"
            if name not in rest:
                problem = f"{name!r} cannot be both name and value"
            check.add("doubled-column", (*at, key), problem, f"write {key}: and a name of its own")


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
    check: SourceCheck,
    at: Location,
    file: str,
    path: Path,
    layout: Layout,
    asked: list[tuple[Location, list[str]]],
    gained: Collection[Location] = (),
) -> list[str] | None:
    """Find the columns asked of a file, each from its place and under any of its names, that its header lacks.

    Those that an export gained on the way, as other files have them, may be filled by `default`.
    """
    key = (file, layout)
    if key not in check.headers:
        check.headers[key] = _header(check, at, path, layout, file)
    names = check.headers[key]
    for location, any_of in asked if names is not None else []:
        if not set(any_of) & set(names or ()):
            hint = suggestion(any_of[0], names or (), "name one of its columns")
            if location in gained:
                hint += f"; or, where the file never had it, write what its rows get: default: {{{location[-1]}: ...}}"
            check.add("column-not-found", location, f"{file} has no column {' or '.join(map(repr, any_of))}", hint)
    return names


def _header(check: SourceCheck, at: Location, path: Path, layout: Layout, file: str) -> list[str] | None:
    """The columns of a file; None where there are none to compare with, which is told at the line that names it."""
    try:
        return column_names(path, layout, file)
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
