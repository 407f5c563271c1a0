"""A column that is spelt in two ways, `amount: [Net, Netto]`: either in a file, the first everywhere else.

Files are read, and each column has the first of its names; so the others name nothing after that.
"""

from __future__ import annotations

from salesplan_nb.workspace.columns_read import read_by
from salesplan_nb.workspace.setting_checks import SourceCheck
from salesplan_nb.workspace.sources import Source
from salesplan_nb.workspace.yamlfile import Location


def check_names(check: SourceCheck, at: Location, source: Source) -> None:
    """Find names that do not say one column, and settings that mean a column by one of its further names."""
    _check_lists(check, at, source)
    first = source.first_names
    read = [(location, column) for location, column, made in read_by(source) if column not in made]
    if source.unpivot is not None:
        read += [(("unpivot", "columns", i), column) for i, column in enumerate(source.unpivot.columns)]
    for location, name in read:
        if name in first:
            problem = f"{name!r} is another name of the column {first[name]!r}"
            check.add(
                "second-name",
                (*at, *location),
                problem,
                f"write {first[name]}, which means it in every file",
            )


def _check_lists(check: SourceCheck, at: Location, source: Source) -> None:
    """Find a name that is there twice, in one list or as a name of two columns."""
    firsts: dict[str, str] = {}
    for key, names in source.columns.items():
        for i, name in enumerate(names):
            location: Location = (*at, "columns", key, i)
            if name in names[:i]:
                check.add("doubled-column", location, f"{name!r} is there twice", "keep one of them")
            elif (first := firsts.setdefault(name, names[0])) != names[0]:
                problem = f"{name!r} would be two columns: {first!r} and {names[0]!r}"
                check.add("doubled-column", location, problem, "give each its own names, or both the same list")


def check_header(check: SourceCheck, at: Location, file: str, header: list[str], source: Source) -> None:
    """Find a file that has one column under two names: nobody could say which of them counts."""
    same = source.first_names
    for first in dict.fromkeys(same.values()):
        there = [name for name in header if same.get(name, name) == first]
        if len(there) > 1:
            key = next(key for key, names in source.columns.items() if names[0] == first and len(names) > 1)
            problem = f"{file} has {' and '.join(map(repr, there))}, which are two names of one column here"
            hint = f"write {key}: and the one that is meant; for files that differ, leave the other out of them"
            check.add("doubled-column", (*at, "columns", key), problem, hint)
