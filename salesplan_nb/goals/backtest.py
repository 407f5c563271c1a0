"""Forecasts of months that had not been seen, on this company's own history: the test that a method must pass."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from salesplan_nb.goals.methods import NAIVE, candidates, method_paths
from salesplan_nb.goals.result import Goals
from salesplan_nb.goals.scores import crps, seasonal_scale, skill
from salesplan_nb.goals.season import FULL_HISTORY, YEAR, Values
from salesplan_nb.goals.width import Evidence, standardised, widened
from salesplan_nb.money import CENTS_PER_UNIT
from salesplan_nb.results import framed

DRAWS = 400
"""Paths per origin of a backtest."""
ORIGINS = 24
"""At most so many origins, every month, every second or every third back to six years."""
HORIZONS = {"month": 1, "quarter": 3, "year": YEAR}
CHANGES = (0.0, 0.05, 0.1, 0.2)
"""Goals against the same months a year before for which chances are tested [fraction]."""


@dataclass(frozen=True)
class Backtest:
    """What rolling origins said about each method.

    `table`, `errors` and `chances` are those of the result `Goals`; `chosen` is the method that has earned its use,
    `reference` the one to beat; `width` what its ranges are stretched by; `first_origin` the last month of the
    shortest training history, '' where the history allows no test; `history` is what was tested on, monthly [cents].
    """

    table: pd.DataFrame
    errors: pd.DataFrame
    chances: pd.DataFrame
    chosen: str
    reference: str
    width: float
    first_origin: str
    history: pd.Series


def first_training(months: int) -> int:
    """Months of the shortest training history; as many as there are where nothing can be held out.

    24 where the history has 36, and then at most six years of origins; of shorter ones the last twelve months at most
    are held out, and sixteen are kept for a season, six without one.
    """
    if months >= 3 * YEAR:
        return max(FULL_HISTORY, months - 3 * ORIGINS)
    kept = 16 if months >= FULL_HISTORY else 6
    return min(months, max(kept, months - YEAR))


def origins(months: int) -> list[int]:
    """Lengths of the training histories, rising: the last holds out one month, steps are 1, 2 or 3 months."""
    first = first_training(months)
    step = -(-(months - first) // ORIGINS) or 1
    return list(range(months - 1, first - 1, -step))[::-1]


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
    From each origin a method sees only what was known then, and its ranges are stretched by what its own errors known
    by then say (`Evidence`). Held out are the next month, and the sums of the next three and twelve (these overlap).
    The gate: a method replaces the reference only where its skill, 1 - CRPS / CRPS of the reference, averaged over
    the month and the quarter, is above zero. The reference is the seasonal naive, or the recent level under 24 months,
    where no season is claimed and skill against the seasonal naive cannot be told (NaN). MASE is that of the median
    against last year's month (last month's value under 24 months) within the training history. Chances are those of
    `CHANGES` against the same months a year before.
    """
    values, months = np.asarray(history, dtype=float), history.index.astype(str)
    names, evidence = candidates(len(values)), {name: Evidence() for name in candidates(len(values))}
    found = [row for name in names for row in _trials(name, values, evidence[name], rng)]
    trials = pd.DataFrame([row | {"origin": months[row["at"] - 1]} for row in found], columns=[*_COLUMNS, "origin"])
    scores = _scores(trials, names)
    chosen = _gate(scores, names)
    scores = scores[scores["trials"] > 0].copy()
    scores["used"] = scores["method"] == chosen
    scores["skill"] = scores["skill"] if names[0] == NAIVE else float("nan")
    used = trials[trials["method"] == chosen]
    errors = used.assign(**{column: used[column[: -len("_cents")]].round() for column in _CENTS})
    return Backtest(
        table=framed(Goals, "backtest", scores),
        errors=framed(Goals, "errors", errors if len(errors) else []),
        chances=framed(Goals, "chances", [row for trial in used.to_dict("records") for row in _chances(trial)]),
        chosen=chosen,
        reference=names[0],
        width=evidence[chosen].factor(len(values)),
        first_origin=str(trials["origin"].min()) if len(trials) else "",
        history=history,
    )


_COLUMNS = ["method", "at", "horizon", "outcome", "p10", "p50", "p90", "inside", "crps", "scaled", "odds", "reached"]
_CENTS = ["outcome_cents", "p10_cents", "p50_cents", "p90_cents"]


def _trials(method: str, values: Values, evidence: Evidence, rng: np.random.Generator) -> Iterator[dict[str, Any]]:
    for at in origins(len(values)):
        seen, ahead = values[:at], values[at:]
        raw = method_paths(method, seen, max(HORIZONS.values()), DRAWS, rng)
        factor = evidence.factor(at)
        paths = widened(raw, factor)
        known = [width for width in HORIZONS.values() if width <= len(ahead)]
        for horizon, width in HORIZONS.items():
            if width in known:
                row = _trial(paths[:, :width].sum(axis=1), float(ahead[:width].sum()), seen, width)
                plain = np.quantile(raw[:, :width].sum(axis=1), [0.1, 0.5, 0.9])
                evidence.known.append((at + width, standardised(row["outcome"], *plain) ** 2, 1 / len(known)))
                yield {"method": method, "at": at, "horizon": horizon, **row}


def _trial(sums: NDArray[np.float64], outcome: float, seen: Values, width: int) -> dict[str, Any]:
    p10, p50, p90 = np.quantile(sums, [0.1, 0.5, 0.9])
    totals = np.lib.stride_tricks.sliding_window_view(seen, width).sum(axis=1) if len(seen) >= width else seen[:0]
    scale = seasonal_scale(totals, YEAR if len(seen) > YEAR + width else width)
    base = float(seen[-YEAR:][:width].sum()) if len(seen) >= YEAR else 0.0
    goals = [base * (1 + change) for change in CHANGES] if base > 0 else []
    return {
        "outcome": outcome,
        "p10": p10,
        "p50": p50,
        "p90": p90,
        "inside": bool(p10 <= outcome <= p90),
        "crps": crps(sums, outcome),
        "scaled": abs(outcome - p50) / scale if scale > 0 else float("nan"),
        "odds": [float((sums >= goal).mean()) for goal in goals],
        "reached": [outcome >= goal for goal in goals],
    }


def _chances(trial: dict[Any, Any]) -> Iterator[tuple[object, ...]]:
    for change, chance, reached in zip(CHANGES, trial["odds"], trial["reached"], strict=False):
        yield trial["origin"], trial["horizon"], change, chance, reached


def _scores(trials: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
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
                    "above": int((held["outcome"] > held["p50"]).sum()),
                    "crps": score / CENTS_PER_UNIT,
                    "skill": skill(score, reference),
                    "mase": float(held["scaled"].mean()) if len(held) else float("nan"),
                }
            )
    return pd.DataFrame(rows).sort_values("method", key=lambda m: m.map(list(names).index), kind="stable")


GATE = ("month", "quarter")
"""Horizons that the gate looks at: years overlap too much to choose by."""


def _gate(scores: pd.DataFrame, names: Sequence[str]) -> str:
    near = scores[scores["horizon"].isin(GATE)]
    gains = {name: float(near.loc[near["method"] == name, "skill"].mean()) for name in names[1:]}
    best = max(gains, key=lambda name: gains[name] if gains[name] == gains[name] else -1.0, default=names[0])
    return best if gains.get(best, 0.0) > 0 else names[0]
