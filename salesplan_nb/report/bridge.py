"""The way from base to goal, shown step by step. One call, one claim."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from salesplan_nb.report import charts_bridge
from salesplan_nb.report.approval import Step
from salesplan_nb.report.landing import figures
from salesplan_nb.report.names import shortened
from salesplan_nb.report.numbers import number
from salesplan_nb.report.objects import Chart, Refusal
from salesplan_nb.report.steps import TACTIC, demand_middle, landing_steps
from salesplan_nb.report.wording import refusals as no
from salesplan_nb.report.wording import strategy as say

__all__ = ["MOST", "bridge", "demand_middle", "largest_first"]

MOST = 8
"""Tactics, segments or groups shown one by one; the rest is summed."""


def bridge(
    goal: pd.Series, tactics: pd.DataFrame, *, currency: str, demand_p50: float | None = None, resources: Any = None
) -> Chart | Refusal:
    """What takes us from the base to the goal, step by step, and what has no source yet.

    Parameters
    ----------
    goal : Series
        The main goal's row of `Goals.goals`.
    tactics : DataFrame
        `Strategies.tactics`.
    currency : str
        For the caption.
    demand_p50 : float, optional
        Median demand with tactics (`demand_middle`), so that what people cannot carry stands apart.
    resources : ResourcesFacts, optional
        Of stage 4; without it the plan is momentum and tactics alone.
    """
    n = figures(goal, resources)
    if not all(map(math.isfinite, (n.nothing[1], n.base))):
        return Refusal("bridge", *no.no_bridge(n.money(n.base) if math.isfinite(n.base) else "", n.money(n.goal)))
    step = n.scale.step
    nothing, base, target = (n.scale.rounded(v) for v in (n.nothing[1], n.base, n.goal))
    mine = tactics[tactics.goal_id == goal.goal_id]
    demand = demand_p50 if demand_p50 is not None else n.nothing[1] + float(mine.likely_cents.sum())
    landing = n.plan[1] if resources is not None else demand
    exact = landing_steps(goal, tactics, round(n.base), round(n.nothing[1]), round(landing), demand, resources)
    shown = largest_first([s for s in exact if s.key.startswith(TACTIC)])
    plan, pieces = n.scale.rounded(landing), [n.scale.rounded(s.cents) for s in shown]
    people = n.scale.rounded(sum(s.cents for s in exact if s.key == "people"))
    together = plan - nothing - sum(pieces) - people
    if people and abs(together) <= step:  # rounding: a simulated figure carries it, a declared one stays
        people, together = people + together, 0.0
    steps = [_step("Base" + (f" {n.base_label}" if len(n.base_label) <= 7 else ""), "base", base, n, n.base_actual)]
    steps += [_step("Going on as now", "change", nothing - base, n), _step("If nothing changes", "total", nothing, n)]
    steps += [_step(s.label, "change", value, n) for s, value in zip(shown, pieces, strict=True)]
    if round(together / step):
        steps.append(_step("Ranges put together", "change", together, n))
    if round(people / step):
        steps.append(_step("People run short", "change", people, n))
    steps.append(_step("With this plan", "total", plan, n))
    gap = target - plan
    served = people < 0 and demand >= n.goal  # enough would be asked for; what is missing is who serves it
    if round(gap / step):
        steps.append(_step(("Missing" if served else "No source yet") if gap > 0 else "Above the goal", "gap", gap, n))
    steps.append(_step("Goal" + (f" {n.period}" if len(n.period) <= 7 else ""), "goal", target, n))
    start = charts_bridge.bridge_start(steps)
    title = f"From the base of {n.money(n.base)} to the goal of {n.money(n.goal)}"
    desc = "; ".join(f"{shortened(s.label, 40)} {s.text}" for s in steps) + "."
    svg = charts_bridge.bridge("bridge", title, desc, steps)
    cut = f" Long bars are cut: the scale starts at {number(start, n.scale.digits)}{n.scale.suffix}." if start else ""
    booked = (
        "Solid = actual, hatched = forecast, outlined = goal."
        if n.base_actual > 0
        else "Hatched = forecast, outlined = goal."
    )
    whole = n.money(sum(pieces))
    reading = say.bridge_reading(
        shown[0].label if pieces and pieces[0] > 0 else "",
        f"+{n.money(pieces[0])}" if pieces else "",
        people,
        n.money(abs(people)),
        nothing - base,
        n.money(abs(nothing - base)),
    )
    return Chart(
        "bridge",
        say.bridge_claim(len(mine), whole, gap, n.money(abs(gap)), people=served),
        f"From base to goal, {n.scale.unit(currency)}.",
        booked + cut,
        svg,
        title,
        desc,
        reading,
    )


def largest_first(tactics: list[Step], most: int = MOST) -> list[Step]:
    """Tactics, the largest first; those beyond the most that are shown as one sum."""
    ordered = sorted(tactics, key=lambda step: (-step.cents, step.key))
    if len(ordered) <= most:
        return ordered
    rest = ordered[most - 1 :]
    return [*ordered[: most - 1], Step(TACTIC, f"{number(len(rest))} other tactics", sum(s.cents for s in rest))]


def _step(label: str, kind: Any, cents: float, n: Any, actual: float = 0.0) -> charts_bridge.Step:
    text = n.scale.money(cents) if kind in ("base", "total", "goal") else n.scale.signed(cents)
    return charts_bridge.Step(label, kind, n.scale.value(cents), text, n.scale.value(actual))
