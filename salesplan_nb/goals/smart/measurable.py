"""M of SMART: a goal has a base, a target and a unit that the data measure, and its target is a step forward."""

from __future__ import annotations

from salesplan_nb.calendars import Period
from salesplan_nb.goals.baselines import asks_for_nothing, target_value
from salesplan_nb.goals.smart.case import Case, Verdict
from salesplan_nb.money import cents
from salesplan_nb.number_formats import typed
from salesplan_nb.workspace.goal_checks import SHARES
from salesplan_nb.workspace.plan import ADDITIVE

ROUND = 4
"""House threshold: digits of an amount of money from which a rounder figure would say as much."""


def measurable(case: Case) -> Verdict:
    """Whether base, target and unit are there and can be measured, and the target is possible and no step back."""
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
        return _no_base(case, str(figures["baseline_period"]))
    if asks_for_nothing(goal, float(figures["baseline"])):
        asked = Period.parse(str(figures["baseline_period"])).name
        words = f"{typed(str(goal.change))} of {case.amount(0)} in {asked} asks for nothing"
        return Verdict(False, words, f"target: a value such as {_example(unit)}")
    return _backwards(case) or _outside(case) or Verdict(True, _measured(case))


def _measured(case: Case) -> str:
    figures = case.figures
    base = f"{case.amount(figures['baseline'])} in {Period.parse(str(figures['baseline_period'])).name}"
    open_ = ", still open" if figures["baseline_open"] else ""
    source = "orders" if case.goal.metric in ADDITIVE else f"the KPI {case.name}"
    return f"{case.amount(figures['target'])} from {base}{open_}, by {source}{_finer(case)}"


def _outside(case: Case) -> Verdict | None:
    """A rate beyond what it can be, which a change can lead to; the target itself is checked when it is written."""
    target = float(case.figures["target"])
    if case.goal.metric not in SHARES or target <= 1:
        return None
    reason = f"{case.goal.change} leads to {case.amount(target)}, which {case.name} cannot be"
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


def _no_base(case: Case, period: str) -> Verdict:
    asked = Period.parse(period).name
    if case.goal.metric in ADDITIVE:
        return Verdict(False, f"the data does not hold the base, {asked}", "baseline: a period that the data holds")
    reason = f"the data gives no {case.name} for {asked}"
    return Verdict(False, reason, f"a source for {case.goal.metric} in sources.yml")


def _example(unit: str) -> str:
    return {"cents": "28800000", "fraction": "88%", "count": "120", "days": "60", "ratio": "3.2"}[unit]
