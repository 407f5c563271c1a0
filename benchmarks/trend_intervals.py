"""How often the 95% intervals of trend and season hold the truth, at 36 months with noise that has a memory.

    .venv/bin/python benchmarks/trend_intervals.py [series per row, 400]

Each row simulates series with a known slope (0 or 8% a year) and the sample's season, times first-order autoregressive
noise with a standard deviation of 5% a month. "Hit rate": share of intervals that hold the planted value. "Called":
share of series said to grow or shrink; where the truth is no trend, that is the rate of false claims.
"""

from __future__ import annotations

import sys
import time

import numpy as np

from salesplan_nb.objectives import trend as ours

MONTHS, NOISE = 36, 0.05
SEASON = np.array([6.5, 7.0, 9.0, 7.5, 8.0, 9.5, 7.0, 6.0, 9.5, 8.5, 9.5, 12.0]) / 100 * 12
RUN_UP = 60


def series(memory: float, slope: float, rng: np.random.Generator) -> np.ndarray:
    """A made-up series around 100 a month: line x season x (1 + noise)."""
    shocks = rng.standard_normal(RUN_UP + MONTHS)
    noise = np.zeros_like(shocks)
    for step in range(1, len(shocks)):
        noise[step] = memory * noise[step - 1] + np.sqrt(1 - memory**2) * shocks[step]
    steps = np.arange(MONTHS)
    line = 100 * (1 + slope * (steps - steps.mean()) / 12)
    return line * SEASON[steps % 12] * (1 + NOISE * noise[RUN_UP:])


def row(memory: float, slope: float, count: int) -> tuple[float, float, float, float]:
    """Hit rate of the slope, of the season's indices, share called a trend, and mean width of the slope [points]."""
    hits, index_hits, called, widths = [], [], [], []
    for number in range(count):
        rng = np.random.default_rng([int(memory * 10), int(slope * 100), number])
        found = ours.trend(series(memory, slope, rng), rng)
        low, high = (12 / 100 * bound for bound in found.slope_interval())
        hits.append(low <= slope <= high)
        called.append(low > 0 or high < 0)
        widths.append(high - low)
        bottom, top = found.index_interval()
        index_hits.append(np.mean((bottom <= SEASON) & (top >= SEASON)))
    return tuple(float(np.mean(part)) for part in (hits, index_hits, called, widths))  # type: ignore[return-value]


def main(count: int) -> None:
    """Print the table."""
    error = 100 * (0.95 * 0.05 / count) ** 0.5
    print(f"{MONTHS} months, {count} series a row; standard error of a hit rate of 95%: {error:.1f} points")
    print("memory  slope  hit rate  season's hit rate  called a trend  width [points a year]")
    start = time.perf_counter()
    for slope in (0.0, 0.08):
        for memory in (0.0, 0.2, 0.4, 0.6):
            slope_hits, index_hits, called, width = row(memory, slope, count)
            print(f"{memory:6.1f} {slope:6.0%} {slope_hits:9.1%} {index_hits:18.1%} {called:15.1%} {100 * width:22.1f}")
    print(f"{1000 * (time.perf_counter() - start) / 8 / count:.0f} ms a series")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 400)
