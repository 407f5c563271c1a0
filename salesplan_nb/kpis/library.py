"""Each KPI once: its name, unit, definition, what it needs, and how it is counted. The words are definitions.md's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from salesplan_nb.calendars import Period
from salesplan_nb.kpis import counts, figures
from salesplan_nb.kpis.counts import Tables
from salesplan_nb.kpis.figures import Value

Unit = Literal["fraction", "count", "days", "ratio", "cents"]


@dataclass(frozen=True)
class Kpi:
    """A measure.

    Parameters
    ----------
    id : str
        As plan.yml writes it.
    name : str
        As readers know it.
    unit : {"fraction", "count", "days", "ratio", "cents"}
        Of its value.
    definition : str
        One sentence.
    needs : mapping of str to tuple of str
        Canonical tables, each with the columns that must hold values.
    better : {"higher", "lower"}
        The side on which it meets a target.
    kind : {"rate", "count", "days", "money", "cohort", "against"}
        How its months behave: a rate has hits and trials; `against` divides by an amount that the plan sets.
    by_month : bool
        Whether a single month has a figure worth showing.
    counts : callable
        Counts by month, from the cube.
    figure : callable
        The value of a period, from those counts.
    against : str
        What the value is divided by, '' where by nothing that the plan sets.
    """

    id: str
    name: str
    unit: Unit
    definition: str
    needs: Mapping[str, tuple[str, ...]]
    better: Literal["higher", "lower"]
    kind: Literal["rate", "count", "days", "money", "cohort", "against"]
    by_month: bool
    counts: Callable[[Tables], pd.DataFrame]
    figure: Callable[[pd.DataFrame, Period], Value]
    against: str = ""


ORDERS = {"orders": ("month", "amount_cents")}
KPIS = (
    Kpi(
        "bookings",
        "Bookings",
        "cents",
        "Signed in the period: the sum of the order lines.",
        ORDERS,
        "higher",
        "money",
        True,
        counts.order_months,
        figures.booked,
    ),
    Kpi(
        "revenue",
        "Revenue",
        "cents",
        "Recognised or invoiced in the period: the sum of the order lines.",
        ORDERS,
        "higher",
        "money",
        True,
        counts.order_months,
        figures.booked,
    ),
    Kpi(
        "revenue_growth",
        "Revenue growth",
        "fraction",
        "The period's orders / those of the same months a year before, less 1.",
        ORDERS,
        "higher",
        "money",
        False,
        counts.order_months,
        figures.growth,
    ),
    Kpi(
        "new_customers",
        "Customer acquisition",
        "count",
        "Customers whose first order ever falls in the period; the first 12 months of the history never count.",
        {"orders": ("month", "customer_id")},
        "higher",
        "count",
        True,
        counts.first_orders,
        figures.newcomers,
    ),
    Kpi(
        "conversion",
        "Conversion",
        "fraction",
        "Of the deals created in the period, those that are won: the product over stages of entered the next / "
        "entered this; deals still in a stage are left out of its rate.",
        {"opportunities": ("status", "created")},
        "higher",
        "cohort",
        False,
        counts.cohorts,
        figures.conversion,
    ),
    Kpi(
        "win_rate",
        "Win rate",
        "fraction",
        "Won / (won + lost) among the deals closed in the period.",
        {"opportunities": ("status", "closed")},
        "higher",
        "rate",
        True,
        counts.outcomes,
        figures.win_rate,
    ),
    Kpi(
        "sales_cycle",
        "Sales cycle",
        "days",
        "Median days from created to won among the deals won in the period.",
        {"opportunities": ("status", "created", "closed")},
        "lower",
        "days",
        True,
        counts.winning_days,
        figures.cycle,
    ),
    Kpi(
        "pipeline_coverage",
        "Pipeline coverage",
        "ratio",
        "Open deals with a close date in the period, unweighted, as the data stood at its last month / the remaining "
        "target.",
        {"opportunities": ("status",)},
        "higher",
        "against",
        False,
        counts.open_deals,
        figures.pipeline,
        "the remaining target of a period to come",
    ),
    Kpi(
        "weighted_coverage",
        "Weighted pipeline coverage",
        "ratio",
        "Pipeline coverage times the win rate of the last 12 months: 1 would be enough without any new deal.",
        {"opportunities": ("status", "closed")},
        "higher",
        "against",
        False,
        counts.weighted_deals,
        figures.weighted_pipeline,
        "the remaining target of a period to come",
    ),
    Kpi(
        "csat",
        "Customer satisfaction",
        "fraction",
        "Ratings 4 and 5 / all ratings on a scale from 1 to 5.",
        {"ratings": ("date", "score")},
        "higher",
        "rate",
        True,
        counts.scores,
        figures.satisfaction,
    ),
    Kpi(
        "attainment",
        "Quota attainment",
        "ratio",
        "Actual / quota to date, over all reps who carry a quota.",
        {"orders": ("month", "amount_cents", "rep_id"), "reps": ("rep_id", "quota_cents")},
        "higher",
        "against",
        False,
        counts.rep_bookings,
        figures.rep_total,
        "quotas of the running year",
    ),
)
LIBRARY: dict[str, Kpi] = {kpi.id: kpi for kpi in KPIS}


def missing(cube: Tables, kpi: Kpi) -> str:
    """'' where the data has what a KPI needs, else what it lacks, in one line."""
    for table, columns in kpi.needs.items():
        if not cube.has(table):
            return f"the data has no {table}"
        for column in columns:
            if not counts.has_column(cube, table, column):
                return f"the {table} have no {column.removesuffix('_cents').replace('_', ' ')}"
    return ""
