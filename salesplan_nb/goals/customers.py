"""New customers by month: those there were, and joint paths of those to come."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from salesplan_nb.goals.forecast import sample_paths
from salesplan_nb.goals.momentum import DRAWS, Momentum, months_ahead
from salesplan_nb.goals.result import Goals
from salesplan_nb.results import framed

if TYPE_CHECKING:
    from salesplan_nb.kpis import Tables

METRIC = "new_customers"


def customer_paths(cube: Tables, last: str, *, rng: np.random.Generator) -> Momentum | None:
    """History and paths of new customers [customers]; None where the data has no month in which they can be told.

    Parameters
    ----------
    cube : Tables
        The canonical tables.
    last : str
        Last month ahead; at least one month is forecast.
    rng : numpy.random.Generator
        The source of chance.

    Notes
    -----
    Who is new cannot be told in the first twelve months of the orders: the history begins after them. The paths are
    those of `sample_paths`, rounded to whole customers month by month.
    """
    from salesplan_nb import kpis

    frame = kpis.monthly(cube, METRIC, cube.months)
    if frame.empty:
        return None
    history = pd.Series(frame["value"].to_numpy(), pd.PeriodIndex(frame["month"], freq="M"))
    months = months_ahead(str(history.index[-1]), last)
    paths = np.rint(sample_paths(history, len(months), draws=DRAWS, rng=rng)).astype(np.int64)
    return Momentum(history, paths, tuple(months), framed(Goals, "forecast", []), "")
