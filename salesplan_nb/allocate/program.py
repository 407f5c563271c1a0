"""Linear programs over sums of cells: whole numbers of least movement, or whether there are any."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Term = tuple[int, int]
"""A variable and its sign."""


@dataclass
class Program:
    """Whole variables, each with a cost, a least (0) and a most; sums of them within limits.

    Notes
    -----
    HiGHS' simplex first: its vertices are whole wherever the boxes nest along two orders (the matrix is then totally
    unimodular), and sums of whole numbers below 2^53 are exact in its floats. Where a vertex is not whole, branch and
    bound. An answer counts only after it was checked in whole numbers.

    References
    ----------
    A. J. Hoffman and J. B. Kruskal (1956), Integral boundary points of convex polyhedra; J. Edmonds (1970), Submodular
    functions, matroids and certain polyhedra (two nested families); Q. Huangfu and J. A. J. Hall (2018), Parallelizing
    the dual revised simplex method, Math. Prog. Comp. 10, 119-142.
    """

    costs: list[float] = field(default_factory=list)
    most: list[float] = field(default_factory=list)
    sums: list[tuple[list[Term], int, int | None]] = field(default_factory=list)

    def variable(self, cost: float = 0.0, most: float = np.inf) -> int:
        """A new variable; its number."""
        self.costs.append(cost)
        self.most.append(most)
        return len(self.costs) - 1

    def limit(self, terms: list[Term], low: int, high: int | None) -> None:
        """A sum lies between two amounts; None: no limit above."""
        self.sums.append((terms, low, high))

    def solved(self) -> Whole | None:
        """The variables at least cost; None where nothing meets the limits."""
        if any(not terms and (low > 0 or (high is not None and high < 0)) for terms, low, high in self.sums):
            return None
        if not self.costs:
            return np.zeros(0, dtype=np.int64)
        # Takes a third of a second to import, and most tables need none of it.
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import csr_array

        rows = [(i, k, sign) for i, (terms, _, _) in enumerate(self.sums) for k, sign in terms]
        at = np.array(rows, dtype=float).reshape(-1, 3)
        shape = (len(self.sums), len(self.costs))
        matrix = csr_array((at[:, 2], (at[:, 0].astype(int), at[:, 1].astype(int))), shape=shape)
        low = np.array([float(low) for _, low, _ in self.sums])
        high = np.array([np.inf if high is None else float(high) for _, _, high in self.sums])
        for whole in (0, 1):
            found = milp(
                np.array(self.costs),
                integrality=np.full(len(self.costs), whole),
                bounds=Bounds(np.zeros(len(self.costs)), np.array(self.most)),
                constraints=[LinearConstraint(matrix, low, high)] if self.sums else [],
                options={"mip_rel_gap": 0.0},
            )
            if found.status == 2:
                return None
            if found.x is not None:
                values = np.rint(found.x).astype(np.int64)
                if self._holds(values.tolist()):
                    return np.asarray(values)
        raise ArithmeticError(f"no whole numbers found: {found.message}")

    def _holds(self, values: Sequence[int]) -> bool:
        for terms, low, high in self.sums:
            amount = sum(sign * values[k] for k, sign in terms)
            if amount < low or (high is not None and amount > high):
                return False
        return all(0 <= value <= most for value, most in zip(values, self.most, strict=True))
