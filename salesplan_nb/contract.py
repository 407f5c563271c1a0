"""The data contract: canonical tables, their columns, types and units, and what a missing table switches off.

Data alone, importing nothing of ours: sources.yml is checked against it, intake maps files to it, documents list it.
A column's kind is one of `results.DTYPES` and says its unit; columns in money end in `_cents`, and sources.yml names
them without it, in whole currency units.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """A column: how it is stored, what it says, and whether its table makes no sense without it."""

    kind: str
    meaning: str
    required: bool = False
    values: tuple[str, ...] = ()
    """All values that it may have; empty where any will do."""
    on: str = ""
    """What it switches on where it is filled; '' where its table's purpose says it."""


@dataclass(frozen=True)
class Table:
    """A canonical table."""

    row: str
    """What one row is."""
    columns: dict[str, Column]
    switches_off: str
    """What the plan goes without where the table is absent."""
    one_of: tuple[str, ...] = ()
    """Columns of which at least one is there."""
    key: str = ""
    """The column by which other tables look a row up: no value twice."""
    when: tuple[str, ...] = ()
    """Columns that say when a row happened, the first one there counts; rows after as_of are set aside."""

    def stored(self, name: str) -> str:
        """The column that sources.yml means: `amount` is stored as `amount_cents`."""
        return name if name in self.columns else f"{name}_cents"

    @property
    def money(self) -> str:
        """The column that the table's money is counted by, '' where it has none."""
        return "amount_cents" if "amount_cents" in self.columns else ""


UNASSIGNED = "unassigned"
"""What a row counts under where its customer, product, rep, region ... is not known."""
REFERENCES = {"customer_id": "customers", "product_id": "products", "rep_id": "reps"}
"""Columns that look up a row of another table."""


def _text(meaning: str, *, required: bool = False, values: tuple[str, ...] = ()) -> Column:
    return Column("text", meaning, required, values)


def _cents(meaning: str, *, required: bool = False) -> Column:
    return Column("cents", meaning, required)


