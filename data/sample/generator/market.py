"""The market as an outside panel would count it: sales of all makers by month and industry."""

import numpy as np

from generator.demand import SEGMENTS, growth_path
from generator.effects import Effects
from generator.months import MONTHS
from generator.streams import stream

SOURCE = "EuroSens panel (made up)"
LEVEL_2025 = {"Food": 342e6, "Chemicals": 615e6, "Pharma": 372e6, "Water": 288e6}  # EUR a year
GROWTH = {"Food": 0.11, "Chemicals": -0.03, "Pharma": 0.03, "Water": 0.02}  # a year
EFFECT_OF = {"Food": "segment_growth", "Chemicals": "segment_decline"}
NOISE = 0.015


def market_sales(seed: int, effects: Effects) -> np.ndarray:
    """Market sales by month and segment [EUR, whole thousands], without a season."""
    columns = []
    for name in SEGMENTS:
        sign = effects.sign(EFFECT_OF[name]) if name in EFFECT_OF else 1
        noise = np.exp(NOISE * stream(seed, "market", name).standard_normal(len(MONTHS)))
        columns.append(LEVEL_2025[name] / 12 * growth_path(sign * GROWTH[name]) * noise)
    return np.round(np.column_stack(columns), -3)
