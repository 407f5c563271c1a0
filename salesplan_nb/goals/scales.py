"""The scale that a history is smoothed on: as it is, in roots, or in logarithms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from salesplan_nb.goals.season import FULL_HISTORY, Values

RANGE = 1e6
"""Largest over smallest month [-] up to which logarithms are taken: beyond it the small ones would rule the fit."""
BEYOND = np.log(10.0)
"""How far a path in logarithms may leave the history's span, over which it may go once more: a factor of ten."""


@dataclass(frozen=True)
class Scale:
    """A monotone change of scale: there, back (given the history), and the logarithm of its derivative."""

    name: str
    there: Callable[[Values], Values]
    back: Callable[[Values, Values], Values]
    jacobian: Callable[[Values], Values]


def scales(values: Values) -> tuple[Scale, ...]:
    """The scales that a history allows: only its own where it is not positive throughout, or shorter than 24 months.

    Over fewer months the scale cannot be told, and on series of M3 cut to 6 to 21 months the values as they are
    forecast better than their logarithms.
    """
    if len(values) < FULL_HISTORY or not values.min() > 0 or values.max() >= RANGE * values.min():
        return (AS_IT_IS,)
    return LOGS, ROOTS, AS_IT_IS


def _from_logs(paths: Values, history: Values) -> Values:
    low, high = float(np.log(history.min())), float(np.log(history.max()))
    bound = high - low + BEYOND
    return np.asarray(np.exp(np.clip(paths, low - bound, high + bound)))


LOGS = Scale("logarithms", np.log, _from_logs, lambda values: -np.log(values))
ROOTS = Scale(
    "roots", np.sqrt, lambda paths, _: np.maximum(paths, 0.0) ** 2, lambda values: -np.log(values) / 2 - np.log(2)
)
AS_IT_IS = Scale("as it is", np.asarray, lambda paths, _: paths, np.zeros_like)
