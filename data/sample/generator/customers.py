"""Customers: who they are, how big, when they first ordered and when they lapse."""

from dataclasses import dataclass

import numpy as np

from generator.demand import SEGMENTS
from generator.months import MONTHS, business_days, next_business_day
from generator.names import firm_names
from generator.streams import pick, stream

REGIONS = ("DACH", "Benelux-France", "Nordics", "Iberia")
REGION_SHARES = np.array([0.42, 0.27, 0.19, 0.12])
COUNTRIES = {
    "DACH": (("Germany", 0.7), ("Austria", 0.15), ("Switzerland", 0.15)),
    "Benelux-France": (("France", 0.5), ("Netherlands", 0.3), ("Belgium", 0.2)),
    "Nordics": (("Sweden", 0.4), ("Denmark", 0.25), ("Norway", 0.15), ("Finland", 0.2)),
    "Iberia": (("Spain", 0.75), ("Portugal", 0.25)),
}
AT_START, NEW_A_MONTH, LAPSE_A_MONTH = 506, 4.0, 0.007
INDUSTRY_AT_START, INDUSTRY_OF_NEW = np.array([0.24, 0.32, 0.22, 0.22]), np.array([0.45, 0.15, 0.20, 0.20])
PARTNER_HOME = {"DACH": 0.32, "Benelux-France": 0.35, "Nordics": 0.35, "Iberia": 0.5}
NEVER = 999


@dataclass(frozen=True)
class Customers:
    """One entry a customer, in order of first purchase.

    ``starts`` and ``ends`` are months from the first month of the sample (-1: before it; 999: never);
    ``weights`` is relative buying power [-]; ``affinity`` is how readily each buys in each channel [-].
    """

    ids: list[str]
    names: list[str]
    industries: np.ndarray
    regions: np.ndarray
    countries: list[str]
    employees: np.ndarray
    founded: np.ndarray
    since: np.ndarray
    starts: np.ndarray
    ends: np.ndarray
    weights: np.ndarray
    affinity: np.ndarray
    first_channels: np.ndarray

    def buying(self, month: int) -> np.ndarray:
        """Whether each customer may place ordinary orders in a month; the very first order is placed apart."""
        return np.asarray((self.starts < month) & (self.ends >= month))


def first_order_dates(random: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Day of the first order of every customer, ascending, and its month (-1: before the sample)."""
    earliest = np.datetime64("2012-01-01", "D")
    old = next_business_day(earliest + random.integers(0, 4_310, AT_START))
    days, months = [np.sort(old)], [np.full(AT_START, -1)]
    for index, month in enumerate(MONTHS):
        count = int(random.poisson(NEW_A_MONTH))
        days.append(np.sort(random.choice(business_days(month), count)))
        months.append(np.full(count, index))
    return np.concatenate(days), np.concatenate(months)


def relative_sizes(random: np.random.Generator, regions: np.ndarray) -> np.ndarray:
    """Heavy-tailed buying power [-]; regions sum to their shares of the whole."""
    sizes = np.exp(1.1 * np.minimum(random.standard_normal(len(regions)), 2.3))
    sums = np.bincount(regions, weights=sizes, minlength=len(REGIONS))
    return np.asarray(sizes * (REGION_SHARES / sums)[regions])


def country_in(region: str, uniform: float) -> str:
    """A country of the region, drawn with one uniform number."""
    names, shares = zip(*COUNTRIES[region], strict=True)
    return str(names[int(pick(np.cumsum(shares), np.array([uniform]))[0])])


def customer_base(seed: int) -> Customers:
    """All customers of the sample, about 650."""
    random = stream(seed, "customers")
    since, starts = first_order_dates(random)
    count = len(since)
    industry_of_old = pick(np.cumsum(INDUSTRY_AT_START), random.random(count))
    industry_of_new = pick(np.cumsum(INDUSTRY_OF_NEW), random.random(count))
    industries = np.where(starts < 0, industry_of_old, industry_of_new)
    regions = pick(np.cumsum(REGION_SHARES), random.random(count))
    weights = relative_sizes(random, regions)
    countries = [
        country_in(REGIONS[region], number) for region, number in zip(regions, random.random(count), strict=True)
    ]
    last = np.maximum(starts, 0) + 1 + random.geometric(LAPSE_A_MONTH, count)
    at_partner = random.random(count) < np.array([PARTNER_HOME[name] for name in REGIONS])[regions]
    online = random.lognormal(0.0, 0.6, count)
    affinity = np.column_stack([np.where(at_partner, 0.04, 1.0), np.where(at_partner, 1.0, 0.04), online])
    home = np.where(at_partner, 1, 0)
    age = random.integers(4, 70, count)
    staff = 110 * (weights / np.median(weights)) ** 0.9 * random.lognormal(0, 0.4, count)
    return Customers(
        ids=[f"C{number:04d}" for number in range(1, count + 1)],
        names=firm_names(stream(seed, "names", "firms"), [SEGMENTS[index] for index in industries], countries),
        industries=industries,
        regions=regions,
        countries=countries,
        employees=np.maximum(8, np.round(staff)),
        founded=since.astype("datetime64[Y]").astype(int) + 1970 - age,
        since=since,
        starts=starts,
        ends=np.where(last >= len(MONTHS), NEVER, last),
        weights=weights,
        affinity=affinity,
        first_channels=np.where(random.random(count) < 0.4, 2, home),
    )
