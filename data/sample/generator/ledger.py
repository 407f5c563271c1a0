"""Finance's ledger: what the months came to, a little off in a few of them."""

import numpy as np

from generator.months import MONTHS, month_index
from generator.orders import Lines
from generator.streams import stream

MONTHS_OFF, OFF_BY = 6, 0.001


def first_of_each(lines: Lines) -> np.ndarray:
    """Places of the lines without those that repeat an order id and line, ascending."""
    _, first = np.unique(np.char.add(np.char.add(lines.orders, "/"), lines.line.astype(str)), return_index=True)
    return np.sort(first)


def true_cents(lines: Lines) -> np.ndarray:
    """Sum of order lines by month [cents]."""
    sums = np.zeros(len(MONTHS), dtype=np.int64)
    np.add.at(sums, month_index(lines.days), lines.cents)
    return sums


def differences(seed: int, totals: np.ndarray) -> np.ndarray:
    """Ledger less orders, by month [cents]: about 0.1% either way in six months, else 0."""
    random = stream(seed, "ledger")
    months = random.choice(len(MONTHS), MONTHS_OFF, replace=False)
    off = np.zeros(len(MONTHS), dtype=np.int64)
    parts = OFF_BY * random.uniform(0.7, 1.3, MONTHS_OFF) * random.choice([-1.0, 1.0], MONTHS_OFF)
    off[months] = np.round(totals[months] * parts).astype(np.int64)
    return off
