"""The plain figure that a refusal gives: a block has only its own result, the page knows the others too."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from typing import Any

from salesplan_nb.calendars import month_name
from salesplan_nb.goals.result import period_of
from salesplan_nb.report.numbers import Scale
from salesplan_nb.report.objects import Refusal
from salesplan_nb.report.panels import Section
from salesplan_nb.report.wording import refusals as no

BY_PEOPLE = ("skills", "org", "roles")
BY_GOAL = ("breakdown", "capacity", "quotas", "build", "ambition", "pipeline")
BY_GOALS = ("raci", "lineage")
UNKNOWN = {
    "stakeholders": "who has a say is known to people only",
    "org": "without a table of people there is no number of them",
    "roles": "without a table of people there is no number of them",
    "skills": "without a table of people there is no number of them",
}
"""Refusals that may stand without a figure, each with the reason."""


def with_figures(section: Section, results: Any) -> Section:
    """A part of the page, each refusal in it with the plain figure that the results give.

    Parameters
    ----------
    section : Section
        Of the page.
    results : Results
        Of the run.
    """
    return section.refused(lambda one: filled(one, results))


def filled(refusal: Refusal, results: Any) -> Refusal:
    """A refusal with the plain figure that the results give, where it has none itself."""
    if re.search(r"\d", refusal.figure):
        return refusal
    return replace(refusal, figure=f"{refusal.figure} {known(refusal.id, results)}".strip())


def known(refused: str, results: Any) -> str:
    """The plain figure that can be given where that cannot be shown; '' where there is none.

    Parameters
    ----------
    refused : str
        Id of the refusal.
    results : Results
        Of the run.
    """
    goal, reps = results.goal, len(results.resources.team)
    if refused in BY_PEOPLE:
        return no.people_known(reps) if reps else ""
    if refused in UNKNOWN:
        return ""
    if refused in BY_GOALS:
        return no.goals_planned(len(results.goals.goals))
    if goal is not None and math.isfinite(goal.target):
        scale = Scale.of_goal(float(goal.target))
        if refused in BY_GOAL:
            average = float(goal.target) / len(period_of(goal))
            return no.goal_a_month(_money(average, results), reps)
        if refused == "tactics" and math.isfinite(goal.demand_p50):
            momentum = float(results.resources.facts.momentum_p50_cents)
            return no.momentum_known(scale.money(momentum), scale.money(float(goal.target)))
    return _sales(results)


def _sales(results: Any) -> str:
    history = results.goals.history.sort_values("month")
    if history.empty:
        return ""
    year, before = history.tail(12), history.iloc[-24:-12]
    total, was = float(year.amount_cents.sum()), float(before.amount_cents.sum())
    growth = total / was - 1 if len(before) == 12 and was > 0 else math.nan
    return no.sales_known(
        results.quality.facts.records, len(year), month_name(str(year.month.iloc[-1])), _money(total, results), growth
    )


def _money(cents: float, results: Any) -> str:
    return f"{results.plan.currency} {Scale.of(cents).money(cents)}"
