"""What sources.yml holds that no file says: each line to be confirmed by somebody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from salesplan_nb.proposal.drafts import Draft
from salesplan_nb.proposal.inputs import shortened
from salesplan_nb.proposal.profiles import Profile
from salesplan_nb.proposal.settings import zone

LESS_SURE = 0.6
"""Confidence up to which a column that the table needs is an assumption: its name did not tell."""
NEEDED = ("amount", "order_date", "month")


def assumptions(drafts: Mapping[str, Draft], ignore_case: Sequence[str]) -> Iterator[str]:
    """The assumptions, table by table.

    Parameters
    ----------
    drafts : mapping of str to Draft
        The tables.
    ignore_case : sequence of str
        Columns in which case tells nothing apart.
    """
    if found := zone(list(drafts.values())):
        yield f"time_zone: {found}, after the commonest offset in the files; the plan's days may begin elsewhere"
    for table, draft in drafts.items():
        yield from draft.assumed
        yield from (f"{table}: {text}" for text in _renamed(draft))
        for part in draft.owner.parts or (draft.owner,):
            if part.months is not None and part.months.assumed:
                yield f"{table}: {part.months.assumed}"
        for one in draft.read:
            yield from (f"{table}: {text}" for text in _reading(one))
        for match in draft.matches.values():
            if match.column in NEEDED and match.confidence <= LESS_SURE:
                yield f"{table}: {match.column} is {match.source} (confidence {match.confidence:.2f})"
    for column in ignore_case:
        yield f"{column}: names that differ in case or blanks alone are one"


def _renamed(draft: Draft) -> Iterator[str]:
    """Columns of later files that were taken for others under a new name."""
    used = {column for _label, column in draft.used}
    for other, name in dict.fromkeys(draft.owner.renamed):
        if name in used:
            files = [sheet.label for sheet in draft.owner.sheets if other in sheet.table.column_names]
            yield f"{other!r} is taken for a new name of {name!r} ({shortened(files)})"


def _reading(one: Profile) -> Iterator[str]:
    """What could be read in two ways."""
    if one.native:
        return
    if one.days is not None and one.days.ambiguous:
        form = one.days.ambiguous[0]
        first = "day" if form.find("%d") < form.find("%m") else "month"
        yield f"no value of {one.name!r} tells day from month; {one.samples[0]} is read with the {first} first"
    if one.figures is not None and one.kind == "number" and one.figures.unsure and not one.coded:
        yield f"the mark in {one.name!r} ({one.samples[0]}) is taken for one of thousands"
