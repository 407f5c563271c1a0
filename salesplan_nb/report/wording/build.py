"""Sentences of the target build: what takes us from the base to the goal, and what nothing in the plan explains."""

from __future__ import annotations

from collections.abc import Mapping

from salesplan_nb.report.names import clean
from salesplan_nb.report.numbers import Scale, agree, count, nothing, number

LABELS: Mapping[str, str] = {
    "base": "Base",
    "lost": "Customers lost",
    "stayed": "Customers kept",
    "returned": "Came back",
    "new": "New customers",
    "other": "No customer named",
    "forecast": "Forecast differs",
    "going-on": "Going on as now",
    "price": "Prices",
    "target": "Goal",
}
"""Steps as readers know them; tactics have names of their own."""
NOTHING_CHANGES = "If nothing changes"
HOW = "Hatched = forecast or declared, outlined = goal, dashed = what no step explains."
ROUNDED = "Rounding"
"""Label of what single figures, each rounded by itself, leave of their sum."""
APART = "What people can carry is not in it: part 3 says where the plan lands."


def rest_label(rest: float) -> str:
    """The last step before the goal: what is missing, or what the steps give beyond it."""
    return "Not explained" if rest > 0 else "Past the goal"


def claim_of(rest: float, rest_text: str, goal_text: str) -> str:
    """'0.9M of the goal is explained by nothing in this plan'; `rest` [any unit] is goal less steps, as printed."""
    if nothing(rest_text):
        return f"Every part of the goal of {goal_text} is explained by a step"
    if rest > 0:
        return f"{rest_text} of the goal is explained by nothing in this plan"
    return f"If people can serve it, the steps pass the goal by {rest_text}"


def customers_note(step: str, customers: int) -> str:
    """How many customers did in the last twelve months what a step of theirs is about."""
    theirs = step in ("lost", "stayed", "returned", "new")
    return f"{count(customers, 'customer')} in twelve months" if theirs else ""


def caption(unit: str, *, customers: bool) -> str:
    """What the table holds, and whom it counts as a customer, since measures count everyone with an order line."""
    who = "; who has more credits than orders is no customer here" if customers else ""
    return f"Steps from base to goal with the range declared, {unit}{who}"


def rounding_note(left: str) -> str:
    """What the figures, each rounded by itself, leave of the goal, with its sign; it follows another sentence."""
    return f" Each figure is rounded by itself: {left} is left."


LARGE = 0.5
"""A step of the customers is large above this share of the base."""


def reading(
    lost: tuple[int, float], kept: float, new: tuple[int, float], forecast: float, base: float, scale: Scale
) -> str:
    """What the customers' steps say; customers and amounts [cents]; what is printed as nothing is left out.

    The customers are those of the last twelve months, the amounts their pace put on the base: that is said. Where one
    is a large part of the base, it may rest on what was sold once.
    """
    told = []
    if lost[0]:
        told.append(
            f"customers lost take {scale.money(abs(lost[1]))} ({number(lost[0])} {agree(lost[0], 'has', 'have')} left)"
        )
    if not nothing(scale.money(kept)):
        told.append(f"those who stay buy {scale.money(abs(kept))} {'more' if kept > 0 else 'less'}")
    if new[0]:
        told.append(f"new ones bring {scale.money(abs(new[1]))} ({number(new[0])} {agree(new[0], 'was', 'were')} won)")
    if not told:
        return APART
    text = f"At the pace of the last twelve months, on this base: {', '.join(told)}"
    if not nothing(scale.money(forecast)):
        way = ("adds", "to") if forecast > 0 else ("takes", "from")
        text += f"; the forecast {way[0]} {scale.money(abs(forecast))} {way[1]} that pace"
    if max(abs(lost[1]), abs(kept), abs(new[1])) > LARGE * base > 0:
        text += ". One of these is more than half of the base: what was sold once belongs under one_offs: in plan.yml"
    return f"{text}. {APART}"


def untold_reading(why: str) -> str:
    """Why lost, kept and new customers are one step."""
    return f"Lost, kept and new customers are one step: {clean(why)}. {APART}"
