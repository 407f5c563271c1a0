"""A sales pipeline: the column that says whether a deal was won, what its values mean, and its opportunities."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pyarrow as pa
import pyarrow.compute as pc

from salesplan_nb.contract import TABLES
from salesplan_nb.errors import counted
from salesplan_nb.proposal.columns import Seen, header_score, reasons, seen, there
from salesplan_nb.proposal.drafts import Draft
from salesplan_nb.proposal.inputs import Input
from salesplan_nb.proposal.keys import Link
from salesplan_nb.proposal.matching import MOST, Match, assigned
from salesplan_nb.proposal.references import keyed, leads_to, referring
from salesplan_nb.proposal.scalars import nameable
from salesplan_nb.proposal.values import STATUSES
from salesplan_nb.proposal.words import letters, named, parted

MOST_VALUES = 30
"""Values beyond which a column of text is no status."""
NAMED = 0.5
"""How well a header must name a status or stage."""
GUESSED = 0.9
"""What is left of a confidence where the meaning of some values is a guess."""
LOOKED_UP = (("product_family", "products", "family"), ("region", "reps", "region"))
"""Columns that a pipeline often leaves to the tables that it refers to."""


@dataclass(frozen=True)
class Status:
    """The column that says open, won or lost."""

    seen: Seen
    meanings: dict[str, str]
    """Value: open, won or lost."""
    guessed: tuple[str, ...]
    """Values that the vocabulary does not know: what they begin with, else stages on the way, so open."""


def meaning(value: str) -> str:
    """open, won or lost, '' where the vocabulary does not know it.

    Examples
    --------
    >>> meaning("Closed Won"), meaning("Verloren"), meaning("blue")
    ('won', 'lost', '')
    """
    bare = letters(value)
    return next((status for status, known in STATUSES.items() if bare in known.split()), "")


def status(owner: Input) -> Status | None:
    """The status of an input's rows; None where no column has deals that were won, and others."""
    for one in sorted(_named_states(owner), key=lambda one: -named("opportunities", "status", one.profile.name)):
        if not nameable(one.profile.name) or one.profile.distinct < 2:
            continue
        told = {text: meaning(text) or meaning(parted(text)[0]) for text in one.profile.values.to_pylist()}
        if "won" in told.values() and set(told.values()) & {"lost", "open"}:
            guessed = tuple(text for text, found in told.items() if not found or not meaning(text))
            return Status(one, {text: found or "open" for text, found in told.items()}, guessed)
    return None


def stage(owner: Input) -> str:
    """The column that is named for the stages of deals; '' where none is."""
    names = (one.profile.name for one in _named_states(owner))
    return next((name for name in names if named("opportunities", "stage", name) >= NAMED), "")


def _named_states(owner: Input) -> Iterator[Seen]:
    """Columns of a few texts that are named for the states or stages of deals."""
    for one in seen(owner, []):
        fits = one.profile.kind == "text" and one.profile.distinct <= MOST_VALUES
        if fits and max(named("opportunities", column, one.profile.name) for column in ("status", "stage")) >= NAMED:
            yield one


def opportunities(owner: Input, found: Status, links: Sequence[Link]) -> Draft:
    """The opportunities of a pipeline."""
    columns = [name for name in TABLES["opportunities"].written if name not in ("status", "stage")]
    spare = [one for one in seen(owner, []) if one.profile is not found.seen.profile]
    matches = keyed(assigned("opportunities", columns, spare, referring("opportunities", spare, links)), links)
    value = header_score("opportunities", "status", found.seen) * (GUESSED if found.guessed else 1.0)
    texts = ", ".join(f"{text}: {found.meanings[text]}" for text in list(found.meanings)[:6])
    why = f"named {found.seen.profile.name!r}; {texts}"
    matches["status"] = Match("opportunities", "status", found.seen, round(min(MOST, value), 2), why)
    staged = round(min(MOST, header_score("opportunities", "stage", found.seen)), 2)
    matches["stage"] = Match("opportunities", "stage", found.seen, staged, reasons(found.seen))
    draft = Draft("opportunities", owner, matches, map={"status": found.meanings})
    if found.guessed:
        for taken in sorted({found.meanings[text] for text in found.guessed}):
            of_it = ", ".join(text for text in found.guessed if found.meanings[text] == taken)
            draft.assumed.append(f"opportunities: {of_it} of {found.seen.profile.name!r} count as {taken}")
    closed = matches.get("closed")
    if closed is not None and "expected_close" not in matches and (rows := _dated_open(owner, found, closed)):
        why = f"{counted(rows, 'deal that is open has', 'deals that are open have')} a day in it: when it should close"
        matches["expected_close"] = replace(closed, column="expected_close", reason=why)
        draft.assumed.append(
            f"opportunities: {closed.source!r} of a deal that is open is the day on which it should close"
        )
    for column, table, theirs in LOOKED_UP:
        if column not in matches and (match := _looked_up(owner, column, table, theirs, links)):
            matches[column] = match
    return draft


def _dated_open(owner: Input, found: Status, closed: Match) -> int:
    """Open deals that have a day in the column of those that closed."""
    if closed.seen is None or closed.seen.owner is not owner:
        return 0
    day = pc.utf8_trim_whitespace(owner.table.column(closed.seen.profile.name))
    state = pc.utf8_trim_whitespace(owner.table.column(found.seen.profile.name))
    still = [text for text, status in found.meanings.items() if status == "open"]
    dated = pc.is_in(day, value_set=closed.seen.profile.values)
    return int(pc.sum(pc.and_(dated, pc.is_in(state, value_set=pa.array(still, pa.string())))).as_py() or 0)


def _looked_up(owner: Input, column: str, table: str, theirs: str, links: Sequence[Link]) -> Match | None:
    for link in links:
        if link.here is not owner or leads_to(link.column, table, links) is not link:
            continue
        found = assigned(table, [theirs], there(link), lambda name, one: header_score(table, name, one)).get(theirs)
        if found is not None:
            confidence = round(found.confidence * link.sure, 2)
            return Match("opportunities", column, found.seen, confidence, found.reason)
    return None
