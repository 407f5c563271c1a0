"""Checks of what a goal, a KPI target and a segment say: measurable, and in columns and units that exist."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal

from salesplan_nb.errors import Problems, cut
from salesplan_nb.money import LARGEST, cents
from salesplan_nb.workspace.baseline_faults import BASELINE, baseline_fault
from salesplan_nb.workspace.checks import PlanCheck
from salesplan_nb.workspace.fields import Difference, bound, fraction
from salesplan_nb.workspace.plan import ADDITIVE, UNITS, Goal
from salesplan_nb.workspace.sentences import Known, draft
from salesplan_nb.workspace.validate import suggestion
from salesplan_nb.workspace.where import conditions
from salesplan_nb.workspace.yamlfile import Document, Location

OWN = {"fraction": "points", "days": "days", "count": "customers"}
"""The unit of a change that is not in percent, by the unit of its metric; money has the plan's currency."""
SHARES = ("win_rate", "conversion", "csat")
"""Metrics between 0% and 100%."""
UNMEASURABLE = {
    "baseline": f"add {BASELINE}",
    "target": "add change: +20% (against the baseline) or target: and the value to be reached",
    "period": "add period: 2027, 2027-Q1 or 2027-01..2027-06",
}


def check_goals(check: PlanCheck) -> None:
    """Find goals that cannot be measured, and targets that are no value of their metric."""
    for i, goal in enumerate(check.plan.goals):
        if check.written("goals", i, "id"):  # not the filler
            _measurable(check, i, goal)
    for i, kpi in enumerate(check.plan.kpis):
        if (found := unreadable(kpi.kpi, kpi.target)) is not None:
            check.add("bad-target", ("kpis", i, "target"), f"kpi {kpi.kpi}: {found[0]}", found[1])
    breakdown = check.plan.breakdown
    part = next((goal.scope for goal in check.plan.goals if breakdown and goal.id == breakdown.goal), None)
    if part is not None:
        check.add(
            "scoped-breakdown",
            ("breakdown", "goal"),
            f"breakdown: its goal is of {part.member!r} alone, and quotas and budget are those of the whole company",
            "name a goal without scope:",
        )
    metric = next((goal.metric for goal in check.plan.goals if breakdown and goal.id == breakdown.goal), "bookings")
    if metric not in ADDITIVE:
        check.add(
            "not-additive",
            ("breakdown", "goal"),
            f"breakdown: {metric} does not add up over months and regions",
            f"name a goal in {' or '.join(ADDITIVE)}",
        )


def sentences(document: Document) -> list[Location]:
    """Where a goal is a bare sentence."""
    items = document.value("goals")
    return [("goals", i) for i, item in enumerate(items if isinstance(items, list) else []) if isinstance(item, str)]


def check_sentences(document: Document, found: list[Location], known: Known, problems: Problems) -> None:
    """Name each goal that is a sentence, with the draft that it gives and what it leaves open.

    Parameters
    ----------
    document : Document
        plan.yml.
    found : list of Location
        Of `sentences`.
    known : Known
        What the sentences may refer to.
    problems : Problems
        Gets an error a sentence.
    """
    for location in found:
        text = str(document.value(*location))
        read = draft(text, known)
        problems.add(
            "not-smart",
            message=f"{document.place(*location)}: a goal is written as a sentence: {cut(text)!r}",
            context=[str(question) for question in read.questions],
            hint=f"write {read.yaml}",
            note="a plan needs each part of a goal by its key; what the sentence leaves open is asked, not guessed",
        )


def check_segments(check: PlanCheck, columns: Collection[str]) -> None:
    """Find segment rules over columns that customers do not have.

    Parameters
    ----------
    check : PlanCheck
        The plan.
    columns : collection of str
        Those of the table customers in the data contract.
    """
    for i, segment in enumerate(check.plan.segments):
        for condition in conditions(segment.where):
            if condition.column not in columns:
                hint = suggestion(condition.column, columns, "use a column of the table customers")
                check.add(
                    "unknown-column",
                    ("segments", i, "where"),
                    f"segment {segment.id!r} asks for {condition.column!r}, which customers do not have",
                    hint,
                )


