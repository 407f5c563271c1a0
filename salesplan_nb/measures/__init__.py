"""Stage 5: KPIs with target and status, actual against target to date, signals, triggers, reviews."""

from salesplan_nb.measures.funnel import funnel
from salesplan_nb.measures.progress import against, attainment, pacing, tracking
from salesplan_nb.measures.result import Measures, MeasuresFacts
from salesplan_nb.measures.rules import reviews, triggers
from salesplan_nb.measures.scorecard import facts, kpi_table
from salesplan_nb.measures.signals import series, signals

__all__ = [
    "Measures",
    "MeasuresFacts",
    "against",
    "attainment",
    "facts",
    "funnel",
    "kpi_table",
    "pacing",
    "reviews",
    "series",
    "signals",
    "tracking",
    "triggers",
]
