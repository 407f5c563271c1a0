"""Small random tables and boxes, and what is true of them by counting every table there is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

import numpy as np
from hypothesis import strategies as st

from salesplan_nb.allocate import Box

SHAPES = st.sampled_from([(3,), (2, 2), (2, 3), (3, 2), (2, 1, 2), (2, 2, 2)])


def every_table(total: int, shape: Sequence[int]) -> Iterator[np.ndarray]:
    """All tables of whole numbers that sum to a total."""
    size = int(np.prod(shape))

    def parts(left: int, cells: int) -> Iterator[tuple[int, ...]]:
        if cells == 1:
            yield (left,)
            return
        for first in range(left + 1):
            for rest in parts(left - first, cells - 1):
                yield (first, *rest)

    for cells in parts(total, size):
        yield np.array(cells).reshape(shape)


def keeps(table: np.ndarray, boxes: Sequence[Box]) -> bool:
    """Whether a table holds every box, read cell by cell."""
    for box in boxes:
        ways = [
            range(n) if m is None else m for n, m in zip(table.shape, [*box.members, None, None, None], strict=False)
        ]
        held = sum(int(table[cell]) for cell in product(*ways))
        if held < box.low or (box.high is not None and held > box.high):
            return False
    return True


@st.composite
def boxes_of(draw: st.DrawFn, shape: Sequence[int], most: int) -> Box:
    members = tuple(
        draw(st.one_of(st.none(), st.lists(st.integers(0, n - 1), min_size=1, max_size=n, unique=True).map(tuple)))
        for n in shape
    )
    low = draw(st.integers(0, most))
    high = draw(st.sampled_from([low, low, None, low + 1, most]))
    return Box(members, low, high)


@st.composite
def levels_of(draw: st.DrawFn, shape: Sequence[int], least: int = 0) -> list[np.ndarray]:
    found = []
    for depth in range(1, len(shape) + 1):
        size = int(np.prod(shape[:depth]))
        weights = draw(st.lists(st.integers(least, 9), min_size=size, max_size=size))
        found.append(np.array(weights, dtype=float).reshape(shape[:depth]))
    if not found[0].sum():
        found[0][0] = 1.0
    return found
