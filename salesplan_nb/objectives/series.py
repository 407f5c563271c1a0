"""Monthly amounts as series without gaps: the total, and each member of a dimension."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from salesplan_nb.calendars import months_between

TOTAL = "total"
UNTOLD = ("", "unassigned")
"""Members that stand for a missing value: no claim is made about them."""


def member_series(frames: Mapping[str, pd.DataFrame], as_of: str) -> dict[tuple[str, str], pd.Series]:
    """Monthly cents by dimension and member, the largest member of a dimension first.

    Parameters
    ----------
    frames : mapping of str to DataFrame
        By dimension ('total', 'segment', 'product_family'): month, member (not needed for the total), amount_cents.
    as_of : str
        Last month.

    Returns
    -------
    dict of (dimension, member) to Series
        float64 [cents] over all months from the first with any order to as_of; a month without orders is 0. The total's
        member is ''. Dimensions that tell no two members apart, and rows without a member, are left out.
    """
    first = min((str(frame["month"].min()) for frame in frames.values() if len(frame)), default="")
    if not first:
        return {}
    months = months_between(first, as_of)
    found: dict[tuple[str, str], pd.Series] = {}
    for dimension, frame in frames.items():
        if dimension == TOTAL:
            found[TOTAL, ""] = _filled(frame, months)
            continue
        named = frame[~frame["member"].isin(UNTOLD)]
        if named["member"].nunique() < 2:
            continue
        sums = named.groupby("member")["amount_cents"].sum()
        for member in sorted(sums.index, key=lambda name: (-int(sums[name]), str(name))):
            found[dimension, str(member)] = _filled(named[named["member"] == member], months)
    return found


def _filled(frame: pd.DataFrame, months: list[str]) -> pd.Series:
    sums = frame.groupby("month")["amount_cents"].sum()
    return sums.reindex(months, fill_value=0).astype("float64")
