"""What intake hands on, published as `quality`: every row and every cent accounted for."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from salesplan_nb.results import table

COLUMNS = {
    "table": "text", "column": "text", "source": "text", "kind": "text", "rows": "count", "filled": "fraction",
    "filled_latest": "fraction", "distinct": "count", "lowest": "text", "highest": "text", "members": "text",
}  # fmt: skip
"""A row per column of the contract that is filled, and per column of a file that nothing reads (`column` is '')."""
MONTHS = {"month": "month", "rows": "count", "amount_cents": "cents"}
"""A row per month with orders in use."""


@dataclass(frozen=True)
class QualityFacts:
    """What holds for the whole workspace."""

    as_of: str
    """Last complete month, '2026-10'."""
    currency: str
    records: str
    """What an order line is: 'bookings' or 'revenue'."""
    assumed: int
    """What of sources.yml and plan.yml was assumed by `init`, and not confirmed yet."""
    segment_dimension: str
    """Column that tells segments apart ('segment' by the plan's rules, else 'industry'), '' where none can."""


@dataclass(frozen=True, kw_only=True)
class Quality:
    """Accounting of the rows read."""

    accounting: pd.DataFrame = table(table="text", source="text", rule="text", rows="count", amount_cents="cents")
    unrated: pd.DataFrame = table(table="text", rule="text", currency="text", amount_cents="cents")
    """Money set aside that no rate brings into the plan's currency [cents of its own]; it is 0 in `accounting`."""
    rejects: pd.DataFrame = table(
        table="text",
        source="text",
        row="count",
        rule="text",
        column="text",
        value="text",
        amount_cents="cents",
        record="text",
    )
    corrections: pd.DataFrame = table(
        table="text",
        source="text",
        rule="text",
        column="text",
        value="text",
        replacement="text",
        rows="count",
        amount_cents="cents",
    )
    years: pd.DataFrame = table(year="text", months="count", rows="count", amount_cents="cents")
    """Used orders by calendar year; `months` have any."""
    controls: pd.DataFrame = table(
        month="month", orders_cents="cents", control_cents="cents", difference_cents="cents", tolerance="fraction"
    )
    targets: pd.DataFrame = table(
        month="month", product_family="text", region="text", target_cents="cents", orders_cents="cents"
    )
    """Orders against the targets that were set before; '' where a target is not for one family or region."""
    returns: pd.DataFrame = table(
        return_source="text", return_row="count", order_source="text", order_row="count", quantity="number",
        amount_cents="cents",
    )  # fmt: skip
    """Returns and the order lines that they undo, by file and line; the order's row is 0 where none was found."""
    credits: pd.DataFrame = table(month="month", rep_id="text", kind="text", amount_cents="cents")
    """What overlays are credited with, on top of the orders."""
    findings: pd.DataFrame = table(
        check="text", weight="text", table="text", column="text", rows="count", amount_cents="cents", text="text",
        hint="text",
    )  # fmt: skip
    """What the data checks found: `note`, `must` (before approval) or `accepted` (somebody took it as it is)."""
    columns: pd.DataFrame = table(**COLUMNS)
    """What each column held, for the next run to tell what changed."""
    months: pd.DataFrame = table(**MONTHS)
    inventory: pd.DataFrame = table(
        table="text", present="flag", rows="count", first="date", last="date", switches_off="text"
    )
    """A row per canonical table; `switches_off` says what the plan goes without where it is absent."""
    facts: QualityFacts
