"""Sentences about the data: totals by year, findings of the checks, earlier targets."""

from __future__ import annotations

import math
from collections.abc import Sequence

from salesplan_nb.calendars import month_name
from salesplan_nb.report.names import shortened
from salesplan_nb.report.numbers import agree, count, counted, number, part

NOTHING_FOUND = "Amounts, prices, totals, gaps, late loads, deals, spellings and ids: none of them is odd."
FIRST_SCREEN = 110
"""Characters of a finding on the first screen."""


def years_claim(first: str, last: str, total: str, currency: str, records: str) -> str:
    """'Bookings used: EUR 65.34M from 2023 to 2026'."""
    when = f"in {first}" if first == last else f"from {first} to {last}"
    return f"{records.capitalize()} used: {currency} {total} {when}"


def years_reading(partial: Sequence[str]) -> str:
    """Which years are not whole, so that nobody compares them."""
    if not partial:
        return "Every year is whole."
    return (
        f"{_listed(partial)} {'is' if len(partial) == 1 else 'are'} not whole, so not to be compared with the others."
    )


def findings_claim(must: int, notes: int) -> str:
    """'Two points of the data must be settled before signing'."""
    if not must and not notes:
        return "The data checks noted nothing"
    if not must:
        stands = agree(notes, "it does not stand", "none stands")
        return f"The data checks noted {count(notes, 'point')}; {stands} in the way of signing"
    return f"{counted(must, 'point')} of the data must be settled before signing"


def warning(must: Sequence[str], assumed: int) -> str:
    """The first screen's line about the data: the weightiest finding, how many more there are, what was assumed."""
    words = []
    if must:
        more = f" ({number(len(must) - 1)} more under Data)" if len(must) > 1 else ""
        words.append(f"Data to settle first: {shortened(must[0], FIRST_SCREEN)}{more}.")
    if assumed:
        words.append(f"{counted(assumed, 'thing')} {agree(assumed, 'was', 'were')} assumed and must be confirmed.")
    return " ".join(words)


def targets_claim(attained: float) -> str:
    """'Orders reached 94% of the targets that were set'."""
    if not math.isfinite(attained):
        return "The earlier targets sum to nothing, so no attainment can be said"
    return f"Orders came to {part(attained)} of the targets that were set before"


def targets_reading(hit: int, cells: int) -> str:
    """How many of the targets, each of a month, were reached."""
    return f"{number(hit)} of {count(cells, 'monthly target')} {agree(hit, 'was', 'were')} reached."


def span(first: str, last: str) -> str:
    """'Apr 2018 to Mar 2019'."""
    return month_name(first) if first == last else f"{month_name(first)} to {month_name(last)}"


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
