"""Sentences of part 2 beside the landing: SMART, what earned the forecast, the breakdown, the price of ambition."""

from __future__ import annotations

import math

from salesplan_nb.report.names import begun, claim, clean, listed
from salesplan_nb.report.numbers import (
    Scale,
    agree,
    beginning,
    chance,
    count,
    number,
    odds,
    part,
    percent,
)
from salesplan_nb.report.wording.landing import ENOUGH, Numbers


def smart_claim(goals: int, smart: int, first_failing: str, letters: str) -> str:
    """'Two of three goals are SMART; csat27 fails R'."""
    if smart == goals:
        return f"{'The goal is' if goals == 1 else f'All {number(goals)} goals are'} SMART"
    head = (
        "The goal is not SMART"
        if goals == 1
        else f"{beginning(smart)} of {count(goals, 'goal')} {'is' if smart < 2 else 'are'} SMART"
    )
    return claim(f"{head}; {{}} fails {letters}", first_failing)


def smart_reading(write_instead: str, reason: str) -> str:
    """What to write so that the first failing goal passes."""
    if write_instead:
        return f"To mend it: {clean(write_instead)}."
    return (
        f"{clean(reason)[:1].upper()}{clean(reason)[1:]}."
        if reason
        else "Every letter passes by rule, each for the reason given."
    )


def backtest_claim(method: str, skill: float, hits: int, trials: int) -> str:
    """'Smoothing beats the seasonal naive by 19%; ranges held 19 of 24 times'."""
    held = f"ranges held {number(hits)} of {count(trials, 'time')}" if trials else "it could not be tested"
    if method == "seasonal naive" or not math.isfinite(skill) or number(abs(skill) * 100) == "0":
        return claim(f"The {{}} forecast is used; {held}", method)
    told = "beats the seasonal naive by" if skill > 0 else "is behind the seasonal naive by"
    return claim(f"{{}} {told} {percent(abs(skill))}; {held}", method[:1].upper() + method[1:])


def backtest_reading(calibrated: bool, hits: int, trials: int) -> str:
    """Whether the ranges may be believed."""
    if not trials:
        return "No past forecast could be tested, so the ranges are not calibrated."
    if trials < ENOUGH and not calibrated:
        return f"{count(trials, 'past test')} {agree(trials, 'is', 'are')} too few to tell whether ranges hold 8 in 10."
    expected = f"8 in 10 would be {number(0.8 * trials)} of {number(trials)}"
    return (
        f"{expected}; {number(hits)} is in line with that."
        if calibrated
        else f"{expected}; {number(hits)} is not, so the chance is not calibrated."
    )


def breakdown_claim(member: str, share: float, piece: str, piece_share: float, *, region: bool) -> str:
    """'DACH carries 42% of the goal; Q4 brings 30%'; a family carries nothing; without a member, the part alone."""
    if not member:
        return f"{piece} brings {part(piece_share)} of the goal"
    if not region:
        return claim(f"{begun(part(share))} of the goal falls to {{}}; {piece} brings {part(piece_share)}", member)
    return claim(f"{{}} carries {part(share)} of the goal; {piece} brings {part(piece_share)}", member)


def ambition_claim(n: Numbers, p: float) -> str:
    """'At 28.8M the market alone gives a chance of about 3 in 10'."""
    if not math.isfinite(p):
        return f"What chance the market alone gives {n.money(n.goal)} cannot be told"
    return f"At {n.money(n.goal)} the market alone gives {chance(p)}"


def ambition_reading(levels: list[tuple[float, float]], scale: Scale) -> str:
    """Which goals would have 5, 8 and 9 in 10."""
    told = [f"{scale.money(target)} would be {odds(p)}" for p, target in levels]
    return f"{listed(told)}." if told else "No level of ambition was tried."
