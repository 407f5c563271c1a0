"""From a table of fractions to whole numbers: rows and columns exact, and the least movement."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from salesplan_nb.allocate.shares import InfeasibleError

Values = NDArray[np.float64]
Whole = NDArray[np.int64]
FAR = 1 << 62
"""No limit."""
NOISE = 1e-6
"""Costs that differ by less are the same: far from its fraction, a cell's cost is known no better in floats."""


@dataclass(frozen=True)
class Range:
    """The least and the most of every row, column or cell; equal where an amount is set."""

    low: Whole
    high: Whole

    @classmethod
    def exactly(cls, amounts: Whole) -> Range:
        """Amounts that are set."""
        return cls(amounts, amounts)


def rounded(fractions: Values, lines: Range, nodes: Range, cells: Range) -> Whole:
    """Whole numbers nearest a table of fractions, with its row and column sums and its cells in their ranges.

    Parameters
    ----------
    fractions : array (lines, nodes)
        The table, not negative. It need not meet the ranges itself.
    lines, nodes : Range
        Of the sums of rows and of columns; a sum that is set has both ends equal. Quick where there are few columns.
    cells : Range
        Of the cells.

    Raises
    ------
    InfeasibleError
        Where no table is in all ranges; names no cells, `conflict` does.

    Notes
    -----
    A flow of least cost, the cost of a unit in a cell being the change of |x - fraction|. Every row is rounded for
    itself, at its own least cost. Then the columns that have too much give to those that have too little along the
    cheapest path, from column to column, each step an exchange within the row in which it costs least (successive
    shortest paths; rows whose sum is free may give or take by themselves). No exchange pays off at the start and none
    can after an augmentation along a shortest path, so the end is the optimum.

    References
    ----------
    R. K. Ahuja, T. L. Magnanti and J. B. Orlin (1993), Network Flows, section 9.7 and ch. 14 (convex costs);
    L. H. Cox and L. R. Ernst (1982), Controlled rounding, INFOR 20, 423-432.

    Examples
    --------
    >>> half = np.full((2, 2), 0.5)
    >>> one = Range.exactly(np.array([1, 1]))
    >>> rounded(half, one, one, Range(np.zeros((2, 2), int), np.full((2, 2), 9))).tolist()
    [[1, 0], [0, 1]]
    """
    work = _Work(np.asarray(fractions, dtype=float), lines, nodes, cells)
    work.lines_by_themselves()
    work.nodes_in_range()
    return work.x


