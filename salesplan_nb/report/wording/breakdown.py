"""Sentences on what each part is asked and expects by itself, and on what is left of a goal that is under way."""

from __future__ import annotations

from salesplan_nb.report.names import claim
from salesplan_nb.report.numbers import Scale, count


def beyond_claim(part: str, target: float, forecast: float, scale: Scale) -> str:
    """'Jan 2027 is asked most beyond its own forecast: 1.03M against 0.72M'; without a part, that none is."""
    if not part:
        return "No part is asked more than its own forecast"
    digits = 2 if scale.suffix else 0
    told = f"{scale.money(target, digits)} against {scale.money(forecast, digits)}"
    return claim(f"{{}} is asked most beyond its own forecast: {told}", part)


def beyond_reading(member: str, gap: float, basis: float, members: str, medians: float, scale: Scale) -> str:
    """Which member it is, what of it the basis did, and by how much medians do not add up; any of them may be missing.

    Parameters
    ----------
    member, gap, basis
        Who is asked most beyond their own forecast, by how much, and how much of that is the basis' [cents]; '' where
        nobody is.
    members : str
        What they are: 'region'.
    medians : float
        Sum of the members' forecasts less that of the total [cents]; 0 where it cannot be seen.
    scale : Scale
        Of the table.
    """
    told = []
    if member:
        more = f", of which {scale.money(basis)} come from the basis" if basis > 0 else ""
        if basis < 0:
            more = f", and the basis spares it {scale.money(-basis)}"
        told.append(f"Among {members} it is {member}: {scale.money(gap)} beyond{more}.")
    if medians:
        side = "more" if medians > 0 else "less"
        told.append(
            f"Their own forecasts sum to {scale.money(abs(medians), 2)} {side} than that of the total: medians do not "
            "add up."
        )
    return " ".join(told)


def replan_claim(goal: str, left: float, months: str, spare: float, scale: Scale) -> str:
    """'4.1M of sales26 is left for Nov to Dec 2026'; where more was sold than was asked: by how much."""
    if left > 0:
        return claim(f"{scale.money(left)} of {{}} is left for {months}", goal)
    if spare > 0:
        return claim(f"{{}} is reached with {scale.money(spare)} to spare; {months} asks for nothing more", goal)
    return claim(f"{{}} is reached to the cent; {months} asks for nothing more", goal)


def replan_reading(planned: float, left: float, months: int, scale: Scale, *, locks_kept: bool) -> str:
    """What the months to come were asked at first, and whether the locks still fit."""
    change = left - planned
    side = "more" if change > 0 else "less"
    which = "that month" if months == 1 else f"these {count(months, 'month')}"
    told = (
        f"The targets of {which} were {scale.money(planned)}, so {scale.money(abs(change))} {side} is asked now."
        if change
        else "That is what the targets asked for from the start."
    )
    stale = "" if locks_kept else " The locks do not fit into what is left, so it is spread without them."
    return told + stale
