"""Keys between files: a column all of whose values another file lists, each once there."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow.compute as pc

from salesplan_nb.errors import counted
from salesplan_nb.proposal.figures import read
from salesplan_nb.proposal.inputs import Input
from salesplan_nb.proposal.profiles import Profile
from salesplan_nb.proposal.words import said, words

CONTAINED = 0.8
"""Share of a column's rows whose value the other file must list."""
TELLING = 5
"""Different texts that agree with another file's by more than chance; small numbers always do."""
CONCEPTS = {"customers": "customer", "products": "product", "reps": "rep"}
"""Tables that others refer to, and the concept of their names."""
DIGITS = 9.0
"""Chance of one in a thousand million that numbers of which nothing else tells lie among others."""
GENERAL = frozenset(
    {"id", "name", "sales", "date", "type", "sub", "description", "total", "first", "last", "line", "order"}
)
"""Concepts that two columns may share without having to do with each other."""


@dataclass(frozen=True)
class Link:
    """Rows here that look up one row there."""

    here: Input
    column: Profile
    there: Input
    key: Profile
    contained: float
    """Share of the filled rows here whose value is there."""
    alike: float
    """How much the two names agree, 0 to 1."""
    cardinality: str
    """many-to-one or one-to-one."""

    @property
    def sure(self) -> float:
        """How sure it is that the two belong together, 0 to 1."""
        return self.contained * (0.75 + 0.25 * self.alike)

    @property
    def text(self) -> str:
        """For readers."""
        return f"{self.contained:.0%} of its rows are in {self.there.label}, {self.key.name}"


def links(inputs: Sequence[Input]) -> list[Link]:
    """All keys between the inputs, the surest first."""
    found = [
        link
        for there in inputs
        for key in there.profiles
        if key.unique and key.kind in ("text", "number", "email") and not (key.figures and not key.whole)
        for here in inputs
        for column in here.profiles
        if (here is not there or column is not key) and (link := _link(here, column, there, key)) is not None
    ]
    return sorted(
        found, key=lambda link: (-link.sure, link.here.label, link.column.place, link.there.label, link.key.place)
    )


def _link(here: Input, column: Profile, there: Input, key: Profile) -> Link | None:
    if column.kind not in ("text", "number", "email") or not column.filled or column.distinct > 3 * key.distinct:
        return None
    if column.figures and not column.whole:
        return None
    alike = _alike(column, key, there)
    if alike < 0.5 and (column.distinct < TELLING or (column.kind == "number" and not _sparse(column, key))):
        return None
    if here is there and alike >= 1:
        return None
    if column.unique and said(column.name).concepts == {"id"} == said(key.name).concepts:
        return None  # each file's own numbers, called `id` in both
    contained = _contained(column, key)
    if contained < CONTAINED or (alike == 0 and contained < 0.95):
        return None
    one = column.unique and here is not there and column.distinct == key.distinct
    return Link(here, column, there, key, contained, alike, "one-to-one" if one else "many-to-one")


def _sparse(column: Profile, key: Profile) -> bool:
    """Whether numbers lie among another file's by more than chance: of all that there could be, it has few.

    Customers 1 to 700 hold every small number. Of 700 that are spread over ten thousand, seven in a hundred are there.
    """
    if key.figures is None or column.kind != key.kind:
        return False
    numbers = [number for text in key.values.to_pylist() if (number := read(text, key.figures)) is not None]
    whole = sorted(int(number) for number in numbers)
    if len(whole) < TELLING or whole[-1].bit_length() >= np.iinfo(np.int64).bits:
        return False
    steps = np.diff(np.array(whole, dtype="int64"))
    could = (whole[-1] - whole[0]) // max(1, int(np.gcd.reduce(steps))) + 1
    return column.distinct * math.log10(could / len(whole)) >= DIGITS


def _alike(column: Profile, key: Profile, there: Input) -> float:
    mine, theirs = words(column.name), words(key.name)
    if mine == theirs:
        return 1.0
    heard, listed = said(column.name).concepts, said(key.name).concepts
    if listed == {"id"} and there.concepts & set(CONCEPTS.values()):  # whose numbers they are, the file's name says
        return 0.9 if heard & there.concepts else 0.0
    same = (heard & (listed | (there.concepts if "id" in listed else frozenset()))) - GENERAL
    if set(mine) <= set(theirs) or set(theirs) <= set(mine):
        return 0.8
    return 0.7 if same else 0.0


def why_no_key(column: Profile, there: Input) -> str:
    """Why a column refers to no rows of a file: how many of its values are in that of its columns that has most."""
    shares = [(_contained(column, key), -key.place, key) for key in there.profiles if key.kind == column.kind]
    share, _place, key = max(shares, default=(0.0, 0, None))
    if key is None or not share:
        return f"none of the values of {column.name!r} is in it"
    if share < CONTAINED:
        return f"of the rows of {column.name!r} {share:.0%} have a value of its {key.name!r}"
    if not key.unique:
        return f"its {key.name!r} has {counted(key.distinct, 'value')} in {key.filled:,} rows, where each may come once"
    return f"that {share:.0%} of the rows of {column.name!r} have a value of its {key.name!r} may be chance"


def _contained(column: Profile, key: Profile) -> float:
    """Share of a column's filled rows whose value another file lists."""
    inside = pc.is_in(column.values, value_set=key.values)
    return float(pc.sum(column.counts.filter(inside)).as_py() or 0) / column.filled if column.filled else 0.0
