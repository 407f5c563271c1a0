"""The five letters of SMART as rules: each passes, fails or cannot be told, says why, and what to write instead."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from salesplan_nb.calendars import Period, month_name
from salesplan_nb.errors import counted
from salesplan_nb.goals.attainment import chance
from salesplan_nb.goals.baselines import target_value
from salesplan_nb.goals.calibration import NOT_CALIBRATED
from salesplan_nb.goals.result import Goals
from salesplan_nb.goals.statement import amount
from salesplan_nb.goals.summary import goal_row
from salesplan_nb.money import cents
from salesplan_nb.number_formats import share_text, typed
from salesplan_nb.results import framed
from salesplan_nb.workspace.goal_checks import SHARES
from salesplan_nb.workspace.plan import ADDITIVE, UNITS, Goal, Market, Objective
from salesplan_nb.workspace.sentences.printing import NAMES, scope_words

UNLIKELY = 0.1
"""House floor: a goal with a chance of less than 1 in 10 is not achievable as written."""
EVEN = 0.5
"""House threshold: under 1 in 2 a goal that passes is said to have less than an even chance."""
YES, NO, CANNOT_TELL = "yes", "no", "cannot tell"
"""What a letter can come to."""
LESS_IS_BETTER = ("sales_cycle",)
"""Metrics for which lower is better."""
ROUND = 4
"""House threshold: digits of an amount of money from which a rounder figure would say as much."""


DEMAND = "demand alone, tactics and people not counted"
LEVERS = "demand with the tactics' declared effects, people and hires not counted"


@dataclass(frozen=True)
class Verdict:
    """Whether a letter holds, why, and what to write where it does not; `told` is False where that cannot be told."""

    passed: bool
    reason: str
    write_instead: str = ""
    told: bool = True

    @property
    def word(self) -> str:
        """As the table has it."""
        return YES if self.passed else NO if self.told else CANNOT_TELL


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
    lifted: NDArray[np.int64] | None

    @property
    def unit(self) -> str:
        """Of the metric."""
        return UNITS[self.goal.metric]

    def amount(self, value: float) -> str:
        """A value in that unit, for a sentence."""
        return amount(value, self.unit, self.currency)

    @property
    def fewer(self) -> bool:
        """Whether the metric improves by falling."""
        return self.goal.metric in LESS_IS_BETTER

    @property
    def chance(self) -> float:
        """With the tactics' declared effects where there are some, else if nothing changes; NaN: it cannot be told."""
        if self.lifted is None:
            return float(self.figures["p_demand"])
        return chance(self.lifted, float(self.figures["target"]))

    @property
    def even(self) -> float:
        """The level with an even chance, by the same paths."""
        return float(self.figures["demand_p50"]) if self.lifted is None else float(np.rint(np.median(self.lifted)))

    @property
    def by(self) -> str:
        """What that chance counts, of money."""
        return DEMAND if self.lifted is None else LEVERS


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
    return _backwards(case) or _outside(case) or Verdict(True, _measured(case))


def _measured(case: Case) -> str:
    figures = case.figures
    base = f"{case.amount(figures['baseline'])} in {Period.parse(str(figures['baseline_period'])).name}"
    open_ = ", still open" if figures["baseline_open"] else ""
    source = "orders" if case.goal.metric in ADDITIVE else f"the KPI {_name(case.goal)}"
    return f"{case.amount(figures['target'])} from {base}{open_}, by {source}{_finer(case)}"


def _outside(case: Case) -> Verdict | None:
    """A rate beyond what it can be, which a change can lead to; the target itself is checked when it is written."""
    target = float(case.figures["target"])
    if case.goal.metric not in SHARES or target <= 1:
        return None
    reason = f"{case.goal.change} leads to {case.amount(target)}, which {_name(case.goal)} cannot be"
    return Verdict(False, reason, "target: at most 100%")


def _backwards(case: Case) -> Verdict | None:
    """A target that is worse than its base: it would be reached by doing less."""
    base, target = float(case.figures["baseline"]), float(case.figures["target"])
    if base == target or (target > base) != case.fewer:
        return None
    side, better = ("above", "under") if case.fewer else ("below", "over")
    reason = f"{case.amount(target)} lies {side} its base, {case.amount(base)}: reaching it is a step back"
    return Verdict(False, reason, f"target: a value {better} {case.amount(base)}")


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
    goal, target = case.goal, float(case.figures["target"])
    room = case.som_cents * len(goal.period) / 12 if case.som_cents and goal.period and case.unit == "cents" else None
    if room is not None and target > room:
        reason = f"{case.amount(target)} is above the obtainable market of {case.amount(room)}"
        return Verdict(False, reason, _even(case) if case.even <= room else f"target: at most {case.amount(room)}")
    if case.chance != case.chance:
        return _without_chance(case, target, float(case.figures["baseline"]))
    if case.unit == "cents":
        words = f"{share_text(case.chance)} of simulated paths reach it{_beside(case)}, by {case.by}"
        words += " (the first screen counts them)" if case.lifted is not None else ""
        words += f"; {share_text(target / room)} of the obtainable market" if room else ""
    else:
        words = f"if nothing changes its chance is {share_text(case.chance)}{_beside(case)}: {case.figures['evidence']}"
    floor = f"the house floor of {share_text(UNLIKELY)}"
    if case.chance < UNLIKELY:
        return Verdict(False, f"{words}; below {floor}", _even(case))
    return Verdict(True, f"{words}; passes {floor}{'' if case.chance >= EVEN else ', with less than an even chance'}")


def _even(case: Case) -> str:
    """The one remedy of A: the level with an even chance, and what it counts; none that M would call a step back."""
    base, level = float(case.figures["baseline"]), case.even
    by = f"by {case.by}" if case.unit == "cents" else "if nothing changes"
    if level > base if case.fewer else level < base:
        side = "above" if case.fewer else "below"
        level_text = f"the level with an even chance {by}{_beside(case)}, {case.amount(level)}"
        return f"tactics that change more: {level_text}, lies {side} the base"
    return f"target: {case.amount(level)}, an even chance {by}{_beside(case)}"


def _beside(case: Case) -> str:
    """What is said beside a chance that no past test bears out."""
    return "" if case.figures["calibrated"] else f", {NOT_CALIBRATED}"


def _without_chance(case: Case, target: float, base: float) -> Verdict:
    figures, what = case.figures, _name(case.goal)
    if case.unit == "cents":
        words = "the chance cannot be told without base, target and period"
        return Verdict(False, words, "what M and T ask for", told=False)
    if math.isnan(base) or math.isnan(target):
        words = f"the chance cannot be told: {what} has no base and target yet"
        return Verdict(False, words, "what M asks for", told=False)
    if base <= target if case.fewer else base >= target:
        return Verdict(True, f"the base of {case.amount(base)} already meets it")
    told = str(figures["evidence"]) or f"we cannot tell from this data: {what} has no past changes in it"
    best = float(figures["past_best"])
    if target < best < base if case.fewer else base < best < target:
        told += f"; the furthest of them would lead to {case.amount(best)}"
    write = f"a target that a source of its own supports, or {case.amount(base)}, held"
    return Verdict(False, told, write, told=False)


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