class _Work:
    """The table as it is rounded. `outside` stands for what rows with a free sum give or take."""

    def __init__(self, fractions: Values, lines: Range, nodes: Range, cells: Range) -> None:
        self.f, self.lines, self.nodes, self.cells = fractions, lines, nodes, cells
        near = np.floor(fractions + 0.5).astype(np.int64)
        self.x: Whole = np.clip(near, cells.low, cells.high)
        self.sums = self.x.sum(axis=1)
        self.up, self.down = self._costs(np.arange(len(self.x)))
        self.outside = fractions.shape[1]

    def _costs(self, rows: NDArray[np.intp]) -> tuple[Values, Values]:
        """What a unit more and a unit less cost in the cells of some rows; infinite where the cell has no room."""
        x, f = self.x[rows], self.f[rows]
        here = np.abs(x - f)
        up = np.where(x < self.cells.high[rows], np.abs(x + 1 - f) - here, np.inf)
        down = np.where(x > self.cells.low[rows], np.abs(x - 1 - f) - here, np.inf)
        return up, down

    def _room(self, row: int, node: int, sign: int) -> int:
        """How many units a cell can move at the cost of the first."""
        x, f = int(self.x[row, node]), float(self.f[row, node])
        end = int(self.cells.high[row, node]) - x if sign > 0 else x - int(self.cells.low[row, node])
        towards = int(np.floor(f)) - x if sign > 0 else x - int(np.ceil(f))
        beyond = x >= f if sign > 0 else x <= f
        return max(1, min(end, end if beyond else max(towards, 1)))

    def _move(self, row: int, node: int, by: int) -> None:
        self.x[row, node] += by
        self.sums[row] += by

    def lines_by_themselves(self) -> None:
        """Every row in its range at the least cost."""
        for sign, ends in ((1, self.lines.low), (-1, self.lines.high)):
            behind = np.flatnonzero(sign * (ends - self.sums) > 0)
            while len(behind):
                costs = self.up[behind] if sign > 0 else self.down[behind]
                nodes = np.argmin(costs, axis=1)
                if np.isinf(costs[np.arange(len(behind)), nodes]).any():
                    raise InfeasibleError("a row cannot hold its amount", ())
                for row, node in zip(behind.tolist(), nodes.tolist(), strict=True):
                    by = min(self._room(row, node, sign), abs(int(ends[row] - self.sums[row])))
                    self._move(row, node, sign * by)
                self.up[behind], self.down[behind] = self._costs(behind)
                behind = behind[sign * (ends[behind] - self.sums[behind]) > 0]

    def nodes_in_range(self) -> None:
        """Every column in its range, along the cheapest paths."""
        self._edges()
        held = self.x.sum(axis=0)
        while True:
            over, under = held - self.nodes.high, self.nodes.low - held
            if over.max(initial=0) > 0:
                start, backwards = int(np.argmax(over > 0)), False
                need, ends = int(over[start]), held < self.nodes.high
            elif under.max(initial=0) > 0:
                start, backwards = int(np.argmax(under > 0)), True
                need, ends = int(under[start]), held > self.nodes.low
            else:
                return
            self._augment(held, start, ends, need, backwards)

    def _augment(self, held: Whole, start: int, ends: NDArray[np.bool_], need: int, backwards: bool) -> None:
        """Moves what the cheapest path from (to) a column can carry."""
        weight = self.weight.T if backwards else self.weight
        path = _cheapest(weight, start, np.append(ends, True))
        if path is None:
            raise InfeasibleError("the columns cannot hold their amounts", ())
        steps = [(b, a) if backwards else (a, b) for a, b in pairwise(path)]
        rows = [int(self.row[a, b]) for a, b in steps]
        by = min(need, *(self._carried(row, a, b) for (a, b), row in zip(steps, rows, strict=True)))
        if (last := path[-1]) != self.outside:
            room = held[last] - self.nodes.low[last] if backwards else self.nodes.high[last] - held[last]
            by = min(by, int(room))
        for (a, b), row in zip(steps, rows, strict=True):
            if a != self.outside:
                self._move(row, a, -by)
                held[a] -= by
            if b != self.outside:
                self._move(row, b, by)
                held[b] += by
        self._renew(sorted(set(rows)))

    def _carried(self, row: int, giver: int, taker: int) -> int:
        """How many units an exchange within a row carries at the cost of the first."""
        gives = int(self.lines.high[row] - self.sums[row]) if giver == self.outside else self._room(row, giver, -1)
        takes = int(self.sums[row] - self.lines.low[row]) if taker == self.outside else self._room(row, taker, 1)
        return min(gives, takes)

    def _edges(self) -> None:
        """The cheapest exchange from each column to each other, and the row that it is in."""
        size = self.outside + 1
        self.weight, self.row = np.full((size, size), np.inf), np.zeros((size, size), dtype=np.intp)
        for node in range(size):
            self._edges_of(node)

    def _gives(self, rows: NDArray[np.intp] | slice, node: int) -> Values:
        """Cost of taking a unit from a column, or from outside, by row."""
        if node < self.outside:
            return self.down[rows, node]
        return np.where(self.sums[rows] < self.lines.high[rows], 0.0, np.inf)

    def _takes(self, rows: NDArray[np.intp] | slice) -> Values:
        """Cost of giving a unit to each column, and to outside, by row."""
        free = np.where(self.sums[rows] > self.lines.low[rows], 0.0, np.inf)
        return np.column_stack([self.up[rows], free])

    def _edges_of(self, node: int) -> None:
        costs = self._gives(slice(None), node)[:, None] + self._takes(slice(None))
        self.row[node] = np.argmin(costs, axis=0)
        self.weight[node] = costs[self.row[node], np.arange(self.outside + 1)]
        self.weight[node, node] = np.inf

    def _renew(self, rows: list[int]) -> None:
        """Edges again, after some rows have changed."""
        some = np.asarray(rows, dtype=np.intp)
        self.up[some], self.down[some] = self._costs(some)
        stale = np.asarray(np.isin(self.row, some).any(axis=1))
        takes = self._takes(some)
        for node in range(self.outside + 1):
            if stale[node]:
                self._edges_of(node)
                continue
            costs = self._gives(some, node)[:, None] + takes
            best = np.argmin(costs, axis=0)
            found = costs[best, np.arange(self.outside + 1)]
            better = found < self.weight[node]
            self.weight[node, better], self.row[node, better] = found[better], some[best[better]]


def _cheapest(weight: Values, start: int, ends: NDArray[np.bool_]) -> list[int] | None:
    """The cheapest path from a node to one of those that can end it (Bellman and Ford); None where there is none."""
    size = len(weight)
    cost, before = np.full(size, np.inf), np.full(size, -1)
    cost[start] = 0.0
    for _ in range(size):
        through = cost[:, None] + weight
        best = np.argmin(through, axis=0)
        found = through[best, np.arange(size)]
        better = found < cost - NOISE
        if not better.any():
            break
        cost[better], before[better] = found[better], best[better]
    choice = np.where(ends, cost, np.inf)
    choice[start] = np.inf
    end = int(np.argmin(choice))
    if np.isinf(choice[end]):
        return None
    path = [end]
    while path[-1] != start:
        if len(path) > size:
            raise ArithmeticError("exchanges that pay off for ever")
        path.append(int(before[path[-1]]))
    return path[::-1]
