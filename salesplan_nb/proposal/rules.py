"""Rows that need a word: not won, cancelled, totals, unreadable, empty, repeated, in two files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pyarrow as pa
import pyarrow.compute as pc

from salesplan_nb.proposal.columns import Seen
from salesplan_nb.proposal.drafts import NOT_WON, Draft, Rule
from salesplan_nb.proposal.inputs import Input
from salesplan_nb.proposal.profiles import Profile
from salesplan_nb.proposal.values import TOTALS
from salesplan_nb.proposal.vocabulary import WORDS
from salesplan_nb.proposal.words import letters, named

CANCELLED = frozenset(WORDS["cancelled"].split())
MOST_VALUES = 40
"""Values that a rule lists."""
MOST_TEXTS = 5_000
"""Different texts beyond which a column is not searched for words of totals."""
OVERLAP = 10
"""Rows that two files must share before they are said to overlap."""
COUNTED = ("orders", "targets", "spend", "controls", "market")
"""Tables whose rows cannot count without a month and an amount."""
TYPED = ("order_date", "month", "date", "amount", "quantity", "unit_price", "score")
"""Columns of the contract whose few unreadable cells are set aside."""


def add_rules(drafts: Mapping[str, Draft]) -> None:
    """Give each draft the rules and settings that let it be read as it is, and say what that assumes."""
    for table, draft in drafts.items():
        if table == "orders":
            _add_won(draft, drafts.get("opportunities"))
            _add_cancelled(draft)
        _add_totals(draft)
        _add_unreadable(draft)
        for match in draft.matches.values():
            if match.seen is not None and match.seen.via is None and match.seen.profile.missing:
                words = dict.fromkeys(match.seen.profile.missing, "")
                draft.replace.setdefault(match.seen.profile.name, {}).update(words)
        if table in COUNTED:
            _add_empty(draft)
        _add_repeats(draft)


def rows_of(profile: Profile, texts: Iterable[str]) -> int:
    """Rows in which a column has one of some values."""
    inside = pc.is_in(profile.values, value_set=pa.array(list(texts), pa.string()))
    return int(pc.sum(profile.counts.filter(inside)).as_py() or 0)


def _add_won(orders: Draft, deals: Draft | None) -> None:
    """Of a pipeline, the won deals are the orders."""
    if deals is None or deals.owner is not orders.owner or (stage := deals.matches["status"].seen) is None:
        return
    won = tuple(text for text, meaning in deals.map["status"].items() if meaning == "won")
    others = orders.owner.rows - rows_of(stage.profile, won)
    orders.rules.append(Rule(NOT_WON, "keep", (stage.profile.name,), won, others, "an order is a deal that was won"))


def _add_cancelled(draft: Draft) -> None:
    if any(rule.name == NOT_WON for rule in draft.rules):
        return
    for one in draft.owner.profiles:
        if one.kind != "text" or one.distinct > MOST_VALUES or named("opportunities", "status", one.name) < 0.5:
            continue
        texts = tuple(text for text in one.values.to_pylist() if letters(text) in CANCELLED)
        if texts:
            rows = rows_of(one, texts)
            draft.rules.append(Rule("cancelled", "where", (one.name,), texts, rows, "it says that it was called off"))
            draft.assumed.append(f"{draft.table}: {rows:,} rows with {one.name!r} {', '.join(texts)} are no orders")


def is_total(text: str) -> bool:
    """Whether a cell names a sum of other rows: a word of totals, or a few words of which it is the first.

    Examples
    --------
    >>> is_total("Gesamt"), is_total("Total 2026"), is_total("Total Energies of the North Sea")
    (True, True, False)
    """
    words = text.split()
    return letters(text) in TOTALS or (0 < len(words) < 4 and letters(words[0]) in TOTALS)


def _add_totals(draft: Draft) -> None:
    """Rows that sum others, by a word in one of the input's columns."""
    for one in draft.owner.profiles:
        searched = one.values.to_pylist() if one.kind == "text" and one.distinct <= MOST_TEXTS else one.odd
        found = tuple(text for text in searched if is_total(text))[:MOST_VALUES]
        match = draft.matches.get(one.name)
        if match is not None and (match.seen is None or match.seen.profile is not one):
            continue  # the contract has a column of this name, filled by another
        if found and (rows := rows_of(one, found)) <= max(50, draft.owner.rows / 2):
            name = f"totals in {one.name}"[:60].strip()
            draft.rules.append(Rule(name, "where", (one.name,), found, rows, "a sum of other rows"))


