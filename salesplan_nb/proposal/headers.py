"""Which concepts of a header name which column of the contract, as data, and how sure that is.

A pattern is how sure in percent, the concepts that must be in the header and, after a stroke, those that may be there
too and change nothing; patterns are parted by semicolons. The figures are judgements; benchmarks/init_from.py measures
what they are worth.
"""

from __future__ import annotations

from typing import NamedTuple


class Pattern(NamedTuple):
    """A header's concepts that name a column."""

    needs: frozenset[str]
    """Concepts that must be there."""
    also: frozenset[str]
    """Concepts that may be there too."""
    weight: float
    """How sure a header of exactly these is, before its values are looked at."""


_TEXTS: dict[str, dict[str, str]] = {
    "orders": {
        "order_id": """
            97 order id / sales transaction customer; 95 invoice id / sales order transaction; 93 transaction id /
            sales unit; 80 sales id; 60 order name; 30 name; 75 invoice; 78 order / sales; 70 transaction; 90
            opportunity id / sales; 70 opportunity / sales; 50 id
        """,
        "line": """
            94 line id / order sales invoice transaction; 75 line
        """,
        "order_date": """
            97 order date / sales transaction; 93 invoice date / sales; 93 transaction date / sales unit; 93 sales
            date; 90 closed date / opportunity; 88 date; 70 created date / order; 55 created; 75 order created /
            date; 30 invoice; 30 order; 60 closed; 85 week date; 70 date month / order invoice sales
        """,
        "month": """
            93 month / order invoice sales date; 93 month year / order sales date; 50 year / sales
        """,
        "customer_id": """
            97 customer id / sales; 90 customer / opportunity; 82 customer name; 72 email / invoice; 82 customer
            email; 65 contact email; 50 customer contact
        """,
        "product_id": """
            97 product id / stock order line; 90 product / order line; 85 product name; 60 product description; 45
            sub family; 40 description
        """,
        "product_family": """
            88 family; 70 family id / product sub; 95 product family / name; 75 product type; 85 family name; 45
            segment
        """,
        "region": """
            92 region / sales name customer; 82 country / customer invoice id; 72 state / customer; 62 shipped
            country / region; 60 region id / sales; 60 market / name
        """,
        "channel": """
            95 channel / sales; 90 channel name; 30 medium
        """,
        "rep_id": """
            96 rep id / sales opportunity; 92 rep / sales opportunity; 88 rep name / sales opportunity; 60
            merchandiser / name; 45 manager / customer
        """,
        "quantity": """
            95 quantity / order sales line invoice; 85 quantity product
        """,
        "unit_price": """
            95 unit price / net sales transaction order line product amount; 90 price quantity / net sales product
            amount; 85 price / net product amount; 85 unit amount; 85 unit value / net sales; 75 sales price
        """,
        "amount": """
            97 net amount / sales order invoice transaction net total line; 97 net sales / amount revenue total; 90
            amount / sales order line value; 60 value; 90 order value / net total; 92 sales value / net; 93 net value
            / total order; 90 closed value; 90 opportunity value; 88 invoice value / net; 90 sales / amount total
            product; 92 revenue / sales net amount total; 78 total / sales order line amount; 78 total value / sales
            order line; 88 invoice amount / total; 95 net total / order amount line; 80 net; 90 closed amount; 90
            opportunity amount; 60 net price / total; 85 total price / line net; 60 gross sales / amount; 50 gross
            amount / total sales
        """,
        "cost": """
            85 cost / sales amount total product; 90 cost total
        """,
        "currency": "96 currency / order id opportunity",
    },
    "opportunities": {
        "opportunity_id": """
            97 opportunity id / sales; 85 lead id; 70 opportunity / sales; 50 opportunity name; 70 id
        """,
        "created": """
            95 created date / opportunity; 85 created / opportunity; 75 start date
        """,
        "closed": """
            95 closed date / opportunity; 85 closed; 60 end date
        """,
        "expected_close": """
            95 expected closed / date; 80 expected date; 85 expected order date
        """,
        "status": """
            93 status / opportunity; 93 stage / opportunity name
        """,
        "stage": """
            95 stage / opportunity name; 60 status / opportunity
        """,
        "reached": "50 last stage",
        "customer_id": """
            97 customer id; 92 customer; 88 customer name
        """,
        "product_family": """
            95 product family; 85 family / name
        """,
        "region": """
            92 region / name sales; 70 country; 60 state; 60 market / name
        """,
        "rep_id": """
            96 rep id / opportunity sales; 93 rep / opportunity sales; 90 rep name / opportunity sales; 60
            merchandiser / name
        """,
        "competitor": "95 competitor / name",
        "amount": """
            93 amount / opportunity total net sales; 85 revenue / expected amount; 93 closed amount; 93 closed
            value; 70 value; 93 opportunity value; 95 opportunity amount; 85 expected amount; 60 sales
        """,
        "currency": "96 currency / opportunity id",
    },
    "customers": {
        "customer_id": """
            97 customer id; 70 id; 90 customer; 80 customer name; 70 email / customer
        """,
        "name": """
            96 customer name; 88 customer; 88 name
        """,
        "industry": "95 industry / customer",
        "employees": "93 headcount / quantity rep",
        "revenue": "90 revenue / year customer",
        "country": "96 country / customer id region",
        "region": """
            88 region / sales customer; 55 state / customer
        """,
        "founded": "93 founded / year",
        "customer_since": """
            95 customer since / date; 85 since / date; 70 created date; 75 customer date
        """,
        "parent": "93 parent / customer id name",
    },
    "products": {
        "product_id": """
            97 product id; 70 id; 90 product; 80 product name
        """,
        "name": """
            96 product name; 88 product; 88 name; 75 description; 88 product description
        """,
        "family": """
            93 family / product name; 75 product type; 50 type; 40 sub family; 70 family id / product sub
        """,
        "list_price": """
            96 list price / product sales amount; 88 unit price / amount; 85 price quantity / amount; 85 price /
            product sales amount
        """,
        "unit_cost": """
            95 unit cost / amount; 90 cost quantity / amount; 85 cost / product price amount; 85 list cost / amount
        """,
    },
    "reps": {
        "rep_id": """
            97 rep id / sales; 70 id; 92 rep / sales; 85 rep name / sales
        """,
        "name": """
            95 rep name / sales; 88 name; 85 rep / sales
        """,
        "role": "93 role",
        "region": """
            93 region / sales name; 50 state; 50 country
        """,
        "manager_id": """
            93 manager / id; 93 manager name
        """,
        "starts": """
            93 start date / rep; 88 start
        """,
        "ends": """
            93 end date / rep; 85 end
        """,
        "quota": "93 quota / year target amount",
    },
    "targets": {
        "month": """
            95 month / order date target sales; 80 date / target order; 95 month year
        """,
        "product_family": """
            93 family / product name; 70 product
        """,
        "region": """
            93 region / sales name; 75 country
        """,
        "amount": "95 target / amount sales revenue order total net",
    },
    "spend": {
        "month": """
            95 month / date; 85 date; 80 week date; 95 month year
        """,
        "medium": """
            93 medium / marketing; 88 channel / marketing; 70 campaign / name; 93 marketing medium
        """,
        "amount": """
            95 spend / marketing amount total; 93 marketing cost / amount total; 85 marketing amount; 60 cost /
            amount
        """,
        "currency": "96 currency",
    },
    "ratings": {
        "date": """
            92 date / score created; 70 created / date
        """,
        "customer_id": """
            97 customer id; 92 customer; 85 customer name; 70 email
        """,
        "score": "94 score / customer",
    },
    "market": {
        "month": """
            95 month; 88 date; 70 year; 95 month year
        """,
        "segment": """
            93 industry / name; 88 segment / market name; 60 market
        """,
        "amount": """
            95 market amount / total; 80 market; 95 market sales; 80 sales / amount total; 80 revenue
        """,
    },
    "controls": {
        "month": """
            95 month; 85 date; 95 month year
        """,
        "amount": """
            95 finance total / amount sales revenue; 95 finance amount; 80 finance / sales revenue; 70 total /
            amount; 70 amount; 70 revenue
        """,
        "tolerance": "95 tolerance / percent",
    },
}


def _patterns(text: str) -> tuple[Pattern, ...]:
    found = []
    for pattern in " ".join(text.split()).split("; "):
        weight, _, rest = pattern.partition(" ")
        needs, _, also = rest.partition("/")
        found.append(Pattern(frozenset(needs.split()), frozenset(also.split()), int(weight) / 100))
    return tuple(found)


HEADERS = {table: {column: _patterns(text) for column, text in columns.items()} for table, columns in _TEXTS.items()}
"""Table, column: what its header may say."""
