"""The planning year of plan.yml."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from salesplan_nb.workspace.fields import Month, Section


class Year(Section):
    """The planning year."""

    starts: Month
    """First month of the plan: 2027-01."""
    months: Annotated[int, Field(ge=1, le=12)] = 12
    """How many months are planned."""