def _add_unreadable(draft: Draft) -> None:
    """The few cells that are no date or number where all others are: their rows are set aside, by name."""
    for column in TYPED:
        match = draft.matches.get(column)
        if match is None or match.seen is None:
            continue
        profile, name = match.seen.profile, match.seen.profile.name
        odd = tuple(text for text in profile.odd if not is_total(text))[:MOST_VALUES]
        if not odd:
            continue
        rows, why = rows_of(profile, odd), "nobody can say what it should be: correct it by replace: if you can"
        if match.seen.via is None and name in draft.matches:  # a rule would take the name for the contract's column
            draft.replace.setdefault(name, {}).update(dict.fromkeys(odd, ""))
            draft.rules.append(Rule(f"unreadable {column}", "missing", (column,), (), rows, why))
        else:
            if match.seen.via is not None:
                name = draft.extra[match.seen.owner.label, profile.name] = f"{column}_as_written"
            draft.rules.append(Rule(f"unreadable {column}", "where", (name,), odd, rows, why))
        shown = ", ".join(map(repr, odd[:3]))
        told = f"rows whose {profile.name!r} cannot be read ({shown}) are set aside, not corrected"
        draft.assumed.append(f"{draft.table}: {told}")


def _add_empty(draft: Draft) -> None:
    """Rows without a date or an amount; of a pipeline, those that were not won go anyway."""
    if any(rule.name == NOT_WON for rule in draft.rules):
        return
    for column in ("order_date", "month", "amount"):
        match = draft.matches.get(column)
        if match is None or match.seen is None or not (rows := _empty_rows(draft, match.seen)):
            continue
        draft.rules.append(Rule(f"without {column}", "missing", (column,), (), rows, "it cannot be counted"))
        draft.assumed.append(f"{draft.table}: rows without {match.seen.profile.name!r} are set aside ({rows:,})")


def _empty_rows(draft: Draft, one: Seen) -> int:
    """Rows in which a column is empty, those apart that an earlier rule takes."""
    if one.via is not None:
        return one.profile.rows - one.profile.filled
    table = draft.owner.table
    empty = _holds(table, one.profile.name, ["", *one.profile.missing])
    for rule in draft.rules:
        if rule.says == "where" and rule.columns[0] in table.column_names:
            empty = pc.and_(empty, pc.invert(_holds(table, rule.columns[0], rule.values)))
    return int(pc.sum(empty).as_py() or 0)


def _holds(table: pa.Table, column: str, values: Iterable[str]) -> pa.ChunkedArray:
    """Whether each row has one of some values in a column."""
    return pc.is_in(pc.utf8_trim_whitespace(table.column(column)), value_set=pa.array(list(values), pa.string()))


def _add_repeats(draft: Draft) -> None:
    """Rows that repeat another in every cell: kept, but for those that two files share."""
    owner, repeated = draft.owner, draft.owner.rows - draft.owner.different
    if not repeated or draft.table in ("customers", "products", "reps"):
        return
    draft.keep_repeats = True
    shared = _shared(owner) if draft.table == "orders" else 0
    if shared < OVERLAP:
        draft.assumed.append(f"{draft.table}: {repeated:,} rows repeat another in every cell, and count each")
        return
    columns = (column for column, match in draft.matches.items() if match.seen is not None and match.seen.via is None)
    draft.rules.append(Rule("in two files", "duplicates", tuple(sorted(columns)), (), shared, "the files overlap"))
    told = f"{owner.label} share rows; of rows that agree in every mapped column the first counts"
    draft.assumed.append(f"{draft.table}: {told}")


def _shared(owner: Input) -> int:
    """Rows of later files that an earlier one has too."""
    whole, start, shared = owner.whole_rows, 0, 0
    for sheet in owner.sheets:
        inside = pc.is_in(whole.slice(start, sheet.rows), value_set=whole.slice(0, start))
        shared += int(pc.sum(inside).as_py() or 0) if start else 0
        start += sheet.rows
    return shared
