"""The workspace: what the analyst decided (plan.yml) and where the data is (sources.yml)."""

from salesplan_nb.workspace.finished import check_main_goal_ahead
from salesplan_nb.workspace.load import Checked, Workspace, check, load
from salesplan_nb.workspace.todos import Todo

__all__ = ["Checked", "Todo", "Workspace", "check", "check_main_goal_ahead", "load"]
