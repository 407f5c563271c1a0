"""Figures of a made-up goal, for its sentences."""

from __future__ import annotations

import math

from salesplan_nb.report.numbers import Scale
from salesplan_nb.report.wording import landing

M = 100_000_000
MILLIONS = Scale(10**6, "M")


def figures(
    goal: float = 28.8, plan: float = 27.9, base: float = 24.0, p: float = 0.28, calibrated: bool = True
) -> landing.Numbers:
    return landing.Numbers(
        goal=goal * M,
        base=base * M,
        base_actual=base * M,
        base_forecast=0,
        base_label="2026",
        period="2027",
        months=12,
        plan=(25.9 * M, plan * M, 29.9 * M),
        nothing=(24 * M, 25.6 * M, 27.2 * M),
        chance=p,
        chance_low=math.nan,
        chance_high=math.nan,
        scale=MILLIONS,
        calibrated=calibrated,
    )
