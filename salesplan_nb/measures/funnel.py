"""The funnel of the deals created in the months that conversion is told for."""

from __future__ import annotations

import pandas as pd

from salesplan_nb import kpis
from salesplan_nb.measures.result import Measures
from salesplan_nb.results import framed


def funnel(cube: kpis.Tables) -> pd.DataFrame:
    """The table `funnel`: one row per stage of the deals created in the months that conversion is told for.

    Parameters
    ----------
    cube : Tables
        The canonical tables.
    """
    return framed(Measures, "funnel", kpis.funnel(cube, kpis.latest_year(cube)))
