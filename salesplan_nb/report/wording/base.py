"""Sentences of the base: where it comes from, and how past ranges held."""

from __future__ import annotations

import math
from collections.abc import Sequence

from salesplan_nb.report.numbers import nothing, number, percent
from salesplan_nb.report.wording.landing import Numbers


def base_sentence(
    n: Numbers,
    actual_months: str,
    forecast_months: str,
    control: str,
    tests: Sequence[tuple[str, int, int]],
) -> str:
    """Where the base comes from, how it differs from Finance's ledger, how past ranges held.

    `tests` has a (horizon, hits, trials) each, the shortest horizon first: ('month', 10, 12).
    """
    actual = n.money(n.base_actual)
    forecast = n.money(n.scale.rounded(n.base) - n.scale.rounded(n.base_actual))
    if not math.isfinite(n.base):
        base = "The orders do not cover the months that the goal is compared with."
    elif n.base_forecast > 0:
        inside = f"({actual}{', ' + control if control else ''})"
        base = f"Base {n.money(n.base)} = {actual_months} actual {inside} + {forecast_months} forecast ({forecast})."
    else:
        base = f"Base {n.money(n.base)} = {n.base_label} actual{', ' + control if control else ''}."
    told = ", ".join(f"{horizon} {number(hits)} of {number(trials)}" for horizon, hits, trials in tests if trials)
    held = (
        f"Ranges should hold 8 in 10; past tests by {told}."
        if told
        else "Ranges are untested: the history is too short."
    )
    rounded = "" if n.multiplies else f" The goal is {n.change} on the base before rounding."
    return f"{base}{rounded} {held}"


def control_words(difference: float | None) -> str:
    """'0.1% off Finance’s ledger'; '' without control totals. `difference` is a fraction of Finance's total."""
    if difference is None:
        return ""
    text = percent(abs(difference), 1)
    return "as in Finance’s ledger" if nothing(text) else f"{text} off Finance’s ledger"
