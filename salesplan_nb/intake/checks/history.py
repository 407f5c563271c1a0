"""The months of the orders, and what lies apart from them in time."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd
from ibis import _

from salesplan_nb.calendars import month_index, months_between
from salesplan_nb.intake.checks.evidence import Evidence

APART = 3
"""Empty months after which orders may be apart from the rest."""
FEW = 0.01
"""Share of the rows below which what lies apart is a slip of the pen."""


def monthly(evidence: Evidence) -> pd.DataFrame:
    """Used orders by month, from the first to as_of, empty months with zeros, less what lies apart from the rest.

    Returns
    -------
    DataFrame
        One row per month: month, rows, amount_cents [cents].
    """
    asked = evidence.used("orders").group_by("month").agg(rows=_.count(), amount_cents=_.amount_cents.sum())
    found = evidence.asked(asked).set_index("month").astype("int64").sort_index()
    found = found.drop(index=list(apart(dict(zip(found.index.astype("str"), found["rows"], strict=True)))))
    every = months_between(str(found.index[0]), max(evidence.as_of, str(found.index[-1])))
    return found.reindex(every, fill_value=0).rename_axis("month").reset_index()


def apart(rows: dict[str, int]) -> list[str]:
    """Months with very few orders that empty months part from the rest.

    Parameters
    ----------
    rows : dict of str to int
        Orders of each month that has any.

    Examples
    --------
    >>> apart({"1900-01": 2, "2026-01": 300, "2026-02": 310})
    ['1900-01']
    """
    months = sorted(rows)
    spans: list[list[str]] = [[months[0]]] if months else []
    for before, after in pairwise(months):
        if month_index(after) - month_index(before) > APART:
            spans.append([])
        spans[-1].append(after)
    whole = sum(rows.values())
    few = [span for span in spans if sum(rows[month] for month in span) < FEW * whole]
    return [month for span in few for month in span]
