"""How deals end over time: cumulative incidence of won, with lost as a competing event."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

OPEN, WON, LOST = 0, 1, 2
"""How a deal stands; an open one is censored at its age."""

Curve = NDArray[np.float64]


@dataclass(frozen=True)
class Incidence:
    """Shares of deals by day since creation, 0 to the longest seen.

    `won` and `lost` are cumulative; `open` is what is left of them. After the last day nothing changes.
    """

    won: Curve = field(repr=False)
    lost: Curve = field(repr=False)

    @property
    def rate(self) -> float:
        """Share of created deals that are won in the end [fraction]."""
        return float(self.won[-1])

    def won_by(self, days: NDArray[np.int64]) -> Curve:
        """Share won by so many days after creation; 0 before creation."""
        return np.where(days < 0, 0.0, self.won[np.clip(days, 0, len(self.won) - 1)])

    def open_at(self, days: NDArray[np.int64]) -> Curve:
        """Share neither won nor lost by so many days."""
        at = np.clip(days, 0, len(self.won) - 1)
        return np.asarray(1 - self.won[at] - self.lost[at])

    def settled(self, share: float) -> int:
        """The first day by which this share of all deals that end within the days seen has ended."""
        ended = self.won + self.lost
        return int(np.searchsorted(ended, share * ended[-1] - 1e-12))

    def median_won(self) -> int:
        """The first day by which half of those that are won in the end are won: the sales cycle [days]."""
        return int(np.searchsorted(self.won, self.won[-1] / 2 - 1e-12))


def incidence(days: NDArray[np.int64], states: NDArray[np.int64], weights: NDArray[np.float64]) -> Incidence:
    """Aalen-Johansen estimate of won and lost.

    Parameters
    ----------
    days : array
        Days from creation to the end, or to the day of the data for open deals; not negative.
    states : array
        OPEN, WON or LOST.
    weights : array
        How many deals each stands for.

    Notes
    -----
    With n(t) deals neither ended nor censored before day t and d(t) won on it, F(t) = sum over s <= t of S(s-) d(s) /
    n(s), and S(s-) is the share that had not ended before s. Deals censored on a day count as at risk on it. Lost as
    censored (Kaplan-Meier) would read a deal that is lost as one that might still be won.

    References
    ----------
    O. O. Aalen and S. Johansen (1978), An empirical transition matrix for non-homogeneous Markov chains based on
    censored observations, Scandinavian Journal of Statistics 5, 141-150.

    Examples
    --------
    Two deals won on day 1, one lost on day 2, one open on day 3: 2 of 4 won, then 1 of 2 that are left is lost.

    >>> found = incidence(np.array([1, 1, 2, 3]), np.array([1, 1, 2, 0]), np.ones(4))
    >>> found.won.tolist(), found.lost.tolist()
    ([0.0, 0.5, 0.5, 0.5], [0.0, 0.0, 0.25, 0.25])
    """
    length = int(days.max()) + 1 if len(days) else 1
    won, lost, left = (
        np.bincount(days, weights=weights * (states == state), minlength=length) for state in (WON, LOST, OPEN)
    )
    gone = won + lost + left
    risk = gone[::-1].cumsum()[::-1]
    safe = np.where(risk > 0, risk, 1.0)
    staying = np.concatenate([[1.0], np.cumprod(1 - (won + lost) / safe)[:-1]])
    return Incidence(np.cumsum(staying * won / safe), np.cumsum(staying * lost / safe))
