"""The plan as a whole, shown: the first screen, and what stands behind the figures. One call, one claim."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from salesplan_nb.calendars import Period, shift
from salesplan_nb.goals.calibration import within_tests
from salesplan_nb.goals.result import period_of
from salesplan_nb.report import charts_landing, data
from salesplan_nb.report.approval import Approval
from salesplan_nb.report.behind import (
    accounting,
    assumptions,
    controls,
    method,
    quality_notes,
    todo_table,
    verdict_notes,
)
from salesplan_nb.report.changes import first_figures, since
from salesplan_nb.report.first_screen import FirstScreen, Landing
from salesplan_nb.report.frames import rows as frame_rows
from salesplan_nb.report.goals import figures, main_goal
from salesplan_nb.report.names import clean
from salesplan_nb.report.numbers import DASH, day, dots
from salesplan_nb.report.objects import Refusal
from salesplan_nb.report.options import choices
from salesplan_nb.report.pipeline import disagreement
from salesplan_nb.report.wording import base as origin
from salesplan_nb.report.wording import holds as holding
from salesplan_nb.report.wording import landing as say
from salesplan_nb.report.wording import refusals as no
from salesplan_nb.report.wording.history import in_short

__all__ = [
    "accounting",
    "assumptions",
    "base_months",
    "control_difference",
    "controls",
    "first_screen",
    "landing",
    "method",
    "quality_notes",
    "todo_table",
    "verdict_notes",
]
"""What notebooks call."""


def first_screen(
    goals: Any,
    resources: Any,
    quality: Any,
    *,
    strategies: Any,
    currency: str,
    decide_by: str = "",
    approval: Approval | None = None,
) -> FirstScreen | Refusal:
    """The answer in one look: goal, landing, chance, what holds us back, what is to be decided, the base.

    Parameters
    ----------
    goals, resources, quality, strategies : Goals, Resources, Quality, Strategies
        The results that it speaks of.
    currency : str
        Of all amounts.
    decide_by : str
        Date by which the options are to be decided, '2026-12-15'; '' where none is set.
    approval : Approval, optional
        The newest of the workspace; without it nothing is said of changes.
    """
    goal = main_goal(goals.goals, goals.facts.main_goal)
    if goal is None:
        first = goals.goals.iloc[0] if len(goals.goals) else None
        return Refusal("first", *no.no_goal(str(first.statement) if first is not None else ""))
    r = resources.facts
    n = figures(goal, r)
    known = math.isfinite(float(goal.demand_p50))
    lifted = (n.chance, r.p_tactics, r.capacity_chance)
    kind = holding.holds_kind(*lifted)
    records = quality.facts.records
    options = choices(resources.options, n, kind) if known else ()
    return FirstScreen(
        "first",
        say.headline(n, currency),
        say.chance_words(n),
        say.chance_figures(n),
        0 if n.undecided else dots(n.chance),
        say.caveat(
            goals.facts.calibrated,
            r.has_capacity,
            goals.facts.little_evidence,
            (goals.facts.hits, goals.facts.trials),
            say.wide(n),
            [*in_short(goals.facts), *disagreement(goals.reverse_funnel, goal)],
            near=not goal["first"] or within_tests(period_of(goal), quality.facts.as_of),
        ),
        data.warning(quality),
        f"{records.capitalize()} {n.period}, {n.scale.unit(currency)}, with the range that holds 8 in 10",
        landing(n),
        _ranges(n) if known else "",
        (
            holding.HEADINGS[kind],
            holding.holds_sentence(kind, *lifted, r.binds, r.missing, n.months, calibrated=n.calibrated),
        ),
        f"For you to decide by {day(decide_by)}" if decide_by else "For you to decide",
        options,
        origin.base_sentence(
            n,
            *base_months(goal, quality.facts.as_of),
            origin.control_words(control_difference(quality.controls, goal)),
            past_tests(goals.backtest),
        ),
        since(
            approval,
            first_figures(goals, strategies, resources, currency=currency),
            year=quality.facts.as_of[:4],
            calibrated=n.calibrated,
        )
        if approval
        else None,
    )


FEW = 4
"""Tests of a horizon under which the first screen leaves it out, where a nearer one has more."""


def past_tests(backtest: pd.DataFrame) -> list[tuple[str, int, int]]:
    """Horizon, hits and trials of the ranges of the method that is used, the shortest horizon first."""
    told = [(str(r.horizon), int(r.hits), int(r.trials)) for r in frame_rows(backtest[backtest.used])]
    return [test for test in told if test[2] >= FEW] or told[:1]


def landing(n: say.Numbers) -> tuple[Landing, ...]:
    """Goal, plan, momentum and the difference; the difference is that of the printed figures."""
    known = math.isfinite(n.plan[1])
    base = f"{n.change} on {n.money(n.base)}" if n.base > 0 else f"from {n.money(n.base)}"
    if n.held:
        base = n.against
    if not math.isfinite(n.base):
        base = "a fixed amount"
    lines = [
        Landing("Goal", n.money(n.goal), base),
        Landing(
            "With this plan", n.money(n.plan[1]) if known else DASH, n.span(n.plan) if known else "too little history"
        ),
        Landing(
            "If nothing changes",
            n.money(n.nothing[1]) if known else DASH,
            n.span(n.nothing) if known else "too little history",
        ),
    ]
    if known:
        goal, plan = n.scale.bare(n.goal), n.scale.bare(n.plan[1])
        short = n.short > 0
        lines.append(
            Landing(
                "Short of goal" if short else "Above goal",
                n.money(abs(n.short)),
                f"{goal} less {plan}" if short else f"{plan} less {goal}",
                short,
            )
        )
    return tuple(lines)


def _ranges(n: say.Numbers) -> str:
    value = n.scale.value
    rows = [
        charts_landing.Range(
            label, value(ends[0]), value(ends[1]), value(ends[2]), n.scale.bare(ends[0]), n.scale.bare(ends[2])
        )
        for label, ends in (("With this plan", n.plan), ("If nothing changes", n.nothing))
    ]
    told = [
        f"{label}: {n.span(ends)}, middle {n.scale.bare(ends[1])}"
        for label, ends in (("With this plan", n.plan), ("If nothing changes", n.nothing))
    ]
    title = f"Where we may land against the goal of {n.money(n.goal)}"
    return charts_landing.ranges(
        "ranges",
        title,
        f"Goal {n.money(n.goal)}. {'; '.join(told)}.",
        rows,
        n.scale.value(n.goal),
        f"Goal {n.money(n.goal)}",
    )


def base_months(goal: pd.Series, as_of: str) -> tuple[str, str]:
    """Months of the base that are actual, and those that are forecast: ('Jan to Oct', 'Nov to Dec')."""
    try:
        base = Period.parse(str(goal.baseline_period))
    except ValueError:
        return clean(str(goal.baseline_period)), ""
    if as_of >= base.last:
        return base.name, ""
    following = shift(as_of, 1)
    actual = Period(base.first, as_of).name.removesuffix(f" {as_of[:4]}") if as_of >= base.first else "no"
    ahead = Period(max(following, base.first), base.last)
    return actual, ahead.name.removesuffix(f" {ahead.last[:4]}")


def control_difference(controls: pd.DataFrame, goal: pd.Series) -> float | None:
    """Orders less Finance's control totals over the base's months, as a fraction of the latter; None without totals."""
    try:
        base = Period.parse(str(goal.baseline_period))
    except ValueError:
        return None
    rows = controls[controls.month.isin(base.months)]
    total = int(rows.control_cents.sum())
    return int(rows.difference_cents.sum()) / total if len(rows) and total else None
