"""How often ranges of the forecast held on real monthly series, and its skill.

`.venv/bin/python benchmarks/forecast_hit_rate.py`: M3 monthly (SALESPLAN_REAL_DATA or ../shared/data), every seventh
series, three origins each, whole and cut to 36, 24 and 10 months. What is measured is what `sample_paths` does, gate
included, against the textbook's seasonal naive with errors resampled independently. CRPS is in units of the series'
mean month.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

import numpy as np
import pandas as pd

from salesplan_nb.goals import backtest
from salesplan_nb.goals.backtest import method_paths
from salesplan_nb.goals.naive import seasonal_naive
from salesplan_nb.goals.scores import crps

EVERY = 7
ORIGINS = (12, 15, 18)
LENGTHS = (0, 36, 24, 10)
SPANS = {"month": 1, "quarter": 3, "year": 12}


def trials(values: np.ndarray, back: int, length: int) -> list[tuple[object, ...]]:
    """Held-out sums of one series from one origin: gated forecast, its method, the textbook's naive."""
    seen, after = values[:-back], values[len(values) - back :]
    seen, rng = seen[-length:], np.random.default_rng(2027)
    history = pd.Series(seen, index=pd.period_range("2000-01", periods=len(seen), freq="M"))
    chosen = backtest(history, rng=rng).chosen
    gated = method_paths(chosen, seen, 12, 1000, rng)
    naive = np.maximum(seasonal_naive(seen, 12, 1000, rng, block=1), 0) if len(seen) > 13 else gated
    rows: list[tuple[object, ...]] = []
    for span, months in SPANS.items():
        outcome, scale = after[:months].sum(), months * abs(seen).mean()
        sums, other = gated[:, :months].sum(axis=1), naive[:, :months].sum(axis=1)
        low, high = np.quantile(sums, [0.1, 0.9])
        ours, theirs = crps(sums, outcome) / scale, crps(other, outcome) / scale
        rows.append((back, chosen, span, low <= outcome <= high, ours, theirs))
    return rows


def main() -> None:
    """Print a table per length of history."""
    folder = Path(os.environ.get("SALESPLAN_REAL_DATA", Path(__file__).parents[2] / "shared" / "data"))
    table = pd.read_parquet(folder / "m3_monthly" / "m3_monthly_half.parquet").sort_values(["series", "t"])
    every = [group.to_numpy(float) for _, group in table.groupby("series").value]
    for length in LENGTHS:
        start = time.perf_counter()
        rows = [row for values in every[::EVERY] for back in ORIGINS for row in trials(values, back, length)]
        seconds = (time.perf_counter() - start) / (len(rows) / len(SPANS))
        found = pd.DataFrame(rows, columns=["origin", "method", "span", "held", "crps", "naive"])
        size = f"{len(every[::EVERY])} series x {len(ORIGINS)} origins"
        print(f"\n{length or 'all'} months, {size}, {seconds * 1000:.0f} ms a call")
        used = found.drop_duplicates(["method"]).method
        print("used:", ", ".join(f"{name} {(found.method == name).mean():.0%}" for name in used))
        for span, part in found.groupby("span", sort=False):
            origin = ", ".join(f"{share:.0%}" for share in part.groupby("origin").held.mean())
            skill = 1 - part.crps.mean() / part.naive.mean()
            gain = f"skill {skill:+.1%}" if length != 10 else ""
            held, score = part.held.mean(), part.crps.mean()
            print(f"  {span:8} ranges held {held:.1%} (by origin {origin})  CRPS {score:.4f}  {gain}")


if __name__ == "__main__":
    main()
