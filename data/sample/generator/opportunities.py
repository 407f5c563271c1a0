"""Opportunities: created month by month, won or lost after a while, against a named competitor or none."""

from dataclasses import dataclass

import numpy as np

from generator.customers import Customers
from generator.demand import SEGMENTS
from generator.effects import Effects
from generator.months import EXPORTED, HOLIDAYS, MONTHS, business_days, month_index, next_business_day
from generator.products import FAMILIES, FAMILY_MIX
from generator.streams import exact_shares, pick, stream
from generator.team import NEW_HIRES, ROSTER, Territories, places

CREATED_A_MONTH = 54.0
CYCLE_DAYS, CYCLE_SPREAD = 57.0, 0.75  # median; standard deviation of logs
AMOUNT, AMOUNT_SPREAD = 26_000.0, 0.8  # median, EUR; standard deviation of logs
STAGES = ("Lead", "Qualified", "Proposal", "Negotiation")
LOST_AT = np.array([0.28, 0.30, 0.26, 0.16])
COMPETITORS = ("", "Corvex", "Metrilog", "Tessera", "In house")
NAMED = np.array([0.26, 0.34, 0.16, 0.12, 0.12])
WIN_RATES = np.array([0.33, 0.31, 0.31, 0.31, 0.31])
BREAK, BREAK_DROP = np.datetime64("2026-02", "M"), 0.13  # Corvex: 31% before, 18% from then on
BLOCK = 3  # months; a block starts with the month of the break


@dataclass(frozen=True)
class Opportunities:
    """One entry an opportunity, by day of creation; ``closed`` is NaT and ``won`` False while it is open."""

    created: np.ndarray
    closed: np.ndarray
    expected: np.ndarray
    won: np.ndarray
    reached: np.ndarray
    customers: np.ndarray
    families: np.ndarray
    sellers: np.ndarray
    competitors: np.ndarray
    amounts: np.ndarray

    @property
    def open(self) -> np.ndarray:
        """Whether each is neither won nor lost at the export."""
        return np.asarray(np.isnat(self.closed))

    def stage(self, place: int) -> str:
        """Stage at the export."""
        if self.open[place]:
            return STAGES[self.reached[place]]
        return "Won" if self.won[place] else "Lost"


def created_days(random: np.random.Generator) -> np.ndarray:
    """Business days on which opportunities were created, ascending."""
    days = [random.choice(business_days(month), int(random.poisson(CREATED_A_MONTH))) for month in MONTHS]
    return np.sort(np.concatenate(days))


def win_chances(competitors: np.ndarray, closing: np.ndarray, sign: int) -> np.ndarray:
    """Chance that each is won if it closes on its day [0 to 1]."""
    named = competitors == COMPETITORS.index("Corvex")
    late = closing.astype("datetime64[M]") >= BREAK
    return np.asarray(WIN_RATES[competitors] - sign * BREAK_DROP * (named & late))


def prospects(customers: Customers, months: np.ndarray, uniforms: np.ndarray) -> np.ndarray:
    """Customer of each opportunity: anyone who has bought before and not lapsed, large ones more often."""
    drawn = np.empty(len(months), dtype=int)
    for month in np.unique(months):
        rows = months == month
        drawn[rows] = pick(np.cumsum(np.sqrt(customers.weights) * customers.buying(int(month))), uniforms[rows])
    return drawn


def opportunity_sellers(
    random: np.random.Generator, created: np.ndarray, until: np.ndarray, who: np.ndarray, owners: Territories
) -> np.ndarray:
    """Seller of each: who looks after the customer at the close or now; new hires own some since they started."""
    through_partner = random.random(len(who)) < 0.28
    sellers = owners.seller(who, until, through_partner)
    luck = random.random(len(who))
    for hire in NEW_HIRES:
        peers = [place for place in places("ae", hire.region) if not ROSTER[place].ends]
        mine = np.isin(sellers, peers) & (created >= np.datetime64(hire.starts)) & (luck < 1 / (len(peers) + 1))
        sellers[mine] = ROSTER.index(hire)
    return sellers


def expected_close(random: np.random.Generator, created: np.ndarray, closing: np.ndarray) -> np.ndarray:
    """Day on which each was expected to close; for open ones after the export, at the latest 2027-06-30."""
    count = len(created)
    days = (closing - created).astype(int) * random.lognormal(-0.1, 0.25, count)
    guess = created + np.maximum(7, np.round(days)).astype(int)
    late = random.random(count) < 0.12
    far = np.datetime64("2027-03-01") + random.integers(0, 122, count)
    soon = EXPORTED + random.integers(3, 60, count)
    open_guess = np.where(late, far, np.where(guess > EXPORTED + 2, guess, soon))
    last = np.datetime64("2027-06-30")
    return next_business_day(np.where(closing > EXPORTED, np.minimum(open_guess, last), guess))


def pipeline(seed: int, customers: Customers, owners: Territories, effects: Effects) -> Opportunities:
    """All opportunities of the sample.

    Notes
    -----
    Whether a deal is won does not move its days, so switching the competitor effect changes outcomes only. Winners
    are chosen to the exact share in blocks of three months for each competitor; the draw inside a block is random.
    """
    created = created_days(stream(seed, "opportunities", "created"))
    random = stream(seed, "opportunities")
    count = len(created)
    cycle = np.maximum(3, np.round(CYCLE_DAYS * np.exp(CYCLE_SPREAD * random.standard_normal(count)))).astype(int)
    closing = np.busday_offset(created + cycle, 0, roll="forward", holidays=HOLIDAYS)
    is_open = closing > EXPORTED
    competitors = pick(np.cumsum(NAMED), random.random(count))
    chances = win_chances(competitors, closing, effects.sign("competitor"))
    blocks = np.floor_divide(month_index(closing), BLOCK)
    won = exact_shares(blocks, competitors, chances, random.random(count)) & ~is_open
    done = np.clip((EXPORTED - created).astype(int) / cycle, 0, 0.999)
    open_reached = np.minimum(np.floor(done * random.uniform(0.6, 1.4, count) * len(STAGES)), 3).astype(int)
    lost_reached = pick(np.cumsum(LOST_AT), random.random(count))
    who = prospects(customers, month_index(created), random.random(count))
    mixes = np.array([FAMILY_MIX[name] for name in SEGMENTS])
    luck = random.random(count)
    families = np.minimum((luck[:, None] > np.cumsum(mixes, axis=1)[customers.industries[who]]).sum(axis=1), 3)
    amounts = np.round(AMOUNT * np.exp(AMOUNT_SPREAD * random.standard_normal(count)), -2)
    sellers = opportunity_sellers(random, created, np.minimum(closing, EXPORTED), who, owners)
    return Opportunities(
        created=created,
        closed=np.where(is_open, np.datetime64("NaT"), closing),
        expected=expected_close(random, created, closing),
        won=won,
        reached=np.where(is_open, open_reached, np.where(won, 3, lost_reached)),
        customers=who,
        families=np.array(FAMILIES)[families],
        sellers=sellers,
        competitors=competitors,
        amounts=np.maximum(amounts, 1_000.0),
    )
