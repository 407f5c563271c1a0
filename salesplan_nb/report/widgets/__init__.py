"""What-ifs: a form where there is a front end for it, and under it what the cell leaves without one."""

from salesplan_nb.report.widgets.ambition import AmbitionExplorer, ambition_explorer
from salesplan_nb.report.widgets.breakdown import BreakdownExplorer, breakdown_explorer

__all__ = ["AmbitionExplorer", "BreakdownExplorer", "ambition_explorer", "breakdown_explorer"]
