"""Which cells of the orders a one-off is taken out of: for the check of the data and for the forecast."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from salesplan_nb.workspace.plan import OneOff


def cells_of(one: OneOff, cells: pd.DataFrame) -> NDArray[np.bool_]:
    """Rows of a one-off's month, region and family; none where the cells tell no such dimension apart.

    Parameters
    ----------
    one : OneOff
        The plan's.
    cells : DataFrame
        month, and any dimensions.
    """
    inside = np.asarray(cells["month"] == one.month)
    for dimension, member in (("region", one.region), ("product_family", one.product_family)):
        if member is not None:
            inside = inside & (np.asarray(cells[dimension] == member) if dimension in cells else False)
    return inside
