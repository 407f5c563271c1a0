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

from collections import Counter
from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from salesplan_nb.files import Layout
from salesplan_nb.workspace.fields import Month, Section, Text, Where
from salesplan_nb.workspace.source_fields import (
    Canonical,
    Column,
    Columns,
    Encoding,
    Expression,
    Factor,
    File,
    Files,
    Folder,
    Form,
    Zone,
    one_or_more,
)
from salesplan_nb.workspace.where import conditions

Tidy = Literal["trim", "upper", "lower"]
CELL = "[A-Z]{1,3}[1-9][0-9]{0,6}"
FILE = "file"
"""What a rule calls the file that a row comes from, unless the file has a column of that name."""
FITTING = {"map": ("text",), "scale": ("cents", "number", "count", "fraction")}
"""Kinds of column that a key makes sense for; all of them where it is not here."""
RESERVED = ("used", "after as_of")
"""What the accounting calls rows that were kept, and rows after the last complete month."""


class Format(Section):
    """How a file is laid out; what is not said is as in a plain CSV file."""

    delimiter: Annotated[str, StringConstraints(pattern=r"^(.|\t|whitespace)$")] | None = None
    """One character, or `whitespace` where columns are split by any number of blanks."""
    encoding: Encoding | None = None
    """How its letters are coded: utf-8, utf-16, latin-1 or cp1252."""
    header: Annotated[int, Field(ge=1, le=1000)] | None = None
    """Line of the column names; what stands above it is no data."""
    names: list[Column] = []
    """Column names of a file that has none itself."""
    sheet: Text | None = None
    """Sheet of a workbook; by default its only visible one."""
    range: Annotated[str, StringConstraints(pattern=f"^{CELL}:{CELL}$")] | None = None
    """Cells of a sheet, such as B4:H2000, the names in the first row."""

    @model_validator(mode="after")
    def names_or_header(self) -> Format:
        """Names are given where the file has none, each once."""
        if self.names and self.header is not None:
            raise ValueError("header: names are given too; keep names for a file without a row of names, else header")
        if twice := repeated(self.names):
            raise ValueError(f"names: {twice!r} is there twice; give each column its own name")
        return self

    def layout(self, other: Format | None = None) -> Layout:
        """How to read the file, with `other` for what is not said here."""

        def said(name: str) -> object:
            own = getattr(self, name)
            return own if own not in (None, []) or other is None else getattr(other, name)

        return Layout(
            delimiter=str(said("delimiter") or ","),
            encoding=str(said("encoding") or "utf-8"),
            header=int(str(self.header or 1)),
            names=tuple(self.names),
            sheet=str(self.sheet or ""),
            range=str(self.range or ""),
        )


class Join(Format):
    """Columns looked up in another file: many rows here to one there, no key twice."""

    file: File
    """File to look up in: many rows here to one there."""
    on: Annotated[dict[Column, Column], Field(min_length=1)]
    """Column of this table's file: column of the joined file."""
    columns: Annotated[dict[Canonical, Column], Field(min_length=1)]
    """Canonical column, or a name to derive from or rule by: column of the joined file."""
    cardinality: Literal["many-to-one", "one-to-one"] = "many-to-one"
    """one-to-one where each row there is looked up once at most."""


class Unpivot(Section):
    """Columns that are values (Jan, Feb ...) turned into rows: each cell becomes a row of its own."""

    columns: Annotated[list[Column], Field(min_length=1), BeforeValidator(one_or_more)]
    """The columns, or the first and the last of a run of them: `Jan 2026..Dec 2026`."""
    name: Column
    """Column that holds the column's name then: `month`."""
    value: Column
    """Column that holds the cell: `amount`."""


class Returns(Section):
    """Returns and cancellations, matched to the orders that they undo."""

    where: Where
    """Which rows are returns: quantity < 0, or "Invoice" starts with 'C'."""
    match: Annotated[list[Column], Field(min_length=1)]
    """Canonical columns that a return shares with its order, such as customer_id and product_id."""
    month: Literal["return", "order"] = "return"
    """Whose month the minus counts in: that of the return, or that of the order it undoes."""


class Rule(Section):
    """Rows to set aside: that a condition holds for (or not: keep), that repeat an earlier row, that lack a value."""

    rule: Text
    """What the accounting calls it."""
    where: Where | None = None
    """Sets aside the rows that it holds for: amount = 0."""
    keep: Where | None = None
    """Sets aside the rows that it does not hold for."""
    duplicates: list[Column] = []
    """The first row of each combination stays."""
    missing: Column | None = None
    """Sets aside the rows without a value in this column."""
    limit: Annotated[str, StringConstraints(pattern=r"^[0-9]+(\.[0-9]+)?%$|^[0-9]+$")] | None = None
    """Rows, or share of the rows, past which the run stops."""

    @model_validator(mode="after")
    def says_one_thing(self) -> Rule:
        """One of where, keep, duplicates, missing."""
        if sum([self.where is not None, self.keep is not None, bool(self.duplicates), self.missing is not None]) != 1:
            raise ValueError(f"rule {self.rule!r} says not one thing; write one of where, keep, duplicates, missing")
        if self.rule in RESERVED:
            raise ValueError(f"rule {self.rule!r} has a name that the accounting keeps for itself; give it another")
        return self

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that the rule looks at."""
        if condition := self.where or self.keep:
            return tuple(condition.column for condition in conditions(condition))
        return tuple(self.duplicates) if self.missing is None else (self.missing,)


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


def in_sheet(file: str, sheet: str | None) -> str:
    """What messages call a file of which a sheet is named, and one of which none is.

    Examples
    --------
    >>> in_sheet("book.xlsx", "2026"), in_sheet("orders.csv", None)
    ('book.xlsx!2026', 'orders.csv')
    """
    return f"{file}!{sheet}" if sheet else file


def run_of(columns: list[str], header: list[str]) -> list[str]:
    """The columns of a file that an unpivot names: each by itself, or `first..last` for all from one to the other.

    Raises
    ------
    ValueError
        Where the header lacks one of them, the last comes before the first, or a column is named twice.

    Examples
    --------
    >>> run_of(["Jan..Mar"], ["Region", "Jan", "Feb", "Mar", "Sum"])
    ['Jan', 'Feb', 'Mar']
    """
    found: list[str] = []
    for name in columns:
        first, dots, last = name.partition("..")
        ends = [first.strip(), last.strip()] if dots and name not in header else [name]
        if missing := [end for end in ends if end not in header]:
            raise ValueError(f"no column {missing[0]!r}")
        places = [header.index(end) for end in ends]
        if places[0] > places[-1]:
            raise ValueError(f"{ends[-1]!r} stands before {ends[0]!r}")
        found += header[places[0] : places[-1] + 1]
    if twice := repeated(found):
        raise ValueError(f"column {twice!r} is named twice, and would count twice")
    return found


def repeated(names: Iterable[str]) -> str:
    """The first name that is there more than once; '' where none is."""
    return next((name for name, times in Counter(names).items() if times > 1), "")


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
