"""Who has a say, what the business wants, and the market it is in: segments and channels too."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator

from salesplan_nb.workspace.fields import Cents, Day, Id, Person, Section, Share, Text, Where

Level = Literal["low", "medium", "high"]


class Stakeholder(Section):
    """Somebody with a say: who, how interested, how powerful, what they need, when they were heard."""

    id: Id
    """Short name, without blanks."""
    role: Text
    """What the person is, such as Chief financial officer."""
    department: Text
    """Where they work."""
    interest: Level
    """How much the plan matters to them."""
    influence: Level
    """How much they can move it."""
    needs: Text | None = None
    """What they need from the plan."""
    heard: Day | None = None
    """Day on which somebody talked to them; without it they stand on the to-do list."""


class Objective(Section):
    """What the business wants, with exactly one Accountable."""

    id: Id
    """Short name; goals name it under objective."""
    statement: Text
    """What is wanted, in a sentence."""
    accountable: Person | None = None
    """The one who answers for it: one name, without brackets."""
    responsible: list[Person] = []
    """Those who do the work."""
    consulted: list[Person] = []
    """Those who are asked before a decision."""
    informed: list[Person] = []
    """Those who are told after it."""

    @field_validator("accountable", mode="before")
    @classmethod
    def one_accountable(cls, value: object) -> object:
        """Exactly one Accountable, whoever else helps."""
        if isinstance(value, list):
            names = ", ".join(str(name) for name in value)
            raise ValueError(
                f"{len(value)} Accountables ({names}), exactly one must answer for an objective; "
                "write one name, without brackets, and move the others to responsible"
            )
        return value


class Market(Section):
    """Size of a market [currency units a year], from outside."""

    segment: Id
    """The segment whose market it is: an id of segments, else an industry."""
    tam: Cents | None = None
    """Total market: what all could buy of such goods [currency units a year]."""
    sam: Cents | None = None
    """Serviceable market: the part that we could serve [currency units a year]."""
    som: Cents | None = None
    """Obtainable market: the part that we could win, from a source of its own [currency units a year]."""
    year: Annotated[int, Field(ge=1900, le=2200)]
    """Year that the sizes are for."""
    source: Text
    """Where the figures come from, to the page."""
    date: Day
    """Date of the source."""


class SwotItem(Section):
    """A statement and the evidence that it stands on."""

    kind: Literal["strength", "weakness", "opportunity", "challenge"]
    """Which quarter it stands in."""
    statement: Text
    """What is claimed, in a sentence."""
    evidence: Text
    """A figure of this plan, such as `trend segment=Food` or `win_rate competitor=Corvex`; or an outside source."""
    holds_if: Text | None = None
    """When the figure bears the statement out: below 25%, or above 0%."""
    date: Day | None = None
    """Date of an outside source."""


class Segment(Section):
    """Customers told apart by a rule over their profile."""

    id: Id
    """Short name; tactics and markets name it."""
    name: Text | None = None
    """Name for readers."""
    where: Where
    """Who is in it, by columns of the table customers: industry = 'Food' and employees >= 50."""
    choose: bool = False
    """Whether the plan courts it."""
    reason: Text | None = None
    """Why it is chosen."""

    @model_validator(mode="after")
    def choice_says_why(self) -> Segment:
        """A choice has a reason."""
        if self.choose and not self.reason:
            raise ValueError("choose: a chosen segment needs a reason; add reason: and why")
        return self


class Channel(Section):
    """A route to market, its own cost as a share of its revenue, and its share in the chosen mix."""

    id: Id
    """Name, as the column channel of the orders writes it."""
    cost: Share | None = None
    """The channel's own cost as a share of its revenue, such as 11%; without goods, without what the budget holds."""
    cost_source: Text | None = None
    """Where the cost comes from."""
    share: Share | None = None
    """Its part of the goal; all channels together make 100%."""

    @model_validator(mode="before")
    @classmethod
    def name_alone(cls, value: object) -> object:
        """A channel may be written as its name alone."""
        return {"id": value} if isinstance(value, str) else value
