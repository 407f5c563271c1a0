"""What the data contract is made of: tables and their columns, each with kind, unit, meaning, example and effect."""

from __future__ import annotations

from dataclasses import dataclass

NOTHING_YET = "no figure so far; rules can use it"
"""What a column switches on that intake keeps and no stage reads so far."""

TYPES = {
    "text": "text", "date": "date", "month": "month", "cents": "amount", "number": "number", "count": "whole number",
    "fraction": "share",
}  # fmt: skip
"""What readers call a kind."""


@dataclass(frozen=True)
class Column:
    """A column: how it is stored, what it says, and whether its table makes no sense without it."""

    kind: str
    """One of `results.DTYPES`; columns of kind cents end in `_cents`."""
    meaning: str
    required: bool = False
    values: tuple[str, ...] = ()
    """All values that it may have; empty where any will do."""
    on: str = ""
    """What it switches on where it is filled."""
    unit: str = ""
    """What its number counts; '' where the kind says it."""
    example: str = ""
    """A value as a plain CSV file writes it; '' where a row may well have none."""

    @property
    def type(self) -> str:
        """Its kind and unit for readers.

        Examples
        --------
        >>> Column("cents", "net amount", unit="currency units").type
        'amount [currency units]'
        """
        return f"{TYPES[self.kind]} [{self.unit}]" if self.unit else TYPES[self.kind]


@dataclass(frozen=True)
class Table:
    """A canonical table."""

    row: str
    """What one row is."""
    columns: dict[str, Column]
    switches_off: str
    """What the plan goes without where the table is absent."""
    one_of: tuple[str, ...] = ()
    """Columns of which at least one is there."""
    key: str = ""
    """The column by which other tables look a row up: no value twice."""
    when: tuple[str, ...] = ()
    """Columns that say when a row happened, the first one there counts; rows after as_of are set aside."""

    def stored(self, name: str) -> str:
        """The column that sources.yml means: `amount` is stored as `amount_cents`."""
        return name if name in self.columns else f"{name}_cents"

    @property
    def written(self) -> dict[str, Column]:
        """The columns under the names that sources.yml uses: money without `_cents`."""
        return {name.removesuffix("_cents"): column for name, column in self.columns.items()}

    @property
    def money(self) -> str:
        """The column that the table's money is counted by, '' where it has none."""
        return "amount_cents" if "amount_cents" in self.columns else ""


def text(
    meaning: str, example: str = "", *, on: str = "", required: bool = False, values: tuple[str, ...] = ()
) -> Column:
    """A column of words or ids, kept as they are written."""
    return Column("text", meaning, required, values, on, "", example)


def money(meaning: str, example: str, *, on: str = "", required: bool = False) -> Column:
    """A column of money: whole currency units in the file, cents in the plan."""
    return Column("cents", meaning, required, (), on, "currency units", example)


def day(meaning: str, example: str = "", *, on: str = "", required: bool = False) -> Column:
    """A column of dates."""
    return Column("date", meaning, required, (), on, "", example)


def month(meaning: str, *, on: str = "", required: bool = True) -> Column:
    """A column of months."""
    return Column("month", meaning, required, (), on, "", "2026-10")


def number(
    meaning: str, unit: str, example: str, *, on: str = "", required: bool = False, kind: str = "number"
) -> Column:
    """A column of numbers, of kind number, count (whole numbers) or fraction (shares of 1)."""
    return Column(kind, meaning, required, (), on, unit, example)


CUSTOMER_ID = "customer; one of the table customers, where there is one"
REP_ID = "person who sells; one of the table reps, where there is one"
CURRENCY = text(
    "currency of the row's money; without it, plan.yml's", "EUR", on="amounts in other currencies, with the table rates"
)
