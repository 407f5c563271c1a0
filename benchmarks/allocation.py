"""How long whole quotas take with both margins exact, as a ratio to HiGHS on the same table, and whether both agree.

    .venv/bin/python benchmarks/allocation.py [--large] [--tables 3000]

Random tables of 200 people x 12 months (with --large also 5,000 x 12, where HiGHS takes about a minute): shares of a
year by a season and a size that is spread like incomes, month totals and each person's year set. Printed are ratios,
no times: `rounded` against scipy.optimize.milp on the same program, both from the same fractional table. Then 300
small random tables (2 to 8 people, 2 to 5 months): how often the two have the same least movement.

Last, 3,000 random tables of one to four dimensions with one to six locks, floors and caps that some table holds,
through `spread`: how many sum to the total, hold every box, and stay as they are when the boxes come in another order;
and how many, given one more lock that contradicts one of them, are refused with conflicts that are true: any box of
each left out, the others hold. The tests look at some dozens of each.
"""

from __future__ import annotations

import argparse
import sys
import time

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import eye_array, hstack, kron, vstack

from salesplan_nb.allocate import Box, InfeasibleError, spread
from salesplan_nb.allocate.rounding import FAR, Range, rounded
from salesplan_nb.allocate.shares import shares

Whole = np.ndarray


def case(rng: np.random.Generator, people: int, months: int) -> tuple[np.ndarray, Whole, Whole]:
    """A fractional table, and whole sums of its rows and columns."""
    size, season = rng.lognormal(0, 0.6, people), rng.uniform(0.5, 1.5, months)
    total = 1_000_000_00 * people
    fractions = np.outer(size / size.sum(), season / season.sum()) * total
    return fractions, np.array(shares(total, size)), np.array(shares(total, season))


def by_flow(fractions: np.ndarray, rows: Whole, columns: Whole) -> Whole:
    """Ours."""
    cells = Range(np.zeros(fractions.shape, dtype=np.int64), np.full(fractions.shape, FAR))
    return rounded(fractions, Range.exactly(rows), Range.exactly(columns), cells)


def by_highs(fractions: np.ndarray, rows: Whole, columns: Whole) -> Whole:
    """The same program, whole moves from the floor: one unit up, more units up, units down."""
    height, width = fractions.shape
    base = np.floor(fractions)
    part = (fractions - base).ravel()
    sums = vstack([kron(eye_array(height), np.ones((1, width))), kron(np.ones((1, height)), eye_array(width))])
    held = np.r_[rows - base.sum(axis=1), columns - base.sum(axis=0)]
    size = fractions.size
    found = milp(
        np.r_[1 - 2 * part, np.ones(2 * size)],
        integrality=np.ones(3 * size),
        bounds=Bounds(np.zeros(3 * size), np.r_[np.ones(size), np.full(size, np.inf), base.ravel()]),
        constraints=LinearConstraint(hstack([sums, sums, -sums]).tocsr(), held, held),
    )
    up, more, down = np.rint(found.x).reshape(3, *fractions.shape)
    return (base + up + more - down).astype(np.int64)


def timed(work: object, *given: object) -> tuple[float, Whole]:
    """Seconds that it takes, and what comes out."""
    before = time.perf_counter()
    found = work(*given)  # type: ignore[operator]
    return time.perf_counter() - before, found


SHAPES = ((6,), (4, 3), (12, 5), (3, 4, 2), (2, 3, 2, 2))


def weights_of(rng: np.random.Generator, shape: tuple[int, ...]) -> list[np.ndarray]:
    """Weights of every level, all above zero."""
    return [rng.integers(1, 10, shape[:depth]).astype(float) for depth in range(1, len(shape) + 1)]


