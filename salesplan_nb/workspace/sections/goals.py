"""Goals, how they are broken down, and what is done to reach them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from salesplan_nb.calendars import Period
from salesplan_nb.workspace.fields import Cents, Change, Id, Month, Person, Section, Span, Text

Basis = Literal["seasonal", "even", "prior_year", "trailing_12", "potential"]
MonthBasis = Literal["seasonal", "even", "working_days", "prior_year", "manual"]
"""By what a goal is shared over months; working_days: Mondays to Fridays without holidays; manual: locks say it, and
what they leave is shared evenly."""
MemberBasis = Literal["seasonal", "even", "prior_year", "trailing_12", "potential", "manual"]
"""By what it is shared over regions, families, routes to market."""
Metric = Literal[
    "bookings", "revenue", "new_customers", "win_rate", "conversion", "sales_cycle", "pipeline_coverage", "csat",
    "attainment", "revenue_growth",
]  # fmt: skip
DIMENSIONS = ("region", "product_family", "channel")
"""What a goal in money is broken down by beside time."""
PARTS = (*DIMENSIONS, "rep_id")
"""What a forecast is told apart by."""
ADDITIVE = ("bookings", "revenue")
"""Metrics in money that add up over months, regions and families, and so can be broken down."""
UNITS: dict[str, str] = {
    "bookings": "cents", "revenue": "cents", "new_customers": "count", "win_rate": "fraction", "conversion": "fraction",
    "sales_cycle": "days", "pipeline_coverage": "ratio", "csat": "fraction", "attainment": "fraction",
    "revenue_growth": "fraction",
}  # fmt: skip
"""The unit in which each metric is held: cents, count, fraction, days, ratio."""
TOTAL = "total"
"""The scope of a goal of the whole company."""


class Scope(Section):
    """The part of the company that a goal in money is set for; without it the whole."""

    region: Text | None = None
    """A region of the orders."""
    product_family: Text | None = None
    """Or a product family of the orders."""

    @model_validator(mode="after")
    def one_part(self) -> Scope:
        """One dimension and its member: the parts of the forecast are told apart by one at a time."""
        if (self.region is None) == (self.product_family is None):
            raise ValueError(
                "a scope is one region or one product family; write {region: ...} or {product_family: ...}"
            )
        return self

    @property
    def dimension(self) -> str:
        """'region' or 'product_family'."""
        return "region" if self.region is not None else "product_family"

    @property
    def member(self) -> str:
        """Its name."""
        return str(self.region if self.region is not None else self.product_family)


class Goal(Section):
    """An objective made measurable: metric, baseline, change or target, period, owner."""

    id: Id
    """Short name; breakdown, tactics and budget lines name it."""
    objective: Id | None = None
    """The objective that it serves, by its id."""
    metric: Metric
    """What is measured."""
    scope: Scope | None = None
    """Where, for a goal in money: {region: DACH} or {product_family: Flow}; without it the whole company."""
    baseline: Text | None = None
    """From where: yoy (the same period a year before), qoq (the quarter just before), or a period such as 2026."""
    change: Change | None = None
    """How much more than the baseline: +20%, +5 points of a rate, -10 days, +20 customers; or a target instead."""
    target: Text | None = None
    """The value to reach: whole currency units, a number, or a share such as 88%; or write a change instead."""
    period: Span | None = None
    """By when: 2027, 2027-Q4, 2027-03 or 2027-03..2027-12."""
    owner: Person | None = None
    """Who answers for it."""

    @property
    def scope_name(self) -> str:
        """'total', or the dimension and its member as the forecast names its parts: 'region: DACH'."""
        return TOTAL if self.scope is None else f"{self.scope.dimension}: {self.scope.member}"

    @property
    def base(self) -> Period | None:
        """The period that a change is measured from; None where the goal names none that can be read."""
        if self.baseline is None or self.period is None:
            return None
        try:
            return (
                self.period.baseline(self.baseline) if self.baseline in ("yoy", "qoq") else Period.parse(self.baseline)
            )
        except ValueError:
            return None


class Lock(Section):
    """A cell, or the sum of some cells, held fixed, not below or not above an amount."""

    rep: Id | None = None
    """The person whose quota it is about; or write region, product_family, channel, month or period for targets."""
    region: Text | None = None
    """The region; without it, all together."""
    product_family: Text | None = None
    """The product family; without it, all together."""
    channel: Text | None = None
    """The route to market, where the breakdown has channels; without it, all together."""
    month: Month | None = None
    """The month, such as 2027-01; without month and period, the goal's whole period."""
    period: Span | None = None
    """Several months together: 2027-Q1 or 2027-01..2027-06."""
    amount: Cents | None = None
    """What it holds, no more and no less [currency units]; or write floor, cap or both."""
    floor: Cents | None = None
    """What it holds at least [currency units]."""
    cap: Cents | None = None
    """What it holds at most [currency units]."""
    reason: Text
    """Why."""

    @property
    def low(self) -> int:
        """The least that it may hold [cents]."""
        return max(0, self.floor or 0) if self.amount is None else self.amount

    @property
    def high(self) -> int | None:
        """The most that it may hold [cents]; None: no limit."""
        return self.cap if self.amount is None else self.amount

    def months(self, of: Period) -> list[str]:
        """Which months of a goal's period it is about."""
        if self.month is not None:
            return [month for month in of.months if month == self.month]
        return [month for month in of.months if self.period is None or month in self.period]

    @property
    def cell(self) -> str:
        """What it is about, in words: 'A, Flow 2027-03'."""
        names = ", ".join(name for name in (self.rep, self.region, self.product_family, self.channel) if name)
        return " ".join(part for part in (names, self.month or (self.period.label if self.period else "")) if part)

    @property
    def told(self) -> str:
        """In words: 'A 2027-03: 150.00 (agreed)'."""
        if self.amount is not None:
            held = f"{self.amount / 100:,.2f}"
        else:
            ends = (("at least", self.floor), ("at most", self.cap))
            held = ", ".join(f"{word} {amount / 100:,.2f}" for word, amount in ends if amount is not None)
        return f"{self.cell}: {held} ({self.reason})"


