"""Sentences of the workbook: what each sheet holds, what its rows do not say, what the cover calls its figures."""

from __future__ import annotations

TOPICS = {
    "Targets": "What is to be reached, by region, product family and quarter or month",
    "Target cells": "Every target by month, region and product family, to be filtered",
    "Quotas": "What each person is held to, by month, against the target",
    "Attainment": "What each person has sold of the quota to date",
    "Capacity": "What the team can carry against the target, by month",
    "Budget": "What it costs, by line, category and month, and what is left of the limit",
    "KPIs": "Each measure against its target",
    "Tracking": "Actual against target by month, and summed",
    "Forecast": "Where we land by month, if nothing changes and with this plan",
    "Segments": "Whom we sell to",
    "Tactics": "What we do, its effect and its cost",
    "Channels": "Through whom we sell, now and planned",
    "Assumptions": "What was decided rather than found, and how the figures come about",
    "Data": "Every row that was read: used, or set aside and why",
    "To-dos": "What is still open",
}
"""A line a sheet, for the contents on the cover."""

RANGE = "8 in 10 outcomes lie between low and high"
CONTROL = "The parts less the goal; 0 where every cent of the goal has its place."
SHOWN = "Sum of the rows shown, as filtered"


def cents_kept(currency: str) -> str:
    """How amounts are to be read where a sheet shows whole units."""
    return f"{currency}, shown in whole units; the cells hold the cents."


def quotas_reading(currency: str, over: str) -> str:
    """'Over-assignment of 8%: ...'"""
    told = f"Quotas are planned {over} above the target. " if over else ""
    return f"{told}{cents_kept(currency)}"


def attainment_reading(currency: str, through: str) -> str:
    """To which month, and what attainment is."""
    return f"To {through}. Attainment = actual / quota to date. {cents_kept(currency)}"


def capacity_reading(currency: str) -> str:
    """What the range is."""
    return f"Low to high holds 8 in 10. Difference and cover are those of the middle. {cents_kept(currency)}"


def tracking_reading(currency: str, goal: str, records: str) -> str:
    """What is tracked."""
    return f"{records.capitalize()} against {goal}. Paced = actual / target, both summed. {cents_kept(currency)}"


def forecast_reading(currency: str) -> str:
    """That months do not add up to the year."""
    return (
        f"Low to high holds 8 in 10 for each month by itself: months do not add up to the year. {cents_kept(currency)}"
    )


def revenue_window(currency: str, window: str) -> str:
    """The months that segments and channels are told of."""
    return f"{window + '. ' if window else ''}{cents_kept(currency)}"


def kpis_reading(currency: str) -> str:
    """How a gap is to be read."""
    return f"Gap = value - target, in the unit of the measure; money in {currency}. Interval: 95%."


def data_reading(currency: str) -> str:
    """What the accounting counts."""
    return f"Each row of a file counts once in each table, under the rule that took it. Amounts in {currency}."
