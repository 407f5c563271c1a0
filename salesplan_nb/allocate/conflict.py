"""Which boxes cannot hold together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from salesplan_nb.allocate.boxes import Box, Mask
from salesplan_nb.allocate.program import Program


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
