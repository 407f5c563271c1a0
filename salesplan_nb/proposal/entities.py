"""Customers, products and people: the files that orders or opportunities refer to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from salesplan_nb.contract import TABLES
from salesplan_nb.proposal.arithmetic import written
from salesplan_nb.proposal.columns import Seen, header_score, reasons, seen
from salesplan_nb.proposal.drafts import Draft
from salesplan_nb.proposal.inputs import Input
from salesplan_nb.proposal.keys import Link
from salesplan_nb.proposal.matching import KEY, MOST, Match, assigned
from salesplan_nb.proposal.references import ENTITY, leads_to, role
from salesplan_nb.proposal.scalars import nameable
from salesplan_nb.proposal.words import named, said

GROUPS = ("family", "region", "country", "industry")
"""Columns that may be looked up one file further on: a category's name by its id."""
FULL_NAME = 0.93
"""Confidence of a name put together of first and last."""


def entity(table: str, drafts: Mapping[str, Draft], links: Sequence[Link]) -> Draft | None:
    """The table of customers, products or reps; None where nothing refers to one."""
    column = role(table)
    referring = [drafts[name].matches.get(column) for name in ("orders", "opportunities") if name in drafts]
    profiles = [match.seen.profile for match in referring if match is not None and match.seen is not None]
    link = next((found for profile in profiles if (found := leads_to(profile, table, links))), None)
    if link is None:
        return None
    owner, key = link.there, link.key
    columns = [name for name in TABLES[table].written if name != column]

    def score(name: str, one: Seen) -> float:
        if (one.via is not None and name not in GROUPS) or (one.profile is key and name != "name"):
            return 0.0
        if name == "name" and one.profile.kind == "number":
            return 0.0
        return header_score(table, name, one)

    matches = assigned(table, columns, seen(owner, links), score, shared=("name",))
    _add_full_name(table, owner, matches)
    base = max(named(table, column, key.name), ENTITY)
    confidence = round(base + (MOST - base) * KEY * link.sure, 2)
    why = f"{reasons(Seen(owner, key))}; {link.contained:.0%} of the rows of {link.here.label} refer to it"
    return Draft(table, owner, {column: Match(table, column, Seen(owner, key), confidence, why), **matches})


def _add_full_name(table: str, owner: Input, matches: dict[str, Match]) -> None:
    """First and last name together, where they stand apart."""
    texts = [one for one in owner.profiles if one.kind == "text" and nameable(one.name)]
    first, last = (
        next((one for one in texts if {part, "name"} <= said(one.name).concepts), None) for part in ("first", "last")
    )
    if first is None or last is None:
        return
    now = matches.get("name")
    if now is None or now.confidence < FULL_NAME - 0.2 or (now.seen is not None and now.seen.profile in (first, last)):
        both = f"join({written(Seen(owner, first))}, ' ', {written(Seen(owner, last))})"
        matches["name"] = Match(table, "name", None, FULL_NAME, f"{first.name!r} and {last.name!r}", both)
