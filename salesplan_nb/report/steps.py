"""The way from the base to where the plan lands, to the cent: what the bridge draws and what changes are told by."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from salesplan_nb.goals.result import period_of
from salesplan_nb.report.approval import Step
from salesplan_nb.report.names import clean

TOGETHER = "together"
"""The step of medians that do not add up."""
TACTIC = "tactic:"
"""How the keys of tactics begin."""


def demand_middle(paths: pd.DataFrame, effects: pd.DataFrame, goal: pd.Series) -> float:
    """Median over the joint draws of demand with tactics [cents] over the goal's period."""
    period = period_of(goal)

    def sums(frame: pd.DataFrame) -> pd.Series:
        return frame[frame.month.isin(period.months)].groupby("draw").amount_cents.sum()

    total = sums(paths)
    if not effects.empty:
        total = total.add(sums(effects).reindex(total.index, fill_value=0))
    return float(np.median(total.to_numpy())) + float(goal.demand_p50) - float(np.median(sums(paths).to_numpy()))


def landing_steps(
    goal: pd.Series, tactics: pd.DataFrame, base: int, nothing: int, plan: int, demand: float | None, facts: Any
) -> tuple[Step, ...]:
    """From the base to where the plan lands; the steps sum to the landing to the cent.

    Parameters
    ----------
    goal : Series
        The main goal's row.
    tactics : DataFrame
        `Strategies.tactics`.
    base, nothing, plan : int
        Base, landing if nothing changes, landing with this plan [cents].
    demand : float or None
        Median demand with tactics [cents], so that what people cannot carry stands apart.
    facts : ResourcesFacts or None
        Of stage 4; None before it.
    """
    mine = tactics[tactics.goal_id == goal.goal_id].sort_values("tactic_id")
    steps = [Step("base", "Base", base), Step("going-on", "Going on as now", nothing - base)]
    steps += [
        Step(f"{TACTIC}{id_}", clean(str(name)) or str(id_), int(cents))
        for id_, name, cents in zip(mine.tactic_id, mine.name, mine.likely_cents, strict=True)
    ]
    people = plan - round(demand) if demand is not None and facts is not None and facts.has_capacity else 0
    together = plan - people - sum(step.cents for step in steps)
    return (*steps, Step(TOGETHER, "Ranges put together", together), Step("people", "People run short", people))
