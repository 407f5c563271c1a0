"""The five letters of SMART as rules: each passes or fails, says why, and what to write instead."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from salesplan_nb.calendars import Period, month_name
from salesplan_nb.errors import counted
from salesplan_nb.goals.baselines import target_value
from salesplan_nb.goals.calibration import NOT_CALIBRATED
from salesplan_nb.goals.result import Goals
from salesplan_nb.goals.statement import amount, difference
from salesplan_nb.goals.summary import goal_row
from salesplan_nb.money import cents
from salesplan_nb.number_formats import share_text, typed
from salesplan_nb.results import framed
from salesplan_nb.workspace.goal_checks import SHARES
from salesplan_nb.workspace.plan import ADDITIVE, UNITS, Goal, Market, Objective
from salesplan_nb.workspace.sentences.printing import NAMES, scope_words

UNLIKELY = 0.1
"""House threshold: a goal that demand alone reaches in less than 1 of 10 paths is not achievable as written."""
EVEN = 0.5
"""House threshold: from 1 in 2 the chance needs no words; between the two it is given."""
LESS_IS_BETTER = ("sales_cycle",)
"""Metrics for which lower is better."""
ROUND = 4
"""House threshold: digits of an amount of money from which a rounder figure would say as much."""


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
    objectives: Mapping[str, str]
    som_cents: int | None
    records: str
    currency: str
    as_of: str
    names: Mapping[str, str]

    @property
    def unit(self) -> str:
        """Of the metric."""
        return UNITS[self.goal.metric]

    def amount(self, value: float) -> str:
        """A value in that unit, for a sentence."""
        return amount(value, self.unit, self.currency)


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

    Notes
    -----
    S: metric, scope and owner. M: base, target, unit and data source; fails where a rate leaves 0 to 100%, and where a
    target lies on the wrong side of its base, so that reaching it would be a step back that nobody wrote down. A: fails
    where the goal is above the obtainable market of its period or has a chance under `UNLIKELY`; passes from `EVEN`;
    between, passes and gives the chance. What to write instead is always the level with an even chance from demand
    alone. Where no chance can be told, it passes if the base already meets the target, or if the KPI has moved as far
    in at least `UNLIKELY` of its past changes. R: names an objective of the plan. T: first and last month, not over.
    """
    known = {objective.id: objective.statement for objective in objectives}
    soms = [row.som for row in market]
    som = sum(s for s in soms if s is not None) if soms and None not in soms else None
    rows = []
    for goal in goals:
        whole = som if goal.scope is None else None
        case = Case(goal, goal_row(figures, goal.id), known, whole, records, currency, as_of, names or {})
        for letter, rule in RULES.items():
            verdict = rule(case)
            rows.append((goal.id, letter, verdict.passed, verdict.reason, verdict.write_instead))
    return framed(Goals, "smart", rows)


def _specific(case: Case) -> Verdict:
    scope = case.goal.scope
    what = f"{_name(case.goal)} of {scope_words(scope) if scope else 'the whole company'}"
    if case.goal.owner is None:
        return Verdict(False, f"{what}, but nobody owns it", "owner: the one person who answers for it")
    return Verdict(True, f"{what}, owner {case.names.get(case.goal.owner, case.goal.owner)}")


def _measurable(case: Case) -> Verdict:
    goal, figures, unit = case.goal, case.figures, case.unit
    if goal.baseline is None:
        asked = str(goal.change) if goal.change is not None else goal.target or "a goal"
        return Verdict(False, f"{typed(asked)} is measured from nothing", "baseline: yoy, qoq or a period such as 2026")
    if goal.base is None:
        words = "baseline: yoy, or a period such as 2026; qoq is for goals of one quarter"
        return Verdict(False, f"baseline {goal.baseline} names no period", words)
    if goal.change is None and goal.target is None:
        change = "+5 points" if unit == "fraction" else "+20%"
        return Verdict(False, "no value says when it is met", f"change: {change}, or target: {_example(unit)}")
    if goal.target is not None and (value := target_value(goal.target, unit)) != value:
        return Verdict(False, f"{goal.target!r} is not in {unit}", f"target: {_example(unit)}")
    if goal.metric in ADDITIVE and goal.metric != case.records:
        return Verdict(False, f"the data records {case.records}, not {goal.metric}", f"metric: {case.records}")
    if figures["baseline"] != figures["baseline"]:
        return Verdict(*_no_base(goal, str(figures["baseline_period"])))
    return _outside(case) or _backwards(case) or Verdict(True, _measured(case))


def _measured(case: Case) -> str:
    figures = case.figures
    base = f"{case.amount(figures['baseline'])} in {Period.parse(str(figures['baseline_period'])).name}"
    open_ = ", still open" if figures["baseline_open"] else ""
    source = "orders" if case.goal.metric in ADDITIVE else f"the KPI {_name(case.goal)}"
    return f"{case.amount(figures['target'])} from {base}{open_}, by {source}{_finer(case)}"


