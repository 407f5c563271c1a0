"""What stage 4 hands on: people, what they can carry, what they are asked to carry, what it costs."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from salesplan_nb.results import table


@dataclass(frozen=True)
class ResourcesFacts:
    """The one simulation of demand and capacity, for the main goal."""

    main_goal: str
    has_capacity: bool
    """False: capacity is not planned yet, so the chance is from demand alone and `missing` says what to add."""
    missing: str
    quotas_missing: str
    """'' or what to add before quotas can be planned: margins and quotas are then empty."""
    chance: float
    """p_plan; p_demand with tactics where capacity is not planned yet; NaN where neither can be told."""
    chance_low: float
    chance_high: float
    p_tactics: float
    """Share of paths that reach the target from demand with tactics, capacity ignored."""
    binds: float
    """Share of paths in which capacity falls short of demand over the period; NaN without capacity."""
    capacity_chance: float
    """P(capacity >= target) over the period; NaN without capacity."""
    plan_p10_cents: int
    plan_p50_cents: int
    plan_p90_cents: int
    momentum_p10_cents: int
    momentum_p50_cents: int
    momentum_p90_cents: int
    level_80_cents: int
    """The target that 8 in 10 simulated plans reach."""
    budget_total_cents: int
    budget_limit_cents: int
    """0 without a limit."""


@dataclass(frozen=True, kw_only=True)
class Resources:
    """Stage 4."""

    roles: pd.DataFrame = table(
        role="text",
        title="text",
        people="count",
        responsibilities="text",
        expectations="text",
        annual_quota_cents="cents",
        ote_cents="cents",
    )
    team: pd.DataFrame = table(
        rep_id="text",
        name="text",
        role="text",
        title="text",
        region="text",
        manager_id="text",
        starts="date",
        ends="date",
        first_month="month",
        last_month="month",
        span="count",
        level="count",
    )
    """Everybody active in the plan year, in tree order; level 0 at the root; span = direct reports. `first_month` holds
    the day on which somebody starts, `last_month` is the last that they are there to the end of; '' where not known."""
    skills: pd.DataFrame = table(
        role="text",
        skill="text",
        required="number",
        assessed="number",
        people="count",
        below="count",
        gap="number",
        met_by="text",
        owner="text",
    )
    """assessed: mean level; gap: mean shortfall of those below x their share.
    met_by: training line, 'accepted risk', or '' (open)."""
    capacity: pd.DataFrame = table(
        month="month", target_cents="cents", p10_cents="cents", p50_cents="cents", p90_cents="cents", cover="fraction"
    )
    quotas: pd.DataFrame = table(rep_id="text", month="month", quota_cents="cents")
    margins: pd.DataFrame = table(month="month", target_cents="cents", over_assignment="fraction", quota_cents="cents")
    budget: pd.DataFrame = table(line="text", category="text", month="month", amount_cents="cents")
    lines: pd.DataFrame = table(
        line="text", category="text", amount_cents="cents", owner="text", goal="text", closes="text", tactics="text"
    )
    landing: pd.DataFrame = table(
        month="month", momentum_p50="cents", demand_p50="cents", plan_p10="cents", plan_p50="cents", plan_p90="cents"
    )
    """Booked by month; plan_* = min(demand with tactics, capacity)."""
    options: pd.DataFrame = table(
        option="text",
        kind="text",
        count="count",
        role="text",
        region="text",
        starts="month",
        cost_cents="cents",
        gain_cents="cents",
        target_cents="cents",
        chance="fraction",
        over_limit_cents="cents",
        note="text",
    )
    """For the reader to decide. kind hires: gain of the median landing, chance of the goal;
    kind goal: chance of target_cents.
    over_limit_cents: by how much the option would pass the budget's limit, 0 where it does not or none is set.
    note: '' or what the cost leaves out."""
    facts: ResourcesFacts
