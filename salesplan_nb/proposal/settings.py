"""How a table's files are read, in the words of sources.yml: layout, dates, marks of numbers, values replaced."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from salesplan_nb.files import Layout
from salesplan_nb.proposal.drafts import Draft
from salesplan_nb.proposal.figures import MARKS, Figures, Marks
from salesplan_nb.proposal.profiles import Profile
from salesplan_nb.proposal.scalars import in_list, quoted, scalar


def layout_lines(layout: Layout, usual: Layout) -> Iterator[str]:
    """What differs from how a file is usually laid out."""
    if layout.delimiter != usual.delimiter:
        yield f"delimiter: {quoted(layout.delimiter)}"
    if layout.encoding != usual.encoding:
        yield f"encoding: {scalar(layout.encoding)}"
    if layout.names:
        yield f"names: {in_list(layout.names)}    # the file has none; give them better ones"
    elif layout.header != 1:
        yield f"header: {layout.header}"
    if layout.sheet:
        yield f"sheet: {scalar(layout.sheet)}"


def form_lines(profiles: Sequence[Profile]) -> Iterator[str]:
    """How the dates and numbers of some columns are written."""
    dated = [one.days for one in profiles if one.days and not one.native and one.kind in ("day", "month")]
    forms = list(dict.fromkeys(form for days in dated for form in days.forms))
    if forms and forms != ["%Y-%m-%d"]:
        yield f"dates: {quoted(forms[0]) if len(forms) == 1 else '[' + ', '.join(map(quoted, forms)) + ']'}"
    figures = numbers(profiles)
    decimal, thousands = marks(figures)
    if decimal != ".":
        yield f"decimal: {quoted(decimal)}"
    if thousands:
        yield f"thousands: {quoted(thousands)}"
    if signs := list(dict.fromkeys(one.sign for one in figures if one.sign)):
        yield f"currency_sign: {scalar(signs[0])}"
    if any(one.parentheses for one in figures):
        yield "parentheses: true    # (1,234) is minus 1,234"


def numbers(profiles: Sequence[Profile]) -> list[Figures]:
    """How columns of numbers write them, those apart that the file types and those of codes."""
    return [
        one.figures for one in profiles if one.figures and one.kind == "number" and not one.native and not one.coded
    ]


def marks(figures: Sequence[Figures]) -> Marks:
    """The marks that read all columns of numbers, those that most of them show first; else those that most show."""
    told = Counter(one.marks[0] for one in figures if len(one.marks) < len(MARKS))
    common = [pair for pair in MARKS if all(pair in one.marks for one in figures)]
    shown = sorted(told, key=lambda pair: (-told[pair], MARKS.index(pair)))
    if not shown:
        return MARKS[0]
    return next((pair for pair in shown if pair in common), common[0] if common else shown[0])


def replacements(draft: Draft, profiles: Sequence[Profile]) -> dict[str, dict[str, str]]:
    """By column of the file, words that say that a cell is empty, and months that no form reads."""
    found = {name: dict(values) for name, values in draft.replace.items()}
    for one in profiles:
        if one.days is not None and one.days.replaced:
            found.setdefault(one.name, {}).update(one.days.replaced)
        joined = draft.owner.joined
        if joined is not None and one.name == joined.name and joined.words:
            found.setdefault(joined.month, {}).update(joined.words)
    return found


def zone(drafts: Sequence[Draft]) -> str:
    """Time zone whose days are taken where times carry an offset from UTC: that of the commonest offset; '' for none.

    Offsets of whole hours have a zone of their own (Etc/GMT-1 is an hour east); others are taken for UTC.
    """
    offsets = Counter(one.days.zone for draft in drafts for one in draft.read if one.days and one.days.zone)
    if not offsets:
        return ""
    offset = max(offsets, key=lambda text: (offsets[text], text))
    sign, hours, minutes = offset[0], int(offset[1:3]), offset[3:5]
    if minutes != "00" or not 0 < hours <= 12:
        return "UTC"
    return f"Etc/GMT{'-' if sign == '+' else '+'}{hours}"
