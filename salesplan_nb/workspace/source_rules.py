"""Which rows of a source are set aside, and which take others back: rules and returns of sources.yml."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from salesplan_nb.workspace.fields import Section, Text, Where
from salesplan_nb.workspace.source_fields import Column
from salesplan_nb.workspace.where import conditions

RESERVED = ("used", "after as_of")
"""What the accounting calls rows that were kept, and rows after the last complete month."""


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


class Returns(Section):
    """Returns and cancellations, matched to the orders that they undo."""

    where: Where
    """Which rows are returns: quantity < 0, or "Invoice" starts with 'C'."""
    match: Annotated[list[Column], Field(min_length=1)]
    """Canonical columns that a return shares with its order, such as customer_id and product_id."""
    month: Literal["return", "order"] = "return"
    """Whose month the minus counts in: that of the return, or that of the order it undoes."""
