"""A goal in a sentence, read with what a workspace knows: its calendar, people and objectives, its data."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from salesplan_nb.errors import PlanError, cut
from salesplan_nb.intake import Cube, read
from salesplan_nb.number_formats import used
from salesplan_nb.workspace import load
from salesplan_nb.workspace.plan import ADDITIVE, DIMENSIONS, UNITS, Goal
from salesplan_nb.workspace.sentences import Draft, Known, Question, draft
from salesplan_nb.workspace.sentences.periods import Calendar
from salesplan_nb.workspace.sentences.reading import ORDER

if TYPE_CHECKING:
    from salesplan_nb.goals import Base
    from salesplan_nb.intake import Intake
    from salesplan_nb.workspace import Workspace


def drafted(sentence: str, folder: Path | None) -> Draft:
    """The draft of a sentence.

    Parameters
    ----------
    sentence : str
        As its author wrote it.
    folder : Path or None
        A workspace, which the sentence may refer to; None: it stands by itself, and relative words are asked for.

    Raises
    ------
    PlanErrors
        Of the workspace.
    """
    if folder is None:
        return draft(sentence, Known())
    workspace = load(folder)
    plan, taken = workspace.plan, read(workspace)
    orders = taken.tables["orders"]
    members = {name: orders[name].unique().to_pylist() for name in DIMENSIONS if name in orders.column_names}
    members["segment"] = [segment.name or segment.id for segment in plan.segments]
    people = {role.id: role.title for role in plan.roles if role.title} | {
        who.id: who.role for who in plan.stakeholders
    }
    facts = taken.quality.facts
    known = Known(
        Calendar(facts.as_of, plan.plan_year),
        plan.currency,
        {dimension: sorted(str(name) for name in names if name) for dimension, names in members.items()},
        people,
        facts.records,
        {objective.id: objective.statement for objective in plan.objectives},
    )
    with used(plan.locale):
        found = draft(sentence, known)
        asked = _unknown_owner(found, people | _reps(taken))
        if {question.part for question in found.questions} <= {"owner", "objective"} and found.metric not in ADDITIVE:
            goal = replace(found, questions=()).goal
            asked += against_base(goal, _base(goal, workspace, taken))
    told = sorted((*found.questions, *asked), key=lambda question: ORDER.index(question.part))
    return replace(found, questions=tuple(told))


def _reps(taken: Intake) -> dict[str, str]:
    reps = taken.tables.get("reps")
    if reps is None:
        return {}
    ids = [str(rep) for rep in reps["rep_id"].to_pylist()]
    return dict(zip(ids, reps["name"].to_pylist() if "name" in reps.column_names else ids, strict=True))


def _unknown_owner(found: Draft, people: dict[str, str]) -> list[Question]:
    """A question where the plan and the data name people, and none of them is the owner."""
    known = {called.casefold() for pair in people.items() for called in pair if called}
    if not found.owner or not people or found.owner.casefold() in known:
        return []
    write = "write one of the ids under roles: or stakeholders:, or add who it is there"
    return [Question("owner", f"nobody is called {cut(found.owner)!r} in the plan", write)]


def _base(goal: Goal, workspace: Workspace, taken: Intake) -> Base:
    """The goal's base in the data; a rate's open base counts to the last month."""
    from salesplan_nb.goals import measured  # brings Ibis

    facts = taken.quality.facts
    with TemporaryDirectory() as place:
        taken.write(Path(place) / "canonical")
        cube = Cube.open(Path(place) / "canonical", workspace.plan, facts)
        return measured(cube, [goal], facts.as_of)[goal.id]


def against_base(goal: Goal, base: Base) -> list[Question]:
    """A question where a goal leads to the worse side of its base, or to no value of its metric.

    Parameters
    ----------
    goal : Goal
        Of a metric that is not in money.
    base : Base
        Its base in the data.
    """
    from salesplan_nb.goals.baselines import target_value
    from salesplan_nb.goals.smart import LESS_IS_BETTER
    from salesplan_nb.goals.statement import amount

    unit, fewer = UNITS[goal.metric], goal.metric in LESS_IS_BETTER
    if base.value != base.value:
        return []
    if goal.change is None:
        target = target_value(goal.target or "", unit)
    else:
        target = float(goal.change.on(Decimal(repr(base.value))))
    part = "target" if goal.change is None else "change"
    told, start = amount(target, unit, ""), f"{amount(base.value, unit, '')} in {base.period.name}"
    if target < 0 or (unit != "fraction" and target == 0):
        return [Question(part, f"from {start} it leads to {told}", "write one that leaves something to reach")]
    if target == base.value or (target < base.value) == fewer:
        return []
    side, better = ("above", "under") if fewer else ("below", "over")
    problem = f"{told} lies {side} its base, {start}: reaching it is a step back"
    return [Question(part, problem, f"write a value {better} {amount(base.value, unit, '')}")]


def unfinished(read: Draft) -> PlanError | None:
    """The error of a draft with open questions; None where it is a goal."""
    if read.complete:
        return None
    return PlanError(
        "not-smart",
        message=f"the sentence is no goal yet: {', '.join(dict.fromkeys(q.part for q in read.questions))} to be told",
        context=[str(question) for question in read.questions],
        hint="answer in the sentence, or in the line above, which goes under goals: in plan.yml",
    )
