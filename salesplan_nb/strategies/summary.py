"""Spans and totals that the tables of stage 3 share."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from salesplan_nb.strategies.result import StrategiesFacts
from salesplan_nb.strategies.windows import Window


def facts(months: Sequence[str], effects: pd.DataFrame) -> StrategiesFacts:
    """The window of the profiles, and the 10%, 50% and 90% points of what the tactics add together [cents].

    Parameters
    ----------
    months : sequence of str
        Months of the history, in order; the last is the as-of month.
    effects : DataFrame
        As `effects` gives it.
    """
    sums = effects.groupby("draw")["amount_cents"].sum().to_numpy()
    low, likely, high = (round(float(q)) for q in np.quantile(sums, [0.1, 0.5, 0.9])) if len(sums) else (0, 0, 0)
    return StrategiesFacts(Window.until(months[-1], months[0]).now.name, low, likely, high)
