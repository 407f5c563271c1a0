"""Order lines: in every month, segment and channel, orders come in until that cell's demand is booked."""

from dataclasses import dataclass, fields, replace

import numpy as np

from generator.customers import Customers
from generator.demand import CHANNELS, SEGMENTS, Demand
from generator.effects import Effects
from generator.months import MONTHS, day_weights, month_index
from generator.products import Products
from generator.streams import pick, stream
from generator.team import Territories, with_new_hires

LINES_PER_ORDER = np.array([0.38, 0.30, 0.18, 0.09, 0.05])  # 1 to 5 lines
MEAN_LINE = {"direct": 1_600.0, "partner": 1_150.0, "online": 700.0}  # EUR
DISCOUNTS = {"direct": (0.05, 0.19), "partner": (0.18, 0.32), "online": (0.0, 0.06)}
PRICE_RISE = 0.02  # a year, each January; list prices are those of 2026
NUMBERS_PER_CELL = 800  # order numbers kept free in a month for each segment and channel


@dataclass(frozen=True)
class Lines:
    """Order lines, one entry each; ``orders`` holds order ids, ``sellers`` places in the roster (-1: empty)."""

    orders: np.ndarray
    line: np.ndarray
    days: np.ndarray
    customers: np.ndarray
    products: np.ndarray
    product_texts: np.ndarray
    sellers: np.ndarray
    channels: np.ndarray
    quantities: np.ndarray
    cents: np.ndarray

    def take(self, rows: np.ndarray) -> "Lines":
        """The lines at the given places, in that order."""
        return Lines(**{field.name: getattr(self, field.name)[rows] for field in fields(self)})


def joined(parts: list[Lines]) -> Lines:
    """All lines of the parts, one part after the other."""
    names = [field.name for field in fields(Lines)]
    return Lines(**{name: np.concatenate([getattr(part, name) for part in parts]) for name in names})


def in_file_order(lines: Lines) -> Lines:
    """Lines by day, order and line."""
    return lines.take(np.lexsort((lines.line, lines.orders, lines.days)))


def mean_quantity(products: Products, segment: str, channel: str) -> float:
    """Pieces a line that bring the mean amount of a line to what the channel is known for [pieces]."""
    weights = products.weights(segment)
    price = float((weights * products.list_prices).sum() / weights.sum())
    low, high = DISCOUNTS[channel]
    return max(1.05, MEAN_LINE[channel] / (price * (1 - (low + high) / 2)))


@dataclass(frozen=True)
class Cell:
    """One month, segment and channel, as places in MONTHS, SEGMENTS and CHANNELS."""

    month: int
    segment: int
    channel: int

    @property
    def names(self) -> tuple[str, str, str]:
        """Month, segment and channel in words."""
        return str(MONTHS[self.month]), SEGMENTS[self.segment], CHANNELS[self.channel]


def buyers(cell: Cell, customers: Customers, uniforms: np.ndarray) -> tuple[np.ndarray, int]:
    """Customer of each order, and how many of them are first orders; those come first."""
    channel = customers.affinity[:, cell.channel]
    chance = customers.weights * channel * customers.buying(cell.month) * (customers.industries == cell.segment)
    drawn = pick(np.cumsum(chance), uniforms)
    new = np.flatnonzero(
        (customers.starts == cell.month)
        & (customers.industries == cell.segment)
        & (customers.first_channels == cell.channel)
    )
    drawn[: len(new)] = new
    return drawn, len(new)


def filled_orders(raw: np.ndarray, target: float, at_least: int) -> int:
    """How many orders bring the running sum closest to the target [orders]."""
    running = np.cumsum(raw)
    count = int(np.argmin(np.abs(running - target))) + 1
    return max(count, at_least, 1)


