"""Whether a goal, printed as a sentence and read again, is the goal that it was."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from salesplan_nb.workspace.plan import UNITS, Goal
from salesplan_nb.workspace.sentences.known import Known
from salesplan_nb.workspace.sentences.printing import sentence
from salesplan_nb.workspace.sentences.reading import draft

KEPT = ("metric", "scope", "baseline", "change", "period", "owner")
"""What must come back as it was; a target by its value."""


def reads_back(goal: Goal, currency: str, names: Mapping[str, str]) -> bool:
    """Whether the sentence of a goal gives the same goal; False where it leaves something open.

    Parameters
    ----------
    goal : Goal
        Of the plan.
    currency : str
        The plan's.
    names : mapping of str to str
        What people are called, by the ids that the plan has for them.

    Examples
    --------
    >>> goal = Goal(id="g", metric="csat", baseline="yoy", target="0.88", period="2027-Q4", owner="cro")
    >>> reads_back(goal, "EUR", {}), reads_back(goal.model_copy(update={"baseline": None}), "EUR", {})
    (True, False)
    """
    read = draft(sentence(goal, currency, names), Known(currency=currency, people=names))
    if not read.complete:
        return False
    again = read.goal
    return _value(again) == _value(goal) and all(getattr(again, key) == getattr(goal, key) for key in KEPT)


def _value(goal: Goal) -> Decimal | str | None:
    if goal.target is None:
        return None
    text = goal.target.strip().replace("−", "-").removesuffix(UNITS[goal.metric]).strip()
    try:
        return Decimal(text[:-1]) / 100 if text.endswith("%") else Decimal(text)
    except InvalidOperation:
        return text
