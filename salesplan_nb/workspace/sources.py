"""sources.yml as a model: which file holds which table, and what each of its columns is called there.

A table is read in this order: the file's cells as text; `tidy` and `replace` (columns of the file); `joins`; `columns`
(canonical name: column of the file); `map`, `scale` and `default` (canonical names); last `rules`, of which the first
that takes a row sets it aside. A rule may name a canonical column, and else a column of the file.
"""

from __future__ import annotations

import codecs
from decimal import Decimal
from pathlib import PurePosixPath, PureWindowsPath
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from salesplan_nb.workspace.fields import Month, Section, Text, Where
from salesplan_nb.workspace.where import conditions


def _inside(text: str) -> str:
    posix, windows = PurePosixPath(text), PureWindowsPath(text)
    if posix.is_absolute() or windows.drive or windows.root or ".." in windows.parts or "\0" in text:
        raise ValueError(f"{text!r} leads out of the data folder; name a file in it, and the folder under data:")
    return text


def _known_encoding(text: str) -> str:
    try:
        codecs.lookup(text)
    except LookupError as cause:
        raise ValueError(f"not an encoding: {text!r}; write utf-8, utf-16, latin-1 or cp1252") from cause
    return text


Column = Annotated[str, StringConstraints(min_length=1, max_length=200)]
"""A column of a file, as its header writes it."""
Canonical = Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,60}$")]
"""A column of the contract; one in money is written without `_cents`: `amount`, `unit_cost`."""
File = Annotated[Text, AfterValidator(_inside)]
Encoding = Annotated[str, AfterValidator(_known_encoding)]
Tidy = Literal["trim", "upper", "lower"]
RESERVED = ("used", "after as_of")
"""What the accounting calls rows that were kept, and rows after the last complete month."""


class Join(Section):
    """Columns looked up in another file of the same format: many rows here to one there, no key twice."""

    file: File
    on: Annotated[dict[Column, Column], Field(min_length=1)]
    """Column of this table's file: column of the joined file."""
    columns: Annotated[dict[Canonical, Column], Field(min_length=1)]
    """Canonical column: column of the joined file."""


class Rule(Section):
    """Rows to set aside: those that a condition holds for, that repeat an earlier row, that lack a value."""

    rule: Text
    where: Where | None = None
    duplicates: list[Column] = []
    """The first row of each combination stays."""
    missing: Column | None = None

    @model_validator(mode="after")
    def says_one_thing(self) -> Rule:
        """One of where, duplicates, missing."""
        if sum([self.where is not None, bool(self.duplicates), self.missing is not None]) != 1:
            raise ValueError(f"rule {self.rule!r} says not one thing; write one of where, duplicates, missing")
        if self.rule in RESERVED:
            raise ValueError(f"rule {self.rule!r} has a name that the accounting keeps for itself; give it another")
        return self

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that the rule looks at."""
        if self.where is not None:
            return tuple(condition.column for condition in conditions(self.where))
        return tuple(self.duplicates) if self.missing is None else (self.missing,)


class Source(Section):
    """Where one table of the contract comes from."""

    file: File
    columns: Annotated[dict[Canonical, Column], Field(min_length=1)]
    """Canonical column: column of the file."""
    joins: list[Join] = []
    tidy: dict[Column, list[Tidy]] = {}
    """Spellings made one, by column of the file; each changed value is counted as corrected."""
    replace: dict[Column, dict[str, str]] = {}
    """Values corrected, by column of the file; each is counted."""
    map: dict[Canonical, Annotated[dict[str, str], Field(min_length=1)]] = {}
    """Values translated into those of the contract; all that occur must be named."""
    scale: dict[Canonical, Annotated[Decimal, Field(gt=0, allow_inf_nan=False)]] = {}
    """Factor of a number, where the file is in thousands or millions."""
    default: dict[Canonical, str] = {}
    """Value where the file has none, or no such column."""
    rules: list[Rule] = []
    dates: Text = "%Y-%m-%d"
    decimal: Literal[".", ","] = "."
    delimiter: Annotated[str, StringConstraints(min_length=1, max_length=1)] = ","
    encoding: Encoding = "utf-8"

    @property
    def canonical(self) -> frozenset[str]:
        """The canonical columns that this source fills."""
        joined = (name for join in self.joins for name in join.columns)
        return frozenset(self.columns) | frozenset(joined) | frozenset(self.default)


class Sources(Section):
    """A sources.yml."""

    records: Literal["bookings", "revenue"]
    """What an order line is: signed, or recognised or invoiced."""
    as_of: Month | None = None
    """Last complete month; by default that of the orders."""
    data: Text = "data"
    """Folder of the files: relative to the workspace, or absolute."""
    tables: Annotated[dict[Canonical, Source], Field(min_length=1)]
