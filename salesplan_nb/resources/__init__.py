"""Stage 4: people, what they can carry, what they are asked to carry, what it costs."""

from salesplan_nb.resources.budget import all_lines, budget, lines
from salesplan_nb.resources.chance import facts
from salesplan_nb.resources.options import options
from salesplan_nb.resources.people import roles, team
from salesplan_nb.resources.quotas import margins, quotas, quotas_missing
from salesplan_nb.resources.result import Resources, ResourcesFacts
from salesplan_nb.resources.simulation import Simulation, capacity, landing, simulate
from salesplan_nb.resources.skills import skills

__all__ = [
    "Resources", "ResourcesFacts", "Simulation", "all_lines", "budget", "capacity", "facts", "landing", "lines",
    "margins", "options", "quotas", "quotas_missing", "roles", "simulate", "skills", "team",
]  # fmt: skip
