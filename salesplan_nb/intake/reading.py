"""How a cell is read: what the file says of its column, and why a cell cannot be."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

from salesplan_nb.fiscal import CalendarMonths, MonthCalendar
from salesplan_nb.workspace.expressions import plain
from salesplan_nb.workspace.sources import Source

ISO = "iso"
"""The form of dates and times in files that type their columns."""


class Ambiguous(ValueError):
    """A date that the declared forms read as two days."""


class TooLarge(ValueError):
    """A number beyond what anybody sells."""


class NoShare(ValueError):
    """A share of less than nothing or more than all."""


class Unzoned(ValueError):
    """A time with a zone, and no zone of the plan to bring it into."""


@dataclass(frozen=True)
class Failed:
    """What stands in place of a value that could not be derived."""

    cells: str
    """Those that it was to be made of."""

    def __str__(self) -> str:
        return self.cells


Value = str | Fraction | Failed
"""A cell as it is read: text, or an exact number where it was derived."""


@dataclass(frozen=True)
class Reading:
    """How the cells of one column are read."""

    source: Source
    native: bool = False
    """Whether the file itself types the column."""
    scale: Decimal = Decimal(1)
    zone: ZoneInfo | None = None
    """The plan's time zone."""
    calendar: MonthCalendar = field(default_factory=CalendarMonths)
    """The company's months: a day in a column of months belongs to one of them."""

    @property
    def dates(self) -> tuple[tuple[str, ...], ...]:
        """The forms that a date may have: those of the first group that read it at all count."""
        declared = tuple(self.source.dates)
        return ((ISO,), declared) if self.native else (declared,)  # declared ones for days as numbers: 20261031


def written(value: Value) -> str:
    """A value as text, a derived number in digits."""
    return plain(value) if isinstance(value, Fraction) else str(value)
