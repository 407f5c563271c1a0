"""The months that profiles are made of: the latest twelve, and the twelve before where the history has them."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from salesplan_nb.calendars import Period, shift

MONTHS = 12


@dataclass(frozen=True)
class Window:
    """The latest months and, for comparison, as many before; `before` is None with fewer than 24 months of history."""

    now: Period
    before: Period | None

    @classmethod
    def until(cls, as_of: str, first: str) -> Window:
        """The window of a history that runs from `first` to `as_of`.

        Examples
        --------
        >>> Window.until("2026-10", "2024-01").now.name
        'Nov 2025 to Oct 2026'
        """
        now = Period(shift(as_of, 1 - MONTHS), as_of)
        before = now.shifted(-MONTHS)
        return cls(Period(max(first, now.first), as_of), before if first <= before.first else None)

    def sums(self, monthly: pd.DataFrame, by: str, column: str) -> tuple[pd.Series, pd.Series]:
        """Sum of a column by member over the latest months, and over those before (empty without them).

        Parameters
        ----------
        monthly : DataFrame
            One row per month and member, columns month, `by`, `column`.
        by, column : str
            What tells members apart, and what is summed.
        """
        return _sum(monthly, self.now, by, column), _sum(monthly, self.before, by, column)


def bought(customers: pd.DataFrame) -> pd.Series:
    """Who ordered in the last 12 months, from counts of orders or, where orders have no ids, from amounts."""
    return (customers["orders"] > 0) | (customers["amount_cents"] != 0)


def bought_before(customers: pd.DataFrame) -> pd.Series:
    """Who ordered in the 12 months before those, likewise."""
    return (customers["orders_before"] > 0) | (customers["before_cents"] != 0)


def _sum(monthly: pd.DataFrame, period: Period | None, by: str, column: str) -> pd.Series:
    inside = monthly["month"].isin(period.months if period else [])
    return monthly[inside].groupby(by)[column].sum()


def ratio(part: float, whole: float) -> float:
    """A share [fraction]; NaN of nothing.

    Examples
    --------
    >>> ratio(1, 4), ratio(1, 0)
    (0.25, nan)
    """
    return part / whole if whole else float("nan")
