"""A table of the contract as it is proposed: whose rows they are, what fills which column, what is looked up where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

import pyarrow as pa
import pyarrow.compute as pc

from salesplan_nb.proposal.inputs import Input
from salesplan_nb.proposal.keys import Link
from salesplan_nb.proposal.matching import Match
from salesplan_nb.proposal.profiles import Profile
from salesplan_nb.workspace.expressions import expression

NOT_WON = "not won"
"""Name of the rule by which a pipeline's other deals are no orders."""


@dataclass(frozen=True)
class Rule:
    """Rows to set aside, and why."""

    name: str
    says: Literal["where", "keep", "missing", "duplicates"]
    columns: tuple[str, ...]
    """One, or those that must agree in duplicates."""
    values: tuple[str, ...]
    """Of the column, for where and keep."""
    rows: int
    why: str


@dataclass
class Draft:
    """A proposed table."""

    table: str
    owner: Input
    matches: dict[str, Match]
    map: dict[str, dict[str, str]] = field(default_factory=dict)
    replace: dict[str, dict[str, str]] = field(default_factory=dict)
    scale: dict[str, tuple[Decimal, str]] = field(default_factory=dict)
    """Factor of a column in money, and who says so."""
    rules: list[Rule] = field(default_factory=list)
    keep_repeats: bool = False
    extra: dict[tuple[str, str], str] = field(default_factory=dict)
    """Columns looked up for a rule alone, by file and column: the name that they get."""
    assumed: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """What a reader of sources.yml should know of this table, a comment each."""

    @property
    def joins(self) -> dict[str, tuple[Link, dict[str, str]]]:
        """By file: the key, and the columns taken from there by their name here."""
        found: dict[str, tuple[Link, dict[str, str]]] = {}
        for column, match in self.matches.items():
            if match.seen is not None and match.seen.via is not None:
                link = match.seen.via
                found.setdefault(link.there.label, (link, {}))[1][column] = match.seen.profile.name
        for (label, theirs), name in self.extra.items():
            found[label][1][name] = theirs
        return found

    @property
    def used(self) -> set[tuple[str, str]]:
        """File and column of all that the table is made of."""
        found = {(m.seen.owner.label, m.seen.profile.name) for m in self.matches.values() if m.seen is not None}
        found |= {(self.owner.label, one.name) for one in self.own_read}
        if (joined := self.owner.joined) is not None:
            found |= {(self.owner.label, name) for name in (joined.year, joined.month)}
        ruled = {rule.columns[0] for rule in self.rules if rule.says in ("where", "keep")}
        found |= {(self.owner.label, name) for name in ruled & set(self.owner.table.column_names)} | self.extra.keys()
        for label, (link, _columns) in self.joins.items():
            found |= {(self.owner.label, link.column.name), (label, link.key.name)}
        return found

    @property
    def read(self) -> list[Profile]:
        """The columns of files that are read for it, each once: what fills a column, and what one is derived from."""
        found = [one for match in self.matches.values() for one in self.sources(match)]
        return list({id(one): one for one in found}.values())

    @property
    def own_read(self) -> list[Profile]:
        """Those of them that are columns of its own file."""
        own = {id(one) for one in self.owner.profiles}
        return [one for one in self.read if id(one) in own]

    @property
    def taken(self) -> pa.ChunkedArray:
        """Whether each row is set aside by a rule on a column of its own file."""
        taken = pa.chunked_array([pa.array([False] * self.owner.rows)])
        for rule in self.rules:
            if rule.says in ("where", "keep") and rule.columns[0] in self.owner.table.column_names:
                held = self.owner.holds(rule.columns[0], rule.values)
                taken = pc.or_(taken, held if rule.says == "where" else pc.invert(held))
        return taken

    def correct(self, name: str, values: Mapping[str, str]) -> None:
        """Correct cells of a column of the file, besides those that are corrected already."""
        self.replace.setdefault(name, {}).update(values)

    def sources(self, match: Match) -> list[Profile]:
        """The columns of files that fill a column."""
        return self.operands(match) if match.seen is None else [match.seen.profile]

    def operands(self, match: Match | None) -> list[Profile]:
        """The columns of its own file that a column is derived from."""
        if match is None or not match.expression:
            return []
        names = set(expression(match.expression).columns())
        own = [one for one in self.owner.profiles if one.name in names]
        ours = [self.matches[name].seen for name in sorted(names & self.matches.keys())]
        return own + [one.profile for one in ours if one is not None and one.profile not in own]

    def score(self, columns: Iterable[str]) -> float:
        """Product of the confidences of some columns, 0 where one is missing."""
        product = 1.0
        for column in columns:
            product *= self.matches[column].confidence if column in self.matches else 0.0
        return product
