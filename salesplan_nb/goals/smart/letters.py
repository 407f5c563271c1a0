"""The five letters of SMART as rules: each passes, fails or cannot be told, says why, and what to write instead."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from salesplan_nb.calendars import Period, month_name
from salesplan_nb.errors import counted
from salesplan_nb.goals.result import Goals
from salesplan_nb.goals.smart.achievable import achievable
from salesplan_nb.goals.smart.case import Case, Verdict
from salesplan_nb.goals.smart.measurable import measurable
from salesplan_nb.goals.summary import goal_row
from salesplan_nb.results import framed
from salesplan_nb.workspace.plan import Goal, Market, Objective
from salesplan_nb.workspace.sentences.printing import scope_words


def smart(
    goals: Sequence[Goal],
    figures: pd.DataFrame,
    objectives: Sequence[Objective],
    market: Sequence[Market],
    *,
    records: str,
    currency: str,
    as_of: str,
    names: Mapping[str, str] | None = None,
    lifted: Mapping[str, NDArray[np.int64]] | None = None,
) -> pd.DataFrame:
    """The table `smart` of the result: five rows per goal, S M A R T.

    Parameters
    ----------
    goals : sequence of Goal
        The plan's.
    figures : DataFrame
        `Goals.goals`: base, target and chance of each.
    objectives : sequence of Objective
        The plan's.
    market : sequence of Market
        The plan's; the obtainable market is compared only where every segment states one, and with goals of the whole
        company.
    records : str
        What the data records, 'bookings' or 'revenue'.
    currency : str
        For the reasons.
    as_of : str
        Last month of the data.
    names : mapping of str to str, optional
        What people are called, by the ids that the plan has for them.
    lifted : mapping of str to array, optional
        Sums [cents] of the paths with the tactics' declared effects on top, by goal; see `lifted`.

    Notes
    -----
    S: metric, scope and owner. M: base, target, unit and data source; fails where a rate goes beyond 100%, and where a
    target lies on the worse side of its base, since a step back needs no plan. A: fails where the goal is above the
    obtainable market of its period, or where its chance under the forecast plus the levers is below `UNLIKELY`. The
    levers are the tactics' declared effects, where the goal has some; people are planned later, and not counted. Below
    `EVEN` it passes the floor and says so. What to write instead is the level with an even chance by the same paths.
    Where no chance can be told it passes if the base already meets the target, and else cannot be told: past changes
    that overlap tell how far the KPI has moved, and no chance. R: names an objective of the plan. T: first and last
    month, not over.
    """
    known = {objective.id: objective.statement for objective in objectives}
    soms = [row.som for row in market]
    som = sum(s for s in soms if s is not None) if soms and None not in soms else None
    rows = []
    for goal in goals:
        whole = som if goal.scope is None else None
        row, own = goal_row(figures, goal.id), (lifted or {}).get(goal.id)
        case = Case(goal, row, known, whole, records, currency, as_of, names or {}, own)
        for letter, rule in RULES.items():
            verdict = rule(case)
            rows.append((goal.id, letter, verdict.passed, verdict.reason, verdict.write_instead, verdict.word))
    return framed(Goals, "smart", rows)


def _specific(case: Case) -> Verdict:
    scope = case.goal.scope
    what = f"{case.name} of {scope_words(scope) if scope else 'the whole company'}"
    if case.goal.owner is None:
        return Verdict(False, f"{what}, but nobody owns it", "owner: the one person who answers for it")
    return Verdict(True, f"{what}, owner {case.names.get(case.goal.owner, case.goal.owner)}")


def _relevant(case: Case) -> Verdict:
    named = case.goal.objective
    if named is None:
        return Verdict(False, "serves no objective", f"objective: {_choice(case.objectives)}")
    if named not in case.objectives:
        return Verdict(False, f"{named} is no objective of this plan", f"objective: {_choice(case.objectives)}")
    return Verdict(True, f"serves the objective “{case.objectives[named]}”")


def _choice(objectives: Mapping[str, str]) -> str:
    return " or ".join(sorted(objectives)) or "one that stands under objectives:"


def _time_bound(case: Case) -> Verdict:
    period = case.goal.period
    if period is None:
        return Verdict(False, "no period says when it must be met", "period: 2027, 2027-Q1 or 2027-03..2027-12")
    if period.last <= case.as_of:
        reason = f"{period.name} is over: what came of it stands in the data to {month_name(case.as_of)}"
        return Verdict(False, reason, f"period: one that ends after {month_name(case.as_of)}")
    months = f"{month_name(period.first)} to {month_name(period.last)}"
    gone = Period(period.first, case.as_of) if period.first <= case.as_of else None
    under_way = f", {len(gone)} of {counted(len(period), 'month')} gone by" if gone else ""
    return Verdict(True, f"from {months}{under_way}" if len(period) > 1 else f"in {month_name(period.first)}")


RULES: dict[str, Callable[[Case], Verdict]] = {
    "S": _specific,
    "M": measurable,
    "A": achievable,
    "R": _relevant,
    "T": _time_bound,
}
"""The letters in order, each with its rule."""
