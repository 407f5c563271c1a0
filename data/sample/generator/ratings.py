"""Customers' ratings from 1 to 5, whose share of 4 and 5 breaks at a month."""

from dataclasses import dataclass

import numpy as np

from generator.customers import Customers
from generator.effects import Effects
from generator.months import MONTHS, business_days, month_index
from generator.opportunities import prospects
from generator.streams import exact_shares, pick, stream

A_MONTH = 30.0
SATISFIED, DROP = 0.86, 0.10
BREAK = np.datetime64("2026-06", "M")
BLOCK = 5  # months; a block starts with the month of the break
SCORE_IF_SATISFIED, SCORE_IF_NOT = (4, 5), (3, 2, 1)


@dataclass(frozen=True)
class Ratings:
    """One entry a rating, by day."""

    days: np.ndarray
    customers: np.ndarray
    scores: np.ndarray


def monthly_ratings(seed: int, customers: Customers, effects: Effects) -> Ratings:
    """All ratings; the share of 4 and 5 is exact in blocks of five months and random inside them."""
    random = stream(seed, "ratings")
    monthly = [random.choice(business_days(month), int(random.poisson(A_MONTH))) for month in MONTHS]
    days = np.sort(np.concatenate(monthly))
    late = days.astype("datetime64[M]") >= BREAK
    share = SATISFIED - effects.sign("kpi_break") * DROP * late
    blocks = np.floor_divide(month_index(days) - int(month_index(BREAK)), BLOCK)
    satisfied = exact_shares(blocks, np.zeros(len(days), dtype=int), share, random.random(len(days)))
    high = np.array(SCORE_IF_SATISFIED)[pick(np.cumsum([0.45, 0.55]), random.random(len(days)))]
    low = np.array(SCORE_IF_NOT)[pick(np.cumsum([0.6, 0.25, 0.15]), random.random(len(days)))]
    who = prospects(customers, month_index(days), random.random(len(days)))
    return Ratings(days, who, np.where(satisfied, high, low))
