"""Tables that stand by themselves: targets, spend, ratings, a market's size, Finance's totals."""

from __future__ import annotations

from salesplan_nb.contract import TABLES
from salesplan_nb.proposal.columns import Seen, header_score, seen
from salesplan_nb.proposal.drafts import Draft
from salesplan_nb.proposal.inputs import Input
from salesplan_nb.proposal.matching import assigned
from salesplan_nb.proposal.words import said

TOPICS: dict[str, frozenset[str]] = {
    "targets": frozenset({"target", "quota"}),
    "spend": frozenset({"spend", "marketing", "medium", "campaign"}),
    "ratings": frozenset({"score"}),
    "market": frozenset({"market", "industry"}),
    "controls": frozenset({"finance"}),
}
"""Table: the concepts of which a file's name or its columns must have one."""
BY_FILE = 0.85
"""What is left of a plain amount's confidence where the file's name alone says what it is."""
TOLD = 1.2
"""How much more a table counts that the file's name tells of."""
LEAST = 0.4
"""Product of the confidences of the columns that a table needs."""


def standalone(owner: Input, there: set[str]) -> Draft | None:
    """The table that an input is, of those that are not there yet; None where it is none of them."""
    drafts = [(value, draft) for table in TOPICS if table not in there for value, draft in [_tried(table, owner)]]
    value, best = max(drafts, key=lambda pair: pair[0], default=(0.0, None))
    return best if value >= LEAST else None


def _tried(table: str, owner: Input) -> tuple[float, Draft]:
    topic = TOPICS[table]
    told = bool(owner.concepts & topic)
    if not told and not any(said(one.name).concepts & topic for one in owner.profiles):
        return 0.0, Draft(table, owner, {})

    def score(column: str, one: Seen) -> float:
        value = header_score(table, column, one)
        return max(value, BY_FILE * header_score("orders", "amount", one)) if column == "amount" and told else value

    draft = Draft(table, owner, assigned(table, TABLES[table].written, seen(owner, []), score))
    required = [name for name, column in TABLES[table].written.items() if column.required]
    return draft.score(required) * (TOLD if told else 1.0), draft
