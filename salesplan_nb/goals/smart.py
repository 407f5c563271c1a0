"""The five letters of SMART as rules: each passes or fails, says why, and what to write instead."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from salesplan_nb.calendars import Period
from salesplan_nb.goals.baselines import UNITS, target_value
from salesplan_nb.goals.result import Goals
from salesplan_nb.goals.statement import NAMES, amount
from salesplan_nb.goals.summary import goal_row
from salesplan_nb.number_formats import decimal_text, percent_text, share_text
from salesplan_nb.results import framed
from salesplan_nb.workspace.plan import ADDITIVE, Goal, Market, Objective

UNLIKELY = 0.1
"""House threshold: a goal that demand alone reaches in less than 1 of 10 paths is not achievable as written."""
EVEN = 0.5
"""House threshold: from 1 in 2 the chance needs no words; between the two it is given."""
LESS_IS_BETTER = ("sales_cycle",)
"""Metrics for which lower is better."""


@dataclass(frozen=True)
class Verdict:
    """Whether a letter holds, why, and what to write where it does not."""

    passed: bool
    reason: str
    write_instead: str = ""


@dataclass(frozen=True)
class Case:
    """A goal as written, its figures (a row of `Goals.goals`), and what the rules look it up in."""

    goal: Goal
    figures: pd.Series
    objectives: frozenset[str]
    som_cents: int | None
    records: str
    currency: str


def smart(
    goals: Sequence[Goal],
    figures: pd.DataFrame,
    objectives: Sequence[Objective],
    market: Sequence[Market],
    *,
    records: str,
    currency: str,
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
        The plan's; the obtainable market is compared only where every segment states one.
    records : str
        What the data records, 'bookings' or 'revenue'.
    currency : str
        For the reasons.

    Notes
    -----
    S: metric, scope and owner. M: base, target, unit and data source. A: fails where the goal is above the obtainable
    market of its period or has a chance under `UNLIKELY`; passes from `EVEN`; between, passes and gives the chance;
    fails where the chance cannot be told, unless the base already meets the target. R: names an objective of the
    plan. T: first and last month.
    """
    known = frozenset(objective.id for objective in objectives)
    soms = [row.som for row in market]
    som = sum(s for s in soms if s is not None) if soms and None not in soms else None
    rows = []
    for goal in goals:
        case = Case(goal, goal_row(figures, goal.id), known, som, records, currency)
        for letter, rule in RULES.items():
            verdict = rule(case)
            rows.append((goal.id, letter, verdict.passed, verdict.reason, verdict.write_instead))
    return framed(Goals, "smart", rows)


def _specific(case: Case) -> Verdict:
    what = f"{_name(case.goal)} of the whole company"
    if case.goal.owner is None:
        return Verdict(False, f"{what}, but nobody owns it", "owner: the one person who answers for it")
    return Verdict(True, f"{what}, owner {case.goal.owner}")


def _measurable(case: Case) -> Verdict:
    goal, figures, unit = case.goal, case.figures, UNITS[case.goal.metric]
    if goal.baseline is None:
        asked = _asked(goal.change) if goal.change is not None else goal.target or "a goal"
        return Verdict(False, f"{asked} is measured from nothing", "baseline: yoy, qoq or a period such as 2026")
    if goal.base is None:
        words = "baseline: yoy, or a period such as 2026; qoq is for goals of one quarter"
        return Verdict(False, f"baseline {goal.baseline} names no period", words)
    if goal.change is None and goal.target is None:
        return Verdict(False, "no value says when it is met", f"change: +20%, or target: {_example(unit)}")
    if goal.target is not None and (value := target_value(goal.target, unit)) != value:
        return Verdict(False, f"{goal.target!r} is not in {unit}", f"target: {_example(unit)}")
    if goal.metric in ADDITIVE and goal.metric != case.records:
        return Verdict(False, f"the data records {case.records}, not {goal.metric}", f"metric: {case.records}")
    if figures["baseline"] != figures["baseline"]:
        return Verdict(*_no_base(goal, str(figures["baseline_period"])))
    base = f"{amount(figures['baseline'], unit, case.currency)} in {Period.parse(str(figures['baseline_period'])).name}"
    open_ = ", still open" if figures["baseline_open"] else ""
    source = "orders" if goal.metric in ADDITIVE else f"the KPI {goal.metric}"
    return Verdict(True, f"{amount(figures['target'], unit, case.currency)} from {base}{open_}, by {source}")


