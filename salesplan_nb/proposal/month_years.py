"""The year of months whose columns name none: after the titles, the sheet's name or the file's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from salesplan_nb.proposal.loading import Sheet
from salesplan_nb.proposal.months import month_number

YEAR = re.compile(r"(?<!\d)(19[7-9]\d|20\d\d)(?!\d)")
PAIR = re.compile(r"(?<!\d)(?:20|FY ?)(\d\d) ?[-/–] ?(?:20)?(\d\d)(?![-/–]?\d)", re.IGNORECASE)
MONTH_YEAR = re.compile(r"([^\W\d_]{3,10})\.? ((?:19[7-9]|20\d)\d)(?!\d)")


class Told(NamedTuple):
    """The year of the first month, and what says so."""

    year: int
    by: str


def year_told(sheet: Sheet, numbers: Sequence[int]) -> Told | None:
    """The year of the first of some months; None where nothing tells it, or two things tell different ones.

    Parameters
    ----------
    sheet : Sheet
        The table whose columns they are.
    numbers : sequence of int
        Months 1 to 12 of the columns that name no year, in their order.

    Notes
    -----
    First and last month with their years say all, whatever else is written. Else a lone year is that of the first
    month, as is the first of `2025/26` where the months go on into the next year. A year named for
    its end (FY2026 from July 2025) is not told from that: the proposal says its span under `assumed`.
    """
    texts = [*(("the title", text) for text in sheet.above), ("the name of the sheet", sheet.tab)]
    texts.append(("the name of the file", sheet.path.stem))
    for read in (_whole, _first):
        found = [Told(year, f"{text!r} in {place}") for place, text in texts for year in read(text, numbers)]
        if found:
            return found[0] if len({one.year for one in found}) == 1 else None
    return None


def _whole(text: str, numbers: Sequence[int]) -> set[int]:
    """The first year of a span such as `February 2023 – January 2024`, where the columns are just that."""
    ends = [(number, int(year)) for name, year in MONTH_YEAR.findall(text) if (number := month_number(name))]
    wanted = [numbers[0], numbers[-1]]
    if len(ends) != 2 or [number for number, _year in ends] != wanted:
        return set()
    later = numbers[-1] < numbers[0]
    return {ends[0][1]} if ends[1][1] == ends[0][1] + later else set()


def _first(text: str, numbers: Sequence[int]) -> set[int]:
    pairs = [(int(a), int(b)) for a, b in PAIR.findall(text)]
    if numbers[-1] < numbers[0] and len(pairs) == 1 and pairs[0][1] == pairs[0][0] + 1:
        return {2000 + pairs[0][0]}
    return {int(year) for year in YEAR.findall(text)}
