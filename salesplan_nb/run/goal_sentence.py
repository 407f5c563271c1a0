"""A goal in a sentence, read with what a workspace knows: its calendar, its people, the names in its data."""

from __future__ import annotations

from pathlib import Path

from salesplan_nb.errors import PlanError
from salesplan_nb.intake import read
from salesplan_nb.number_formats import used
from salesplan_nb.workspace import load
from salesplan_nb.workspace.sentences import Draft, Known, draft
from salesplan_nb.workspace.sentences.periods import Calendar

DIMENSIONS = ("region", "product_family", "channel")


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
    )
    with used(plan.locale):
        return draft(sentence, known)


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
