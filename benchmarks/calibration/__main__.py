"""Whether probabilities came true, on real series: `.venv/bin/python benchmarks/calibration [EVERY]`.

Every trial of series.py is forecast by `sample_paths` as the notebook does (backtest, gate and width included), by the
plain NumPy Theta and by the textbook's seasonal naive. EVERY takes each so-manieth series only. The tables go to
docs/calibration.md (of all series alone).
"""

from __future__ import annotations

import sys
from multiprocessing import Pool
from pathlib import Path

import pandas as pd

sys.path.insert(0, str(Path(__file__).parent))

from cost import cost_rows, same_bytes
from page import page
from scoring import scored
from series import trials


def main() -> None:
    """Run, and write or print the page."""
    every = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    known = trials()
    names = sorted({trial.name for trial in known})[::every]
    chosen = [trial for trial in known if trial.name in set(names)]
    with Pool() as pool:
        found = pool.map(scored, list(enumerate(chosen)), chunksize=8)
    ranges = pd.DataFrame([row for rows, _ in found for row in rows])
    chances = pd.DataFrame([row | {"trial": k} for k, (_, rows) in enumerate(found) for row in rows])
    text = page(ranges, chances, len(names), cost_rows(chosen), same_bytes())
    if every == 1:
        (Path(__file__).parents[2] / "docs" / "calibration.md").write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
