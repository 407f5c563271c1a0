"""Stage 1: who has a say, what the business wants, what the market does."""

from salesplan_nb.objectives.evidence import Tables
from salesplan_nb.objectives.market import competitors, market, mix
from salesplan_nb.objectives.people import lineage, raci, stakeholders
from salesplan_nb.objectives.result import Objectives, ObjectivesFacts
from salesplan_nb.objectives.summary import facts
from salesplan_nb.objectives.swot import swot
from salesplan_nb.objectives.trend import adjusted_history, seasonality, trends

__all__ = [
    "Objectives",
    "ObjectivesFacts",
    "Tables",
    "adjusted_history",
    "competitors",
    "facts",
    "lineage",
    "market",
    "mix",
    "raci",
    "seasonality",
    "stakeholders",
    "swot",
    "trends",
]
