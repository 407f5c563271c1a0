"""How often the check of the last month cries wolf, and how often it tells a month of which a part is missing.

    .venv/bin/python benchmarks/late_load.py [origins apart, 7]

Every series of the M3 competition is cut at many months, and the check asked about the last one: as it was (a call is a
false alarm: nothing came late there), and with a part of it taken away. SALESPLAN_REAL_DATA names the folder of data.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd

from salesplan_nb.intake.checks.late import SHORTEST, YEAR, expected

FOLDER = Path(os.environ.get("SALESPLAN_REAL_DATA", Path(__file__).parents[2] / "shared" / "data"))
LEFT = (1.0, 0.9, 0.7, 0.5, 0.3)
"""Shares of the last month that arrived."""


def series() -> list[np.ndarray]:
    """The series of the competition, in cents, those without a zero."""
    rows = pd.read_parquet(FOLDER / "m3_monthly" / "m3_monthly_half.parquet").sort_values(["series", "t"])
    found = [(group["value"] * 100).round().astype("int64").to_numpy() for _, group in rows.groupby("series")]
    return [values for values in found if (values > 0).all()]


def main(apart: int) -> None:
    """Print the table."""
    start, every = time.perf_counter(), series()
    print(
        f"{len(every)} series, one month in {apart}: share of last months that are called low, by what was left of them"
    )
    print("history              months   " + "".join(f"{left:>9.0%}" for left in LEFT))
    for name, first, last in (
        ("9 to 24 months", SHORTEST, 2 * YEAR),
        ("25 to 36 months", 2 * YEAR + 1, 3 * YEAR),
        ("longer", 3 * YEAR + 1, 1000),
    ):
        cuts = [values[:end] for values in every for end in range(first, min(last, len(values)) + 1, apart)]
        called = [
            np.mean([expected([*cut[:-1].tolist(), int(cut[-1] * left)]) is not None for cut in cuts]) for left in LEFT
        ]
        print(f"{name:20} {len(cuts):6}   " + "".join(f"{share:9.2%}" for share in called))
    print(f"{time.perf_counter() - start:.0f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
