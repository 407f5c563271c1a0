"""What a sentence gave: a goal as data, and what is still to be asked."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from salesplan_nb.calendars import Period
from salesplan_nb.workspace.plan import Goal, Scope

PLAIN = re.compile(r"[\w+−-](?:[\w .+%−’'-]*[\w%])?")
"""Text that YAML takes as it is, within braces."""
MISSING = "..."


@dataclass(frozen=True)
class Question:
    """Something that the sentence leaves open.

    Parameters
    ----------
    part : str
        The key of plan.yml that it is about; 'words' for words that were not understood.
    problem : str
        What is missing or could mean two things.
    write : str
        What to write.
    """

    part: str
    problem: str
    write: str

    def __str__(self) -> str:
        return f"{self.part}: {self.problem}; {self.write}"


@dataclass(frozen=True)
class Draft:
    """A goal as far as its sentence goes; '' and None stand for what it does not say.

    Parameters
    ----------
    sentence : str
        As it was written.
    metric, unit : str
        A metric of the plan, and the unit in which it is held.
    scope : Scope or None
        The part of the company; None: the whole.
    direction : str
        'raise', 'lower', 'hold', or 'reach' where the words do not say which way.
    change, target, baseline : str
        As plan.yml writes them.
    period : Period or None
        Its months.
    period_text : str
        As plan.yml takes it: by its months where a label could mean the calendar's year or the company's.
    owner : str
        Who answers for it.
    objective : str
        Id of the objective that it serves.
    questions : tuple of Question
        What must be answered before it is a goal.
    """

    sentence: str
    metric: str
    unit: str
    scope: Scope | None
    direction: str
    change: str
    target: str
    baseline: str
    period: Period | None
    period_text: str
    owner: str
    objective: str
    questions: tuple[Question, ...]

    @property
    def complete(self) -> bool:
        """Whether nothing is left to ask."""
        return not self.questions

    @property
    def id(self) -> str:
        """A short name made of metric, scope and period."""
        parts = [
            self.metric or "goal",
            self.scope.member if self.scope else "",
            self.period.label if self.period else "",
        ]
        slugs = (
            re.sub(r"[^A-Za-z0-9.-]+", "-", part.replace("..", "-").replace("_", "-")).strip("-") for part in parts
        )
        return "-".join(slug for slug in slugs if slug).lower()[:60]

    @property
    def yaml(self) -> str:
        """The line that goes under goals: in plan.yml; dots stand where an answer is missing or doubtful.

        A word that was not understood may be a part of the company, so that the scope is doubtful then.
        """
        asked = {question.part for question in self.questions}
        scope = f"{{{self.scope.dimension}: {_scalar(self.scope.member)}}}" if self.scope else ""
        doubtful = bool(asked & {"change", "target"})
        value = {"target": self.target} if self.target and not doubtful else {"change": "" if doubtful else self.change}
        written = {
            "id": self.id,
            "metric": self.metric,
            "baseline": self.baseline if "baseline" not in asked else "",
            **value,
            "period": self.period_text if "period" not in asked else "",
            "owner": self.owner if "owner" not in asked else "",
        }
        if self.objective or "objective" in asked:
            written["objective"] = self.objective
        pairs = [f"{key}: {_scalar(text or MISSING)}" for key, text in written.items()]
        if scope or asked & {"scope", "words"}:
            pairs.insert(2, f"scope: {MISSING if 'scope' in asked else scope or MISSING}")
        return f"- {{{', '.join(pairs)}}}"

    @property
    def goal(self) -> Goal:
        """The goal.

        Raises
        ------
        ValueError
            Where questions are open.
        """
        if self.questions:
            raise ValueError(f"{len(self.questions)} questions are open: {'; '.join(q.part for q in self.questions)}")
        written = {
            "id": self.id,
            "metric": self.metric,
            "scope": self.scope,
            "baseline": self.baseline,
            "change": self.change,
            "target": self.target,
            "period": self.period,
            "owner": self.owner,
            "objective": self.objective,
        }
        return Goal.model_validate({key: value for key, value in written.items() if value})


def _scalar(text: str) -> str:
    return text if text == MISSING or PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
