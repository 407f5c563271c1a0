"""An amount over a table of any number of dimensions, level by level, with everything kept that was agreed."""

from __future__ import annotations

from collections.abc import Sequence
from operator import index

import numpy as np
from numpy.typing import NDArray

from salesplan_nb.allocate.boxes import Box, Limits, Mask, seen_from
from salesplan_nb.allocate.conflict import conflicts
from salesplan_nb.allocate.fit import fitted
from salesplan_nb.allocate.program import Program, Term
from salesplan_nb.allocate.rounding import FAR, Range, rounded
from salesplan_nb.allocate.shares import InfeasibleError, shares

Values = NDArray[np.float64]
Whole = NDArray[np.int64]


def spread(total: int, levels: Sequence[Values], boxes: Sequence[Box] = (), *, step: int = 1) -> Whole:
    """Whole multiples of a step in every cell of a table, that sum to the total and keep every box.

    Parameters
    ----------
    total : int
        Amount to share [cents], not negative, a multiple of `step`.
    levels : sequence of array
        For each dimension in turn the weights [any unit] by which it shares what the dimensions before it have: shapes
        (a,), (a, b), (a, b, c), ... Not negative. Weights of a parent that sum to 0 share evenly.
    boxes : sequence of Box
        Locks, floors and caps of cells and of sums of them.
    step : int
        Smallest amount that is moved [cents]; a lock that is no multiple of it cannot be held.

    Returns
    -------
    array
        [cents], of the shape of the last level.

    Raises
    ------
    InfeasibleError
        Where no table keeps the boxes; `cells` are the positions of boxes that conflict, irreducible; `conflicts` has
        the others.
    ValueError
        For weights that cannot be shares, a negative total, or one that is no multiple of the step.

    Notes
    -----
    At each level the parents' amounts are exact, and so is each box that the level can see. Boxes of deeper levels
    bound it: no parent gets an amount that they cannot hold below it, nor less than they ask for. Where nothing is set
    at or below a parent, its children are `shares`; otherwise `fitted`, then the whole numbers nearest it. What a
    level leaves alone follows its weights to less than a step.

    A cell of weight 0 holds nothing, unless a box that holds nothing else asks for an amount: it then holds no more.

    Examples
    --------
    >>> even = [np.ones(2), np.ones((2, 2))]
    >>> spread(100, even, [Box(((0,), (0,)), 10, 10)]).tolist()
    [[10, 40], [25, 25]]
    >>> spread(100, even, [Box((None, (0,)), 30, 30)]).tolist()
    [[15, 35], [15, 35]]
    """
    total, step = index(total), index(step)
    if total < 0:
        raise ValueError(f"a table of amounts that are not negative cannot hold {total}")
    if step < 1 or total % step:
        raise ValueError(f"{total} is no multiple of {step}")
    weights = [np.asarray(level, dtype=float) for level in levels]
    if any((~np.isfinite(level)).any() or (level < 0).any() for level in weights):
        raise ValueError("weights must be finite and not negative")
    if not weights[0].sum() > 0:
        raise ValueError("at least one weight must be above zero")
    whole = [_in_steps(box, step) for box in boxes]
    support, asked = _support(weights, whole)
    if (found := conflicts(asked, support, total // step)).sets:
        raise InfeasibleError("no table keeps all of these", found.sets[0], found)
    # Whoever writes the same locks in another order gets the same table.
    asked.sort(key=lambda box: (box.mask(support.shape).tobytes(), box.low, -1 if box.high is None else box.high))
    amounts: Whole = np.array(total // step, dtype=np.int64)
    for level in weights:
        amounts = _level(amounts, level, asked, support)
    return amounts * step


def _in_steps(box: Box, step: int) -> Box:
    """A box in steps: floors up, caps down. A lock between two steps becomes one that nothing can hold."""
    high = None if box.high is None else box.high // step
    return Box(box.members, -(-box.low // step), high)


def _support(weights: Sequence[Values], boxes: Sequence[Box]) -> tuple[Mask, list[Box]]:
    """Cells that can hold anything; and the boxes, those around cells of weight 0 alone with no more than they ask for.

    Such a box lifts its cells: what is locked is held, whatever was sold before.
    """
    shape = weights[-1].shape
    support: Mask = np.ones(shape, dtype=bool)
    for level in weights:
        own = level > 0
        if level.ndim > 1:
            own = own | (level.sum(axis=-1, keepdims=True) <= 0)
        support &= own.reshape(*own.shape, *[1] * (len(shape) - level.ndim))
    asked, lifted = [], support.copy()
    for box in boxes:
        inside = box.mask(shape)
        if box.low > 0 and not (inside & support).any():
            lifted |= inside
            high = box.low if box.high is None else min(box.high, box.low)
            asked.append(Box(box.members, box.low, high if high >= box.low else box.high))
        else:
            asked.append(box)
    return lifted, asked


def _level(parents: Whole, weights: Values, boxes: Sequence[Box], support: Mask) -> Whole:
    """The amounts of one level from those of the level above it."""
    shape, below = weights.shape, tuple(range(weights.ndim, support.ndim))
    able = np.asarray(support.any(axis=below))
    own = [Limits(np.flatnonzero(b.mask(shape)), b.low, b.high) for b in boxes if b.depth == weights.ndim]
    deeper = [b for b in boxes if b.depth > weights.ndim]
    rows, seeds = parents.reshape(-1), _seeds(parents, weights, able, own)
    limits = own + seen_from(deeper, shape, support)
    found = np.zeros(seeds.shape, dtype=np.int64)
    for row in np.flatnonzero(rows):
        found[row] = shares(int(rows[row]), seeds[row])
    # What the weights alone give stands where it can: a floor that holds anyway moves nothing.
    if _kept(found, own) and _completed(found, deeper, support, np.ones(len(found), dtype=bool)):
        return found.reshape(shape)
    bound = _touched(shape, limits, deeper)
    place = np.full(seeds.size, -1)
    place.reshape(seeds.shape)[bound] = np.arange(bound.sum() * seeds.shape[1]).reshape(-1, seeds.shape[1])
    narrowed = [Limits(place[limit.cells], limit.low, limit.high) for limit in limits]
    fractions = fitted(seeds[bound], rows[bound].astype(float), narrowed)
    found[bound] = _whole(fractions, rows[bound], narrowed, able.reshape(seeds.shape)[bound], deeper, support, bound)
    return found.reshape(shape)


def _kept(amounts: Whole, limits: Sequence[Limits]) -> bool:
    """Whether amounts are within limits."""
    held = [(int(amounts.reshape(-1)[limit.cells].sum()), limit) for limit in limits]
    return all(limit.low <= amount and (limit.high is None or amount <= limit.high) for amount, limit in held)


def _completed(amounts: Whole, deeper: Sequence[Box], support: Mask, bound: Mask) -> bool:
    """Whether the levels below can hold their boxes with these amounts of some parents above them."""
    if not deeper:
        return True
    program = Program()
    _look_ahead(program, [[]] * amounts.size, amounts.reshape(-1), deeper, support, bound, amounts.shape[1])
    return program.solved() is not None


def _touched(shape: tuple[int, ...], limits: Sequence[Limits], deeper: Sequence[Box]) -> Mask:
    """Parents with a box at or below their children."""
    touched = np.zeros(shape, dtype=bool)
    for limit in limits:
        touched.reshape(-1)[limit.cells] = True
    for box in deeper:
        touched |= box.mask(shape)
    return np.asarray(touched.reshape(-1, shape[-1]).any(axis=1))


def _seeds(parents: Whole, weights: Values, able: Mask, own: Sequence[Limits]) -> Values:
    """What each cell would hold without boxes; a row a parent. Cells that only a box lifts begin with their share."""
    sums = weights.sum(axis=-1, keepdims=True)
    even = np.where(sums > 0, weights, 1.0)
    # Before the division, so that parents without anything keep their proportions.
    seeds = np.asarray(np.maximum(parents, 1)[..., None] * (even / even.sum(axis=-1, keepdims=True)))
    seeds = np.where(able, seeds, 0.0)
    flat, lifted = seeds.reshape(-1), able.reshape(-1)
    for limit in own:
        if limit.low and not flat[limit.cells].any():
            room = limit.cells[lifted[limit.cells]]
            flat[room] = limit.low / max(1, len(room))
    return seeds.reshape(-1, weights.shape[-1])


def _whole(
    fractions: Values,
    rows: Whole,
    limits: Sequence[Limits],
    able: Mask,
    deeper: Sequence[Box],
    support: Mask,
    bound: Mask,
) -> Whole:
    """Whole numbers nearest the fractions: by augmenting paths where boxes are columns, else by a program."""
    # A millionth of a cent is noise of the fit: without it, equals are settled by position.
    fractions = np.round(fractions, 6)
    if (ranges := _as_columns(limits, able)) is not None:
        columns, cells = ranges
        if len(rows) > fractions.shape[1]:
            found = rounded(fractions, Range.exactly(rows), columns, cells)
        else:
            found = rounded(fractions.T, columns, Range.exactly(rows), Range(cells.low.T, cells.high.T)).T
        if _completed(np.ascontiguousarray(found), deeper, support, bound):
            return found
    return _programmed(fractions, rows, limits, able, deeper, support, bound)


def _as_columns(limits: Sequence[Limits], able: Mask) -> tuple[Range, Range] | None:
    """Limits as ranges of columns and of cells; None where one is neither."""
    height, width = able.shape
    low, high = np.zeros(width, dtype=np.int64), np.full(width, FAR)
    cells = Range(np.zeros(able.shape, dtype=np.int64), np.where(able, FAR, 0))
    for limit in limits:
        most = FAR if limit.high is None else limit.high
        row, column = np.divmod(limit.cells, width)
        if len(limit.cells) == 1:
            cells.low[row, column] = np.maximum(cells.low[row, column], limit.low)
            cells.high[row, column] = np.minimum(cells.high[row, column], most)
        elif len(limit.cells) == height and len(set(column.tolist())) == 1:
            low[column[0]] = max(low[column[0]], limit.low)
            high[column[0]] = min(high[column[0]], most)
        else:
            return None
    return Range(low, high), cells


def _programmed(
    fractions: Values,
    rows: Whole,
    limits: Sequence[Limits],
    able: Mask,
    deeper: Sequence[Box],
    support: Mask,
    bound: Mask,
) -> Whole:
    """The same by a program, which also looks ahead: what a cell gets can be held by the boxes below it."""
    program = Program()
    base = np.where(able, np.floor(fractions), 0).astype(np.int64)
    terms: list[list[Term]] = []
    for amount, part, can in zip(base.flat, (fractions - base).flat, able.flat, strict=True):
        if not can:
            terms.append([])
            continue
        first, more = program.variable(1 - 2 * float(part), 1), program.variable(1.0)
        terms.append([(first, 1), (more, 1), (program.variable(1.0, float(amount)), -1)])
    flat, width = base.reshape(-1), fractions.shape[1]

    def limit(cells: NDArray[np.intp], low: int, high: int | None) -> None:
        held = int(flat[cells].sum())
        moved = [term for cell in cells for term in terms[cell]]
        program.limit(moved, low - held, None if high is None else high - held)

    for row, amount in enumerate(rows):
        limit(np.arange(row * width, (row + 1) * width), int(amount), int(amount))
    for one in limits:
        limit(one.cells, one.low, one.high)
    _look_ahead(program, terms, flat, deeper, support, bound, width)
    found = program.solved()
    if found is None:  # `conflicts` found a table, and the levels above looked ahead
        raise ArithmeticError("a table that is there was not found")
    moves = [sum(sign * int(found[k]) for k, sign in own) for own in terms]
    return np.asarray(base + np.array(moves, dtype=np.int64).reshape(base.shape))


def _look_ahead(
    program: Program,
    terms: Sequence[Sequence[Term]],
    base: Whole,
    deeper: Sequence[Box],
    support: Mask,
    bound: Mask,
    width: int,
) -> None:
    """What is below each cell, in parts that lie in the same deeper boxes: the parts sum to the cell."""
    if not deeper:
        return
    leaves = support.reshape(len(bound), width, -1)[bound].reshape(len(terms), -1)
    marks = np.array([box.mask(support.shape).reshape(len(bound), width, -1)[bound] for box in deeper])
    marks = marks.reshape(len(deeper), len(terms), -1)
    inside: list[list[Term]] = [[] for _ in deeper]
    for cell, own in enumerate(terms):
        if not marks[:, cell].any():
            continue
        kinds = np.unique(marks[:, cell, leaves[cell]], axis=1)
        parts = [program.variable() for _ in range(kinds.shape[1])]
        held = int(base[cell])
        program.limit([*((part, 1) for part in parts), *((k, -sign) for k, sign in own)], held, held)
        for own_terms, kind in zip(inside, kinds, strict=True):
            own_terms.extend((part, 1) for part, has in zip(parts, kind, strict=True) if has)
    for box, of in zip(deeper, inside, strict=True):
        program.limit(of, box.low, box.high)
