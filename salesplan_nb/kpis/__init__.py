"""Each measure defined once and counted by Ibis: `LIBRARY`, `measure`, `monthly`, `latest`."""

from salesplan_nb.kpis.counts import (
    UNASSIGNED,
    UNNAMED,
    Tables,
    competitor_outcomes,
    market_months,
    rep_quotas,
    segment_outcomes,
)
from salesplan_nb.kpis.deals import deal_lives
from salesplan_nb.kpis.figures import Value
from salesplan_nb.kpis.funnel import funnel
from salesplan_nb.kpis.library import LIBRARY, Kpi
from salesplan_nb.kpis.measure import Against, Measured, latest, latest_year, measure, measured_over, monthly
from salesplan_nb.kpis.moves import MOVES, customer_moves

__all__ = [
    "LIBRARY",
    "MOVES",
    "UNASSIGNED",
    "UNNAMED",
    "Against",
    "Kpi",
    "Measured",
    "Tables",
    "Value",
    "competitor_outcomes",
    "customer_moves",
    "deal_lives",
    "funnel",
    "latest",
    "latest_year",
    "market_months",
    "measure",
    "measured_over",
    "monthly",
    "rep_quotas",
    "segment_outcomes",
]
