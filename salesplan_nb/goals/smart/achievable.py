"""A of SMART: a goal lies within the obtainable market, and its chance is above the house floor."""

from __future__ import annotations

import math

from salesplan_nb.goals.attainment import OVER, UNDER, undecided
from salesplan_nb.goals.calibration import NOT_CALIBRATED
from salesplan_nb.goals.smart.case import Case, Verdict
from salesplan_nb.number_formats import share_text

UNLIKELY = 0.1
"""House floor: a goal with a chance of less than 1 in 10 is not achievable as written."""
EVEN = 0.5
"""House threshold: under 1 in 2 a goal that passes is said to have less than an even chance."""


def achievable(case: Case) -> Verdict:
    """Whether the obtainable market and the simulated paths have room for the target."""
    goal, target = case.goal, float(case.figures["target"])
    room = case.som_cents * len(goal.period) / 12 if case.som_cents and goal.period and case.unit == "cents" else None
    if room is not None and target > room:
        reason = f"{case.amount(target)} is above the obtainable market of {case.amount(room)}"
        return Verdict(False, reason, _even(case) if case.even <= room else f"target: at most {case.amount(room)}")
    if case.chance != case.chance:
        return _without_chance(case, target, float(case.figures["baseline"]))
    if float(case.figures["to_date"]) >= target and case.figures["p_low"] == 1:
        return Verdict(True, f"it is reached already: {case.amount(float(case.figures['to_date']))} to {case.as_of}")
    if case.unit == "cents":
        words = f"{share_text(case.chance)} of simulated paths reach it{_beside(case)}, by {case.by}"
        words += " (the first screen counts them)" if case.lifted is not None else ""
        words += f"; {share_text(target / room)} of the obtainable market" if room else ""
    else:
        words = f"if nothing changes its chance is {share_text(case.chance)}{_beside(case)}: {case.figures['evidence']}"
    # The range is that of demand alone: the declared effects do not make the forecast under them any surer.
    if undecided(float(case.figures["p_low"]), float(case.figures["p_high"])):
        why = f"{words}; the range of the chance goes from under {share_text(UNDER)} to over {share_text(OVER)}"
        return Verdict(False, f"{why}, by the errors of past forecasts", told=False)
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
    figures, what = case.figures, case.name
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