def _outside(case: Case) -> Verdict | None:
    """A rate beyond what it can be, which a change can lead to; the target itself is checked when it is written."""
    target = float(case.figures["target"])
    if case.goal.metric not in SHARES or 0 <= target <= 1:
        return None
    end = "at most 100%" if target > 1 else "at least 0%"
    reason = f"{case.goal.change} leads to {case.amount(target)}, which {_name(case.goal)} cannot be"
    return Verdict(False, reason, f"target: {end}")


def _backwards(case: Case) -> Verdict | None:
    """A target that is worse than its base; a change with its sign says so itself."""
    base, target = float(case.figures["baseline"]), float(case.figures["target"])
    fewer = case.goal.metric in LESS_IS_BETTER
    if case.goal.target is None or base == target or (target > base) != fewer:
        return None
    side = "above" if fewer else "below"
    better = "under" if fewer else "over"
    change = difference(base, target, case.unit)
    meant = f", or change: {change} where that is meant" if change else ""
    reason = f"{case.amount(target)} lies {side} its base, {case.amount(base)}: reaching it is a step back"
    return Verdict(False, reason, f"target: a value {better} {case.amount(base)}{meant}")


def _finer(case: Case) -> str:
    """A target written to more digits than anybody could mean."""
    if case.unit != "cents" or case.goal.target is None:
        return ""
    value = cents(case.goal.target)
    written = str(abs(value))
    if len(written.rstrip("0")) <= ROUND:
        return ""
    return f"; {case.amount(round(value, ROUND - len(written)))} would say as much"


def _no_base(goal: Goal, period: str) -> tuple[bool, str, str]:
    name = Period.parse(period).name
    if goal.metric in ADDITIVE:
        return False, f"the data does not hold the base, {name}", "baseline: a period that the data holds"
    return False, f"the data gives no {_name(goal)} for {name}", f"a source for {goal.metric} in sources.yml"


def _achievable(case: Case) -> Verdict:
    goal, figures = case.goal, case.figures
    chance, target = float(figures["p_demand"]), float(figures["target"])
    room = case.som_cents * len(goal.period) / 12 if case.som_cents and goal.period and case.unit == "cents" else None
    if room is not None and target > room:
        reason = f"{case.amount(target)} is above the obtainable market of {case.amount(room)}"
        likely = float(figures["demand_p50"])
        return Verdict(False, reason, _even(case) if likely <= room else f"target: at most {case.amount(room)}")
    if chance != chance:
        return _without_chance(case, target, float(figures["baseline"]))
    if case.unit == "cents":
        words = f"demand alone reaches it in {share_text(chance)} of simulated paths{_beside(case)}"
        words += f"; {share_text(target / room)} of the obtainable market" if room else ""
    else:
        words = f"if nothing changes its chance is {share_text(chance)}{_beside(case)}: {figures['evidence']}"
    if chance < UNLIKELY:
        return Verdict(False, words, _even(case))
    return Verdict(True, words if chance >= EVEN else f"{words}: less than an even chance")


def _even(case: Case) -> str:
    """The one remedy of A: the level with an even chance, and what it leaves out."""
    likely = float(case.figures["demand_p50"])
    if case.unit == "cents":
        likely = max(likely, 0.0)
        alone = f"from demand alone{_beside(case)}, tactics and hires not counted"
        return f"target: {case.amount(likely)}, an even chance {alone}"
    return f"target: {case.amount(likely)}, an even chance if nothing changes{_beside(case)}"


def _beside(case: Case) -> str:
    """What is said beside a chance that no past test bears out."""
    return "" if case.figures["calibrated"] else f", {NOT_CALIBRATED}"


def _without_chance(case: Case, target: float, base: float) -> Verdict:
    figures, what = case.figures, _name(case.goal)
    if case.unit == "cents":
        return Verdict(False, "the chance cannot be told without base, target and period", "what M and T ask for")
    if math.isnan(base) or math.isnan(target):
        return Verdict(False, f"the chance cannot be told: {what} has no base and target yet", "what M asks for")
    fewer = case.goal.metric in LESS_IS_BETTER
    if base <= target if fewer else base >= target:
        return Verdict(True, f"the base of {case.amount(base)} already meets it")
    told = str(figures["evidence"]) or f"we cannot tell from this data: {what} has no past changes in it"
    changes, reached = float(figures["past_changes"]), float(figures["past_reached"])
    if changes > 0 and reached / changes >= UNLIKELY:
        return Verdict(True, told)
    best = float(figures["past_best"])
    gained = best < base if fewer else best > base
    if not changes > 0 or not gained:
        return Verdict(False, told, f"a target that a source of its own supports, or {case.amount(base)}, held")
    most = "least" if fewer else "most"
    return Verdict(
        False, told, f"target: at {most} {case.amount(best)}, the furthest that it ever moved over that time"
    )


def _relevant(case: Case) -> Verdict:
    named = case.goal.objective
    if named is None:
        return Verdict(False, "serves no objective", f"objective: {_choice(case.objectives)}")
    if named not in case.objectives:
        return Verdict(False, f"{named} is no objective of this plan", f"objective: {_choice(case.objectives)}")
    return Verdict(True, f"serves the objective “{case.objectives[named]}”")


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


def _name(goal: Goal) -> str:
    return NAMES[goal.metric].removeprefix("the ")


def _choice(objectives: Mapping[str, str]) -> str:
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
