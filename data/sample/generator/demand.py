"""Bookings that each month, segment and channel will have: level, trend, season, segments, media and noise."""

from dataclasses import dataclass

import numpy as np

from generator.effects import Effects
from generator.months import MONTH_OF_YEAR, MONTHS, YEARS
from generator.spend import SEARCH_LEVELS, Spend
from generator.streams import stream

SEGMENTS = ("Food", "Chemicals", "Pharma", "Water")
CHANNELS = ("direct", "partner", "online")

LEVEL = 22_050_000.0  # EUR a year, at the middle of 2025
TREND = 0.077  # a year
MONTH_SHARES = np.array([6.5, 7.0, 9.0, 7.5, 8.0, 9.5, 7.0, 6.0, 9.5, 8.5, 9.5, 12.0]) / 100.0
SEGMENT_SHARE_2025 = {"Food": 0.26, "Chemicals": 0.265}
SEGMENT_GROWTH = {"Food": 0.27, "Chemicals": -0.06}
PHARMA_SHARE_OF_REST = 0.54

NOISE, NOISE_MEMORY, SEGMENT_NOISE, ONLINE_NOISE = 0.05, 0.3, 0.02, 0.03

BASE_SHARE = {"direct": 0.46, "partner": 0.28, "online": 0.09}  # of an average month
SEARCH_SHARE, EMAIL_SHARE = 0.13, 0.04  # of an average month, booked through the channel online
HALF_SATURATION = 16_000.0  # EUR of search spend a month
CONVEX_POWER = 1.7


@dataclass(frozen=True)
class Demand:
    """What will be booked [EUR]: ``cells`` by month, segment and channel."""

    cells: np.ndarray
    search_scale: float

    @property
    def totals(self) -> np.ndarray:
        """Bookings by month [EUR]."""
        return np.asarray(self.cells.sum(axis=(1, 2)))


def growth_path(rate: float) -> np.ndarray:
    """Level relative to the middle of 2025, by month, at a constant yearly rate [-]."""
    return np.asarray((1.0 + rate) ** YEARS)


def season_shares(sign: int) -> np.ndarray:
    """Share of the year of each month, January first; flat for 0, mirrored about 1/12 for -1."""
    return np.asarray(1 / 12 + sign * (MONTH_SHARES - 1 / 12))


def trendless_noise(random: np.random.Generator, scale: float, memory: float = 0.0) -> np.ndarray:
    """Factors around 1 by month, first-order autoregressive in logs, without level or slope of their own.

    Parameters
    ----------
    random
        Stream of this noise.
    scale
        Standard deviation of the logs [-].
    memory
        Correlation with the month before [-].

    Notes
    -----
    Taking the fitted line off makes the planted growth rates the realised ones, whatever the seed.
    """
    shocks = random.standard_normal(len(MONTHS)) * scale
    logs = np.empty(len(MONTHS))
    logs[0] = shocks[0]
    for month in range(1, len(MONTHS)):
        logs[month] = memory * logs[month - 1] + np.sqrt(1 - memory**2) * shocks[month]
    years = YEARS - YEARS.mean()
    slope = float((logs * years).sum() / (years**2).sum())
    return np.asarray(np.exp(logs - logs.mean() - slope * years))


def search_response(spend: np.ndarray, sign: int) -> np.ndarray:
    """Shape of the bookings that search spend brings [-], before scaling.

    Saturating (spend / (half + spend)) for 1, linear for 0, ever steeper (a power above 1) for -1.
    """
    if sign == 1:
        return np.asarray(spend / (HALF_SATURATION + spend))
    return np.asarray((spend / HALF_SATURATION) ** (CONVEX_POWER if sign == -1 else 1.0))


def channel_mix(seed: int, spend: Spend, sign: int) -> tuple[np.ndarray, float]:
    """Bookings by month and channel relative to an average month's total [-], and the scale of the search curve."""
    scale = SEARCH_SHARE / float(search_response(SEARCH_LEVELS, sign).mean())
    online = BASE_SHARE["online"] + scale * search_response(spend.search, sign)
    online = online + EMAIL_SHARE * spend.email / float(spend.email_levels.mean())
    online = online * trendless_noise(stream(seed, "noise", "online"), ONLINE_NOISE)
    direct, partner = (np.full(len(MONTHS), BASE_SHARE[name]) for name in ("direct", "partner"))
    return np.column_stack([direct, partner, online]), scale


def segment_shares(seed: int, effects: Effects) -> np.ndarray:
    """Bookings by month and segment relative to the level of 2025 [-], before season, media and common noise.

    Notes
    -----
    Food and Chemicals follow growth rates of their own. Pharma and Water share what is left of the total, so each
    of the effects trend, segment_growth and segment_decline can be changed without moving the other two.
    """
    effect_of = {"Food": "segment_growth", "Chemicals": "segment_decline"}
    own = []
    for name, share in SEGMENT_SHARE_2025.items():
        path = growth_path(effects.sign(effect_of[name]) * SEGMENT_GROWTH[name])
        own.append(share * path * trendless_noise(stream(seed, "noise", name), SEGMENT_NOISE))
    rest = growth_path(effects.sign("trend") * TREND) - own[0] - own[1]
    pharma = PHARMA_SHARE_OF_REST * trendless_noise(stream(seed, "noise", "Pharma"), SEGMENT_NOISE)
    return np.column_stack([*own, rest * pharma, rest * (1 - pharma)])


def monthly_demand(seed: int, effects: Effects, spend: Spend) -> Demand:
    """Bookings by month, segment and channel [EUR]."""
    season = season_shares(effects.sign("seasonality"))[MONTH_OF_YEAR]
    common = LEVEL * season * trendless_noise(stream(seed, "noise", "all"), NOISE, NOISE_MEMORY)
    mix, scale = channel_mix(seed, spend, effects.sign("saturation"))
    cells = common[:, None, None] * segment_shares(seed, effects)[:, :, None] * mix[:, None, :]
    return Demand(cells, scale)
