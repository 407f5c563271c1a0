"""The day on which a row counts: its date, else the first day of its month.

Rates hold from a day on, customers change hands on a day, and a return comes after its order; a table that knows months
only takes part as if all of a month had happened on its first day.
"""

from __future__ import annotations

import pandas as pd


def days(table: pd.DataFrame, date: str = "order_date") -> pd.Series:
    """The day of each row, datetime64; NaT where neither date nor month is known.

    Parameters
    ----------
    table : DataFrame
        Any of the column `date` (datetime64 or Python dates) and of `month` ('2026-03').

    Examples
    --------
    >>> table = pd.DataFrame({"order_date": [pd.Timestamp(2026, 3, 9), None], "month": ["2026-03", "2026-04"]})
    >>> days(table).dt.strftime("%Y-%m-%d").tolist()
    ['2026-03-09', '2026-04-01']
    """
    found = pd.Series(pd.NaT, index=table.index, dtype="datetime64[s]")
    if date in table:
        found = pd.to_datetime(table[date]).astype("datetime64[s]").dt.normalize()
    if "month" in table:
        found = found.fillna(pd.to_datetime(table["month"].astype("str"), format="%Y-%m").astype("datetime64[s]"))
    return found
