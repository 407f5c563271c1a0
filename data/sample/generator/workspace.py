"""One run of the generator: a workspace with data, truth and, where they exist, the plan and its sources."""

import shutil
from collections.abc import Iterable
from pathlib import Path

from generator import tables
from generator.customers import customer_base
from generator.demand import monthly_demand
from generator.effects import chosen_effects
from generator.files import write_yaml
from generator.ledger import differences, first_of_each, true_cents
from generator.market import market_sales
from generator.mess import with_mess
from generator.opportunities import pipeline
from generator.orders import clean_lines
from generator.products import catalogue
from generator.ratings import monthly_ratings
from generator.spend import monthly_spend
from generator.team import roster_names, territories
from generator.truth import totals_truth, whole_truth

SAMPLE = Path(__file__).resolve().parent.parent
HAND_WRITTEN = ("plan.yml", "sources.yml")
COMMENT = "Written by data/sample/generator: what was planted in data/*.csv. Do not edit; money is in cents of EUR."


def generate(seed: int, out: Path | str, off: Iterable[str] = (), turn: Iterable[str] = ()) -> None:
    """Write a sample workspace to a directory, which is made if need be.

    Parameters
    ----------
    seed
        Whole number of 0 or more; the same seed gives the same bytes.
    out
        The workspace: gets ``data/*.csv``, ``truth.yml`` and copies of the sample's plan.yml and sources.yml.
    off, turn
        Names of effects to leave out, and to turn round.

    Raises
    ------
    UnknownEffect
        Where a name is no planted effect, or is in both lists. Nothing is written then.
    """
    effects = chosen_effects(off, turn)
    out = Path(out)
    folder = out / "data"
    folder.mkdir(parents=True, exist_ok=True)

    customers, products, spend = customer_base(seed), catalogue(seed), monthly_spend(seed)
    owners = territories(customers)
    demand = monthly_demand(seed, effects, spend)
    lines, mess = with_mess(seed, clean_lines(seed, demand, customers, products, owners, effects))
    surplus = next(entry.cents for entry in mess if entry.kind == "duplicate")
    booked = true_cents(lines.take(first_of_each(lines)))
    ledger_off = differences(seed, booked)

    rows = {
        "orders": tables.write_orders(folder, lines, customers),
        "opportunities": tables.write_opportunities(folder, pipeline(seed, customers, owners, effects), customers),
        "customers": tables.write_customers(folder, customers),
        "products": tables.write_products(folder, products),
        "ratings": tables.write_ratings(folder, monthly_ratings(seed, customers, effects), customers),
        **tables.write_team(folder, seed, roster_names(seed)),
        **tables.write_months(folder, spend, market_sales(seed, effects), booked + ledger_off),
    }
    totals = totals_truth(lines, surplus, booked)
    truth = whole_truth(seed, effects, demand.search_scale, rows, mess, totals, ledger_off)
    write_yaml(out / "truth.yml", COMMENT, truth)
    if out.resolve() != SAMPLE:
        for name in HAND_WRITTEN:
            if (SAMPLE / name).exists():
                shutil.copyfile(SAMPLE / name, out / name)
