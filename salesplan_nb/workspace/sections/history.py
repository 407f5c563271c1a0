"""What in the history will not come again."""

from __future__ import annotations

from salesplan_nb.workspace.fields import Cents, Month, Section, Text


class OneOff(Section):
    """Sales that were made once: they stay in the base that a goal is measured from, and out of the forecast."""

    month: Month
    """Month in which they were booked, such as 2026-03."""
    amount: Cents
    """How much [currency units]; below zero where sales were missed once that will come again."""
    reason: Text
    """Why they will not come again."""
    region: Text | None = None
    """The region that they were made in; without it, each part of the month in proportion."""
    product_family: Text | None = None
    """The product family that they were made with, likewise."""

    @property
    def what(self) -> str:
        """Month, region and family in words: '2026-03, DACH'."""
        return ", ".join(name for name in (self.month, self.region, self.product_family) if name is not None)
