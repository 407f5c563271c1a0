"""Columns that refer to customers, products and people: what the files' keys say about them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from salesplan_nb.contract import REFERENCES
from salesplan_nb.proposal.columns import Seen, header_score
from salesplan_nb.proposal.keys import CONCEPTS, Link
from salesplan_nb.proposal.matching import KEY, MOST, Match
from salesplan_nb.proposal.profiles import Profile
from salesplan_nb.proposal.words import named, said, speaks_of

ENTITY = 0.6
"""Confidence from which a file that is referred to is one of customers, products, reps."""
CONTENT = 0.62
"""Confidence by what else a file has, where neither its name nor its key says what it lists."""
TELLING = {
    "customers": ("email", "industry", "headcount", "since"),
    "products": ("price", "cost", "stock", "family"),
    "reps": ("manager", "start", "quota"),
}
"""Concepts of a column that only a list of customers, products or people has."""
UNLINKED = 0.7
"""What is left of a confidence where the table is there, and the column does not refer to it."""
ADDRESS = 0.86
"""Confidence of an e-mail address that tells more customers apart than their names do."""
GUESS = 0.3
"""Confidence of a column whose name says nothing, before its key is looked at."""


def role(table: str) -> str:
    """The column by which others refer to a table: customer_id of customers."""
    return next(column for column, other in REFERENCES.items() if other == table)


def leads_to(profile: Profile, table: str, links: Sequence[Link]) -> Link | None:
    """The surest key by which a column refers to a table of customers, products or reps; None without one."""
    for link in links:
        if link.column is profile and link.here is not link.there:
            scores = _entity(link)
            if scores[table] >= ENTITY and scores[table] == max(scores.values()):
                return link
    return None


def _entity(link: Link) -> dict[str, float]:
    """How sure it is that the file that a key leads to is one of customers, products, reps."""
    scores = {}
    for table, concept in CONCEPTS.items():
        by_file = 0.9 if concept in link.there.concepts else 0.0
        by_key = named(table, role(table), link.key.name) if concept in said(link.key.name).concepts else 0.0
        by_content = CONTENT if any(speaks_of([one.name], *TELLING[table]) for one in link.there.profiles) else 0.0
        scores[table] = max(by_file, by_key, by_content, named("orders", role(table), link.column.name))
    return scores


def referring(table: str, candidates: Sequence[Seen], links: Sequence[Link]) -> Callable[[str, Seen], float]:
    """Scores by name and values: a key to the right table raises them, none where there is one lowers them."""
    addresses = {id(one.profile) for one in candidates if _tells_more(one, candidates)}

    def score(column: str, one: Seen) -> float:
        base = header_score(table, column, one)
        if column not in REFERENCES:
            return base
        if column == "customer_id" and id(one.profile) in addresses:
            base = max(base, ADDRESS)
        if link := leads_to(one.profile, REFERENCES[column], links):
            base = max(base, GUESS)
            return base + (MOST - base) * KEY * link.sure
        there = any(link.here is one.owner and leads_to(link.column, REFERENCES[column], links) for link in links)
        return base * (UNLINKED if there else 1.0)

    return score


def _tells_more(one: Seen, candidates: Sequence[Seen]) -> bool:
    """Whether an e-mail address has more values than the customers' names beside it: namesakes are told apart."""
    if one.profile.kind != "email":
        return False
    names = [other.profile for other in candidates if {"customer", "name"} <= said(other.profile.name).concepts]
    return any(one.profile.distinct > name.distinct and one.profile.filled >= name.filled for name in names)


def keyed(matches: dict[str, Match], links: Sequence[Link]) -> dict[str, Match]:
    """The matches, those that a key confirms saying so."""
    found = dict(matches)
    for column, match in matches.items():
        if column in REFERENCES and match.seen is not None:
            link = leads_to(match.seen.profile, REFERENCES[column], links)
            if link is not None:
                reason = f"{match.reason}; {link.text}"
                found[column] = Match(match.table, column, match.seen, match.confidence, reason)
    return found
