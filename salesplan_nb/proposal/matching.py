"""Which column of a file is which of the contract: the surest first, each column of a file used once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from salesplan_nb.proposal.columns import Seen, best_name, reasons

LEAST = 0.4
"""Confidence below which a column is left open."""
MOST = 0.99
KEY = 0.5
"""How far a key, or rows that hang together as they should, bring a confidence towards certainty."""
RIVAL = 0.85
"""What is left of a confidence where another column would do nearly as well."""
NEAR = 0.9
"""Share of a score from which the next best is a rival."""


@dataclass(frozen=True)
class Match:
    """A column of the contract and where it comes from."""

    table: str
    column: str
    """As sources.yml writes it: money without `_cents`."""
    seen: Seen | None
    """None where it is derived."""
    confidence: float
    """0 to 1."""
    reason: str
    expression: str = ""
    """What it is derived from."""

    @property
    def source(self) -> str:
        """The column of the file or the expression, for readers."""
        if self.seen is None:
            return self.expression
        joined = f" ({self.seen.owner.label})" if self.seen.via else ""
        return " or ".join(self.seen.spellings) + joined


class _Scored(NamedTuple):
    value: float
    place: int
    column: str
    one: Seen


Score = Callable[[str, Seen], float]
"""Confidence of a column of the contract for one of a file, before the others are compared with."""


def assigned(
    table: str, columns: Collection[str], candidates: Sequence[Seen], score: Score, *, shared: Collection[str] = ()
) -> dict[str, Match]:
    """Columns of the contract, each with the file's column that suits it best; none of these is used twice.

    Parameters
    ----------
    table : str
        Table of the contract.
    columns : collection of str
        Its columns that are asked for.
    candidates : sequence of Seen
        Columns of files, the nearest first: of equals the earlier is taken.
    score : callable
        Confidence of a column of the contract for one of a file.
    shared : collection of str
        Columns of the contract that may use what another uses too.
    """
    scores = [
        _Scored(round(score(column, one), 4), i, column, one) for i, one in enumerate(candidates) for column in columns
    ]
    scores.sort(key=lambda entry: (-entry.value, entry.place, entry.column))
    taken: set[int] = set()
    chosen: dict[str, _Scored] = {}
    for entry in scores:
        if entry.value < LEAST or entry.column in chosen or (entry.place in taken and entry.column not in shared):
            continue
        if entry.column not in shared:
            taken.add(entry.place)
        chosen[entry.column] = entry
    told = {column: _match(table, entry, scores, chosen) for column, entry in chosen.items()}
    return {column: match for column, match in told.items() if match.confidence >= LEAST}


def _match(table: str, entry: _Scored, scores: Sequence[_Scored], chosen: dict[str, _Scored]) -> Match:
    """The match, less some confidence where another column, used for nothing, would do nearly as well; and why."""
    used = {other.place for other in chosen.values()}
    rivals = (
        other.one
        for other in scores
        if other.column == entry.column and other.place not in used and other.value >= NEAR * entry.value
    )
    rival = next(rivals, None)
    confidence = round(min(MOST, entry.value) * (1.0 if rival is None else RIVAL), 2)
    reason = reasons(entry.one, named_well=best_name(table, entry.column, entry.one) >= LEAST)
    if rival is not None:
        reason += f"; {rival.profile.name!r} would do nearly as well"
    return Match(table, entry.column, entry.one, confidence, reason)
