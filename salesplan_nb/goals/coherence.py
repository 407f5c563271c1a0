"""Forecasts of the parts that add up to the total's, path by path, by the way that has held better on past months."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from salesplan_nb.goals.backtest import HORIZONS, origins
from salesplan_nb.goals.methods import SMOOTHING, method_paths
from salesplan_nb.goals.result import Goals
from salesplan_nb.goals.scores import crps
from salesplan_nb.goals.season import FULL_HISTORY, YEAR, Values
from salesplan_nb.money import CENTS_PER_UNIT
from salesplan_nb.results import framed

SHARES, OWN = "shares of the total", "own forecasts"
MOST = 20
"""Members that are forecast one by one; of more, each holds too little to show a season of its own."""
TESTS = 8
"""Origins of the test: it asks twice as many forecasts as members at each."""
DRAWS = 200
CLEARLY = 0.02
"""How much lower the error of own forecasts must be [fraction]: so few origins tell small differences by luck."""

Paths = NDArray[np.int64]


def compared_ways(amounts: Values, dimension: str, rng: np.random.Generator) -> pd.DataFrame:
    """The table `coherence` of the result, of one dimension: how well each way forecast its members.

    Parameters
    ----------
    amounts : array
        Months x members [cents].
    dimension : str
        For the table.
    rng : numpy.random.Generator
        The source of chance.

    Notes
    -----
    From up to `TESTS` origins the sum of the next three months of every member is forecast both ways, with the total
    from smoothing; the score is the CRPS summed over members. Own forecasts are used where theirs is clearly lower.
    """
    months, members = amounts.shape
    width, rows = HORIZONS["quarter"], []
    possible = FULL_HISTORY + width <= months and 1 < members <= MOST and (amounts >= 0).all()
    ats = [at for at in origins(months) if at + width <= months][-TESTS * width :: width] if possible else []
    if not ats:
        return framed(Goals, "coherence", [(dimension, SHARES, 0, float("nan"), True)])
    for way in (SHARES, OWN):
        score = 0.0
        for at in ats:
            seen, came = amounts[:at], amounts[at : at + width].sum(axis=0)
            total = method_paths(SMOOTHING, seen.sum(axis=1), width, DRAWS, rng)
            parts = part_paths(seen, total, way, rng).sum(axis=2)
            score += sum(crps(parts[k].astype(float), float(came[k])) for k in range(members))
        rows.append((dimension, way, len(ats), score / len(ats) / CENTS_PER_UNIT))
    best = OWN if rows[1][3] < (1 - CLEARLY) * rows[0][3] else SHARES
    return framed(Goals, "coherence", [(*row, row[1] == best) for row in rows])


def part_paths(amounts: Values, total: NDArray[np.float64] | Paths, way: str, rng: np.random.Generator) -> Paths:
    """Paths (members, draws, months ahead) [cents] of the parts that add up to the total's, path by path.

    Parameters
    ----------
    amounts : array
        Months x members [cents], to the month before the paths; those of the last year must not all be zero.
    total : array
        Paths (draws, months ahead) of the sum of members [cents].
    way : str
        `SHARES` or `OWN`.
    rng : numpy.random.Generator
        The source of chance.

    Notes
    -----
    Shares: each path takes a run of past months, drawn with its starting point from the last twelve, and shares the
    total as they did; in months in which a member or the total was not positive the shares of all twelve stand in. So
    ranges hold the total's doubt and that of the mix. Own forecasts: each member is smoothed by itself, and what
    their sum lacks of the total is shared by the variances of the months ahead, the reconciliation of Wickramasuriya
    et al. with the total taken as it is and errors that do not hang together; then nothing is left below zero. Both
    round at the edges between members, so that parts sum to the path to the cent.

    References
    ----------
    S. L. Wickramasuriya, G. Athanasopoulos and R. J. Hyndman (2019), Optimal forecast reconciliation for hierarchical
    and grouped time series through trace minimization, JASA 114, 804-819, section 2.
    """
    shares = _own_shares(amounts, total, rng) if way == OWN else _past_shares(amounts, total, rng)
    edges = np.concatenate([np.zeros((1, *total.shape)), np.cumsum(shares, axis=0)])
    edges[-1] = 1.0
    return np.asarray(np.diff(np.rint(total * edges).astype(np.int64), axis=0))


def _past_shares(amounts: Values, total: NDArray[np.float64] | Paths, rng: np.random.Generator) -> Values:
    recent = amounts[-YEAR:]
    plain = (recent >= 0).all(axis=1) & (recent.sum(axis=1) > 0)
    positive = np.maximum(recent, 0.0)
    monthly = np.where(plain[:, None], positive, positive.sum(axis=0))
    shares = monthly / monthly.sum(axis=1, keepdims=True)
    draws, ahead = total.shape
    rows = (rng.integers(0, len(shares), size=(draws, 1)) + np.arange(ahead)) % len(shares)
    return np.asarray(np.moveaxis(shares[rows], 2, 0))


def _own_shares(amounts: Values, total: NDArray[np.float64] | Paths, rng: np.random.Generator) -> Values:
    draws, ahead = total.shape
    own = np.stack([method_paths(SMOOTHING, part, ahead, draws, rng) for part in amounts.T])
    spread = own.var(axis=1, keepdims=True)
    whole = spread.sum(axis=0)
    weight = np.where(whole > 0, spread / np.where(whole > 0, whole, 1.0), 1 / len(own))
    parts = np.maximum(own + weight * (total - own.sum(axis=0)), 0.0)
    sums = parts.sum(axis=0)
    return np.asarray(parts / np.where(sums > 0, sums, 1.0))


def member_table(cells: pd.DataFrame, dimension: str, months: Sequence[str]) -> pd.DataFrame:
    """Amounts [cents], a row per month and a column per member that sold in the last twelve months, largest first."""
    table = cells.pivot_table(index="month", columns=dimension, values="amount_cents", aggfunc="sum", fill_value=0)
    table = table.reindex(list(months), fill_value=0)
    recent = table.iloc[-YEAR:]
    sums: dict[str, int] = {str(name): int(recent[name].clip(lower=0).sum()) for name in table.columns}
    return table.loc[:, sorted((name for name in sums if sums[name] > 0), key=lambda name: (-sums[name], name))]
