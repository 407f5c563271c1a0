"""Sentences of what holds us back: people, demand, or little."""

from __future__ import annotations

import math

from salesplan_nb.report.numbers import simulations, years
from salesplan_nb.report.wording.calibration import beside

SHARED = 0.5
"""People hold us back where capacity falls short of demand in at least this share of the simulated years."""


def holds_heading(kind: str) -> str:
    """What limits the plan, as a heading."""
    return {
        "people": "What holds us back: people",
        "demand": "What holds us back: demand",
        "neither": "What could hold us back: little",
        "unknown": "What holds us back: capacity is not planned yet",
    }[kind]


def holds_kind(chance_: float, binds: float, p_tactics: float, has_capacity: bool) -> str:
    """'people' where capacity falls short in half of the simulated years or more, else 'demand' or 'neither'."""
    if not has_capacity:
        return "unknown"
    if math.isfinite(binds) and binds >= SHARED:
        return "people"
    if (math.isfinite(p_tactics) and p_tactics < 0.9) or not math.isfinite(chance_):
        return "demand"
    return "neither"


def holds_sentence(kind: str, binds: float, p_tactics: float, missing: str, months: int, *, calibrated: bool) -> str:
    """How often what limits the plan does so; how often demand alone misses or reaches the goal is a chance of it.

    `months` are those of the goal's period.
    """
    runs, mark = simulations(months), beside(calibrated, p_tactics)
    if kind == "people":
        return f"In {years(binds)} {runs} we run out of ramped reps before we run out of demand."
    if kind == "demand":
        short = years(1 - p_tactics) if math.isfinite(p_tactics) else "some"
        return f"In {short} {runs} demand stays under the goal{mark}, whoever sells."
    if kind == "neither":
        people = f", and people run short in {years(binds)}" if math.isfinite(binds) else ""
        return f"Demand reaches the goal in {years(p_tactics)} {runs}{mark}{people}."
    lift = " Part 4 says what to add." if missing else ""
    return f"The chance is what the market may give, not what people can carry.{lift}"
