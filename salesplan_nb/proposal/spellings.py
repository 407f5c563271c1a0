"""Names that differ in case or blanks alone, that nearly agree with one that is known, and signs of cancellations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from salesplan_nb.contract import REFERENCES
from salesplan_nb.errors import counted
from salesplan_nb.proposal.drafts import Draft
from salesplan_nb.proposal.profiles import Profile
from salesplan_nb.proposal.scalars import pairs, scalar

LOOKED_AT = 5_000
"""Unknown names that are compared with the known ones."""


def twins(drafts: Mapping[str, Draft]) -> list[str]:
    """Canonical columns in which case and blanks alone make differences."""
    spelled: dict[str, set[str]] = defaultdict(set)
    for draft in drafts.values():
        for column, match in draft.matches.items():
            if column in ("product_family", "region", "channel") and match.seen and match.seen.profile.kind == "text":
                spelled[column] |= match.seen.profile.known
    return [column for column, texts in sorted(spelled.items()) if len(set(map(_folded, texts))) < len(texts)]


def near_names(drafts: Mapping[str, Draft]) -> Iterator[str]:
    """Names that no table has and that one has nearly, a note each: they are proposed, never merged."""
    told = set()
    for draft in drafts.values():
        for column, table in REFERENCES.items():
            match, other = draft.matches.get(column), drafts.get(table)
            if table == draft.table or match is None or match.seen is None or other is None:
                continue
            for note in _near(column, match.seen.profile, other):
                if note not in told:
                    told.add(note)
                    yield note


def _near(column: str, profile: Profile, other: Draft) -> Iterator[str]:
    key = other.matches[column].seen
    if key is None or profile.kind != "text":
        return
    known = {_letters_and_digits(text): text for text in key.profile.values.to_pylist()}
    unknown = [text for text in profile.values.to_pylist() if text not in key.profile.known][:LOOKED_AT]
    for text in unknown:
        if near := known.get(_letters_and_digits(text)):
            synonyms = f"synonyms: {{{column}: {{{scalar(near)}: [{scalar(text)}]}}}}"
            rows = f"{text!r} ({counted(profile.rows_of([text]), 'row')})"
            yield f"{rows} is not in {other.owner.label}; if it is {near!r}: {synonyms}"


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _letters_and_digits(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def below_zero(orders: Draft) -> Iterator[str]:
    """That amounts or pieces below zero look like returns, with the mark that their orders' numbers bear, a note."""
    number = orders.matches.get("order_id")
    odd = number.seen.profile.odd if number is not None and number.seen is not None else ()
    marks = sorted({text[0] for text in odd if text[:1].isalpha()})
    for column in ("amount", "quantity"):
        match = orders.matches.get(column)
        figures = match.seen.profile.figures if match is not None and match.seen is not None else None
        if figures is not None and figures.negative > 0:
            marked = f" (orders with {', '.join(marks)} before their number)" if marks else ""
            example = pairs({"where": f"{column} < 0", "match": "customer_id"})
            yield (
                f"{figures.negative:.1%} of the rows are below zero{marked}: they lower the month in which they stand; "
                f"returns: {example} would match them to their orders"
            )
            return
