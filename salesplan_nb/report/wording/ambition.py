"""Sentences of the price of ambition: what another goal asks, what is a stretch, what an even chance would take."""

from __future__ import annotations

import math
from collections.abc import Sequence

from salesplan_nb.report.numbers import chance, change, count, nothing, percent
from salesplan_nb.report.wording.calibration import beside

ENOUGH = 3
"""Past periods from which a growth may be ranked."""
LEVERS = {"price": "Price", "volume": "Volume", "win_rate": "Win rate"}
NONE_WOULD, ANY_WOULD = "out of reach", "any would do"


def tactics_words(p: float, *, calibrated: bool) -> str:
    """'With the effects of the tactics it is about 7 in 10.'; '' where the plan declares none."""
    return f"With the effects of the tactics it is {chance(p)}{beside(calibrated, p)}." if math.isfinite(p) else ""


def stretch(asked: float, growths: Sequence[float]) -> str:
    """How the asked growth ranks among past ones [fractions] of periods as long as the goal's.

    Examples
    --------
    >>> stretch(0.2, [0.14, 0.06, 0.02])
    '+20% is more than in any of 3 past periods as long (the most was +14%).'
    """
    if not math.isfinite(asked):
        return ""
    text = change(asked)
    if len(growths) < ENOUGH:
        held = count(len(growths), "past period") if growths else "no past period"
        grew = f" ({' and '.join(change(growth) for growth in growths)})" if growths else ""
        return f"Whether {text} is a stretch cannot be told: the history holds {held} as long with a base{grew}."
    most, above = max(growths), sum(growth >= asked for growth in growths)
    if not above:
        return f"{text} is more than in any of {len(growths)} past periods as long (the most was {change(most)})."
    reached = "All" if above == len(growths) else f"{above}"
    return f"{reached} of {len(growths)} past periods as long grew by {text} or more (the most was {change(most)})."


def asked_words(*, customers: bool, market: bool) -> str:
    """What the columns of the table mean, as far as they are there."""
    told = []
    if customers:
        told.append(
            "Kept buy = change of what each customer who stays buys, a minus where less would do; New = customers to "
            "win instead; the others as in the last twelve months"
        )
    if market:
        told.append("the market is the serviceable one of plan.yml")
    text = "; ".join(told)
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def counted(*, tactics: bool) -> str:
    """What an even chance counts; what people can carry is never in it."""
    return "tactics counted, people not" if tactics else "from demand alone, people not counted"


def even_reading(moved: float, *, tactics: bool, calibrated: bool) -> str:
    """How far price or volume must move [fraction; NaN out of reach] for an even chance, or how far they may fall."""
    if not math.isfinite(moved):
        told = "no price or volume that can be planned would give the goal an even chance alone"
    elif nothing(text := percent(abs(moved))):
        told = "the goal has an even chance of demand as things stand"
    elif moved <= -1:
        told = "the goal has an even chance of demand whatever price or volume become"
    elif moved > 0:
        told = f"{text} more price or volume in every month to come would give the goal an even chance"
    else:
        told = f"{text} less price or volume in every month to come would still leave the goal an even chance of demand"
    head = counted(tactics=tactics)
    return f"{head[:1].upper()}{head[1:]}: {told}{beside(calibrated, 0.5) if math.isfinite(moved) else ''}."
