"""What goals are shared by, beside the bases that the plan names."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from salesplan_nb.fiscal import PlanYear


@dataclass(frozen=True)
class Ground:
    """The data and the company's months.

    Parameters
    ----------
    history : Series
        Monthly total [cents] with a period index; ends at as_of.
    cells : DataFrame
        month, region, product_family, amount_cents, in any order; channel, where the breakdown asks for it.
    year : PlanYear
        Where quarters begin, and which days a month has.
    accounts : DataFrame
        `Cube.accounts()`, for the basis `potential`.
    currency : str
        The plan's: where it has no minor unit, cells are whole units.
    """

    history: pd.Series
    cells: pd.DataFrame
    year: PlanYear
    accounts: pd.DataFrame
    currency: str

    @property
    def as_of(self) -> str:
        """Last month of the data."""
        return str(self.history.index[-1])
