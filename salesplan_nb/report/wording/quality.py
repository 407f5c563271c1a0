"""Sentences of what stands behind the plan: the data's accounting, assumptions, method, what is open."""

from __future__ import annotations

import math

from salesplan_nb.goals.calibration import ENOUGH, ranges_held
from salesplan_nb.report.names import clean, listed
from salesplan_nb.report.numbers import agree, count, counted, nothing, number, percent


def accounting_claim(read: int, used: int) -> str:
    """'59,120 of 60,000 rows read were used'."""
    if not read:
        return "No row was read"
    if read == used == 1:
        return "The one row read was used"
    if read == used:
        return f"All {count(read, 'row')} read {agree(read, 'was', 'were')} used"
    return f"{number(used)} of {count(read, 'row')} read {agree(used, 'was', 'were')} used"


def accounting_reading(aside: int, orders: list[str], unrated: list[str]) -> str:
    """What was set aside: all rows, and the money of the orders among them; what no rate converts in its currency."""
    if not aside:
        return "No row was set aside."
    money = listed([*orders, *(f"{one} without a rate" for one in unrated)])
    of_orders = f"; the orders among them come to {money}" if money else ""
    return f"{count(aside, 'row')} {agree(aside, 'was', 'were')} set aside by rules{of_orders}; each rule is below."


def controls_claim(months: int, difference: float, worst_difference: float) -> str:
    """'Orders differ from Finance’s ledger by 0.4% over 34 months', or that they agree."""
    over = count(months, "month")
    if not math.isfinite(difference):
        return f"Finance’s ledger sums to nothing over {over}: no difference can be said"
    if nothing(percent(worst_difference, 1)):
        return f"Orders agree with Finance’s ledger in {'the one month' if months == 1 else f'all {over}'}"
    if nothing(percent(difference, 1)):
        return f"Orders agree with Finance’s ledger over {over} together"
    return f"Orders differ from Finance’s ledger by {percent(abs(difference), 1)} over {over}"


def controls_reading(worst: str, worst_difference: float) -> str:
    """The month that differs most."""
    side = "above" if worst_difference > 0 else "below"
    if nothing(percent(worst_difference, 1)):
        return f"No month differs by {percent(0.001, 1)} or more."
    return f"The largest difference is {percent(abs(worst_difference), 1)}, in {worst}: orders lie {side} the ledger."


def corrections_words(values: int, rows: int) -> str:
    """How many values were corrected by a stated rule."""
    if not rows:
        return "No value was corrected."
    return (
        f"{counted(values, 'value')} {agree(values, 'was', 'were')} "
        f"corrected by a stated rule, in {count(rows, 'row')}."
    )


def absent_words(tables: list[tuple[str, str]]) -> str:
    """What the plan goes without because a table is missing."""
    if not tables:
        return "Every table that a section of the plan rests on is there."
    return " ".join(f"Without {clean(name)}: {clean(what).rstrip('.')}." for name, what in tables)


def todos_claim(must: int, may: int) -> str:
    """'Two things must be done before the plan can be signed'."""
    if not must and not may:
        return "Nothing is open"
    if not must:
        return f"{counted(may, 'thing')} could still be added; nothing stands in the way of signing"
    return f"{counted(must, 'thing')} must be done before the plan can be signed"


def todos_words(must: int, may: int) -> str:
    """The footer's count."""
    return f"{number(must)} must, {number(may)} may"


def chance_method(hits: int, trials: int) -> str:
    """How the chance is found, and what earns it belief."""
    tested = (
        f"In past tests {number(hits)} of {number(trials)} outcomes fell into the 8-in-10 range"
        if trials
        else "No past test was possible"
    )
    verdict = (
        "in line with"
        if ranges_held(hits, trials)
        else "too few to compare with"
        if trials < ENOUGH
        else "not in line with"
    )
    return f"Share of simulated paths whose sum over the goal’s period reaches it. {tested}; that is {verdict} 8 in 10."


def redacted_words(kinds: tuple[str, ...]) -> str:
    """'Names of people and accounts are replaced by ids.'; '' where none are."""
    return f"Names of {listed(list(kinds))} are replaced by ids." if kinds else ""
