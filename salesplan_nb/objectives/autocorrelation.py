"""The memory of what is left of a series after line and season are taken off, mended for what taking them off hides.

Thirteen fitted figures in 36 months make residuals look less correlated and smaller than the noise was. The memory that
is used is the one whose residuals would look, on average, as these do.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
GRID = np.round(np.arange(-0.3, 0.91, 0.05), 2)
"""Memories that are tried: correlation of a month with the next."""
YEAR = 12
PLACES = 6


@dataclass(frozen=True)
class Noise:
    """Residuals by their memory, their spread and what is left when the memory is taken off."""

    memory: float
    """First-order autocorrelation, at least 0 and at most the grid's end."""
    squares: float
    """Sum of squared residuals."""
    expected: Floats
    """Sum of squared residuals to expect of noise of variance 1, for each memory of the grid."""
    white: Floats
    """Shocks of mean 0 and variance 1."""
    df: int
    """Months less the twelve of the season and the slope."""

    def draws(self, count: int, rng: np.random.Generator) -> tuple[Floats, Floats]:
        """Memory and standard deviation of the noise, as uncertain as so few months leave them.

        Notes
        -----
        Memory: normal about the estimate with variance (1 - memory^2) / df, no lower than 0. Spread: the squares over
        their expectation under that memory, times df / chi-squared with df degrees of freedom.
        """
        wide = np.sqrt((1 - self.memory**2) / self.df)
        memory = np.clip(self.memory + wide * rng.standard_normal(count), 0, GRID[-1])
        expected = np.interp(memory, GRID, self.expected)
        return memory, np.sqrt(self.squares / expected * self.df / rng.chisquare(self.df, count))


def residual_figures(months: int) -> tuple[Floats, Floats]:
    """What to expect of residuals for each memory of the grid: lag-1 correlation, and sum of squares per unit variance.

    Notes
    -----
    With residuals M e of noise e with covariance S: trace of M S M one off the diagonal / trace, and the trace.
    """
    steps = np.arange(months)
    fitted = np.column_stack([np.eye(YEAR)[steps % YEAR], steps])
    off = np.eye(months) - fitted @ np.linalg.pinv(fitted)
    apart = np.abs(steps[:, None] - steps).astype("float64")
    left = [
        off @ np.where(apart == 0, 1.0, np.sign(memory) ** apart * np.abs(memory) ** apart) @ off for memory in GRID
    ]
    squares = np.array([np.trace(part) for part in left])
    return np.array([np.trace(part, offset=1) for part in left]) / squares, squares


def noise_of(residuals: Floats) -> Noise:
    """The noise that would leave such residuals.

    Parameters
    ----------
    residuals : array (n,)
        Relative to the line, after line and season; n of at least 24.
    """
    months = len(residuals)
    correlations, expected = residual_figures(months)
    centred = residuals - residuals.mean()
    squares = float((centred**2).sum())
    raw = float((centred[1:] * centred[:-1]).sum()) / squares if squares else 0.0
    memory = float(np.clip(np.interp(raw, correlations, GRID), 0, GRID[-1]))
    shocks = centred[1:] - raw * centred[:-1]
    shocks = shocks - shocks.mean()
    white = shocks / shocks.std() if squares else shocks
    return Noise(round(memory, PLACES), squares, expected, white, months - YEAR - 1)


def coloured(shocks: Floats, memory: Floats) -> Floats:
    """Noise of variance 1 with the given memory, from shocks of variance 1.

    Parameters
    ----------
    shocks : array (draws, n)
        Of variance 1.
    memory : array (draws,)
        First-order autocorrelation of each row.
    """
    noise = np.empty_like(shocks)
    noise[:, 0] = shocks[:, 0]
    fresh = np.sqrt(1 - memory**2)
    for step in range(1, shocks.shape[1]):
        noise[:, step] = memory * noise[:, step - 1] + fresh * shocks[:, step]
    return noise
