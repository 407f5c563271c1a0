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
from salesplan_nb.proposal.days import read
from salesplan_nb.proposal.descriptions import currency_word
from salesplan_nb.proposal.drafts import Draft
from salesplan_nb.proposal.inputs import LISTED, TOPICS, Input, in_order, shortened, together
from salesplan_nb.proposal.order_states import order_state
from salesplan_nb.proposal.orders import tried
from salesplan_nb.proposal.row_money import Amount, amounts, told
from salesplan_nb.proposal.totals import add_totals
from salesplan_nb.proposal.words import words

YEAR_MONTH = "%Y-%m"
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
    parts = draft.owner.parts
    if not parts:
        return
    kept, brought = pc.invert(draft.taken), []
    for part, rows in zip(parts, _rows_of(parts), strict=True):
        inside = pc.and_(rows, kept)
        found = amounts(draft, inside) if "amount" in draft.matches else []
        # Rows whose amount is empty or unreadable bring nothing: a year often has columns to its end.
        size = counted(sum(one.rows for one in found) if found else int(pc.sum(inside).as_py() or 0), "row")
        brought.append(f"{part.label} {size}" + (f", {told(found)}" if found else ""))
    yield f"{draft.table}: sheets of one header are taken for parts of one table: {'; '.join(brought)}"


def _rows_of(parts: Sequence[Input]) -> list[pa.Array]:
    """Which rows of a whole are those of each of its parts."""
    number = np.repeat(np.arange(len(parts)), [one.rows for one in parts])
    return [pa.array(number == i) for i in range(len(parts))]


def _whole(parts: Sequence[Input]) -> Input:
    """Parts as one; where months are columns, each by its year: Jan is another month on the sheet of another year."""
    if len(parts) == 1:
        return parts[0]
    found = together([_in_years(one) for one in parts])
    return replace(found, months=parts[0].months, parts=tuple(parts))


def _in_years(one: Input) -> Input:
    """The same with its months written with their years."""
    if one.months is None or (days := one.profile(one.months.name).days) is None:
        return one
    column = one.table.column(one.months.name)
    told = {text: f"{day:{YEAR_MONTH}}" for text in column.unique().to_pylist() if (day := read(text, days))}
    texts = pa.array([told.get(text, text) for text in column.to_pylist()], pa.string())
    place = one.table.column_names.index(one.months.name)
    return replace(one, table=one.table.set_column(place, one.months.name, texts))


def _alike(a: Input, b: Input) -> bool:
    """Whether two inputs have one header, filled with the like of values and about the same."""
    names = a.table.column_names
    across = [one.months and (one.months.name, one.months.value) for one in (a, b)]
    if across[0] != across[1] or len(names) < 2 or set(names) != set(b.table.column_names) or _form(a) != _form(b):
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
    apart = _named_apart(group)
    if len(group) < 2 or len(apart) == len(group) or tried(_whole(group), []).draft is None:
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
    yield _whole(kept)
    yield from (replace(one, apart=apart[id(one)]) for one in group if id(one) in apart)


def _label(parts: Sequence[Input]) -> str:
    return shortened([sheet.label for one in parts for sheet in one.sheets])


def _named_apart(group: Sequence[Input]) -> dict[int, str]:
    """What names of sheets, and of files where there are several, say that makes them no part of the others, by id."""
    files = len({one.sheets[0].path for one in group}) > 1
    names = [[sheet.tab] * bool(sheet.tab) + [sheet.path.stem] * files for sheet in (one.sheets[0] for one in group)]
    bare = {frozenset(word for name in own for word in words(name) if not word.isdecimal()) for own in names}
    if len(bare) < 2:
        return {}  # of Summary 2025 and Summary 2026 none sums the other
    money = next((code for name in names[0] if (code := currency_word(name))), "")
    found = {
        id(one): next(filter(None, (_says(name, money) for name in own)), "")
        for one, own in zip(group, names, strict=True)
    }
    return {one: why for one, why in found.items() if why}


def _says(name: str, money: str) -> str:
    """What a name says of something else than sales in the money of the first; '' for nothing."""
    if is_total(name) or set(words(name)) & SUMMARY:
        return f"by its name {name!r} it sums the others"
    if names_credit_notes(name) or order_state(name) in ("cancelled", "unordered", "returned"):
        return f"its name {name!r} does not speak of sales"
    code = currency_word(name)
    return (
        f"its name {name!r} speaks of {code}, that of the first of {money or 'no money'}"
        if code not in ("", money)
        else ""
    )


def _copied(kept: Sequence[Input], one: Input) -> str:
    """Whether most rows of a sheet are in the others too, or theirs in it."""
    there, here = (pa.chunked_array([_in_years(one).whole_rows for one in some]).unique() for some in ([one], kept))
    shared = int(pc.sum(pc.is_in(there, value_set=here)).as_py() or 0)
    if shared < COPIED * min(len(there), len(here)):
        return ""
    return f"{counted(shared, 'row of it is', 'rows of it are')} in {_label(kept)} too, cell for cell"


def _sum(kept: Sequence[Input]) -> tuple[Input, str] | None:
    """A sheet that comes to what all others come to, of days that they have too, and why it is taken for their sum."""
    draft = tried(_whole(kept), []).draft
    if len(kept) < 2 or draft is None:
        return None
    add_totals(draft)
    left = pc.invert(draft.taken)
    each = [_cents(amounts(draft, pc.and_(rows, left))) for rows in _rows_of(kept)]
    # A sum has fewer rows than what it sums, and stands behind it.
    ranked = sorted(zip(kept, each, range(len(kept)), strict=True), key=lambda one: (one[0].rows, -one[2]))
    for one, own, _place in ranked:
        others = [other for other in kept if other is not one]
        off = ROUNDED * abs(own) if len(others) > 1 else 0
        if own and abs(sum(each) - 2 * own) <= off and _same_days(one, others):
            return one, f"it comes to the same as {_label(others)}{' together' if len(others) > 1 else ''}"
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