class RepBreakdown(Section):
    """How quotas are shared among people."""

    basis: Basis
    """By what: even, trailing_12 or prior_year (what each sold), potential (the targets of their region)."""
    round_to: Annotated[int, Field(ge=1)] = 1
    """Step that quotas are rounded to [currency units]."""
    remainder: Text = "house account"
    """Line that takes what rounding leaves."""


class Breakdown(Section):
    """How a goal is shared over months, regions, families, routes to market and people."""

    goal: Id
    """The goal that is broken down, by its id."""
    quarter: MonthBasis | None = None
    """How it is shared over the plan's quarters; without it, a quarter is the sum of its months."""
    month: MonthBasis = "seasonal"
    """How it is shared over months, or a quarter over its months; working_days leaves out the year's holidays."""
    week: Literal["working_days"] | None = None
    """How a month is shared over its weeks, where weeks are wanted: by Mondays to Fridays without holidays."""
    region: MemberBasis = "trailing_12"
    """How it is shared over regions."""
    product_family: MemberBasis = "trailing_12"
    """How it is shared over product families."""
    channel: MemberBasis | None = None
    """How it is shared over routes to market, where they are wanted."""
    round_to: Annotated[int, Field(ge=1)] = 1
    """Step that every cell is rounded to [currency units]."""
    remainder: Text = "house account"
    """Line that takes what rounding leaves, where the goal is no multiple of the step."""
    rep: RepBreakdown | None = None
    """How quotas are shared among people."""
    locks: list[Lock] = []
    """Cells held fixed, not below or not above an amount; the others share the rest."""

    def basis_of(self, level: str) -> str | None:
        """The basis of a level by its name; None where it is not asked for."""
        found: str | None = getattr(self, level)
        return found


class Effect(Section):
    """What a tactic adds over the plan year [cents], and who says so."""

    low: Cents
    """The least that it adds over its period [currency units]; below 0: a loss, at most what the forecast holds."""
    likely: Cents
    """What it most likely adds [currency units]."""
    high: Cents
    """The most that it adds [currency units]."""
    source: Text
    """Who says so, or from what."""

    @model_validator(mode="after")
    def in_order(self) -> Effect:
        """Low, likely and high do not cross."""
        if not self.low <= self.likely <= self.high:
            raise ValueError("an effect needs low <= likely <= high")
        return self


class Tactic(Section):
    """What is done, for whom, by whom, through which channel, with which effect."""

    id: Id
    """Short name."""
    name: Text | None = None
    """Name for readers."""
    goal: Id
    """The goal that it serves, by its id."""
    segment: Id | None = None
    """For whom: an id of segments."""
    channel: Id | None = None
    """Through which channel."""
    action: Text
    """What is done, so that somebody else could check it."""
    owner: Person
    """Who does it."""
    period: Span
    """When: 2027, 2027-Q2, 2027-03 or 2027-03..2027-12."""
    lever: Literal["price"] | None = None
    """`price` where prices are what it changes: a step of its own on the way from base to goal."""
    effect: Effect | None = None
    """What it adds, with its source; without it the tactic moves no figure."""
    budget: Id | None = None
    """The budget line that pays for it, by its id."""
