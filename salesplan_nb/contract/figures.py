"""Figures by month or day to set beside the orders: spend, the market, Finance's totals, earlier targets, rates."""

from __future__ import annotations

from salesplan_nb.contract.columns import CURRENCY, NOTHING_YET, Column, Table, day, money, month, number, text

SPEND: dict[str, Column] = {
    "month": month("month in which it was spent", on=NOTHING_YET),
    "medium": text("where marketing money goes", "search", on=NOTHING_YET),
    "amount_cents": money("money spent", "8863.54", on=NOTHING_YET, required=True),
    "currency": CURRENCY,
}
MARKET: dict[str, Column] = {
    "month": month("month", on="growth of the market, 12 months against 12"),
    "segment": text(
        "segment; one of those of plan.yml, else an industry of the customers; without it, the whole market",
        "Beverages",
        on="growth and share segment by segment",
    ),
    "amount_cents": money("what all suppliers sold", "24388000", on="our share of the market", required=True),
}
CONTROLS: dict[str, Column] = {
    "month": month("month", on="the comparison with Finance, month by month"),
    "amount_cents": money("Finance's total of the orders", "1917803.18", on="the difference to it", required=True),
    "tolerance": number(
        "share of the total by which the orders may differ",
        "share of 1",
        "0.001",
        on="a gate: past it the run stops with exit code 4",
        kind="fraction",
    ),
}
TARGETS: dict[str, Column] = {
    "month": month("month", on="actual against earlier targets"),
    "product_family": text("family that the target is for", "Level", on="the same by product family"),
    "region": text("region that the target is for", "North", on="the same by region"),
    "amount_cents": money("target of the orders", "640000", on="actual against earlier targets", required=True),
}
RATES: dict[str, Column] = {
    "date": day("first day on which it holds", "2026-10-01", on="the rate of each day", required=True),
    "currency": text("currency, three capital letters", "USD", on="amounts in this currency", required=True),
    "rate": number(
        "what one unit of it is worth", "plan.yml's currency", "0.8621", on="amounts in this currency", required=True
    ),
}
FIGURES: dict[str, Table] = {
    "spend": Table("a month of a medium", SPEND, "spend by medium", when=("month",)),
    "market": Table("a month of a segment's market", MARKET, "growth and share against the market", when=("month",)),
    "controls": Table(
        "a month's total as Finance reports it", CONTROLS, "the comparison with Finance's totals", when=("month",)
    ),
    "targets": Table(
        "a month's earlier target of a product family or region",
        TARGETS,
        "actual against the targets that were set before",
        when=("month",),
    ),
    "rates": Table(
        "a currency's rate from a day on", RATES, "amounts in other currencies than the plan's", when=("date",)
    ),
}
