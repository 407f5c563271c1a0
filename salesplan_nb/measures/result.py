"""What stage 5 hands on: KPIs defined once, actual against target to date, signals, triggers, reviews."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from salesplan_nb.results import table


@dataclass(frozen=True)
class MeasuresFacts:
    """Counts that the claims use."""

    on_target: int
    with_target: int
    tracked_goal: str
    """The goal whose period has begun, '' where none has."""
    ahead: str = ""
    """The plan year where it has not begun: targets are for it, values are of the months before."""


@dataclass(frozen=True, kw_only=True)
class Measures:
    """Stage 5."""

    kpis: pd.DataFrame = table(
        kpi="text",
        period="text",
        value="number",
        unit="text",
        n="count",
        low="number",
        high="number",
        target="number",
        status="text",
        name="text",
        definition="text",
        owner="text",
        before="number",
        better="text",
        reason="text",
    )
    """unit: fraction, count, days, ratio. low/high: 95% interval, NaN where none is defined.
    before: the same a year earlier. better: higher or lower.
    status: on target, under target, over target (where lower is better), no target, cannot tell.
    reason: '' or why there is no value, in one line."""
    series: pd.DataFrame = table(kpi="text", month="month", value="number", n="count")
    """Up to 24 months to as_of of each KPI that has a monthly figure."""
    funnel: pd.DataFrame = table(
        stage="text",
        period="text",
        entered="count",
        moved_on="count",
        lost="count",
        open="count",
        rate="fraction",
        low="fraction",
        high="fraction",
        before="fraction",
    )
    """Deals created in the months that conversion is told for, by stage in order; 'all' where the data orders none.
    rate: moved_on / (moved_on + lost), with its 95% interval; before: that of the deals created a year before."""
    tracking: pd.DataFrame = table(
        goal_id="text", month="month", actual_cents="cents", target_cents="cents", known="flag"
    )
    """The goal under way: every month of its period; actual 0 and known False after as_of."""
    pacing: pd.DataFrame = table(
        goal_id="text",
        through="month",
        actual_cents="cents",
        target_to_date_cents="cents",
        pacing="fraction",
        target_cents="cents",
    )
    attainment: pd.DataFrame = table(rep_id="text", actual_cents="cents", quota_cents="cents", attainment="fraction")
    """Year to date against the quota's share to date."""
    signals: pd.DataFrame = table(
        kpi="text", month="month", value="number", n="count", mean="number", low="number", high="number", signal="flag"
    )
    """XmR of the rates, and of what the orders are (bookings or revenue) against the seasonal index."""
    triggers: pd.DataFrame = table(
        kpi="text",
        when="text",
        months="count",
        action="text",
        owner="text",
        state="text",
        since="month",
        false_alarm="fraction",
    )
    """state: fired, quiet, cannot tell. false_alarm: chance that it fires in the rest of the plan year though nothing
    changes; NaN where that cannot be told."""
    reviews: pd.DataFrame = table(date="date", what="text")
    facts: MeasuresFacts
