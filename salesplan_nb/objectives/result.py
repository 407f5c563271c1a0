"""What stage 1 hands on: who has a say, what the business wants, what the market does."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from salesplan_nb.results import table


@dataclass(frozen=True)
class ObjectivesFacts:
    """The latest twelve months that comparisons use."""

    year_label: str
    """'Nov 2025 to Oct 2026'; '' where the history is too short for a comparison with the year before."""
    before_label: str
    months: int
    """Months of history."""
    departments_heard: int
    departments: int


@dataclass(frozen=True, kw_only=True)
class Objectives:
    """Stage 1."""

    stakeholders: pd.DataFrame = table(
        id="text",
        role="text",
        department="text",
        interest="text",
        influence="text",
        needs="text",
        heard="date",
        engage="text",
    )
    """`engage`: manage closely, keep satisfied, keep informed, monitor (interest x influence)."""
    raci: pd.DataFrame = table(objective_id="text", statement="text", person="text", letter="text")
    lineage: pd.DataFrame = table(objective_id="text", goal_id="text", kpi="text", owner="text", orphan="text")
    """Objective -> goal -> KPI -> owner; `orphan` says what is missing, '' where nothing is."""
    trend: pd.DataFrame = table(
        dimension="text",
        member="text",
        slope_cents="cents",
        rate="fraction",
        low="fraction",
        high="fraction",
        verdict="text",
        months="count",
    )
    """Yearly slope of the seasonally adjusted series: [cents a year], and as a fraction of the mean year with its
    95% interval. dimension: total, segment, product_family. verdict: growing, shrinking, unclear, too short; a member
    grows or shrinks where it stands out among all of its dimension."""
    seasonality: pd.DataFrame = table(month_number="count", index="number", low="number", high="number", side="text")
    """Month's level against an average month (1.0), with 95% interval; empty with less than 24 months. side: above or
    below the average where it stands out among the twelve, else ''."""
    mix: pd.DataFrame = table(
        dimension="text",
        member="text",
        before_cents="cents",
        now_cents="cents",
        growth="fraction",
        share_before="fraction",
        share_now="fraction",
        shift="fraction",
    )
    """Latest 12 months against the 12 before; with less than 24 months of history nothing before (0 and NaN)."""
    competitors: pd.DataFrame = table(
        competitor="text",
        won="count",
        closed="count",
        rate="fraction",
        low="fraction",
        high="fraction",
        won_before="count",
        closed_before="count",
        rate_before="fraction",
        verdict="text",
    )
    """Latest 12 months, the 12 before beside; first row competitor '' = all closed deals. 'none named' for empty.
    verdict against the rate of all deals: below, above, unclear."""
    market: pd.DataFrame = table(
        segment="text",
        ours_cents="cents",
        market_cents="cents",
        share="fraction",
        ours_growth="fraction",
        market_growth="fraction",
        sam_cents="cents",
        som_cents="cents",
        source="text",
        date="date",
    )
    """Latest 12 months; growth against the 12 before; cents 0 and NaN where unknown."""
    swot: pd.DataFrame = table(
        origin="text", kind="text", statement="text", evidence="text", reading="text", state="text"
    )
    """origin: plan (declared) or data (found). state: holds, stale, outside (a dated external source).
    evidence: table cell or source."""
    history: pd.DataFrame = table(month="month", amount_cents="cents", adjusted_cents="cents")
    """Total by month, and seasonally adjusted (the same figure where no season can be told)."""
    facts: ObjectivesFacts
