"""Marketing spend by month and medium. Search and e-mail follow a test plan: levels that vary by design."""

from dataclasses import dataclass

import numpy as np

from generator.months import MONTHS
from generator.streams import stream

SEARCH_LEVELS = np.geomspace(4_000.0, 80_000.0, 12)  # EUR a month
EMAIL_LEVELS = np.linspace(2_000.0, 9_000.0, 12)  # EUR a month
FAIRS_BY_MONTH = np.array([2, 3, 30, 12, 4, 20, 2, 1, 28, 18, 24, 2]) * 1_000.0  # EUR, January first
PRINT_LEVEL = 5_000.0  # EUR a month, hardly varied: nothing can be learnt about it
MEDIA = ("search", "fairs", "email", "print")


@dataclass(frozen=True)
class Spend:
    """Spend by month [EUR, whole cents], one array for each medium."""

    search: np.ndarray
    fairs: np.ndarray
    email: np.ndarray
    print: np.ndarray
    email_levels: np.ndarray


def planned_levels(random: np.random.Generator, levels: np.ndarray) -> np.ndarray:
    """A level for every month: each year has all twelve, and each calendar month has three that lie evenly apart.

    So spend is unrelated to trend and to season, and its return can be told from both.
    """
    start = random.permutation(len(levels))
    return np.concatenate([levels[(start + 4 * year) % len(levels)] for year in range(len(MONTHS) // 12)])


def monthly_spend(seed: int) -> Spend:
    """Spend of all media."""
    random = stream(seed, "spend")
    months = len(MONTHS)
    search = planned_levels(random, SEARCH_LEVELS) * random.uniform(0.97, 1.03, months)
    email = planned_levels(random, EMAIL_LEVELS) * random.uniform(0.97, 1.03, months)
    fairs = FAIRS_BY_MONTH[(np.arange(months) + 10) % 12] * random.uniform(0.85, 1.15, months)
    paper = PRINT_LEVEL * random.uniform(0.99, 1.01, months)
    return Spend(
        search=np.round(search, 2),
        fairs=np.round(fairs, 2),
        email=np.round(email, 2),
        print=np.round(paper, 2),
        email_levels=EMAIL_LEVELS,
    )