def cell_lines(seed: int, cell: Cell, target: float, customers: Customers, products: Products) -> Lines:
    """Order lines of a cell, whose amounts sum to the target [EUR] but for the rounding of each line.

    Notes
    -----
    Every quantity that is drawn has a stream of its own, so a larger target appends orders and leaves the others
    as they are. The last order hardly ever meets the target exactly; the rest is a small change of all prices.
    """
    month, segment, channel = cell.names
    mean = mean_quantity(products, segment, channel)
    size = 40 + int(2.2 * target / (MEAN_LINE[channel] * 2.13))
    draws = {
        name: stream(seed, "orders", month, segment, channel, name)
        for name in ("customer", "day", "lines", "product", "quantity", "discount")
    }
    who, first = buyers(cell, customers, draws["customer"].random(size))
    counts = 1 + pick(np.cumsum(LINES_PER_ORDER), draws["lines"].random(size))
    grid = (size, len(LINES_PER_ORDER))
    what = pick(np.cumsum(products.weights(segment)), draws["product"].random(grid))
    pieces = 1 + np.floor(np.log1p(-draws["quantity"].random(grid)) / np.log1p(-1 / mean)).astype(int)
    discount = draws["discount"].uniform(*DISCOUNTS[channel], grid)
    year = int(MONTHS[cell.month].astype("datetime64[Y]").astype(int)) + 1970
    price = products.list_prices[what] * (1 + PRICE_RISE) ** (year - 2026)
    used = np.arange(grid[1]) < counts[:, None]
    raw = np.where(used, price * pieces * (1 - discount), 0.0)

    kept = filled_orders(raw.sum(axis=1), target, first)
    days, weights = day_weights(MONTHS[cell.month], weekends=channel == "online")
    when = days[pick(np.cumsum(weights), draws["day"].random(size))][:kept]
    when[:first] = customers.since[who[:first]]
    rank = np.empty(kept, dtype=int)
    rank[np.argsort(when, kind="stable")] = np.arange(kept)
    start = (cell.segment * len(CHANNELS) + cell.channel) * NUMBERS_PER_CELL
    stem = f"SO-{month[2:4]}{month[5:7]}-"
    ids = np.array([f"{stem}{start + place + 1:04d}" for place in rank])
    order, column = np.nonzero(used[:kept])
    scale = target / raw[:kept].sum()
    return Lines(
        orders=ids[order],
        line=column + 1,
        days=when[order],
        customers=who[order],
        products=what[order, column],
        product_texts=np.array(products.ids)[what[order, column]],
        sellers=np.full(len(order), -1),
        channels=np.full(len(order), cell.channel),
        quantities=pieces[order, column],
        cents=np.round(raw[order, column] * scale * 100).astype(np.int64),
    )


def sold_by(lines: Lines, customers: Customers, owners: Territories, effects: Effects) -> Lines:
    """The lines with their sellers: who looks after the customer that day, then the part that new hires take."""
    ids, first, order = np.unique(lines.orders, return_index=True, return_inverse=True)
    head = lines.take(first)
    amounts = np.bincount(order, weights=lines.cents / 100.0, minlength=len(ids))
    through_partner = head.channels == CHANNELS.index("partner")
    sellers = owners.seller(head.customers, head.days, through_partner)
    own = np.flatnonzero(~through_partner)
    sellers[own] = with_new_hires(
        sellers[own],
        customers.regions[head.customers[own]],
        month_index(head.days[own]),
        amounts[own],
        effects,
    )
    return replace(lines, sellers=sellers[order])


def clean_lines(
    seed: int, demand: Demand, customers: Customers, products: Products, owners: Territories, effects: Effects
) -> Lines:
    """All order lines before anything messy is put in, in file order."""
    cells = [
        Cell(month, segment, channel)
        for month in range(len(MONTHS))
        for segment in range(len(SEGMENTS))
        for channel in range(len(CHANNELS))
    ]
    parts = [
        cell_lines(seed, cell, float(demand.cells[cell.month, cell.segment, cell.channel]), customers, products)
        for cell in cells
    ]
    return sold_by(in_file_order(joined(parts)), customers, owners, effects)
