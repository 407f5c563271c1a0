"""How well a column's values can be those of a column of the contract."""

from __future__ import annotations

from salesplan_nb.contract import REFERENCES, TABLES
from salesplan_nb.proposal.profiles import CATEGORIES, Profile

EARLIEST = 1970
"""Year before which no file of sales goes back."""
GROUPING = (
    "region", "product_family", "channel", "family", "status", "stage", "medium", "industry", "segment", "role", "kind",
)  # fmt: skip
"""Columns that group rows: few values for many rows."""
DOUBTFUL, CONSTANT, PERCENT = 0.4, 0.6, 0.2
"""What speaks against a column without ruling it out: an unlikely kind, money that is always the same, money in %."""


def fit(table: str, column: str, profile: Profile) -> float:
    """0 where the values cannot be those of the column, 1 where nothing speaks against it.

    Parameters
    ----------
    table, column : str
        Of the contract; a column in money without `_cents`.
    profile : Profile
        What the values are.
    """
    kind = TABLES[table].written[column].kind
    if profile.kind == "empty":
        return 0.0
    if table == "orders" and profile.days is not None and profile.days.low.year < EARLIEST:
        return 0.0
    if kind == "date":
        return _date_fit(column, profile)
    if kind == "month":
        return {"month": 1.0, "day": 0.0 if table == "orders" else 0.9}.get(profile.kind, 0.0)
    if kind in ("cents", "number", "count", "fraction"):
        return _number_fit(table, column, kind, profile)
    return _text_fit(column, profile)


def _date_fit(column: str, profile: Profile) -> float:
    if profile.days is None:
        return 0.0
    return {"day": 1.0, "month": 0.0 if column == "order_date" else DOUBTFUL}.get(profile.kind, 0.0)


def _number_fit(table: str, column: str, kind: str, profile: Profile) -> float:
    numbers = profile.figures
    if profile.kind != "number" or numbers is None or profile.coded:
        return 0.0
    if column == "score":
        return float(numbers.low >= 0 and numbers.high <= 10)
    if column == "founded":
        return float(numbers.low >= 1500 and numbers.high <= 2200 and profile.whole)
    if kind == "count":
        return float(profile.whole and numbers.low >= 0)
    if kind == "cents":
        return _money_fit(table, profile)
    return 0.7 if column == "quantity" and profile.unique and profile.rows > 20 else 1.0


def _money_fit(table: str, profile: Profile) -> float:
    numbers = profile.figures
    if numbers is None or numbers.percent:
        return PERCENT
    if profile.distinct < 2 < profile.rows and table in ("orders", "opportunities"):
        return CONSTANT
    like_years = profile.whole and numbers.low >= 1900 and numbers.high <= 2100
    return DOUBTFUL if like_years and profile.distinct < 60 and profile.rows > 100 else 1.0


def _text_fit(column: str, profile: Profile) -> float:
    decimals = profile.kind == "number" and not profile.whole
    if profile.kind in ("day", "month") or decimals:
        return 0.0
    if column == "currency":
        return float(profile.kind == "text" and all(len(text) <= 4 for text in profile.samples))
    if column in GROUPING:
        return _grouping_fit(profile)
    if column in REFERENCES or column in ("order_id", "opportunity_id"):
        if profile.distinct < 2 < profile.rows:
            return 0.3
        return 0.85 if column == "order_id" and profile.distinct <= 0.02 * profile.rows else 1.0
    return 0.5 if profile.kind == "number" and column in ("name", "country", "parent") else 1.0


def _grouping_fit(profile: Profile) -> float:
    if profile.kind == "email" or (profile.unique and profile.rows > 10):
        return DOUBTFUL
    few = profile.distinct <= max(CATEGORIES, 0.05 * profile.rows)
    return (1.0 if few else 0.6) * (0.75 if profile.kind == "number" else 1.0)
