"""What is unfinished in a plan: a run goes on, approval waits for the kind `must`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from salesplan_nb.number_formats import decimal_text, used
from salesplan_nb.workspace.plan import Plan
from salesplan_nb.workspace.sources import Sources
from salesplan_nb.workspace.yamlfile import Document, Location


@dataclass(frozen=True)
class Todo:
    """Something to do before approval (`must`), or that would make the plan fuller (`may`)."""

    kind: Literal["must", "may"]
    text: str
    place: str
    """`plan.yml:12`; `plan.yml` where it is about the whole file."""


EFFECT = "{low: ..., likely: ..., high: ..., source: ...}"
NOT_PLANNED = {
    "vision": "what the company wants to be",
    "mission": "what it does, and for whom",
    "stakeholders": "who has a say: id, role, department, interest, influence, needs and the date they were heard",
    "objectives": "what the business wants: id, statement, accountable, responsible",
    "market": "the size of each market from outside: segment, sam or som, year, source, date",
    "swot": "strengths, weaknesses, opportunities and challenges: kind, statement, evidence",
    "breakdown": "goal: the id of the goal that is shared over months, regions and product families",
    "segments": "customers told apart by a rule: id, where, and choose with a reason for those to win",
    "channels": "the routes to market, such as [direct, partner, online]",
    "tactics": "what is done: id, goal, action, owner, period, effect",
    "roles": "the roles of the team: id, title, annual_quota, ote, ramp, skills",
    "scenarios": "what-ifs to decide on: id and hires",
    "attrition": "the share of people who leave in a year, and its source",
    "over_assignment": "by how much quotas exceed the target, such as 5%",
    "budget": "limit, and lines with id, category, amount and owner",
    "kpis": "kpi, target and owner for each figure to be held to",
    "triggers": "what is done when a KPI stays off its course: kpi, when, for, action, owner",
    "reviews": "when the plan is looked at again, such as {every: month, day: 10}",
}
"""What to add to a section that is not planned yet."""


def todos(plan: Plan, document: Document, sources: Sources, sources_document: Document) -> list[Todo]:
    """The to-dos that plan.yml and sources.yml show, in the order of the files, those of kind `must` first.

    Parameters
    ----------
    plan, sources : Plan, Sources
        The valid files.
    document, sources_document : Document
        Where that is in plan.yml and sources.yml.
    """
    with used(plan.locale):
        must = [Todo("must", text, document.place(*location)) for location, text in _unfinished(plan)]
    must.sort(key=lambda todo: int(todo.place.rpartition(":")[2]))
    must += [Todo("must", text, sources_document.place(*location)) for location, text in _assumed(sources.assumed)]
    may = [
        Todo("may", f"{section} not planned yet: add {what}", document.name)
        for section, what in NOT_PLANNED.items()
        if getattr(plan, section) in (None, [])
    ]
    return must + may


def _assumed(assumed: Sequence[str]) -> Iterator[tuple[Location, str]]:
    for i, text in enumerate(assumed):
        yield ("assumed", i), f"assumed, {text}: confirm or correct it, then take this line out of assumed"


def _unfinished(plan: Plan) -> Iterator[tuple[Location, str]]:
    yield from _assumed(plan.assumed)
    for i, section in enumerate(plan.examples):
        text = f"{section}: still the template's example; make it your own, then take {section} out of examples"
        yield ("examples", i), text
    for i, who in enumerate(plan.stakeholders):
        if who.heard is None:
            text = f"{who.department} ({who.role}) was never heard: talk to them, then add heard: and the date"
            yield ("stakeholders", i), text
    for i, objective in enumerate(plan.objectives):
        if objective.accountable is None:
            text = f"objective {objective.id} has nobody accountable: add accountable: and one name"
            yield ("objectives", i), text
        if not objective.responsible:
            yield ("objectives", i), f"objective {objective.id} has nobody responsible: add responsible: [name]"
    yield from _goals_and_tactics(plan)
    yield from _budget(plan)


def _goals_and_tactics(plan: Plan) -> Iterator[tuple[Location, str]]:
    for i, goal in enumerate(plan.goals):
        if goal.owner is None:
            yield ("goals", i), f"goal {goal.id} has no owner: add owner: and a name"
        if goal.objective is None and plan.objectives:
            yield ("goals", i), f"goal {goal.id} serves no objective: add objective: and its id"
    for i, tactic in enumerate(plan.tactics):
        if tactic.effect is None:
            yield ("tactics", i), f"tactic {tactic.id} has no effect with a source: add effect: {EFFECT}"


def _budget(plan: Plan) -> Iterator[tuple[Location, str]]:
    if plan.budget is None or plan.budget.limit is None:
        return
    over = sum(line.amount for line in plan.budget.lines) - plan.budget.limit
    if over > 0:
        amount = decimal_text(over // 100 if over % 100 == 0 else Decimal(over).scaleb(-2))
        yield (
            ("budget", "limit"),
            f"the budget is {amount} {plan.currency} over its limit: cut lines, or have the limit raised",
        )
