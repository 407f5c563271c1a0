"""How a rate or a duration has changed in the past over the distance in time that a goal has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from salesplan_nb.calendars import Period, month_index, months_between, shift
from salesplan_nb.errors import counted
from salesplan_nb.goals.calibration import ENOUGH, LEVEL, agrees
from salesplan_nb.intervals import Z95

if TYPE_CHECKING:
    from salesplan_nb.kpis import Tables, Value

Values = NDArray[np.float64]
LEAST = 4
"""Independent changes from which a spread is tested on the next."""


@dataclass(frozen=True)
class Spread:
    """How far a KPI moves over a distance, if nothing changes.

    Parameters
    ----------
    size : float
        Standard deviation of the change [unit of the KPI].
    independent : int
        Changes that do not share a month: the degrees of freedom.
    """

    size: float
    independent: int

    def chance(self, needed: float) -> float:
        """Chance [fraction] of a change of at least so much in the wanted direction."""
        from scipy import stats

        if self.size == 0:
            return float(needed <= 0)
        return float(stats.t.sf(needed / self.size, self.independent))

    def quantile(self, level: float) -> float:
        """The change that is not passed with that probability."""
        from scipy import stats

        return float(stats.t.ppf(level, self.independent)) * self.size


@dataclass(frozen=True)
class PastChanges:
    """The changes of a KPI from one window to a later one, at every month at which both windows lie in the data.

    Parameters
    ----------
    distance : int
        Months from the end of the base to the end of the goal's period.
    changes : array
        In order of time [unit of the KPI].
    noise : array
        Sampling variance of each change [unit squared]: of both of its ends.
    at : array
        Month index of the end of each.
    span : int
        Months from the first of the base to the last of the goal's period.
    """

    distance: int
    changes: Values
    noise: Values
    at: NDArray[np.int64]
    span: int

    @property
    def independent(self) -> list[int]:
        """Places of the latest changes of which no two share a month."""
        kept: list[int] = []
        for place in range(len(self.at) - 1, -1, -1):
            if not kept or self.at[kept[-1]] - self.at[place] >= self.span:
                kept.append(place)
        return kept[::-1]

    @property
    def spread(self) -> Spread:
        """From all changes; see `past_changes`."""
        return self._spread(len(self.changes), len(self.independent))

    def _spread(self, until: int, independent: int) -> Spread:
        """From the first so many changes, with the sampling noise of the last of them."""
        true = max(float(np.mean(self.changes[:until] ** 2) - np.mean(self.noise[:until])), 0.0)
        return Spread(float(np.sqrt(true + self.noise[until - 1])), independent)

    @property
    def tested(self) -> tuple[int, int]:
        """Hits and trials of 80% ranges made from earlier changes alone, at origins that share no month."""
        hits = trials = 0
        places = self.independent
        for count, place in enumerate(places):
            before = int(np.searchsorted(self.at, self.at[place] - self.distance, side="right"))
            if count < LEAST or not before:
                continue
            trials += 1
            hits += abs(float(self.changes[place])) <= self._spread(before, count).quantile(0.9)
        return hits, trials

    @property
    def refusal(self) -> str:
        """'' where the changes bear a chance, else why they do not."""
        if not len(self.changes):
            return f"no two periods lie {counted(self.distance, 'month')} apart in it"
        apart = len(self.independent)
        if apart < ENOUGH:
            return f"{counted(apart, 'past change')} without a month in common, and a chance needs {ENOUGH}"
        hits, trials = self.tested
        if agrees(hits, trials) < LEVEL:
            return f"ranges of 8 in 10 from earlier changes held {hits} of {counted(trials, 'time')}"
        return ""


def past_changes(cube: Tables, kpi: str, base: Period, goal: Period) -> PastChanges:
    """The past changes of a KPI over the distance from a base to a goal's period.

    Parameters
    ----------
    cube : Tables
        The canonical tables.
    kpi : str
        Its id in the library.
    base, goal : Period
        What the goal is measured from, and its months.

    Notes
    -----
    Definition of this product. At each month at which a window as long as the goal's period can end, c = value over
    that window - value over a window as long as the base that ends as much earlier as the base does. If nothing
    changes, the change to come is drawn from Student's t with k degrees of freedom around zero, k the number of changes
    that share no month, and variance mean(c^2) - mean(v) + v_last, where v is the sampling variance of a change: that
    of its two ends, each taken from its 95% interval, (high - low)^2 / (2 x 1.96)^2. What the values scatter by chance
    alone is thus taken out of the past, and put back for as many deals or ratings as there are now. No drift is
    carried forward: a goal asks for more than what came by itself. With fewer than ten such changes, or where ranges
    made from earlier changes alone held too rarely or too often (two-sided exact binomial, p < 0.05), no chance is
    given: only how often the KPI has moved as far, which overlapping changes may tell.

    References
    ----------
    Student (1908), Biometrika 6, 1-25: the distribution of a mean over its estimated error.
    """
    from salesplan_nb.kpis import measured_over

    distance = month_index(goal.last) - month_index(base.last)
    if distance <= 0:
        return PastChanges(distance, np.empty(0), np.empty(0), np.empty(0, dtype=np.int64), 1)
    every = months_between(cube.months[0], cube.as_of)
    alone = measured_over(cube, kpi, [Period(month, month) for month in every])
    # A window that begins before the table does would hold fewer months than it says.
    months = every[next((i for i, value in enumerate(alone) if value.known), len(every)) :]
    ends = [month for month in months if shift(month, 1 - len(goal)) >= months[0]]
    ends = [month for month in ends if shift(month, 1 - distance - len(base)) >= months[0]]
    now = measured_over(cube, kpi, [Period(shift(end, 1 - len(goal)), end) for end in ends])
    then = measured_over(cube, kpi, [_window(shift(end, -distance), len(base)) for end in ends])
    kept = [i for i, (a, b) in enumerate(zip(now, then, strict=True)) if a.known and b.known]
    return PastChanges(
        distance,
        np.array([now[i].value - then[i].value for i in kept]),
        np.array([_noise(now[i]) + _noise(then[i]) for i in kept]),
        np.array([month_index(ends[i]) for i in kept], dtype=np.int64),
        max(distance + len(base), len(goal)),
    )


def _window(last: str, length: int) -> Period:
    return Period(shift(last, 1 - length), last)


def _noise(value: Value) -> float:
    """Sampling variance of a value, from its 95% interval; none where it has none."""
    width = value.high - value.low
    return (width / (2 * Z95)) ** 2 if width == width else 0.0
