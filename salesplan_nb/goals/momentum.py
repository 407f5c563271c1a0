"""What happens if nothing changes: joint paths of the total, and of every region and product family within it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from salesplan_nb.calendars import Period, months_between, shift
from salesplan_nb.goals.backtest import Backtest
from salesplan_nb.goals.coherence import Paths, compared_ways, member_table, part_paths
from salesplan_nb.goals.forecast import sample_paths
from salesplan_nb.goals.one_offs import Regular
from salesplan_nb.goals.result import Goals
from salesplan_nb.results import framed
from salesplan_nb.workspace.plan import PARTS, Goal

DRAWS = 2000
"""Joint paths that go on to the later stages: a chance of one half is then known to about a point."""
TOTAL = "total"


@dataclass(frozen=True)
class Momentum:
    """The forecast of a run.

    `history` (as booked) and `paths` (draws, months ahead) are in whole cents; `months` are those ahead; `forecast` is
    the table of the result; `method` made it; `members` are its parts by scope, 'region: DACH', path by path, made in
    the ways that the table `coherence` says.
    """

    history: pd.Series
    paths: Paths
    months: tuple[str, ...]
    forecast: pd.DataFrame
    method: str
    members: Mapping[str, Momentum] = field(default_factory=dict)
    coherence: pd.DataFrame = field(default_factory=lambda: framed(Goals, "coherence", []))

    def of(self, scope: str) -> Momentum:
        """The forecast of a scope: 'total', or a member such as 'region: DACH'.

        Raises
        ------
        KeyError
            Where the member sold nothing in the twelve months to as_of.
        """
        return self if scope == TOTAL else self.members[scope]

    @property
    def as_of(self) -> str:
        """Last month of the history."""
        return str(self.history.index[-1])

    @property
    def history_table(self) -> pd.DataFrame:
        """The table `history` of the result."""
        months = self.history.index.astype(str)
        return framed(Goals, "history", pd.DataFrame({"month": months, "amount_cents": self.history.to_numpy()}))

    @property
    def paths_table(self) -> pd.DataFrame:
        """The table `paths` of the result: a row per draw and month."""
        draws, ahead = self.paths.shape
        rows = {
            "draw": np.repeat(np.arange(draws), ahead),
            "month": np.tile(np.asarray(self.months, dtype=object), draws),
            "amount_cents": self.paths.reshape(-1),
        }
        return framed(Goals, "paths", pd.DataFrame(rows))

    def known(self, period: Period) -> int:
        """Actual amount [cents] of the period's months up to as_of."""
        months = self.history.index.astype(str)
        return int(self.history.to_numpy()[[month in period for month in months]].sum())

    def ahead(self, period: Period) -> Paths:
        """Sums [cents] over the period's months after as_of, one per path; zeros where there are none."""
        inside = [month in period for month in self.months]
        return np.asarray(self.paths[:, inside].sum(axis=1), dtype=np.int64)

    def covers(self, period: Period) -> bool:
        """Whether every month of the period is in the history or ahead."""
        return str(self.history.index[0]) <= period.first and period.last <= (self.months or (self.as_of,))[-1]


def last_month(goals: Sequence[Goal], year: Period) -> str:
    """The last month to forecast: the end of the planning year or of the goal that ends last."""
    return max([year.last, *(goal.period.last for goal in goals if goal.period is not None)])


def months_ahead(as_of: str, last: str) -> list[str]:
    """The months after as_of to a last one; at least one."""
    return months_between(shift(as_of, 1), max(last, shift(as_of, 1)))


def momentum(
    regular: Regular,
    last: str,
    *,
    tested: Backtest,
    rng: np.random.Generator,
    draws: int = DRAWS,
) -> Momentum:
    """Joint sample paths of the total to a last month, and what they mean for every part of it.

    Parameters
    ----------
    regular : Regular
        The monthly total [cents] to as_of, as booked and without one-offs, and its cells by any of `PARTS`, in
        any order.
    last : str
        Last month ahead; at least one month is forecast.
    tested : Backtest
        Of the history without one-offs: its method and width are used.
    rng : numpy.random.Generator
        The source of chance.
    draws : int
        Number of paths.

    Notes
    -----
    Regions, families, channels and reps each add up to the total's paths to the cent; `part_paths` says how, and
    `compared_ways` which way. Means add up to a cent a scope; 10, 50 and 90% points need not.
    """
    history, cells = regular.history, regular.parts
    as_of = str(history.index[-1])
    months = months_ahead(as_of, last)
    paths = np.rint(sample_paths(history, len(months), draws=draws, rng=rng, tested=tested)).astype(np.int64)
    members, tests = {}, []
    for dimension in PARTS:
        table = member_table(cells, dimension, list(history.index.astype(str))) if dimension in cells else None
        if table is None or table.empty:
            continue
        amounts = table.to_numpy(dtype=float)
        ways = compared_ways(amounts, dimension, rng)
        tests.append(ways)
        parts = part_paths(amounts, paths, str(ways.loc[ways["used"], "way"].iloc[0]), rng)
        for name, past, part in zip(table.columns, amounts.T, parts, strict=True):
            scope = f"{dimension}: {name}"
            own = pd.Series(past, history.index)
            members[scope] = Momentum(own, part, tuple(months), _summary(scope, part, months), tested.chosen)
    forecast = pd.concat([_summary(TOTAL, paths, months), *(member.forecast for member in members.values())])
    return Momentum(
        regular.booked.round(),
        paths,
        tuple(months),
        framed(Goals, "forecast", forecast),
        tested.chosen,
        members,
        framed(Goals, "coherence", pd.concat(tests) if tests else []),
    )


def _summary(scope: str, paths: Paths, months: list[str]) -> pd.DataFrame:
    p10, p50, p90 = np.rint(np.quantile(paths, [0.1, 0.5, 0.9], axis=0))
    return pd.DataFrame(
        {"scope": scope, "month": months, "mean": np.rint(paths.mean(axis=0)), "p10": p10, "p50": p50, "p90": p90}
    )
