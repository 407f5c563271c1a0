"""What a letter is asked of and what it comes to: a goal with its figures, and a verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from salesplan_nb.goals.attainment import chance
from salesplan_nb.goals.statement import amount
from salesplan_nb.workspace.plan import UNITS, Goal
from salesplan_nb.workspace.sentences.printing import NAMES

YES, NO, CANNOT_TELL = "yes", "no", "cannot tell"
"""What a letter can come to."""
LESS_IS_BETTER = ("sales_cycle",)
"""Metrics for which lower is better."""
DEMAND = "demand alone, tactics and people not counted"
LEVERS = "demand with the tactics' declared effects, people and hires not counted"
"""What a chance counts."""


@dataclass(frozen=True)
class Verdict:
    """Whether a letter holds, why, and what to write where it does not; `told` is False where that cannot be told."""

    passed: bool
    reason: str
    write_instead: str = ""
    told: bool = True

    @property
    def word(self) -> str:
        """As the table has it."""
        return YES if self.passed else NO if self.told else CANNOT_TELL


@dataclass(frozen=True)
class Case:
    """A goal as written, its figures (a row of `Goals.goals`), and what the rules look it up in."""

    goal: Goal
    figures: pd.Series
    objectives: Mapping[str, str]
    """Statements by id."""
    som_cents: int | None
    """The obtainable market of a year [cents]; None: not stated, or the goal is for a part of the company."""
    records: str
    """What the data records, 'bookings' or 'revenue'."""
    currency: str
    as_of: str
    """Last month of the data."""
    names: Mapping[str, str]
    """What people are called, by id."""
    lifted: NDArray[np.int64] | None
    """Sums [cents] of the paths with the tactics' declared effects; None where the goal has none."""

    @property
    def name(self) -> str:
        """Of the metric, to follow another word: 'bookings', 'win rate'."""
        return NAMES[self.goal.metric].removeprefix("the ")

    @property
    def unit(self) -> str:
        """Of the metric."""
        return UNITS[self.goal.metric]

    def amount(self, value: float) -> str:
        """A value in that unit, for a sentence."""
        return amount(value, self.unit, self.currency)

    @property
    def fewer(self) -> bool:
        """Whether the metric improves by falling."""
        return self.goal.metric in LESS_IS_BETTER

    @property
    def chance(self) -> float:
        """With the tactics' declared effects where there are some, else if nothing changes; NaN: it cannot be told."""
        if self.lifted is None:
            return float(self.figures["p_demand"])
        return chance(self.lifted, float(self.figures["target"]))

    @property
    def even(self) -> float:
        """The level with an even chance, by the same paths."""
        return float(self.figures["demand_p50"]) if self.lifted is None else float(np.rint(np.median(self.lifted)))

    @property
    def by(self) -> str:
        """What that chance counts, of money."""
        return DEMAND if self.lifted is None else LEVERS
