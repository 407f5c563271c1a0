"""Sentences of what the reader may decide: to take people on, or to set another goal."""

from __future__ import annotations

import math
from dataclasses import dataclass

from salesplan_nb.report.names import clean, shortened
from salesplan_nb.report.numbers import DASH, Scale, chance_percent, month, nothing, number, odds
from salesplan_nb.report.wording.calibration import beside


@dataclass(frozen=True)
class Hires:
    """An option to take people on; money in cents."""

    count: int
    region: str
    starts: str
    cost: float
    gain: float
    chance_before: float
    chance: float
    over_limit: float
    calibrated: bool
    note: str = ""
    """What the cost leaves out."""


def hires_what(o: Hires) -> str:
    """'Hire 4 more reps in DACH by 1 Feb.'"""
    return f"Hire {hired(o.count, o.region, o.starts)}."


def hired(count: int, region: str, starts: str) -> str:
    """'4 more reps in DACH by 1 Feb'."""
    where = f" in {shortened(region, 24)}" if region else ""
    when = f" by 1 {month(starts)[:3]}" if starts else ""
    return f"{number(count)} more {'rep' if count == 1 else 'reps'}{where}{when}"


def hires_rest(o: Hires, scale: Scale) -> str:
    """'Costs 0.4M, adds 1.0M; chance 28% → 53%.'"""
    cost = f"Costs {_least(o.cost, scale)}, " if o.cost > 0 else "Cost not planned; "
    gain = f"adds {_least(o.gain, scale)}" if scale.rounded(o.gain) > 0 or o.gain > 0 else "adds nothing"
    known = o.chance if math.isfinite(o.chance_before) else math.nan
    told = f"{cost}{gain}; {_moved(o.chance_before, o.chance)}{beside(o.calibrated, known)}"
    over = f"; passes the budget’s limit by {_least(o.over_limit, scale)}" if o.over_limit > 0 else ""
    return f"{told}{over}{f' ({clean(o.note)})' if o.note else ''}."


def _moved(before: float, after: float) -> str:
    """What becomes of a chance; one that is printed as before has not moved."""
    was, now = chance_percent(before), chance_percent(after)
    if DASH in (was, now):
        return "what it does to the chance cannot be told"
    return f"the chance stays at {now}" if was == now else f"chance {was} → {now}"


def _least(cents: float, scale: Scale) -> str:
    """An amount that is not nothing is not printed as nothing."""
    texts = [scale.money(cents, digits) for digits in (1, 2, 3)]
    return texts[0] if cents <= 0 else next((text for text in texts if not nothing(text)), texts[-1])


def no_hires_what(goal: float, scale: Scale) -> str:
    """'Hiring does not reach 40.0M.', where even the best option leaves the goal out of reach."""
    return f"Hiring does not reach {scale.money(goal)}."


def no_hires_rest(best: Hires, landing: float, scale: Scale) -> str:
    """'At best, 4 more reps in DACH by 1 Feb, we land at 29.3M; costs 0.4M.' `landing` is the middle then [cents]."""
    cost = f"costs {_least(best.cost, scale)}" if best.cost > 0 else "cost not planned"
    return f"At best, {hired(best.count, best.region, best.starts)}, we land at {scale.money(landing)}; {cost}."


def raised_what(goal: float, target: float, scale: Scale) -> str:
    """'Keep 14.4M, or raise it to 18.5M:', where the goal is more likely than not."""
    return f"Keep {scale.money(goal)}, or raise it to {scale.money(target)}:"


def raised_rest(kept: float, raised: float, *, calibrated: bool, reached: bool = False) -> str:
    """'7 in 10, or 5 in 10.'; 'reached, or 5 in 10.'"""
    return f"{'reached' if reached else odds(kept)}, or {odds(raised)}{beside(calibrated, kept, raised)}."


def goal_what(target: float, scale: Scale, first: bool) -> str:
    """'Or set the goal at 27.9M:'"""
    return f"{'Set' if first else 'Or set'} the goal at {scale.money(target)}:"


def goal_rest(p: float, level_80: float, scale: Scale, *, calibrated: bool) -> str:
    """'5 in 10 (26.6M would be 8 in 10).'"""
    other = f" ({scale.money(level_80)} would be 8 in 10)" if level_80 > 0 else ""
    return f"{odds(p)}{other}{beside(calibrated, p)}."
