"""What stands behind the figures, shown: data, assumptions, method, what is open. One call, one claim."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from salesplan_nb.calendars import month_name
from salesplan_nb.report.frames import rows as frame_rows
from salesplan_nb.report.goals import main_goal
from salesplan_nb.report.names import clean, shortened
from salesplan_nb.report.numbers import DASH, Scale, chance, day, number, percent
from salesplan_nb.report.objects import Cell, Notes, Refusal, Table, named
from salesplan_nb.report.wording import breakdown as behind_parts
from salesplan_nb.report.wording import landing as say
from salesplan_nb.report.wording import quality as behind
from salesplan_nb.report.wording import refusals as no
from salesplan_nb.report.wording.calibration import beside

SHOWN_BY = ("opportunities", "customers", "products", "reps", "skills", "ratings", "market", "controls")
"""Tables without which a section of the page has nothing to show; the others only refine what it shows."""


def verdict_notes(goals: Any, resources: Any, *, tactics: bool) -> Notes:
    """Both chances side by side, and the rule behind the words; `tactics`: whether any effect is declared."""
    r = resources.facts
    items = [("Words", say.verdict_rule())]
    goal = main_goal(goals.goals, goals.facts.main_goal)
    if goal is not None:
        p, sure = float(goal.p_demand), bool(goal.calibrated)
        declared = f"With tactics: {chance(r.p_tactics)}{beside(sure, r.p_tactics)}."
        told = declared if tactics else "No tactic has an effect declared."
        items.append(("Demand", f"From demand alone, nothing changed: {chance(p)}{beside(sure, p)}. {told}"))
        if r.has_capacity:
            items.append(
                (
                    "People",
                    (
                        f"Demand and people together: {chance(r.chance)}; "
                        f"capacity reaches the goal: {chance(r.capacity_chance)}{beside(sure, r.chance)}."
                    ),
                )
            )
    items.append(("Past test", behind.chance_method(goals.facts.hits, goals.facts.trials)))
    return Notes("verdict", tuple(items), "How the chance is found")


def accounting(quality: Any, *, currency: str) -> Table:
    """Every row read: used, or set aside by which rule, with its money.

    Parameters
    ----------
    quality : Quality
        Its accounting.
    currency : str
        Of the amounts.
    """
    rows = quality.accounting
    used = rows[rows.rule == "used"]
    aside = rows[rows.rule != "used"]
    orders = _money({currency: aside[aside.table == "orders"].amount_cents.sum()})
    left = quality.unrated[quality.unrated.table == "orders"]
    unrated = _money(left.groupby("currency", sort=True).amount_cents.sum().to_dict())
    body = [
        (
            named(str(a.table), str(a.source), 40),
            Cell(str(a.rule), mark="good" if a.rule == "used" else ""),
            number(a.rows),
            Scale.of(a.amount_cents).money(a.amount_cents) if a.amount_cents else DASH,
        )
        for a in frame_rows(rows)
    ]
    return Table(
        "accounting",
        behind.accounting_claim(int(rows.rows.sum()), int(used.rows.sum())),
        f"Rows read, amounts in {currency}",
        ("Table and source", "Rule", "Rows", "Amount"),
        tuple(body),
        behind.accounting_reading(int(aside.rows.sum()), orders, unrated),
        left=(0, 1),
    )


def _money(sums: Mapping[str, int]) -> list[str]:
    """Sums [cents] by currency, those that are none left out."""
    return [f"{code} {Scale.of(cents).money(cents, 2)}" for code, cents in sums.items() if cents]


def controls(quality: Any, *, currency: str) -> Table | Refusal:
    """Orders against what Finance reports."""
    rows = quality.controls
    rows = rows[rows.control_cents != 0] if len(rows) else rows
    if rows.empty:
        return Refusal("controls", *no.FIXED["controls"])
    total = int(rows.control_cents.sum())
    shares = rows.difference_cents / rows.control_cents
    worst = shares.abs().idxmax()
    years = (
        rows.assign(year=[m[:4] for m in rows.month])
        .groupby("year", sort=True)[["orders_cents", "control_cents", "difference_cents"]]
        .sum()
    )
    scale = Scale.of(*years.control_cents)
    body = [
        (str(y), scale.bare(o, 2), scale.bare(c, 2), percent(d / c, 2) if c else DASH)
        for y, o, c, d in zip(years.index, years.orders_cents, years.control_cents, years.difference_cents, strict=True)
    ]
    text = behind.controls_claim(
        len(rows), int(rows.difference_cents.sum()) / total if total else math.nan, float(shares[worst])
    )
    return Table(
        "controls",
        text,
        f"Orders and Finance’s ledger, {scale.unit(currency)}",
        ("Year", "Orders", "Ledger", "Difference"),
        tuple(body),
        behind.controls_reading(month_name(str(rows.month[worst])), float(shares[worst])),
    )


def quality_notes(quality: Any) -> Notes:
    """Corrections, and what missing tables switch off."""
    corrected = quality.corrections
    absent = [
        (str(i.table), str(i.switches_off))
        for i in frame_rows(quality.inventory)
        if not i.present and str(i.table) in SHOWN_BY
    ]
    seen = ", ".join(f"{i.table} ({number(int(i.rows))})" for i in frame_rows(quality.inventory) if i.present)
    return Notes(
        "quality-notes",
        (
            ("Tables", f"{clean(seen)}."),
            ("Corrected", behind.corrections_words(len(corrected), int(corrected.rows.sum()))),
            ("Missing", behind.absent_words(absent)),
        ),
    )


def assumptions(plan: Any, seed: int, scenario: str = "") -> Notes:
    """What was decided rather than found: thresholds, rates with their source, examples of the template.

    Parameters
    ----------
    plan : Plan
        plan.yml.
    seed : int
        Of the simulation.
    scenario : str
        Its name; '' is the plan as written.
    """
    items = [("Scenario", shortened(scenario) or "The plan as written.")]
    if months := plan.plan_year.sentence(plan.plan_year.months):
        items.append(("Calendar", months))
    if plan.attrition:
        items.append(
            ("Attrition", f"{percent(plan.attrition.annual)} leave in a year ({clean(plan.attrition.source)}).")
        )
    if plan.over_assignment is not None:
        items.append(("Quotas", f"{percent(plan.over_assignment)} above the goal."))
    if plan.breakdown:
        bases = {level: plan.breakdown.basis_of(level) for level in behind_parts.LEVELS}
        items.append(("Breakdown", behind_parts.bases_words(bases, len(plan.breakdown.locks))))
        if "working_days" in bases.values():
            year = plan.plan_year
            years = (year, replace(year, holidays=frozenset()))
            days, weekdays = (one.working_days(year.first_day, year.last_day) for one in years)
            items.append(("Working days", behind_parts.working_days_words(days, weekdays - days)))
        # Locks of people are left out: their reasons (leave, illness) are nobody's business here.
        items += [
            (f"Lock {shortened(lock.cell, 40)}", behind_parts.lock_words(lock.low, lock.high, lock.reason))
            for lock in plan.breakdown.locks
            if lock.rep is None
        ]
    items += [(f"Market {shortened(m.segment, 24)}", f"{clean(m.source)}, {day(str(m.date))}.") for m in plan.market]
    items += [
        (f"Risk {shortened(r.skill, 24)}", f"Accepted by {shortened(r.owner)}: {clean(r.reason)}.")
        for r in plan.accepted_risks
    ]
    if plan.examples:
        items.append(
            (
                "Examples",
                (
                    "Still as the template wrote them, not yet taken over: "
                    f"{', '.join(shortened(e) for e in plan.examples)}."
                ),
            )
        )
    items.append(("Seed", f"{seed}; the same seed, data and plan give the same page."))
    return Notes("assumptions", tuple(items))


def method(goals: Any, resources: Any) -> Notes:
    """How the figures come about, in a few sentences."""
    f = goals.facts
    items = [
        (
            "Forecast",
            (
                f"{clean(f.method)[:1].upper()}{clean(f.method)[1:]} on "
                "monthly totals; paths keep the pattern of past errors."
            ),
        ),
        (
            "Plan",
            "Per simulated year and month, booked = the smaller of demand with tactics and what people can carry; "
            "what finds nobody is lost."
            if resources.facts.has_capacity
            else "Momentum and the tactics’ effects; what people can carry is not part of it yet.",
        ),
        ("Short, above", "Differences on the first screen are those of the printed figures."),
        (
            "Trend",
            (
                f"Theil-Sen slope of the series without its season; interval by block bootstrap, {percent(0.95)}. Of "
                "several members or months only those are named that stand out among all looked at "
                f"(Holm, {percent(0.05)})."
            ),
        ),
        ("Rates", f"Wilson intervals, {percent(0.95)}."),
        ("Signals", f"Outside mean ± {number(2.66, 2)} × mean step between months, or 8 in a row on one side."),
        (
            "Triggers",
            (
                "The plan year’s months to come, nothing changed: money by the forecast’s own paths; a rate by its "
                "past months and overall rate; else past months drawn anew, unless none of them met the threshold."
            ),
        ),
    ]
    return Notes("method", tuple(items))


def todo_table(todos: Sequence[Any]) -> Table | Notes:
    """What is unfinished: what must be done before signing, and what may be added.

    Parameters
    ----------
    todos : sequence of Todo
        With kind, text and place.
    """
    if not todos:
        return Notes("todos", (("Open", "Nothing."),))
    ordered = sorted(todos, key=lambda t: (t.kind != "must", str(t.place)))
    must = sum(t.kind == "must" for t in todos)
    body = [
        (named(str(t.text), str(t.place), 200), Cell("must", mark="bad") if t.kind == "must" else "may")
        for t in ordered
    ]
    return Table(
        "todos",
        behind.todos_claim(must, len(todos) - must),
        "What is open",
        ("What, and where", "Kind"),
        tuple(body),
        left=(0, 1),
    )
