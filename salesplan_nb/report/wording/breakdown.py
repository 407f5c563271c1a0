"""Sentences on what each part is asked and expects by itself, and on what is left of a goal that is under way."""

from __future__ import annotations

from collections.abc import Mapping

from salesplan_nb.report.names import begun, claim, clean
from salesplan_nb.report.numbers import Scale, agree, count, number, percent

LEVELS = {
    "quarter": "Quarters",
    "month": "Months",
    "week": "Weeks",
    "region": "Regions",
    "product_family": "Families",
    "channel": "Routes to market",
}
"""Levels of the breakdown, as readers call their members."""


def bases_words(bases: Mapping[str, str | None], locks: int) -> str:
    """'Months seasonal; regions trailing 12. 1 lock.': levels that are asked for, with their bases."""
    told = [f"{LEVELS[level]} {basis.replace('_', ' ')}" for level, basis in bases.items() if basis is not None]
    said = "; ".join([told[0], *(part[:1].lower() + part[1:] for part in told[1:])])
    return f"{said}. {begun(count(locks, 'lock'))}." if locks else f"{said}."


def working_days_words(days: int, holidays: int) -> str:
    """'Mondays to Fridays; 252 in the plan. 9 more are holidays.', or that no holidays are declared."""
    told = f"Mondays to Fridays; {number(days)} in the plan"
    if not holidays:
        return f"{told}. No holidays are declared (plan.yml, year, holidays)."
    return f"{told}. {number(holidays)} more {agree(holidays, 'is a holiday', 'are holidays')} and not counted."


def _money(cents: float, scale: Scale) -> str:
    """An amount with one decimal, or none where it is in whole currency units."""
    return scale.money(cents, 1 if scale.suffix else 0)


def lock_words(low: int, high: int | None, reason: str) -> str:
    """'Fixed at 2.5M: a plant opens.'; not below, not above, or between two amounts [cents]."""
    least, most = (_money(float(amount or 0), Scale.of(float(amount or 0))) for amount in (low, high))
    if low == high:
        held = f"Fixed at {least}"
    elif high is None:
        held = f"Not below {least}"
    else:
        held = f"Between {least} and {most}" if low else f"Not above {most}"
    return f"{held}: {clean(reason)}."


def beyond_claim(part: str, target: float, forecast: float, scale: Scale) -> str:
    """'Jan 2027 is asked most beyond its own forecast: 1.03M against 0.72M'; without a part, that none is."""
    if not part:
        return "No part is asked more than its own forecast"
    digits = 2 if scale.suffix else 0
    told = f"{scale.money(target, digits)} against {scale.money(forecast, digits)}"
    return claim(f"{{}} is asked most beyond its own forecast: {told}", part)


def alike_claim(parts: str, share: float) -> str:
    """'All months are asked alike: 12% beyond their own forecasts'; or less than these."""
    side = "beyond" if share > 0 else "below"
    return f"All {parts} are asked alike: {percent(abs(share))} {side} their own forecasts"


def beyond_reading(member: str, gap: float, basis: float, members: str, medians: float) -> str:
    """Which member it is, beside the same growth for all, and how far medians do not add up; any may be missing.

    Parameters
    ----------
    member, gap, basis
        Who is asked most beyond their own forecast, by how much, and how much more that is than its share of the same
        growth for everybody [cents]; '' where nobody is.
    members : str
        What they are: 'regions'.
    medians : float
        Sum of the members' forecasts less that of the total [cents]; 0 where it does not matter.
    """
    told = []
    scale = Scale.of(gap)
    if member:
        own = _money(abs(basis), scale)
        more = f", {own} {'more' if basis > 0 else 'less'} than if all were asked to grow alike"
        more = "" if own == _money(0, scale) else more
        told.append(f"Among {members} it is {member}: {_money(gap, scale)} beyond{more}.")
    if medians:
        side = "more" if medians > 0 else "less"
        apart = f"{_money(abs(medians), Scale.of(medians))} {side}"
        told.append(f"Their own forecasts sum to {apart} than that of the total: medians do not add up.")
    return " ".join(told)


def replan_claim(goal: str, left: float, months: str, spare: float, scale: Scale) -> str:
    """'4.1M of Bookings 2026 is left for Nov to Dec 2026'; where more was sold than was asked: by how much."""
    if left > 0:
        return claim(f"{_money(left, scale)} of {{}} is left for {months}", goal)
    if spare > 0:
        return claim(f"{{}} is reached with {_money(spare, scale)} to spare; no more is asked", goal)
    return claim("{} is reached to the cent; no more is asked", goal)


def replan_reading(planned: float, left: float, months: int, scale: Scale, *, locks_kept: bool) -> str:
    """What the months to come were asked at first, and whether the locks still fit."""
    change = left - planned
    side = "more" if change > 0 else "less"
    which = "that month" if months == 1 else f"these {count(months, 'month')}"
    told = "That is what the targets asked for from the start."
    if change:
        apart = f"{_money(abs(change), Scale.of(change))} {side}"
        told = f"The targets of {which} were {_money(planned, scale)}, so {apart} is asked now."
    stale = "" if locks_kept else " The locks do not fit into what is left, so it is spread without them."
    return told + stale
