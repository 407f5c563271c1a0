"""The year of months whose columns name none: after the titles, the sheet's name or the file's."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from salesplan_nb.proposal.loading import Sheet
from salesplan_nb.proposal.months import month_number

YEAR = re.compile(r"(?<!\d)(19[7-9]\d|20\d\d)(?!\d)")
PAIR = re.compile(r"(?<!\d)(?:20|FY ?)(\d\d) ?[-/–_] ?(?:FY ?)?(?:20)?(\d\d)(?![-/–_]?\d)", re.IGNORECASE)
DAY = re.compile(
    r"(?<!\d)(?:\d{1,2}(?:[-./ ]{1,2}\d{1,2}|[-. ]{1,2}[^\W\d_]{3,10})[-./, ]{1,2}\d{4}|\d{4}(?:[-./]\d{1,2}){2})(?!\d)"
    r"|[^\W\d_]{3,10}\.? \d{1,2}, \d{4}(?!\d)"
)
"""A day: `printed 12-11-2026` is no year of the months, unless nothing else tells one."""
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
    found = _found(sheet, lambda text: _whole(text, numbers))
    if not found and not span_beside(sheet, numbers):
        found = _found(sheet, lambda text: _first(DAY.sub("", text))) or _found(sheet, _first)
    return found[0] if len({one.year for one in found}) == 1 else None


def span_beside(sheet: Sheet, numbers: Sequence[int]) -> str:
    """What names several years to which some months do not belong as they stand, and where it is; '' for nothing.

    January to December under `2025/26` may be those of one year, or of a year from April or July in the order of the
    calendar: then each half is of another year, and no year is right for all.
    """
    found = _found(sheet, lambda text: _astray(text, numbers))
    return found[0].by if found else ""


def what_to_write(sheet: Sheet, bare: Mapping[str, int]) -> str:
    """Why columns that are months without a year are none of a table as they are, and how sources.yml gives them one.

    Parameters
    ----------
    sheet : Sheet
        The table whose columns they are.
    bare : mapping of str to int
        The columns and their months, 1 to 12.
    """
    first, last = next(iter(bare)), list(bare)[-1]
    why = "titles and names do not tell one"
    if beside := span_beside(sheet, list(bare.values())):
        why = f"{beside} names several without saying which of {first} to {last} are of which"
    years = f"{first}: YYYY-{bare[first]:02d}, ..., {last}: YYYY-{bare[last]:02d}"
    return (
        f"{len(bare)} columns are months without a year, and {why}: write in sources.yml"
        f" header: {sheet.layout.header}, unpivot: {{columns: {first}..{last}, name: month, value: amount}}, columns: "
        f"{{month: month, amount: amount}} and replace: {{month: {{{years}}}}}, with the year of each"
    )


def _found(sheet: Sheet, read: Callable[[str], set[int]]) -> list[Told]:
    """The years that titles and names say, read in one way."""
    texts = [*(("the title", text) for text in sheet.above), ("the name of the sheet", sheet.tab)]
    texts.append(("the name of the file", sheet.path.stem))
    return [Told(year, f"{text!r} in {place}") for place, text in texts for year in read(text)]


def _whole(text: str, numbers: Sequence[int]) -> set[int]:
    """The first year of a span such as `February 2023 – January 2024`, where the columns are just that."""
    ends = [(number, int(year)) for name, year in MONTH_YEAR.findall(text) if (number := month_number(name))]
    wanted = [numbers[0], numbers[-1]]
    if len(ends) != 2 or [number for number, _year in ends] != wanted:
        return set()
    later = numbers[-1] < numbers[0]
    return {ends[0][1]} if ends[1][1] == ends[0][1] + later else set()


def _first(text: str) -> set[int]:
    spans = _spans(text)
    return {spans[0][0]} if spans else {int(year) for year in YEAR.findall(text)}


def _astray(text: str, numbers: Sequence[int]) -> set[int]:
    """The first year of each span that does not tell which of the months are of which year.

    One of two years tells where the months go on from one into the next, and where they end with December without a
    January: whatever month such a span begins with, its December is of the first year.
    """
    spans = _spans(text)
    told = numbers[-1] < numbers[0] or (numbers[-1] == 12 and numbers[0] > 1)
    single = len(spans) == 1 and spans[0][1] == spans[0][0] + 1
    return set() if told and single else {first for first, _last in spans}


def _spans(text: str) -> list[tuple[int, int]]:
    """First and last year of each `2025/26`; 2025-10 is a month, and 2011-12 may be either."""
    pairs = [(2000 + int(a), 2000 + int(b)) for a, b in PAIR.findall(text)]
    return [(a, b) for a, b in pairs if a < b and (b == a + 1 or b > 2012)]
