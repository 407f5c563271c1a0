"""The CSV files of the sample, each from the objects that hold its rows."""

from pathlib import Path

import numpy as np

from generator.customers import REGIONS, Customers
from generator.demand import CHANNELS, SEGMENTS
from generator.files import money, write_csv
from generator.months import MONTHS
from generator.opportunities import COMPETITORS, STAGES, Opportunities
from generator.orders import Lines
from generator.products import Products
from generator.ratings import Ratings
from generator.spend import MEDIA, Spend
from generator.team import ROSTER, skill_levels


def text(values: np.ndarray) -> list[str]:
    """Values as text; a missing date is empty."""
    return ["" if word == "NaT" else word for word in values.astype(str).tolist()]


def from_euros(euros: float) -> str:
    """An amount in EUR with two decimals."""
    return money(round(float(euros) * 100))


def write_orders(folder: Path, lines: Lines, customers: Customers) -> int:
    """orders.csv: one row an order line."""
    sellers = [rep.id for rep in ROSTER] + [""]
    columns = (
        text(lines.orders),
        text(lines.line),
        text(lines.days),
        [customers.ids[place] for place in lines.customers],
        text(lines.product_texts),
        [sellers[place] for place in lines.sellers],
        [CHANNELS[place] for place in lines.channels],
        text(lines.quantities),
        [money(cents) for cents in lines.cents.tolist()],
    )
    header = "order_id,line,order_date,customer_id,product_id,rep_id,channel,quantity,net_amount"
    return write_csv(folder / "orders.csv", header, zip(*columns, strict=True))


def write_opportunities(folder: Path, found: Opportunities, customers: Customers) -> int:
    """opportunities.csv: one row an opportunity."""
    count = len(found.created)
    columns = (
        [f"O{number:05d}" for number in range(1, count + 1)],
        text(found.created),
        text(found.closed),
        text(found.expected),
        [found.stage(place) for place in range(count)],
        [STAGES[place] for place in found.reached],
        [customers.ids[place] for place in found.customers],
        text(found.families),
        [ROSTER[place].id for place in found.sellers],
        [COMPETITORS[place] for place in found.competitors],
        [from_euros(amount) for amount in found.amounts],
    )
    header = (
        "opportunity_id,created,closed,expected_close,stage,reached,customer_id,product_family,rep_id,competitor,amount"
    )
    return write_csv(folder / "opportunities.csv", header, zip(*columns, strict=True))


def write_customers(folder: Path, customers: Customers) -> int:
    """customers.csv: one row a customer."""
    columns = (
        customers.ids,
        customers.names,
        [SEGMENTS[place] for place in customers.industries],
        text(customers.employees.astype(int)),
        customers.countries,
        [REGIONS[place] for place in customers.regions],
        text(customers.founded),
        text(customers.since),
    )
    header = "customer_id,name,industry,employees,country,region,founded,customer_since"
    return write_csv(folder / "customers.csv", header, zip(*columns, strict=True))


def write_products(folder: Path, products: Products) -> int:
    """products.csv: one row a product."""
    prices, costs = map(from_euros, products.list_prices), map(from_euros, products.unit_costs)
    rows = zip(products.ids, products.names, text(products.families), prices, costs, strict=True)
    return write_csv(folder / "products.csv", "product_id,name,family,list_price,unit_cost", rows)


def write_team(folder: Path, seed: int, names: list[str]) -> dict[str, int]:
    """reps.csv and skills.csv: one row a person, one row a person and skill."""
    people = (
        (rep.id, name, rep.role, rep.region, rep.manager, rep.starts, rep.ends, f"{rep.quota}.00" if rep.quota else "")
        for rep, name in zip(ROSTER, names, strict=True)
    )
    skills = ((rep, skill, str(level), day) for rep, skill, level, day in skill_levels(seed))
    header = "rep_id,name,role,region,manager_id,starts,ends,quota"
    return {
        "reps": write_csv(folder / "reps.csv", header, people),
        "skills": write_csv(folder / "skills.csv", "rep_id,skill,level,assessed", skills),
    }


def write_months(folder: Path, spend: Spend, market: np.ndarray, ledger_cents: np.ndarray) -> dict[str, int]:
    """spend.csv, market.csv and controls.csv: one row a month and medium, a month and segment, a month."""
    months = text(MONTHS)
    spent = (
        (month, medium, from_euros(getattr(spend, medium)[place]))
        for place, month in enumerate(months)
        for medium in MEDIA
    )
    sold = (
        (month, segment, from_euros(market[place, column]))
        for place, month in enumerate(months)
        for column, segment in enumerate(SEGMENTS)
    )
    booked = zip(months, map(money, ledger_cents.tolist()), strict=True)
    return {
        "spend": write_csv(folder / "spend.csv", "month,medium,amount", spent),
        "market": write_csv(folder / "market.csv", "month,segment,amount", sold),
        "controls": write_csv(folder / "controls.csv", "month,amount", booked),
    }


def write_ratings(folder: Path, ratings: Ratings, customers: Customers) -> int:
    """ratings.csv: one row a rating."""
    who = [customers.ids[place] for place in ratings.customers]
    rows = zip(text(ratings.days), who, text(ratings.scores), strict=True)
    return write_csv(folder / "ratings.csv", "date,customer_id,score", rows)
