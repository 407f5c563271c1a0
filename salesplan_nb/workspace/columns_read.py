"""The columns that the settings of a table read, each with its place and with what was made before it is read."""

from __future__ import annotations

from collections.abc import Iterator

from salesplan_nb.workspace.expressions import expression
from salesplan_nb.workspace.sources import FILE, Source
from salesplan_nb.workspace.where import conditions
from salesplan_nb.workspace.yamlfile import Location


def read_by(source: Source) -> Iterator[tuple[Location, str, frozenset[str]]]:
    """The columns that settings read, in the order in which a table is: place, column, and names besides the file's."""
    made = frozenset((source.unpivot.name, source.unpivot.value) if source.unpivot else ())
    theirs = {column for join in source.joins for column in (*join.on.values(), *join.columns.values())}
    yield from ((("tidy", column), column, made) for column in source.tidy)
    yield from ((("replace", column), column, made) for column in source.replace if column not in theirs)
    for i, join in enumerate(source.joins):
        yield from ((("joins", i, "on", column), column, made) for column in join.on)
        made |= join.columns.keys()
    made |= source.columns.keys()
    for name, text in source.derive.items():
        yield from ((("derive", name), column, made) for column in expression(text).columns())
        made |= {name}
    made |= source.default.keys() | {FILE}
    for i, rule in enumerate(source.rules):
        yield from ((("rules", i), column, made) for column in rule.columns)
    if source.returns is not None:
        yield from ((("returns", "where"), one.column, made) for one in conditions(source.returns.where))
