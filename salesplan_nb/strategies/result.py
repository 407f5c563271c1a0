"""What stage 3 hands on: segments, which to target, by which tactics, through which channels."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from salesplan_nb.results import table


@dataclass(frozen=True)
class StrategiesFacts:
    """Spans and totals that the tables share."""

    window: str
    """Months of the profiles: 'Nov 2025 to Oct 2026'."""
    effect_low_cents: int
    effect_likely_cents: int
    effect_high_cents: int
    """Sum of the tactics' effects for the main goal: 10%, 50%, 90% points of the simulated sum; 0 without tactics."""


@dataclass(frozen=True, kw_only=True)
class Strategies:
    """Stage 3."""

    segments: pd.DataFrame = table(
        segment="text",
        name="text",
        rule="text",
        customers="count",
        revenue_cents="cents",
        share="fraction",
        growth="fraction",
        retention="fraction",
        order_value_cents="cents",
        margin="fraction",
        won="count",
        closed="count",
        win_rate="fraction",
        chosen="flag",
        reason="text",
    )
    """Latest 12 months (all where there are fewer); growth and retention are NaN with fewer than 24 months of history.
    NaN where the data has no such thing."""
    profile: pd.DataFrame = table(segment="text", attribute="text", value="text", customers="count", share="fraction")
    """Demographics of each segment's customers: country, region, size class ..., the commonest values."""
    rfm: pd.DataFrame = table(
        group="text",
        description="text",
        customers="count",
        active="count",
        revenue_cents="cents",
        share="fraction",
        recency_days="number",
        orders="number",
        spend_cents="cents",
        approach="text",
        by_recency="flag",
    )
    """Groups of the three scores, named so that a person understands them; medians per customer.
    Window: the last 12 months for F and M. active: those of them who ordered in it; share: of what known customers
    bought. by_recency: the same in all rows; False where recency tells nobody apart and is left out."""
    tactics: pd.DataFrame = table(
        tactic_id="text",
        name="text",
        goal_id="text",
        segment="text",
        channel="text",
        action="text",
        owner="text",
        first="month",
        last="month",
        low_cents="cents",
        likely_cents="cents",
        high_cents="cents",
        source="text",
        budget_line="text",
        budget_cents="cents",
    )
    """Effects 0 with source '' where none is declared."""
    effects: pd.DataFrame = table(draw="count", month="month", amount_cents="cents")
    """Simulated sum of the tactics' effects for the main goal: same draws as goals.paths."""
    channels: pd.DataFrame = table(
        channel="text",
        revenue_cents="cents",
        before_cents="cents",
        growth="fraction",
        goods_cents="cents",
        own_cost_cents="cents",
        contribution_cents="cents",
        rate="fraction",
        share="fraction",
        planned_share="fraction",
        planned_cents="cents",
        note="text",
    )
    """note says which costs are not known. planned_cents = share of the main goal, exact; 0 without a chosen mix."""
    facts: StrategiesFacts
