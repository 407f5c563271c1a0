"""Boxes: some cells of a table, and how little and how much they may hold together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Members = tuple[int, ...] | None
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Box:
    """Cells that together hold an amount, or not less, or not more.

    Parameters
    ----------
    members : tuple
        For each dimension the members that it takes, by position, or None for all of them; dimensions that are left
        out at the end count as None.
    low : int
        The least that its cells hold together [cents], not negative.
    high : int or None
        The most [cents]; None: no limit. Equal to `low` for a lock.

    Examples
    --------
    >>> march_of_the_first_region = Box(((2,), (0,)), 40_00, 40_00)
    >>> march_of_the_first_region.depth, Box(((0, 1, 2), None, (1,)), 0, 5).depth
    (2, 3)
    """

    members: tuple[Members, ...]
    low: int = 0
    high: int | None = None

    @property
    def depth(self) -> int:
        """How many dimensions it takes to say what is inside: the last that is named, counted from one."""
        return max((place + 1 for place, members in enumerate(self.members) if members is not None), default=0)

    def mask(self, shape: Sequence[int]) -> Mask:
        """Which cells of a table of a shape are inside; dimensions beyond the shape are not looked at.

        Examples
        --------
        >>> Box(((1,),)).mask((2, 2)).tolist()
        [[False, False], [True, True]]
        """
        inside: Mask = np.ones(tuple(shape), dtype=bool)
        for axis, members in enumerate(self.members[: len(shape)]):
            if members is not None:
                one = np.zeros(shape[axis], dtype=bool)
                one[list(members)] = True
                inside &= one.reshape([-1 if k == axis else 1 for k in range(len(shape))])
        return inside


@dataclass(frozen=True)
class Limits:
    """What some cells of one level hold together: their positions in the flat table, least and most (None: open)."""

    cells: NDArray[np.intp]
    low: int
    high: int | None


def seen_from(boxes: Sequence[Box], shape: Sequence[int], support: Mask) -> list[Limits]:
    """What boxes of deeper levels mean for the sums of a level above them.

    Parameters
    ----------
    boxes : sequence of Box
        Those that name more dimensions than the level has.
    shape : sequence of int
        Of the level.
    support : array of bool
        Cells of the deepest table that can hold anything.

    Notes
    -----
    Boxes with the same cells at this level, and apart from one another below it: their least amounts add up; their
    most do too where together they take in every cell that can hold anything. What else they mean (boxes that
    overlap) the rounding finds out.
    """
    known: dict[bytes, list[tuple[Box, Mask]]] = {}
    for box in boxes:
        known.setdefault(box.mask(shape).tobytes(), []).append((box, box.mask(support.shape)))
    found = []
    for group in known.values():
        cells = group[0][0].mask(shape)
        taken, low, high = np.zeros(support.shape, dtype=bool), 0, 0
        for box, inside in sorted(group, key=lambda pair: (-pair[0].low, pair[0].high is None)):
            if (taken & inside & support).any():
                continue
            taken |= inside
            low += box.low
            high = -1 if box.high is None or high < 0 else high + box.high
        whole = np.broadcast_to(cells.reshape(*cells.shape, *[1] * (support.ndim - cells.ndim)), support.shape)
        covered = high >= 0 and not (whole & support & ~taken).any()
        if low or covered:
            found.append(Limits(np.flatnonzero(cells), low, high if covered else None))
    return found
