"""Forecasts of months that had not been seen, on this company's own history: the test that a method must pass."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from salesplan_nb.goals.naive import recent_level, seasonal_naive
from salesplan_nb.goals.result import Goals
from salesplan_nb.goals.scores import crps, seasonal_scale, skill
from salesplan_nb.goals.season import FULL_HISTORY, YEAR, Values
from salesplan_nb.goals.theta import theta
from salesplan_nb.money import CENTS_PER_UNIT
from salesplan_nb.results import framed

Method = Callable[[Values, int, int, np.random.Generator], NDArray[np.float64]]
METHODS: dict[str, Method] = {"seasonal naive": seasonal_naive, "theta": theta, "recent level": recent_level}
DRAWS = 400
"""Paths per origin of a backtest."""
ORIGINS = 24
"""At most so many of the latest origins: what a method did many years ago does not earn it this year."""
HORIZONS = {"month": 1, "quarter": 3}


@dataclass(frozen=True)
class Backtest:
    """What rolling origins said about each method.

    `table` and `errors` are those of the result `Goals`; `chosen` is the method that has earned its use, `reference`
    the one to beat; `first_origin` the last month of the shortest training history, '' where the history allows no
    test.
    """

    table: pd.DataFrame
    errors: pd.DataFrame
    chosen: str
    reference: str
    first_origin: str


def candidates(months: int) -> tuple[str, ...]:
    """Methods that a history of so many months can bear; the first is the one to beat."""
    if months >= FULL_HISTORY:
        return ("seasonal naive", "theta")
    return ("recent level", "theta") if months >= YEAR else ("recent level",)


def first_training(months: int) -> int:
    """Months of the shortest training history; as many as there are where nothing can be held out.

    24 where the history has 36; of shorter ones the last twelve months at most are held out, and sixteen are kept for a
    season, six without one.
    """
    if months >= 3 * YEAR:
        return max(FULL_HISTORY, months - ORIGINS)
    kept = 16 if months >= FULL_HISTORY else 6
    return min(months, max(kept, months - YEAR))


def method_paths(
    method: str, values: Values, horizon: int, draws: int, rng: np.random.Generator
) -> NDArray[np.float64]:
    """Paths (draws, horizon) of a named method; never negative where the history is not."""
    paths = METHODS[method](values, horizon, draws, rng)
    return np.maximum(paths, 0.0) if (values >= 0).all() else paths


def backtest(history: pd.Series, *, rng: np.random.Generator) -> Backtest:
    """Rolling-origin scores of every method that the history can bear, and the one that has earned its use.

    Parameters
    ----------
    history : Series
        Monthly amounts [cents] with a period index without gaps.
    rng : numpy.random.Generator
        The source of chance.

    Notes
    -----
    From each origin a method sees only what was known then. Held out are the next month, and the sum of the next three
    (these overlap: four in twelve are independent). The gate: a method replaces the reference only where its skill,
    1 - CRPS / CRPS of the reference, averaged over the two horizons, is above zero. The reference is the seasonal
    naive, or the recent level under 24 months, where no season is claimed and skill against the seasonal naive cannot
    be told (NaN). MASE is that of the median against last year's month (last month's value under 24 months) within
    the training history.
    """
    values, months = np.asarray(history, dtype=float), history.index.astype(str)
    names, start = candidates(len(values)), first_training(len(values))
    trials = pd.DataFrame([row for name in names for row in _trials(name, values, start, rng)], columns=_COLUMNS)
    scores = _scores(trials, names)
    chosen = _gate(scores, names)
    scores = scores[scores["trials"] > 0].copy()
    scores["used"] = scores["method"] == chosen
    seasonal = names[0] == "seasonal naive"
    scores["skill"] = scores["skill"] if seasonal else float("nan")
    of_chosen = trials[trials["method"] == chosen]
    errors = of_chosen.assign(
        origin=[months[at - 1] for at in of_chosen["at"]],
        **{column: of_chosen[column[: -len("_cents")]].round() for column in _CENTS},
    )
    return Backtest(
        table=framed(Goals, "backtest", scores),
        errors=framed(Goals, "errors", errors if len(errors) else []),
        chosen=chosen,
        reference=names[0],
        first_origin=months[start - 1] if len(trials) else "",
    )


_COLUMNS = ["method", "at", "horizon", "outcome", "p10", "p50", "p90", "inside", "crps", "scaled"]
_CENTS = ["outcome_cents", "p10_cents", "p50_cents", "p90_cents"]


def _trials(method: str, values: Values, start: int, rng: np.random.Generator) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    for at in range(start, len(values)):
        seen = values[:at]
        paths = method_paths(method, seen, max(HORIZONS.values()), DRAWS, rng)
        for horizon, width in HORIZONS.items():
            if at + width > len(values):
                continue
            sums, outcome = paths[:, :width].sum(axis=1), float(values[at : at + width].sum())
            p10, p50, p90 = np.quantile(sums, [0.1, 0.5, 0.9])
            totals = np.lib.stride_tricks.sliding_window_view(seen, width).sum(axis=1)
            scale = seasonal_scale(totals, YEAR if at > YEAR + width else width)
            scaled = abs(outcome - p50) / scale if scale > 0 else float("nan")
            inside = bool(p10 <= outcome <= p90)
            rows.append((method, at, horizon, outcome, p10, p50, p90, inside, crps(sums, outcome), scaled))
    return rows


def _scores(trials: pd.DataFrame, names: tuple[str, ...]) -> pd.DataFrame:
    rows = []
    for horizon in HORIZONS:
        reference = float("nan")
        for name in names:
            held = trials[(trials["method"] == name) & (trials["horizon"] == horizon)]
            score = float(held["crps"].mean()) if len(held) else float("nan")
            reference = score if name == names[0] else reference
            rows.append(
                {
                    "method": name,
                    "horizon": horizon,
                    "trials": len(held),
                    "hits": int(held["inside"].sum()),
                    "crps": score / CENTS_PER_UNIT,
                    "skill": skill(score, reference),
                    "mase": float(held["scaled"].mean()) if len(held) else float("nan"),
                }
            )
    return pd.DataFrame(rows).sort_values("method", key=lambda m: m.map(names.index), kind="stable")


def _gate(scores: pd.DataFrame, names: tuple[str, ...]) -> str:
    gains = {name: float(scores.loc[scores["method"] == name, "skill"].mean()) for name in names[1:]}
    best = max(gains, key=lambda name: gains[name] if gains[name] == gains[name] else -1.0, default=names[0])
    return best if gains.get(best, 0.0) > 0 else names[0]
