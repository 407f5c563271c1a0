"""Sentences of what holds us back: what, if there were enough of it, would lift the chance most."""

from __future__ import annotations

import math
from typing import Literal

from salesplan_nb.report.numbers import chance_percent, printed, simulations, years
from salesplan_nb.report.wording.calibration import beside
from salesplan_nb.report.wording.landing import HOPELESS

Kind = Literal["people", "demand", "both", "neither", "unknown"]
SAFE = 0.9
"""From this chance on little holds us back."""
ALIKE = 0.5
"""Both hold us back where the one lifts the chance by at least this share of what the other does."""
OFTEN = 0.5
"""Where people are short in at least this share of the simulated years, that says it best."""
HEADINGS: dict[Kind, str] = {
    "people": "What holds us back: people",
    "demand": "What holds us back: demand",
    "both": "What holds us back: people and demand",
    "neither": "What could hold us back: little",
    "unknown": "What holds us back: not known yet",
}


def holds_kind(p: float, enough_people: float, enough_demand: float) -> Kind:
    """What, if there were enough of it, would lift the chance most, by the percentages that are printed.

    Parameters
    ----------
    p : float
        The chance with demand and people as planned [fraction].
    enough_people, enough_demand : float
        The chance if people, or demand, were never short: that of the other alone; NaN where capacity is not planned.

    Examples
    --------
    >>> holds_kind(0.31, 0.63, 0.35), holds_kind(0.31, 0.63, 0.66), holds_kind(0.93, 0.99, 0.95)
    ('people', 'both', 'neither')
    """
    if not all(map(math.isfinite, (p, enough_people, enough_demand))):
        return "unknown"
    if p >= SAFE:
        return "neither"
    people, demand = _lift(p, enough_people), _lift(p, enough_demand)
    if _hopeless(enough_people, enough_demand):
        return "both"
    if min(people, demand) >= ALIKE * max(people, demand):
        return "both"
    return "people" if people > demand else "demand"


def _lift(before: float, after: float) -> int:
    """Points between two chances as they are printed."""
    return int(printed(after, 2) * 100 - printed(before, 2) * 100)


def _hopeless(enough_people: float, enough_demand: float) -> bool:
    """Whether the goal would almost surely be missed with enough of either alone."""
    return float(printed(max(enough_people, enough_demand), 2)) < HOPELESS


def holds_sentence(
    kind: Kind,
    p: float,
    enough_people: float,
    enough_demand: float,
    binds: float,
    missing: str,
    months: int,
    *,
    calibrated: bool,
) -> str:
    """How often people run short, or what the chance would be with enough of either.

    Parameters
    ----------
    kind, p, enough_people, enough_demand
        As `holds_kind` has them.
    binds : float
        Share of the simulated periods in which capacity falls short of demand.
    missing : str
        What must be added before capacity can be planned.
    months : int
        Of the goal's period.
    calibrated : bool
        Whether the goal's chances may stand without a word beside them.
    """
    if kind == "unknown":
        lift = " Part 4 says what to add." if missing else ""
        return f"Capacity is not planned: the chance is what the market may give, not what people can carry.{lift}"
    runs, mark = simulations(months), beside(calibrated, p)
    reps, wanted = chance_percent(enough_people), chance_percent(enough_demand)
    if kind == "neither":
        return (
            f"Demand reaches the goal in {years(enough_people)} {runs}, "
            f"and people can carry it in {years(enough_demand)}{mark}."
        )
    if kind == "people" and binds >= OFTEN:
        return f"In {years(binds)} {runs} we run out of ramped reps before we run out of demand."
    with_reps, with_demand = _lift(p, enough_people) > 0, _lift(p, enough_demand) > 0
    if kind == "both":
        if _hopeless(enough_people, enough_demand):
            return "With enough reps alone, or enough demand alone, we would still almost surely miss the goal."
        if not with_reps:
            return "Neither enough reps nor enough demand alone would lift the chance."
        return f"The goal needs both: with enough reps the chance would be {reps}, with enough demand {wanted}{mark}."
    if kind == "people":
        rest = f", with enough demand {wanted}{mark}" if with_demand else f"{mark}; more demand alone would not lift it"
        return f"With enough reps the chance would be {reps}{rest}."
    rest = f", with enough reps {reps}{mark}" if with_reps else f"{mark}; more reps alone would not lift it"
    return f"With enough demand the chance would be {wanted}{rest}."