def _measurable(check: PlanCheck, i: int, goal: Goal) -> None:
    at = ("goals", i)
    has = {
        "baseline": check.written(*at, "baseline"),
        "target": check.written(*at, "target") or check.written(*at, "change"),
        "period": check.written(*at, "period"),
    }
    for part, there in has.items():
        if not there:
            letter = "time-bound (T of SMART)" if part == "period" else "measurable (M of SMART)"
            check.add("not-smart", at, f"goal {goal.id!r} has no {part}, so it is not {letter}", UNMEASURABLE[part])
    if check.written(*at, "target") and check.written(*at, "change"):
        problem = f"goal {goal.id!r} has both a target and a change"
        check.add("two-targets", (*at, "change"), problem, "keep one of them")
    if goal.target is not None and (found := unreadable(goal.metric, goal.target)) is not None:
        check.add("bad-target", (*at, "target"), f"goal {goal.id!r}: {found[0]}", found[1])
    _change_fits(check, i, goal)
    _scope(check, i, goal)
    if goal.baseline is not None and (found := baseline_fault(goal.metric, goal.period, goal.baseline)) is not None:
        check.add("bad-baseline", (*at, "baseline"), f"goal {goal.id!r}{found[0]}", found[1])


def _change_fits(check: PlanCheck, i: int, goal: Goal) -> None:
    """Find a change in a unit that the metric does not have, and a share of a rate, which could be points."""
    change, unit = goal.change, UNITS[goal.metric]
    if change is None:
        return
    number = format(change.amount, "f")
    if unit == "fraction" and change.relative:
        problem = f"{change} of a rate could be points, or a share of what it was"
        hint = f"write change: {Difference(change.amount, 'points')}, or target: and the rate to reach"
    elif not change.relative and change.unit != (check.plan.currency if unit == "cents" else OWN.get(unit, "%")):
        own = check.plan.currency if unit == "cents" else OWN.get(unit, "%")
        problem = f"a change in {change.unit} is none of {goal.metric}"
        hint = f"write change: {Difference(change.amount, own)}" if own != "%" else f"write change: {number}%"
    else:
        return
    check.add("bad-change", ("goals", i, "change"), f"goal {goal.id!r}: {problem}", hint)


def _scope(check: PlanCheck, i: int, goal: Goal) -> None:
    """Find a part of the company that the metric cannot be told for."""
    if goal.scope is not None and goal.metric not in ADDITIVE:
        check.add(
            "unscoped-metric",
            ("goals", i, "scope"),
            f"goal {goal.id!r}: {goal.metric} is measured for the whole company, not for {goal.scope.member!r}",
            f"remove scope:, or set a goal in {' or '.join(ADDITIVE)}",
        )


def unreadable(metric: str, target: str) -> tuple[str, str] | None:
    """What is wrong with a target, and what to write; None where nothing is."""
    if metric in ADDITIVE:
        try:
            amount = cents(target)
        except ValueError:
            return f"{cut(target)!r} is no amount", "write whole currency units, such as 2400000"
        if amount > LARGEST:
            return f"{cut(target)!r} is past all bounds", bound(Decimal(amount), "currency units")
        return None if amount > 0 else (f"{target!r} leaves nothing to reach", "write an amount above 0")
    try:
        value = fraction(target)
    except ValueError:
        return f"{target!r} is no value of {metric}", "write a number, or a share such as 32%"
    if metric in SHARES and not 0 <= value <= 1:
        return f"{metric} {target} is not between 0% and 100%", "write a share such as 32%"
    unit = OWN.get(UNITS[metric], "")
    if most := bound(Decimal(value) * (100 if unit == "points" else 1), unit):
        return f"{metric} {cut(target)} is past all bounds", most.replace(" points", "%")
    return None
