"""Who has a say, who answers for what, and whether every objective leads to a measure with an owner."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from salesplan_nb.objectives.result import Objectives
from salesplan_nb.results import framed
from salesplan_nb.workspace.plan import Goal, KpiTarget, Objective, Stakeholder

ENGAGE = {
    (True, True): "manage closely",
    (False, True): "keep satisfied",
    (True, False): "keep informed",
    (False, False): "monitor",
}
"""How to deal with a stakeholder, by (high interest, high influence)."""
LETTERS = (("A", "accountable"), ("R", "responsible"), ("C", "consulted"), ("I", "informed"))


def stakeholders(declared: Sequence[Stakeholder]) -> pd.DataFrame:
    """The table `stakeholders`: one row per stakeholder, with how to engage them.

    Notes
    -----
    The grid of A. L. Mendelow (1991) with two halves a side; medium counts as low: "manage closely" stays short.
    """
    rows = [
        (
            person.id,
            person.role,
            person.department,
            person.interest,
            person.influence,
            person.needs or "",
            person.heard.isoformat() if person.heard else "",
            ENGAGE[person.interest == "high", person.influence == "high"],
        )
        for person in declared
    ]
    return framed(Objectives, "stakeholders", rows)


def raci(objectives: Sequence[Objective]) -> pd.DataFrame:
    """The table `raci`: one row per objective, person and letter; A without a person where nobody is Accountable."""
    rows = [
        (objective.id, objective.statement, person, letter)
        for objective in objectives
        for letter, part in LETTERS
        for person in _people(objective, part)
    ]
    return framed(Objectives, "raci", rows)


def _people(objective: Objective, part: str) -> list[str]:
    named = getattr(objective, part)
    if isinstance(named, str):
        return [named]
    return list(named or ([""] if part == "accountable" else []))


def lineage(objectives: Sequence[Objective], goals: Sequence[Goal], kpis: Sequence[KpiTarget]) -> pd.DataFrame:
    """The table `lineage`: one row per chain objective, goal, KPI, owner; what breaks the chain is in `orphan`.

    Notes
    -----
    A goal's metric is its KPI, owned by who the plan names for that KPI, else by the goal's owner. A KPI that no goal
    is measured by stands alone at the end.
    """
    rows = [*_chains(objectives, goals, kpis), *_loose_kpis(goals, kpis)]
    return framed(Objectives, "lineage", rows)


def _chains(
    objectives: Sequence[Objective], goals: Sequence[Goal], kpis: Sequence[KpiTarget]
) -> Iterator[tuple[str, str, str, str, str]]:
    owners = {kpi.kpi: kpi.owner for kpi in kpis}
    known = {objective.id for objective in objectives}
    for objective in objectives:
        own = [goal for goal in goals if goal.objective == objective.id]
        if not own:
            yield objective.id, "", "", "", "no goal"
        for goal in own:
            owner = owners.get(goal.metric, goal.owner or "")
            yield objective.id, goal.id, goal.metric, owner, "" if owner else "no owner"
    for goal in goals:
        if goal.objective not in known:
            yield "", goal.id, goal.metric, owners.get(goal.metric, goal.owner or ""), "no objective"


def _loose_kpis(goals: Sequence[Goal], kpis: Sequence[KpiTarget]) -> Iterator[tuple[str, str, str, str, str]]:
    measured = {goal.metric for goal in goals}
    for kpi in kpis:
        if kpi.kpi not in measured:
            yield "", "", kpi.kpi, kpi.owner, "no goal"
