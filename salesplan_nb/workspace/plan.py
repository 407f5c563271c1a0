"""plan.yml as a model: what the analyst decided. Keys are the words of the field; amounts enter in whole units.

A section that is absent is None or empty: the stage that would show it says "not planned yet".
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator

from salesplan_nb.calendars import Period
from salesplan_nb.workspace.fields import (
    Cents,
    Change,
    Day,
    Fraction,
    Id,
    Month,
    Section,
    Share,
    Span,
    Text,
    Where,
    fraction,
)

Level = Literal["low", "medium", "high"]
Category = Literal["marketing", "training", "technology", "headcount", "travel", "other"]
Basis = Literal["seasonal", "even", "prior_year", "trailing_12", "potential"]
Metric = Literal[
    "bookings", "revenue", "new_customers", "win_rate", "conversion", "sales_cycle", "pipeline_coverage", "csat",
    "attainment", "revenue_growth",
]  # fmt: skip
ADDITIVE = ("bookings", "revenue")
"""Metrics in money that add up over months, regions and families, and so can be broken down."""


class Year(Section):
    """The planning year."""

    starts: Month
    months: Annotated[int, Field(ge=1, le=12)] = 12


class Stakeholder(Section):
    """Somebody with a say: who, how interested, how powerful, what they need, when they were heard."""

    id: Id
    role: Text
    department: Text
    interest: Level
    influence: Level
    needs: Text | None = None
    heard: Day | None = None


class Objective(Section):
    """What the business wants, with exactly one Accountable."""

    id: Id
    statement: Text
    accountable: Id | None = None
    responsible: list[Id] = []
    consulted: list[Id] = []
    informed: list[Id] = []

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
    tam: Cents | None = None
    sam: Cents | None = None
    som: Cents | None = None
    year: Annotated[int, Field(ge=1900, le=2200)]
    source: Text
    date: Day


class SwotItem(Section):
    """A statement and the evidence that it stands on."""

    kind: Literal["strength", "weakness", "opportunity", "challenge"]
    statement: Text
    evidence: Text
    holds_if: Text | None = None
    date: Day | None = None


class Goal(Section):
    """An objective made measurable: metric, baseline, change or target, period, owner."""

    id: Id
    objective: Id | None = None
    metric: Metric
    baseline: Text | None = None
    change: Change | None = None
    target: Text | None = None
    period: Span | None = None
    owner: Id | None = None


class Lock(Section):
    """A cell held fixed."""

    rep: Id | None = None
    region: Text | None = None
    month: Month
    amount: Cents
    reason: Text


class RepBreakdown(Section):
    """How quotas are shared among people."""

    basis: Basis
    round_to: Annotated[int, Field(ge=1)] = 1
    remainder: Text = "house account"


class Breakdown(Section):
    """How a goal is shared over months, regions, families and people."""

    goal: Id
    month: Literal["seasonal", "even", "prior_year"] = "seasonal"
    region: Basis = "trailing_12"
    product_family: Basis = "trailing_12"
    rep: RepBreakdown | None = None
    locks: list[Lock] = []


class Segment(Section):
    """Customers told apart by a rule over their profile."""

    id: Id
    name: Text | None = None
    where: Where
    choose: bool = False
    reason: Text | None = None

    @model_validator(mode="after")
    def choice_says_why(self) -> Segment:
        """A choice has a reason."""
        if self.choose and not self.reason:
            raise ValueError("choose: a chosen segment needs a reason; add reason: and why")
        return self


class Channel(Section):
    """A route to market, its own cost as a share of its revenue, and its share in the chosen mix."""

    id: Id
    cost: Share | None = None
    cost_source: Text | None = None
    share: Share | None = None

    @model_validator(mode="before")
    @classmethod
    def name_alone(cls, value: object) -> object:
        """A channel may be written as its name alone."""
        return {"id": value} if isinstance(value, str) else value


class Effect(Section):
    """What a tactic adds over the plan year [cents], and who says so."""

    low: Cents
    likely: Cents
    high: Cents
    source: Text

    @model_validator(mode="after")
    def in_order(self) -> Effect:
        """Low, likely and high do not cross."""
        if not self.low <= self.likely <= self.high:
            raise ValueError("an effect needs low <= likely <= high")
        return self


class Tactic(Section):
    """What is done, for whom, by whom, through which channel, with which effect."""

    id: Id
    name: Text | None = None
    goal: Id
    segment: Id | None = None
    channel: Id | None = None
    action: Text
    owner: Id
    period: Span
    effect: Effect | None = None
    budget: Id | None = None


class Role(Section):
    """A role: what it does, what is expected of it, what it carries and costs."""

    id: Id
    title: Text
    responsibilities: list[Text] = []
    expectations: list[Text] = []
    annual_quota: Cents | None = None
    ote: Cents | None = None
    ramp: list[Share] = []
    expected_attainment: Fraction | None = None
    skills: dict[Id, Annotated[int, Field(ge=1, le=5)]] = {}


class Hire(Section):
    """People who would join."""

    role: Id
    region: Text
    starts: Month
    count: Annotated[int, Field(ge=1, le=10_000)] = 1


class Scenario(Section):
    """A named what-if over the same data."""

    id: Id
    name: Text | None = None
    hires: Annotated[list[Hire], Field(min_length=1)]


class Attrition(Section):
    """Share of people who leave in a year."""

    annual: Share
    source: Text


class BudgetLine(Section):
    """A line of the budget; the months of its amount are those of the plan year unless a period is given."""

    id: Id
    category: Category
    amount: Cents
    owner: Id
    goal: Id | None = None
    closes: Id | None = None
    period: Span | None = None


class Budget(Section):
    """What may be spent, and on what."""

    limit: Cents | None = None
    lines: list[BudgetLine] = []


class AcceptedRisk(Section):
    """A skill gap that somebody takes on."""

    skill: Id
    role: Id
    owner: Id
    reason: Text


class KpiTarget(Section):
    """A target for a KPI of the library."""

    kpi: Metric
    target: Text
    owner: Id


class Trigger(Section):
    """A rule written before the period: when the KPI is so for so long, somebody does something."""

    kpi: Metric
    when: Text
    persists: Annotated[Text, Field(alias="for")]
    action: Text
    owner: Id

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
    day: Annotated[int, Field(ge=1, le=28)]


class Plan(Section):
    """A plan.yml: company, currency, year and one goal are required; what else is absent is not planned yet."""

    company: Text
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    year: Year
    goals: Annotated[list[Goal], Field(min_length=1)]
    vision: Text | None = None
    mission: Text | None = None
    decide_by: Day | None = None
    examples: list[Id] = []
    """Sections that the template filled in as examples: marked on the page until the analyst takes them over."""
    stakeholders: list[Stakeholder] = []
    objectives: list[Objective] = []
    market: list[Market] = []
    swot: list[SwotItem] = []
    breakdown: Breakdown | None = None
    segments: list[Segment] = []
    channels: list[Channel] = []
    tactics: list[Tactic] = []
    roles: list[Role] = []
    scenarios: list[Scenario] = []
    attrition: Attrition | None = None
    over_assignment: Fraction | None = None
    budget: Budget | None = None
    accepted_risks: list[AcceptedRisk] = []
    kpis: list[KpiTarget] = []
    triggers: list[Trigger] = []
    reviews: Reviews | None = None

    @property
    def plan_year(self) -> Period:
        """The months planned for."""
        first = Period(self.year.starts, self.year.starts)
        return Period(first.first, first.shifted(self.year.months - 1).last)
