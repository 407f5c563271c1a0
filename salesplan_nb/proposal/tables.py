"""Which file is which table of the contract: the orders first, then what they refer to, then what stands by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from salesplan_nb.contract import TABLES
from salesplan_nb.proposal.drafts import Draft
from salesplan_nb.proposal.entities import entity
from salesplan_nb.proposal.inputs import Input
from salesplan_nb.proposal.keys import CONCEPTS, Link
from salesplan_nb.proposal.orders import Tried, tried
from salesplan_nb.proposal.pipeline import opportunities, status
from salesplan_nb.proposal.standalone import standalone

ORDERS_LEAST = 0.2
"""Score below which an input is not taken for orders."""


@dataclass(frozen=True)
class Surveyed:
    """The tables found, and what was looked at for the orders."""

    drafts: dict[str, Draft]
    """By table, in the order of the contract."""
    candidates: list[Tried]
    """Each input as orders, the likeliest first."""


def surveyed(inputs: Sequence[Input], links: Sequence[Link]) -> Surveyed:
    """The tables that the inputs hold."""
    candidates = sorted(
        (tried(owner, links) for owner in inputs),
        key=lambda one: (-one.score, -len(one.draft.matches) if one.draft else 0, one.owner.label),
    )
    drafts: dict[str, Draft] = {}
    usable = [one for one in candidates if not one.owner.apart]
    if usable and usable[0].draft is not None and usable[0].score >= ORDERS_LEAST:
        drafts["orders"] = usable[0].draft
    for candidate in usable:
        if (deals := status(candidate.owner)) is not None:
            drafts["opportunities"] = opportunities(candidate.owner, deals, links)
            break
    for table in CONCEPTS:
        if draft := entity(table, drafts, links):
            drafts[table] = draft
    taken = {label for draft in drafts.values() for label in (draft.owner.label, *draft.joins)}
    for owner in inputs:
        if owner.label not in taken and not owner.apart and (found := standalone(owner, set(drafts))) is not None:
            drafts[found.table] = found
    return Surveyed({table: drafts[table] for table in TABLES if table in drafts}, candidates)