def _no_base(goal: Goal, period: str) -> tuple[bool, str, str]:
    name = Period.parse(period).name
    if goal.metric in ADDITIVE:
        return False, f"the data does not hold the base, {name}", "baseline: a period that the data holds"
    return False, f"the data gives no {_name(goal)} for {name}", f"a source for {goal.metric} in sources.yml"


def _achievable(case: Case) -> Verdict:
    goal, figures, unit = case.goal, case.figures, UNITS[case.goal.metric]
    chance, target, base = float(figures["p_demand"]), float(figures["target"]), float(figures["baseline"])
    if unit == "cents" and case.som_cents is not None and goal.period is not None and target == target:
        som = case.som_cents * len(goal.period) / 12
        if target > som:
            asked, room = (amount(value, unit, case.currency) for value in (target, som))
            return Verdict(
                False, f"{asked} is above the obtainable market of {room}", f"target: at most {round(som / 100)}"
            )
    if chance != chance:
        return _without_chance(case, target, base)
    share = (
        f"; {share_text(target / (case.som_cents * len(goal.period) / 12))} of the obtainable market"
        if case.som_cents and goal.period
        else ""
    )
    words = f"demand alone reaches it in {share_text(chance)} of simulated paths{share}"
    if chance < UNLIKELY:
        likely = max(float(figures["demand_p50"]), 0.0)
        return Verdict(
            False,
            words,
            f"a goal nearer {amount(likely, unit, case.currency)}, which demand alone gives in half the paths",
        )
    return Verdict(True, words if chance >= EVEN else f"{words}: less than an even chance")


def _asked(change: Decimal) -> str:
    whole = Decimal(f"{float(change) * 100:.10g}")
    return percent_text(("+" if whole >= 0 else "") + decimal_text(whole))


def _without_chance(case: Case, target: float, base: float) -> Verdict:
    goal, unit, what = case.goal, UNITS[case.goal.metric], _name(case.goal)
    if unit == "cents":
        return Verdict(False, "the chance cannot be told without base, target and period", "what M and T ask for")
    if math.isnan(base):
        return Verdict(False, f"the chance cannot be told: {what} has no forecast yet", "what M asks for")
    from_base, fewer = amount(base, unit, case.currency), goal.metric in LESS_IS_BETTER
    if base <= target if fewer else base >= target:
        return Verdict(True, f"the base of {from_base} already meets it")
    moved = f"a past period in which {what} {'fell' if fewer else 'rose'} as far from {from_base}"
    return Verdict(False, f"the chance cannot be told: {what} has no forecast yet", moved)


def _relevant(case: Case) -> Verdict:
    named = case.goal.objective
    if named is None:
        return Verdict(False, "serves no objective", f"objective: {_choice(case.objectives)}")
    if named not in case.objectives:
        return Verdict(False, f"{named} is no objective of this plan", f"objective: {_choice(case.objectives)}")
    return Verdict(True, f"serves objective {named}")


def _time_bound(case: Case) -> Verdict:
    period = case.goal.period
    if period is None:
        return Verdict(False, "no period says when it must be met", "period: 2027, 2027-Q1 or 2027-03..2027-12")
    return Verdict(True, f"from {period.first} to {period.last}" if len(period) > 1 else f"in {period.first}")


def _name(goal: Goal) -> str:
    return NAMES[goal.metric].removeprefix("the ")


def _choice(objectives: frozenset[str]) -> str:
    return " or ".join(sorted(objectives)) or "one that stands under objectives:"


def _example(unit: str) -> str:
    return {"cents": "28800000", "fraction": "88%", "count": "120", "days": "60", "ratio": "3.2"}[unit]


RULES: dict[str, Callable[[Case], Verdict]] = {
    "S": _specific,
    "M": _measurable,
    "A": _achievable,
    "R": _relevant,
    "T": _time_bound,
}
"""The letters in order, each with its rule."""
