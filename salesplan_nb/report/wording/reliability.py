"""Sentences about whether past chances came true."""

from __future__ import annotations

import math
from collections.abc import Sequence

from salesplan_nb.goals.calibration import ENOUGH
from salesplan_nb.report.names import begun, clean, listed
from salesplan_nb.report.numbers import count as counted
from salesplan_nb.report.numbers import number, percent
from salesplan_nb.report.wording.calibration import too_wide


def claim_of(
    off: Sequence[tuple[float, float]],
    all_of: tuple[float, float, int],
    *,
    told: bool,
    held: bool,
    tests: tuple[int, int],
) -> str:
    """Whether past chances came true: by fifths where that can be told, else the plain shares told and reached.

    Parameters
    ----------
    off : sequence of (chance, share reached)
        Fifths outside their band.
    all_of : tuple
        Mean chance, share reached and number of all of them.
    told : bool
        Whether their bands are narrow enough to tell.
    held : bool
        Whether ranges held as often as they should.
    tests : tuple of int
        Past ranges that held, and all of them.
    """
    chance, reached, count = all_of
    if off:
        chance, reached = max(off, key=lambda pair: abs(pair[0] - pair[1]))
        return f"Past chances of {percent(chance)} came true {percent(reached)} of the time: not calibrated"
    if not held and tests[1] >= ENOUGH:
        how = "were too wide" if too_wide(*tests) else "did not hold 8 in 10"
        return f"Past ranges {how}, so chances are not calibrated"
    if not told or not held:
        return f"{percent(reached)} of past goals were reached, {percent(chance)} were told: too few to judge"
    return f"{counted(count, 'past chance')} came true about as often as they said"


def given(fifths: Sequence[tuple[float, float, int]]) -> str:
    """The diagram in words: chance, share reached and number of each fifth."""
    told = [f"{percent(chance)} given, {percent(reached)} reached ({number(n)})" for chance, reached, n in fifths]
    return f"{'; '.join(told)}."


def reading(score: float, gain: float, *, told: bool, held: bool) -> str:
    """What the Brier score says, and what it must not be taken for where ranges failed or tests are few."""
    words = f"Brier score {number(score, 2)}"
    if not told:
        words += "; bands this wide would hold almost any share, so it says little."
    elif not math.isfinite(gain):
        words += "; all goals came out alike, so its skill cannot be told."
    elif gain > 0 and percent(gain) != percent(0.0):
        words += f": {percent(gain)} better than always naming each goal’s share that was reached."
    else:
        words += ": no better than always naming each goal’s share that was reached."
    return words if held else f"{words} Ranges are not calibrated, so neither are chances."


PARTS = {"region": "regions", "product_family": "product families", "channel": "channels", "rep_id": "people"}


def parts_claim(ways: Sequence[tuple[str, str, float]]) -> str:
    """'Regions are forecast alone; channels as shares of the total', the two with the largest gain.

    Two that are forecast alike are named together: 'Product families and channels are forecast as shares of the total'.

    Parameters
    ----------
    ways : sequence of (dimension, way, gain)
        Dimensions in their order, the way used, and how much lower its error was [fraction].
    """
    most = sorted(ways, key=lambda way: -way[2])[:2]
    told = [way for way in ways if way in most]
    alike: dict[str, list[str]] = {}
    for dimension, way, _ in told:
        alike.setdefault(way, []).append(PARTS[dimension])
    words = [
        f"{listed(parts)} {'are forecast ' if not k else ''}{WAYS[way]}" for k, (way, parts) in enumerate(alike.items())
    ]
    return begun("; ".join(words))


WAYS = {"own forecasts": "alone", "shares of the total": "as shares of the total"}


def parts_reading(trials: int) -> str:
    """How the way was chosen, and what holds either way."""
    if not trials:
        return "The two ways could not be compared on this history; parts add up to the total on every path."
    return (
        f"Each way forecast quarters of past months from up to {number(trials)} origins; the one with the lower error "
        "is used, and parts add up to the total on every path."
    )


def one_off(amount: int, region: str | None, family: str | None, reason: str) -> str:
    """'Left out of the forecast, not out of the base: 1,200,000 in DACH (one ministry).'"""
    where = " and ".join(clean(part) for part in (region, family) if part)
    put = "Left out of the forecast" if amount >= 0 else "Put back into the forecast"
    inside = f" in {where}" if where else ""
    return f"{put}, not out of the base: {number(round(abs(amount) / 100))}{inside} ({clean(reason)})."
