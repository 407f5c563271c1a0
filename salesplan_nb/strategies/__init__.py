"""Stage 3: segments, which to target, by which tactics, through which channels."""

from salesplan_nb.strategies.channels import channels
from salesplan_nb.strategies.goal_months import goal_months, main_target
from salesplan_nb.strategies.result import Strategies, StrategiesFacts
from salesplan_nb.strategies.rfm import rfm
from salesplan_nb.strategies.segments import profile, segments
from salesplan_nb.strategies.summary import facts
from salesplan_nb.strategies.tactics import effects, tactics

__all__ = [
    "Strategies", "StrategiesFacts", "channels", "effects", "facts", "goal_months", "main_target", "profile",
    "rfm", "segments", "tactics",
]  # fmt: skip
