"""The sales team: who reports to whom, who left, who joined, and which customers each seller looks after."""

from dataclasses import dataclass

import numpy as np

from generator.customers import REGIONS, Customers
from generator.effects import Effects
from generator.months import month_index
from generator.names import people_names
from generator.streams import stream

RAMP = (0.0, 0.25, 0.5, 0.75, 1.0)  # share of a full seller's bookings, by month since the start
SKILLS = ("negotiation", "product", "discovery", "crm")


@dataclass(frozen=True)
class Rep:
    """One person. ``quota`` is for the whole of 2026 [EUR a year]; 0 for those who carry none."""

    id: str
    role: str
    region: str
    manager: str
    starts: str
    ends: str = ""
    quota: int = 0


ROSTER = (
    Rep("R001", "cro", "", "", "2014-03-01"),
    Rep("R002", "head-direct", "", "R001", "2015-09-01"),
    Rep("R003", "head-partners", "", "R001", "2018-01-15"),
    Rep("R004", "head-service", "", "R001", "2016-05-01"),
    Rep("R005", "lead", "DACH", "R002", "2016-02-01"),
    Rep("R006", "lead", "Benelux-France", "R002", "2017-10-01"),
    Rep("R007", "lead", "Nordics", "R002", "2019-04-01"),
    Rep("R008", "ae", "DACH", "R005", "2017-01-01", quota=2_000_000),
    Rep("R009", "ae", "DACH", "R005", "2018-06-01", quota=1_900_000),
    Rep("R010", "ae", "DACH", "R005", "2020-03-01", quota=1_900_000),
    Rep("R011", "ae", "DACH", "R005", "2021-09-01", "2026-09-18", quota=1_800_000),
    Rep("R012", "ae", "Benelux-France", "R006", "2018-11-01", quota=1_700_000),
    Rep("R013", "ae", "Benelux-France", "R006", "2022-02-01", "2026-10-16", quota=1_600_000),
    Rep("R014", "ae", "Benelux-France", "R006", "2021-05-01", quota=1_600_000),
    Rep("R015", "ae", "Nordics", "R007", "2019-08-01", quota=1_700_000),
    Rep("R016", "ae", "Nordics", "R007", "2022-10-01", quota=1_600_000),
    Rep("R017", "ae", "Iberia", "R007", "2020-09-01", quota=1_900_000),
    Rep("R018", "partner-manager", "DACH", "R003", "2018-04-01", quota=2_900_000),
    Rep("R019", "partner-manager", "Benelux-France", "R003", "2020-01-15", quota=1_900_000),
    Rep("R020", "ae", "DACH", "R005", "2026-05-01", quota=1_800_000),
    Rep("R021", "partner-manager", "Nordics", "R003", "2021-03-01", quota=1_400_000),
    Rep("R022", "partner-manager", "Iberia", "R003", "2022-06-01", quota=1_100_000),
    Rep("R023", "ae", "Benelux-France", "R006", "2026-08-01", quota=1_600_000),
)
NEW_HIRES = tuple(rep for rep in ROSTER if rep.starts >= "2026-01-01")


@dataclass(frozen=True)
class Territories:
    """Sellers of every customer, as places in the roster.

    ``before`` sells until ``until`` (the seller's last day; the far future where nobody left), ``after`` from then
    on; ``partners`` is the manager of the partners who sell to it.
    """

    before: np.ndarray
    after: np.ndarray
    until: np.ndarray
    partners: np.ndarray

    def seller(self, customers: np.ndarray, days: np.ndarray, through_partner: np.ndarray) -> np.ndarray:
        """Place in the roster of who sells, for each customer and day."""
        direct = np.where(days <= self.until[customers], self.before[customers], self.after[customers])
        return np.asarray(np.where(through_partner, self.partners[customers], direct))


def roster_names(seed: int) -> list[str]:
    """A name for each person of the roster."""
    return people_names(stream(seed, "names", "people"), len(ROSTER))


def places(role: str, region: str) -> list[int]:
    """Places in the roster of those of a role and region who were there before 2026."""
    return [
        place for place, rep in enumerate(ROSTER) if (rep.role, rep.region) == (role, region) and rep not in NEW_HIRES
    ]


