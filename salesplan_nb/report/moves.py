"""What a breakdown that is tried moves against the plan's own."""

from __future__ import annotations

import pandas as pd

from salesplan_nb.report.numbers import Scale, month, number, printed, signed
from salesplan_nb.report.objects import Cell, Table, named
from salesplan_nb.report.targets import TITLES, UNTOLD
from salesplan_nb.report.wording import trial as say

MOST = 6
"""Rows of the table."""
KEYS = ["month", "region", "product_family"]


def apart(tried: pd.DataFrame, own: pd.DataFrame) -> int:
    """How much of a goal lies in other cells than before [cents]: what some gained is what others lost.

    Parameters
    ----------
    tried, own : DataFrame
        `Goals.targets` of one goal. Routes to market are told apart where both have them.
    """
    keys = [*KEYS, "channel"] if _told(tried, "channel") and _told(own, "channel") else KEYS
    change = tried.groupby(keys)["target"].sum().sub(own.groupby(keys)["target"].sum(), fill_value=0)
    return int(change.clip(lower=0).sum())


def moved(tried: pd.DataFrame, own: pd.DataFrame, *, currency: str) -> Table | None:
    """The months and members that moved most; None where none moved by as much as is printed.

    Parameters
    ----------
    tried, own : DataFrame
        `Goals.targets` of one goal, as tried and as the plan has them.
    currency : str
        For the caption.
    """
    scale = Scale.of(int(own["target"].sum()) / 1000)
    found = [
        (dimension, str(member), before, after)
        for dimension in TITLES
        if _told(tried, dimension) and _told(own, dimension)
        for member, before, after in _sums(dimension, tried, own).itertuples()
        if printed(scale.exact(after)) != printed(scale.exact(before))
    ]
    found.sort(key=lambda one: -abs(one[3] - one[2]))
    if not found:
        return None
    body: list[tuple[str | Cell, ...]] = []
    for dimension, member, before, after in found[:MOST]:
        name = month(member) if dimension == "month" else named(member, length=30)
        first, second = printed(scale.exact(before)), printed(scale.exact(after))
        body.append((name, TITLES[dimension], number(first), number(second), signed(second - first)))
    dimension, member, before, after = found[0]
    return Table(
        "moved",
        say.moved_claim(month(member) if dimension == "month" else member, after - before, Scale.of(after - before)),
        f"What moved most against the plan, {scale.unit(currency)}",
        ("Part", "Level", "Plan", "Tried", "Change"),
        tuple(body),
        left=(0, 1),
    )


def _told(targets: pd.DataFrame, dimension: str) -> bool:
    return not set(targets[dimension]) <= set(UNTOLD)


def _sums(dimension: str, tried: pd.DataFrame, own: pd.DataFrame) -> pd.DataFrame:
    """Before and after by member, in order of their names."""
    before, after = (of.groupby(dimension)["target"].sum() for of in (own, tried))
    return pd.concat([before, after], axis=1, keys=["before", "after"]).fillna(0).astype("int64").sort_index()
