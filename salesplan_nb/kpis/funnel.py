"""The funnel of the deals created in a period: how many entered each stage, and what became of them."""

from __future__ import annotations

import pandas as pd

from salesplan_nb.calendars import Period
from salesplan_nb.intervals import wilson
from salesplan_nb.kpis.counts import Tables, cohorts
from salesplan_nb.kpis.figures import stage_conversion
from salesplan_nb.kpis.library import LIBRARY, missing

COLUMNS = ["stage", "period", "entered", "moved_on", "lost", "open", "rate", "low", "high", "before"]


def funnel(cube: Tables, period: Period) -> pd.DataFrame:
    """Stage by stage, from created to won.

    Parameters
    ----------
    cube : Tables
        The canonical tables.
    period : Period
        Months of creation.

    Returns
    -------
    DataFrame
        One row per stage, in order: stage ('all' where the data does not order them), period, entered, moved_on, lost,
        open [deals], rate [fraction] = moved_on / (moved_on + lost) with its Wilson 95% interval, and `before`, that of
        the deals created a year before. NaN where nobody has left the stage; `before` too where the stages were
        others, or the first deal of all was created after that period's first month. No rows where nothing was
        created, or the data cannot tell.
    """
    if missing(cube, LIBRARY["conversion"]):
        return pd.DataFrame(columns=COLUMNS)
    made = cohorts(cube)
    table = stage_conversion(made, period)
    if not table["entered"].iloc[0]:
        return pd.DataFrame(columns=COLUMNS)
    year_before = period.shifted(-12)
    earlier = stage_conversion(made, year_before)
    # The rate of what is known of a period is not the period's.
    whole = made["month"].min() <= year_before.first
    # A rate is to the next stage that anybody stopped at: where the stages differ, so does what the rate is of.
    same = earlier["stage"].tolist() == table["stage"].tolist()
    ends = [
        wilson(on, on + lost) if on + lost else (float("nan"),) * 2
        for on, lost in zip(table["moved_on"].tolist(), table["lost"].tolist(), strict=True)
    ]
    return table.assign(
        period=period.label,
        low=[low for low, _ in ends],
        high=[high for _, high in ends],
        before=earlier["rate"] if same and whole else float("nan"),
    )[COLUMNS]
