"""How a file of sources.yml is laid out: its format, columns looked up in another file, columns turned into rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from salesplan_nb.files import Layout
from salesplan_nb.workspace.fields import Section, Text
from salesplan_nb.workspace.source_fields import Canonical, Column, Encoding, File, one_or_more

CELL = "[A-Z]{1,3}[1-9][0-9]{0,6}"
"""A pattern of one cell of a sheet: B4."""


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
        """How to read the file, with the delimiter and encoding of `other` where they are not said here."""
        other = other or self
        return Layout(
            delimiter=self.delimiter or other.delimiter or ",",
            encoding=self.encoding or other.encoding or "utf-8",
            header=self.header or 1,
            names=tuple(self.names),
            sheet=self.sheet or "",
            range=self.range or "",
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
