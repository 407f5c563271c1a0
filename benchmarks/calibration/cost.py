"""What a call costs beside statsmodels' own ETS, and whether BLAS changes a byte of it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import warnings

import numpy as np
import pandas as pd
from series import Trial

from salesplan_nb.goals import sample_paths

CORES = ("Haswell", "Prescott", "SkylakeX")
CODE = """
import hashlib, numpy as np, pandas as pd
from salesplan_nb.goals import sample_paths
told = hashlib.sha256()
for seed in range(20):
    v = np.random.default_rng(seed).lognormal(0, 0.3, 60 + 3 * seed)
    h = pd.Series(v, index=pd.period_range("2015-01", periods=len(v), freq="M"))
    told.update(sample_paths(h, 14, draws=500, rng=np.random.default_rng(2)).tobytes())
print(told.hexdigest())
"""


def cost_rows(chosen: list[Trial]) -> list[list[object]]:
    """Median and longest seconds of a call with 2,000 paths of 14 months, beside ETS(A,Ad,A) fitted and simulated."""
    from statsmodels.tsa.exponential_smoothing.ets import ETSModel

    sample = [trial for trial in chosen if len(trial.seen) >= 48][::40][:25]
    ours, theirs = [], []
    for trial in sample:
        history = pd.Series(trial.seen, index=pd.period_range("2000-01", periods=len(trial.seen), freq="M"))
        start = time.process_time()
        sample_paths(history, 14, draws=2000, rng=np.random.default_rng(1))
        ours.append(time.process_time() - start)
        start = time.process_time()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            model = ETSModel(
                np.log(history), error="add", trend="add", damped_trend=True, seasonal="add", seasonal_periods=12
            )
            model.fit(disp=False).simulate(14, anchor="end", repetitions=2000, rng=1)
        theirs.append(time.process_time() - start)
    return [
        ["sample_paths, backtest of 24 origins included", f"{np.median(ours):.3f}", f"{max(ours):.3f}"],
        ["statsmodels ETS(A,Ad,A), one fit and simulation", f"{np.median(theirs):.3f}", f"{max(theirs):.3f}"],
        ["ratio", f"{np.median(ours) / np.median(theirs):.2f}", f"{max(ours) / max(theirs):.2f}"],
    ]


def same_bytes() -> str:
    """Whether twenty series have the same paths under three BLAS kernels."""
    told = {
        subprocess.run(
            [sys.executable, "-c", CODE], env=os.environ | {"OPENBLAS_CORETYPE": core}, capture_output=True, text=True,
            check=True,
        ).stdout.strip()
        for core in CORES
    }  # fmt: skip
    return f"{'the same bytes' if len(told) == 1 else f'{len(told)} different results'} under {', '.join(CORES)}"
