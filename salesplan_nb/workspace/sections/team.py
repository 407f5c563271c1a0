"""The team, those who would join it, and the budget."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from salesplan_nb.workspace.fields import Cents, FolderName, Fraction, Id, Month, Person, Section, Share, Span, Text

Category = Literal["marketing", "training", "technology", "headcount", "travel", "other"]


class Role(Section):
    """A role: what it does, what is expected of it, what it carries and costs."""

    id: Id
    """Name, as the column role of the table reps writes it."""
    title: Text
    """Title for readers."""
    responsibilities: list[Text] = []
    """What the role does."""
    expectations: list[Text] = []
    """What can be expected of whoever has it."""
    annual_quota: Cents | None = None
    """Quota of a fully ramped person for a year [currency units]; a role without one carries none."""
    ote: Cents | None = None
    """Pay on target, base and variable, for a year [currency units]."""
    ramp: list[Share] = []
    """Share of full productivity by month since the start, such as [0%, 25%, 50%, 75%, 100%]."""
    expected_attainment: Fraction | None = None
    """Share of the quota that people in this role reach on the whole, such as 96%."""
    skills: dict[Id, Annotated[int, Field(ge=1, le=5)]] = {}
    """Skill: the level that the role asks for, 1 to 5."""


class Hire(Section):
    """People who would join."""

    role: Id
    """Their role, by its id."""
    region: Text
    """The region that they would work in."""
    starts: Month
    """Month in which they would start, such as 2027-02."""
    count: Annotated[int, Field(ge=1, le=10_000)] = 1
    """How many."""


class Scenario(Section):
    """A named what-if over the same data."""

    id: FolderName
    """Short name; `salesplan run --scenario` takes it."""
    name: Text | None = None
    """Name for readers."""
    hires: Annotated[list[Hire], Field(min_length=1)]
    """Who would join."""


class Attrition(Section):
    """Share of people who leave in a year."""

    annual: Share
    """Share of people who leave in a year, such as 12%."""
    source: Text
    """Where the share comes from."""


class AcceptedRisk(Section):
    """A skill gap that somebody takes on."""

    skill: Id
    """The skill that falls short."""
    role: Id
    """The role that asks for it, by its id."""
    owner: Person
    """Who takes the risk on."""
    reason: Text
    """Why."""


class BudgetLine(Section):
    """A line of the budget; the months of its amount are those of the plan year unless a period is given."""

    id: Id
    """Short name; tactics name it under budget."""
    category: Category
    """What kind of cost it is."""
    amount: Cents
    """What is asked for [currency units]."""
    owner: Person
    """Who answers for it."""
    goal: Id | None = None
    """The goal that it serves, by its id."""
    closes: Id | None = None
    """The skill gap that it closes: a skill of a role."""
    period: Span | None = None
    """When it is spent, within the plan year; without it, over the whole of it."""


class Budget(Section):
    """What may be spent, and on what."""

    limit: Cents | None = None
    """What all lines together may come to [currency units]."""
    lines: list[BudgetLine] = []
    """What it is spent on."""
