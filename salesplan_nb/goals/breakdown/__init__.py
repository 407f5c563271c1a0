"""The goal in parts: months, regions, families, routes to market, weeks; exact to the cent in every direction.

`targets` shares every goal in money; `rebased` does so with other bases and more locks, for a what-if, and `offers`
says which bases the data can give; `target_weeks` shares months over weeks. `replan` sets what was sold beside the
remainder for the months to come. `bottom_up` holds each part against its own forecast.
"""

from salesplan_nb.goals.breakdown.comparison import bottom_up
from salesplan_nb.goals.breakdown.ground import Ground
from salesplan_nb.goals.breakdown.offers import offers
from salesplan_nb.goals.breakdown.replan import replan
from salesplan_nb.goals.breakdown.targets import rebased, targets
from salesplan_nb.goals.breakdown.weeks import target_weeks

__all__ = ["Ground", "bottom_up", "offers", "rebased", "replan", "target_weeks", "targets"]
