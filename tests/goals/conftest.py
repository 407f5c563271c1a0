"""A small company whose forecast can be counted by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from salesplan_nb.calendars import shift
from salesplan_nb.goals import Goals, Momentum
from salesplan_nb.results import framed


def history_of(amounts: list[int], first: str) -> pd.Series:
    """A monthly history [cents]."""
    return pd.Series([float(a) for a in amounts], index=pd.period_range(first, periods=len(amounts), freq="M"))


def forecast_of(history: pd.Series, paths: list[list[int]], method: str = "smoothing") -> Momentum:
    """A forecast with these paths."""
    as_of = str(history.index[-1])
    months = tuple(shift(as_of, k + 1) for k in range(len(paths[0])))
    return Momentum(history, np.array(paths, dtype=np.int64), months, framed(Goals, "forecast", []), method)


@pytest.fixture
def company() -> Momentum:
    """2026: 100.00 a month to October; then three paths of 14 months at 80.00, 100.00 and 130.00 a month."""
    history = history_of([100_00] * 22, "2025-01")
    return forecast_of(history, [[80_00] * 14, [100_00] * 14, [130_00] * 14])