def territories(customers: Customers) -> Territories:
    """Customers dealt out so that the sellers of a region have about the same buying power."""
    count = len(customers.ids)
    before, after, partners = (np.zeros(count, dtype=int) for _ in range(3))
    until = np.full(count, np.datetime64("2100-01-01", "D"))
    for index, region in enumerate(REGIONS):
        sellers = places("ae", region)
        stayers = [place for place in sellers if not ROSTER[place].ends]
        mine = np.flatnonzero(customers.regions == index)
        by_size = mine[np.argsort(-customers.weights[mine], kind="stable")]
        snake = np.array(sellers + sellers[::-1])
        before[by_size] = snake[np.arange(len(by_size)) % len(snake)]
        after[by_size] = before[by_size]
        partners[by_size] = places("partner-manager", region)[0]
        for leaver in set(sellers) - set(stayers):
            left = by_size[before[by_size] == leaver]
            after[left] = np.array(stayers)[np.arange(len(left)) % len(stayers)]
            until[left] = np.datetime64(ROSTER[leaver].ends, "D")
    return Territories(before, after, until, partners)


def ramp_share(months_since_start: int, sign: int) -> float:
    """Share of a full seller's bookings [0 to 1]: rising for 1, full from the start for 0, fading for -1."""
    if sign == 0:
        return 1.0
    step = RAMP[min(months_since_start, len(RAMP) - 1)]
    return step if sign == 1 else 1.0 - step


def taken(amounts: np.ndarray, share: float) -> np.ndarray:
    """Which orders go to somebody else, so that they sum to about a share of the total.

    Notes
    -----
    Goes through the orders from the largest down and takes one whenever what is owed exceeds half of it.
    """
    chosen = np.zeros(len(amounts), dtype=bool)
    owed = 0.0
    for order in np.argsort(-amounts, kind="stable"):
        owed += share * float(amounts[order])
        if share > 0 and owed >= 0.5 * float(amounts[order]):
            chosen[order] = True
            owed -= float(amounts[order])
    return chosen


def with_new_hires(
    sellers: np.ndarray, regions: np.ndarray, months: np.ndarray, amounts: np.ndarray, effects: Effects
) -> np.ndarray:
    """Sellers of direct and online orders after new hires have taken their part.

    Parameters
    ----------
    sellers
        Place in the roster of each order's seller before.
    regions, months
        Index of each order's region and month.
    amounts
        Each order's amount [EUR].
    effects
        Which of them are on; ``ramp`` decides the share of a full seller's bookings that a new hire takes.

    Notes
    -----
    A full seller's bookings F are the mean over the peers who have not left. Of the region's total D the hire
    takes q = r F / (D + r F), so that afterwards the hire has r times what a full peer has left.
    """
    sellers = sellers.copy()
    for hire in NEW_HIRES:
        peers = [place for place in places("ae", hire.region) if not ROSTER[place].ends]
        start = int(month_index(np.datetime64(hire.starts, "D")))
        for month in range(start, int(months.max()) + 1):
            open_orders = np.flatnonzero((months == month) & (regions == REGIONS.index(hire.region)))
            total = float(amounts[open_orders].sum())
            full = float(amounts[open_orders][np.isin(sellers[open_orders], peers)].sum()) / len(peers)
            part = ramp_share(month - start, effects.sign("ramp")) * full
            chosen = open_orders[taken(amounts[open_orders], part / (total + part))]
            sellers[chosen] = ROSTER.index(hire)
    return sellers


def skill_levels(seed: int) -> list[tuple[str, str, int, str]]:
    """Assessed skills of leads and sellers who are still there: rep, skill, level [1 to 5], day."""
    random = stream(seed, "skills")
    levels = {"negotiation": (0.25, 0.45, 0.25, 0.05), "product": (0.05, 0.20, 0.45, 0.30)}
    usual = (0.12, 0.33, 0.38, 0.17)
    rows = []
    for rep in ROSTER:
        day = str(np.datetime64("2026-09-01") + int(random.integers(0, 30)))
        drawn = random.random(len(SKILLS))
        if rep.role in ("lead", "ae", "partner-manager") and not rep.ends:
            for skill, number in zip(SKILLS, drawn, strict=True):
                step = int(np.searchsorted(np.cumsum(levels.get(skill, usual)), number * 0.999_999, side="right"))
                rows.append((rep.id, skill, min(step, 3) + (2 if rep.role == "lead" else 1), day))
    return rows
