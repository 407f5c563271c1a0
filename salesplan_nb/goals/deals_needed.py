"""What one set of deals says of a goal: what open deals bring in its months, and how many to create for the rest."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from salesplan_nb.calendars import Period, months_between, shift
from salesplan_nb.fiscal import MonthCalendar
from salesplan_nb.goals.incidence import WON, Incidence, incidence

NAN = float("nan")


@dataclass(frozen=True)
class Window:
    """A goal's months as days after as_of: the first and the last day on which a win counts, and the months ahead."""

    first: int
    last: int
    months: tuple[str, ...]
    days: tuple[tuple[int, int], ...]
    """First and last day of each month ahead."""

    @classmethod
    def of(cls, period: Period, as_of: str, calendar: MonthCalendar) -> Window:
        """The window of a goal's period."""
        end = calendar.last_day(as_of)

        def after(month: str) -> tuple[int, int]:
            return (calendar.first_day(month) - end).days, (calendar.last_day(month) - end).days

        months = tuple(months_between(shift(as_of, 1), period.last))
        return cls(max(1, after(period.first)[0]), after(period.last)[1], months, tuple(after(m) for m in months))


def won_of_new(curve: Incidence, window: Window) -> NDArray[np.float64]:
    """Wins within the goal's period that a deal a day, created evenly over a month, gives per deal; by month ahead."""
    told = []
    for low, high in window.days:
        created = np.arange(low, high + 1)
        told.append(float((curve.won_by(window.last - created) - curve.won_by(window.first - 1 - created)).mean()))
    return np.asarray(told)


def won_of_open(curve: Incidence, ages: NDArray[np.int64], window: Window) -> NDArray[np.float64]:
    """The chance of each open deal, given that it is still open at its age, to be won within the goal's period.

    Notes
    -----
    [F(end) - F(max(start, age))] / S(age) with F the cumulative incidence of won and S the share still open. A deal
    older than any that ended has none: nothing in the data speaks for it.
    """
    begin = np.maximum(window.first - 1 + ages, ages)
    still = curve.open_at(ages)
    gain = curve.won_by(window.last + ages) - curve.won_by(begin)
    return np.where(still > 1e-12, gain / np.where(still > 1e-12, still, 1.0), 0.0)


@dataclass(frozen=True)
class Needed:
    """What one set of deals says of a goal. Money in cents."""

    value: float
    """Mean amount of a won deal."""
    open_cents: float
    """What open deals bring in the period."""
    wins: float
    """Wins needed beside theirs."""
    a_month: float
    """Deals to create in each month ahead."""
    gives: float
    """Wins in the period of one deal created in each month ahead."""


def needed(
    cohort: pd.DataFrame, waiting: pd.DataFrame, window: Window, asked: float, weights: NDArray[np.float64]
) -> Needed:
    """Deals to create in each month ahead [deals], from one weighting of the cohort.

    Parameters
    ----------
    cohort : DataFrame
        Deals old enough: days, state, amount_cents.
    waiting : DataFrame
        Open deals: age, amount_cents, deals.
    window : Window
        When wins count.
    asked : float
        What deals must bring in the period [cents].
    weights : array
        How many deals each row of the cohort stands for.

    Notes
    -----
    wins = (asked - sum over open deals of amount x chance) / mean won amount; an open deal without an amount counts at
    that mean. Each deal created in month m gives w(m) wins in the period, so the same number in every month is wins /
    sum of w(m): a late month counts by the little that it still gives.
    """
    curve = incidence(cohort["days"].to_numpy(), cohort["state"].to_numpy(), weights)
    won = weights * (cohort["state"] == WON).to_numpy() * cohort["amount_cents"].notna().to_numpy()
    value = float((won * cohort["amount_cents"].fillna(0).to_numpy()).sum() / won.sum()) if won.sum() else NAN
    worth = waiting["amount_cents"].fillna(value).to_numpy() * waiting["deals"].to_numpy()
    open_cents = float((worth * won_of_open(curve, waiting["age"].to_numpy(), window)).sum())
    wins = max(0.0, asked - open_cents) / value if value > 0 else NAN
    gives = float(won_of_new(curve, window).sum())
    return Needed(value, open_cents, wins, wins / gives if gives > 0 else NAN, gives)