def agreed(rng: np.random.Generator, truth: Whole) -> list[Box]:
    """Boxes that a table holds."""
    boxes = []
    for _ in range(int(rng.integers(1, 7))):
        members = tuple(
            None if rng.random() < 0.4 else tuple(rng.permutation(n)[: rng.integers(1, n + 1)].tolist())
            for n in truth.shape
        )
        held = int(truth[Box(members, 0, None).mask(truth.shape)].sum())
        boxes.append(Box(members, *((held, held), (held, None), (0, held))[int(rng.integers(3))]))
    return boxes


def held_by(table: Whole, boxes: list[Box]) -> bool:
    """Whether a table holds every box."""
    sums = [(int(table[box.mask(table.shape)].sum()), box) for box in boxes]
    return all(box.low <= held and (box.high is None or held <= box.high) for held, box in sums)


def holds(total: int, levels: list[np.ndarray], boxes: list[Box]) -> bool:
    """Whether there is a table."""
    try:
        spread(total, levels, boxes)
    except InfeasibleError:
        return False
    return True


def kept(rng: np.random.Generator) -> tuple[bool, bool]:
    """Whether one random table keeps all that it must, and whether its contradiction is told truly."""
    shape, total = SHAPES[int(rng.integers(len(SHAPES)))], int(rng.integers(1, 10**11))
    truth = spread(total, weights_of(rng, shape))
    boxes, levels = agreed(rng, truth), weights_of(rng, shape)
    found, again = spread(total, levels, boxes), spread(total, levels, boxes[::-1])
    good = found.sum() == total and (found >= 0).all() and held_by(found, boxes) and (found == again).all()
    held = int(truth[boxes[0].mask(shape)].sum())
    more = held + 1 if boxes[0].high == held else held - 1
    against = [*boxes, Box(boxes[0].members, max(0, more), max(0, more))]
    if boxes[0].low <= max(0, more) and (boxes[0].high is None or max(0, more) <= boxes[0].high):
        return bool(good), True  # a floor of nothing: no contradiction
    try:
        spread(total, levels, against)
    except InfeasibleError as error:
        if not error.conflicts.all_named:  # then nothing is claimed of the others
            return bool(good), not any(holds(total, levels, [against[k] for k in one]) for one in error.conflicts.sets)
        ways = [{k, *(one[0] for one in error.conflicts.sets if k not in one)} for k in error.conflicts.sets[0]]
        rest = [[box for k, box in enumerate(against) if k not in out] for out in ways]
        return bool(good), all(holds(total, levels, boxes) for boxes in rest)
    return bool(good), False


def main() -> int:
    """Print the ratios and the count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--large", action="store_true", help="also 5,000 people")
    parser.add_argument("--tables", type=int, default=3000, help="random tables with boxes")
    asked = parser.parse_args()
    sizes = (200, 5000) if asked.large else (200,)
    rng = np.random.default_rng(2027)
    good = True
    for people in sizes:
        given = case(rng, people, 12)
        (ours, one), (theirs, other) = timed(by_flow, *given), timed(by_highs, *given)
        moved = [float(np.abs(table - given[0]).sum()) for table in (one, other)]
        good &= abs(moved[0] - moved[1]) < 1e-3 * people
        print(
            f"{people} people x 12 months: {ours / theirs:.4f} of the time of HiGHS, "
            f"{moved[0] / moved[1]:.6f} of its movement"
        )
    same = 0
    for _ in range(300):
        given = case(rng, int(rng.integers(2, 9)), int(rng.integers(2, 6)))
        moved = [float(np.abs(table - given[0]).sum()) for table in (by_flow(*given), by_highs(*given))]
        same += abs(moved[0] - moved[1]) < 1e-3
    print(f"the same least movement on {same} of 300 random tables")
    found = np.array([kept(rng) for _ in range(asked.tables)])
    print(f"all kept in {found[:, 0].sum()} of {asked.tables} random tables with boxes")
    print(f"the contradiction told truly in {found[:, 1].sum()} of {asked.tables}")
    return 0 if good and same == 300 and found.all() else 1


if __name__ == "__main__":
    sys.exit(main())
