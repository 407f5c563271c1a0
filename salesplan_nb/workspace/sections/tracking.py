"""What the plan is held to once it runs: KPIs, triggers, reviews."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from salesplan_nb.workspace.fields import Person, Section, Text, fraction
from salesplan_nb.workspace.sections.goals import Metric


class KpiTarget(Section):
    """A target for a KPI of the library."""

    kpi: Metric
    """What is measured."""
    target: Text
    """The value to reach: a share such as 32%, a number of days, a count, or whole currency units."""
    owner: Person
    """Who answers for it."""


class Trigger(Section):
    """A rule written before the period: when the KPI is so for so long, somebody does something."""

    kpi: Metric
    """What is watched."""
    when: Text
    """The threshold: below 27%, or above 60."""
    persists: Annotated[Text, Field(alias="for")]
    """For how long in a row, such as 2 months."""
    action: Text
    """What is done then."""
    owner: Person
    """Who does it."""

    @model_validator(mode="after")
    def is_a_rule(self) -> Trigger:
        """`below 27%` or `above 60`, `2 months`."""
        words = self.when.split()
        if len(words) != 2 or words[0] not in ("below", "above"):
            raise ValueError(f"when: {self.when!r}; write below 27% or above 60")
        fraction(words[1])
        self.months  # noqa: B018 -- raises where the text is no duration
        return self

    @property
    def months(self) -> int:
        """Months in a row for which the rule must hold."""
        number, _, unit = self.persists.partition(" ")
        if not number.isdigit() or int(number) < 1 or unit not in ("month", "months"):
            raise ValueError(f"for: {self.persists!r}; write 2 months")
        return int(number)


class Reviews(Section):
    """When the plan is looked at again."""

    every: Literal["month", "quarter"]
    """How often."""
    day: Annotated[int, Field(ge=1, le=28)]
    """Day of the month."""
