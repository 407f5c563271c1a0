"""How wide this company's own past says ranges should be, drawn in towards what all series say."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

TRUST = 30.0
"""Origins of a company's own past that weigh as much as what other series say: on half of M3 and the Census series, the
third of them that had missed most and the third that had missed least then hold about as often."""
FAR = 3.0
"""Standardised error [-] beyond which a miss counts no more: one flood or strike does not set the width."""
RANGE = 1e9
"""Largest over smallest path [-] up to which ratios are taken: beyond it they overflow."""
UPPER = 1.2815515655446004
"""The 90% quantile of a standard normal distribution."""


def standardised(outcome: float, p10: float, p50: float, p90: float) -> float:
    """Error in units of the forecast's own spread on that side [-], at most `FAR` either way.

    Examples
    --------
    >>> round(standardised(130.0, 80.0, 100.0, 130.0), 4), round(standardised(0.0, 80.0, 100.0, 130.0), 4)
    (1.2816, -3.0)
    """
    side = p90 - p50 if outcome > p50 else p50 - p10
    if side <= 0:
        return 0.0 if outcome == p50 else float(np.copysign(FAR, outcome - p50))
    return float(np.clip(UPPER * (outcome - p50) / side, -FAR, FAR))


@dataclass
class Evidence:
    """Squared standardised errors of past forecasts, each with the month from which it was known and its weight."""

    known: list[tuple[int, float, float]] = field(default_factory=list)

    def factor(self, at: int) -> float:
        """What ranges are stretched by [-], from errors known by month `at`; 1 without any.

        Notes
        -----
        f^2 = (k + sum w z^2) / (k + sum w) with k = `TRUST` and weights that sum to one per origin: the mean squared
        error in its own units is 1 where ranges are right, and that is also the prior.
        """
        held = [(square, weight) for known, square, weight in self.known if known <= at]
        whole = sum(weight for _, weight in held)
        return round(float(np.sqrt((TRUST + sum(s * w for s, w in held)) / (TRUST + whole))), 6)


def widened(paths: NDArray[np.float64], factor: float) -> NDArray[np.float64]:
    """Paths (draws, months) stretched about each month's median: as ratios where all are positive, else as differences.

    Notes
    -----
    A path keeps its rank in every month, so what hangs together over months still does.
    """
    middle = np.median(paths, axis=0)
    if paths.min() > 0 and paths.max() < RANGE * paths.min():
        return np.asarray(middle * (paths / middle) ** factor)
    stretched = middle + factor * (paths - middle)
    return np.asarray(np.maximum(stretched, 0.0) if (paths >= 0).all() else stretched)