TABLES: dict[str, Table] = {
    "orders": Table(
        "an order line",
        {
            "order_id": _text("order that the line belongs to; without it every line counts as an order"),
            "line": _text("line within the order"),
            "order_date": Column("date", "day on which it was signed or invoiced"),
            "month": Column("month", "month of it, where the day is not known"),
            "customer_id": _text("customer; those of the table customers"),
            "product_id": _text("product; those of the table products"),
            "product_family": _text("family; by default that of the product"),
            "region": _text("region; by default that of the customer, else of the rep"),
            "channel": _text("route to market"),
            "rep_id": _text("person who sold; those of the table reps"),
            "quantity": Column("number", "pieces; negative for a return"),
            "unit_price_cents": _cents("net price of a piece; amount must be quantity x this"),
            "amount_cents": _cents("net amount; negative for a return", required=True),
            "cost_cents": _cents("cost of goods; by default quantity x the product's unit cost"),
            "currency": _text("currency of the row's money; by default plan.yml's"),
        },
        "everything: a plan needs orders",
        one_of=("order_date", "month"),
        when=("month",),
    ),
    "opportunities": Table(
        "an opportunity",
        {
            "opportunity_id": _text("opportunity"),
            "created": Column("date", "day on which work on it began"),
            "closed": Column("date", "day on which it was won or lost"),
            "expected_close": Column("date", "day on which it should close, as the rep says"),
            "status": _text("open, won or lost", required=True, values=("open", "won", "lost")),
            "stage": _text("stage that it is in"),
            "reached": _text("furthest stage that it was in"),
            "customer_id": _text("customer; those of the table customers"),
            "product_family": _text("family that it is about"),
            "region": _text("region"),
            "rep_id": _text("person who works on it; those of the table reps"),
            "competitor": _text("competitor whom the deal names"),
            "amount_cents": _cents("expected net amount"),
            "currency": _text("currency of the row's money; by default plan.yml's"),
        },
        "win rate, conversion, sales cycle, pipeline coverage, competitors",
        when=("created",),
    ),
    "customers": Table(
        "a customer",
        {
            "customer_id": _text("customer", required=True),
            "name": _text("name for readers"),
            "industry": _text("industry"),
            "employees": Column("count", "people who work there"),
            "revenue_cents": _cents("what the customer itself turns over in a year"),
            "country": _text("country"),
            "region": _text("region that serves it"),
            "founded": Column("count", "year of its foundation"),
            "customer_since": Column("date", "day on which it became a customer"),
            "parent": _text("company that it belongs to"),
        },
        "segments by industry and profile",
        key="customer_id",
    ),
    "products": Table(
        "a product",
        {
            "product_id": _text("product", required=True),
            "name": _text("name for readers"),
            "family": _text("family that targets are set for"),
            "list_price_cents": _cents("price of a piece before discount"),
            "unit_cost_cents": _cents("cost of a piece"),
        },
        "product families and cost of goods, where the orders do not have them",
        key="product_id",
    ),
    "reps": Table(
        "a person who sells",
        {
            "rep_id": _text("person", required=True),
            "name": _text("name for readers"),
            "role": _text("role; those of plan.yml"),
            "region": _text("region that the person works in"),
            "manager_id": _text("person's manager"),
            "starts": Column("date", "first day"),
            "ends": Column("date", "last day, where it is known"),
            "quota_cents": _cents("quota of the running year"),
        },
        "team, capacity, quotas, attainment",
        key="rep_id",
    ),
    "skills": Table(
        "a skill of a person, as assessed",
        {
            "rep_id": _text("person; those of the table reps", required=True),
            "skill": _text("skill; those of plan.yml", required=True),
            "level": Column("number", "level, 1 to 5", required=True),
            "assessed": Column("date", "day of the assessment"),
        },
        "skill gaps",
    ),
    "spend": Table(
        "a month of a medium",
        {
            "month": Column("month", "month", required=True),
            "medium": _text("where marketing money goes"),
            "amount_cents": _cents("money spent", required=True),
            "currency": _text("currency of the row's money; by default plan.yml's"),
        },
        "spend by medium",
        when=("month",),
    ),
    "ratings": Table(
        "a rating by a customer",
        {
            "date": Column("date", "day of the answer", required=True),
            "customer_id": _text("customer; those of the table customers"),
            "score": Column("number", "score, 1 to 5", required=True),
        },
        "customer satisfaction",
        when=("date",),
    ),
    "market": Table(
        "a month of a segment's market",
        {
            "month": Column("month", "month", required=True),
            "segment": _text("segment; those of plan.yml"),
            "amount_cents": _cents("what all suppliers sold", required=True),
        },
        "growth and share against the market",
        when=("month",),
    ),
    "controls": Table(
        "a month's total as Finance reports it",
        {
            "month": Column("month", "month", required=True),
            "amount_cents": _cents("Finance's total of the orders", required=True),
            "tolerance": Column("fraction", "share of the total by which orders may differ; beyond it a run stops"),
        },
        "the comparison with Finance's totals",
        when=("month",),
    ),
    "targets": Table(
        "a month's earlier target of a product family or region",
        {
            "month": Column("month", "month", required=True),
            "product_family": _text("family that the target is for"),
            "region": _text("region that the target is for"),
            "amount_cents": _cents("target of the orders", required=True),
        },
        "actual against the targets that were set before",
        when=("month",),
    ),
    "rates": Table(
        "a currency's rate from a day on",
        {
            "date": Column("date", "first day on which it holds", required=True),
            "currency": _text("currency, such as USD", required=True),
            "rate": Column("number", "plan.yml's currency for one of this", required=True),
        },
        "amounts in other currencies than the plan's",
        when=("date",),
    ),
    "assignments": Table(
        "who serves a customer from a day on",
        {
            "customer_id": _text("customer; those of the table customers", required=True),
            "rep_id": _text("person; those of the table reps; empty for the house account"),
            "region": _text("territory that the customer belongs to then"),
            "starts": Column("date", "first day; empty: since ever"),
            "ends": Column("date", "last day; empty: until now"),
            "share": Column("fraction", "share of the customer's orders; those of a day sum to 1; by default 1"),
            "kind": _text("owner, or overlay: credited too, but not counted", values=("owner", "overlay")),
        },
        "orders restated on today's territories, splits among people",
    ),
}
"""Every table of the contract, `orders` first."""
