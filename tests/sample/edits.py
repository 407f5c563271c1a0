"""The committed sample with entries of plan.yml, sources.yml and the fixed files edited; what its page says then."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

Row = dict[str, str]

# Entries of plan.yml: as they are, as edited.
PLAN: tuple[tuple[str, str], ...] = (
    ("role: Chief financial officer", "role: Treasurer"),
    (
        "influence: medium      # not heard yet: the partner contracts need her before March",
        "influence: medium\n    heard: 2026-11-13",
    ),
    (
        "    informed: [cfo]\n",
        "    informed: [cfo]\n  - id: win\n    statement: North\n    accountable: cro\n    responsible: [cro]\n",
    ),
    (
        "{id: sales27, objective: grow, metric: bookings, baseline: yoy, change: +20%, period: 2027, owner: cro}",
        (
            "{id: sales27, objective: keep, metric: bookings, baseline: yoy, change: +20%,"
            " period: 2027-01..2027-11, owner: head-direct}"
        ),
    ),
    ("  region: trailing_12", "  region: prior_year"),
    ("{id: direct, cost: 11%", "{id: direct, cost: 12%"),
    ("share: 45%", "share: 44%"),
    ("share: 29%", "share: 30%"),
    ("{id: online, cost: 6%", "{id: online, cost: 9%"),
    ("one seller and one engineer for", "two sellers and one engineer for"),
    ("likely: 1700000", "likely: 1900000"),
    ("a week with each of four partners", "a week with each of five partners"),
    (
        "within a day wherever Corvex is named, with a weekly deal clinic\n    owner: head-direct",
        "within two days wherever Corvex is named, with a weekly deal clinic\n    owner: cro",
    ),
    ("offered before they are due, by e-mail", "offered before they are due, by letter"),
    ("source: e-mail test of 2025 and 2026}\n    budget: reorder-mail\n", "source: e-mail test of 2025 and 2026}\n"),
    ("answer every service case within two days", "answer every service case within three days"),
    ("sets the plan, answers", "owns the plan, answers"),
    ("above 15% discount", "above 16% discount"),
    ("active in Iberia by June", "active in Iberia by July"),
    ("leads service, answers for satisfaction", "leads service, answers for renewals"),
    ("forecast within 10% each quarter", "forecast within 11% each quarter"),
    ("eight visits a week", "nine visits a week"),
    ("trains them", "coaches them"),
    ("a course takes sellers off", "a class takes sellers off"),
    ("{annual: 12%", "{annual: 13%"),
    ("over_assignment: 8%", "over_assignment: 9%"),
    ("amount: 120000", "amount: 130000"),
    ("panel (made up), p. 12", "panel (made up), p. 32"),
    ("panel (made up), p. 14", "panel (made up), p. 34"),
    ("panel (made up), p. 17", "panel (made up), p. 37"),
    ("panel (made up), p. 19", "panel (made up), p. 39"),
    ("day: 10}", "day: 12}"),
    ("amount: 150000, owner: head-marketing, goal: sales27}", "amount: 150000, owner: head-marketing}"),
)

# What rests on plan.yml alone, and the words that the edited entry puts into it; '' where the words are gone.
RESTS_ON_PLAN: dict[str, str] = {
    "claim-stakeholders.claim": "All 6",  # departments whose stakeholders have heard:
    "stakeholders.reading": "Treasurer",
    "raci.claim": "Three",  # objectives, each with its accountable
    "lineage.claim": "",  # links from objectives over goals to owners
    "smart-sales27.Specific": "Head of direct sales",  # the goal's owner
    "smart-sales27.Relevant": "Keep the customers",  # its objective
    "smart-sales27.Time-bound": "Nov 2027",  # its period
    "tactics.claim": "five owners",
    "tactics.reading": "",  # whether each tactic has a source and a budget line
    "tactics-notes.Food line teams": "two sellers",
    "tactics-notes.Partner launch in Iberia": "five partners",
    "tactics-notes.Answer to Corvex": "within two days",
    "tactics-notes.Reorders in the web shop": "by letter",
    "tactics-notes.Two-day service promise": "three days",
    "tactics-notes.Effects": "",  # low, likely, high of each tactic, simulated with the run's seed
    "claim-budget.claim": "2.42M",  # sum of the lines against the limit
    "budget.desc": "Technology 0.19",
    "budget.reading": "6 of 9 lines",  # lines that a tactic or goal names
    "roles.Chief revenue officer": "owns the plan",
    "roles.Head of direct sales": "16%",
    "roles.Head of partners": "by July",
    "roles.Head of service": "renewals",
    "roles.Regional lead": "11%",
    "roles.Account executive": "nine visits",
    "roles.Partner manager": "coaches",
    "reviews.Next look": "12 Nov 2026",
    "assumptions.Attrition": "13%",
    "assumptions.Quotas": "9%",
    "assumptions.Breakdown": "regions prior year",
    "assumptions.Market Food": "p. 32",
    "assumptions.Market Chemicals": "p. 34",
    "assumptions.Market Pharma": "p. 37",
    "assumptions.Market Water": "p. 39",
    "assumptions.Risk product": "a class",
}

# What rests on what the generator writes alike for every seed: the team, its skills, the number of messy rows, ...
RESTS_ON_FIXED_FILES: dict[str, str] = {
    "claim-todos.claim": "",  # Legal was not heard; claims of swot that the data turn against come on top
    "claim-org.claim": "five",  # reps.csv, manager_id: a fifth under one lead
    "skills.reading": "Regional lead",  # skills.csv: one partner manager less lies below
    "claim-channels.claim": "brings 44%",  # orders.csv: the channels' shares hold by construction
    "channels.reading": "",  # list_price and unit_cost of products.csv, cost of channels in plan.yml
    "claim-controls.claim": "1.0%",  # controls.csv, a hundredth more
    "quality-notes.Corrected": "Seven",  # orders.csv: one more product in lower case
    "years.reading": "2026 is not whole",  # orders.csv: those of 2023 in January 2024
    "quality-notes.Missing": "against the market",  # sources.yml without the market's months
}


def edit(folder: Path) -> None:
    """Edit a copy of the sample."""
    replace(folder / "plan.yml", PLAN)
    replace(
        folder / "sources.yml",
        (("  market:\n    file: market.csv\n    columns: {month: month, segment: segment, amount: amount}\n\n", ""),),
    )
    data = folder / "data"
    replace(
        data / "reps.csv", (("R014,Elif Brandt,ae,Benelux-France,R006", "R014,Elif Brandt,ae,Benelux-France,R005"),)
    )
    replace(data / "skills.csv", (("R021,negotiation,2", "R021,negotiation,4"),))
    change(data / "controls.csv", lambda _, row: row | {"amount": f"{float(row['amount']) * 1.01:.2f}"})
    change(data / "orders.csv", _order)


def _order(i: int, row: Row) -> Row:
    if i == 1:
        row = row | {"product_id": row["product_id"].lower()}
    if row["order_date"].startswith("2023"):
        row = row | {"order_date": f"2024-01-{row['order_date'][8:]}"}
    return row | {"channel": "partner"} if row["channel"] == "direct" and i % 20 == 0 else row


def replace(path: Path, pairs: tuple[tuple[str, str], ...]) -> None:
    """Replace words that stand in the file exactly once."""
    text = path.read_text(encoding="utf-8")
    for old, new in pairs:
        assert text.count(old) == 1, f"{path.name} holds {old!r} {text.count(old)} times, not once"
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def change(path: Path, how: Callable[[int, Row], Row]) -> None:
    """Write each row anew."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(how(i, row) for i, row in enumerate(rows))
