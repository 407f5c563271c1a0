"""The facts of stage 1 that its claims use."""

from __future__ import annotations

import pandas as pd

from salesplan_nb.objectives.market import YEAR, latest_year
from salesplan_nb.objectives.result import ObjectivesFacts


def facts(history: pd.DataFrame, stakeholders: pd.DataFrame, as_of: str) -> ObjectivesFacts:
    """The years that are compared, the length of the history, and how many departments were heard.

    Parameters
    ----------
    history : DataFrame
        The table `history`: one row per month.
    stakeholders : DataFrame
        The table `stakeholders`; a department is heard where one of its people has a date.
    as_of : str
        Last month.
    """
    comparable = len(history) >= 2 * YEAR
    year = latest_year(as_of)
    heard = stakeholders.loc[stakeholders["heard"] != "", "department"]
    return ObjectivesFacts(
        year_label=year.name if comparable else "",
        before_label=year.shifted(-YEAR).name if comparable else "",
        months=len(history),
        departments_heard=heard.nunique(),
        departments=stakeholders["department"].nunique(),
    )
