"""The catalogue: 40 products in four families, with list prices, unit costs and how often each is bought."""

from dataclasses import dataclass

import numpy as np

from generator.streams import stream

FAMILIES = ("Level", "Flow", "Pressure", "Service")
RANGES = {"Level": (12, 150, 1_150), "Flow": (12, 190, 1_600), "Pressure": (10, 70, 640), "Service": (6, 90, 620)}
KINDS = {
    "Level": ("radar level transmitter", "guided wave level probe", "vibrating fork switch", "hydrostatic level probe"),
    "Flow": ("magnetic flow meter", "Coriolis flow meter", "ultrasonic flow meter", "vortex flow meter"),
    "Pressure": ("pressure transmitter", "differential pressure cell", "pressure switch", "flush diaphragm sensor"),
    "Service": ("on-site calibration", "commissioning day", "repair flat rate", "spare parts set", "training day",
                "yearly inspection"),
}  # fmt: skip
LETTERS = {"Level": "L", "Flow": "F", "Pressure": "P", "Service": "S"}
FAMILY_MIX = {
    "Food": (0.40, 0.36, 0.14, 0.10),
    "Chemicals": (0.30, 0.34, 0.28, 0.08),
    "Pharma": (0.22, 0.40, 0.28, 0.10),
    "Water": (0.44, 0.30, 0.18, 0.08),
}


@dataclass(frozen=True)
class Products:
    """One entry a product; money in EUR; ``popularity`` sums to 1 in each family."""

    ids: list[str]
    names: list[str]
    families: np.ndarray
    list_prices: np.ndarray
    unit_costs: np.ndarray
    popularity: np.ndarray

    def weights(self, segment: str) -> np.ndarray:
        """How often a segment's order lines name each product [sums to 1]."""
        mix = dict(zip(FAMILIES, FAMILY_MIX[segment], strict=True))
        return np.asarray(np.array([mix[family] for family in self.families]) * self.popularity)


def catalogue(seed: int) -> Products:
    """All products, families one after the other, cheap to dear in each."""
    random = stream(seed, "products")
    ids: list[str] = []
    names: list[str] = []
    families: list[str] = []
    prices, popularity = [], []
    for number, family in enumerate(FAMILIES, start=1):
        count, low, high = RANGES[family]
        prices.append(np.round(np.geomspace(low, high, count) * random.uniform(0.92, 1.08, count)))
        weights = random.uniform(0.4, 1.6, count)
        popularity.append(weights / weights.sum())
        for place in range(count):
            ids.append(f"S-{number}{place + 1:03d}")
            names.append(f"H{LETTERS[family]}-{10 * (place + 1)} {KINDS[family][place % len(KINDS[family])]}")
            families.append(family)
    list_prices = np.concatenate(prices)
    cost_shares = np.where(np.array(families) == "Service", 0.42, 0.46) + random.uniform(-0.06, 0.06, len(ids))
    return Products(
        ids, names, np.array(families), list_prices, np.round(list_prices * cost_shares, 2), np.concatenate(popularity)
    )
