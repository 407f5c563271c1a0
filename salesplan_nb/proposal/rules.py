"""Rows that need a word: not won, totals, cancelled, unreadable, empty, repeated, in two files."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow.compute as pc

from salesplan_nb.errors import counted
from salesplan_nb.proposal.drafts import NOT_WON, Draft, Rule
from salesplan_nb.proposal.gaps import add_gaps, fill_discount
from salesplan_nb.proposal.inputs import Input
from salesplan_nb.proposal.order_states import add_states
from salesplan_nb.proposal.scenarios import add_scenarios
from salesplan_nb.proposal.totals import add_totals

OVERLAP = 10
"""Rows that two files must share before they are said to overlap."""


def add_rules(drafts: Mapping[str, Draft]) -> None:
    """Give each draft the rules and settings that let it be read as it is, and say what that assumes."""
    for table, draft in drafts.items():
        if table == "orders":
            _add_won(draft, drafts.get("opportunities"))
        add_totals(draft)
        fill_discount(draft)
        if table == "orders":
            add_scenarios(draft)
            add_states(draft)
        add_gaps(draft)
        _add_repeats(draft)


def _add_won(orders: Draft, deals: Draft | None) -> None:
    """Of a pipeline, the won deals are the orders."""
    if deals is None or deals.owner is not orders.owner or (stage := deals.matches["status"].seen) is None:
        return
    won = tuple(text for text, meaning in deals.map["status"].items() if meaning == "won")
    others = orders.owner.rows - stage.profile.rows_of(won)
    orders.rules.append(Rule(NOT_WON, "keep", (stage.profile.name,), won, others, "an order is a deal that was won"))


def _add_repeats(draft: Draft) -> None:
    """Rows that repeat another in every cell: kept, but for those that two files share."""
    owner, repeated = draft.owner, draft.owner.rows - draft.owner.different
    if not repeated or draft.table in ("customers", "products", "reps"):
        return
    draft.keep_repeats = True
    # Rows that two sources of a table share no rule of one of them can set aside: intake asks about orders in both.
    shared = _shared(owner) if draft.table == "orders" and not owner.parts else 0
    if shared < OVERLAP:
        draft.assumed.append(
            f"{draft.table}: {counted(repeated, 'row repeats', 'rows repeat')} another in every cell, and each counts"
        )
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
