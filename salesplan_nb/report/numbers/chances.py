"""Simulated chances as readers take them: about 3 in 10, 6 of 10 simulated years, ten dots."""

from __future__ import annotations

import math

from salesplan_nb.report.numbers.figures import DASH, number, percent, printed

SURE, RULED_OUT = 0.99, 0.01
"""Beyond these a simulated chance says 'more than 99 in 100' and 'less than 1 in 100': draws cannot tell finer."""


def chance(p: float) -> str:
    """A chance in words: 'about 3 in 10'.

    Examples
    --------
    >>> chance(0.28), chance(0.03), chance(0.004), chance(0.999)
    ('about 3 in 10', 'about 3 in 100', 'less than 1 in 100', 'more than 99 in 100')
    """
    if not math.isfinite(p):
        return "cannot be told"
    if p < RULED_OUT:
        return "less than 1 in 100"
    if p > SURE:
        return "more than 99 in 100"
    if p < 0.05 or p >= 0.95:
        return f"about {number(p * 100)} in 100"
    return f"about {number(p * 10)} in 10"


def odds(p: float) -> str:
    """A chance in words without 'about', to stand in a list or after a colon."""
    return chance(p).removeprefix("about ")


def years(p: float) -> str:
    """A share of simulated years: '6 of 10'."""
    return odds(p).replace(" in ", " of ")


def simulations(months: int) -> str:
    """What is simulated over a period: years only where it is as long as one.

    Examples
    --------
    >>> simulations(12), simulations(3)
    ('simulated years', 'simulations')
    """
    return "simulated years" if months == 12 else "simulations"


def chance_percent(p: float) -> str:
    """A chance in percent that never says 0% or 100% of a simulation."""
    if not math.isfinite(p):
        return DASH
    return f"under {percent(RULED_OUT)}" if p < RULED_OUT else f"over {percent(SURE)}" if p > SURE else percent(p)


def dots(p: float) -> int:
    """How many of ten dots are full."""
    return min(10, max(0, int(printed(p * 10)))) if math.isfinite(p) else 0
