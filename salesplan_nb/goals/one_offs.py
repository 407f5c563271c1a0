"""The history that a forecast may learn from: less what was declared to have happened once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from salesplan_nb.allocate import shares
from salesplan_nb.errors import PlanError
from salesplan_nb.workspace.one_off_cells import cells_of
from salesplan_nb.workspace.plan import OneOff


@dataclass(frozen=True)
class Regular:
    """Monthly totals [cents], as booked and without one-offs, and the cells without them.

    `parts` has month, dimensions and amount_cents.
    """

    booked: pd.Series
    history: pd.Series
    parts: pd.DataFrame


def regular(booked: pd.Series, parts: pd.DataFrame, one_offs: Sequence[OneOff]) -> Regular:
    """The history without what was declared to have happened once.

    Parameters
    ----------
    booked : Series
        Monthly total [cents] with a period index.
    parts : DataFrame
        month, amount_cents and any dimensions: the same amounts by cell.
    one_offs : sequence of OneOff
        The plan's.

    Raises
    ------
    PlanError
        `one-off-unknown` where the history has no such month or cell; `one-off-too-large` where more is taken out
        than the cells of that month hold.

    Notes
    -----
    An amount is taken out of the cells of its month, region and family in proportion to what each holds, to the cent.
    """
    months, left = booked.index.astype(str), parts.reset_index(drop=True)
    amounts = left["amount_cents"].to_numpy(dtype=np.int64).copy()
    for one in one_offs:
        cells = cells_of(one, left)
        positive = np.maximum(amounts[cells], 0)
        if one.month not in set(months) or not positive.sum():
            raise PlanError(
                "one-off-unknown",
                message=f"plan.yml, one_offs: {one.what} has no sales",
                context=[f"history: {months[0]} to {months[-1]}"],
                hint="correct month, region or product_family, or take the one-off out",
            )
        if one.amount > positive.sum():
            raise PlanError(
                "one-off-too-large",
                message=f"plan.yml, one_offs: {one.amount / 100:,.2f} is more than the sales of {one.what}",
                context=[f"booked there: {int(positive.sum()) / 100:,.2f}"],
                hint="write what was made once, at most what was booked",
            )
        amounts[cells] -= shares(one.amount, positive)
    taken = pd.Series(parts["amount_cents"].to_numpy() - amounts).groupby(left["month"]).sum()
    history = booked - taken.reindex(months, fill_value=0).to_numpy(float)
    return Regular(booked, history, left.assign(amount_cents=amounts))
