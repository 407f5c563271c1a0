"""Which boxes cannot hold together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from salesplan_nb.allocate.boxes import Box, Mask
from salesplan_nb.allocate.program import Program

NAMED = 5
"""Conflicts that are looked for: whoever set more of them starts with these."""
WAYS = 400
"""Ways to end them that are followed; each takes a program or two."""


@dataclass(frozen=True)
class Conflicts:
    """Sets of boxes that cannot hold together, each irreducible, by position.

    `all_named`: leave out one box of each set, whichever, and there is a table. Else others still conflict.
    """

    sets: tuple[tuple[int, ...], ...]
    all_named: bool = True


def conflicts(boxes: Sequence[Box], support: Mask, total: int | None) -> Conflicts:
    """The conflicts among boxes, one after the other; none where there is a table.

    Parameters
    ----------
    boxes, support, total
        As `conflict` takes them.

    Notes
    -----
    Two conflicts may share a box, so that what ends one may leave the other. After each, every way of ending it by one
    box is followed: where the rest still conflicts, that is the next one. When each way ends in a table, leaving out
    any one box of every set does too: such a choice holds all boxes of one of the ways. The search stops at `NAMED`
    conflicts, and at `WAYS`.

    References
    ----------
    R. Reiter (1987), A theory of diagnosis from first principles, Artificial Intelligence 32, 57-95 (section 4).

    Examples
    --------
    >>> amount, floor, cap = Box(((0,),), 12, 12), Box(((0,),), 13, None), Box(((0,),), 0, 1)
    >>> conflicts([amount, floor, cap], np.ones(2, dtype=bool), 20)
    Conflicts(sets=((1, 2), (0, 2), (0, 1)), all_named=True)
    """
    found: list[tuple[int, ...]] = []
    ways: list[frozenset[int]] = [frozenset()]
    for tried, out in enumerate(ways):  # grows while it is walked through
        if tried >= WAYS:
            return Conflicts(tuple(found), all_named=False)
        one = next((known for known in found if not out & set(known)), None)
        if one is None:
            kept = [k for k in range(len(boxes)) if k not in out]
            one = tuple(kept[i] for i in conflict([boxes[k] for k in kept], support, total))
            if not one:
                continue
            if len(found) == NAMED:
                return Conflicts(tuple(found), all_named=False)
            found.append(one)
        ways += [way for k in one if (way := out | {k}) not in ways]
    return Conflicts(tuple(found))


def conflict(boxes: Sequence[Box], support: Mask, total: int | None) -> list[int]:
    """The positions of boxes that no table can hold, as few as can be; empty where there is a table.

    Parameters
    ----------
    boxes : sequence of Box
        What was agreed.
    support : array of bool
        The table's shape, and which of its cells can hold anything.
    total : int or None
        What the whole table holds [cents]; None: any amount.

    Notes
    -----
    Irreducible: leave out any one of those named, and there is a table of whole numbers. Found by a deletion filter:
    box after box is left out, and stays out where there is no table without it either. Where it is only the cells that
    can hold anything that cannot take the total, no box is to blame and none is named. Cells that lie in the same boxes
    count as one, so that the programs are small.

    References
    ----------
    J. W. Chinneck and E. W. Dravnieks (1991), Locating minimal infeasible constraint sets in linear programs, ORSA
    Journal on Computing 3, 157-168.

    Examples
    --------
    >>> first, both, other = Box(((0,),), 60, 60), Box(((0, 1),), 0, 90), Box(((1,),), 40, None)
    >>> conflict([first, both, other], np.ones(3, dtype=bool), 100)
    [0, 1, 2]
    >>> conflict([first, both, other], np.ones(3, dtype=bool), 50)
    [0]
    """
    inside = [box.mask(support.shape)[support] for box in boxes]
    kept = list(range(len(boxes)))
    if _fits(boxes, inside, kept, total, int(support.sum())):
        return []
    for place in range(len(boxes)):
        without = [k for k in kept if k != place]
        if not _fits(boxes, inside, without, total, int(support.sum())):
            kept = without
    return kept


def _fits(boxes: Sequence[Box], inside: Sequence[Mask], kept: Sequence[int], total: int | None, cells: int) -> bool:
    """Whether there is a table for some of the boxes."""
    program = Program()
    marks = np.array([inside[k] for k in kept], dtype=bool).reshape(len(kept), cells)
    atoms = np.unique(marks, axis=1)
    variables = [program.variable() for _ in range(atoms.shape[1])]
    for k, row in zip(kept, atoms, strict=True):
        program.limit([(variables[i], 1) for i in np.flatnonzero(row)], boxes[k].low, boxes[k].high)
    if total is not None:
        program.limit([(v, 1) for v in variables], total, total)
    return program.solved() is not None
