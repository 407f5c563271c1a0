"""What happens if nothing changes, as sample paths: the one forecast that every part of the plan uses."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from salesplan_nb.goals.backtest import Backtest, backtest
from salesplan_nb.goals.methods import method_paths
from salesplan_nb.goals.width import widened


def sample_paths(
    history: pd.Series, horizon: int, *, draws: int, rng: np.random.Generator, tested: Backtest | None = None
) -> NDArray[np.float64]:
    """Joint sample paths (draws, horizon) of the months after the history [unit of the history].

    Parameters
    ----------
    history : Series
        Monthly amounts in any unit of money, with a monthly period index without gaps, at least one month.
    horizon : int
        Months ahead, at least 1.
    draws : int
        Paths, at least 1.
    rng : numpy.random.Generator
        The source of chance: the same generator state gives the same paths.
    tested : Backtest, optional
        Of this history, where it is known already: its method and width are used. Without it, it is made here.

    Raises
    ------
    ValueError
        For an empty history, one with gaps or without finite numbers, or a horizon or draws below 1.

    Notes
    -----
    Sums over months of a path are draws of the sum: ranges of quarters and years come from them, not from monthly
    ranges. The method is the one that the backtest chooses; widths come from its own errors, widened for what was
    estimated (see `smoothing`, `seasonal_naive`, `recent_level`) and stretched by what the backtest says
    (`width`). Paths are never negative where the history is not.
    """
    index = history.index
    if not isinstance(index, pd.PeriodIndex) or index.freqstr != "M":
        raise ValueError("a history needs a monthly period index")
    if not len(index) or len(index) != index[-1].ordinal - index[0].ordinal + 1 or not index.is_monotonic_increasing:
        raise ValueError("a history needs at least one month, in order and without gaps")
    values = np.asarray(history, dtype=float)
    if not np.isfinite(values).all():
        raise ValueError("a history needs a finite number for every month")
    if horizon < 1 or draws < 1:
        raise ValueError("horizon and draws start at 1")
    found = tested or backtest(history, rng=rng)
    return widened(method_paths(found.chosen, values, horizon, draws, rng), found.width)
