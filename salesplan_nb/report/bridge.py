"""The way from base to goal, shown step by step. One call, one claim."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd

from salesplan_nb.calendars import Period
from salesplan_nb.report import charts_landing
from salesplan_nb.report.goals import figures
from salesplan_nb.report.names import clean, shortened
from salesplan_nb.report.numbers import number, parts, signed
from salesplan_nb.report.objects import Chart, Refusal
from salesplan_nb.report.wording import refusals as no
from salesplan_nb.report.wording import strategy as say

MOST = 8
"""Tactics, segments or groups shown one by one; the rest is summed."""


def demand_middle(paths: pd.DataFrame, effects: pd.DataFrame, goal: pd.Series) -> float:
    """Median over the joint draws of demand with tactics [cents] over the goal's period."""
    period = Period(str(goal["first"]), str(goal["last"]))

    def sums(frame: pd.DataFrame) -> pd.Series:
        return frame[frame.month.isin(period.months)].groupby("draw").amount_cents.sum()

    total = sums(paths)
    if not effects.empty:
        total = total.add(sums(effects).reindex(total.index, fill_value=0))
    return float(np.median(total.to_numpy())) + float(goal.demand_p50) - float(np.median(sums(paths).to_numpy()))


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
    mine = tactics[tactics.goal_id == goal.goal_id]
    mine = mine.sort_values(["likely_cents", "tactic_id"], ascending=[False, True])
    likely = [float(v) for v in mine.likely_cents]
    labels = [clean(str(name)) or str(id_) for name, id_ in zip(mine.name, mine.tactic_id, strict=True)]
    if len(likely) > MOST:
        labels = [*labels[: MOST - 1], f"{number(len(likely) - MOST + 1)} other tactics"]
        likely = [*likely[: MOST - 1], sum(likely[MOST - 1 :])]
    unit = n.scale.divisor * 100
    nothing, base, target = (n.scale.rounded(v) for v in (n.nothing[1], n.base, n.goal))
    demand = demand_p50 if demand_p50 is not None else n.nothing[1] + sum(likely)
    plan = n.scale.rounded(n.plan[1] if resources is not None else demand)
    with_people = resources is not None and resources.has_capacity
    people = (n.plan[1] - demand) if with_people else 0.0
    together = (plan - nothing) - sum(likely) - people
    pieces = parts([*likely, people, together], plan - nothing, unit / 10)
    people, together = pieces[-2], pieces[-1]
    if abs(together) <= unit / 10 and any(
        likely
    ):  # rounding, and medians that do not quite add up: the largest tactic carries it
        pieces[0], together = pieces[0] + together, 0.0
    steps = [_step("Base" + (f" {n.base_label}" if len(n.base_label) <= 7 else ""), "base", base, n, n.base_actual)]
    steps += [_step("Going on as now", "change", nothing - base, n), _step("If nothing changes", "total", nothing, n)]
    steps += [_step(label, "change", value, n) for label, value in zip(labels, pieces, strict=False)]
    if together:
        steps.append(_step("Ranges put together", "change", together, n))
    if people:
        steps.append(_step("People run short", "change", people, n))
    steps.append(_step("With this plan", "total", plan, n))
    gap = target - plan
    served = people < 0 and demand >= n.goal  # enough would be asked for; what is missing is who serves it
    if round(gap / (unit / 10)):
        steps.append(_step(("Missing" if served else "No source yet") if gap > 0 else "Above the goal", "gap", gap, n))
    steps.append(_step("Goal" + (f" {n.period}" if len(n.period) <= 7 else ""), "goal", target, n))
    start = charts_landing.bridge_start(steps)
    title = f"From the base of {n.money(n.base)} to the goal of {n.money(n.goal)}"
    desc = "; ".join(f"{shortened(s.label, 40)} {s.text}" for s in steps) + "."
    svg = charts_landing.bridge("bridge", title, desc, steps)
    cut = f" Long bars are cut: the scale starts at {number(start, 1)}{n.scale.suffix}." if start else ""
    booked = (
        "Solid = actual, hatched = forecast, outlined = goal."
        if n.base_actual > 0
        else "Hatched = forecast, outlined = goal."
    )
    added = n.money(sum(pieces[: len(likely)]))
    reading = say.bridge_reading(
        labels[0] if likely and likely[0] > 0 else "",
        f"+{n.money(pieces[0])}",
        people,
        n.money(abs(people)),
        nothing - base,
        n.money(abs(nothing - base)),
    )
    return Chart(
        "bridge",
        say.bridge_claim(len(mine), added, gap, n.money(abs(gap)), people=served),
        f"From base to goal, {n.scale.unit(currency)}.",
        booked + cut,
        svg,
        title,
        desc,
        reading,
    )


def _step(label: str, kind: Any, cents: float, n: Any, actual: float = 0.0) -> charts_landing.Step:
    text = n.scale.money(cents) if kind in ("base", "total", "goal") else signed(n.scale.exact(cents), 1)
    return charts_landing.Step(label, kind, n.scale.value(cents), text, n.scale.value(actual))
