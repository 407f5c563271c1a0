"""plan.yml as a model: what the analyst decided. Keys are the words of the field; amounts enter in whole units.

A section that is absent is None or empty: the stage that would show it says "not planned yet".
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from salesplan_nb.calendars import shift
from salesplan_nb.fiscal import PlanYear
from salesplan_nb.workspace.fields import Currency, Day, Fraction, Id, Locale, Section, Text
from salesplan_nb.workspace.sections.goals import (
    ADDITIVE,
    DIMENSIONS,
    PARTS,
    TOTAL,
    UNITS,
    Basis,
    Breakdown,
    Effect,
    Goal,
    Lock,
    MemberBasis,
    Metric,
    MonthBasis,
    RepBreakdown,
    Scope,
    Tactic,
)
from salesplan_nb.workspace.sections.history import OneOff
from salesplan_nb.workspace.sections.market import Channel, Level, Market, Objective, Segment, Stakeholder, SwotItem
from salesplan_nb.workspace.sections.team import (
    AcceptedRisk,
    Attrition,
    Budget,
    BudgetLine,
    Category,
    Hire,
    Role,
    Scenario,
)
from salesplan_nb.workspace.sections.tracking import KpiTarget, Reviews, Trigger
from salesplan_nb.workspace.sections.year import Year

__all__ = [
    "ADDITIVE", "DIMENSIONS", "PARTS", "TOTAL", "UNITS", "AcceptedRisk", "Attrition", "Basis", "Breakdown", "Budget",
    "BudgetLine", "Category", "Channel", "Effect", "Goal", "Hire", "KpiTarget", "Level", "Lock", "Market",
    "MemberBasis", "Metric", "MonthBasis", "Objective", "OneOff", "Plan", "RepBreakdown", "Reviews", "Role", "Scenario",
    "Scope", "Segment", "Stakeholder", "SwotItem", "Tactic", "Trigger", "Year",
]  # fmt: skip


class Plan(Section):
    """A plan.yml: company, currency, year and one goal are required; what else is absent is not planned yet."""

    company: Text
    """Name of the company."""
    currency: Currency
    """Currency of all amounts, three capital letters: EUR."""
    year: Year
    """The planning year."""
    goals: Annotated[list[Goal], Field(min_length=1)]
    """What is to be reached: at least one."""
    locale: Locale | None = None
    """How numbers are written, such as de_DE; without it 28.8M, 12,096 and 28%. The text stays English."""
    vision: Text | None = None
    """What the company wants to be."""
    mission: Text | None = None
    """What it does, and for whom."""
    decide_by: Day | None = None
    """Day by which the plan is decided on."""
    examples: list[Id] = []
    """Sections that the template filled in as examples: marked on the page until the analyst takes them over."""
    assumed: list[Text] = []
    """What `salesplan init` had to assume: to be confirmed, then taken out."""
    stakeholders: list[Stakeholder] = []
    """Who has a say."""
    objectives: list[Objective] = []
    """What the business wants, each with one who answers for it."""
    market: list[Market] = []
    """Size of each market, from outside."""
    swot: list[SwotItem] = []
    """Strengths, weaknesses, opportunities and challenges, each with its evidence."""
    one_offs: list[OneOff] = []
    """Sales that were made once: in the base, not in the forecast."""
    breakdown: Breakdown | None = None
    """How a goal is shared over months, regions, product families and people."""
    segments: list[Segment] = []
    """Customers told apart by rules; the first rule that fits counts. Without any, by industry."""
    channels: list[Channel] = []
    """Routes to market; media belong to the budget."""
    tactics: list[Tactic] = []
    """What is done to reach the goals."""
    roles: list[Role] = []
    """Roles of the team: duties, quota, pay, ramp, skills."""
    scenarios: list[Scenario] = []
    """What-ifs to decide on."""
    attrition: Attrition | None = None
    """How many people leave in a year."""
    over_assignment: Fraction | None = None
    """By how much all quotas together exceed the target, such as 8%."""
    budget: Budget | None = None
    """What may be spent, and on what."""
    accepted_risks: list[AcceptedRisk] = []
    """Skill gaps that somebody takes on, with the reason."""
    kpis: list[KpiTarget] = []
    """Figures to be held to, each with target and owner."""
    triggers: list[Trigger] = []
    """What is done when a figure stays off its course, written before it does."""
    reviews: Reviews | None = None
    """When the plan is looked at again."""

    @property
    def plan_year(self) -> PlanYear:
        """The months planned for, and which days they have."""
        last = shift(self.year.starts, self.year.months - 1)
        return PlanYear(self.year.starts, last, self.year.calendar, frozenset(self.year.holidays))
