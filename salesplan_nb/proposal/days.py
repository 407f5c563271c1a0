"""How a column writes days and months: the forms that read its values, and whether day or month comes first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Literal

from salesplan_nb.calendars import MONTH_NAMES, month_end
from salesplan_nb.proposal.counted import Counted, few, told_apart
from salesplan_nb.proposal.months import month_of

Order = Literal["day", "month"]
"""Which of day and month a date writes first."""
CLOCK = (
    r"(?P<clock>(?P<gap>[T ]|, )\d{1,2}:\d{2}(?P<second>:\d{2}(?P<fraction>\.\d{1,6})?)?(?P<half> ?[AaPp][Mm])?"
    r"(?P<zone> ?(?:Z|[+-]\d{2}:?\d{2}))?)?"
)
NUMERIC = re.compile(rf"(?P<a>\d{{1,4}})(?P<sep>[-/.])(?P<b>\d{{1,2}})(?P=sep)(?P<c>\d{{4}}|\d{{1,2}}){CLOCK}")
NAMED = re.compile(
    rf"(?P<a>\d{{1,2}})(?P<sep>[-/. ]|\. )(?P<b>[A-Za-z]{{3,9}})(?P<sep2>[-/. ]|, )(?P<c>\d{{4}}|\d{{2}}){CLOCK}"
)
AMERICAN = re.compile(rf"(?P<b>[A-Za-z]{{3,9}}) (?P<a>\d{{1,2}}), (?P<c>\d{{4}}){CLOCK}")
COMPACT = re.compile(r"(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
FEWEST_MONTHS = 3
"""Months from which dates of which one number is always 1 are taken for the firsts of months."""
EARLIEST, LATEST = 1840, 2100
"""Years outside are no dates of people or of what they do: an id or a price looks so."""
NO_DAYS = frozenset(date.fromisoformat(day) for day in ("1753-01-01", "1899-12-30", "1900-01-01", "9999-12-31"))
"""What databases and workbooks write where there is no date."""


@dataclass(frozen=True)
class Days:
    """Days or months as a column writes them."""

    forms: tuple[str, ...]
    """As strptime takes them, the commonest first; empty where a table of replacements reads them, or the file types
    them.
    """
    low: date
    high: date
    """Of months the last day."""
    monthly: bool = False
    """Whether the texts name months, not days."""
    ambiguous: tuple[str, ...] = ()
    """Those of `forms` for which no value tells whether day or month comes first."""
    zone: str = ""
    """Commonest offset from UTC that the texts carry, such as +0100; '' for none."""
    replaced: tuple[tuple[str, str], ...] = ()
    """Months in words that no form reads, and what they mean."""
    odd: tuple[str, ...] = ()
    """The few values that are neither days nor months."""


def days(values: Iterable[Counted], *, first: Order = "day", native: bool = False) -> Days | None:
    """How texts write days or months; None where more than a few of them are neither.

    Parameters
    ----------
    values : iterable of (str, int)
        Each text, trimmed, and how often it occurs.
    first : {"day", "month"}
        What is taken to come first where no value tells.
    native : bool
        Whether the file itself types the column: then the texts are ISO.

    Examples
    --------
    >>> days([("31/5/18", 1), ("2/7/2018", 1)]).forms
    ('%d/%m/%Y', '%d/%m/%y')
    >>> days([("01/02/2026", 1)]).ambiguous
    ('%d/%m/%Y',)
    """
    texts = list(values)
    if native:
        return _native(texts)
    usual, odd = told_apart(texts, _shape)
    found = _days(usual, first) if usual else None
    if found is None:
        usual, odd = told_apart(texts, month_of)
        found = _months(usual) if usual else None
    if found is None or sum(count for text, count in texts if text in {*odd, *found.odd}) > few(texts):
        return None
    return replace(found, odd=(*odd, *found.odd))


def _native(texts: list[Counted]) -> Days | None:
    try:
        found = [datetime.fromisoformat(text) for text, _count in texts]
    except ValueError:
        return None
    if not found or not _plausible([moment.date() for moment in found]):
        return None
    zone = f"{found[0]:%z}" if found[0].tzinfo is not None else ""
    return Days((), min(found).date(), max(found).date(), zone=zone)


@dataclass
class _Shape:
    """Texts that only differ in their digits, written {1} and {2} where day and month stand."""

    count: int = 0
    firsts: set[int] = field(default_factory=set)
    seconds: set[int] = field(default_factory=set)


def _days(texts: list[Counted], first: Order) -> Days | None:
    shapes: dict[str, _Shape] = {}
    for text, count in texts:
        if (found := _shape(text)) is None:
            return None
        shape = shapes.setdefault(found[0], _Shape())
        shape.count += count
        shape.firsts.add(found[1])
        shape.seconds.add(found[2])
    if (orders := _orders(shapes, first)) is None:
        return None
    order, unsure = orders
    ranked = sorted(shapes, key=lambda form: (-shapes[form].count, form))
    forms = tuple(dict.fromkeys(_written(form, order[form]) for form in ranked))
    read = {text: _read(text, forms) for text, _count in texts}
    found_days = [day for day in read.values() if day is not None and day not in NO_DAYS]
    if not found_days or not _plausible(found_days):
        return None
    return Days(
        forms,
        min(found_days),
        max(found_days),
        ambiguous=tuple(_written(form, order[form]) for form in sorted(unsure)),
        zone=_zone(texts),
        odd=tuple(text for text, day in read.items() if day is None or day in NO_DAYS),
    )


def _shape(text: str) -> tuple[str, int, int] | None:
    """A date's form with {1} and {2} for its first and second number, and the two."""
    if COMPACT.fullmatch(text):
        return "%Y%m%d", 1, 1
    if match := NUMERIC.fullmatch(text):
        sep, clock = match["sep"], _clock(match)
        if len(match["a"]) == 4:
            return f"%Y{sep}%m{sep}%d{clock}", 1, 1
        year = "%Y" if len(match["c"]) == 4 else "%y"
        return None if len(match["a"]) > 2 else (f"{{1}}{sep}{{2}}{sep}{year}{clock}", int(match["a"]), int(match["b"]))
    if match := NAMED.fullmatch(text) or AMERICAN.fullmatch(text):
        month = "%b" if match["b"].title() in MONTH_NAMES else "%B"
        year = "%Y" if len(match["c"]) == 4 else "%y"
        form = f"{month} %d, {year}" if match.re is AMERICAN else f"%d{match['sep']}{month}{match['sep2']}{year}"
        return form + _clock(match), 1, 1
    return None


