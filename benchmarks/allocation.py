"""How long whole quotas take with both margins exact, as a ratio to HiGHS on the same table, and whether both agree.

    .venv/bin/python benchmarks/allocation.py [--large]

Random tables of 200 people x 12 months (with --large also 5,000 x 12, where HiGHS takes about a minute): shares of a
year by a season and a size that is spread like incomes, month totals and each person's year set. Printed are ratios,
no times: `rounded` against scipy.optimize.milp on the same program, both from the same fractional table. Then 300
small random tables (2 to 8 people, 2 to 5 months): how often the two have the same least movement.
"""

from __future__ import annotations

import argparse
import sys
import time

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import eye_array, hstack, kron, vstack

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


def main() -> int:
    """Print the ratios and the count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--large", action="store_true", help="also 5,000 people")
    sizes = (200, 5000) if parser.parse_args().large else (200,)
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
    return 0 if good and same == 300 else 1


if __name__ == "__main__":
    sys.exit(main())
