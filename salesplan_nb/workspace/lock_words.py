"""What is said of locks that cannot hold: which, in which conflicts, and what ends all of these."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from salesplan_nb.allocate import Conflicts
from salesplan_nb.errors import counted


class Told(NamedTuple):
    """The middle of the message, the context and the hint of an `infeasible-locks`."""

    what: str
    context: list[str]
    hint: str


def conflicts_told(found: Conflicts, locks: Sequence[str]) -> Told:
    """Locks in conflict; a lock in several conflicts stands in each of them.

    Parameters
    ----------
    found : Conflicts
        At least one, by position of the locks.
    locks : sequence of str
        Each lock as it is to be named.

    Examples
    --------
    >>> conflicts_told(Conflicts(((0, 1), (0, 2))), ["A: 12", "A: at least 13", "A: at most 1"]).context
    ['conflict 1: A: 12', 'conflict 1: A: at least 13', 'conflict 2: A: 12', 'conflict 2: A: at most 1']
    """
    if len(found.sets) > 1:
        concerned = len({k for one in found.sets for k in one})
        context = [f"conflict {n}: {locks[k]}" for n, one in enumerate(found.sets, 1) for k in one]
        what = f"{counted(concerned, 'lock')} cannot hold, in {len(found.sets)} conflicts"
        hint = "take out or change one lock of each conflict"
    else:
        (only,) = found.sets
        context = [locks[k] for k in only]
        what = "1 lock cannot hold" if len(only) == 1 else f"{counted(len(only), 'lock')} cannot hold together"
        hint = "take it out or change it" if len(only) == 1 else "take out or change one of them"
    then = f"without {'it' if len(found.sets) == 1 else 'these'} the others hold"
    return Told(what, context, f"{hint}: {then if found.all_named else 'others may still conflict'}")