def _clock(match: re.Match[str]) -> str:
    if not match["clock"]:
        return ""
    half, zone = match["half"] or "", match["zone"] or ""
    parts = [
        match["gap"],
        "%I" if half else "%H",
        ":%M",
        ":%S" if match["second"] else "",
        ".%f" if match["fraction"] else "",
    ]
    for text, form in ((half, "%p"), (zone, "%z")):
        parts.append(text[: text.startswith(" ")] + form if text else "")
    return "".join(parts)


def _zone(texts: list[Counted]) -> str:
    counts = Counter[str]()
    for text, count in texts:
        if zone := re.search(r"\d(?: ?)(Z|[+-]\d{2}:?\d{2})$", text):
            counts[zone[1].replace(":", "").replace("Z", "+0000")] += count if ":" in text else 0
    return max(counts, key=lambda zone: (counts[zone], zone)) if counts.total() else ""


def _orders(shapes: dict[str, _Shape], first: Order) -> tuple[dict[str, Order], set[str]] | None:
    """Which comes first in each shape, and the shapes of which no value tells; None where none can be right.

    Shapes whose own values do not tell follow the others.
    """
    order: dict[str, Order] = {}
    unsure: set[str] = set()
    for form, shape in shapes.items():
        a, b = max(shape.firsts), max(shape.seconds)
        if "{1}" not in form:
            order[form] = "day"
        elif a > 12 and b > 12:
            return None
        elif a > 12 or b > 12:
            order[form] = "day" if a > 12 else "month"
        elif {1} in (shape.firsts, shape.seconds) and len(shape.firsts | shape.seconds) >= FEWEST_MONTHS:
            order[form] = "day" if a == 1 else "month"  # the firsts of months
        else:
            unsure.add(form)
    told = {order[form] for form in order if "{1}" in form}
    for form in unsure:
        order[form] = next(iter(told)) if len(told) == 1 else first
    return order, unsure if len(told) != 1 else set()


def _written(form: str, order: Order) -> str:
    one, two = ("%d", "%m") if order == "day" else ("%m", "%d")
    return form.replace("{1}", one).replace("{2}", two)


def _read(text: str, forms: tuple[str, ...]) -> date | None:
    for form in forms:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 -- a calendar date has no zone
        except ValueError:
            continue
    return None


def read(text: str, written: Days) -> date | None:
    """One of a column's days, of a month the last; None where the text is neither.

    Examples
    --------
    >>> read("31/5/18", days([("31/5/18", 1)])), read("Mai 2026", days([("Mai 2026", 1)]))
    (datetime.date(2018, 5, 31), datetime.date(2026, 5, 31))
    """
    if written.monthly:
        month = dict(written.replaced).get(text) or next(iter(month_of(text) or ()), "")
        if not month and (day := _read(text, written.forms)) is not None:
            month = f"{day:%Y-%m}"  # named by a day of it
        return month_end(month) if month else None
    return _read(text, written.forms) if written.forms else _iso(text)


def _iso(text: str) -> date | None:
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        return None


def _plausible(found: list[date]) -> bool:
    return all(EARLIEST <= day.year <= LATEST for day in found)


def _months(texts: list[Counted]) -> Days | None:
    found = {text: month for text, _count in texts if (month := month_of(text)) is not None}
    if not found:
        return None
    months = sorted(month for month, _form in found.values())
    first = date(int(months[0][:4]), int(months[0][5:]), 1)
    return Days(
        tuple(dict.fromkeys(form for _month, form in found.values() if form)),
        first,
        month_end(months[-1]),
        monthly=True,
        replaced=tuple((text, month) for text, (month, form) in found.items() if not form),
    )
