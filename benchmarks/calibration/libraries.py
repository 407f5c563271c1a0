"""Beside the libraries' own: ETS and a seasonal ARIMA of statsmodels, alone and pooled with the plain Theta.

`.venv/bin/python benchmarks/calibration/libraries.py [EVERY]`: M3, the middle origin, every so-manieth series (12). The
table is kept in docs/forecast.md.
"""

from __future__ import annotations

import sys
import warnings
from multiprocessing import Pool
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).parent))

from report import table
from scoring import DRAWS, SPANS, forecasts, in_range
from series import ORIGINS, YEAR, Trial, trials


def ets(history: pd.Series) -> np.ndarray:
    """ETS(A,Ad,A) in logs: additive errors, damped trend, season."""
    from statsmodels.tsa.exponential_smoothing.ets import ETSModel

    kinds: dict[str, Any] = {"error": "add", "trend": "add", "damped_trend": True, "seasonal": "add"}
    fit = ETSModel(history, seasonal_periods=YEAR, **kinds).fit(disp=False)
    return np.asarray(fit.simulate(YEAR, anchor="end", repetitions=DRAWS, rng=1)).T


def arima(history: pd.Series) -> np.ndarray:
    """ARIMA(0,1,1)(0,1,1)12 in logs, the airline model."""
    from statsmodels.tsa.statespace.sarimax import SARIMAX

    fit = SARIMAX(history, order=(0, 1, 1), seasonal_order=(0, 1, 1, YEAR)).fit(disp=False)
    return np.asarray(fit.simulate(YEAR, anchor="end", repetitions=DRAWS, rng=1)).reshape(YEAR, -1).T


def scored(job: tuple[int, Trial]) -> list[dict[str, Any]]:
    """Rows of ranges and CRPS of one trial."""
    seed, trial = job
    paths, _ = forecasts(trial, seed)
    logs = pd.Series(np.log(trial.seen), index=pd.period_range("2000-01", periods=len(trial.seen), freq="M"))
    span = logs.max() - logs.min() + np.log(10)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, fit in (("statsmodels ETS(A,Ad,A)", ets), ("statsmodels ARIMA(0,1,1)(0,1,1)12", arima)):
            paths[name] = np.exp(np.clip(fit(logs), logs.min() - span, logs.max() + span))
    half = DRAWS // 2
    for name in list(paths)[-2:]:
        paths[f"{name} pooled with the plain Theta"] = np.concatenate([paths[name][:half], paths["plain Theta"][:half]])
    rows = []
    for method, drawn in paths.items():
        for unit, width in SPANS.items():
            sums, came = (part.reshape(*part.shape[:-1], -1, width).sum(axis=-1) for part in (drawn, trial.came))
            rows += [{"method": method, "span": unit} | in_range(sums[:, k], came[k], trial) for k in range(len(came))]
    return rows


def main() -> None:
    """Print the table."""
    every = int(sys.argv[1]) if len(sys.argv) > 1 else 12
    middle = f"{ORIGINS[1]} months before the end"
    chosen = [trial for trial in trials() if trial.collection.startswith("M3 ") and trial.origin == middle]
    chosen = [trial for trial in chosen if trial.seen.min() > 0][::every]
    with Pool() as pool:
        found = pd.DataFrame([row for rows in pool.map(scored, enumerate(chosen), chunksize=2) for row in rows])
    rates = found.groupby(["method", "span"])[["held80", "crps"]].mean()
    naive = rates.loc["seasonal naive", "crps"]
    rows = [
        [
            name,
            *(f"{rates.loc[(name, span), 'held80'] * 100:.0f}" for span in SPANS),
            *(f"{(1 - rates.loc[(name, span), 'crps'] / naive.loc[span]) * 100:.1f}" for span in SPANS),
        ]
        for name in dict.fromkeys(found["method"])
    ]
    print(f"{len(chosen)} series of M3, a year ahead from the middle origin\n")
    print(table(["", "80%: month", "quarter", "year", "skill %: month", "quarter", "year"], rows))


if __name__ == "__main__":
    main()
