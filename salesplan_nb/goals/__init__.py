"""Stage 2: can we reach what was asked, where do we land, who carries which part.

In this order: `regular` (the history without one-offs), `backtest` (which method has earned its use), `reliability`
(whether its chances came true), `signal` (what the history shows at all), `last_month`, `momentum` (paths of what
happens if nothing changes), `people`, `customer_paths`, `measured` and `baselines` (base and target of each goal),
`outlooks` (goals that are not in money) and `attainment` (chances), `targets`, `target_weeks`, `replan`, `bottom_up`
(the breakdown, on its `Ground`; `offers` and `rebased` for a what-if), `conflicts` (goals that do not fit each other),
`month_targets`, `declared`, `with_tactics` and `lifted` (effects on top of the paths), `smart` (the five letters),
`target_build`, `reverse_funnel`, `pipeline_backtest`, `ambition`, `levels`, `past_growths`, `even_chance`, `main_goal`,
`goal_row`, `facts`, `Goals`. `sample_paths` is the forecast by itself.
"""

from salesplan_nb.goals.ambition import ambition, even_chance, levels, past_growths
from salesplan_nb.goals.attainment import attainment
from salesplan_nb.goals.backtest import Backtest, backtest
from salesplan_nb.goals.baselines import Base, baselines, measured, people
from salesplan_nb.goals.breakdown import Ground, bottom_up, offers, rebased, replan, target_weeks, targets
from salesplan_nb.goals.build import target_build
from salesplan_nb.goals.conflicts import conflicts
from salesplan_nb.goals.customers import customer_paths
from salesplan_nb.goals.effects import declared, lifted, with_tactics
from salesplan_nb.goals.forecast import sample_paths
from salesplan_nb.goals.momentum import Momentum, last_month, momentum
from salesplan_nb.goals.month_targets import month_targets
from salesplan_nb.goals.one_offs import Regular, regular
from salesplan_nb.goals.outlook import Outlook, outlooks
from salesplan_nb.goals.pipeline_backtest import pipeline_backtest
from salesplan_nb.goals.reliability import reliability
from salesplan_nb.goals.result import Goals, GoalsFacts
from salesplan_nb.goals.reverse_funnel import reverse_funnel
from salesplan_nb.goals.signal import signal
from salesplan_nb.goals.smart import smart
from salesplan_nb.goals.summary import facts, goal_row, main_goal

__all__ = [
    "Backtest",
    "Base",
    "Goals",
    "GoalsFacts",
    "Ground",
    "Momentum",
    "Outlook",
    "Regular",
    "ambition",
    "attainment",
    "backtest",
    "baselines",
    "bottom_up",
    "conflicts",
    "customer_paths",
    "declared",
    "even_chance",
    "facts",
    "goal_row",
    "last_month",
    "levels",
    "lifted",
    "main_goal",
    "measured",
    "momentum",
    "month_targets",
    "offers",
    "outlooks",
    "past_growths",
    "people",
    "pipeline_backtest",
    "rebased",
    "regular",
    "reliability",
    "replan",
    "reverse_funnel",
    "sample_paths",
    "signal",
    "smart",
    "target_build",
    "target_weeks",
    "targets",
    "with_tactics",
]
