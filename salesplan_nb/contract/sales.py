"""What was sold, to whom, and what may be: orders, opportunities, customers, products, ratings."""

from __future__ import annotations

from salesplan_nb.contract.columns import (
    CURRENCY,
    CUSTOMER_ID,
    NOTHING_YET,
    REP_ID,
    Column,
    Table,
    day,
    money,
    month,
    number,
    text,
)

PROFILE = "profile of each segment, and rules of segments in plan.yml"
IN_RULES = "rules of segments in plan.yml"
ORDERS: dict[str, Column] = {
    "order_id": text(
        "order that the line belongs to; without it every line counts as an order",
        "SO-2610-0041",
        on="orders counted apart from their lines: order value, how often a customer buys",
    ),
    "line": text("line within the order", "1", on="finding a line that was sent twice: duplicates: [order_id, line]"),
    "order_date": day(
        "day on which it was signed or invoiced",
        "2026-10-07",
        on="groups of customers by how recently they bought; the last complete month told by the day",
    ),
    "month": month("month of it, where the day is not known", on="a plan, like order_date", required=False),
    "customer_id": text(
        CUSTOMER_ID, "C0079", on="new customers, groups of customers; with customers: segments, retention"
    ),
    "product_id": text(
        "product; one of the table products, where there is one", "A-4711", on="with products: families, cost of goods"
    ),
    "product_family": text(
        "family of the product; without it, that of the table products",
        "Pumps",
        on="targets, trend and mix by product family",
    ),
    "region": text(
        "region; without it, that of the customer, else of the person who sold", "North", on="targets by region"
    ),
    "channel": text("route to market", "direct", on="routes to market: what each sells, grows and leaves"),
    "rep_id": text(REP_ID, "E017", on="quotas by what people sold; with quotas in reps: quota attainment"),
    "quantity": number("pieces; negative for a return", "pieces", "5", on="with unit_cost in products: cost of goods"),
    "unit_price_cents": money(
        "net price of a piece", "389.83", on="the check that amount is quantity x unit_price, to a cent a piece"
    ),
    "amount_cents": money(
        "net amount, after discounts; negative for a return",
        "1949.15",
        on="bookings, revenue, revenue growth, trend, season, forecast with its past test, goal and its chance",
        required=True,
    ),
    "cost_cents": money(
        "cost of goods; without it, quantity x unit_cost of the table products",
        "780.00",
        on="margin of segments, contribution of routes to market",
    ),
    "currency": CURRENCY,
}
OPPORTUNITIES: dict[str, Column] = {
    "opportunity_id": text("opportunity", "O00417", on="finding a deal that was sent twice"),
    "created": day("day on which work on it began", "2026-07-02", on="conversion, sales cycle"),
    "closed": day(
        "day on which it was won or lost; empty while it is open",
        "2026-09-18",
        on="win rate, sales cycle, weighted pipeline coverage, competitors",
    ),
    "expected_close": day("day on which it should close, as the seller says", "2026-09-30", on="pipeline coverage"),
    "status": text(
        "open, won or lost",
        "won",
        on="win rate, conversion, sales cycle, pipeline coverage, weighted pipeline coverage",
        required=True,
        values=("open", "won", "lost"),
    ),
    "stage": text("stage that it is in", "Negotiation", on=NOTHING_YET),
    "reached": text(
        "furthest stage that it was in; begin each with its number, so that they have an order",
        "4 Negotiation",
        on="conversion stage by stage",
    ),
    "customer_id": text(CUSTOMER_ID, "C0382", on="win rate of segments"),
    "product_family": text("family that it is about", "Service", on="deals to create by product family"),
    "region": text("region", "South", on="deals to create by region"),
    "source": text("what it came from: a fair, a campaign, a partner", "Trade fair", on="deals to create by source"),
    "rep_id": text(REP_ID, "E017", on=NOTHING_YET),
    "competitor": text("competitor whom the deal names", "Northwind", on="win rate against each competitor"),
    "amount_cents": money("expected net amount", "17600.00", on="pipeline coverage, weighted pipeline coverage"),
    "currency": CURRENCY,
}
CUSTOMERS: dict[str, Column] = {
    "customer_id": text("customer; no id twice", "C0079", on="all that follows", required=True),
    "name": text("name for readers", "Elmlund Life Science", on=IN_RULES),
    "industry": text("industry", "Retail", on=f"segments, where plan.yml has no rules for them; {PROFILE}"),
    "employees": number("people who work there", "people", "249", on=PROFILE, kind="count"),
    "revenue_cents": money("what the customer itself turns over in a year", "41000000", on=IN_RULES),
    "country": text("country", "Atlantis", on=PROFILE),
    "region": text("region that serves it", "North", on=f"region of orders that have none themselves; {PROFILE}"),
    "founded": number("year of its foundation", "year", "1950", on=PROFILE, kind="count"),
    "customer_since": day("day on which it became a customer", "2012-03-06", on=IN_RULES),
    "parent": text("company that it belongs to", on=IN_RULES),
}
PRODUCTS: dict[str, Column] = {
    "product_id": text("product; no id twice", "A-4711", on="all that follows", required=True),
    "name": text("name for readers", "HL-10 radar transmitter", on=NOTHING_YET),
    "family": text("family that targets are set for", "Level", on="product family of orders that have none themselves"),
    "list_price_cents": money("price of a piece before discount", "410.00", on=NOTHING_YET),
    "unit_cost_cents": money("cost of a piece", "156.00", on="cost of orders that have none: quantity x this"),
}
RATINGS: dict[str, Column] = {
    "date": day("day of the answer", "2026-10-12", on="customer satisfaction, month by month", required=True),
    "customer_id": text(CUSTOMER_ID, "C0448", on=NOTHING_YET),
    "score": number("score, 1 to 5", "points, 1 to 5", "4", on="customer satisfaction", required=True),
}
SALES: dict[str, Table] = {
    "orders": Table(
        "an order line, or what was sold in a month (and region, product family, channel)",
        ORDERS,
        "everything: a plan needs orders",
        one_of=("order_date", "month"),
        when=("month",),
    ),
    "opportunities": Table(
        "an opportunity",
        OPPORTUNITIES,
        "win rate, conversion, sales cycle, pipeline coverage, competitors",
        when=("created",),
    ),
    "customers": Table("a customer", CUSTOMERS, "segments by industry and profile", key="customer_id"),
    "products": Table(
        "a product",
        PRODUCTS,
        "product families and cost of goods, where the orders do not have them",
        key="product_id",
    ),
    "ratings": Table("a rating by a customer", RATINGS, "customer satisfaction", when=("date",)),
}
