"""Sheets of one header: the years of a workbook are one table, its summary and the copy of a sheet are not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from salesplan_nb.errors import counted
from salesplan_nb.files.credit_notes import names_credit_notes
from salesplan_nb.files.totals import is_total
from salesplan_nb.proposal.descriptions import currency_word
from salesplan_nb.proposal.drafts import Draft
from salesplan_nb.proposal.inputs import LISTED, TOPICS, Input, in_order, shortened, together
from salesplan_nb.proposal.order_states import order_state
from salesplan_nb.proposal.orders import tried
from salesplan_nb.proposal.row_money import Amount, amounts, told
from salesplan_nb.proposal.totals import add_totals
from salesplan_nb.proposal.words import words

COPIED = 0.5
"""Share of the different rows of the smaller of two sheets that are in the other too, from which it is a copy."""
ROUNDED = 0.001
"""Share by which a summary may miss what it sums: it is often written in whole units."""
SUMMARY = frozenset({
    "summary", "overview", "pivot", "dashboard", "uebersicht", "zusammenfassung", "recapitulatif", "synthese",
    "resumen", "resumo", "riepilogo", "riassunto", "overzicht", "samenvatting", "oversigt", "oversikt",
    "sammanfattning", "podsumowanie",
})  # fmt: skip
"""Words by which a sheet's name says that it repeats the others; those of totals beside them."""


def added_up(inputs: Sequence[Input]) -> list[Input]:
    """The inputs with those of one header as one; what is not added to another is an input of its own and says why.

    Only tables with money and a day are: a list in which others look something up is looked up in one sheet.
    """
    groups: list[list[Input]] = []
    for one in inputs:
        group = next((group for group in groups if _alike(group[0], one)), None)
        if group is None:
            groups.append([one])
        else:
            group.append(in_order(group[0], one))
    return [one for group in groups for one in _added(group)]


def added(draft: Draft) -> Iterator[str]:
    """What each sheet of a table brings, for readers: somebody must say that they are parts of one."""
    sheets = draft.owner.sheets
    if len({sheet.layout for sheet in sheets}) < 2:
        return
    kept, brought = pc.invert(draft.taken), []
    for sheet, rows in zip(sheets, _rows_of([sheet.rows for sheet in sheets]), strict=True):
        inside = pc.and_(rows, kept)
        found = amounts(draft, inside) if "amount" in draft.matches else []
        size = counted(int(pc.sum(inside).as_py() or 0), "row")
        brought.append(f"{sheet.label} {size}" + (f", {told(found)}" if found else ""))
    yield f"{draft.table}: sheets of one header are taken for parts of one table: {'; '.join(brought)}"


def _rows_of(sizes: Sequence[int]) -> list[pa.Array]:
    """Which rows of a whole are those of each of its parts."""
    number = np.repeat(np.arange(len(sizes)), sizes)
    return [pa.array(number == i) for i in range(len(sizes))]


def _alike(a: Input, b: Input) -> bool:
    """Whether two inputs have one header, filled with the like of values and about the same."""
    names = a.table.column_names
    if a.months or b.months or len(names) < 2 or set(names) != set(b.table.column_names) or _form(a) != _form(b):
        return False
    pairs = [(one, b.profile(one.name)) for one in a.profiles]
    return all(
        "empty" in (one.kind, two.kind) or (one.kind, one.native) == (two.kind, two.native) for one, two in pairs
    )


def _form(one: Input) -> tuple[object, ...]:
    layout = one.sheets[0].layout
    about = one.concepts & (TOPICS | LISTED)
    return one.sheets[0].path.suffix, layout.delimiter, layout.encoding, layout.names, about


def _added(group: Sequence[Input]) -> Iterator[Input]:
    apart = {id(one): why for one in group if (why := _named_otherwise(one, group[0]))}
    if len(apart) == len(group):
        apart = {}  # what all names say tells none of them apart
    if len(group) < 2 or tried(together(group), []).draft is None:
        yield from group
        return
    kept: list[Input] = []
    for one in (one for one in group if id(one) not in apart):
        if kept and (why := _copied(kept, one)):
            apart[id(one)] = why
        else:
            kept.append(one)
    if (found := _sum(kept)) is not None:
        one, apart[id(one)] = found
        kept = [other for other in kept if other is not one]
    yield together(kept)
    yield from (replace(one, apart=apart[id(one)]) for one in group if id(one) in apart)


def _tab(one: Input) -> str:
    return one.sheets[0].tab or one.sheets[0].path.stem


def _label(parts: Sequence[Input]) -> str:
    return shortened([sheet.label for one in parts for sheet in one.sheets])


def _named_otherwise(one: Input, first: Input) -> str:
    """What a sheet's name says that makes it no part of the others; '' for nothing."""
    tab = _tab(one)
    if is_total(tab) or set(words(tab)) & SUMMARY:
        return f"by its name {tab!r} it sums the others"
    if names_credit_notes(tab) or order_state(tab) in ("cancelled", "unordered", "returned"):
        return f"its name {tab!r} does not speak of sales"
    code, other = currency_word(tab), currency_word(_tab(first))
    if code in ("", other):
        return ""
    return f"its name speaks of {code}, and {_tab(first)!r} " + (f"of {other}" if other else "does not")


def _copied(kept: Sequence[Input], one: Input) -> str:
    """Whether most rows of a sheet are in the others too, or theirs in it."""
    there, here = one.whole_rows.unique(), pa.chunked_array([other.whole_rows for other in kept]).unique()
    shared = int(pc.sum(pc.is_in(there, value_set=here)).as_py() or 0)
    if shared < COPIED * min(len(there), len(here)):
        return ""
    return f"{counted(shared, 'row of it is', 'rows of it are')} in {_label(kept)} too, cell for cell"


def _sum(kept: Sequence[Input]) -> tuple[Input, str] | None:
    """A sheet that comes to what all others come to, of days that they have too, and why it is taken for their sum."""
    draft = tried(together(kept), []).draft
    if len(kept) < 2 or draft is None:
        return None
    add_totals(draft)
    left = pc.invert(draft.taken)
    each = [_cents(amounts(draft, pc.and_(rows, left))) for rows in _rows_of([one.rows for one in kept])]
    # A sum has fewer rows than what it sums, and stands behind it.
    ranked = sorted(zip(kept, each, range(len(kept)), strict=True), key=lambda one: (one[0].rows, -one[2]))
    for one, own, _place in ranked:
        others = [other for other in kept if other is not one]
        off = ROUNDED * abs(own) if len(others) > 1 else 0
        if own and abs(sum(each) - 2 * own) <= off and _same_days(one, others):
            return one, f"it comes to the same as {_label(others)} together"
    return None


def _cents(found: Sequence[Amount]) -> int:
    return sum(one.cents * one.rows for one in found)


def _same_days(one: Input, others: Sequence[Input]) -> bool:
    """Whether days of a sheet lie between those of the others, in each of its columns of days: a year sums no other."""
    for mine in one.profiles:
        theirs = [days for other in others if (days := other.profile(mine.name).days) is not None]
        if mine.days is not None and theirs:
            low, high = min(days.low for days in theirs), max(days.high for days in theirs)
            if mine.days.high < low or mine.days.low > high:
                return False
    return True
