"""What is seen of a sheet before it is opened: how far it reaches, and the cells that have no value to take."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from salesplan_nb.errors import PlanError
from salesplan_nb.files.places import cell_place

MAX_AREA = 20_000_000
"""Cells of a sheet's filled rectangle; each costs its reader 32 bytes, filled or not."""
SMALL_AREA = 1_000_000
MAX_SPREAD = 100
"""Cells of a large rectangle for each filled one."""


class Fault(NamedTuple):
    """A cell without a value, by row and column from 1."""

    row: int
    column: int
    what: str


@dataclass
class Scan:
    """What a sheet holds."""

    cells: int = 0
    """Filled ones."""
    top: int = 1 << 30
    left: int = 1 << 30
    bottom: int = 0
    right: int = 0
    faults: list[Fault] = field(default_factory=list)
    """Cells that hold an error, or a formula without its value."""

    def add(self, top: int, left: int, bottom: int = 0, right: int = 0, cells: int = 1) -> None:
        """Count a filled cell, or the cells of a rectangle."""
        self.cells += cells
        self.top, self.left = min(self.top, top), min(self.left, left)
        self.bottom, self.right = max(self.bottom, top, bottom), max(self.right, left, right)

    @property
    def area(self) -> int:
        """Cells of the filled rectangle."""
        return (self.bottom - self.top + 1) * (self.right - self.left + 1) if self.cells else 0

    def check(self, place: str) -> None:
        """Refuse a sheet that reaches absurdly far.

        Raises
        ------
        PlanError
            Of kind "data".
        """
        if self.area > MAX_AREA or (self.area > SMALL_AREA and self.area > MAX_SPREAD * self.cells):
            raise PlanError(
                "sheet-too-large",
                message=f"{place}: {self.cells:,} filled cells are spread over {self.area:,}",
                context=[f"the filled cells reach to {cell_place(self.bottom, self.right)}"],
                hint="delete the rows and columns behind the table (Ctrl+End shows the last cell), or save it as CSV",
                kind="data",
            )
