"""sources.yml as a model: which files hold which table, and what each of its columns is called there.

A table is read in this order: the files' cells as text, each with its physical line (`Layout`: delimiter, sheet ...);
`unpivot`; every cell trimmed, then `tidy` and `replace` (columns of the file); `joins`; `columns`
(canonical name: column of the file) and `derive`; `map` and `default` (canonical names), then `synonyms` and
`ignore_case` in all tables; numbers and dates as the file writes them, `scale`, and amounts brought into the plan's
currency; `rules`, of which the first that takes a row sets it aside; last `returns` and `territories`. A rule may name
a canonical column, and else a column of the file. A table may come from several sources (`also`), each of which goes
through all of it up to its rules by itself; what they give is one table then.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from salesplan_nb.workspace.fields import Month, Section, Text
from salesplan_nb.workspace.source_fields import (
    Canonical,
    Column,
    Columns,
    Expression,
    Factor,
    Files,
    Folder,
    Form,
    Zone,
    one_or_more,
)
from salesplan_nb.workspace.source_layouts import Format, Join, Unpivot, in_sheet, repeated
from salesplan_nb.workspace.source_rules import Returns, Rule

Tidy = Literal["trim", "upper", "lower"]
FILE = "file"
"""What a rule calls the file that a row comes from, unless the file has a column of that name."""
FITTING = {"map": ("text",), "scale": ("cents", "number", "count", "fraction")}
"""Kinds of column that a key makes sense for; all of them where it is not here."""


class Source(Format):
    """Where one table of the contract comes from."""

    file: Files
    """A file, a folder, a pattern such as orders-*.csv, or a list of them, in the data folder."""
    columns: dict[Canonical, Columns] = {}
    """Canonical column: column of the file."""
    unpivot: Unpivot | None = None
    """Columns that are values (Jan, Feb ...) turned into rows."""
    joins: list[Join] = []
    """Columns looked up in other files."""
    tidy: dict[Column, list[Tidy]] = {}
    """Spellings made one, by column of the file; each changed value is counted as corrected."""
    replace: dict[Column, dict[str, str]] = {}
    """Values corrected, by column of the file; each is counted."""
    derive: dict[Canonical, Expression] = {}
    """Canonical column: what it is made of, such as `quantity * "Unit Price"`."""
    map: dict[Canonical, Annotated[dict[str, str], Field(min_length=1)]] = {}
    """Values translated into those of the contract; all that occur must be named."""
    scale: dict[Canonical, Factor] = {}
    """Factor of a number, where the file is in thousands or millions."""
    default: dict[Canonical, str] = {}
    """Value where the file has none, or no such column."""
    returns: Returns | None = None
    """Returns and cancellations, matched to the orders that they undo."""
    rules: list[Rule] = []
    """Rows to set aside; the first rule that takes a row counts."""
    repeats: Literal["refuse", "keep"] = "refuse"
    """What a row that repeats another in every cell is: a fault, or true (two equal sales)."""
    dates: Annotated[list[Form], Field(min_length=1), BeforeValidator(one_or_more)] = ["%Y-%m-%d"]
    """How the file writes dates: one form, or several that never read one text as two days; `excel` for serial days."""
    decimal: Literal[".", ","] = "."
    """Mark before the cents."""
    thousands: Literal[",", ".", " ", "'"] | None = None
    """Mark between thousands; a blank stands for every kind of blank."""
    currency_sign: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=5)] | None = None
    """Sign or code that stands at amounts, such as $."""
    parentheses: bool = False
    """Whether (1,234) is minus 1,234."""

    @model_validator(mode="after")
    def marks_differ(self) -> Source:
        """One mark cannot mean two things."""
        if self.thousands == self.decimal:
            raise ValueError(f"thousands: {self.thousands!r} is the decimal mark too; write the other one")
        return self

    @model_validator(mode="after")
    def rules_differ(self) -> Source:
        """The accounting tells rules apart by their names."""
        if twice := repeated(rule.rule for rule in self.rules):
            raise ValueError(f"rules: two are named {twice!r}; give each its own name")
        return self

    @property
    def label(self) -> str:
        """The files, and their sheet where one is written, as messages name them."""
        return ", ".join(in_sheet(file, self.sheet) for file in self.file)

    @property
    def first_names(self) -> dict[str, str]:
        """By every further name of a column its first one: `amount: [Net, Netto]` gives {'Netto': 'Net'}."""
        return {other: names[0] for names in self.columns.values() for other in names[1:]}

    @property
    def filled(self) -> frozenset[str]:
        """The names that this source fills: canonical columns, and what joins and derive name besides."""
        joined = (name for join in self.joins for name in join.columns)
        return frozenset(self.columns) | frozenset(joined) | frozenset(self.default) | frozenset(self.derive)


class TableSources(Source):
    """Where one table of the contract comes from: its first files, and those that are laid out otherwise."""

    also: list[Source] = []
    """Further files of the table that are laid out otherwise, such as credit notes or a second shop: each entry has its
    own file, columns, marks and rules, and takes nothing over from those above."""

    @property
    def every(self) -> tuple[Source, ...]:
        """All that the table comes from, in order."""
        return (self, *self.also)

    @property
    def filled_somewhere(self) -> frozenset[str]:
        """The names that any of them fills."""
        return frozenset[str]().union(*(source.filled for source in self.every))


class Accepted(Section):
    """A finding of the data checks that somebody looked at and takes as it is."""

    check: Text
    """What the check calls the finding."""
    table: Canonical
    """Table that it is about."""
    reason: Text
    """Why it is right as it is."""


class Sources(Section):
    """A sources.yml."""

    records: Literal["bookings", "revenue"]
    """What an order line is: signed, or recognised or invoiced."""
    as_of: Month | None = None
    """Last complete month; by default that of the orders."""
    data: Folder = "data"
    """Folder of the files: relative to the workspace, or absolute."""
    time_zone: Zone | None = None
    """Where the plan's days begin and end: asked for where a file's times carry a zone."""
    assumed: list[Text] = []
    """What `salesplan init` had to assume: to be confirmed, then taken out."""
    territories: Literal["as_sold", "today"] = "as_sold"
    """With assignments: whether history counts where it was sold, or where its customer belongs today."""
    synonyms: dict[Canonical, Annotated[dict[str, list[str]], Field(min_length=1)]] = {}
    """Canonical column: the name to use: other spellings of it, in all tables."""
    ignore_case: list[Canonical] = []
    """Canonical columns in which case, blanks and Unicode form tell nothing apart, in all tables."""
    accepted: list[Accepted] = []
    """Findings of the data checks that somebody looked at and takes as they are."""
    tables: Annotated[dict[Canonical, TableSources], Field(min_length=1)]
    """Where each table comes from; orders is the one that a plan needs."""
